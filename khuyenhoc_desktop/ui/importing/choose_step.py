"""Step 1: choose a file by button, by dropping it, or from the recent ones; then its sheets."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.banner import Banner
from khuyenhoc_desktop.ui.importing.source_view import SourceView
from khuyenhoc_desktop.ui.importing.start_view import StartView
from khuyenhoc_desktop.ui.importing.state import Wizard
from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.widgets.scrolled import scrolled

START, SOURCE = range(2)
RECENT = "import/recent"
MOST_RECENT = 4


class ChooseStep(QWidget):
    """The start, or the file that was read.

    Signals: file_chosen - the path to read; what_chosen, title_chosen, template_wanted - see StartView;
    changed, examine_wanted - see SourceView.
    """

    file_chosen = Signal(object)
    what_chosen = Signal(str)
    title_chosen = Signal(str)
    template_wanted = Signal()
    changed = Signal()
    examine_wanted = Signal()

    def __init__(self, wizard: Wizard, settings: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wizard, self._settings = wizard, settings
        self.setAcceptDrops(True)
        self.refusal = Banner()
        self.refusal.hide()
        self.start = StartView(self.choose, self.template_wanted.emit)
        self.source = SourceView(wizard, self.choose)
        self.stack = QStackedWidget()
        self.stack.addWidget(scrolled(self.start))
        self.stack.addWidget(scrolled(self.source))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.refusal)
        layout.addWidget(self.stack, 1)
        self.start.what_chosen.connect(self.what_chosen)
        self.start.title_chosen.connect(self.title_chosen)
        self.start.file_wanted.connect(self.file_chosen)
        self.source.changed.connect(self.changed)
        self.source.examine_wanted.connect(self.examine_wanted)

    def show_wizard(self, wizard: Wizard, groups: Sequence[str]) -> None:
        """Show the start, or the file that was read."""
        self._wizard = wizard
        if wizard.found is None:
            self.start.show_what(wizard.what, wizard.title)
            self.start.show_recent(self._recent())
            self.stack.setCurrentIndex(START)
        else:
            self.source.show_wizard(wizard, groups)
            self.stack.setCurrentIndex(SOURCE)

    def take_focus(self) -> None:
        """The keyboard goes to the big button, or to the sheets."""
        if self._wizard.found is None:
            self.start.choose.setFocus()
        else:
            self.source.take_focus()

    def lack(self) -> str | None:
        """Why the next step cannot be taken yet; None when it can."""
        if self._wizard.found is None or not self._wizard.found.survey.tables:
            return ""
        return None if self._wizard.tables() else texts.NO_SHEET_TICKED

    def show_refusal(self, refusal: UserError | None) -> None:
        """Say why a file was refused and what to do; None takes it away."""
        words = ""
        if refusal is not None:
            place = texts.PLACE.format(place=refusal.place) if refusal.place else ""
            words = texts.REFUSED.format(
                message=refusal.message, cure=refusal.cure, code=refusal.code, place=place
            )
        self.refusal.say("refusal", words)

    def choose(self) -> None:
        """Ask for a file."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, texts.CHOOSE_TITLE, self._settings.last_folder(), texts.FILES
        )
        if chosen:
            self._settings.set_last_folder(Path(chosen).parent)
            self.file_chosen.emit(Path(chosen))

    def remember(self, path: Path) -> None:
        """Put a file on top of the recent ones."""
        paths = [path, *(one for one in self._recent(exists=lambda _path: True) if one != path)]
        self._settings.set_value(RECENT, "\n".join(map(str, paths[:MOST_RECENT])))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: take files of this machine."""
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: read the (first) file dropped."""
        event.acceptProposedAction()
        self.file_chosen.emit(Path(event.mimeData().urls()[0].toLocalFile()))

    def _recent(self, exists: Callable[[Path], bool] = Path.is_file) -> list[Path]:
        return [
            Path(line) for line in self._settings.value(RECENT).split("\n") if line and _there(Path(line), exists)
        ]


def _there(path: Path, exists: Callable[[Path], bool]) -> bool:
    """Whether a file is still there; a drive that is gone counts as no."""
    try:
        return exists(path)
    except OSError:
        return False
