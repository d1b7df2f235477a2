"""What happened to one subject: the steps of its rounds and what each decision said, the newest first."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.subjects import STAGES
from khuyenhoc_desktop.domain.text import format_date
from khuyenhoc_desktop.services import recognition, subjects, workflow
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.recognition import Ruling
from khuyenhoc_desktop.services.workflow import Event
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.dialog_room import width
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the story; `id` is its place, `day` an ISO date or ""."""

    id: int
    year: int
    day: str
    what: str
    who: str
    note: str


class StoryDialog(QDialog):
    """A table of what happened, with one button to close."""

    def __init__(self, context: Context, subject: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts.STORY_TITLE.format(name=subjects.get(context.file, context.year, subject).name))
        lines = {line.id: line for line in story(context.file, subject)}
        self.model = IdsModel(_columns(), lambda ids: [lines[i] for i in ids], parent=self)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(self.windowTitle())
        self.table.show_ids(list(lines))
        layout = QVBoxLayout(self)
        layout.addWidget(self.table if lines else QLabel(texts.STORY_EMPTY), 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(Button(texts.CLOSE, self.reject))
        layout.addLayout(buttons)
        self.resize(width(self, 148), theme.row_height() * 10)


def story(file: CommuneFile, subject: int) -> list[Line]:
    """The events and rulings of a subject, the newest first; what has no day stands before its year's others."""
    told = [_of_event(event) for event in workflow.events(file, subject) if event.kind != "corrected"]
    told += [_of_ruling(ruling) for ruling in recognition.rulings(file, subject)]
    told.sort(key=lambda line: (line[0], line[1]), reverse=True)
    return [Line(place, *line) for place, line in enumerate(told, start=1)]


def _of_event(event: Event) -> tuple[int, str, str, str, str]:
    what = workflow.EVENTS.get(event.kind, event.kind)
    if event.kind == "returned" and event.stage:
        what = f"{what}: {STAGES[event.stage]}"
    return event.year, event.happened_on or "", what, event.person or "", event.note or ""


def _of_ruling(ruling: Ruling) -> tuple[int, str, str, str, str]:
    what = texts.STORY_RULED[ruling.recognised].format(number=ruling.number)
    corrects = texts.STORY_CORRECTS.format(number=ruling.corrects) if ruling.corrects else ""
    note = ", ".join(part for part in (corrects, ruling.note) if part)
    return ruling.year, ruling.decided_on or "", what, ruling.signer or "", note


def _columns() -> list[Column]:
    year, day, what, who, note = texts.STORY_COLUMNS
    return [
        Column(year, lambda line: str(line.year), width=5),
        Column(day, lambda line: format_date(date.fromisoformat(line.day)) if line.day else "", width=10),
        Column(what, lambda line: line.what, width=38),
        Column(who, lambda line: line.who, width=20),
        Column(note, lambda line: line.note, width=24, stretch=True),
    ]
