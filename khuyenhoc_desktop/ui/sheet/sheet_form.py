"""The lines of the sheet, generated from a criteria set: one row an indicator, under its criterion's heading."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QMargins, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.answer_text import format_answer
from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Criterion, Indicator
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.sheet.answer_fields import is_refused, is_wide, make_field, problem_words
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.form_row import show_problem, walk
from khuyenhoc_desktop.ui.widgets.score_edit import ScoreEdit

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NUMBER, FIELD, MAX, LAST = 3, 9, 6, 8  # widths of the columns at the right, in letters


class IndicatorRow(QFrame):
    """One indicator: number, name, field, maximum, last year's answer, and the problem under the name."""

    def __init__(self, indicator: Indicator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.indicator = indicator
        self._here = False
        self.field = make_field(indicator, self)
        self.number, self.name = _words(indicator.number), _words(indicator.name)
        self.name.setWordWrap(True)
        self.name.setBuddy(self.field)
        points = format_points(indicator.max_points) if indicator.max_points else texts.NO_POINTS
        self.most, self.last = _words(points), _words("", "muted")
        self.problem_line = _words("", "error")
        self.problem_line.setWordWrap(True)
        self.problem_line.hide()
        self._lay_out()
        self.field.problem_changed.connect(self._show_problem)

    def set_here(self, here: bool) -> None:
        """Whether the keyboard is in this row: it is tinted then."""
        if here != self._here:
            self._here = here
            self.update()

    def show_last(self, answer: Answer | None) -> None:
        """Last year's answer."""
        self.last.setText(format_answer(self.indicator, answer) or texts.NO_LAST)

    def is_refused(self) -> bool:
        """Whether the field holds text that cannot be taken."""
        return is_refused(self.field, self.indicator)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere in the row goes into its field."""
        self.field.setFocus()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tint the row with the keyboard in it, with a bar at its left."""
        if self._here:
            painter = QPainter(self)
            painter.fillRect(self.rect(), theme.colour("accent_soft"))
            painter.fillRect(0, 0, theme.px(4), self.height(), theme.colour("accent"))
            painter.end()
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the columns right for the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _show_problem(self) -> None:
        problem = self.field.problem()
        show_problem(self.problem_line, problem)
        if problem is not None:
            self.problem_line.setText(problem_words(problem))

    def _fit(self) -> None:
        layout = self.layout()
        if isinstance(layout, QGridLayout):
            for column, letters in ((0, NUMBER), (2, FIELD), (3, MAX), (4, LAST)):
                layout.setColumnMinimumWidth(column, theme.text_width(letters))

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(QMargins(theme.px(8), 1, theme.px(4), 1))
        layout.setHorizontalSpacing(theme.px(8))
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(1, 1)
        layout.addWidget(self.number, 0, 0)
        layout.addWidget(self.name, 0, 1)
        layout.addWidget(self.most, 0, 3, RIGHT)
        layout.addWidget(self.last, 0, 4, RIGHT)
        layout.addWidget(self.problem_line, 1, 1, 1, 4)
        if is_wide(self.indicator):
            layout.addWidget(self.field, 2, 1, 1, 4)
        else:
            layout.addWidget(self.field, 0, 2, RIGHT)
        self._fit()


class Titles(QWidget):
    """What the columns of the rows are."""

    def __init__(self, last_year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(theme.px(8), 0, theme.px(4), theme.px(2))
        self._layout.setHorizontalSpacing(theme.px(8))
        self._layout.setColumnStretch(0, 1)
        self._layout.addWidget(_words(texts.COLUMN_INDICATOR, "muted"), 0, 0)
        words = (texts.COLUMN_ANSWER, texts.COLUMN_MAX, texts.COLUMN_LAST.format(last_year))
        for column, text in enumerate(words, start=1):
            self._layout.addWidget(_words(text, "muted"), 0, column, RIGHT)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the columns right for the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        for column, letters in enumerate((FIELD, MAX, LAST), start=1):
            self._layout.setColumnMinimumWidth(column, theme.text_width(letters))


class SheetForm(QWidget):
    """All rows of a criteria set.

    Signals: changed - an answer was changed by the user; here - the indicator the keyboard is in;
    shown - a row that should be in sight; finished - Enter on the button after the last indicator.
    """

    changed = Signal()
    here = Signal(object)
    shown = Signal(object)
    finished = Signal()

    def __init__(self, criteria_set: CriteriaSet, last_year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.criteria_set = criteria_set
        self.rows: list[IndicatorRow] = []
        self._subtotals: dict[str, QLabel] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(Titles(last_year))
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

    def load(self, answers: Mapping[str, Answer], last: Mapping[str, Answer]) -> None:
        """Show a household's answers and those of the year before."""
        for row in self.rows:
            row.field.set_value(answers.get(row.indicator.code))
        self.show_last(last)

    def show_last(self, last: Mapping[str, Answer]) -> None:
        """Show the answers of the year before, beside the fields."""
        for row in self.rows:
            row.show_last(last.get(row.indicator.code))

    def answers(self) -> dict[str, Answer]:
        """What is entered; a field with refused text keeps its last good answer."""
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
        name = _bold(f"{criterion.number}. {criterion.name}")
        name.setWordWrap(True)
        subtotal = self._subtotals[criterion.code] = _bold("")
        layout.addWidget(name, 1)
        layout.addWidget(subtotal)
        layout.addSpacing(theme.text_width(LAST) + theme.px(8))
        self._layout.addWidget(heading)
        for indicator in criterion.indicators:
            row = IndicatorRow(indicator)
            row.field.changed.connect(self.changed)
            self.rows.append(row)
            self._layout.addWidget(row)

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


def _words(text: str, kind: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", kind)
    return label


def _bold(text: str) -> QLabel:
    label = _words(text)
    font = QFont()  # only the weight is set, so that it follows the text size chosen
    font.setBold(True)
    label.setFont(font)
    return label
