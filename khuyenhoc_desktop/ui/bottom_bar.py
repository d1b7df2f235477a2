"""The bar that is always there: the page's commands, each with its key written on it."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from khuyenhoc_desktop.ui import shell_texts, theme
from khuyenhoc_desktop.ui.page import PageAction
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout


class BottomBar(QFrame):
    """Buttons from PageActions; where there is no room for all in one line they go on in a second one.

    `run` is given the action's function and calls it (so that what goes wrong is told in one place).
    """

    def __init__(self, run: Callable[[Callable[[], object]], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._shown: list[PageAction] = []
        self._shortcuts: list[QShortcut] = []
        self.buttons: list[Button] = []
        self.setProperty("kind", "bar")
        self.setAccessibleName(shell_texts.BOTTOM_BAR)
        self._layout = FlowLayout(self, spacing=theme.px(8))
        self._layout.setContentsMargins(*(theme.px(6),) * 4)

    def show_actions(self, actions: Sequence[PageAction]) -> None:
        """Show these commands; the buttons stay when only their state has changed."""
        actions = list(actions)
        if [_face(action) for action in actions] != [_face(action) for action in self._shown]:
            self._build(actions)
        self._shown = actions
        for place, action in enumerate(actions):
            self.buttons[place].setEnabled(action.enabled)
            self._shortcuts[place].setEnabled(action.enabled)

    def _build(self, actions: list[PageAction]) -> None:
        for button in self.buttons:
            button.hide()  # its layout may still mean to show it, which would open a window of its own
        for old in [*self.buttons, *self._shortcuts]:
            old.setParent(None)
            old.deleteLater()
        while self._layout.takeAt(0) is not None:
            pass
        self.buttons, self._shortcuts = [], []
        for place, action in enumerate(actions):
            button = Button(words_of(action), self._runner(place), "primary" if action.primary else "")
            button.setToolTip(action.tip)
            button.setAccessibleName(words_of(action).replace("&", ""))
            self._layout.addWidget(button)
            self.buttons.append(button)
            self._shortcuts.append(self._shortcut(place, action))
        self.setVisible(bool(actions))
        self.updateGeometry()

    def _shortcut(self, place: int, action: PageAction) -> QShortcut:
        shortcut = QShortcut(QKeySequence(action.shortcut), self.window())
        shortcut.activated.connect(self._runner(place))
        return shortcut

    def _runner(self, place: int) -> Callable[[], None]:
        return lambda: self._run(self._shown[place].run)


def words_of(action: PageAction) -> str:
    """What stands on the button: «Thêm (F5)»."""
    return f"{action.text} ({action.shortcut})" if action.shortcut else action.text


def _face(action: PageAction) -> tuple[str, str, bool, str]:
    return action.text, action.shortcut, action.primary, action.tip
