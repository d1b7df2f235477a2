"""What the papers say of the office: who signs, the place, the names in the letterhead."""

from dataclasses import asdict, fields

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from khuyenhoc_desktop.services import drafts
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.documents.office import Signers, set_signers, signers, usual
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui.drafts.dialogs import differing, states, type_in, words_of
from khuyenhoc_desktop.ui.settings import document_texts as texts
from khuyenhoc_desktop.ui.settings.card import Card
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor
from khuyenhoc_desktop.ui.widgets.form_row import Form, FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import NameEdit, TextEdit

_PEOPLE = ("committee_chairman",)


class DocumentCard(Card):
    """Shows what is set for the papers and saves it.

    Signals: touched_changed - there is now something unsaved, or no longer; save_wanted - Enter in the last field.
    """

    touched_changed = Signal()
    save_wanted = Signal()

    def __init__(self, file: CommuneFile, parent: QWidget | None = None) -> None:
        super().__init__(texts.DOCUMENTS, parent)
        self._file = file
        self.editors: dict[str, FieldEditor] = {
            field: NameEdit() if field in _PEOPLE else TextEdit() for field in texts.LABELS
        }
        rows = [FormRow(field, texts.LABELS[field], editor, " ") for field, editor in self.editors.items()]
        self.form = Form(rows, self.save_wanted.emit)
        intro = QLabel(texts.INTRO)
        intro.setWordWrap(True)
        self.put(intro)
        self.put(self.form)
        self._shown = Signers()
        for editor in self.editors.values():
            editor.changed.connect(self.touched_changed)
        self.reset()

    def is_touched(self) -> bool:
        """Whether something typed is not saved yet."""
        return any(self._differs(field) for field in self.editors)

    def reset(self) -> None:
        """Show what is on file; what was typed is dropped."""
        self._shown = signers(self._file)
        for field, editor in self.editors.items():
            editor.set_value(getattr(self._shown, field))
        self._show_usual()
        self.touched_changed.emit()

    def refresh(self) -> None:
        """Facts have changed: fields that were not touched show them, typed ones stay."""
        kept = {field for field in self.editors if self._differs(field)}
        self._shown = signers(self._file)
        for field in self.editors.keys() - kept:
            self.editors[field].set_value(getattr(self._shown, field))
        self._show_usual()

    def draft(self, year: int) -> Draft | None:
        """What is typed and not saved, to be kept through a crash."""
        now = {field: state or "" for field, state in states(self.form.rows).items()}
        typed, before = differing(now, asdict(self._shown))
        words = words_of(self.form.rows, typed)
        return Draft(drafts.SETTINGS, year, None, "", typed, before, words=words) if typed else None

    def put_back(self, draft: Draft) -> list[str]:
        """Type a draft in; the names of fields that have another value in the file since."""
        self.reset()
        type_in(self.form.rows, draft.typed)
        return draft.changed_since(asdict(self._shown))

    def save(self) -> None:
        """Write what was typed."""
        typed = {field: str(editor.value() or "") for field, editor in self.editors.items()}
        set_signers(self._file, Signers(**typed))
        self.reset()

    def _differs(self, field: str) -> bool:
        return str(self.editors[field].value() or "") != str(getattr(self._shown, field))

    def _show_usual(self) -> None:
        """What is printed where a field is left empty."""
        otherwise = usual(self._file)
        known = {field.name: getattr(otherwise, field.name) for field in fields(Signers)}
        for row in self.form.rows:
            words = known[row.field]
            row.help.setText(texts.USUAL.format(words) if words else texts.DOTS)
            row.help.show()
