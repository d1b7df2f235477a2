"""Text size and colours; both are shown at once."""

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.settings import texts
from khuyenhoc_desktop.ui.settings.card import Card
from khuyenhoc_desktop.ui.theme import Look
from khuyenhoc_desktop.ui.theme_tokens import LARGEST, SMALLEST, STEP
from khuyenhoc_desktop.ui.widgets.choices import Picker


class LookCard(Card):
    """Two lists; `preferences` keeps what is picked and tells the program."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(texts.LOOK, parent)
        self._preferences = preferences
        sizes = range(SMALLEST, LARGEST + STEP, STEP)
        self.text_size = Picker(_plain(texts.TEXT_SIZE), [(one, texts.PERCENT_WORDS.format(one)) for one in sizes])
        self.colours = Picker(_plain(texts.COLOURS), texts.LOOKS)
        grid = QGridLayout()
        grid.setColumnStretch(2, 1)
        for place, (words, picker) in enumerate(
            ((texts.TEXT_SIZE, self.text_size), (texts.COLOURS, self.colours))
        ):
            label = QLabel(words)
            label.setBuddy(picker)
            grid.addWidget(label, place, 0)
            grid.addWidget(picker, place, 1)
        self.put(grid)
        hint = QLabel(texts.TEXT_SIZE_HELP)
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        self.put(hint)
        self.text_size.picked.connect(self._pick_size)
        self.colours.picked.connect(self._pick_colours)
        preferences.look_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen now (Ctrl and + change it too)."""
        self.text_size.choose(self._preferences.text_size())
        self.colours.choose(self._preferences.look().value)

    def _pick_size(self) -> None:
        size = self.text_size.code()
        if isinstance(size, int):
            self._preferences.set_text_size(size)

    def _pick_colours(self) -> None:
        self._preferences.set_look(Look(str(self.colours.code())))


def _plain(words: str) -> str:
    return words.replace("&", "")
