"""Buttons: Enter presses them as the space bar does."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """A push button; `kind` is "", "primary" (the one to take) or "flat" (quiet)."""

    def __init__(
        self,
        text: str,
        pressed: Callable[[], object] | None = None,
        kind: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        if pressed is not None:
            self.clicked.connect(lambda _checked=False: pressed())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the same as a click."""
        if event.key() in ENTER and self.isEnabled():
            self.click()
            return
        super().keyPressEvent(event)
