"""The line at the foot: when it was last saved and backed up, what undo and redo would do, and help."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from khuyenhoc_desktop.ui import icons, shell_texts, theme
from khuyenhoc_desktop.ui.widgets.buttons import Button

MESSAGE_STAYS = 8000  # milliseconds
MARGINS, ICON = 48, 48  # pixels at 100 %: around the whole line; icon and border of a button
GAP = " "  # between icon and words


class StatusLine(QFrame):
    """Words at the left, buttons at the right; every one of them has its key in the tool tip."""

    def __init__(
        self,
        undo: Callable[[], object],
        redo: Callable[[], object],
        help_wanted: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self._saved = self._backup = self._second = self._message = ""
        self._names: dict[Button, str] = {}
        self.words = QLabel()
        self.undo = Button(GAP + shell_texts.UNDO, undo, "flat")
        self.redo = Button(GAP + shell_texts.REDO, redo, "flat")
        self.help = Button(GAP + shell_texts.HELP, help_wanted, "flat")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(12), 0, theme.px(8), 0)
        layout.addWidget(self.words, 1)
        for button in (self.undo, self.redo, self.help):
            layout.addWidget(button)
        self._message_ends = QTimer(self)
        self._message_ends.setSingleShot(True)
        self._message_ends.setInterval(MESSAGE_STAYS)
        self._message_ends.timeout.connect(lambda: self._set_message(""))
        self.set_undo(None, None)
        self._draw()

    def set_saved(self, when: datetime | None) -> None:
        """When something was last written to the disk."""
        today, before = shell_texts.SAVED_TODAY, shell_texts.SAVED_BEFORE
        self._saved = _when(when, today, before, shell_texts.NOTHING_SAVED)
        self._fit_names()

    def set_backup(self, when: datetime | None) -> None:
        """When the last backup was made."""
        today, before = shell_texts.BACKED_UP_TODAY, shell_texts.BACKED_UP_BEFORE
        self._backup = _when(when, today, before, shell_texts.NO_BACKUP)
        self._fit_names()

    def set_second(self, age: str) -> None:
        """How long ago the second copy was made, in words."""
        self._second = shell_texts.SECOND_COPY.format(age)
        self._fit_names()

    def set_undo(self, undo: str | None, redo: str | None) -> None:
        """What the two buttons would take back and do again; None = nothing."""
        self._name(self.undo, undo, shell_texts.UNDO_TIP, shell_texts.NOTHING_TO_UNDO)
        self._name(self.redo, redo, shell_texts.REDO_TIP, shell_texts.NOTHING_TO_REDO)
        self._fit_names()

    def say(self, text: str) -> None:
        """A line that goes away by itself; until then it stands in place of the other words."""
        self._set_message(text)
        self._message_ends.start()

    def minimumSizeHint(self) -> QSize:
        """The words make way: they never widen the window."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names of the actions what room there is."""
        super().resizeEvent(event)
        self._fit_names()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons in the colours of the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._names:
            self._draw()
            self._fit_names()

    def _draw(self) -> None:
        for button, name in ((self.undo, "undo"), (self.redo, "redo"), (self.help, "help")):
            button.setIcon(icons.icon(name))
            button.setIconSize(QSize(theme.px(18), theme.px(18)))

    def _set_message(self, text: str) -> None:
        self._message = text
        self._fit_names()

    def _show_words(self) -> None:
        whole = self._whole_line()
        buttons = sum(button.sizeHint().width() for button in (self.undo, self.redo, self.help))
        self.words.setText(self._whole_words(whole, self.width() - buttons - theme.px(MARGINS)))
        self.words.setToolTip(whole)
        self.words.setAccessibleName(whole)

    def _whole_line(self) -> str:
        return self._message or " · ".join(words for words in (self._saved, self._backup, self._second) if words)

    def _name(self, button: Button, action: str | None, tip: str, nothing: str) -> None:
        button.setEnabled(action is not None)
        button.setToolTip(nothing if action is None else tip.format(action))
        button.setAccessibleName(button.toolTip())
        self._names[button] = action or ""

    def _fit_names(self) -> None:
        """The line at the left comes first; the action's name has the room that is left."""
        name = self._names[self.undo]
        words = f"{shell_texts.UNDO}: {name}" if name else shell_texts.UNDO
        others = self.redo.sizeHint().width() + self.help.sizeHint().width()
        taken = self.fontMetrics().horizontalAdvance(self._whole_line()) + others + theme.px(MARGINS + ICON)
        room = max(self.width() - taken, self.fontMetrics().horizontalAdvance(f"{shell_texts.UNDO}: …"))
        self.undo.setText(GAP + self._whole_words(words, room).replace("&", "&&"))
        self._show_words()

    def _whole_words(self, text: str, room: float) -> str:
        """As many whole words as there is room for; the tool tip has them all."""
        width = self.fontMetrics().horizontalAdvance
        if text == shell_texts.UNDO or width(text) <= room:
            return text
        words = text.split(" ")
        while len(words) > 1 and width(f"{' '.join(words)} …") > room:
            words.pop()
        return f"{' '.join(words).removesuffix(':')} …"


def _when(when: datetime | None, today: str, before: str, never: str) -> str:
    if when is None:
        return never
    return (today if when.date() == date.today() else before).format(when)
