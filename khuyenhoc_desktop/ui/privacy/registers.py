"""The registers in which somebody is sought whose personal data is to be erased: households and citizens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from khuyenhoc_desktop.domain.text import format_birth
from khuyenhoc_desktop.services import households, persons, privacy_erasing
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.privacy_erasing import Erased, Head
from khuyenhoc_desktop.services.progress import Job
from khuyenhoc_desktop.ui.privacy import texts
from khuyenhoc_desktop.ui.widgets.ids_model import Column


@dataclass(frozen=True, slots=True)
class Register:
    """How one register is searched and shown, what is said of it, and how one entry of it is erased.

    `table`: what services.privacy_erasing calls it. `find`: ids for words in a year, also of who has gone or is in
    the wastebasket. `ask` has {name} and {group}.
    """

    table: str
    title: str
    intro: str
    finding: str
    listing: str
    columns: Callable[[], list[Column]]
    find: Callable[[CommuneFile, int, str], list[int]]
    rows: Callable[[CommuneFile, int, Sequence[int]], Sequence[Any]]
    name: Callable[[Any], str]
    ask: str
    erase: Callable[[CommuneFile, int, Sequence[Head]], Job[Erased]]


def _household_columns() -> list[Column]:
    return [
        Column(texts.ERASE_NAME, lambda row: row.head_name, width=18, stretch=True),
        Column(texts.ERASE_BORN, lambda row: format_birth(row.born), width=10),
        Column(texts.ERASE_GROUP, lambda row: row.group or "", width=19),
        Column(texts.ERASE_CODE, lambda row: row.code or "", width=10),
        Column(texts.ERASE_STATE, lambda row: _state(row, texts.ERASE_AWAY), width=14),
    ]


def _person_columns() -> list[Column]:
    return [
        Column(texts.ERASE_PERSON_NAME, lambda row: row.name, width=18, stretch=True),
        Column(texts.ERASE_BORN, lambda row: format_birth(row.born), width=10),
        Column(texts.ERASE_NAME, lambda row: row.head_name or "", width=16),
        Column(texts.ERASE_GROUP, lambda row: row.group or "", width=16),
        Column(texts.ERASE_PERSON_CODE, lambda row: row.code or "", width=7),
        Column(texts.ERASE_STATE, lambda row: _state(row, texts.ERASE_PERSON_GONE), width=14),
    ]


def _state(row: Any, gone: str) -> str:
    if row.deleted_at:
        return texts.ERASE_IN_BASKET
    return "" if row.present else gone


HOUSEHOLDS = Register(
    "household",
    texts.ERASE_TITLE,
    texts.ERASE_INTRO,
    texts.ERASE_FIND,
    texts.ERASE_LIST,
    _household_columns,
    lambda file, year, text: households.find_ids(file, households.Query(year, text=text, state="all")),
    households.rows,
    lambda row: str(row.head_name),
    texts.ERASE_ASK,
    privacy_erasing.erase_household,
)
PERSONS = Register(
    "person",
    texts.ERASE_PERSON_TITLE,
    texts.ERASE_PERSON_INTRO,
    texts.ERASE_PERSON_FIND,
    texts.ERASE_PERSON_LIST,
    _person_columns,
    lambda file, year, text: persons.find_ids(file, persons.Query(year, text=text, state="all")),
    persons.rows,
    lambda row: str(row.name),
    texts.ERASE_PERSON_ASK,
    privacy_erasing.erase_person,
)
