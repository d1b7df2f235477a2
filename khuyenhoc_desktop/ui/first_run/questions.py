"""The questions of the first run, each a small form on a page of its own."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import Problem, error
from khuyenhoc_desktop.domain.text import tidy
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.first_run import texts
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor
from khuyenhoc_desktop.ui.widgets.form_row import Form, FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import CodeEdit, CountEdit, LineEditor, NameEdit, NoteEdit, TextEdit

KINDS = (("xã", "Xã"), ("phường", "Phường"), ("đặc khu", "Đặc khu"))
YEARS = range(2015, 2101)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the five questions gave. `groups` are the lines typed, tidied; `code` may be ""."""

    kind: str
    name: str
    province: str
    code: str
    year: int
    groups: tuple[str, ...]


class Question(QWidget):
    """One page: the question large, its fields below. Enter in the last field goes on."""

    def __init__(self, name: str, rows: list[FormRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.form = name, Form(rows)
        self.last = rows[-1].editor
        title = QLabel(texts.QUESTIONS[name])
        title.setProperty("kind", "title")
        title.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(title)
        layout.addSpacing(theme.px(8))
        layout.addWidget(self.form)
        layout.addStretch(1)

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        self.form.rows[0].editor.setFocus()

    def is_answered(self) -> bool:
        """Whether the answer is good; if not, the field says what is wrong."""
        problems = [problem for row in self.form.rows if (problem := self._problem(row)) is not None]
        self.form.show_problems(problems)
        return not problems

    def _problem(self, row: FormRow) -> Problem | None:
        found = row.editor.check() if isinstance(row.editor, LineEditor) else None
        if found is not None:
            return error(found.code, found.message, found.cure, row.field)
        if row.field == "name" and not row.editor.value():
            return error("name_missing", *texts.NAME_MISSING, field="name")
        if row.field == "year" and row.editor.value() not in YEARS:
            return error("bad_year", *texts.YEAR_PROBLEM, field="year")
        return None


def make_questions() -> list[Question]:
    """The five questions, with what is likely already filled in."""
    kind, year = ChoiceEdit(KINDS), CountEdit(most=9999)
    kind.set_value("xã")
    year.set_value(date.today().year)
    groups = NoteEdit(lines=8)
    return [
        Question("name", [_row("kind", texts.KIND_LABEL, kind), _row("name", texts.NAME_LABEL, NameEdit())]),
        Question("province", [_row("province", texts.PROVINCE_LABEL, TextEdit())]),
        Question("code", [_row("code", texts.CODE_LABEL, CodeEdit(digits=5), texts.CODE_HELP)]),
        Question("year", [_row("year", texts.YEAR_LABEL, year)]),
        Question("groups", [_row("groups", texts.GROUPS_LABEL, groups, texts.GROUPS_HELP)]),
    ]


def answers_of(questions: list[Question]) -> Answers:
    """What was answered, once every question is_answered()."""
    found = {row.field: row.editor.value() for question in questions for row in question.form.rows}
    lines = (tidy(line) for line in (found["groups"] or "").splitlines())
    return Answers(
        kind=found["kind"] or "xã",
        name=found["name"],
        province=found["province"] or "",
        code=found["code"] or "",
        year=found["year"],
        groups=tuple(dict.fromkeys(line for line in lines if line)),
    )


def _row(field: str, label: str, editor: FieldEditor, help_text: str = "") -> FormRow:
    return FormRow(field, label, editor, help_text)
