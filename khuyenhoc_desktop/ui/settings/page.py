"""The page: six cards, side by side where there is room."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts.keeper import DraftKeeper
from khuyenhoc_desktop.ui.drafts.offering import restored_words
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.privacy.card import PrivacyCard
from khuyenhoc_desktop.ui.settings import texts
from khuyenhoc_desktop.ui.settings.commune_form import CommuneForm
from khuyenhoc_desktop.ui.settings.data_card import DataCard
from khuyenhoc_desktop.ui.settings.document_card import DocumentCard
from khuyenhoc_desktop.ui.settings.look import LookCard
from khuyenhoc_desktop.ui.settings.years import YearsCard
from khuyenhoc_desktop.ui.widgets.form_row import Form

ROOM_FOR_TWO = 100  # letters


class SettingsPage(Page):
    """The commune's facts, years and targets, the look, where the data is and what protects it."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.commune = CommuneForm(context.file)
        self.documents = DocumentCard(context.file)
        self.years = YearsCard(context)
        self.look = LookCard(context.settings)
        self.data = DataCard(context)
        self.privacy = PrivacyCard(context)
        self._scroll = QScrollArea()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.keeper = DraftKeeper(context, self._draft, self)
        self.commune.touched_changed.connect(self.actions_changed)
        self.commune.touched_changed.connect(self.keeper.touch)
        self.commune.save_wanted.connect(self._save)
        self.documents.touched_changed.connect(self.actions_changed)
        self.documents.touched_changed.connect(self.keeper.touch)
        self.documents.save_wanted.connect(self._save)

    def actions_shown(self) -> list[PageAction]:
        """Save and reset what was typed."""
        touched = self._is_touched()
        return [
            PageAction(texts.SAVE, self._save, "Ctrl+S", touched, texts.TIP_SAVE, primary=True),
            PageAction(texts.RESET, self._reset, "", touched, texts.TIP_RESET),
        ]

    def activate(self, **target: Any) -> None:
        """Show the cards; a box that was opened from elsewhere asks for its passphrase."""
        box, draft = target.get("box"), target.get("draft")
        if target.get("part") == "documents":
            self._scroll.ensureWidgetVisible(self.documents)
            self.documents.form.rows[0].editor.setFocus()
        elif isinstance(box, Path):
            self.privacy.open_box(box)
        elif isinstance(draft, Draft) and self.leave():
            forms = (self.commune, self.documents)
            changed = [name for form in forms for name in form.put_back(_part_of(draft, form.form))]
            self.keeper.take_over(draft)
            self.context.notices.status(restored_words(draft, changed))

    def refresh(self, changes: Changes) -> None:
        """Facts have changed; what is being typed stays."""
        self.commune.refresh()
        self.documents.refresh()
        self.years.refresh()
        self.privacy.refresh()

    def leave(self) -> bool:
        """With something unsaved, ask: save, drop, or stay."""
        if not self._is_touched():
            return True
        chosen = self.context.notices.choose(texts.UNSAVED_TITLE, texts.UNSAVED_TEXT, texts.UNSAVED_CHOICES)
        if chosen == 0:
            return self._save()
        if chosen == 1:
            self._reset()
        return chosen == 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme.text_width(ROOM_FOR_TWO)
        Direction = QBoxLayout.Direction  # noqa: N806
        self._columns.setDirection(Direction.LeftToRight if wide else Direction.TopToBottom)

    def _draft(self) -> Draft | None:
        """What is typed in both forms; no field of one has the name of one of the other."""
        commune, documents = self.commune.draft(self.context.year), self.documents.draft(self.context.year)
        return commune.joined(documents) if commune and documents else commune or documents

    def _is_touched(self) -> bool:
        return self.commune.is_touched() or self.documents.is_touched()

    def _reset(self) -> None:
        self.commune.reset()
        self.documents.reset()

    def _save(self) -> bool:
        saved = self.commune.save() if self.commune.is_touched() else True
        if saved and self.documents.is_touched():
            self.documents.save()
        if saved:
            self.context.notices.status(texts.SAVED)
        return saved

    def _lay_out(self) -> None:
        for cards in ((self.commune, self.documents), (self.years, self.look, self.privacy, self.data)):
            column = QVBoxLayout()
            column.setSpacing(theme.px(12))
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        inner = QWidget()
        inner.setLayout(self._columns)
        self._columns.setContentsMargins(*(theme.px(12),) * 4)
        self._columns.setSpacing(theme.px(12))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)


def _part_of(draft: Draft, form: Form) -> Draft:
    """What of a draft was typed into this form."""
    names = {row.field for row in form.rows}
    typed = {name: value for name, value in draft.typed.items() if name in names}
    return replace(draft, typed=typed, before={name: draft.before.get(name) for name in typed})
