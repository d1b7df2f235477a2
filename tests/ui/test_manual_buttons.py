"""The guide, the other way round: each button of a page's bottom bar is told in its chapter, or in general."""

import re

import pytest

from khuyenhoc_desktop.ui.help_dialog import chapter
from khuyenhoc_desktop.ui.pages import all_pages

# What is the same on many pages stands in chapters of its own.
GENERAL = ("phim-tat", "bat-dau", "lam-nhanh")
# Buttons that name the title or the year at hand, as the guide has them.
CHANGING = {"đề nghị hộ đạt": "đề nghị", "dùng cho năm 2026": "dùng cho năm"}


def in_plain_words(text):
    """Small letters without marks of Alt, of keys and of bold; one blank between words."""
    return " ".join(re.sub(r"[&*«»…]|\(.*?\)", "", text).lower().split())


@pytest.mark.parametrize("page", all_pages())
def test_each_button_of_a_page_is_told(page, sample, make_context, qtbot):
    made = all_pages()[page].factory(make_context(sample))
    qtbot.addWidget(made)
    made.activate()
    told = in_plain_words(" ".join(chapter(name) for name in (page, *GENERAL)))
    buttons = {in_plain_words(action.text): action.shortcut for action in made.actions_shown()}
    # A button with a key is told by its key, which tests/ui/test_manual.py holds to the chapter.
    silent = {words for words, key in buttons.items() if not key and CHANGING.get(words, words) not in told}
    assert silent == set()
