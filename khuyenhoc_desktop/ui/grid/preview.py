"""What a paste or a fill would do, shown before it is done: how many cells change, which values are refused."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.bulk_entry import Plan, Refused
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.grid import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.dialog_room import width

MOST_REFUSED = 200
ROWS_IN_SIGHT = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of a preview, and the names by which its refusals are shown."""

    title: str
    names: Mapping[int, str]
    numbers: Mapping[str, str]
    outside: int = 0
    kept: str = texts.KEPT


class PreviewDialog(QDialog):
    """Enter writes, Esc leaves all as it is; `plan` is then what was agreed to."""

    def __init__(self, plan: Plan, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = self._whole = plan
        self.setWindowTitle(shown.title)
        self.lines = QLabel()
        self.lines.setWordWrap(True)
        self.only_empty = QCheckBox(texts.ONLY_EMPTY)
        self.only_empty.toggled.connect(lambda _on: self._tell(shown))
        clears = all(answer is None for answer in plan.cells.values())
        if clears or not plan.before:
            self.only_empty.hide()
        self.write = Button("", self.accept, "primary")
        self.write.setDefault(True)  # Enter writes wherever the keyboard is
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.lines)
        self._layout.addWidget(self.only_empty)
        if plan.refused:
            self._layout.addWidget(QLabel(texts.REFUSED.format(format_count(len(plan.refused)))))
            self._layout.addWidget(_refused_table(plan.refused, shown))
        self._layout.addLayout(self._buttons())
        self.setMinimumWidth(width(self, 90))
        self._tell(shown)
        self.write.setFocus()

    def _tell(self, shown: Shown) -> None:
        """Write down what would happen, for what is chosen now."""
        self.plan = self._whole.only_empty() if self.only_empty.isChecked() else self._whole
        count = len(self.plan.cells)
        self.lines.setText("\n".join(told(self.plan, shown)))
        clears = count > 0 and all(answer is None for answer in self.plan.cells.values())
        words = texts.CLEAR if clears else texts.WRITE
        self.write.setText(words.format(format_count(count)) if count else texts.NOTHING_LEFT)
        self.write.setEnabled(count > 0)

    def _buttons(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.addStretch(1)
        layout.addWidget(self.write)
        layout.addWidget(Button(texts.CANCEL, self.reject))
        return layout


def told(plan: Plan, shown: Shown) -> list[str]:
    """The plan in words, one sentence a line."""
    rows = len({subject for subject, _ in plan.cells})
    emptied = sum(1 for answer in plan.cells.values() if answer is None)
    lines = []
    if len(plan.cells) > emptied:
        lines.append(texts.CHANGES.format(format_count(len(plan.cells)), format_count(rows)))
    if plan.before and not emptied:
        lines.append(texts.OVERWRITES.format(format_count(len(plan.before))))
    if emptied:
        lines.append(texts.EMPTIES.format(format_count(emptied)))
    if plan.kept:
        lines.append(shown.kept.format(format_count(plan.kept)))
    if shown.outside:
        lines.append(texts.OUTSIDE.format(format_count(shown.outside)))
    lines.append(texts.UNDO_LATER if plan.cells else texts.NOTHING_CHANGES)
    return lines


def _refused_table(refused: list[Refused], shown: Shown) -> QTableWidget:
    """The values that cannot be taken: whose, which indicator, value, reason and cure."""
    some = refused[:MOST_REFUSED]
    more = len(refused) - len(some)
    table = QTableWidget(len(some) + (1 if more else 0), len(texts.REFUSED_COLUMNS))
    table.setHorizontalHeaderLabels(list(texts.REFUSED_COLUMNS))
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setWordWrap(True)
    for row, one in enumerate(some):
        reason = f"{one.message}. {one.cure}" if not one.message.endswith(".") else f"{one.message} {one.cure}"
        name = shown.names.get(one.subject, "")
        words = (name, shown.numbers.get(one.indicator, one.indicator), one.typed, reason)
        for column, text in enumerate(words):
            table.setItem(row, column, QTableWidgetItem(text))
    if more:
        table.setItem(len(some), 0, QTableWidgetItem(texts.REFUSED_MORE.format(format_count(more))))
    for column, letters in enumerate((20, 8, 10)):
        table.setColumnWidth(column, theme.text_width(letters))
    table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
    height = max(theme.row_height(), table.fontMetrics().height() * 2 + theme.px(8))
    table.verticalHeader().setDefaultSectionSize(height)
    titles = table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth() + theme.px(4)
    table.setFixedHeight(height * min(table.rowCount(), ROWS_IN_SIGHT) + titles)
    return table
