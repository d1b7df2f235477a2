"""When two spellings are one name: capitals, i/y and the place of the tone (hoà, hòa) do not count, marks do.

The search form (`domain.text.fold`) drops the marks; for finding that is right, but Tú and Tư are two people.
"""

import sys
import unicodedata
from functools import lru_cache

from khuyenhoc_desktop.domain.text import fold


def spelling_key(text: str) -> str:
    """What two ways of writing one name share; `text` is tidy (NFC, single spaces).

    Many thousand people share their names: the same key is the same object.
    """
    return sys.intern(" ".join(map(_word_key, text.split(" "))))


@lru_cache(maxsize=20_000)
def _word_key(word: str) -> str:
    """The letters of a word with i for y, then its marks in a fixed order."""
    letters = unicodedata.normalize("NFD", word.casefold())
    marks = sorted(letter for letter in letters if unicodedata.combining(letter))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.replace("y", "i") + "".join(marks)


@lru_cache(maxsize=20_000)
def _folded_word(word: str) -> str:
    return fold(word)


def folded_name(text: str) -> str:
    """The search form of a tidy name, word by word from a cache: many thousand names share few words."""
    return " ".join(map(_folded_word, text.split(" ")))
