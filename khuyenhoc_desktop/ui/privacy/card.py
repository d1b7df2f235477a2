"""The card «Bảo vệ dữ liệu»: what protects the data now, and what can be done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QWidget

from khuyenhoc_desktop.services import privacy, privacy_box, privacy_copy
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.beside import run_beside
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.lock import idle
from khuyenhoc_desktop.ui.privacy import recovery_sheet, registers, texts
from khuyenhoc_desktop.ui.privacy.dialogs import NewPassphrase, Passphrase, RemovePassword, SetPassword
from khuyenhoc_desktop.ui.privacy.erase_dialog import EraseDialog
from khuyenhoc_desktop.ui.privacy.erasing import Erasing
from khuyenhoc_desktop.ui.settings.card import Card
from khuyenhoc_desktop.ui.standing_by import HAD_PASSWORD, SHEET_DUE
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout


class PrivacyCard(Card):
    """Password, lock, boxes and the anonymous copy. `lock` covers the screen at once."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(texts.CARD, parent)
        self._context = context
        self.dialog: QDialog | None = None
        self.state, self.due = QLabel(), QLabel(texts.SHEET_DUE)
        self.due.setProperty("kind", "notice")
        for label in (self.state, self.due):
            label.setWordWrap(True)
            self.put(label)
        self.set = Button(texts.SET, self.set_password)
        self.remove = Button(texts.REMOVE, self.remove_password)
        self.print = Button(texts.PRINT, self.print_sheet)
        self.lock = Button(texts.LOCK_NOW, self.lock_now)
        self.put(_row(self.set, self.remove, self.print, self.lock))
        self.minutes = Picker(texts.LOCK_AFTER, [(one, _minutes_words(one)) for one in idle.CHOICES])
        self.minutes.picked.connect(self._pick_minutes)
        self.minutes_row = self._labelled(texts.LOCK_AFTER, self.minutes)
        self.put(self.minutes_row)
        heading = QLabel(texts.SENDING)
        heading.setProperty("kind", "strong")
        self.put(heading)
        self.seal = _with_tip(Button(texts.SEAL, self.seal_file), texts.SEAL_TIP)
        self.unseal = Button(texts.UNSEAL, self.unseal_file)
        self.anonymous = _with_tip(Button(texts.ANONYMOUS, self.make_anonymous), texts.ANONYMOUS_TIP)
        self.put(_row(self.seal, self.unseal, self.anonymous))
        heading = QLabel(texts.ERASING)
        heading.setProperty("kind", "strong")
        self.put(heading)
        self.erase = _with_tip(Button(texts.ERASE, self.choose_to_erase), texts.ERASE_TIP)
        self.erase_one = _with_tip(Button(texts.ERASE_PERSON, self.choose_person_to_erase), texts.ERASE_TIP)
        self.put(_row(self.erase, self.erase_one))
        self.refresh()

    def refresh(self) -> None:
        """Show what protects the file now."""
        protected = privacy.is_protected(self._context.file.path)
        self.state.setText(texts.PROTECTED if protected else texts.PLAIN)
        self.set.setText(texts.CHANGE if protected else texts.SET)
        for part in (self.remove, self.print, self.lock, self.minutes_row):
            part.setVisible(protected)
        self.due.setVisible(recovery_sheet.is_due(self._context))
        self.minutes.choose(idle.lock_minutes(self._context))

    def set_password(self) -> None:
        """Ask for a new password; the file is closed, written anew under it and opened again."""
        self._open(SetPassword(self._context, lambda password: self._change(password), self))

    def remove_password(self) -> None:
        """Ask for the password and take it away."""
        self._open(RemovePassword(self._context, lambda: self._change(None), self))

    def print_sheet(self) -> None:
        """Show the recovery sheet for printing."""
        recovery_sheet.show_sheet(self._context, self)
        self.refresh()

    def lock_now(self) -> None:
        """Cover the screen, as after a while without work."""
        lock = self.window().findChild(idle.IdleLock)
        if lock is not None:
            lock.lock()

    def seal_file(self) -> None:
        """Choose a file, a passphrase and a place, and make the box."""
        source, _ = QFileDialog.getOpenFileName(self, texts.SEAL_CHOOSE, self._start())
        if source:
            known = privacy.known_words(self._context.file)
            self._open(NewPassphrase(known, lambda words: self._seal(Path(source), words), self))

    def unseal_file(self) -> None:
        """Choose a box and open it."""
        box, _ = QFileDialog.getOpenFileName(self, texts.UNSEAL_CHOOSE, self._start(), texts.BOXES)
        if box:
            self.open_box(Path(box))

    def open_box(self, box: Path) -> None:
        """Ask for the passphrase of a box, then for a place; the file inside is taken out."""
        self._open(Passphrase(box.name, lambda words: self._unseal(box, words), self))

    def make_anonymous(self) -> None:
        """Choose a place and write the copy without persons."""
        folder = QFileDialog.getExistingDirectory(self, texts.ANONYMOUS_FOLDER, self._start())
        if folder:
            self._context.lane.run(
                privacy_copy.MAKING,
                lambda file: privacy_copy.make_anonymous_copy(file, Path(folder)),
                self._told(texts.ANONYMOUS_DONE_TITLE, lambda made: texts.ANONYMOUS_DONE.format(made)),
            )

    def choose_to_erase(self) -> None:
        """Choose a household whose personal data goes for good."""
        self._choose(registers.HOUSEHOLDS)

    def choose_person_to_erase(self) -> None:
        """Choose one person whose personal data goes for good."""
        self._choose(registers.PERSONS)

    def _choose(self, register: registers.Register) -> None:
        self._open(EraseDialog(self._context, register, Erasing(self._context, register).ask, self))

    def _change(self, password: str | None) -> None:
        folder, settings = self._context.file.folder, self._context.settings

        def meanwhile() -> None:
            run_beside(privacy.CHANGING, lambda: privacy.setting_password(folder, password))
            settings.set_value(SHEET_DUE, recovery_sheet.JUST_SET if password else "")
            settings.set_value(HAD_PASSWORD, "")  # taken away on purpose, or written anew at the next opening

        self._context.reopen(folder, meanwhile)

    def _seal(self, source: Path, words: str) -> None:
        proposed = str(source.with_name(source.name + privacy_box.ENDING))
        target, _ = QFileDialog.getSaveFileName(self, texts.SEAL_SAVE, proposed, texts.BOXES)
        if target:
            self._context.lane.run(
                privacy_box.SEALING,
                lambda _file: privacy_box.seal(source, Path(target), words),
                self._told(texts.SEAL_DONE_TITLE, lambda box: texts.SEAL_DONE.format(box, source.name)),
            )

    def _unseal(self, box: Path, words: str) -> None:
        folder = QFileDialog.getExistingDirectory(self, texts.UNSEAL_FOLDER, str(box.parent))
        if folder:
            self._context.lane.run(
                privacy_box.OPENING,
                lambda _file: privacy_box.unseal(box, Path(folder), words),
                self._told(texts.UNSEAL_DONE_TITLE, lambda path: texts.UNSEAL_DONE.format(path)),
            )

    def _told(self, title: str, words: Callable[[Path], str]) -> Callable[[Path], None]:
        return lambda path: self._context.notices.inform(title, words(path))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.open()

    def _start(self) -> str:
        return self._context.settings.last_folder() or str(self._context.file.folder)

    def _pick_minutes(self) -> None:
        minutes = self.minutes.code()
        if isinstance(minutes, int):
            idle.set_lock_minutes(self._context, minutes)
            lock = self.window().findChild(idle.IdleLock)
            if lock is not None:
                lock.begin()

    def _labelled(self, words: str, editor: QWidget) -> QWidget:
        box = QWidget()
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        label = QLabel(words)
        label.setBuddy(editor)
        layout.addWidget(label)
        layout.addWidget(editor)
        layout.addStretch(1)
        return box


def _row(*buttons: Button) -> FlowLayout:
    row = FlowLayout(spacing=theme.px(8))
    for button in buttons:
        row.addWidget(button)
    return row


def _with_tip(button: Button, tip: str) -> Button:
    button.setToolTip(tip)
    button.setAccessibleDescription(tip)
    return button


def _minutes_words(minutes: int) -> str:
    return texts.MINUTES.format(minutes) if minutes else texts.NEVER
