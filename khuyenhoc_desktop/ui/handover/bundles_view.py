"""The bundles made so far, the folder they go to, and what has come of the last one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.handover.exports import Export
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.handover import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

SHOWN_OF_SHA = 12  # letters of a checksum that a person compares


class BundlesView(QWidget):
    """The newest on top. Signals: folder_wanted - another folder is to be chosen; opened - Enter on a bundle."""

    folder_wanted = Signal()
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exports: list[Export] = []
        self.folder, self.made, self.stale = QLabel(), QLabel(), QLabel()
        self.change = Button(texts.CHANGE_FOLDER, self.folder_wanted.emit)
        self.model = IdsModel(_columns(), self._load, ident=lambda row: row[0], parent=self)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.BUNDLES_NAME)
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.table.opened.connect(lambda _ident: self.opened.emit())
        self.nothing = EmptyState("handover", "", texts.NO_BUNDLES_TEXT)
        self._lay_out()

    def show_exports(self, exports: list[Export], year: int, *, changed: bool) -> None:
        """Show the bundles of a year; `changed`: something was done since the newest."""
        self._exports = exports
        self.table.show_ids(range(len(exports)))
        self.model.reread()
        if exports and self.table.current_id() is None:
            self.table.selectRow(0)
        self._stack.setCurrentIndex(0 if exports else 1)
        self.nothing.set_words(texts.NO_BUNDLES_TITLE.format(year=year), texts.NO_BUNDLES_TEXT)
        self.made.hide()
        self.stale.setVisible(changed)
        if changed:
            self.stale.setText(texts.CHANGED.format(sequence=exports[0].sequence))

    def show_result(self, export: Export) -> None:
        """Tell of the bundle just made."""
        pattern = texts.MADE_NEW if export.is_new else texts.MADE_AGAIN
        lines = (
            pattern.format(sequence=export.sequence, path=export.path),
            texts.FIGURES.format(
                total=format_count(export.total),
                registered=format_count(export.registered),
                recognised=format_count(export.recognised),
                checksum=export.sha256[:SHOWN_OF_SHA],
            ),
            texts.SEND,
        )
        self.made.setText("\n".join(lines))
        self.made.show()
        self.table.selectRow(0)

    def show_folder(self, folder: str) -> None:
        """Say where bundles go."""
        self.folder.setText(texts.FOLDER.format(folder) if folder else texts.NO_FOLDER)

    def current(self) -> Export | None:
        """The chosen bundle."""
        ident = self.table.current_id()
        return self._exports[ident] if ident is not None and ident < len(self._exports) else None

    def _load(self, ids: list[int]) -> list[tuple[int, Export]]:
        return [(ident, self._exports[ident]) for ident in ids]

    def _lay_out(self) -> None:
        for words, kind in ((self.folder, ""), (self.made, "good"), (self.stale, "notice")):
            words.setWordWrap(True)
            words.setProperty("kind", kind)
        self.made.hide()
        self.stale.hide()
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(self.change)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(8), 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addLayout(row)
        layout.addWidget(self.made)
        layout.addWidget(self.stale)
        layout.addWidget(body, 1)


def _columns() -> list[Column]:
    return [
        Column(texts.SEQUENCE, lambda row: str(row[1].sequence), width=6, right=True),
        Column(texts.MADE, lambda row: f"{row[1].made:%d/%m/%Y %H:%M}", width=15),
        Column(texts.TOTAL, lambda row: format_count(row[1].total), width=8, right=True),
        Column(texts.REGISTERED, lambda row: format_count(row[1].registered), width=8, right=True),
        Column(texts.RECOGNISED, lambda row: format_count(row[1].recognised), width=10, right=True),
        Column(texts.CHECKSUM, lambda row: row[1].sha256[:SHOWN_OF_SHA], width=13),
        Column(texts.FILE, lambda row: row[1].path, width=20, stretch=True),
    ]
