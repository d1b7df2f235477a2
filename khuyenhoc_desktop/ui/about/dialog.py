"""The window «Giấy phép và phiên bản»."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from khuyenhoc_desktop import __version__
from khuyenhoc_desktop.ui.about import facts, texts
from khuyenhoc_desktop.ui.notify import CLOSE
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.fitting import fit_screen


class AboutDialog(QDialog):
    """Version, runtime and packages above; below them the text of the licence that is chosen. Esc closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts.TITLE)
        known = facts.facts()
        self.choice = QComboBox()
        for licence in facts.licences():
            self.choice.addItem(texts.OVERVIEW if licence.name == facts.OVERVIEW else licence.stem, licence)
        self.choice.setAccessibleName(texts.LICENCES.replace("&", ""))
        self.text = QTextBrowser()
        self.text.setAccessibleName(texts.TITLE)
        by_keys = Qt.TextInteractionFlag.TextSelectableByKeyboard  # Ctrl+End, and a hash can be copied
        self.text.setTextInteractionFlags(self.text.textInteractionFlags() | by_keys)
        self._packages = "\n".join(f"- {package}" for package in known.packages)
        self._lay_out(known.runs_on)
        self.choice.currentIndexChanged.connect(self._show_text)
        self._show_text()
        fit_screen(self, 90, 15)

    def _lay_out(self, runs_on: str) -> None:
        heading = QLabel(texts.PROGRAM.format(__version__))
        heading.setProperty("kind", "heading")
        own = QLabel(texts.OWN)
        own.setWordWrap(True)
        self.runs_on = QLabel(runs_on)
        self.runs_on.setProperty("kind", "muted")
        self.runs_on.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label = QLabel(texts.LICENCES)
        label.setBuddy(self.choice)
        choosing, closing = QHBoxLayout(), QHBoxLayout()
        choosing.addWidget(label)
        choosing.addWidget(self.choice, 1)
        closing.addStretch(1)
        closing.addWidget(Button(CLOSE, self.close))
        layout = QVBoxLayout(self)
        for widget in (heading, own, self.runs_on):
            layout.addWidget(widget)
        layout.addLayout(choosing)
        layout.addWidget(self.text, 1)
        layout.addLayout(closing)

    def _show_text(self) -> None:
        licence = self.choice.currentData()
        if licence.name == facts.OVERVIEW:
            self.text.setMarkdown(f"{facts.text_of(licence)}\n\n{self._packages}")
        else:
            self.text.setPlainText(facts.text_of(licence))
