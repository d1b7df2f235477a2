"""What becomes of each row, and which values on file would change."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.importing.plan import Change, ImportPlan, RowPlan
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.list_pane import ListPane, column
from khuyenhoc_desktop.ui.importing.problems_pane import filter_combo, place_words
from khuyenhoc_desktop.ui.widgets.ids_model import Column

ROLES = {"new": "ok", "updated": "accent", "unchanged": "muted", "rejected": "error"}


@dataclass(frozen=True, slots=True)
class Changed:
    """One value that changes, in its row."""

    row: RowPlan
    change: Change


class ChangesPane(ListPane):
    """Every value on file that would be replaced, old and new."""

    def __init__(self, parent: QWidget | None = None) -> None:
        empty = (texts.NO_CHANGES, texts.NO_CHANGES_TEXT)
        super().__init__(texts.CHANGES_NAME, _change_columns(), empty, _change_words, (), (3, 4), parent)

    def show_plan(self, plan: ImportPlan) -> int:
        """Show a plan's changes; how many there are."""
        changes = [Changed(row, change) for row in plan.rows if row.state == "updated" for change in row.changes]
        self.set_records(changes)
        return len(changes)


class RowsPane(QWidget):
    """Every row with what becomes of it, filtered by that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: ImportPlan | None = None
        self._reasons: dict[tuple[str | None, int | None], str] = {}
        self.state = filter_combo(texts.ROW_FILTER)
        empty = (texts.NOTHING_GOOD, "")
        self.pane = ListPane(texts.ROWS_NAME, self._columns(), empty, self._whole, (self.state,), (4,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pane)
        self.state.activated.connect(lambda _place: self._show())

    def show_plan(self, plan: ImportPlan) -> None:
        """Show a plan's rows."""
        self._plan = plan
        self._reasons = {(one.sheet, one.row): one.message for one in reversed(plan.errors)}
        self.state.clear()
        self.state.addItem(texts.EVERY_ROW.format(count=format_count(len(plan.rows))), None)
        for state, words in texts.ROW_STATES.items():
            count = plan.counts.get(state, 0)
            if count:
                self.state.addItem(texts.ROW_STATE_COUNT.format(words=words, count=format_count(count)), state)
        self._show()

    def show_state(self, state: str | None) -> None:
        """Show only the rows of a state."""
        self.state.setCurrentIndex(max(self.state.findData(state), 0))
        self._show()

    def take_focus(self) -> None:
        """The keyboard goes to the list."""
        self.pane.take_focus()

    def _columns(self) -> list[Column]:
        place, head, group, state, detail = texts.ROW_COLUMNS
        return [
            column(place, lambda row: str(row.row), 6),
            column(head, lambda row: row.head_name, 20),
            column(group, lambda row: row.group, 15),
            column(state, lambda row: texts.ROW_STATES[row.state], 12, colour=lambda row: ROLES[row.state]),
            column(detail, self._details, 30),
        ]

    def _details(self, row: RowPlan) -> str:
        """Why a row is left out, or what it changes."""
        if row.state == "rejected":
            return self._reasons.get((row.sheet, row.row), "")
        changes = [
            texts.CHANGE.format(
                label=one.label, old=one.old or texts.EMPTY_VALUE, new=one.new or texts.EMPTY_VALUE
            )
            for one in row.changes
            if row.state == "updated"
        ]
        return "; ".join(changes)

    def _whole(self, row: RowPlan) -> str:
        place = place_words(row.sheet, row.row, None)
        return texts.ROW_DETAIL.format(place=place, state=texts.ROW_STATES[row.state], details=self._details(row))

    def _show(self) -> None:
        if self._plan is not None:
            wanted = self.state.currentData()
            rows = self._plan.rows
            self.pane.set_records(rows, [i for i, row in enumerate(rows) if wanted in (None, row.state)])


def _change_columns() -> list[Column]:
    head, group, label, old, new = texts.CHANGE_COLUMNS
    return [
        column(head, lambda one: one.row.head_name, 19),
        column(group, lambda one: one.row.group, 15),
        column(label, lambda one: one.change.label, 19),
        column(old, lambda one: one.change.old or texts.EMPTY_VALUE, 14, colour=lambda _one: "muted"),
        column(new, lambda one: one.change.new or texts.EMPTY_VALUE, 14),
    ]


def _change_words(one: Changed) -> str:
    change = one.change
    return texts.CHANGE_DETAIL.format(
        place=place_words(one.row.sheet, one.row.row, None),
        head=one.row.head_name,
        group=one.row.group,
        label=change.label,
        old=change.old or texts.EMPTY_VALUE,
        new=change.new or texts.EMPTY_VALUE,
    )
