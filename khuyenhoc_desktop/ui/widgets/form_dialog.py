"""A dialog around a form: Ghi (Ctrl+S) saves, Hoãn (Esc) leaves; a refusal stays at its field."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.ui.notice_dialog import NoticeDialog
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.dialog_room import make_room, width
from khuyenhoc_desktop.ui.widgets.form_row import Form, FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import LineEditor

SAVE = "&Ghi (Ctrl+S)"
CANCEL = "&Hoãn (Esc)"
LOSE_TITLE = "Chưa ghi"
LOSE_TEXT = "Những gì vừa gõ chưa được ghi. Bỏ đi hay quay lại ghi?"
BACK, LOSE = "&Quay lại", "&Bỏ đi"  # Enter takes the first
LOSING = 1


class FormDialog(QDialog):
    """Asks for the values of a form; `save` is called with the dialog's form checked and may raise UserError.

    Any other exception is not caught here. What was typed is never thrown away without asking. `save_text` names
    the button where nothing is saved.
    """

    def __init__(
        self,
        title: str,
        rows: Sequence[FormRow],
        save: Callable[[], object],
        parent: QWidget | None = None,
        *,
        columns: int = 1,
        intro: str = "",
        save_text: str = SAVE,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._save = save
        self._touched = False
        self.form = Form(rows, self.accept, columns)
        self.refusal = QLabel()
        self.refusal.setProperty("kind", "refusal")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        layout = QVBoxLayout(self)
        if intro:
            layout.addWidget(_intro(intro))
        layout.addWidget(self.form)
        layout.addWidget(self.refusal)
        layout.addLayout(self._buttons(save_text))
        self.setMinimumWidth(width(self, 50 * columns))
        for row in rows:
            row.editor.changed.connect(self._touch)
        rows[0].editor.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """No word of the dialog is cut, however large the letters are."""
        super().showEvent(event)
        make_room(self)

    def accept(self) -> None:
        """Check every field, save, and close when nothing was refused."""
        if any(self._unreadable(row) for row in reversed(self.form.rows)):
            return
        try:
            self._save()
        except UserError as refusal:
            self._refuse(refusal)
            QTimer.singleShot(0, self, lambda: make_room(self))  # once the words have their width
            return
        super().accept()

    def reject(self) -> None:
        """Leave without saving; asks when something was typed."""
        if not self._touched or self._may_lose():
            super().reject()

    def _unreadable(self, row: FormRow) -> bool:
        problem = row.editor.check() if isinstance(row.editor, LineEditor) else None
        if problem is None or not problem.is_error:
            return False
        row.editor.setFocus()
        return True

    def _refuse(self, refusal: UserError) -> None:
        rest = self.form.show_problems(refusal.problems) if refusal.problems else []
        lines = [f"{one.message} {one.cure}" for one in rest] or [f"{refusal.message} {refusal.cure}"]
        self.refusal.setVisible(bool(rest) or not refusal.problems)
        self.refusal.setText("\n".join(lines))

    def _touch(self) -> None:
        self._touched = True

    def _may_lose(self) -> bool:
        question = NoticeDialog("help", LOSE_TITLE, LOSE_TEXT, [BACK, LOSE], self)
        question.exec()
        question.deleteLater()
        return question.chosen == LOSING

    def _buttons(self, save_text: str) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.addStretch(1)
        layout.addWidget(Button(save_text, self.accept, "primary"))
        layout.addWidget(Button(CANCEL, self.reject))
        QShortcut(QKeySequence("Ctrl+S"), self, self.accept)
        return layout


def _intro(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", "muted")
    label.setWordWrap(True)
    return label
