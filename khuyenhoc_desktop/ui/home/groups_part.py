"""What each thôn has left, title by title: a picker of titles over a table."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.subjects import COMMUNE_LEARNING_COMMUNITY, KIND_OF, LEARNING_FAMILY
from khuyenhoc_desktop.services import summary, year_view
from khuyenhoc_desktop.services.subjects import NOUNS
from khuyenhoc_desktop.services.workflow_preview import is_full
from khuyenhoc_desktop.services.year_work import GroupWork, YearWork
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.home import steps, texts
from khuyenhoc_desktop.ui.home.steps import StageWork
from khuyenhoc_desktop.ui.widgets.choices import Picker, picker_line
from khuyenhoc_desktop.ui.widgets.ids_model import IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

ROWS_SEEN = 8  # rows of the table that are in sight at least, as far as there are so many


class GroupsPart(QWidget):
    """Shown anew by `show_work`. Signals: title_changed - another title is told."""

    title_changed = Signal()

    def __init__(self, context: Context, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._today = context, today
        self._rows: dict[int, GroupWork | StageWork] = {}
        self._work: YearWork | None = None
        self._simple = True
        titles = [title for title in summary.ORDER if title != COMMUNE_LEARNING_COMMUNITY]
        self.picker = Picker(texts.PICK_TITLE, [(title, TITLES[title][1]) for title in titles])
        self.model = IdsModel(steps.columns(), self._load, parent=self)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.TABLE_NAME)
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.nobody = QLabel()
        self.nobody.setProperty("kind", "muted")
        self._lay_out()
        self.picker.picked.connect(self._show_title)

    @property
    def title(self) -> str:
        """The title that is told."""
        return str(self.picker.code())

    def show_work(self, work: YearWork) -> None:
        """Show what is left of a year's work; the thôn chosen stays."""
        self._work = work
        self._rows = self._found(work)
        if self._simple != self._is_simple():  # other columns: the list begins anew
            self._simple = not self._simple
            self.model.set_columns(steps.columns() if self._simple else steps.stage_columns())
        self.table.show_ids(list(self._rows))
        self.table.take_a_row()
        height = self.table.horizontalHeader().sizeHint().height()
        seen = min(len(self._rows), ROWS_SEEN)
        self.table.setMinimumHeight(height + seen * theme.row_height() + 2 * self.table.frameWidth())
        self.table.setVisible(bool(self._rows))
        self.nobody.setText(texts.NOBODY.format(noun=NOUNS[KIND_OF[self.title]]))
        self.nobody.setVisible(not self._rows)

    def current(self) -> GroupWork | StageWork | None:
        """The row chosen; None where the table is empty."""
        return self._rows.get(self.table.current_id() or 0)

    def _found(self, work: YearWork) -> dict[int, GroupWork | StageWork]:
        """The rows by the id of the thôn; 0 = in none."""
        if self._is_simple():
            return {row.id: row for row in work.groups}
        view = year_view.year_view(self._context.file, work.year, self._today())
        rows = [
            StageWork(row.group_id or 0, row.group or summary.NO_GROUP, row.counts, self.title, view.full)
            for row in view.of_title(self.title)
        ]
        return {row.id: row for row in rows}

    def _load(self, ids: list[int]) -> list[GroupWork | StageWork]:
        return [self._rows[ident] for ident in ids if ident in self._rows]

    def _is_simple(self) -> bool:
        """Whether the five steps of the cards tell all: families, without review and verification between."""
        return self.title == LEARNING_FAMILY and not is_full(self._context.file)

    def _show_title(self) -> None:
        if self._work is not None:
            self.show_work(self._work)
        self.title_changed.emit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.addLayout(picker_line(texts.PICK_TITLE, self.picker))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.nobody)
        layout.addStretch(0)
