"""The line over a list of households: a box to find by, then drop-down lists; thôn always comes first."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from khuyenhoc_desktop.services.groups import GroupRow
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

WIDTH, SEARCH_WIDTH = 22, 24  # letters; so six of them stand in one line on the usual screen
SEARCH = "Tìm hộ (Ctrl+F)"
SEARCH_TIP = "Gõ tên, mã hộ hoặc địa chỉ; có dấu hay không dấu đều tìm được"
GROUP = "Lọc theo thôn, tổ"
EVERY_GROUP = "Mọi thôn, tổ"


class FilterBar(QWidget):
    """`first` (whose list it is), `search`, the thôn, then `others`; a second line is begun where room lacks.

    Signals: changed - one of the lists was used (what the search box finds is the page's own matter).
    """

    changed = Signal()

    def __init__(
        self,
        search: SearchBox,
        others: Sequence[Picker],
        parent: QWidget | None = None,
        *,
        first: Sequence[Picker] = (),
    ) -> None:
        super().__init__(parent)
        self.search, self.group = search, Picker(GROUP, [(None, EVERY_GROUP)])
        self.search.setToolTip(SEARCH_TIP)
        self.pickers = (self.group, *others)
        self._usual = [picker.code() for picker in self.pickers]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = FlowLayout(self)
        for part in (*first, search, *self.pickers):
            layout.addWidget(part)
        for picker in self.pickers:
            picker.picked.connect(self.changed.emit)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.layout() is not None:
            self._fit()

    def set_groups(self, groups: Sequence[GroupRow]) -> None:
        """The thôn that can be filtered by."""
        self.group.set_options([(None, EVERY_GROUP), *((row.id, row.name) for row in groups)])

    def group_id(self) -> int | None:
        """The thôn filtered by; None = all."""
        code = self.group.code()
        return code if isinstance(code, int) else None

    def is_open(self) -> bool:
        """Whether nothing narrows the list."""
        return not self.search.text() and [picker.code() for picker in self.pickers] == self._usual

    def reset(self) -> None:
        """Show everything again; nothing is signalled."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.search_now()
        self.search.blockSignals(False)
        for picker, code in zip(self.pickers, self._usual, strict=True):
            picker.choose(code)

    def _fit(self) -> None:
        self.search.setMinimumWidth(theme.text_width(SEARCH_WIDTH))
        for picker in self.pickers:
            picker.setMaximumWidth(theme.text_width(WIDTH))
