"""What is typed in the fields of a form, kept through a crash; a dialog asks before it takes any of it back.

A draft names the form and the record it was typed for: it is offered in that form of that record, or not at all.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject

from khuyenhoc_desktop.services import drafts
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts import DraftKeeper, restored_words, when
from khuyenhoc_desktop.ui.lock.secret_edit import SecretEdit
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import LineEditor

ASK_TITLE = "Đưa lại phần đang gõ dở?"
ASK_TEXT = "Lúc {when} trong biểu này có {count} ô đã gõ mà chưa ghi:\n{typed}"
ASK_YES, ASK_NO = "Đưa &lại", "&Bỏ đi"

States = dict[str, object]


def states(rows: Iterable[FormRow]) -> States:
    """What stands in each field, also what cannot be read; never a password."""
    found: States = {}
    for row in rows:
        editor = row.editor
        state = editor.line.text() if isinstance(editor, LineEditor) else editor.value()
        if not isinstance(editor, SecretEdit) and isinstance(state, str | int | None):
            found[row.field] = state
    return found


def differing(now: States, before: States) -> tuple[States, States]:
    """The fields in which something else stands than before: what stands there, and what did."""
    typed = {field: state for field, state in now.items() if state != before.get(field)}
    return typed, {field: before.get(field) for field in typed}


def type_in(rows: Iterable[FormRow], typed: States) -> None:
    """Put what was typed into the fields again, as if somebody had typed it."""
    for row in rows:
        if row.field not in typed:
            continue
        if isinstance(row.editor, LineEditor):
            row.editor.line.setText(str(typed[row.field] or ""))
            row.editor.check()
        else:
            row.editor.set_value(typed[row.field])
        row.editor.changed.emit()


class DialogDrafts(QObject):
    """Keeps what is typed in a dialog until it is closed; `page` is where the dialog is opened.

    Made once the dialog shows what is on file, before it is opened: what a run that broke off left for the same
    form and record is offered then.
    """

    def __init__(
        self, context: Context, dialog: FormDialog, page: str, form: str, subject: int | None = None
    ) -> None:
        super().__init__(dialog)
        self._context, self._dialog = context, dialog
        self._place = (page, form, subject)
        self._before = states(dialog.form.rows)
        self._ended = False
        self.keeper = DraftKeeper(context, self.draft, self)
        for row in dialog.form.rows:
            row.editor.changed.connect(self.keeper.touch)
        dialog.finished.connect(self._end)
        self._offer_back()

    def draft(self) -> Draft | None:
        """What stands in the dialog and did not when it was opened."""
        typed, before = differing(states(self._dialog.form.rows), self._before)
        if self._ended or not typed:
            return None
        page, form, subject = self._place
        name = self._dialog.windowTitle()
        return Draft(drafts.FORM, self._context.year, subject, name, typed, before, page=page, form=form)

    def _offer_back(self) -> None:
        _page, form, subject = self._place
        kept = drafts.kept_of_form(self._context.file, form, self._context.year, subject)
        if kept is None:
            return
        labels = {row.field: row.label.text().replace("&", "") for row in self._dialog.form.rows}
        told = "\n".join(f"• {labels.get(field, field)}: {state}" for field, state in kept.typed.items())
        text = ASK_TEXT.format(when=when(kept), count=len(kept.typed), typed=told)
        if not self._context.notices.ask(ASK_TITLE, text, ASK_YES, ASK_NO):
            drafts.drop(self._context.file, kept)
            return
        type_in(self._dialog.form.rows, kept.typed)
        self.keeper.take_over(kept)
        self._context.notices.status(restored_words(kept, kept.changed_since(self._before)))

    def _end(self) -> None:
        """Saved, or left on purpose."""
        self._ended = True
        self.keeper.keep()
