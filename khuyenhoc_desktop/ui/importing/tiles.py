"""The counts of a check as large tiles; each shows its rows when pressed."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button

ROLES = {"new": "ok", "updated": "accent", "unchanged": "text", "rejected": "error", "warnings": "warn"}


class Tile(Button):
    """A number over a word."""

    def __init__(self, words: str, tip: str, role: str, pressed: Callable[[], object]) -> None:
        super().__init__("", pressed)
        self._words, self._role = words, role
        self.figure, self.word = QLabel("0"), QLabel(words)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines = layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(8), theme.px(4), theme.px(8), theme.px(4))
        layout.setSpacing(0)
        for label in (self.figure, self.word):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show a number; nought is quiet."""
        self.figure.setText(format_count(count))
        self.setAccessibleName(f"{self._words}: {format_count(count)}")
        self._colour(self._role if count else "muted")

    def sizeHint(self) -> QSize:
        """Qt: room for both lines."""
        return self._lines.sizeHint() + QSize(theme.px(8), theme.px(8))

    def minimumSizeHint(self) -> QSize:
        """Qt: never less."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow text size and colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "figure"):
            self._colour(self._role if self.figure.text() != "0" else "muted")

    def _colour(self, role: str) -> None:
        self.figure.setFont(theme.font(1.6, bold=True))
        self.figure.setStyleSheet(f"color: {theme.colour(role).name()}; font-size: {theme.points(1.6):.1f}pt;")


class Tiles(QWidget):
    """All counts side by side; `only_shown` ones cannot be pressed.

    Signals: wanted - the name of the tile pressed.
    """

    wanted = Signal(str)

    def __init__(self, *, only_shown: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.tiles = {name: self._tile(name) for name in texts.TILES}
        for tile in self.tiles.values():
            layout.addWidget(tile)
            tile.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, only_shown)
            if only_shown:
                tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show the counts by name."""
        for name, tile in self.tiles.items():
            tile.set_count(counts.get(name, 0))

    def _tile(self, name: str) -> Tile:
        return Tile(texts.TILES[name], texts.TILE_TIPS[name], ROLES[name], lambda: self.wanted.emit(name))
