"""The form of the commune's own facts."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.services import communes, drafts
from khuyenhoc_desktop.services.communes import Commune, CommuneFile
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui.drafts.dialogs import differing, states, type_in, words_of
from khuyenhoc_desktop.ui.settings import texts
from khuyenhoc_desktop.ui.settings.card import Card
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor
from khuyenhoc_desktop.ui.widgets.form_row import Form, FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import CodeEdit, LineEditor, NameEdit, TextEdit

# What a refusal of the service is about.
FIELD_OF = {"bad_commune_code": "code", "commune_name_missing": "name", "no_kind": "kind"}


class CommuneForm(Card):
    """Shows the commune's facts and saves them.

    Signals: touched_changed - there is now something unsaved, or no longer; save_wanted - Enter was pressed
    in the last field.
    """

    touched_changed = Signal()
    save_wanted = Signal()

    def __init__(self, file: CommuneFile, parent: QWidget | None = None) -> None:
        super().__init__(texts.COMMUNE, parent)
        self._file = file
        self._editors: dict[str, FieldEditor] = {
            "kind": ChoiceEdit([(kind, kind) for kind in communes.KINDS]),
            "name": NameEdit(),
            "code": CodeEdit(digits=5),
            "province": TextEdit(),
            "association": TextEdit(),
            "chairman": NameEdit(),
        }
        rows = [FormRow(f, texts.LABELS[f], e, texts.HELP.get(f, "")) for f, e in self._editors.items()]
        self.form = Form(rows, self.save_wanted.emit)
        self.put(self.form)
        for editor in self._editors.values():
            editor.changed.connect(self.touched_changed)
        self._shown: dict[str, object] = {}
        self.reset()

    def is_touched(self) -> bool:
        """Whether something typed is not saved yet."""
        return any(self._differs(field) for field in self._editors)

    def reset(self) -> None:
        """Show what is on file; what was typed is dropped."""
        self._shown = {}
        self.refresh()

    def refresh(self) -> None:
        """Facts have changed: fields that were not touched show them, typed ones stay."""
        kept = {field for field in self._shown if self._differs(field)}
        facts = communes.facts(self._file)
        self._shown = _values(facts)
        for field in self._editors.keys() - kept:
            self._editors[field].set_value(self._shown[field])
        row = next(row for row in self.form.rows if row.field == "association")
        row.help.setText(texts.ASSOCIATION_HELP.format(_usual_association(facts)))
        row.help.show()
        self.touched_changed.emit()

    def draft(self, year: int) -> Draft | None:
        """What is typed and not saved, to be kept through a crash."""
        if not self.is_touched():
            return None
        shown = {field: "" if value is None else value for field, value in self._shown.items()}
        now = {field: state or "" for field, state in states(self.form.rows).items()}
        typed, before = differing(now, shown)
        words = words_of(self.form.rows, typed)
        return Draft(drafts.SETTINGS, year, None, "", typed, before, words=words) if typed else None

    def put_back(self, draft: Draft) -> list[str]:
        """Type a draft in; the names of fields that have another value in the file since."""
        self.reset()
        type_in(self.form.rows, draft.typed)
        return draft.changed_since({field: value or "" for field, value in self._shown.items()})

    def save(self) -> bool:
        """Write the facts; a refusal is shown at its field. Returns whether it was written."""
        if not self._is_readable():
            return False
        try:
            communes.set_facts(self._file, self._typed())
        except UserError as refusal:
            field = FIELD_OF.get(refusal.code)
            if field is None:
                raise
            self._refuse(field, refusal)
            return False
        self.reset()
        return True

    def _differs(self, field: str) -> bool:
        editor = self._editors[field]
        if editor.problem() is not None and editor.value() is None:
            return True  # what was typed cannot be read: it is there all the same
        return (editor.value() or "") != (self._shown.get(field) or "")

    def _is_readable(self) -> bool:
        for editor in self._editors.values():
            problem = editor.check() if isinstance(editor, LineEditor) else None
            if problem is not None and problem.is_error:
                editor.setFocus()
                return False
        return True

    def _typed(self) -> Commune:
        values = {field: str(editor.value() or "") for field, editor in self._editors.items()}
        if not values["kind"]:
            raise UserError("no_kind", texts.KIND_MISSING, texts.KIND_CURE)
        return replace(communes.facts(self._file), **values)  # type: ignore[arg-type]

    def _refuse(self, field: str, refusal: UserError) -> None:
        self._editors[field].set_problem(error(refusal.code, refusal.message, refusal.cure, field))
        self._editors[field].setFocus()


def _usual_association(facts: Commune) -> str:
    return texts.ASSOCIATION.format(facts.full_name)


def _values(facts: Commune) -> dict[str, object]:
    """What the fields show; an association with the usual name was never typed."""
    usual = facts.association == _usual_association(facts)
    return {
        "kind": facts.kind,
        "name": facts.name,
        "code": facts.code,
        "province": facts.province,
        "association": "" if usual else facts.association,
        "chairman": facts.chairman,
    }
