"""What is typed and not saved, kept through a crash: outside the facts, inside the file (so under its password).

A draft is offered at the next start and never becomes a fact by itself. It names the record it was typed for by
id; it is shown in that record or not at all.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from khuyenhoc_desktop.services.communes import CommuneFile

HOUSEHOLD, SHEET, SETTINGS, FORM = "household", "sheet", "settings", "form"
CLAN, UNIT, PERSON, CRITERIA = "clan", "unit", "person", "criteria"
KINDS = (HOUSEHOLD, SHEET, SETTINGS, FORM, CLAN, UNIT, PERSON, CRITERIA)
_BEGINNING = "draft."


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood in a form. `subject_id` None = a new record; `name` is what the officer knows it by.

    A dialog (FORM) says which one it is by `form`, and on which `page` it is opened.

    `typed` has, for each field that differed from the file, its text or value as the form keeps it; `before` what
    the file held in these fields; `at` is the ISO time of the last key.
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

    @property
    def when(self) -> datetime:
        """The time of the last key."""
        return datetime.fromisoformat(self.at)

    def changed_since(self, now: Mapping[str, Any]) -> list[str]:
        """The fields whose value in the file is another one than when this was typed."""
        return [name for name in self.typed if now.get(name) != self.before.get(name)]


def keep(file: CommuneFile, draft: Draft) -> None:
    """Put a draft down, in place of an older one for the same record.

    Raises:
        UserError: busy, disk_full … ; the caller tries again with the next key.
    """
    told = asdict(draft) | {"at": datetime.now().isoformat(timespec="seconds")}
    file.remember(_key(draft), json.dumps(told, ensure_ascii=False))


def drop(file: CommuneFile, draft: Draft) -> None:
    """What was typed for this record has been saved, or thrown away by who typed it."""
    if file.remembered(_key(draft)) is not None:
        file.forget(_key(draft))


def kept(file: CommuneFile) -> list[Draft]:
    """The drafts of a run that broke off, the newest first; what cannot be read is left out."""
    found = [_read(text) for text in file.all_remembered(_BEGINNING).values()]
    return sorted((draft for draft in found if draft), key=lambda draft: draft.at, reverse=True)


def kept_of_form(file: CommuneFile, form: str, year: int, subject_id: int | None) -> Draft | None:
    """The draft of a dialog for a record."""
    place = (FORM, form, year, subject_id)
    return next((one for one in kept(file) if (one.kind, one.form, one.year, one.subject_id) == place), None)


def _key(draft: Draft) -> str:
    form = f".{draft.form}" if draft.form else ""
    return f"{_BEGINNING}{draft.kind}{form}.{draft.year}.{draft.subject_id or 'new'}"


def _read(text: str) -> Draft | None:
    try:
        draft = Draft(**json.loads(text))
        return draft if draft.kind in KINDS and draft.when and draft.typed else None
    except (ValueError, TypeError):
        return None
