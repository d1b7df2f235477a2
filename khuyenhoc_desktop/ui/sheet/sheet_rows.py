"""The lines of the sheet: one an indicator, typed or computed, with what other stages said beside it."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QMargins, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from khuyenhoc_desktop.domain.answer_text import format_answer
from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Indicator, Kind
from khuyenhoc_desktop.domain.subjects import STAGES
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services.measured import Measured
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.sheet.answer_fields import is_refused, is_wide, make_field, problem_words
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor
from khuyenhoc_desktop.ui.widgets.form_row import show_problem

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NUMBER, STAGE, FIELD, MAX, LAST = 3, 7, 9, 6, 8  # widths of the columns, in letters
NAME_COLUMN, FIRST_STAGE = 1, 2  # of the grid of a line: number, name, one column a stage, maximum, last year
MAX_COLUMN, LAST_COLUMN = FIRST_STAGE + len(STAGES), FIRST_STAGE + len(STAGES) + 1
COLUMNS = LAST_COLUMN + 1
Said = Mapping[int, Answer]  # stage -> its answer to one indicator


class Line(QFrame):
    """A line in the columns of the sheet. `stage` is the one that is typed: its column holds the field."""

    def __init__(self, stage: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._shown: frozenset[int] = frozenset({stage})
        self.others = {other: words("", "muted") for other in STAGES if other != stage}
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(QMargins(theme.px(8), 1, theme.px(4), 1))
        self.grid.setHorizontalSpacing(theme.px(8))
        self.grid.setVerticalSpacing(2)
        self.grid.setColumnStretch(NAME_COLUMN, 1)
        for other, label in self.others.items():
            label.setAlignment(RIGHT)
            label.hide()
            self.grid.addWidget(label, 0, FIRST_STAGE + other - 1, RIGHT)

    def show_stages(self, shown: frozenset[int]) -> None:
        """Give these stages a column."""
        self._shown = shown
        for other, label in self.others.items():
            label.setVisible(other in shown)
        self.fit()

    def fit(self) -> None:
        """Keep the columns right for the text size."""
        self.grid.setColumnMinimumWidth(0, theme.text_width(NUMBER))
        for stage in STAGES:
            letters = FIELD if stage == self._stage else STAGE if stage in self._shown else 0
            self.grid.setColumnMinimumWidth(FIRST_STAGE + stage - 1, theme.text_width(letters))
        self.grid.setColumnMinimumWidth(MAX_COLUMN, theme.text_width(MAX))
        self.grid.setColumnMinimumWidth(LAST_COLUMN, theme.text_width(LAST))

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()


class Titles(Line):
    """What the columns of the lines are; each stage with what it comes to."""

    def __init__(self, criteria_set: CriteriaSet, last_year: int, stage: int) -> None:
        super().__init__(stage)
        self._alone = texts.COLUMN_VERDICT if criteria_set.is_checklist else texts.COLUMN_ANSWER
        self.here = words(self._alone, "muted")
        self.here.setAlignment(RIGHT)
        self.grid.addWidget(words(texts.COLUMN_INDICATOR, "muted"), 0, 0, 1, 2)
        self.grid.addWidget(self.here, 0, FIRST_STAGE + stage - 1, RIGHT)
        most = "" if criteria_set.is_checklist else texts.COLUMN_MAX
        for column, text in ((MAX_COLUMN, most), (LAST_COLUMN, texts.COLUMN_LAST.format(last_year))):
            self.grid.addWidget(words(text, "muted"), 0, column, RIGHT)
        self.fit()

    def show_totals(self, totals: Mapping[int, str]) -> None:
        """What each stage with a column comes to; with one stage alone the column is just the answers."""
        for stage, label in (*self.others.items(), (self._stage, self.here)):
            label.setText(f"{texts.STAGE_SHORT[stage]}\n{totals.get(stage, '')}")
        if len(self._shown) == 1:
            self.here.setText(self._alone)


class IndicatorRow(Line):
    """One indicator: number, name, field, maximum, last year's answer; problem and differences under the name."""

    def __init__(self, indicator: Indicator, stage: int, criteria_set: CriteriaSet) -> None:
        super().__init__(stage)
        self.indicator = indicator
        self._here = False
        self.field: FieldEditor = make_field(indicator, self)
        self.number, self.name = words(indicator.number), words(indicator.name)
        self.name.setWordWrap(True)
        self.name.setBuddy(self.field)
        points = format_points(indicator.max_points) if indicator.max_points else texts.NO_POINTS
        self.most, self.last = words(points), words("", "muted")
        self.problem_line, self.difference_line = wrapped("error"), wrapped("warn")
        self.target_line = wrapped("muted")
        show_line(self.target_line, target_words(criteria_set, indicator))
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

    def show_said(self, said: Said, different: Said) -> None:
        """What the other stages said, and where stages differ: by a sign and in words, not by colour alone."""
        for stage, label in self.others.items():
            text = format_answer(self.indicator, said.get(stage)) or texts.STAGE_NOTHING
            earlier = any(other < stage for other in different)
            label.setText(texts.STAGE_DIFFERENT.format(text) if stage in different and earlier else text)
            set_kind(label, "warn" if stage in different else "muted")
        parts = [
            texts.STAGE_SAID.format(texts.STAGE_SHORT[stage], format_answer(self.indicator, answer))
            for stage, answer in different.items()
        ]
        show_line(self.difference_line, texts.DIFFERENT.format(" → ".join(parts)) if parts else "")

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

    def _show_problem(self) -> None:
        problem = self.field.problem()
        show_problem(self.problem_line, problem)
        if problem is not None:
            self.problem_line.setText(problem_words(problem))

    def _lay_out(self) -> None:
        self.grid.addWidget(self.number, 0, 0)
        self.grid.addWidget(self.name, 0, NAME_COLUMN)
        self.grid.addWidget(self.most, 0, MAX_COLUMN, RIGHT)
        self.grid.addWidget(self.last, 0, LAST_COLUMN, RIGHT)
        for place, line in enumerate((self.target_line, self.problem_line, self.difference_line), start=1):
            self.grid.addWidget(line, place, NAME_COLUMN, 1, COLUMNS - NAME_COLUMN)
        if is_wide(self.indicator):
            self.grid.addWidget(self.field, 4, NAME_COLUMN, 1, COLUMNS - NAME_COLUMN)
        else:
            self.grid.addWidget(self.field, 0, FIRST_STAGE + self._stage - 1, RIGHT)
        self.fit()


class MeasuredRow(Line):
    """An indicator that is computed: its value, the numbers behind it, and what can be done about them.

    Signals: list_wanted - show whom it counts; override_wanted - put a value in; drop_wanted - compute again.
    """

    list_wanted = Signal()
    override_wanted = Signal()
    drop_wanted = Signal()

    def __init__(self, indicator: Indicator, stage: int, criteria_set: CriteriaSet) -> None:
        super().__init__(stage)
        self.indicator = indicator
        self.value, self.last = words("", "strong"), words("", "muted")
        self.sentence, self.by_hand = wrapped(""), wrapped("warn")
        self.target_line = wrapped("muted")
        show_line(self.target_line, target_words(criteria_set, indicator))
        self.see = Button(texts.SEE_LIST, self.list_wanted.emit)
        self.override = Button(texts.OVERRIDE, self.override_wanted.emit)
        self.drop = Button(texts.DROP_OVERRIDE, self.drop_wanted.emit)
        self.see.setToolTip(texts.SEE_LIST_TIP.format(indicator.number))
        self.override.setToolTip(texts.OVERRIDE_TIP.format(indicator.number))
        for button in (self.see, self.override, self.drop):
            button.setAccessibleName(f"{button.text().replace('&', '')} – {indicator.number} {indicator.name}")
        self._lay_out(words(format_points(indicator.max_points) if indicator.max_points else ""))

    def show_measured(self, one: Measured, last: Answer | None, *, locked: bool) -> None:
        """The value in use with its numbers, and why it was put in by hand."""
        self.value.setText(one.words or texts.NOT_COMPUTED)
        self.last.setText(replace(one, answer=last).words or texts.NO_LAST)
        show_line(self.sentence, f"{texts.MEASURED}: {one.sentence}")
        computed = one.computed_words or texts.NOT_COMPUTED
        hand = "" if one.reason is None else texts.BY_HAND.format(one.reason, computed)
        show_line(self.by_hand, hand)
        self.drop.setVisible(one.reason is not None and not locked)
        self.override.setVisible(not locked)

    def _lay_out(self, most: QLabel) -> None:
        name = words(self.indicator.name)
        name.setWordWrap(True)
        buttons = QHBoxLayout()
        for button in (self.see, self.override, self.drop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.grid.addWidget(words(self.indicator.number), 0, 0)
        self.grid.addWidget(name, 0, NAME_COLUMN)
        self.grid.addWidget(self.value, 0, FIRST_STAGE + self._stage - 1, RIGHT)
        self.grid.addWidget(most, 0, MAX_COLUMN, RIGHT)
        self.grid.addWidget(self.last, 0, LAST_COLUMN, RIGHT)
        for place, line in enumerate((self.target_line, self.sentence, self.by_hand), start=1):
            self.grid.addWidget(line, place, NAME_COLUMN, 1, COLUMNS - NAME_COLUMN)
        self.grid.addLayout(buttons, 4, NAME_COLUMN, 1, COLUMNS - NAME_COLUMN)
        self.fit()


def target_words(criteria_set: CriteriaSet, indicator: Indicator) -> str:
    """What a checklist asks of an indicator at its levels; "" elsewhere."""
    if not indicator.targets:
        return ""
    unit = "%" if indicator.kind is Kind.PERCENT else ""
    parts = [
        texts.TARGET_YES.format(criteria_set.level_name(target.level))
        if indicator.kind is Kind.YES_NO
        else texts.TARGET.format(criteria_set.level_name(target.level), format_points(target.value) + unit)
        for target in indicator.targets
    ]
    return texts.TARGETS.format("; ".join(parts))


def words(text: str, kind: str = "") -> QLabel:
    """A label in one line."""
    label = QLabel(text)
    label.setProperty("kind", kind)
    return label


def wrapped(kind: str) -> QLabel:
    """A label that breaks its lines; hidden until it has words."""
    label = words("", kind)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    label.hide()
    return label


def show_line(label: QLabel, text: str) -> None:
    """Show words, or nothing at all."""
    label.setText(text)
    label.setVisible(bool(text))


def set_kind(label: QLabel, kind: str) -> None:
    """Another look, if it is another one."""
    if label.property("kind") != kind:
        label.setProperty("kind", kind)
        label.style().unpolish(label)
        label.style().polish(label)


def bold(text: str) -> QLabel:
    """A label in bold; only the weight is set, so that it follows the text size chosen."""
    label = words(text)
    font = QFont()
    font.setBold(True)
    label.setFont(font)
    return label
