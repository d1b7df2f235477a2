"""What changes many cells of the grid at once: paste, fill, maximum, empty. Planned, shown, then one action."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QGuiApplication

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import bulk_entry, subjects
from khuyenhoc_desktop.services.bulk_entry import Place, Plan
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.progress import Job, finish
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.grid import copying, texts
from khuyenhoc_desktop.ui.grid.blocks import Block, read_block, tiled, write_block
from khuyenhoc_desktop.ui.grid.entry_view import EntryView
from khuyenhoc_desktop.ui.grid.grid_model import GridModel
from khuyenhoc_desktop.ui.grid.preview import MOST_REFUSED, PreviewDialog, Shown
from khuyenhoc_desktop.ui.sheet.answer_fields import problem_words

T = TypeVar("T")
LARGE = 2000  # more cells than this are worked through on the lane
Ranges = list[tuple[range, range]]


class BulkCommands:
    """The commands on the selected cells of a view."""

    def __init__(self, context: Context, model: GridModel, view: EntryView, place: Callable[[], Place]) -> None:
        self._context, self._model, self._view, self._place = context, model, view, place
        view.paste_wanted.connect(self.paste)
        view.copy_wanted.connect(self.copy)
        view.down_wanted.connect(self.fill_down)
        view.clear_wanted.connect(self.clear)
        view.fill_wanted.connect(self.fill)

    def paste(self) -> None:
        """Paste the block of the clipboard at the selection's corner; it repeats over a selection that fits."""
        ranges = self._view.ranges()
        block = read_block(QGuiApplication.clipboard().text())
        if not block or not ranges:
            self._say(texts.NOTHING_TO_PASTE)
            return
        rows, columns = ranges[0]
        block = tiled(block, len(rows), len(columns))
        typed, outside = self._placed(block, rows[0], columns[0])
        self._plan_typed(typed, texts.PASTE_TITLE, texts.PASTED, outside)

    def fill(self, text: str) -> None:
        """Put a text into every selected cell."""
        typed = {i: dict.fromkeys(codes, text) for i, codes in self._area(self._view.ranges()).items()}
        if text.strip():
            self._plan_typed(typed, texts.FILL_TITLE, texts.FILLED)
        else:
            self.clear()

    def fill_down(self) -> None:
        """Take the top row of the selection (or the row above it, if it is one row high) down through it."""
        if not self._view.finish():
            return
        ranges = self._view.ranges()
        if len(ranges) != 1:
            self._say(texts.ONE_BLOCK)
            return
        rows, columns = ranges[0]
        source, targets = (rows[0], rows[1:]) if len(rows) > 1 else (rows[0] - 1, rows)
        if source < 0:
            self._say(texts.NOTHING_ABOVE)
            return
        line = {self._code(column): self._model.typed(source, column) for column in columns}
        typed = {i: line for row in targets if (i := self._model.id_at(row)) is not None}
        self._plan_typed(typed, texts.FILL_TITLE, texts.FILLED)

    def fill_max(self) -> None:
        """The maximum into every empty cell of the selection; of the whole column, if one cell is selected."""
        if not self._view.finish():
            return
        ranges = self._view.ranges()
        if _size(ranges) == 1:
            ranges = [(range(self._model.rowCount()), ranges[0][1])]
        area = self._area(ranges)
        job = partial(bulk_entry.plan_best, place=self._place(), area=area)
        self._plan(job, _size(ranges), texts.MAX_TITLE, texts.FILLED_MAX, kept=texts.MAX_KEPT)

    def clear(self) -> None:
        """Empty the selected cells."""
        ranges = self._view.ranges()
        job = partial(bulk_entry.plan_empty, place=self._place(), area=self._area(ranges))
        self._plan(job, _size(ranges), texts.EMPTY_TITLE, texts.EMPTIED)

    def copy(self) -> None:
        """The selected block onto the clipboard."""
        ranges = self._view.ranges()
        if len(ranges) != 1:
            self._say(texts.ONE_BLOCK)
            return
        rows, columns = ranges[0]
        ids = [i for row in rows if (i := self._model.id_at(row)) is not None]
        indicators = [one for column in columns if (one := self._model.indicator_at(column))]
        job = partial(copying.cells, place=self._place(), ids=ids, indicators=indicators)
        said = texts.COPIED_CELLS.format(len(rows), len(columns))
        self._run(texts.COPYING, job, _size(ranges), lambda lines: self._to_clipboard(lines, said))

    def copy_table(self) -> None:
        """The whole list with names, titles and results onto the clipboard."""
        ids = self._model.ids()
        job = partial(copying.table, place=self._place(), ids=ids, indicators=self._model.indicators)
        size = len(ids) * max(len(self._model.indicators), 1)
        said = texts.COPIED_ROWS.format(len(ids))
        self._run(texts.COPYING, job, size, lambda lines: self._to_clipboard(lines, said))

    def _placed(self, block: Block, top: int, left: int) -> tuple[dict[int, dict[str, str]], int]:
        """A block laid on the grid: subject -> code -> text, and how many texts find no place."""
        typed: dict[int, dict[str, str]] = {}
        outside = 0
        for down, line in enumerate(block):
            subject = self._model.id_at(top + down)
            for across, text in enumerate(line):
                code = self._code(left + across)
                if subject is None or not code:
                    outside += bool(text.strip())
                else:
                    typed.setdefault(subject, {})[code] = text
        return typed, outside

    def _area(self, ranges: Ranges) -> dict[int, tuple[str, ...]]:
        """The subjects and indicators of selected ranges."""
        area: dict[int, tuple[str, ...]] = {}
        for rows, columns in ranges:
            codes = tuple(map(self._code, columns))
            for row in rows:
                subject = self._model.id_at(row)
                if subject is not None:
                    before = area.get(subject)
                    area[subject] = tuple(dict.fromkeys((*before, *codes))) if before else codes
        return area

    def _code(self, column: int) -> str:
        indicator = self._model.indicator_at(column)
        return indicator.code if indicator else ""

    def _plan_typed(self, typed: Mapping[int, Mapping[str, str]], title: str, what: str, outside: int = 0) -> None:
        size = sum(map(len, typed.values()))
        self._plan(partial(bulk_entry.plan_typed, place=self._place(), typed=typed), size, title, what, outside)

    def _plan(
        self,
        job: Callable[[CommuneFile], Job[Plan]],
        size: int,
        title: str,
        what: str,
        outside: int = 0,
        kept: str = texts.KEPT,
    ) -> None:
        self._run(
            texts.PLANNING, job, size, lambda plan: self._decide(plan, title, what, size == 1, outside, kept)
        )

    def _decide(self, plan: Plan, title: str, what: str, single: bool, outside: int, kept: str) -> None:
        """Write one cell at once; show many first."""
        if plan.refused and not plan.cells and len({one.typed for one in plan.refused}) == 1:
            self._refuse(plan)
        elif not plan.cells and not plan.refused and not outside:
            self._say(texts.NOTHING_CHANGES)
        elif single and not outside:
            self._write(plan, what)
        else:
            dialog = PreviewDialog(plan, self._shown(plan, title, outside, kept), self._view.window())
            if dialog.exec():
                self._write(dialog.plan, what)
            dialog.deleteLater()
            self._view.setFocus()

    def _refuse(self, plan: Plan) -> None:
        """The one value given is refused everywhere: show it in its cell with the reason."""
        first = plan.refused[0]
        row = self._model.row_of(first.subject)
        column = next(c for c in range(self._model.columnCount()) if self._code(c) == first.indicator)
        reason = problem_words(UserError("refused", first.message, first.cure))
        self._view.open_refused(row or 0, column, first.typed, reason)

    def _shown(self, plan: Plan, title: str, outside: int, kept: str) -> Shown:
        some = list(dict.fromkeys(one.subject for one in plan.refused[:MOST_REFUSED]))
        rows = subjects.rows(self._context.file, self._context.year, some) if some else []
        names = {row.id: f"{row.name} ({row.group or ''})" for row in rows}
        numbers = {indicator.code: indicator.number for indicator in self._model.indicators}
        return Shown(title, names, numbers, outside, kept)

    def _write(self, plan: Plan, what: str) -> None:
        count = len(plan.cells)
        summary = what.format(count, self._context.year)
        job = partial(bulk_entry.save_planned, place=self._place(), cells=plan.cells, what=summary)
        self._run(texts.WRITING, job, count, lambda written: self._say(texts.WRITTEN.format(written)))

    def _run(self, text: str, job: Callable[[CommuneFile], Job[T]], size: int, done: Callable[[T], None]) -> None:
        """Do a job at once, or on the lane when it is large."""
        if size > LARGE:
            self._context.lane.run(text, job, done)
            return
        try:
            result = finish(job(self._context.file))
        except UserError as refusal:
            self._context.notices.error(refusal)
            return
        done(result)

    def _to_clipboard(self, lines: Block, said: str) -> None:
        QGuiApplication.clipboard().setText(write_block(lines))
        self._say(said)

    def _say(self, text: str) -> None:
        self._context.notices.status(text)


def _size(ranges: Ranges) -> int:
    return sum(len(rows) * len(columns) for rows, columns in ranges)
