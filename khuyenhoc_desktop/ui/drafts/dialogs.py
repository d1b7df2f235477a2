"""What is typed in the fields of a form, kept through a crash; a dialog asks before it takes any of it back.

A draft names the form and the place it was typed in: it is offered in that form of that place, or not at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from khuyenhoc_desktop.services import drafts
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts import texts
from khuyenhoc_desktop.ui.drafts.keeper import DraftKeeper
from khuyenhoc_desktop.ui.drafts.offering import restored_words, told, when
from khuyenhoc_desktop.ui.lock.secret_edit import SecretEdit
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import LineEditor

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


def words_of(rows: Iterable[FormRow], fields: Iterable[str]) -> dict[str, str]:
    """What stands in these fields as the screen shows it, by their labels."""
    wanted = set(fields)
    return {row.label.text().replace("&", ""): row.editor.words() for row in rows if row.field in wanted}


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
    form and place is offered then. `place` is what the dialog works on where that is not one `subject` (a title,
    whom a step is for), `of` names it behind the dialog's title.
    """

    def __init__(
        self,
        context: Context,
        dialog: FormDialog,
        page: str,
        form: str,
        subject: int | None = None,
        *,
        of: str = "",
        place: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(dialog)
        self._context, self._dialog = context, dialog
        name = f"{dialog.windowTitle()} – {of}" if of else dialog.windowTitle()
        self._empty = Draft(
            drafts.FORM, context.year, subject, name, {}, {}, page=page, form=form, place=dict(place or {})
        )
        self._before = states(dialog.form.rows)
        self._ended = False
        self.keeper = DraftKeeper(context, self.draft, self)
        for row in dialog.form.rows:
            row.editor.changed.connect(self.keeper.touch)
        dialog.finished.connect(self._end)
        self._offer_back()

    def draft(self) -> Draft | None:
        """What stands in the dialog and did not when it was opened."""
        rows = self._dialog.form.rows
        typed, before = differing(states(rows), self._before)
        if self._ended or not typed:
            return None
        return replace(self._empty, typed=typed, before=before, words=words_of(rows, typed))

    def _offer_back(self) -> None:
        wanted = self._context.draft_wanted
        if wanted is not None and wanted.key == self._empty.key:
            self._context.draft_wanted = None
            self._take_back(wanted)
            return
        kept = drafts.kept_at(self._context.file, self._empty)
        if kept is None:
            return
        text = texts.ASK_TEXT.format(when=when(kept), count=len(kept.typed), typed=told(kept, whole=True))
        if self._context.notices.ask(texts.ASK_TITLE, text, texts.ASK_YES, texts.ASK_NO):
            self._take_back(kept)
        else:
            drafts.drop(self._context.file, kept)

    def _take_back(self, kept: Draft) -> None:
        type_in(self._dialog.form.rows, kept.typed)
        self.keeper.take_over(kept)
        self._context.notices.status(restored_words(kept, kept.changed_since(self._before)))

    def _end(self) -> None:
        """Saved, or left on purpose."""
        self._ended = True
        self.keeper.keep()
