"""What always stands beside the sheet: the result with its reason, help for the indicator, the set in use."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.answer_text import entry_hint
from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Indicator
from khuyenhoc_desktop.domain.next_steps import next_steps
from khuyenhoc_desktop.domain.scoring import Outcome, ScoreResult, score
from khuyenhoc_desktop.domain.subjects import STAGES
from khuyenhoc_desktop.domain.text import format_birth, format_points
from khuyenhoc_desktop.services.entry import Sheet
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Notices
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button

# How a result looks: kind of the label, and a sign, so that it is not told by colour alone.
LOOKS = {
    Outcome.EMPTY: ("muted", ""),
    Outcome.INCOMPLETE: ("notice", ""),
    Outcome.REACHED: ("good", "✓ "),
    Outcome.NOT_REACHED: ("refusal", "✗ "),
}

MOST_STEPS = 5


class SidePanel(QScrollArea):
    """Cards one under the other; the whole notice of a sample set is shown by `notices`."""

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._set: CriteriaSet | None = None
        self._notice = ""
        self.points, self.needed = label("figure"), label("muted")
        self.sentences = {outcome: label(kind) for outcome, (kind, _) in LOOKS.items()}
        self.steps, self.stages, self.caused = label("muted"), label(), label()
        self.indicator, self.hint, self.help, self.keys = label("bold"), label(), label("muted"), label("muted")
        self.set_name, self.document, self.sample = label(), label("muted"), label("notice")
        self.read_notice = Button(texts.READ_NOTICE, self._read_notice, "flat")
        self.keys.setText(texts.KEYS)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(_card(texts.RESULT, self.points, self.needed, *self.sentences.values(), self.steps))
        self.caused_card = _card(texts.CAUSED, self.caused)
        self.caused_card.hide()
        layout.addWidget(self.caused_card)
        self.stages_card = _card(texts.STAGES, self.stages)
        layout.addWidget(self.stages_card)
        layout.addWidget(_card("", self.indicator, self.hint, self.help))
        layout.addWidget(_card(texts.SET, self.set_name, self.document, self.sample, self.read_notice))
        layout.addWidget(self.keys)
        layout.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(self.focusPolicy().NoFocus)

    def show_set(self, criteria_set: CriteriaSet, notice: str) -> None:
        """The set the sheet is filled with and its notice; a sample that nobody has confirmed says so."""
        self._set, self._notice = criteria_set, notice
        self.set_name.setText(criteria_set.name)
        self.document.setText(texts.DOCUMENT.format(criteria_set.document, criteria_set.version))
        is_confirmed = notice != criteria_set.notice
        self.sample.setText(texts.SAMPLE)
        self.sample.setVisible(criteria_set.is_sample and not is_confirmed)
        self.read_notice.setVisible(bool(notice))

    def show_result(self, result: ScoreResult, criteria_set: CriteriaSet, answers: Mapping[str, Answer]) -> None:
        """The result as it stands, also while it is not saved, and what is still to be done for the title."""
        if result.is_checklist:
            self.points.setText(result.level_name or texts.NO_LEVEL)
        else:
            self.points.setText(texts.POINTS.format(format_points(result.total)))
        needed = texts.NEEDED.format(format_points(result.required_total), format_points(result.max_total))
        self.needed.setText(needed)
        self.needed.setHidden(result.is_checklist)
        for outcome, sentence in self.sentences.items():
            sentence.setVisible(outcome is result.outcome)
        self.sentences[result.outcome].setText(LOOKS[result.outcome][1] + result.sentence)
        steps = next_steps(criteria_set, answers)
        self.steps.setText("\n".join([texts.STEPS, *(f"• {step}" for step in steps[:MOST_STEPS])]))
        self.steps.setVisible(bool(steps))

    def show_stages(self, sheet: Sheet, stage: int) -> None:
        """What each stage comes to, and when and by whom it was declared done."""
        self.stages.setText("\n".join(_stage_line(sheet, one, here=one == stage) for one in STAGES))
        self.stages_card.setVisible(stage > 1 or bool(sheet.done) or len(sheet.by_stage) > 1)

    def show_caused(self, sentences: Sequence[str]) -> None:
        """What the last saving changed elsewhere; nothing hides the card."""
        self.caused.setText("\n".join(sentences))
        self.caused_card.setVisible(bool(sentences))

    def show_indicator(self, indicator: Indicator, floor: int | None) -> None:
        """Help for the indicator the keyboard is in."""
        self.indicator.setText(f"{indicator.number} {indicator.name}")
        hint = texts.ALLOWED.format(entry_hint(indicator))
        if floor is not None:
            hint += "\n" + texts.FLOOR.format(format_points(floor))
        self.hint.setText(hint)
        self.help.setText(indicator.help)
        self.help.setVisible(bool(indicator.help))

    def _read_notice(self) -> None:
        if self._set is not None:
            parts = (self._notice, self._set.document_note)
            self._notices.inform(self._set.name, "\n\n".join(part for part in parts if part))


def _stage_line(sheet: Sheet, stage: int, *, here: bool) -> str:
    """One stage in words: its total, the day and the person, or that it is not done."""
    result = score(sheet.criteria_set, sheet.up_to(stage))
    typed = bool(sheet.by_stage.get(stage))
    total = result.level_name or texts.NO_LEVEL
    if not result.is_checklist:
        total = texts.STAGE_POINTS.format(format_points(result.total))
    parts = [total if typed or stage == 1 else texts.STAGE_NONE]
    mark = sheet.done.get(stage)
    if mark is not None:
        who = [part for part in (format_birth(mark.day) if mark.day else "", mark.person or "") if part]
        parts.append(texts.STAGE_DONE.format(", ".join(who)).strip())
    else:
        parts.append(texts.STAGE_OPEN)
    line = texts.STAGE_LINE.format(STAGES[stage], " · ".join(parts))
    return texts.STAGE_HERE.format(line) if here else line


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
