"""A sentence on a coloured ground: good, a notice, or a refusal."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

KINDS = ("good", "notice", "refusal")


class Banner(QWidget):
    """One label for each kind: a label that changes its kind does not change its margins."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = {kind: QLabel() for kind in KINDS}
        self.kind = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for kind, label in self._labels.items():
            label.setProperty("kind", kind)
            label.setWordWrap(True)
            label.hide()
            layout.addWidget(label)

    def say(self, kind: str, words: str) -> None:
        """Show a sentence; no words show nothing."""
        self.kind = kind if words else ""
        for name, label in self._labels.items():
            label.setText(words if name == kind else "")
            label.setVisible(bool(words) and name == kind)
        self.setVisible(bool(words))

    def text(self) -> str:
        """What is said now."""
        return self._labels[self.kind].text() if self.kind else ""
