"""A step of the year as a card: number, name, how it stands, how far it is, and the button that leads there."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from khuyenhoc_desktop.services.year_work import Step
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.home import texts
from khuyenhoc_desktop.ui.home.steps import StepWords
from khuyenhoc_desktop.ui.widgets.buttons import Button

LEFT_ABOVE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class StepCard(QFrame):
    """One step; `open_step` goes to its page."""

    def __init__(
        self, number: int, step: Step, open_step: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.step = step
        self.setProperty("kind", "card")
        self.title = QLabel(texts.STEPS[step])
        self.title.setProperty("kind", "heading")
        self.title.setWordWrap(True)
        self.state, self.words = QLabel(), QLabel()
        self.words.setWordWrap(True)
        self.words.setAlignment(LEFT_ABOVE)
        self.bar = QProgressBar()
        self.bar.setFormat(texts.PERCENT)
        self.bar.setAccessibleName(texts.BAR_NAME.format(step=texts.STEPS[step]))
        self.button = Button(texts.BUTTONS[step], open_step)
        self._lay_out(number)

    def show_state(self, words: StepWords, *, done: bool, is_next: bool) -> None:
        """Say how the step stands; the next one is marked and has the main button."""
        self.words.setText(words.words)
        self.state.setText(_state(words, done=done, is_next=is_next))
        set_kind(self.state, "strong" if is_next else "ok" if done else "muted")
        set_kind(self, "card_next" if is_next else "card")
        set_kind(self.button, "primary" if is_next else "")
        self.bar.setMaximum(max(words.of, 1))
        self.bar.setValue(words.done)
        self._show_bar(words.of > 0)
        said = " ".join(words.words.split())
        self.button.setAccessibleName(f"{self.title.text()}. {self.state.text()}. {said}")

    def _show_bar(self, shown: bool) -> None:
        """A bar that is not shown keeps its place, so that the cards stay alike."""
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.bar.setVisible(shown)

    def _lay_out(self, number: int) -> None:
        badge = QLabel(str(number))
        badge.setProperty("kind", "figure")
        head = QHBoxLayout()
        head.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(10),) * 4)
        layout.setSpacing(theme.px(4))
        layout.addLayout(head)
        layout.addWidget(self.state)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.bar)
        layout.addSpacing(theme.px(2))
        layout.addWidget(self.button)


def _state(words: StepWords, *, done: bool, is_next: bool) -> str:
    if is_next:
        return texts.NEXT
    if not done:
        return texts.OPEN
    return texts.PARTLY if words.done < words.of else texts.DONE


def set_kind(part: QWidget, kind: str) -> None:
    """Give a widget another rule of the style sheet."""
    if part.property("kind") != kind:
        part.setProperty("kind", kind)
        part.style().unpolish(part)
        part.style().polish(part)
