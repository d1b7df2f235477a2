"""What is answered before there is a commune file, kept through a crash beside the user's own settings.

It holds what a commune and its thôn are called: nothing about persons, so no password is gone round.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from khuyenhoc_desktop.services import drafts
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui.context import Notices
from khuyenhoc_desktop.ui.drafts import texts
from khuyenhoc_desktop.ui.drafts.dialogs import differing, states, type_in, words_of
from khuyenhoc_desktop.ui.drafts.keeper import DraftKeeper
from khuyenhoc_desktop.ui.drafts.offering import told, when
from khuyenhoc_desktop.ui.first_run.questions import Question
from khuyenhoc_desktop.ui.preferences import Preferences

ANSWERS = Draft(drafts.FORM, 0, None, "", {}, {}, form="first_run")


class SettingsShelf:
    """Keeps drafts among the user's settings."""

    def __init__(self, settings: Preferences) -> None:
        self._settings = settings

    def is_open_here(self) -> bool:
        """The settings are never closed."""
        return True

    def remembered(self, key: str) -> str | None:
        """The text under a key, None when there is none."""
        return self._settings.value(key) or None

    def remember(self, key: str, value: str) -> None:
        """Put a text down."""
        self._settings.set_value(key, value)

    def forget(self, key: str) -> None:
        """Take it away."""
        self._settings.set_value(key, "")


class NoLane:
    """Before there is a file there is no long work on it."""

    def is_busy(self) -> bool:
        """Never."""
        return False


@dataclass(frozen=True)
class BeforeAnyFile:
    """What a DraftKeeper needs, as long as no file is open."""

    file: SettingsShelf
    lane: NoLane


class AnswerDrafts(QObject):
    """Keeps the answers until the commune file is made from them."""

    def __init__(
        self, settings: Preferences, questions: list[Question], notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._rows = [row for question in questions for row in question.form.rows]
        self.shelf, self._notices = SettingsShelf(settings), notices
        self._before = states(self._rows)
        self._ended = False
        self.keeper = DraftKeeper(BeforeAnyFile(self.shelf, NoLane()), self.draft, self)
        for row in self._rows:
            row.editor.changed.connect(self.keeper.touch)

    def draft(self) -> Draft | None:
        """What was answered and is not there from the beginning."""
        typed, before = differing(states(self._rows), self._before)
        if self._ended or not typed:
            return None
        return replace(ANSWERS, typed=typed, before=before, words=words_of(self._rows, typed))

    def offer_back(self) -> None:
        """Ask whether answers of a run that broke off should stand here again."""
        kept = drafts.kept_at(self.shelf, ANSWERS)
        if kept is None or self.draft() is not None:
            return
        text = texts.ASK_TEXT.format(when=when(kept), count=len(kept.typed), typed=told(kept, whole=True))
        if self._notices.ask(texts.ASK_TITLE, text, texts.ASK_YES, texts.ASK_NO):
            type_in(self._rows, kept.typed)
            self.keeper.take_over(kept)
        else:
            drafts.drop(self.shelf, kept)

    def end(self) -> None:
        """The file was made from them."""
        self._ended = True
        self.keeper.keep()
