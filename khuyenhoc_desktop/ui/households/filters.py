"""What the list shows: words to find, thôn, state, and how far registration and scoring are."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from khuyenhoc_desktop.services.groups import GroupRow
from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.widgets.choices import StillCombo
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

SEARCH_WIDTH, PICKER_WIDTH = 24, 24  # letters
# What each choice of the last list asks for.
_STANDINGS: dict[str, dict[str, Any]] = {
    "registered": {"registered": True},
    "not_registered": {"registered": False},
    "empty": {"outcome": "empty"},
    "incomplete": {"outcome": "incomplete"},
    "reached": {"outcome": "reached"},
    "not_reached": {"outcome": "not_reached"},
    "recognised": {"recognised": True},
    "not_recognised": {"recognised": False},
}


class Picker(StillCombo):
    """A list of choices known by a code (ids too: they are wider than Qt's own numbers).

    Signals: picked - the user chose.
    """

    picked = Signal()

    def __init__(self, name: str, options: Sequence[tuple[object, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: list[object] = []
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_options(options)
        self.activated.connect(lambda _place: self.picked.emit())

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Other choices; what was chosen stays so when it is still there."""
        kept = self.code()
        self.clear()
        self._codes = [code for code, _ in options]
        self.addItems([words for _, words in options])
        self.choose(kept)

    def code(self) -> object:
        """The code of what is chosen."""
        place = self.currentIndex()
        return self._codes[place] if 0 <= place < len(self._codes) else None

    def choose(self, code: object) -> None:
        """Choose by code; an unknown one chooses the first."""
        self.setCurrentIndex(self._codes.index(code) if code in self._codes else 0)


class FilterBar(QWidget):
    """The search box and the three lists. Signals: changed - something else is to be shown."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchBox(texts.SEARCH)
        self.search.setToolTip(texts.SEARCH_TIP)
        self.group = Picker(texts.FILTER_GROUP, [(None, texts.EVERY_GROUP)])
        self.state = Picker(texts.FILTER_STATE, texts.STATES)
        self.standing = Picker(texts.FILTER_STANDING, [(None, texts.EVERY_STANDING), *texts.STANDINGS])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = FlowLayout(self)
        for part in (self.search, self.group, self.state, self.standing):
            layout.addWidget(part)
        self.search.searched.connect(lambda _text: self.changed.emit())
        for picker in (self.group, self.state, self.standing):
            picker.picked.connect(self.changed.emit)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.layout() is not None:
            self._fit()

    def _fit(self) -> None:
        self.search.setMinimumWidth(theme.text_width(SEARCH_WIDTH))
        for picker in (self.group, self.state, self.standing):
            picker.setMaximumWidth(theme.text_width(PICKER_WIDTH))

    def set_groups(self, groups: Sequence[GroupRow]) -> None:
        """The thôn that can be filtered by."""
        self.group.set_options([(None, texts.EVERY_GROUP), *((row.id, row.name) for row in groups)])

    def query(self, year: int, sort: str, descending: bool) -> Query:
        """What is asked for, in this order."""
        return Query(
            year,
            text=self.search.text(),
            group_id=self.group_id(),
            state=str(self.state.code()),
            sort=sort,
            descending=descending,
            **_STANDINGS.get(str(self.standing.code()), {}),
        )

    def group_id(self) -> int | None:
        """The thôn filtered by."""
        code = self.group.code()
        return code if isinstance(code, int) else None

    def is_open(self) -> bool:
        """Whether nothing narrows the list but the usual state."""
        return not self.search.text() and [self.group.code(), self.state.code(), self.standing.code()] == [
            None,
            "present",
            None,
        ]

    def reset(self) -> None:
        """Show everything again; nothing is signalled."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.search_now()
        self.search.blockSignals(False)
        for picker in (self.group, self.state, self.standing):
            picker.choose(None)
