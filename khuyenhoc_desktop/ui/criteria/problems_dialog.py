"""Why a file is not taken as a criteria set: every problem with its place in the file and its cure."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import Problem, UserError
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.criteria import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.fitting import fit_screen
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable


class ProblemsDialog(QDialog):
    """Lists the problems of a refusal; the list can be copied and sent to whoever made the file.

    `mend` opens what was read in the editor, where there is something to mend.
    """

    def __init__(
        self, refusal: UserError, parent: QWidget | None = None, mend: Callable[[], object] | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts.PROBLEMS_TITLE)
        self._mend = mend
        self._numbered = dict(enumerate(refusal.problems, start=1))
        intro = QLabel(texts.PROBLEMS_INTRO.format(message=refusal.message, cure=refusal.cure))
        intro.setWordWrap(True)
        self.model = IdsModel(_columns(), self._records, lambda record: record[0], self)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.PROBLEMS_TITLE)
        self.table.setWordWrap(True)
        self.table.verticalHeader().setDefaultSectionSize(theme.row_height() * 2)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.table.show_ids(list(self._numbered))
        layout = QVBoxLayout(self)
        layout.addWidget(intro)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._buttons())
        fit_screen(self, 100, 10)

    def _buttons(self) -> QHBoxLayout:
        self.copy = Button(texts.COPY, self._copy)
        layout = QHBoxLayout()
        layout.addWidget(self.copy)
        layout.addStretch(1)
        if self._mend is not None:
            self.mend = Button(texts.MEND_HERE, self._open_editor, "primary")
            layout.addWidget(self.mend)
        layout.addWidget(Button(texts.CLOSE, self.reject))
        return layout

    def _open_editor(self) -> None:
        mend = self._mend
        self.accept()
        if mend is not None:
            mend()

    def _records(self, ids: list[int]) -> list[tuple[int, Problem]]:
        return [(number, self._numbered[number]) for number in ids]

    def _copy(self) -> None:
        lines = [f"{_place(one)}: {one.message} {one.cure}" for one in self._numbered.values()]
        QGuiApplication.clipboard().setText("\n".join(lines))


def _columns() -> list[Column]:
    place, what, cure = texts.PROBLEM_COLUMNS
    return [
        Column(place, lambda record: _place(record[1]), width=24),
        Column(what, lambda record: record[1].message, width=30, stretch=True),
        Column(cure, lambda record: record[1].cure, width=26),
    ]


def _place(problem: Problem) -> str:
    if problem.cell:
        return texts.CELL.format(sheet=problem.sheet, cell=problem.cell)
    if problem.sheet:
        return texts.ROW.format(sheet=problem.sheet, row=problem.row) if problem.row else problem.sheet
    return texts.WHOLE_FILE if problem.field in (None, "", "$") else str(problem.field)
