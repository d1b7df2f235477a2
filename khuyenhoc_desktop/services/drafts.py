"""What is typed and not saved, kept through a crash: outside the facts, inside the file (so under its password).

A draft is offered at the next start and never becomes a fact by itself. It names the place it was typed in, by
ids; it is shown there or not at all.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Protocol

from khuyenhoc_desktop.services.communes import CommuneFile

HOUSEHOLD, SHEET, SETTINGS, FORM = "household", "sheet", "settings", "form"
CLAN, UNIT, PERSON, CRITERIA = "clan", "unit", "person", "criteria"
GRID, IMPORT = "grid", "import"
KINDS = (HOUSEHOLD, SHEET, SETTINGS, FORM, CLAN, UNIT, PERSON, CRITERIA, GRID, IMPORT)
_BEGINNING = "draft."


class Shelf(Protocol):
    """Where single drafts lie: a commune file, or the user's settings before there is one."""

    def is_open_here(self) -> bool:
        """Whether it can be used now."""

    def remembered(self, key: str) -> str | None:
        """The text under a key, None when there is none."""

    def remember(self, key: str, value: str) -> None:
        """Put a text down."""

    def forget(self, key: str) -> None:
        """Take it away."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood in a form. `subject_id` None = a new record, or none; `name` is what the officer knows it by.

    A dialog (FORM) says which one it is by `form`, and on which `page` it is opened. `place` has what else leads
    there: the title, the stage, the indicator of a cell, whom a step was for.

    `typed` has, for each field that differed from the file, its text or value as the form keeps it; `before` what
    the file held in these fields; `words` what was typed as the screen shows it, by the labels of the fields; `at`
    is the ISO time at which it was put down.

    `aside` is the `at` of a draft that was left for later and would otherwise give way to another of its place.
    """

    kind: str
    year: int
    subject_id: int | None
    name: str
    typed: dict[str, Any]
    before: dict[str, Any]
    at: str = ""
    page: str = ""
    form: str = ""
    place: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    aside: str = ""

    @property
    def when(self) -> datetime:
        """The time at which it was put down."""
        return datetime.fromisoformat(self.at)

    @property
    def key(self) -> str:
        """Under what it is kept: one draft for one place. It ends in the subject, for store/erasing.py."""
        form = f".{self.form}" if self.form else ""
        place = json.dumps(self.place, sort_keys=True)
        where = f".{sha256(place.encode()).hexdigest()[:16]}" if self.place else ""
        aside = f".{self.aside}" if self.aside else ""
        return f"{_BEGINNING}{self.kind}{form}{where}{aside}.{self.year}.{self.subject_id or 'new'}"

    def joined(self, other: "Draft") -> "Draft":
        """This one with what was typed in another form of the same place; no field is in both."""
        typed, before, words = self.typed | other.typed, self.before | other.before, self.words | other.words
        return replace(self, typed=typed, before=before, words=words)

    def changed_since(self, now: Mapping[str, Any]) -> list[str]:
        """The fields whose value in the file is another one than when this was typed."""
        return [name for name in self.typed if now.get(name) != self.before.get(name)]


def keep(file: Shelf, draft: Draft) -> None:
    """Put a draft down, in place of an older one for the same place.

    Raises:
        UserError: busy, disk_full … ; the caller tries again with the next key.
    """
    _put(file, replace(draft, at=datetime.now().isoformat(timespec="seconds"), aside=""))


def set_aside(file: Shelf, place: Draft) -> None:
    """What lies at the place of this draft was left for later: keep it beside what is typed there now.

    Raises:
        UserError: as `keep`.
    """
    left = kept_at(file, place)
    if left is not None:
        _put(file, replace(left, aside=left.at))


def drop(file: Shelf, draft: Draft) -> None:
    """What was typed in this place has been saved, or thrown away by who typed it."""
    if file.remembered(draft.key) is not None:
        file.forget(draft.key)


def kept(file: CommuneFile) -> list[Draft]:
    """The drafts of a run that broke off, the newest first; what cannot be read is left out."""
    found = [_read(text) for text in file.all_remembered(_BEGINNING).values()]
    return sorted((draft for draft in found if draft), key=lambda draft: draft.at, reverse=True)


def kept_at(file: Shelf, place: Draft) -> Draft | None:
    """The draft of the same place as this one."""
    text = file.remembered(place.key)
    return _read(text) if text is not None else None


def _put(file: Shelf, draft: Draft) -> None:
    file.remember(draft.key, json.dumps(asdict(draft), ensure_ascii=False))


def _read(text: str) -> Draft | None:
    try:
        draft = Draft(**json.loads(text))
        return draft if draft.kind in KINDS and draft.when and draft.typed else None
    except (ValueError, TypeError):
        return None
