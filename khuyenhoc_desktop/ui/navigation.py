"""The list of pages on the left, with words; Ctrl+1 … Ctrl+9 and the arrows go through it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from khuyenhoc_desktop.ui import icons, shell_texts, theme
from khuyenhoc_desktop.ui.page_stack import PageEntry
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.fitting import halves

GAP = " "  # between icon and words
LARGE = 125  # per cent: from this text size on, long words stand in two lines, which leaves the page more room
LONG = 16  # letters


class Navigation(QScrollArea):
    """Signals: wanted - the name of the page the user asks for; show_current() then marks it."""

    wanted = Signal(str)

    def __init__(self, pages: Mapping[str, PageEntry], parent: QWidget | None = None) -> None:
        """`pages` by name, in their order."""
        super().__init__(parent)
        self._pages = pages
        self.setProperty("kind", "nav")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(shell_texts.NAVIGATION)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons = {name: self._button(place, name) for place, name in enumerate(pages)}
        self._extra: list[Button] = []
        self._inside = self._column()
        self.setWidget(self._inside)
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
        kinds = (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
        if event.type() in kinds and self.widget():
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a scroll bar may be needed now, or no more."""
        super().resizeEvent(event)
        self._fit_width()

    def _column(self) -> QWidget:
        column = QWidget()
        self._layout = layout = QVBoxLayout(column)
        layout.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        layout.setSpacing(0)
        for name, button in self.buttons.items():
            if self._pages[name].section:
                layout.addWidget(_heading(self._pages[name].section))
            layout.addWidget(button)
        layout.addStretch(1)
        return column

    def _button(self, place: int, name: str) -> "NavigationButton":
        button = NavigationButton(self._pages[name].text, self._pages[name].digit)
        self._group.addButton(button)
        button.clicked.connect(lambda _checked=False: self.wanted.emit(name))
        button.neighbour_wanted.connect(lambda step: self._move(place + step))
        return button

    def _move(self, place: int) -> None:
        buttons = list(self.buttons.values())
        buttons[place % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self) -> None:
        self._colour_icons()
        for button in self.buttons.values():
            button.show_words(in_two_lines=theme.percent() >= LARGE)
        self._fit_width()

    def _fit_width(self) -> None:
        """As wide as the longest words in bold, and the scroll bar where there is one: nothing is cut."""
        widest = max(
            [one.widest() for one in self.buttons.values()] + [one.sizeHint().width() for one in self._extra]
        )
        scrolls = self._inside.sizeHint().height() > self.viewport().height()
        self.setFixedWidth(widest + (self.verticalScrollBar().sizeHint().width() if scrolls else 0))

    def _colour_icons(self) -> None:
        for name, button in self.buttons.items():
            button.setIcon(icons.icon(self._pages[name].icon, "accent" if button.isChecked() else "muted"))
            button.setIconSize(QSize(theme.px(20), theme.px(20)))


class NavigationButton(Button):
    """One page. Signals: neighbour_wanted - arrow up (-1) or down (+1)."""

    neighbour_wanted = Signal(int)

    def __init__(self, words: str, digit: int) -> None:
        super().__init__("", None, "nav")
        self._words = words
        self.show_words(in_two_lines=False)
        self.setCheckable(True)
        self.setAccessibleName(words)
        if digit:
            self.setToolTip(f"Ctrl+{digit}")

    def show_words(self, *, in_two_lines: bool) -> None:
        """Show the name; a long one is broken near its middle if `in_two_lines`."""
        lines = halves(self._words) if in_two_lines and len(self._words) > LONG else [self._words]
        self.setText("\n".join(GAP + line.replace("&", "&&") for line in lines))
        self._keep_high()

    def widest(self) -> int:
        """The room it takes when its words are bold."""
        plain, bold = QFontMetrics(theme.font()), QFontMetrics(theme.font(bold=True))
        text = self.text()
        return self.sizeHint().width() - plain.size(0, text).width() + bold.size(0, text).width()

    def changeEvent(self, event: QEvent) -> None:
        """Another style sheet puts its own height, that of one line, in place of the button's."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._keep_high()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbours."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.neighbour_wanted.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _keep_high(self) -> None:
        self.setMinimumHeight(self.sizeHint().height())


def _heading(words: str) -> QLabel:
    label = QLabel(GAP + words)
    label.setProperty("kind", "nav_section")
    return label
