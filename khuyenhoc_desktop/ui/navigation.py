"""The list of pages on the left, with words; Ctrl+1 … Ctrl+9 and the arrows go through it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QVBoxLayout, QWidget

from khuyenhoc_desktop.ui import icons, shell_texts, theme
from khuyenhoc_desktop.ui.widgets.buttons import Button

GAP = " "  # between icon and words
BY_NUMBER = 9  # pages that Ctrl and a digit reach


class Navigation(QScrollArea):
    """Signals: wanted - the name of the page the user asks for; show_current() then marks it."""

    wanted = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """`pages` are (name, words, icon)."""
        super().__init__(parent)
        self._icons = {name: icon for name, _, icon in pages}
        self._words = {name: words for name, words, _ in pages}
        self.setProperty("kind", "nav")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(shell_texts.NAVIGATION)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons = {name: self._button(place, name) for place, name in enumerate(self._words)}
        self._extra: list[Button] = []
        self.setWidget(self._column())
        self._fit()

    def show_current(self, name: str) -> None:
        """Mark the page that is shown."""
        self.buttons[name].setChecked(True)
        self.ensureWidgetVisible(self.buttons[name])
        self._colour_icons()

    def add_command(self, words: str, run: Callable[[], object]) -> None:
        """A command below all pages (leaving the sample commune, say)."""
        button = Button(words, run)
        self._extra.append(button)
        self._layout.addWidget(button)
        self._fit()

    def take_focus(self) -> None:
        """Put the keyboard on the current page's button."""
        current = self._group.checkedButton()
        (current or next(iter(self.buttons.values()))).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow text size and colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self.widget():
            self._fit()

    def _column(self) -> QWidget:
        column = QWidget()
        self._layout = layout = QVBoxLayout(column)
        layout.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        layout.setSpacing(2)
        for button in self.buttons.values():
            layout.addWidget(button)
        layout.addStretch(1)
        return column

    def _button(self, place: int, name: str) -> "NavigationButton":
        button = NavigationButton(self._words[name], place)
        self._group.addButton(button)
        button.clicked.connect(lambda _checked=False: self.wanted.emit(name))
        button.neighbour_wanted.connect(lambda step: self._move(place + step))
        return button

    def _move(self, place: int) -> None:
        buttons = list(self.buttons.values())
        buttons[place % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self) -> None:
        """As wide as the longest words in bold: nothing is cut at any text size."""
        self._colour_icons()
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(words) for words in self._words.values()) * 1.1
        pages = round(widest) + theme.px(20 + 48) + theme.px(14)
        self.setFixedWidth(max(pages, *(one.sizeHint().width() + theme.px(24) for one in self._extra), 0))

    def _colour_icons(self) -> None:
        for name, button in self.buttons.items():
            button.setIcon(icons.icon(self._icons[name], "accent" if button.isChecked() else "muted"))
            button.setIconSize(QSize(theme.px(20), theme.px(20)))


class NavigationButton(Button):
    """One page. Signals: neighbour_wanted - arrow up (-1) or down (+1)."""

    neighbour_wanted = Signal(int)

    def __init__(self, words: str, place: int) -> None:
        super().__init__(GAP + words.replace("&", "&&"), None, "nav")
        self.setCheckable(True)
        self.setAccessibleName(words)
        if place < BY_NUMBER:
            self.setToolTip(f"Ctrl+{place + 1}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbours."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.neighbour_wanted.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
