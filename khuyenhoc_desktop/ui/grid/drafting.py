"""A half-typed cell, kept through a crash and opened again with its text; only Enter makes it a fact."""

from typing import TYPE_CHECKING

from khuyenhoc_desktop.domain.subjects import SELF_SCORED
from khuyenhoc_desktop.services import drafts
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui.drafts import texts
from khuyenhoc_desktop.ui.drafts.offering import refuse, refuse_changed, refuse_locked, when
from khuyenhoc_desktop.ui.grid.grid_model import LEFT
from khuyenhoc_desktop.ui.sheet.drafting import label_of, set_of

if TYPE_CHECKING:
    from khuyenhoc_desktop.ui.grid.page import GridPage


def draft_of(page: "GridPage") -> Draft | None:
    """The text of the open cell, where it is another one than the file has."""
    cell, text = page.view.open_cell(), page.view.editor.text()
    if cell is None or text == page.model.typed(*cell):
        return None
    record, indicator = page.model.record(cell[0]), page.model.indicator_at(cell[1])
    criteria_set = page.model.criteria_set
    if record is None or indicator is None or criteria_set is None:
        return None
    place = {
        "title": page.filter.title,
        "stage": page.filter.stage,
        "set": set_of(criteria_set),
        "indicator": indicator.code,
    }
    return Draft(
        drafts.GRID,
        page.context.year,
        record.subject.id,
        record.subject.name,
        {indicator.code: text},
        {indicator.code: page.model.typed(*cell)},
        place=place,
        words={label_of(indicator): text},
    )


def put_back(page: "GridPage", draft: Draft) -> None:
    """Open the cell a draft was typed in, with its text; where it is gone, locked or filled, say so."""
    if not page.leave():
        return
    cell = _cell_of(page, draft)
    if cell is None:
        refuse(page.context, draft)
        return
    if page.view.locked:
        refuse_locked(page.context, draft)
        return
    code = draft.place["indicator"]
    now, text = page.model.typed(*cell), draft.typed[code]
    page.view.go(*cell)
    if now == text:  # stored in the last moment before the end
        drafts.drop(page.context.file, draft)
    elif now != draft.before[code]:
        refuse_changed(page.context, draft, now)
    else:
        page.view.begin(text)
        page.keeper.take_over(draft)
        page.context.notices.status(texts.RESTORED_CELL.format(when(draft)))


def _cell_of(page: "GridPage", draft: Draft) -> tuple[int, int] | None:
    """Row and column of the cell, shown in the list of its title and stage; None when it is there no more."""
    place, subject = draft.place, draft.subject_id or 0
    page.show_title_of(subject)
    page.filter.go_back(str(place.get("title")), int(place.get("stage", SELF_SCORED)))
    page.reload()
    if page.model.row_of(subject) is None:
        page.show_all()
    row = page.model.row_of(subject)
    codes, criteria_set = [one.code for one in page.model.indicators], page.model.criteria_set
    if row is None or criteria_set is None or place.get("indicator") not in codes:
        return None
    if (page.filter.title, set_of(criteria_set)) != (place.get("title"), place.get("set")):
        return None
    column = LEFT + codes.index(place["indicator"])
    return None if page.model.is_computed(column) else (row, column)
