"""Filling the empty lines of a sheet at one key: the maximum, or what stood there last year."""

from collections.abc import Mapping

from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.services import bulk_entry
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.sheet.draft import empty_codes
from khuyenhoc_desktop.ui.sheet.sheet_form import SheetForm

Change = tuple[dict[str, Answer | None], str]  # what to put into the form, and what to say


class Filling:
    """Remembers what it filled in, so that the same key takes it back."""

    def __init__(self) -> None:
        self._filled: dict[str, Answer] = {}

    def forget(self) -> None:
        """Another sheet, or the stored one again."""
        self._filled = {}

    def best(self, form: SheetForm) -> Change:
        """The maximum for every empty indicator; the second time, what was filled in goes."""
        typed = form.answers()
        left: dict[str, Answer | None] = {
            code: None for code, answer in self._filled.items() if typed.get(code) == answer
        }
        if left:
            self._filled = {}
            return left, texts.UNFILLED
        best = {code: bulk_entry.best_answer(form.criteria_set.indicator(code)) for code in open_codes(form)}
        self._filled = {code: answer for code, answer in best.items() if answer is not None}
        said = texts.FILLED.format(len(self._filled)) if self._filled else texts.NOTHING_TO_FILL
        return dict(self._filled), said


def last_year(form: SheetForm, last: Mapping[str, Answer]) -> Change:
    """Last year's answer for every empty indicator."""
    fresh: dict[str, Answer | None] = {
        code: last[code]
        for code in open_codes(form)
        if code in last and bulk_entry.allowed(form.criteria_set.indicator(code), last[code])
    }
    kept = sum(1 for code in form.answers() if code in last)
    words = texts.KEPT.format(kept) if kept else ""
    return fresh, texts.COPIED.format(len(fresh), words).strip() if fresh else texts.NO_LAST_YEAR


def open_codes(form: SheetForm) -> list[str]:
    """The indicators in which nothing stands, not even text that was refused."""
    codes = [row.indicator.code for row in form.rows if not row.is_refused()]
    return empty_codes(codes, form.answers())
