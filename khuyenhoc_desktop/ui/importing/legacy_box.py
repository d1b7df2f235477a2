"""Text in an old font: some of it as it is and as it would be, and the box that agrees to convert it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.importing.tables import Table
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.plain_table import PlainTable, TextModel

SHOWN = 4  # pairs


class LegacyBox(QFrame):
    """Signals: agreed - the officer ticked or cleared the box."""

    agreed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.words = QLabel()
        self.words.setProperty("kind", "notice")
        self.words.setWordWrap(True)
        self.model = TextModel(texts.LEGACY_COLUMNS, ink=lambda _row, column: "ok" if column else "muted")
        self.table = PlainTable(self.model, texts.LEGACY_AGREE.replace("&", ""))
        self.model.setParent(self.table)
        self.table.set_letters((28, 28), stretch=1)
        self.agree = QCheckBox(texts.LEGACY_AGREE)
        self.agree.clicked.connect(self.agreed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(6),) * 4)
        for part in (self.words, self.table, self.agree):
            layout.addWidget(part)

    def show_tables(self, tables: Sequence[Table], agreed: bool) -> None:
        """Show what old text there is in these tables; hidden when there is none."""
        old = [table.legacy for table in tables if table.legacy is not None]
        self.setVisible(bool(old))
        if not old:
            return
        cells = sum(one.cells for one in old)
        self.words.setText(texts.LEGACY.format(count=format_count(cells), name=old[0].name))
        pairs = list(dict.fromkeys(pair for one in old for pair in one.preview))[:SHOWN]
        self.model.set_rows(pairs)
        self.table.setFixedHeight(theme.row_height() * (len(pairs) + 1) + theme.px(10))
        self.agree.setChecked(agreed)
