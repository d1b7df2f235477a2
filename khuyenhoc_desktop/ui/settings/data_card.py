"""Where the data is, and which version of the program this is."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from khuyenhoc_desktop import __version__
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.settings import texts
from khuyenhoc_desktop.ui.settings.card import Card
from khuyenhoc_desktop.ui.widgets.buttons import Button


class DataCard(Card):
    """The data folder with a button that opens it; the version, and a button that leads to the licences."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(texts.DATA, parent)
        self._context = context
        self.folder = QLabel(str(context.file.folder))
        self.folder.setWordWrap(True)
        self.folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.open = Button(texts.OPEN_FOLDER, self._open)
        self.about = Button(texts.ABOUT, self._tell_about)
        self.version = QLabel(texts.VERSION.format(__version__))
        self.version.setProperty("kind", "muted")
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addWidget(self.about)
        row.addStretch(1)
        for part in (QLabel(texts.FOLDER), self.folder, row, self.version):
            self.put(part)

    def _tell_about(self) -> None:
        from khuyenhoc_desktop.ui.about.dialog import AboutDialog

        AboutDialog(self.window()).open()

    def _open(self) -> None:
        folder = self._context.file.folder
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            refusal = UserError("cannot_open", texts.CANNOT_OPEN.format(folder), texts.CANNOT_OPEN_CURE)
            self._context.notices.error(refusal)
