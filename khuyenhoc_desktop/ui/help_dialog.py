"""F1: the chapter of the guide for the page that is shown."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from khuyenhoc_desktop.ui import shell_texts
from khuyenhoc_desktop.ui.notify import CLOSE
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.fitting import fit_screen

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "huong-dan"
INDEX = "README"


def chapter(page: str, folder: Path = FOLDER) -> str:
    """The chapter of a page as Markdown, or the index, or words saying that there is none."""
    for name in (page, INDEX):
        path = folder / f"{name}.md"
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return shell_texts.NO_HELP


class HelpDialog(QDialog):
    """Stays open beside the main window; closed by Esc."""

    def __init__(self, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(shell_texts.HELP_TITLE)
        self.text = QTextBrowser()
        self.text.setSearchPaths([str(FOLDER)])
        self.text.setMarkdown(chapter(page))
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        row = QHBoxLayout()
        row.addWidget(Button(shell_texts.HELP_INDEX, self.show_index))
        row.addStretch(1)
        row.addWidget(Button(CLOSE, self.close))
        layout.addLayout(row)
        fit_screen(self, 80, 14)

    def show_index(self) -> None:
        """All chapters, each a link."""
        self.text.setSource(QUrl(f"{INDEX}.md"))
        self.text.setFocus()
