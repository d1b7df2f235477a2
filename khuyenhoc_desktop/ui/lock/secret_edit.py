"""The field of a password: dots until «Hiện» is pressed; nothing is tidied, a blank at the end counts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from khuyenhoc_desktop.ui.lock import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.line_editors import LineEditor

LONGEST = 200


class SecretEdit(LineEditor):
    """A password as typed, letter by letter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, longest=LONGEST)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.button = Button(texts.SHOW, self._turn)
        self.button.setAccessibleName(texts.SHOW_NAME)
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.addWidget(self.button)
        self.hide_letters()

    def read(self, typed: str) -> str | None:
        """The password; None when nothing was typed."""
        return typed or None

    def hide_letters(self) -> None:
        """Show dots."""
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.button.setText(texts.SHOW)

    def _turn(self) -> None:
        if self.line.echoMode() == QLineEdit.EchoMode.Password:
            self.line.setEchoMode(QLineEdit.EchoMode.Normal)
            self.button.setText(texts.HIDE)
        else:
            self.hide_letters()
        self.line.setFocus()
