"""What was chosen in an import that is not written yet, kept through a crash: the file itself is read anew.

Columns, thôn, headings and answers about doubtful rows take minutes in a long list; they come back for the same
file only, unchanged since, and nothing of it is imported before somebody says so.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from khuyenhoc_desktop.services import drafts
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui.drafts.offering import refuse, refuse_unseen, when
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.state import Wizard

if TYPE_CHECKING:
    from khuyenhoc_desktop.ui.importing.page import ImportPage

Choices = dict[str, Any]
READ_AGAIN = ("sheet_groups", "header_rows", "include_hidden", "convert")  # what the sheets are read by
AS_THEY_ARE = ("ticked", "same_group", "households", *READ_AGAIN)
MAPPINGS, DECISIONS = "mappings", "decisions"


def choices_of(wizard: Wizard) -> Choices:
    """All that can be chosen, as it stands."""
    chosen: Choices = {name: getattr(wizard, name) for name in AS_THEY_ARE}
    chosen = {name: dict(value) if isinstance(value, dict) else value for name, value in chosen.items()}
    chosen[MAPPINGS] = {signature: list(mapping.fields) for signature, mapping in wizard.mappings.items()}
    chosen[DECISIONS] = [[sheet, row, choice] for (sheet, row), choice in wizard.decisions.items()]
    return chosen


def draft_of(wizard: Wizard, at_first: Choices, year: int) -> Draft | None:
    """What was chosen since the file was read; None when nothing was, or once the import is done."""
    if wizard.found is None or wizard.path is None or wizard.result is not None:
        return None
    chosen = choices_of(wizard)
    typed = {name: value for name, value in chosen.items() if value != at_first.get(name)}
    stamp = _stamp(wizard.path)
    if not typed or stamp is None:
        return None
    words = {texts.DRAFT_WORDS[name]: _counted(value, at_first.get(name)) for name, value in typed.items()}
    place = {"what": wizard.what, "title": wizard.title, "path": str(wizard.path)}
    return Draft(drafts.IMPORT, year, None, wizard.path.name, typed, {"stamp": stamp}, place=place, words=words)


def put_back(page: "ImportPage", draft: Draft) -> None:
    """Read the draft's file again, to go on with it; where it is another one now, or not to be seen, say so."""
    path = Path(str(draft.place.get("path", "")))
    stamp = _stamp(path)
    if stamp is None:
        refuse_unseen(page.context, draft)
        return
    if stamp != draft.before.get("stamp"):
        refuse(page.context, draft)
        return
    page.begin(str(draft.place["what"]), str(draft.place["title"]))
    page.returning = draft
    page.read_file(path)


def take_sheets(wizard: Wizard, draft: Draft) -> bool:
    """Choose again how the sheets are read; whether they must be read anew for it."""
    for name in AS_THEY_ARE:
        if name in draft.typed:
            setattr(wizard, name, draft.typed[name])
    return any(name in draft.typed for name in READ_AGAIN)


def take_columns(wizard: Wizard, draft: Draft) -> None:
    """Choose again the sheets, and the fields of their columns."""
    wizard.ticked |= {name: on for name, on in draft.typed.get("ticked", {}).items() if name in wizard.ticked}
    for signature, fields in draft.typed.get(MAPPINGS, {}).items():
        mapping = wizard.mappings.get(signature)
        if mapping is None or len(mapping.columns) != len(fields):
            continue
        for column, field in zip(mapping.columns, fields, strict=True):
            if field != column.field:
                wizard.mappings[signature] = wizard.mappings[signature].changed(column.index, field)


def take_decisions(wizard: Wizard, draft: Draft) -> None:
    """Answer again for the doubtful rows that are still there."""
    answers = {(sheet, row): choice for sheet, row, choice in draft.typed.get(DECISIONS, ())}
    wizard.decisions |= {place: choice for place, choice in answers.items() if place in wizard.pairs}
    wizard.is_stale = bool(wizard.decisions)


def told(page: "ImportPage", draft: Draft) -> None:
    """Say that the choices are there again."""
    page.keeper.take_over(draft)
    page.context.notices.status(texts.DRAFT_RESTORED.format(when(draft)))


def _stamp(path: Path) -> list[int] | None:
    """Size and time of a file; None when it cannot be read."""
    try:
        known = path.stat()
    except OSError:
        return None
    return [known.st_size, known.st_mtime_ns]


def _counted(value: Any, before: Any) -> str:
    """How many of something were chosen."""
    if isinstance(value, dict):
        return str(sum(_differing(one, (before or {}).get(name)) for name, one in value.items()))
    return str(len(value)) if isinstance(value, list) else texts.DRAFT_ON if value else texts.DRAFT_OFF


def _differing(value: Any, before: Any) -> int:
    if isinstance(value, list) and isinstance(before, list) and len(value) == len(before):
        return sum(one != other for one, other in zip(value, before, strict=True))
    return int(value != before)
