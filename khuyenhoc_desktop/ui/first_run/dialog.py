"""The first-run window: welcome, five questions one at a time, done. Everything goes by keyboard."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from khuyenhoc_desktop.ui import icons, theme
from khuyenhoc_desktop.ui.context import Notices
from khuyenhoc_desktop.ui.first_run import making, texts
from khuyenhoc_desktop.ui.first_run.drafting import AnswerDrafts
from khuyenhoc_desktop.ui.first_run.questions import Question, answers_of, make_questions
from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.widgets.buttons import ENTER, Button
from khuyenhoc_desktop.ui.widgets.fitting import fit_screen


class FirstRun(QDialog):
    """After accept(): `made` is the folder of the commune to open, `import_wanted` whether to go on to import.

    `folder` is where the user's own commune goes, `sample_folder` where the sample commune goes.
    """

    def __init__(self, folder: Path, sample_folder: Path, notices: Notices, settings: Preferences) -> None:
        super().__init__()
        self._folder, self._sample_folder, self._notices = folder, sample_folder, notices
        self.made: Path | None = None
        self.import_wanted = False
        self._going_to = folder
        self._maker = making.Maker(self)
        self._maker.ended.connect(self._ended)
        self.setWindowTitle(texts.WINDOW)
        self.questions = make_questions()
        self.drafts = AnswerDrafts(settings, self.questions, notices, self)
        self.pages = QStackedWidget()
        self.welcome = _Welcome(self._begin, self._try_sample)
        for page in (self.welcome, *(self._in_frame(question) for question in self.questions)):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(24),) * 4)
        layout.addWidget(self.pages, 1)
        self.said = _words("", "heading", Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.said)
        fit_screen(self, 80, 13)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back one question and never throws the answers away; Ctrl+Enter goes on from anywhere."""
        asking = self.pages.currentIndex() > 0
        if event.key() == Qt.Key.Key_Escape and asking:
            self._back()
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier and asking:
            self._next()
        else:
            super().keyPressEvent(event)

    def _in_frame(self, question: Question) -> QWidget:
        """A question with its number and its two buttons."""
        place = self.questions.index(question)
        number = QLabel(texts.STEP.format(place + 1, len(self.questions)))
        number.setProperty("kind", "muted")
        room = QScrollArea()
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setWidgetResizable(True)
        room.setWidget(question)
        row = QHBoxLayout()
        row.addWidget(Button(texts.BACK, self._back))
        row.addStretch(1)
        last = question is self.questions[-1]
        row.addWidget(Button(texts.CREATE if last else texts.NEXT, self._next, "primary"))
        question.last.next_wanted.connect(self._next)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addWidget(number)
        layout.addWidget(room, 1)
        layout.addLayout(row)
        return page

    def _begin(self) -> None:
        self.drafts.offer_back()
        self._show(1)

    def _back(self) -> None:
        self._show(self.pages.currentIndex() - 1)

    def _next(self) -> None:
        place = self.pages.currentIndex()
        if not self.questions[place - 1].is_answered():
            return
        if place < len(self.questions):
            self._show(place + 1)
        else:
            answers = answers_of(self.questions)
            self._make(self._folder, texts.MAKING, lambda: making.make_commune(self._folder, answers))

    def _show(self, place: int) -> None:
        self.pages.setCurrentIndex(place)
        if place:
            self.questions[place - 1].begin()
        else:
            self.welcome.own.setFocus()

    def _try_sample(self) -> None:
        folder = self._sample_folder
        self._make(folder, texts.MAKING_SAMPLE, lambda: making.make_sample(folder))

    def _make(self, folder: Path, words: str, make: Callable[[], None]) -> None:
        self._going_to = folder
        self.said.setText(words)
        self.pages.setEnabled(False)
        self._maker.start(make)

    def _ended(self, fault: BaseException | None) -> None:
        self.said.clear()
        self.pages.setEnabled(True)
        if fault is not None:
            self._notices.error(fault)
            return
        self.made = self._going_to
        if self.made == self._folder:
            self.drafts.end()
            made = answers_of(self.questions)
            name = f"{made.kind} {made.name}"
            choices = [texts.IMPORT_NOW, texts.LATER]
            self.import_wanted = self._notices.choose(texts.DONE.format(name), texts.DONE_TEXT, choices) == 0
        self.accept()

    def reject(self) -> None:
        """Close, but not while a file is being made."""
        if self.pages.isEnabled():
            super().reject()


class _Welcome(QWidget):
    """The first page: two ways to begin."""

    def __init__(self, own: Callable[[], None], sample: Callable[[], None]) -> None:
        super().__init__()
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        picture.setPixmap(icons.application_icon().pixmap(theme.px(72), theme.px(72)))
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.px(8))
        layout.addWidget(picture)
        layout.addWidget(_words(texts.WELCOME, "title", Qt.AlignmentFlag.AlignCenter))
        layout.addWidget(_words(texts.WELCOME_TEXT, ""))
        layout.addSpacing(theme.px(12))
        self.own = Button(texts.OWN, own, "primary")
        self.sample = Button(texts.SAMPLE, sample)
        for button, words in ((self.own, texts.OWN_TEXT), (self.sample, texts.SAMPLE_TEXT)):
            layout.addWidget(button)
            layout.addWidget(_words(words, "muted"))
            layout.addSpacing(theme.px(8))
        layout.addStretch(1)
        self.own.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from one button to the other."""
        if event.key() == Qt.Key.Key_Down:
            self.sample.setFocus()
        elif event.key() == Qt.Key.Key_Up:
            self.own.setFocus()
        elif event.key() not in ENTER:
            super().keyPressEvent(event)


def _words(text: str, kind: str, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", kind)
    label.setAlignment(align)
    label.setWordWrap(True)
    return label
