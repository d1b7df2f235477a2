"""The rescue screen: first the reading with its progress, then the ways to go on, compared; nothing is preset."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import backup_restore, recovery
from khuyenhoc_desktop.services.communes import FILE_NAME
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.services.recovery import Option, Rescue, Way
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.backup import words
from khuyenhoc_desktop.ui.beside import JobThread, run_beside
from khuyenhoc_desktop.ui.context import Notices
from khuyenhoc_desktop.ui.lock.dialog import ask_password, ask_password_of_damaged
from khuyenhoc_desktop.ui.lock.texts import COPY_INTRO
from khuyenhoc_desktop.ui.rescue import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.dialog_room import width
from khuyenhoc_desktop.ui.widgets.fitting import fit_soon
from khuyenhoc_desktop.ui.widgets.scrolled import Room

_NAMES = {Way.ROLLED: texts.ROLLED, Way.SALVAGED: texts.SALVAGED, Way.BACKUP: texts.BACKUP}


class RescueDialog(QDialog):
    """Accepted when another file stands in the damaged one's place; otherwise nothing was changed."""

    def __init__(
        self, folder: Path, notices: Notices, parent: QWidget | None = None, *, locked: bool = False
    ) -> None:
        super().__init__(parent)
        self._locked = locked  # the password of the damaged file was not given
        self.setWindowTitle(texts.TITLE)
        self._folder, self._notices = folder, notices
        self.choices = QButtonGroup(self)  # arrow keys walk in it
        self._options: list[Option] = []
        self.told = _wrapped(texts.READING)
        self.lost = _wrapped("", "muted")
        self.bar = QProgressBar()
        self.step = QLabel()
        self.use = Button(texts.USE, self.go_on, "primary")
        self.use.setEnabled(False)
        self._lay_out()
        self.choices.idToggled.connect(lambda _id, _on: self.use.setEnabled(self.choices.checkedId() >= 0))
        self._reading = JobThread(lambda: recovery.rescue(folder), self)
        self._reading.progressed.connect(self._show_progress)
        self._reading.ended.connect(self._show_end)
        self._reading.start()

    def go_on(self) -> None:
        """Put the chosen file in place."""
        option = self._options[self.choices.checkedId()]
        self._replace(lambda: recovery.going_on_with(self._folder, option))

    def from_file(self) -> None:
        """Put a copy from elsewhere in place, whole and checked."""
        name, _ = QFileDialog.getOpenFileName(self, texts.FILE_TITLE, "", texts.FILES)
        if name and ask_password(Path(name), COPY_INTRO):
            self._replace(lambda: backup_restore.restoring(self._folder, Path(name)))

    def done(self, result: int) -> None:
        """Qt: also closing waits for the reading to stop."""
        self._reading.requestInterruption()
        self._reading.wait()
        super().done(result)

    def _replace(self, put: Callable[[], Job[Path]]) -> None:
        try:
            kept = run_beside(texts.PUTTING, put)
        except UserError as refusal:
            self._notices.error(refusal)
            return
        self._notices.inform(texts.DONE_TITLE, texts.DONE.format(kept))
        self.accept()

    def _show_progress(self, progress: Progress) -> None:
        self.step.setText(progress.text)
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def _show_end(self, found: Rescue | None, fault: BaseException | None) -> None:
        for part in (self.bar, self.step):
            part.hide()
        self._tell_lost(texts.WITHOUT_PASSWORD if self._locked else "")
        if found is None:
            if fault is not None:
                self._notices.error(fault)
            return
        self.told.setText(texts.CHOOSE)
        if not self._locked:
            self._tell_lost(lost_words(found))
        self._options = list(found.options)
        for number, option in enumerate(self._options):
            self._list.addWidget(self._card(number, option))
        self.room.show()
        first = self.choices.button(0)
        first.setFocus()
        fit_soon(self)

    def _tell_lost(self, words: str) -> None:
        self.lost.setText(words)
        self.lost.setVisible(bool(words))

    def _card(self, number: int, option: Option) -> QFrame:
        name = _NAMES[option.way]
        button = Button(texts.RECOMMENDED.format(name) if option.recommended else name, kind="answer")
        button.setCheckable(True)
        self.choices.addButton(button, number)
        holds = _wrapped(_holds(option))
        button.setAccessibleDescription(holds.text())
        card = QFrame()
        card.setProperty("kind", "card_next" if option.recommended else "card")
        layout = QVBoxLayout(card)
        layout.addWidget(button)
        layout.addWidget(holds)
        return card

    def _lay_out(self) -> None:
        heading = QLabel(texts.HEADING)
        heading.setProperty("kind", "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(16),) * 4)
        layout.setSpacing(theme.px(10))
        for part in (heading, self.told, self.step, self.bar):
            layout.addWidget(part)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.room = Room(inside)
        self.room.hide()
        layout.addWidget(self.room)
        layout.addWidget(self.lost)
        layout.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.use)
        row.addWidget(Button(texts.OTHER, self.from_file))
        row.addStretch(1)
        row.addWidget(Button(texts.LEAVE, self.reject))
        layout.addLayout(row)
        self.lost.hide()
        self.setMinimumWidth(width(self, 80))


def run_rescue(folder: Path, notices: Notices) -> bool:
    """Show the rescue screen over a folder whose file is closed; whether another file was put in place.

    A protected file needs its password first.
    """
    given = ask_password_of_damaged(folder / FILE_NAME)
    dialog = RescueDialog(folder, notices, locked=not given)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed


def _wrapped(text: str, kind: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("kind", kind)
    return label


def _holds(option: Option) -> str:
    facts = option.facts
    last = words.when(datetime.fromisoformat(facts.entry_at)) if facts.entry_at else texts.NOTHING_DONE
    missing = option.missing_entries
    rest = texts.MISSING.format(format_count(missing)) if missing else texts.COMPLETE
    return f"{texts.HOLDS.format(side=words.side(facts), last=last)} {rest}"


def lost_words(found: Rescue) -> str:
    """How much of the file could not be read; what was whole goes unsaid."""
    salvage, parts = found.salvage, []
    counts = ((texts.LOST_PAGES, salvage.bad_pages), (texts.LOST_RECORDS, salvage.bad_records))
    if lost := [words.format(format_count(count)) for words, count in counts if count]:
        parts.append(texts.LOST.format(texts.LOST_AND.join(lost)))
    if salvage.filled and any(option.way is Way.SALVAGED for option in found.options):
        parts.append(texts.FILLED.format(format_count(salvage.filled.total())))
    return " ".join(parts)
