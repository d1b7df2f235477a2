"""Step 4: what was done, and what can be done next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.importing.plan import ImportPlan, ImportResult
from khuyenhoc_desktop.ui import icons, theme
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.banner import Banner
from khuyenhoc_desktop.ui.importing.state import SCORES, Wizard, counted_rows
from khuyenhoc_desktop.ui.importing.tiles import Tiles
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout

LISTED_GROUPS = 12


class ResultStep(QWidget):
    """The counts, the sentences, and the buttons: open the list, save the result file, take back."""

    def __init__(
        self,
        show_list: Callable[[], object],
        save: Callable[[], object],
        undo: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.picture = QLabel()
        self.title, self.words = _label("heading"), _label("")
        self.undone, self.saved = Banner(), Banner()
        self.tiles = Tiles(only_shown=True)
        self.list = Button(texts.SHOW_LIST, show_list, "primary")
        self.save = Button(texts.SAVE_RESULT, save)
        self.undo = Button(texts.UNDO, undo)
        self._lay_out()

    def show_wizard(self, wizard: Wizard) -> None:
        """Show the wizard's result."""
        result = wizard.result
        assert result is not None
        assert wizard.plan is not None
        done = result.journal_id is not None
        self.title.setText(texts.DONE_TITLE if done else texts.DONE_TITLE_NOTHING)
        self.words.setText("\n".join(sentences(wizard.plan, result)))
        self.undone.say("notice", texts.DONE_UNDONE if wizard.is_undone else "")
        self.saved.say("good", texts.RESULT_SAVED.format(path=wizard.saved_as) if wizard.saved_as else "")
        self.undo.setVisible(done and not wizard.is_undone)
        self.list.setText(texts.SHOW_GRID if wizard.what == SCORES else texts.SHOW_LIST)
        self.tiles.set_counts({**wizard.plan.counts, "warnings": len(wizard.plan.warnings)})

    def take_focus(self) -> None:
        """The keyboard goes to the first button."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.picture.setPixmap(icons.pixmap("ok", "ok", 48))
        card = QFrame()
        card.setProperty("kind", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(*(theme.px(16),) * 4)
        inner.setSpacing(theme.px(8))
        for part in (self.picture, self.title, self.words, self.undone, self.saved):
            inner.addWidget(part)
        self.picture.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = FlowLayout(spacing=theme.px(8))
        for button in (self.list, self.save, self.undo):
            row.addWidget(button)
        inner.addSpacing(theme.px(8))
        inner.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tiles)
        layout.addWidget(card)
        layout.addStretch(1)


def sentences(plan: ImportPlan, result: ImportResult) -> list[str]:
    """What an import has done."""
    found = []
    if result.journal_id is not None:
        found.append(_counted(plan, result))
    elif result.unchanged:
        found.append(texts.DONE_NOTHING)
    if result.new_groups and result.journal_id is not None:
        names = ", ".join(result.new_groups[:LISTED_GROUPS])
        more = len(result.new_groups) - LISTED_GROUPS
        names = texts.MORE_GROUPS.format(names=names, count=format_count(more)) if more > 0 else names
        found.append(texts.DONE_GROUPS.format(count=format_count(len(result.new_groups)), names=names))
    if result.rejected:
        found.append(texts.DONE_REJECTED.format(count=format_count(result.rejected)))
    return found


def _counted(plan: ImportPlan, result: ImportResult) -> str:
    """How many were added, changed, left as they were; noughts go unsaid."""
    parts = [
        words.format(count=format_count(count), what=counted_rows(plan, count))
        for name, words in texts.DONE_PARTS.get(plan.what, texts.DONE_LIST).items()
        if (count := getattr(result, name))
    ]
    listed = ", ".join(parts)
    return f"{listed[:1].upper()}{listed[1:]}."


def _label(kind: str) -> QLabel:
    label = QLabel()
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    return label
