"""What was found by the check: the list of kinds, and beside it reason, cure and the places of the chosen one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.check_findings import Finding
from khuyenhoc_desktop.services.handover.places import Check, Place
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.handover import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

SHARES = (5, 4)  # of the width: the list, the details


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check with its number in the list."""

    id: int
    check: Check | Finding


def short(check: Check | Finding) -> str:
    """The reason without the places that it names."""
    message = check.problem.message
    return f"{message.partition(': ')[0]}." if check.places else message


class ChecksView(QWidget):
    """The list and the details. Signals: place_wanted - page and target to go to; chosen - another row."""

    place_wanted = Signal(str, dict)
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CheckRow] = []
        self.model = IdsModel(_columns(), self._load, parent=self)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.TABLE_NAME)
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.reason, self.cure, self.places_title = QLabel(), QLabel(), QLabel()
        self.places = QListWidget()
        self.places.setAccessibleName(texts.PLACES_NAME)
        # The room that is left, two rows at least: its own wish would make the page scroll without need.
        self.places.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.places.setMinimumHeight(2 * theme.row_height())
        self.go_button = Button(texts.GO, self.go)
        self.table.opened.connect(lambda _ident: self.go_first())
        self.table.current_id_changed.connect(lambda _ident: self._show_details())
        self.places.itemActivated.connect(lambda _item: self.go())
        self._lay_out()

    def show_checks(self, checks: Sequence[Check | Finding]) -> None:
        """Show these; the kind that was chosen stays chosen while it is there."""
        before = self.current()
        self._rows = [CheckRow(number, check) for number, check in enumerate(checks)]
        self.table.show_ids([row.id for row in self._rows])
        self.model.reread()
        same = [row.id for row in self._rows if before and row.check.problem.code == before.problem.code]
        if self._rows:
            self.table.select_ids([same[0] if same else 0])
        self._show_details()

    def current(self) -> Check | Finding | None:
        """The chosen check."""
        ident = self.table.current_id()
        return self._rows[ident].check if ident is not None and ident < len(self._rows) else None

    def go_first(self) -> None:
        """Go to the first place of the chosen check."""
        check = self.current()
        if check is not None:
            self.place_wanted.emit(check.page, check.target)

    def go(self) -> None:
        """Go to the place chosen among the places; without one, to the first."""
        item = self.places.currentItem()
        place: Place | None = item.data(Qt.ItemDataRole.UserRole) if item and self.places.isVisible() else None
        if place is None:
            self.go_first()
        else:
            self.place_wanted.emit(place.page, place.target)

    def _load(self, ids: list[int]) -> list[CheckRow]:
        return [row for row in self._rows if row.id in ids]

    def _show_details(self) -> None:
        check = self.current()
        if check is not None:
            self.reason.setText(short(check))
            self.cure.setText(texts.CURE.format(check.problem.cure))
            self._show_places(check)
        self.chosen.emit()

    def _show_places(self, check: Check | Finding) -> None:
        self.places.clear()
        for place in check.places:
            item = QListWidgetItem(place.text)
            item.setData(Qt.ItemDataRole.UserRole, place)
            item.setToolTip(place.text)
            item.setSizeHint(QSize(self.places.fontMetrics().horizontalAdvance(place.text), theme.row_height()))
            self.places.addItem(item)
        self.places.setCurrentRow(0)
        shown, pattern = len(check.places), texts.PLACES
        if shown < check.count:
            pattern = texts.PLACES_FIRST
        self.places_title.setText(pattern.format(shown=shown, count=format_count(check.count)))
        for part in (self.places, self.places_title):
            part.setVisible(shown > 0)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, theme.px(8), 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.table, SHARES[0])
        layout.addWidget(self._details(), SHARES[1])

    def _details(self) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        card.setAccessibleName(texts.DETAIL_NAME)
        self.reason.setProperty("kind", "strong")
        self.places_title.setProperty("kind", "muted")
        layout = QVBoxLayout(card)
        layout.setSpacing(theme.px(8))
        for words in (self.reason, self.cure, self.places_title):
            words.setWordWrap(True)
            layout.addWidget(words)
        layout.addWidget(self.places, 1)
        layout.addWidget(self.go_button)
        layout.addStretch(0)
        return card


def _columns() -> list[Column]:
    return [
        Column(texts.SEVERITY, _severity, width=10, colour=_colour),
        Column(texts.WHAT, lambda row: short(row.check), width=30, stretch=True),
    ]


def _severity(row: CheckRow) -> str:
    return texts.ERROR if row.check.problem.is_error else texts.WARNING


def _colour(row: CheckRow) -> str:
    return "error" if row.check.problem.is_error else "warn"
