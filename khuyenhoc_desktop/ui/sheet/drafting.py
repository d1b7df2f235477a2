"""What is typed on a sheet, kept through a crash and put back: answers, and texts that cannot be taken yet."""

from textwrap import shorten
from typing import TYPE_CHECKING

from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Indicator
from khuyenhoc_desktop.domain.subjects import SELF_SCORED
from khuyenhoc_desktop.services import drafts, entry
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui.drafts.offering import go_on, refuse, refuse_locked, restored_words
from khuyenhoc_desktop.ui.sheet.draft import changed_codes, stored_answers
from khuyenhoc_desktop.ui.sheet.sheet_form import SheetForm
from khuyenhoc_desktop.ui.widgets.score_edit import ScoreEdit

if TYPE_CHECKING:
    from khuyenhoc_desktop.ui.sheet.page import SheetPage

Kept = int | str | dict[str, str] | None
_NA = {"na": "1"}
LONGEST_LABEL = 60


def draft_of(sheet: entry.Sheet | None, form: SheetForm | None) -> Draft | None:
    """What stands on the sheet and not in the file; None when nothing does."""
    if sheet is None or form is None:
        return None
    answers, stored = form.answers(), stored_answers(sheet, form.stage)
    changed = changed_codes(stored, answers)
    typed: dict[str, Kept] = {code: _kept(answers.get(code)) for code in changed}
    for row in form.rows:
        if row.is_refused() and isinstance(row.field, ScoreEdit):
            typed[row.indicator.code] = {"text": row.field.typed()}
    if not typed:
        return None
    before = {code: _kept(stored.get(code)) for code in typed}
    words = {label_of(row.indicator): row.field.words() for row in form.rows if row.indicator.code in typed}
    subject, place = sheet.subject, {"stage": form.stage, "set": set_of(sheet.criteria_set)}
    return Draft(drafts.SHEET, sheet.year, subject.id, subject.name, typed, before, place=place, words=words)


def set_of(criteria_set: CriteriaSet) -> list[str]:
    """The set an indicator's code belongs to: in another one the same code may ask something else."""
    return [criteria_set.set_id, criteria_set.version]


def label_of(indicator: Indicator) -> str:
    """What an indicator is called beside what was typed for it."""
    return shorten(f"{indicator.number} {indicator.name}", LONGEST_LABEL, placeholder="…")


def put_back(page: "SheetPage", draft: Draft) -> None:
    """Show the sheet a draft was typed on and type it again; where the sheet is gone or locked, tell it."""
    is_shown = page.sheet is not None and page.sheet.subject.id == draft.subject_id
    if not (draft.kind == drafts.FORM and is_shown):  # a dialog comes over the sheet, whatever is typed there
        if not page.leave():
            return
        _show_sheet(page, draft)
    sheet, form = page.sheet, page.form
    if sheet is None or form is None or not _is_of(sheet, draft):
        refuse(page.context, draft)
    elif sheet.locked:
        refuse_locked(page.context, draft)
    elif draft.kind == drafts.FORM:
        code = draft.place.get("indicator", "")
        go_on(page.context, draft, (lambda: page.deriving.override(code)) if code in sheet.measured else None)
    else:
        _type_in(form, draft)
        stored = stored_answers(sheet, form.stage)
        now = {code: _kept(stored.get(code)) for code in draft.typed}
        page.keeper.take_over(draft)
        page.context.notices.status(restored_words(draft, draft.changed_since(now)))


def _is_of(sheet: entry.Sheet, draft: Draft) -> bool:
    """Whether a draft was typed on this sheet, with the questions it has now."""
    its_set = set_of(sheet.criteria_set)
    now = (sheet.subject.id, sheet.year, its_set)
    return now == (draft.subject_id, draft.year, draft.place.get("set", its_set))


def _show_sheet(page: "SheetPage", draft: Draft) -> None:
    page.show_title_of(draft.subject_id)
    page.filter.go_back(page.filter.title, int(draft.place.get("stage", SELF_SCORED)))
    page.reload_list()
    if draft.subject_id is not None and draft.subject_id not in page.position.ids:
        page.show_all()
    if draft.subject_id in page.position.ids:
        page.open(draft.subject_id)


def _type_in(form: SheetForm, draft: Draft) -> None:
    for code, kept in draft.typed.items():
        row = form.row(code)
        if row is None:
            continue
        if isinstance(kept, dict) and "text" in kept and isinstance(row.field, ScoreEdit):
            row.field.line.setText(kept["text"])
            row.field.confirm()
        else:
            row.field.set_value(NA if kept == _NA else kept)
    form.changed.emit()


def _kept(answer: Answer | None) -> Kept:
    return dict(_NA) if answer is NA else answer
