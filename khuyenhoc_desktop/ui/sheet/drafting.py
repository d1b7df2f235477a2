"""What is typed on a sheet, kept through a crash and put back: answers, and texts that cannot be taken yet."""

from typing import TYPE_CHECKING

from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.subjects import SELF_SCORED
from khuyenhoc_desktop.services import drafts, entry
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui.drafts import GONE_TITLE, gone_words, restored_words
from khuyenhoc_desktop.ui.sheet.draft import changed_codes, stored_answers
from khuyenhoc_desktop.ui.sheet.sheet_form import SheetForm
from khuyenhoc_desktop.ui.widgets.score_edit import ScoreEdit

if TYPE_CHECKING:
    from khuyenhoc_desktop.ui.sheet.page import SheetPage

Kept = int | str | dict[str, str] | None
_NA = {"na": "1"}
STAGE = "@stage"  # among what the file held: the stage that was typed (no indicator's code begins so)


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
    before: dict[str, Kept] = {code: _kept(stored.get(code)) for code in typed} | {STAGE: form.stage}
    return Draft(drafts.SHEET, sheet.year, sheet.subject.id, sheet.subject.name, typed, before)


def put_back(page: "SheetPage", draft: Draft) -> None:
    """Show the sheet a draft was typed on and type it again; where the sheet is gone, say what was typed."""
    if not page.leave():
        return
    page.show_title_of(draft.subject_id)
    page.filter.go_back(page.filter.title, int(draft.before.get(STAGE, SELF_SCORED)))
    page.reload_list()
    if draft.subject_id is not None and draft.subject_id not in page.position.ids:
        page.show_all()
    if draft.subject_id in page.position.ids:
        page.open(draft.subject_id)
    sheet, form = page.sheet, page.form
    if sheet is None or form is None or sheet.subject.id != draft.subject_id or sheet.year != draft.year:
        page.context.notices.inform(GONE_TITLE, gone_words(draft, {}))
        drafts.drop(page.context.file, draft)
        return
    _type_in(form, draft)
    stored = stored_answers(sheet, form.stage)
    now = {code: _kept(stored.get(code)) for code in draft.typed}
    page.keeper.take_over(draft)
    page.context.notices.status(restored_words(draft, draft.changed_since(now)))


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
