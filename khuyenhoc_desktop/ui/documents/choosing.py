"""What to print: the kind of paper, its title, thôn, whom it holds, its size and day."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from khuyenhoc_desktop.domain.subjects import TITLE_OF
from khuyenhoc_desktop.services import groups
from khuyenhoc_desktop.services.documents.kinds import KINDS, RECOGNISED, WHO, sizes_of
from khuyenhoc_desktop.services.documents.request import Request, decision_words, decisions_of
from khuyenhoc_desktop.services.documents.words import title_name
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.documents import texts
from khuyenhoc_desktop.ui.settings.card import Card
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.day_edit import DayEdit
from khuyenhoc_desktop.ui.widgets.form_row import FormRow


class ChoosingCard(Card):
    """The questions. Signals: changed - something else is wanted now."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(texts.CHOOSE, parent)
        self._context = context
        self._ids: tuple[int, ...] | None = None
        self.kind = Picker(texts.KIND.replace("&", ""), [(kind.code, kind.name) for kind in KINDS.values()])
        self.title = Picker(texts.OF_TITLE.replace("&", ""), [(one, title_name(one)) for one in TITLE_OF.values()])
        self.title.choose("learning_family")
        self.group = Picker(texts.GROUP.replace("&", ""), [])
        self.who = Picker(texts.WHO.replace("&", ""), list(WHO.items()))
        self.decision = Picker(texts.DECISION.replace("&", ""), [])
        self.paper_size = Picker(texts.SIZE.replace("&", ""), [])
        self.day = DayEdit()
        self._rows: dict[Picker, QLabel] = {}
        self._lay_out()
        self.refresh()
        self._kind_picked()

    def request(self) -> Request:
        """What is wanted."""
        kind = KINDS[str(self.kind.code())]
        group, day = self.group.code(), self.day.value()
        of_group = group if kind.who and isinstance(group, int) and self._ids is None else None
        return Request(
            kind.code,
            str(self.title.code()),
            self._context.year,
            group_id=of_group,
            who=str(self.who.code()) if kind.who else "",
            ids=self._ids if kind.who else None,
            size=str(self.paper_size.code() or ""),
            decision_id=self.decision.code(),  # type: ignore[arg-type]  # an id or None
            day=day,  # type: ignore[arg-type]  # DayEdit gives a date or None
        )

    def choose(self, kind: str | None, title: str | None, group: int | None, ids: tuple[int, ...] | None) -> None:
        """Choose what another page asks for; `ids` are those chosen there."""
        if title is not None:
            self.title.choose(title)
        self._ids = ids
        self.refresh()
        if group is not None:
            self.group.choose(group)
        if kind is not None:
            self.kind.choose(kind)
        self._kind_picked()

    def refresh(self) -> None:
        """The thôn and decisions of the year, and the selection brought along."""
        found = groups.list_groups(self._context.file, self._context.year)
        self.group.set_options([(None, texts.ALL_GROUPS), *((group.id, group.name) for group in found)])
        if self._ids is None:
            self.who.set_options(list(WHO.items()))
        else:
            self.who.set_options([("all", texts.SELECTED.format(count=len(self._ids)))])
        self._show_questions()

    def _lay_out(self) -> None:
        for label, picker in (
            (texts.KIND, self.kind),
            (texts.OF_TITLE, self.title),
            (texts.GROUP, self.group),
            (texts.WHO, self.who),
            (texts.DECISION, self.decision),
            (texts.SIZE, self.paper_size),
        ):
            words = QLabel(label)
            words.setBuddy(picker)
            self._rows[picker] = words
            self.put(words)
            self.put(picker)
        self.put(FormRow("day", texts.DAY, self.day, texts.DAY_HELP))
        self.kind.picked.connect(self._kind_picked)
        self.title.picked.connect(self._title_picked)
        self.who.picked.connect(self._show_questions)
        for picker in (self.group, self.decision, self.paper_size):
            picker.picked.connect(self.changed)
        self.day.changed.connect(self.changed)

    def _title_picked(self) -> None:
        """A selection is of one title: it ends with another."""
        self._ids = None
        self.refresh()
        self._kind_picked()

    def _kind_picked(self) -> None:
        """Only what matters for the kind is asked."""
        kind = KINDS[str(self.kind.code())]
        self.paper_size.set_options(list(sizes_of(kind, str(self.title.code()))))
        if self._ids is None and kind.who:
            self.who.choose(kind.who)
        self._show_questions()

    def _show_questions(self) -> None:
        kind, decisions = KINDS[str(self.kind.code())], []
        if kind.code in ("decision", "certificates") and self.who.code() == RECOGNISED and self._ids is None:
            decisions = decisions_of(self._context.file, str(self.title.code()), self._context.year)
        self.decision.set_options([(one.id, decision_words(one)) for one in reversed(decisions)])
        shown = {
            self.kind: True,
            self.title: kind.by_title,
            self.group: bool(kind.who) and self._ids is None,
            self.who: bool(kind.who),
            self.decision: bool(decisions),
            self.paper_size: bool(kind.sizes),
        }
        for picker, is_shown in shown.items():
            picker.setVisible(is_shown)
            self._rows[picker].setVisible(is_shown)
        self.changed.emit()
