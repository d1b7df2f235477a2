"""What one entry of the journal changed, in words."""

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import history
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.history import Entry
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.history import texts
from khuyenhoc_desktop.ui.history.model import state_words, what_words, when_words


class Details(QWidget):
    """The entry's line, when and by whom, and old → new cell by cell."""

    def __init__(self, file: CommuneFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self.heading, self.when = QLabel(), QLabel()
        self.heading.setProperty("kind", "heading")
        self.when.setProperty("kind", "muted")
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(texts.DETAILS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(4), 0, 0)
        layout.setSpacing(theme.px(4))
        for part in (self.heading, self.when):
            part.setWordWrap(True)
            layout.addWidget(part)
        layout.addWidget(self.lines, 1)

    def show_entry(self, entry: Entry | None) -> None:
        """Show what an entry changed."""
        self.when.setVisible(entry is not None)
        if entry is None:
            self.heading.setText(texts.NOTHING_CHOSEN)
            self.lines.clear()
            return
        told = texts.WHO_WHEN.format(when=when_words(entry), who=entry.who)
        self.heading.setText(what_words(entry))
        self.when.setText(" · ".join(part for part in (told, state_words(entry)) if part))
        self.lines.setPlainText("\n".join(self._told(entry)) or texts.NO_DETAILS)

    def _told(self, entry: Entry) -> list[str]:
        try:
            return history.describe(self._file, entry.id)
        except UserError as refusal:  # a damaged line; the others can still be looked at
            return [refusal.message, refusal.cure]
