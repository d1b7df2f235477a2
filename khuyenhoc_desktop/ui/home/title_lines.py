"""A line for each title: how far it is, against its target, what is next, and the button that leads there."""

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.subjects import COMMUNE_LEARNING_COMMUNITY
from khuyenhoc_desktop.domain.text import format_count, format_date, format_percent
from khuyenhoc_desktop.services.overview import Overview, TitleProgress
from khuyenhoc_desktop.services.subjects import counted
from khuyenhoc_desktop.services.summary import ORDER
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.home import texts
from khuyenhoc_desktop.ui.home.step_card import set_kind
from khuyenhoc_desktop.ui.widgets.buttons import Button

BAR_WIDTH = 14  # letters


class TitleLines(QWidget):
    """The lines. `open_step` is told the title whose button is pressed."""

    def __init__(self, open_step: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, Button] = {}
        self.bars: dict[str, QProgressBar] = {}
        self.words: dict[str, tuple[QLabel, QLabel]] = {}
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(2, 3)
        self._grid.setColumnStretch(3, 3)
        for place, title in enumerate(ORDER):
            self._add(place, title, open_step)
        self._grid.setRowStretch(len(ORDER), 1)

    def show_overview(self, known: Overview) -> None:
        """Show how far each title is."""
        for one in known.titles:
            figures, step = self.words[one.title]
            figures.setText(figures_words(one))
            step.setText(step_words(one))
            set_kind(step, "error" if one.is_late else "")
            self.buttons[one.title].setText(texts.STEP_BUTTONS[one.step])
            bar = self.bars[one.title]
            bar.setRange(0, max(1, one.figures.total))
            bar.setValue(one.figures.recognised)
            bar.setAccessibleName(f"{TITLES[one.title][1]}: {figures_words(one)}")

    def _add(self, place: int, title: str, open_step: Callable[[str], None]) -> None:
        name, bar = QLabel(TITLES[title][1]), QProgressBar()
        name.setProperty("kind", "strong")
        bar.setTextVisible(False)
        bar.setFixedWidth(theme.text_width(BAR_WIDTH))
        figures, step = QLabel(), QLabel()
        button = Button("", lambda: open_step(title))
        for words in (figures, step):
            words.setWordWrap(True)
        self.bars[title], self.words[title], self.buttons[title] = bar, (figures, step), button
        for column, part in enumerate((name, bar, figures, step, button)):
            self._grid.addWidget(part, place, column)


def figures_words(one: TitleProgress) -> str:
    """How many are recognised, and whether that meets the target."""
    whole = one.figures
    if not whole.total:
        return texts.NONE_LISTED
    if one.title == COMMUNE_LEARNING_COMMUNITY:  # there is one alone: no shares, no target
        return texts.COMMUNE_RECOGNISED[whole.recognised > 0]
    told = texts.RECOGNISED_OF.format(
        recognised=format_count(whole.recognised),
        total=counted(one.title, whole.total),
        percent=format_percent(whole.percent_of_total),
    )
    goal, short = whole.target, whole.short_of_target
    if goal is None or short is None:
        return told
    words = texts.GOAL_SHORT if short else texts.GOAL_MET
    percent = format_percent(Fraction(goal.percent, 100))
    return f"{told} {words.format(percent=percent, base=goal.base_name, count=format_count(short))}"


def step_words(one: TitleProgress) -> str:
    """What is next, and by when."""
    alone = one.title == COMMUNE_LEARNING_COMMUNITY
    pattern = texts.COMMUNE_STEPS[one.step] if alone else texts.STEP_WORDS[one.step]
    words = pattern.format(counted(one.title, one.waiting))
    if one.due_on is None:
        return words
    due = (texts.WAS_DUE if one.is_late else texts.IS_DUE).format(format_date(one.due_on))
    return f"{words} {due}"
