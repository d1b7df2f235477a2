"""The dialog that asks for the password, or for the printed code when it was forgotten."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.services import privacy, recovery_password
from khuyenhoc_desktop.ui import icons, theme
from khuyenhoc_desktop.ui.lock import texts
from khuyenhoc_desktop.ui.lock.secret_edit import SecretEdit
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.fitting import fit_soon
from khuyenhoc_desktop.ui.widgets.form_row import FormRow

Check = Callable[[str], object]


class PasswordDialog(QDialog):
    """Accepted once a check takes what was typed: the first of the password, the second of the printed code.

    A check refuses by raising UserError.
    """

    def __init__(
        self,
        title: str,
        intro: str,
        checks: tuple[Check, Check],
        parent: QWidget | None = None,
        *,
        leave: str = texts.CANCEL,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._checks, self._by_code = checks, False
        self.secret = SecretEdit()
        self.row = FormRow("password", texts.PASSWORD, self.secret, texts.CODE_HELP)
        self.row.help.hide()
        self.open_button = Button(texts.OPEN, self.accept, "primary")
        self.forgot = Button(texts.FORGOT, self._turn, "flat")
        self.leave_button = Button(leave, self.reject)
        self._lay_out(title, intro)
        self.secret.next_wanted.connect(self.accept)
        self.secret.problem_changed.connect(lambda: fit_soon(self))
        self.secret.setFocus()
        fit_soon(self)

    def accept(self) -> None:
        """Check what was typed; a refusal stands at the field, and what was typed stays to be mended."""
        typed = self.secret.value()
        if typed is None:
            self.secret.set_problem(error("nothing_typed", texts.NOTHING_TYPED, ""))
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._checks[self._by_code](str(typed))
        except UserError as refusal:
            self._refuse(refusal)
        else:
            super().accept()
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _refuse(self, refusal: UserError) -> None:
        self.secret.set_problem(error(refusal.code, refusal.message, refusal.cure))
        self.secret.line.selectAll()
        self.secret.setFocus()

    def _turn(self) -> None:
        """From the password to the printed code, and back."""
        self._by_code = not self._by_code
        self.row.label.setText(texts.CODE if self._by_code else texts.PASSWORD)
        self.secret.set_name((texts.CODE if self._by_code else texts.PASSWORD).replace("&", ""))
        self.row.help.setVisible(self._by_code)
        self.forgot.setText(texts.HAVE_PASSWORD if self._by_code else texts.FORGOT)
        self.secret.set_value(None)
        self.secret.setFocus()
        fit_soon(self)

    def _lay_out(self, title: str, intro: str) -> None:
        heading, words = QLabel(title), QLabel(intro)
        heading.setProperty("kind", "heading")
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        picture = QLabel()
        picture.setPixmap(icons.pixmap("help", "accent", 36))
        column, buttons = QVBoxLayout(), QHBoxLayout()
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.forgot)
        buttons.addStretch(1)
        buttons.addWidget(self.leave_button)
        for part in (heading, words, self.row):
            column.addWidget(part)
        column.addSpacing(theme.px(8))
        column.addStretch(1)
        column.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*(theme.px(16),) * 4)
        layout.setSpacing(theme.px(16))
        layout.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)
        self.setMinimumWidth(theme.text_width(56))


def ask_password(path: Path, intro: str = texts.OPEN_INTRO) -> bool:
    """Ask for the password of a file that is to be opened, unless it was given before; False = given up."""
    if not privacy.needs_password(path):
        return True
    checks = (lambda typed: privacy.unlock(path, typed), lambda typed: privacy.unlock_with_code(path, typed))
    place = path.parent if intro == texts.OPEN_INTRO else path
    return _asked(intro.format(place), checks)


def ask_password_of_damaged(path: Path) -> bool:
    """Ask for the password of a damaged file before it is read page by page, if it needs one; False = given up."""
    if not recovery_password.is_unreadable_without(path):
        return True
    checks = (
        lambda typed: recovery_password.unlock(path, typed),
        lambda typed: recovery_password.unlock_with_code(path, typed),
    )
    return _asked(texts.DAMAGED_INTRO.format(path.parent), checks)


def _asked(intro: str, checks: tuple[Check, Check]) -> bool:
    dialog = PasswordDialog(texts.TITLE, intro, checks, QApplication.activeWindow())
    answer = dialog.exec()
    dialog.deleteLater()
    return answer == QDialog.DialogCode.Accepted
