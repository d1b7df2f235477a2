"""The one kind of message box: a picture, what is the matter, what to do, and buttons that say what they do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.ui import icons, theme
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout
from khuyenhoc_desktop.ui.widgets.scrolled import Room

COPY = "&Sao chép"
COPIED = "Đã sao chép"
WIDTH, LONG_WIDTH, LONG = 52, 74, 350  # letters across; of a text of more letters than the last
SAVE = "&Lưu báo cáo"
SAVED = "Đã lưu báo cáo"


class NoticeDialog(QDialog):
    """Says something and waits for a button. The first button is the one Enter takes; Esc takes none.

    `kind` is a theme role that is also an icon's name: "ok", "warn", "error" or "help".
    `small` is a line for support staff; with `to_copy` a button puts that text on the clipboard.
    `save` writes a report somewhere and says whether it did; it has a button of its own.
    """

    def __init__(
        self,
        kind: str,
        title: str,
        text: str,
        buttons: Sequence[str],
        parent: QWidget | None = None,
        *,
        small: str = "",
        to_copy: str = "",
        save: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.chosen: int | None = None
        self._to_copy, self._save = to_copy, save
        picture = QLabel()
        picture.setPixmap(icons.pixmap(kind, kind if kind != "help" else "accent", 36))
        layout = QHBoxLayout(self)
        layout.setSpacing(theme.px(16))
        layout.setContentsMargins(*(theme.px(16),) * 4)
        layout.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.addWidget(_words(title, "heading"))
        self.words = Room(_words(text, ""))
        self.words.setAccessibleName(text)
        column.addWidget(self.words)
        if small:
            column.addWidget(_words(small, "muted"))
        column.addSpacing(theme.px(8))
        column.addLayout(self._button_row(buttons))
        layout.addLayout(column, 1)
        room = self.screen().availableGeometry().width() - theme.px(40)
        self.setMinimumWidth(min(theme.text_width(LONG_WIDTH if len(text) > LONG else WIDTH), room))

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need, as far as there is room; Qt would cut them off, or leave gaps between."""
        super().showEvent(event)
        layout = self.layout()
        needed = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        room = self.screen().availableGeometry().height() - theme.px(40)
        self.resize(self.width(), min(needed, room))

    def _button_row(self, buttons: Sequence[str]) -> FlowLayout:
        row = FlowLayout(spacing=theme.px(8))
        made = [self._button(place, words) for place, words in enumerate(buttons)]
        for button in made:
            row.addWidget(button)
        if self._to_copy:
            self.copy = Button(COPY, self._copy)
            row.addWidget(self.copy)
        if self._save is not None:
            self.save = Button(SAVE, self._saved)
            row.addWidget(self.save)
        made[0].setDefault(True)
        made[0].setFocus()
        return row

    def _button(self, place: int, words: str) -> Button:
        return Button(words, lambda: self._choose(place), "" if place else "primary")

    def _choose(self, place: int) -> None:
        self.chosen = place
        self.accept()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._to_copy)
        self.copy.setText(COPIED)

    def _saved(self) -> None:
        if self._save is not None and self._save():
            self.save.setText(SAVED)


def _words(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", kind)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    return label
