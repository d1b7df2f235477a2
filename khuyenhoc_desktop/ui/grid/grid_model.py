"""The grid's model: subjects down, indicators across; ids first, answers read in blocks with the rows."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from khuyenhoc_desktop.domain.answer_text import entry_hint, format_answer
from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Indicator, Kind
from khuyenhoc_desktop.domain.scoring import Outcome, points_of, score
from khuyenhoc_desktop.domain.subjects import COMMUNE, KIND_OF
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services.measured import Measured
from khuyenhoc_desktop.services.subjects import SubjectRow
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.grid import texts
from khuyenhoc_desktop.ui.widgets.ids_model import BLOCK, Column, IdsModel

LEFT, RIGHT = 2, 2  # frozen columns: name and thôn; total and result
COLOURS = {Outcome.REACHED: "ok", Outcome.NOT_REACHED: "error", Outcome.INCOMPLETE: "warn", Outcome.EMPTY: "muted"}
LETTERS = {Kind.CHOICE: 13, Kind.TEXT: 18, Kind.YES_NO: 7}
CENTRE = Qt.AlignmentFlag.AlignCenter
Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GridRow:
    """A subject with its answers of the year as they stand after the stage that is typed.

    `before` are those of the stage before, None at the first; `measured` what is computed among the answers.
    """

    subject: SubjectRow
    answers: Mapping[str, Answer]
    before: Mapping[str, Answer] | None = None
    measured: Mapping[str, Measured] = field(default_factory=dict)


class GridModel(IdsModel):
    """Rows by id. `load` reads the rows of some ids."""

    def __init__(self, load: Callable[[list[int]], Iterable[GridRow]], parent: QObject | None = None) -> None:
        super().__init__([], load, lambda row: row.subject.id, parent)
        self.criteria_set: CriteriaSet | None = None
        self.indicators: tuple[Indicator, ...] = ()
        self._floors: dict[str, int | None] = {}

    def set_criteria(self, criteria_set: CriteriaSet) -> None:
        """Show the indicators of a set as columns."""
        self.criteria_set = criteria_set
        self.indicators = criteria_set.indicators
        self._floors = {indicator.code: criteria_set.floor_of(indicator) for indicator in self.indicators}
        self._blocks.clear()
        name = texts.NAMES[KIND_OF[criteria_set.title]]
        left = [Column(name, lambda row: row.subject.name, width=20)]
        left.append(Column(texts.GROUP, lambda row: row.subject.group or "", width=13))
        right = [Column(texts.TOTAL, _total, width=6, right=True, colour=_result_colour)]
        right.append(Column(texts.RESULT, _result, width=11, colour=_result_colour))
        self.set_columns([*left, *map(self._column, self.indicators), *right])

    def indicator_at(self, column: int) -> Indicator | None:
        """The indicator of a column; None for the frozen ones."""
        place = column - LEFT
        return self.indicators[place] if 0 <= place < len(self.indicators) else None

    def answer(self, row: int, column: int) -> Answer | None:
        """The answer in a cell."""
        record, indicator = self.record(row), self.indicator_at(column)
        return record.answers.get(indicator.code) if record and indicator else None

    def typed(self, row: int, column: int) -> str:
        """The text that, typed into the cell, would give its answer."""
        indicator = self.indicator_at(column)
        return format_answer(indicator, self.answer(row, column)) if indicator else ""

    def sentence(self, row: GridRow) -> str:
        """Why the result is what it is."""
        if self.criteria_set is None:
            return ""
        result = score(self.criteria_set, row.answers)
        same = row.subject.entered == 0 or result.total == row.subject.total  # else the sheet has another set
        if self.criteria_set.is_checklist or same:
            return result.sentence
        return result_words(row.subject)

    def is_computed(self, column: int) -> bool:
        """Whether a column takes its values from other results, so that nothing is typed there."""
        indicator = self.indicator_at(column)
        return indicator is not None and indicator.measure is not None

    def reread_some(self, subjects: Collection[int]) -> None:
        """Facts of these subjects have changed; those of them that were read are read anew."""
        rows = [row for row in map(self.row_of, subjects) if row is not None]
        for number in {row // BLOCK for row in rows}:
            self._blocks.pop(number, None)
        if rows and self.columns:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), len(self.columns) - 1))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Qt: short titles with the maximum; the whole text as a tool tip."""
        indicator = self.indicator_at(section) if orientation == Qt.Orientation.Horizontal else None
        if role == Role.ToolTipRole and indicator:
            return header_tip(indicator)
        if role == Role.TextAlignmentRole and indicator:
            return CENTRE
        return super().headerData(section, orientation, role)

    def _column(self, indicator: Indicator) -> Column:
        return Column(
            header(indicator),
            partial(self._words, indicator),
            width=self._letters(indicator),
            right=indicator.kind not in LETTERS,
            colour=partial(self._colour, indicator),
        )

    def _letters(self, indicator: Indicator) -> int:
        if indicator.measure is not None:
            return 6
        return LETTERS.get(indicator.kind, 4 if self._floors[indicator.code] is None else 5)

    def _cell(self, index: Index, role: int) -> Any:
        indicator = self.indicator_at(index.column())
        if indicator is None and role == Role.ToolTipRole:
            row = self.record(index.row())
            return texts.RESULT_TIP.format(row.subject.name, self.sentence(row)) if row else None
        if indicator is None or role not in (Role.BackgroundRole, Role.ToolTipRole, Role.FontRole):
            return super()._cell(index, role)
        row = self.record(index.row())
        if row is None:
            return None
        if role == Role.BackgroundRole:
            return self._background(indicator, row)
        if role == Role.FontRole:
            return _bold() if self._is_low(indicator, row) else None
        return self._tip(indicator, row)

    def _words(self, indicator: Indicator, row: GridRow) -> str:
        words = format_answer(indicator, row.answers.get(indicator.code))
        if self._is_low(indicator, row):
            words = texts.BELOW_FLOOR.format(words)
        if _is_different(indicator, row):
            words = texts.DIFFERENT.format(words)
        one = row.measured.get(indicator.code)
        return texts.BY_HAND.format(words) if one is not None and one.reason is not None else words

    def _colour(self, indicator: Indicator, row: GridRow) -> str | None:
        if self._is_low(indicator, row):
            return "error"
        if _is_different(indicator, row):
            return "warn"
        if indicator.measure is not None:
            return "accent"
        return "muted" if row.answers.get(indicator.code) is NA else None

    def _background(self, indicator: Indicator, row: GridRow) -> Any:
        if self._is_low(indicator, row):
            return theme.colour("error_soft")
        if indicator.measure is not None:
            return theme.colour("raised")
        return theme.colour("warn_soft") if _is_missing(indicator, row) else None

    def _tip(self, indicator: Indicator, row: GridRow) -> str:
        tip = f"{indicator.number} {indicator.name}"
        one = row.measured.get(indicator.code)
        if one is not None:
            by_hand = "" if one.reason is None else "\n" + texts.BY_HAND_TIP.format(one.reason)
            return f"{tip}\n{texts.MEASURED_TIP.format(one.sentence)}{by_hand}"
        if _is_different(indicator, row):
            earlier = format_answer(indicator, (row.before or {}).get(indicator.code)) or "–"
            tip += "\n" + texts.DIFFERENT_TIP.format(earlier)
        if self._is_low(indicator, row):
            tip += "\n" + texts.BELOW_FLOOR_TIP.format(format_points(self._floors[indicator.code] or 0))
        elif _is_missing(indicator, row):
            tip += "\n" + texts.MISSING_TIP
        return tip

    def _is_low(self, indicator: Indicator, row: GridRow) -> bool:
        floor, answer = self._floors[indicator.code], row.answers.get(indicator.code)
        if floor is None or answer is None or answer is NA:
            return False
        return points_of(indicator, answer) < floor


def header(indicator: Indicator) -> str:
    """The short title: number and maximum."""
    if indicator.measure is not None:
        return texts.MEASURED_HEADER.format(indicator.number)
    if not indicator.max_points:
        return indicator.number
    return texts.HEADER.format(indicator.number, format_points(indicator.max_points))


def header_tip(indicator: Indicator) -> str:
    """All there is to say about a column."""
    most = format_points(indicator.max_points)
    tip = texts.HEADER_TIP.format(
        indicator.number, indicator.name, indicator.help, most, f"Gõ: {entry_hint(indicator)}"
    )
    return tip.replace("\n\n", "\n")


def result_words(row: SubjectRow) -> str:
    """The outcome in a word or two; of a checklist the level."""
    if row.level is not None:
        return texts.LEVEL.format(row.level)
    return texts.RESULTS.get(row.outcome, "").format(row.missing)


def _is_missing(indicator: Indicator, row: GridRow) -> bool:
    """Whether a sheet that was begun lacks this required answer."""
    return indicator.required and row.subject.entered > 0 and indicator.code not in row.answers


def _is_different(indicator: Indicator, row: GridRow) -> bool:
    """Whether the stage that is typed says something else than the one before it, which said something."""
    if row.before is None or indicator.code not in row.before:
        return False
    return row.answers.get(indicator.code) != row.before[indicator.code]


def _total(row: GridRow) -> str:
    total = row.subject.total
    is_points = row.subject.kind != COMMUNE
    return format_points(total) if total is not None and is_points and row.subject.outcome != Outcome.EMPTY else ""


def _result(row: GridRow) -> str:
    return result_words(row.subject)


def _result_colour(row: GridRow) -> str | None:
    return COLOURS.get(Outcome(row.subject.outcome))


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
