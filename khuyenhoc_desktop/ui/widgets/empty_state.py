"""What stands where a list is empty: a picture, what this is, and what to do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.ui import icons, theme
from khuyenhoc_desktop.ui.widgets.buttons import Button

LARGE = 170  # per cent: from this text size on, the picture makes way for the words


class EmptyState(QWidget):
    """A picture, a title, a sentence or two, and buttons (words, what to do); the first is the main one."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.title = _centred(title, "heading")
        self.text = _centred(text, "muted")
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        for part in (self.picture, self.title, self.text):
            layout.addLayout(_in_the_middle(part))
        self.buttons = [
            Button(words, run, "" if place else "primary") for place, (words, run) in enumerate(buttons)
        ]
        layout.addLayout(_row(self.buttons))
        layout.addStretch(3)
        self._draw()

    def set_words(self, title: str, text: str) -> None:
        """Other words, for another reason to be empty (nothing found, nothing entered yet)."""
        self.title.setText(title)
        self.text.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in the colours and the text size of the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw()

    def _draw(self) -> None:
        self.picture.setPixmap(icons.pixmap(self._icon, "accent", 56))
        self.picture.setVisible(theme.percent() < LARGE)
        for label in (self.title, self.text):
            label.setMinimumWidth(theme.text_width(40))
        self.text.setMaximumWidth(theme.text_width(70))


def _centred(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", kind)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label


def _in_the_middle(part: QWidget) -> QHBoxLayout:
    """Room on both sides. An alignment would do so too, but then Qt cuts words that need several lines."""
    layout = QHBoxLayout()
    layout.addStretch(1)
    layout.addWidget(part, 100)
    layout.addStretch(1)
    return layout


def _row(buttons: Sequence[Button]) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setContentsMargins(0, theme.px(16), 0, 0)
    layout.addStretch(1)
    for button in buttons:
        layout.addWidget(button)
    layout.addStretch(1)
    return layout
