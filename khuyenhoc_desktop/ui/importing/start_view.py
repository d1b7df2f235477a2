"""Step 1 before a file is chosen: what to import, the big button, the files chosen lately, the template."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.ui import icons, theme
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.state import CLANS, HOUSEHOLDS, PERSONS, SCORES, UNITS
from khuyenhoc_desktop.ui.sheet.subject_filter import TITLE_ORDER
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout

WORDS = {
    HOUSEHOLDS: (texts.START_HOUSEHOLDS, texts.START_HOUSEHOLDS_TEXT),
    PERSONS: (texts.START_PERSONS, texts.START_PERSONS_TEXT),
    CLANS: (texts.START_CLANS, texts.START_CLANS_TEXT),
    UNITS: (texts.START_UNITS, texts.START_UNITS_TEXT),
    SCORES: (texts.START_SCORES, texts.START_SCORES_TEXT),
}


class StartView(QFrame):
    """What to import, and from which file.

    Signals: what_chosen - "households", "scores" …; title_chosen - of which title the scores are; file_wanted - a
    file of the list of recent ones.
    """

    what_chosen = Signal(str)
    title_chosen = Signal(str)
    file_wanted = Signal(object)

    def __init__(
        self, choose: Callable[[], object], template: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.kinds = {code: self._kind_button(code, words) for code, words in texts.KINDS}
        self.titles = Picker(texts.SCORES_OF, [(title, TITLES[title][1]) for title in TITLE_ORDER])
        self.titles_label = QLabel(texts.SCORES_OF)
        self.titles_label.setBuddy(self.titles)
        self.titles.picked.connect(lambda: self.title_chosen.emit(str(self.titles.code())))
        self.title, self.text = _centred("", "heading"), _centred("", "muted")
        self.drop, self.recent_title = _centred(texts.DROP, "muted"), QLabel(texts.RECENT)
        self.choose = Button(texts.CHOOSE, choose, "primary")
        self.template = Button(texts.TEMPLATE, template)
        self.recent: list[Button] = []
        self._recent_box = QWidget()
        self._recent_layout = FlowLayout(self._recent_box, spacing=theme.px(8))
        self._lay_out()
        self._draw()
        self._fit()

    def show_what(self, what: str, title: str) -> None:
        """The words for a kind of list, or for the scores of a title."""
        self.titles.choose(title)
        for part in (self.titles_label, self.titles):
            part.setVisible(what == SCORES)
        for code, button in self.kinds.items():
            button.setChecked(code == what)
        heading, text = WORDS[what]
        self.title.setText(heading)
        self.text.setText(text)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """Offer these files."""
        while self._recent_layout.takeAt(0) is not None:
            pass
        for button in self.recent:
            button.hide()
            button.deleteLater()
        self.recent = [self._recent_button(path) for path in paths]
        for button in self.recent:
            self._recent_layout.addWidget(button)
        self.recent_title.setVisible(bool(paths))
        self._recent_box.setVisible(bool(paths))

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in the colours of the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw()
            self._fit()

    def _fit(self) -> None:
        """Room for the letters of the chosen one, which are bold."""
        metrics = QFontMetrics(theme.font(bold=True))
        for button in self.kinds.values():
            button.setMinimumWidth(metrics.horizontalAdvance(button.text()) + theme.px(40))

    def _draw(self) -> None:
        self.picture.setPixmap(icons.pixmap("sheet", "accent", 48))

    def _kind_button(self, code: str, words: str) -> Button:
        button = Button(words, lambda: self.what_chosen.emit(code), "answer")
        button.setCheckable(True)
        button.setAccessibleName(f"{texts.KIND_NAME}: {words.replace('&', '')}")
        return button

    def _recent_button(self, path: Path) -> Button:
        button = Button(path.name.replace("&", "&&"), lambda: self.file_wanted.emit(path))
        button.setToolTip(str(path))
        return button

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.addLayout(_row(*self.kinds.values()))
        layout.addLayout(_row(self.titles_label, self.titles))
        layout.addStretch(2)
        for part in (self.picture, self.title, self.text):
            layout.addWidget(part)
        layout.addSpacing(theme.px(8))
        layout.addLayout(_row(self.choose, self.template))
        layout.addWidget(self.drop)
        layout.addStretch(1)
        layout.addWidget(self.recent_title)
        layout.addWidget(self._recent_box)


def _row(*parts: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.addStretch(1)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return layout


def _centred(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", kind)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label
