"""Where the stages of the year's sheets differ: subject by subject, what each stage gave."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.services import workflow
from khuyenhoc_desktop.services.workflow import Difference
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.dialog_room import width
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable


class DifferencesDialog(QDialog):
    """Signals: sheet_wanted - open the sheet of this subject."""

    sheet_wanted = Signal(object)

    def __init__(self, context: Context, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts.DIFFERENCES_TITLE.format(year=context.year))
        self._found = dict(enumerate(workflow.differences(context.file, context.year, title)))
        self.model = IdsModel(
            _columns(), lambda ids: [(i, self._found[i]) for i in ids], ident=lambda row: int(row[0]), parent=self
        )
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(self.windowTitle())
        self.table.show_ids(list(self._found))
        self.table.opened.connect(self._open)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table if self._found else QLabel(texts.DIFFERENCES_EMPTY), 1)
        if self._found:
            layout.addWidget(_note())
        layout.addLayout(self._buttons())
        self.resize(width(self, 148), theme.row_height() * 10)

    def _buttons(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        if self._found:
            layout.addWidget(Button(texts.DIFFERENCES_OPEN, lambda: self._open(self.table.current_id())))
            self.table.select_ids([0])
        layout.addStretch(1)
        layout.addWidget(Button(texts.CLOSE, self.reject))
        return layout

    def _open(self, place: object) -> None:
        if isinstance(place, int) and place in self._found:
            self.accept()
            self.sheet_wanted.emit(self._found[place].subject_id)


def _note() -> QLabel:
    note = QLabel(texts.DIFFERENCES_NOTE)
    note.setProperty("kind", "muted")
    note.setWordWrap(True)
    return note


def _columns() -> list[Column]:
    names = ("name", "group", "indicator", "self_scored", "reviewed", "verified")
    widths = (18, 14, 24, 9, 9, 10)
    return [
        Column(title, _text(name), width=width, stretch=name == "indicator")
        for title, name, width in zip(texts.DIFFERENCES_COLUMNS, names, widths, strict=True)
    ]


def _text(name: str) -> Callable[[tuple[int, Difference]], str]:
    def text(row: tuple[int, Difference]) -> str:
        return str(getattr(row[1], name))

    return text
