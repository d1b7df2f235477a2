"""Every problem at its cell, with its value, reason and cure; filtered by severity and kind."""

import re
from collections import Counter
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import Problem, Severity
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.importing.header import shown
from khuyenhoc_desktop.services.importing.plan import ImportPlan
from khuyenhoc_desktop.services.importing.reading import RawSheet
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.list_pane import ListPane, column
from khuyenhoc_desktop.ui.importing.problem_kinds import PROBLEM_KINDS
from khuyenhoc_desktop.ui.widgets.choices import StillCombo
from khuyenhoc_desktop.ui.widgets.ids_model import Column

WORDS = {Severity.ERROR: texts.ERROR, Severity.WARNING: texts.WARNING}
ROLES = {Severity.ERROR: "error", Severity.WARNING: "warn"}
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Found:
    """A problem with the sheet it is in, for the value of its cell."""

    problem: Problem
    sheet: RawSheet | None

    @property
    def value(self) -> str:
        """What stands in the cell; "" when the problem has none."""
        found = _ADDRESS.fullmatch(self.problem.cell or "")
        if found is None or self.sheet is None:
            return ""
        return _cell(self.sheet, int(found[2]) - 1, _column_index(found[1])) or texts.EMPTY_VALUE

    @property
    def place(self) -> str:
        """Where it is, in words."""
        return place_words(self.problem.sheet, self.problem.row, self.problem.cell)


class ProblemsPane(QWidget):
    """The list with its two filters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: list[Found] = []
        self.severity = filter_combo(texts.SEVERITY_FILTER)
        self.kind = filter_combo(texts.KIND_FILTER)
        empty = (texts.NO_PROBLEMS, texts.NO_PROBLEMS_TEXT)
        self.pane = ListPane(texts.PROBLEMS_NAME, _columns(), empty, _whole, (self.severity, self.kind), (3, 4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pane)
        self.severity.activated.connect(lambda _place: self._filter_kinds())
        self.kind.activated.connect(lambda _place: self._show())

    def show_plan(self, plan: ImportPlan) -> None:
        """Show a plan's problems."""
        sheets = {sheet.name: sheet for sheet in plan.survey.workbook.sheets}
        self._found = [Found(problem, sheets.get(problem.sheet or "")) for problem in plan.problems]
        count = format_count(len(plan.problems))
        errors, warnings = format_count(len(plan.errors)), format_count(len(plan.warnings))
        self.severity.clear()
        self.severity.addItem(texts.EVERY_SEVERITY.format(count=count), None)
        self.severity.addItem(texts.ONLY_ERRORS.format(count=errors), Severity.ERROR)
        self.severity.addItem(texts.ONLY_WARNINGS.format(count=warnings), Severity.WARNING)
        self._filter_kinds()

    def show_severity(self, severity: Severity | None) -> None:
        """Show only errors, only warnings, or both."""
        self.severity.setCurrentIndex((None, Severity.ERROR, Severity.WARNING).index(severity))
        self._filter_kinds()

    def take_focus(self) -> None:
        """The keyboard goes to the list."""
        self.pane.take_focus()

    def _of_severity(self) -> list[int]:
        wanted = self.severity.currentData()
        return [i for i, one in enumerate(self._found) if wanted is None or one.problem.severity == wanted]

    def _filter_kinds(self) -> None:
        """Offer the kinds there are, the commonest first."""
        places = self._of_severity()
        counts = Counter(self._found[place].problem.code for place in places)
        first = {self._found[place].problem.code: self._found[place].problem for place in reversed(places)}
        self.kind.clear()
        self.kind.addItem(texts.EVERY_KIND, None)
        for code, count in counts.most_common():
            words = PROBLEM_KINDS.get(code) or first[code].message
            self.kind.addItem(texts.KIND_COUNT.format(words=words, count=format_count(count)), code)
        for picker in (self.severity, self.kind):
            picker.setVisible(bool(self._found))
        self._show()

    def _show(self) -> None:
        code = self.kind.currentData()
        ids = [place for place in self._of_severity() if code is None or self._found[place].problem.code == code]
        self.pane.set_records(self._found, ids)


def place_words(sheet: str | None, row: int | None, cell: str | None) -> str:
    """A place of a workbook in words."""
    if sheet is None:
        return texts.WHOLE_FILE
    if cell:
        return texts.CELL_PLACE.format(sheet=sheet, cell=cell)
    return texts.ROW_PLACE.format(sheet=sheet, row=row) if row else texts.SHEET_PLACE.format(sheet=sheet)


def _columns() -> list[Column]:
    severity, place, value, reason, cure = texts.PROBLEM_COLUMNS
    return [
        column(
            severity, lambda one: WORDS[one.problem.severity], 9, colour=lambda one: ROLES[one.problem.severity]
        ),
        column(place, lambda one: one.place, 21),
        column(value, lambda one: one.value, 16),
        column(reason, lambda one: one.problem.message, 30),
        column(cure, lambda one: one.problem.cure, 30),
    ]


def _whole(one: Found) -> str:
    value = one.value
    first = texts.PROBLEM_DETAIL if value else texts.PROBLEM_DETAIL_NO_VALUE
    return first.format(place=one.place, value=value, message=one.problem.message, cure=one.problem.cure)


def filter_combo(name: str) -> StillCombo:
    """A list to filter by."""
    combo = StillCombo()
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    combo.setMaximumWidth(theme.text_width(44))
    return combo


def _cell(sheet: RawSheet, row: int, place: int) -> str:
    cells = sheet.rows[row] if row < len(sheet.rows) else []
    return shown(cells[place]) if place < len(cells) else ""


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
