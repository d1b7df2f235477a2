"""What always stands beside the sheet: the result with its reason, help for the indicator, the set in use."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.answer_text import entry_hint
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Indicator
from khuyenhoc_desktop.domain.scoring import Outcome, ScoreResult
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button

# How a result looks: kind of the label, and a sign, so that it is not told by colour alone.
LOOKS = {
    Outcome.EMPTY: ("muted", ""),
    Outcome.INCOMPLETE: ("notice", ""),
    Outcome.REACHED: ("good", "✓ "),
    Outcome.NOT_REACHED: ("refusal", "✗ "),
}


class SidePanel(QScrollArea):
    """Three cards one under the other. `read_notice` shows the whole notice of a sample set."""

    def __init__(self, read_notice: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points, self.needed = label("figure"), label("muted")
        self.sentences = {outcome: label(kind) for outcome, (kind, _) in LOOKS.items()}
        self.indicator, self.hint, self.help, self.keys = label("bold"), label(), label("muted"), label("muted")
        self.set_name, self.document, self.sample = label(), label("muted"), label("notice")
        self.read_notice = Button(texts.READ_NOTICE, read_notice, "flat")
        self.keys.setText(texts.KEYS)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(_card(texts.RESULT, self.points, self.needed, *self.sentences.values()))
        layout.addWidget(_card("", self.indicator, self.hint, self.help))
        layout.addWidget(_card(texts.SET, self.set_name, self.document, self.sample, self.read_notice))
        layout.addWidget(self.keys)
        layout.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(self.focusPolicy().NoFocus)

    def show_set(self, criteria_set: CriteriaSet) -> None:
        """The set the sheet is filled with; a sample says so."""
        self.set_name.setText(criteria_set.name)
        self.document.setText(texts.DOCUMENT.format(criteria_set.document, criteria_set.version))
        self.sample.setText(texts.SAMPLE)
        self.sample.setVisible(criteria_set.is_sample)
        self.read_notice.setVisible(bool(criteria_set.notice))

    def show_result(self, result: ScoreResult) -> None:
        """The result as it stands, also while it is not saved."""
        self.points.setText(texts.POINTS.format(format_points(result.total)))
        needed = texts.NEEDED.format(format_points(result.required_total), format_points(result.max_total))
        self.needed.setText(needed)
        for outcome, sentence in self.sentences.items():
            sentence.setVisible(outcome is result.outcome)
        self.sentences[result.outcome].setText(LOOKS[result.outcome][1] + result.sentence)

    def show_indicator(self, indicator: Indicator, floor: int | None) -> None:
        """Help for the indicator the keyboard is in."""
        self.indicator.setText(f"{indicator.number} {indicator.name}")
        hint = texts.ALLOWED.format(entry_hint(indicator))
        if floor is not None:
            hint += "\n" + texts.FLOOR.format(format_points(floor))
        self.hint.setText(hint)
        self.help.setText(indicator.help)
        self.help.setVisible(bool(indicator.help))


def label(kind: str = "") -> QLabel:
    """A label that breaks its lines."""
    made = QLabel()
    made.setWordWrap(True)
    if kind == "bold":
        font = made.font()
        font.setBold(True)
        made.setFont(font)
    else:
        made.setProperty("kind", kind)
    return made


def _card(title: str, *parts: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("kind", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
    layout.setSpacing(theme.px(4))
    if title:
        heading = label("heading")
        heading.setText(title)
        layout.addWidget(heading)
    for part in parts:
        layout.addWidget(part)
    return card
