"""All lines of the sheet, generated from a criteria set, under the headings of its criteria."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Criterion, Indicator
from khuyenhoc_desktop.domain.scoring import ScoreResult, score
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services.entry import Sheet
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.sheet.sheet_rows import LAST, IndicatorRow, MeasuredRow, Titles, bold
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.form_row import walk
from khuyenhoc_desktop.ui.widgets.score_edit import ScoreEdit


class SheetForm(QWidget):
    """All rows of a criteria set; `stage` is the one that is typed.

    Signals: changed - an answer was changed by the user; typed - a key, also one that gives no answer;
    here - the indicator the keyboard is in;
    shown - a row that should be in sight; finished - Enter on the button after the last indicator;
    list_wanted, override_wanted, drop_wanted - of a computed indicator, by its code.
    """

    changed = Signal()
    typed = Signal()
    here = Signal(object)
    shown = Signal(object)
    finished = Signal()
    list_wanted = Signal(str)
    override_wanted = Signal(str)
    drop_wanted = Signal(str)

    def __init__(
        self, criteria_set: CriteriaSet, last_year: int, stage: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.criteria_set, self.stage = criteria_set, stage
        self.rows: list[IndicatorRow] = []
        self.measured: list[MeasuredRow] = []
        self._subtotals: dict[str, QLabel] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.titles = Titles(criteria_set, last_year, stage)
        self._layout.addWidget(self.titles)
        for criterion in criteria_set.criteria:
            self._add_criterion(criterion)
        self.finish_button = Button(texts.SAVE_NEXT_BUTTON, self.finished.emit, "primary")
        self._layout.addSpacing(theme.px(8))
        self._layout.addWidget(self.finish_button, alignment=Qt.AlignmentFlag.AlignRight)
        self._layout.addStretch(1)
        self.setContentsMargins(0, 0, theme.px(8), 0)
        walk([row.field for row in self.rows], self.finish_button.setFocus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def is_for(self, criteria_set: CriteriaSet, stage: int) -> bool:
        """Whether a sheet of this set can be typed here at a stage."""
        return self.stage == stage and self.criteria_set.sha256 == criteria_set.sha256

    def load(self, sheet: Sheet) -> None:
        """Show a sheet as it is stored."""
        answers = sheet.up_to(self.stage)
        for row in self.rows:
            row.field.set_value(answers.get(row.indicator.code))
        self.show_beside(sheet)

    def show_beside(self, sheet: Sheet) -> None:
        """Show what stands beside the fields: last year's answers, the other stages, what is computed."""
        last, different = sheet.last_year_answers, sheet.differences
        shown = frozenset({self.stage, *range(1, self.stage), *(s for s, said in sheet.by_stage.items() if said)})
        self.finish_button.setEnabled(not sheet.locked)
        for row in self.rows:
            code = row.indicator.code
            row.field.set_read_only(sheet.locked)
            said = {stage: given[code] for stage, given in sheet.by_stage.items() if code in given}
            row.show_last(last.get(code))
            row.show_stages(shown)
            row.show_said(said, different.get(code, {}))
        for computed in self.measured:
            code = computed.indicator.code
            computed.show_stages(shown)
            computed.show_measured(sheet.measured[code], last.get(code), locked=sheet.locked)
        self.titles.show_stages(shown)
        results = {stage: score(self.criteria_set, sheet.up_to(stage)) for stage in shown}
        self.titles.show_totals({stage: total_words(result) for stage, result in results.items()})

    def answers(self) -> dict[str, Answer]:
        """What is entered; a field with refused text keeps its last good answer. Computed ones are not in it."""
        found = ((row.indicator.code, row.field.value()) for row in self.rows)
        return {code: value for code, value in found if value is not None}

    def set_answers(self, answers: Mapping[str, Answer | None]) -> None:
        """Change some answers, as if the user had."""
        for row in self.rows:
            if row.indicator.code in answers:
                row.field.set_value(answers[row.indicator.code])
        self.changed.emit()

    def refused_row(self) -> IndicatorRow | None:
        """The first row whose text cannot be taken; its reason is shown."""
        refused = [row for row in self.rows if row.is_refused()]
        for row in refused:
            if isinstance(row.field, ScoreEdit):
                row.field.confirm()
                row.field.line.selectAll()
        return refused[0] if refused else None

    def has_refused(self) -> bool:
        """Whether text stands anywhere that cannot be taken."""
        return any(row.is_refused() for row in self.rows)

    def row(self, code: str) -> IndicatorRow | None:
        """The row of an indicator."""
        return next((row for row in self.rows if row.indicator.code == code), None)

    def go_to(self, row: IndicatorRow) -> None:
        """Put the keyboard into a row."""
        row.field.setFocus()
        self.shown.emit(row)

    def go_to_first(self) -> None:
        """Put the keyboard where one begins."""
        if self.rows:
            self.go_to(self.rows[0])
        else:
            self.finish_button.setFocus()

    def show_subtotals(self, subtotals: Mapping[str, int]) -> None:
        """The points of each criterion, beside its heading."""
        for criterion in self.criteria_set.criteria:
            points = format_points(subtotals.get(criterion.code, 0))
            words = texts.OF.format(points, format_points(criterion.max_points))
            self._subtotals[criterion.code].setText(words if criterion.max_points else "")

    def _add_criterion(self, criterion: Criterion) -> None:
        heading = QFrame()
        layout = QHBoxLayout(heading)
        layout.setContentsMargins(theme.px(8), theme.px(6), theme.px(4), theme.px(2))
        name = bold(f"{criterion.number}. {criterion.name}")
        name.setWordWrap(True)
        subtotal = self._subtotals[criterion.code] = bold("")
        layout.addWidget(name, 1)
        layout.addWidget(subtotal)
        layout.addSpacing(theme.text_width(LAST) + theme.px(8))
        self._layout.addWidget(heading)
        for indicator in criterion.indicators:
            self._layout.addWidget(self._row_of(indicator))

    def _row_of(self, indicator: Indicator) -> QWidget:
        if indicator.measure is not None:
            computed = MeasuredRow(indicator, self.stage, self.criteria_set)
            computed.list_wanted.connect(lambda: self.list_wanted.emit(indicator.code))
            computed.override_wanted.connect(lambda: self.override_wanted.emit(indicator.code))
            computed.drop_wanted.connect(lambda: self.drop_wanted.emit(indicator.code))
            self.measured.append(computed)
            return computed
        row = IndicatorRow(indicator, self.stage, self.criteria_set)
        row.field.changed.connect(self.changed)
        if isinstance(row.field, ScoreEdit):
            row.field.line.textEdited.connect(self.typed)
        self.rows.append(row)
        return row

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            return
        inside = self.isAncestorOf(now)
        for row in self.rows:
            is_here = inside and row.isAncestorOf(now)
            row.set_here(is_here)
            if is_here:
                self.here.emit(row.indicator)
                self.shown.emit(row)
        if now is self.finish_button:
            self.shown.emit(now)


def total_words(result: ScoreResult) -> str:
    """What a sheet comes to, in as few letters as a column has."""
    if result.is_checklist:
        return result.level_name or texts.NO_LAST
    return format_points(result.total) if result.entered else texts.NO_LAST
