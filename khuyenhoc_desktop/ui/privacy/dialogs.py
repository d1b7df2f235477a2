"""Asking for a new password, for the one in use, and for the passphrase of a box."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain import password as passwords
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import privacy
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.lock.secret_edit import SecretEdit
from khuyenhoc_desktop.ui.privacy import texts
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow

STRONGEST = 3
KINDS = ("error", "warn", "muted", "ok")  # of the words, by level


class NewSecret:
    """Two rows for a new password typed twice; the first says how strong it is while it is typed."""

    def __init__(self, known: tuple[str, ...]) -> None:
        self._known = known
        self.first, self.second = SecretEdit(), SecretEdit()
        self.rows = [
            FormRow("new", texts.NEW, self.first, texts.NEW_HELP),
            FormRow("again", texts.AGAIN, self.second, texts.NO_STRENGTH),
        ]
        self.first.changed.connect(self._show_strength)

    def checked(self) -> str:
        """The password. Raises UserError: nothing_typed, password_weak, passwords_differ."""
        first, second = str(self.first.value() or ""), str(self.second.value() or "")
        if not first:
            self.first.setFocus()
            raise UserError("nothing_typed", texts.NOTHING)
        privacy.check_new(first, second, self._known)
        return first

    def _show_strength(self) -> None:
        typed = str(self.first.value() or "")
        found = passwords.strength(typed, self._known)
        dots = texts.FULL * (found.level + 1) + texts.EMPTY * (STRONGEST - found.level)
        words = texts.STRENGTH.format(dots, found.words, found.advice).strip() if typed else texts.NO_STRENGTH
        label = self.rows[1].help
        label.setText(words)
        label.setProperty("kind", KINDS[found.level] if typed else "muted")
        label.style().unpolish(label)
        label.style().polish(label)


class SetPassword(FormDialog):
    """Sets or changes the password; `done` gets the new one after every check."""

    def __init__(self, context: Context, done: Callable[[str], object], parent: QWidget) -> None:
        self._context, self._done = context, done
        self.old = SecretEdit()
        self.new = NewSecret(privacy.known_words(context.file))
        changing = privacy.is_protected(context.file.path)
        rows = [*([FormRow("old", texts.OLD, self.old, texts.OLD_HELP)] if changing else []), *self.new.rows]
        title = texts.CHANGE_TITLE if changing else texts.SET_TITLE
        super().__init__(title, rows, self._checked, parent, intro=texts.SET_INTRO)

    def _checked(self) -> None:
        password = self.new.checked()
        privacy.confirm(self._context.file, str(self.old.value() or ""))
        self._done(password)


class RemovePassword(FormDialog):
    """Asks for the password once more before it is taken away."""

    def __init__(self, context: Context, done: Callable[[], object], parent: QWidget) -> None:
        self._context, self._done = context, done
        self.old = SecretEdit()
        rows = [FormRow("old", texts.OLD, self.old, texts.OLD_HELP)]
        super().__init__(texts.REMOVE_TITLE, rows, self._checked, parent, intro=texts.REMOVE_INTRO)

    def _checked(self) -> None:
        privacy.confirm(self._context.file, str(self.old.value() or ""))
        self._done()


class NewPassphrase(FormDialog):
    """Asks for the passphrase of a box that is made."""

    def __init__(self, known: tuple[str, ...], done: Callable[[str], object], parent: QWidget) -> None:
        self._done = done
        self.new = NewSecret(known)
        super().__init__(texts.SEAL_FORM_TITLE, self.new.rows, self._checked, parent, intro=texts.SEAL_INTRO)

    def _checked(self) -> None:
        self._done(self.new.checked())


class Passphrase(FormDialog):
    """Asks for the passphrase of a box (by its file name) that is opened."""

    def __init__(self, box: str, done: Callable[[str], object], parent: QWidget) -> None:
        self._done = done
        self.secret = SecretEdit()
        rows = [FormRow("passphrase", texts.SEAL_FORM_TITLE, self.secret)]
        super().__init__(
            texts.UNSEAL_TITLE.format(box),
            rows,
            self._checked,
            parent,
            intro=texts.UNSEAL_INTRO,
            save_text=texts.UNSEAL_YES,
        )

    def _checked(self) -> None:
        typed = self.secret.value()
        if typed is None:
            raise UserError("nothing_typed", texts.NOTHING)
        self._done(str(typed))
