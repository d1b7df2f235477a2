"""The page: which set, and the whole of it to read."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.criteria import texts
from khuyenhoc_desktop.ui.criteria.problems_dialog import ProblemsDialog
from khuyenhoc_desktop.ui.criteria.view import html_of, years_words
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.widgets.choices import Picker

ANY_WIDTH = 16_777_215  # Qt's own "no limit"
Key = tuple[str, str]


class CriteriaPage(Page):
    """Shows the sets kept in the file; loads others, chooses one for the year, saves one to a file."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._sets: dict[Key, CriteriaSet] = {}
        self.choice = Picker(texts.CHOICE.replace("&", ""), [])
        self.choice.setMaximumWidth(ANY_WIDTH)
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.view = QTextBrowser()
        self.view.setAccessibleName(texts.VIEW_NAME)
        self.problems: ProblemsDialog | None = None
        self._lay_out()
        self.choice.picked.connect(self._show)
        self._read()
        self._look_at_the_year()

    def actions_shown(self) -> list[PageAction]:
        """Load, use for the year, save."""
        seen, year = self.current(), self.context.year
        usable = seen is not None and _key(seen) != self._chosen(seen.title)
        return [
            PageAction(texts.LOAD, self.load, "F5", True, texts.TIP_LOAD),
            PageAction(texts.USE.format(year=year), self.use, "", usable, texts.TIP_USE, primary=True),
            PageAction(texts.SAVE, self.save, "", seen is not None, texts.TIP_SAVE),
        ]

    def activate(self, **target: Any) -> None:
        """Go to the text."""
        self.choice.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Sets may have come, or another may be chosen."""
        if not changes.tables or changes.tables & {"criteria_set", "criteria_choice", "assessment_year"}:
            self._read()
            self._show()

    def current(self) -> CriteriaSet | None:
        """The set shown."""
        return self._sets.get(self.choice.code())  # type: ignore[call-overload, no-any-return]

    def load(self) -> None:
        """Choose a file and keep its set; a file with problems is refused with all of them."""
        start = self.context.settings.last_folder()
        name, _ = QFileDialog.getOpenFileName(self, texts.LOAD_TITLE, start, texts.FILES)
        if name:
            self.load_file(Path(name))

    def load_file(self, path: Path) -> None:
        """Keep the set of this file and show it."""
        self.context.settings.set_last_folder(path.parent)
        try:
            loaded = criteria_sets.load_set(self.context.file, path)
        except UserError as refusal:
            self._refuse(refusal)
            return
        self._read()
        self.choice.choose(_key(loaded))
        self._show()
        self.context.notices.status(texts.LOADED.format(name=loaded.name, version=loaded.version))

    def use(self) -> None:
        """Use the set shown for its title in the year worked in; doubts are told first."""
        seen, year = self.current(), self.context.year
        if seen is None:
            return
        doubts = self._doubts(seen)
        title, yes = texts.USE_TITLE.format(year=year), texts.USE_YES.format(year=year)
        if doubts and not self.context.notices.ask(title, "\n".join(doubts), yes, texts.USE_NO):
            return
        criteria_sets.choose(self.context.file, seen, year)
        self.context.notices.status(texts.CHOSEN.format(year=year, name=seen.name, version=seen.version))

    def save(self) -> None:
        """Write the set shown to a file."""
        seen = self.current()
        if seen is None:
            return
        start = Path(self.context.settings.last_folder()) / f"{seen.set_id}-{seen.version}.json"
        name, _ = QFileDialog.getSaveFileName(self, texts.SAVE_TITLE, str(start), texts.FILES)
        if not name:
            return
        self.context.settings.set_last_folder(Path(name).parent)
        try:
            criteria_sets.save_set(self.context.file, seen, Path(name))
        except UserError as refusal:
            self.context.notices.error(refusal)
            return
        self.context.notices.status(texts.SAVED.format(path=name))

    def changeEvent(self, event: QEvent) -> None:
        """Write the text anew in the colours and sizes of the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "view"):
            self._show()

    def _lay_out(self) -> None:
        label = QLabel(texts.CHOICE)
        label.setBuddy(self.choice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(12),) * 4)
        layout.setSpacing(theme.px(8))
        for part in (label, self.choice):
            layout.addWidget(part)
        layout.addWidget(self.view, 1)

    def _read(self) -> None:
        self._sets = {_key(one): one for one in criteria_sets.all_kept(self.context.file)}
        self.choice.set_options([(key, self._words(one)) for key, one in self._sets.items()])

    def _look_at_the_year(self) -> None:
        chosen = self._chosen(criteria_sets.LEARNING_FAMILY)
        self.choice.choose(chosen)
        self._show()

    def _show(self) -> None:
        seen = self.current()
        self.view.setHtml(html_of(seen) if seen else "")
        self.actions_changed.emit()

    def _words(self, one: CriteriaSet) -> str:
        used = texts.USED if _key(one) == self._chosen(one.title) else ""
        return texts.ONE.format(name=one.name, version=one.version, used=used)

    def _chosen(self, title: str) -> Key | None:
        try:
            return _key(criteria_sets.chosen(self.context.file, title, self.context.year))
        except UserError:
            return None  # no set is chosen for this title yet

    def _doubts(self, seen: CriteriaSet) -> list[str]:
        year = self.context.year
        doubts = [texts.USE_SAMPLE] if seen.is_sample else []
        if not seen.is_valid_in(year):
            doubts.append(texts.USE_INVALID.format(years=years_words(seen), year=year))
        if set(criteria_sets.sets_in_use(self.context.file, seen.title, year)) - {_key(seen)}:
            doubts.append(texts.USE_FILLED.format(year=year))
        return doubts

    def _refuse(self, refusal: UserError) -> None:
        if not refusal.problems:
            self.context.notices.error(refusal)
            return
        self.problems = ProblemsDialog(refusal, self)
        self.problems.open()


def _key(one: CriteriaSet) -> Key:
    return one.set_id, one.version
