"""A row of tiles, each a large figure with the words that say what it counts."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QWidget

from khuyenhoc_desktop.ui import theme

NO_FIGURE = "–"


class FigureTiles(QWidget):
    """The tiles go by their words. `upright`: the words stand below the figure, else beside it."""

    def __init__(self, words: Sequence[str], *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, tuple[QLabel, QLabel]] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        for each in words:
            layout.addWidget(self._tile(each, upright), 1)

    def show_figures(self, figures: Mapping[str, str], **blanks: object) -> None:
        """Show the figures by the words of their tiles; `blanks` fill the {} in the words."""
        for words, figure in figures.items():
            shown, label = self._labels[words]
            shown.setText(figure)
            label.setText(words.format(**blanks))

    def name_tile(self, words: str, shown: str) -> None:
        """Say something else beside a tile's figure."""
        self._labels[words][1].setText(shown)

    def figure(self, words: str) -> str:
        """The figure that a tile shows."""
        return self._labels[words][0].text()

    def _tile(self, words: str, upright: bool) -> QFrame:
        tile = QFrame()
        tile.setProperty("kind", "card")
        figure, label = QLabel(NO_FIGURE), QLabel(words)
        figure.setProperty("kind", "figure")
        label.setWordWrap(True)
        downwards, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        layout = QBoxLayout(downwards if upright else across, tile)
        layout.setSpacing(0 if upright else theme.px(8))
        layout.addWidget(figure)
        layout.addWidget(label, 0 if upright else 1)
        if upright:
            layout.addStretch(1)
        self._labels[words] = (figure, label)
        return tile
