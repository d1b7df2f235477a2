"""The page: the year's state, what is overdue, and how far each thôn is, title by title."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.text import format_count, format_date
from khuyenhoc_desktop.services import backup, workflow_preview, year_roll, year_view
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.services.subjects import counted
from khuyenhoc_desktop.services.year_frame import STEPS
from khuyenhoc_desktop.services.year_view import Overdue, StageRow, YearView
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.backup.keeper import safely
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts.dialogs import DialogDrafts
from khuyenhoc_desktop.ui.drafts.offering import go_on
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable
from khuyenhoc_desktop.ui.year import dialogs, texts

DEADLINES, LOCKING, UNLOCKING = "deadlines", "lock", "unlock"  # the forms whose typing is kept through a crash
_COUNTS = (
    ("total", texts.TOTAL),
    ("registered", texts.REGISTERED),
    ("complete", texts.COMPLETE),
    ("self_scored", texts.SELF_SCORED),
    ("reviewed", texts.REVIEWED),
    ("verified", texts.VERIFIED),
    ("returned", texts.RETURNED),
    ("proposed", texts.PROPOSED),
    ("recognised", texts.RECOGNISED),
)
_BETWEEN = ("self_scored", "reviewed", "verified", "returned")


class YearPage(Page):
    """How far the year's round is; its frame is set here. `today` says which day it is."""

    title = texts.TITLE

    def __init__(
        self, context: Context, parent: QWidget | None = None, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(context, parent)
        self._today = today
        self._rows: dict[int, StageRow] = {}
        self.dialog: FormDialog | None = None
        self.state, self.late, self.deadlines = _words(""), _words("refusal"), _words("muted")
        self.picker = Picker(texts.FILTER_TITLE, [(code, name) for code, (_kind, name) in TITLES.items()])
        self.picker.choose(LEARNING_FAMILY)
        self.model = IdsModel(_columns(), self._load, ident=lambda pair: int(pair[0]), parent=self)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.TABLE_NAME)
        self.empty = EmptyState("groups", texts.EMPTY_TITLE, texts.EMPTY_TEXT)
        self.body = QStackedWidget()
        self._lay_out()
        self.picker.picked.connect(self.reload)
        self.table.opened.connect(lambda _place: self.show_list())
        self.reload()

    def actions_shown(self) -> list[PageAction]:
        """The commands of the bottom bar."""
        lock = PageAction(texts.LOCK, self.lock, "", True, texts.TIP_LOCK)
        if self._view.frame.is_locked:
            lock = PageAction(texts.UNLOCK, self.unlock, "", True, texts.TIP_UNLOCK)
        return [
            PageAction(texts.SHOW, self.show_list, "", bool(self._rows), texts.TIP_SHOW, primary=True),
            PageAction(texts.SET_DEADLINES, self.set_deadlines, "", True, texts.TIP_SET_DEADLINES),
            lock,
            PageAction(texts.ROLL, self.roll_over, "", True, texts.TIP_ROLL),
            PageAction(texts.SET_AGE, self.set_age, "", not self._view.frame.is_locked, texts.TIP_SET_AGE),
            PageAction(texts.SET_MODE, self.set_mode, "", True, texts.TIP_SET_MODE),
        ]

    def activate(self, **target: Any) -> None:
        """Show the year; `title` chooses whose table; `roll` and `unlock` ask at once, `draft` opens its form."""
        if "title" in target:
            self.picker.choose(target["title"])
        self.reload()  # another day may have come
        self.table.setFocus()
        if isinstance(target.get("draft"), Draft):
            self._go_on(target["draft"])
        if target.get("roll"):
            self.roll_over()
        elif target.get("unlock") and self._view.frame.is_locked:
            self.unlock()

    def refresh(self, changes: Changes) -> None:
        """Facts have changed: all is read anew."""
        self.reload()

    def reload(self) -> None:
        """Read the year anew, as it stands today."""
        self._view = year_view.year_view(self.context.file, self.context.year, self._today())
        self._show_state()
        title = str(self.picker.code())
        rows = self._view.of_title(title)
        self._rows = dict(enumerate(rows))
        if len(rows) > 1:
            self._rows[len(rows)] = StageRow(title, None, texts.WHOLE, self._view.total(title), ())
        self.table.hide_columns(self._unused())
        self.table.show_ids(list(self._rows))
        self.table.take_a_row()
        self.body.setCurrentWidget(self.table if rows else self.empty)
        self.actions_changed.emit()

    def show_list(self) -> None:
        """Open the list of the thôn the keyboard is in."""
        row = self._rows.get(self.table.current_id() or 0)
        if row is not None:
            target = {} if row.group_id is None else {"group": row.group_id}
            self.context.go_to("recognition", title=row.title, **target)

    def set_deadlines(self) -> None:
        """Ask by when each step is due."""
        self._open(dialogs.deadlines_dialog(self.context, self), DEADLINES)

    def lock(self) -> None:
        """Ask for the reason and lock the year."""
        self._open(dialogs.lock_dialog(self.context, self), LOCKING)

    def unlock(self) -> None:
        """Ask for the reason and unlock the year."""
        self._open(dialogs.unlock_dialog(self.context, self), UNLOCKING)

    def set_age(self) -> None:
        """Ask from which age citizens count."""
        self._open(dialogs.age_dialog(self.context, self))

    def set_mode(self) -> None:
        """Ask for the simple or the full round."""
        self._open(dialogs.mode_dialog(self.context, self))

    def roll_over(self) -> None:
        """Go over to the next year; a copy of the data comes first."""
        found = year_roll.roll_preview(self.context.file, self.context.year)
        safely(self.context, backup.NEW_YEAR, lambda: self._ask_roll(found))

    def _ask_roll(self, found: year_roll.RollPreview) -> None:
        if any(one.carried for one in found.titles):
            dialog = dialogs.roll_dialog(self.context, found, lambda: self._rolled(found.year), self)
            self._open(dialog)
            return
        text = f"{dialogs.roll_words(found)}\n\n{texts.ROLL_ASK.format(year=found.year)}"
        title = texts.ROLL_TITLE.format(before=found.from_year, year=found.year)
        if self.context.notices.ask(title, text, texts.ROLL_YES.format(year=found.year), texts.ROLL_NO):
            year_roll.roll_over(self.context.file, found.from_year)
            self._rolled(found.year)

    def _rolled(self, year: int) -> None:
        self.context.notices.status(texts.ROLL_DONE.format(year=year))
        words = texts.GO_YES.format(year=year), texts.GO_NO.format(before=self.context.year)
        if self.context.notices.ask(texts.GO_TITLE.format(year=year), texts.GO_TEXT.format(year=year), *words):
            self.context.set_year(year)

    def _go_on(self, draft: Draft) -> None:
        """Open the form of a draft again; a year already locked is not locked once more, nor unlocked twice."""
        forms = {DEADLINES: self.set_deadlines}
        forms |= {UNLOCKING: self.unlock} if self._view.frame.is_locked else {LOCKING: self.lock}
        go_on(self.context, draft, forms.get(draft.form))

    def _load(self, ids: list[int]) -> list[tuple[int, StageRow]]:
        return [(place, self._rows[place]) for place in ids if place in self._rows]

    def _lay_out(self) -> None:
        for part in (self.table, self.empty):
            self.body.addWidget(part)
        choice = QHBoxLayout()
        label = QLabel(texts.FILTER_TITLE)
        label.setBuddy(self.picker)
        choice.addWidget(label)
        choice.addWidget(self.picker)
        choice.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(12),) * 4)
        layout.setSpacing(theme.px(8))
        for line in (self.state, self.late, self.deadlines):
            layout.addWidget(line)
        layout.addLayout(choice)
        layout.addWidget(self.body, 1)

    def _unused(self) -> set[int]:
        """The columns of steps that the simple round leaves out, as long as nobody took them all the same."""
        counts = self._view.total(str(self.picker.code()))
        names = [name for name, _words in _COUNTS]
        left_out = () if self._view.full else _BETWEEN
        return {1 + names.index(name) for name in left_out if not getattr(counts, name)}

    def _show_state(self) -> None:
        frame = self._view.frame
        self.state.setText(state_words(self._view))
        self.state.setProperty("kind", "warn" if frame.is_locked else "")
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self.late.setText(late_words(self._view))
        self.late.setVisible(bool(self._view.overdue))
        days = ", ".join(
            texts.DEADLINE.format(step=name, day=format_date(frame.deadlines[step]))
            for step, name in texts.LATE_SHORT.items()
            if step in frame.deadlines
        )
        told = texts.DEADLINES.format(steps=days) + ("" if self._view.overdue else f" {texts.NOTHING_LATE}")
        self.deadlines.setText(told if days else texts.NO_DEADLINES)

    def _open(self, dialog: FormDialog, form: str = "") -> None:
        """Show a form; with a name, what is typed in it is kept through a crash."""
        self.dialog = dialog
        if form:
            DialogDrafts(self.context, dialog, "year", form)
        dialog.open()


def state_words(view: YearView) -> str:
    """Whether the year is open or locked, how its round goes, and from which age citizens count."""
    frame = view.frame
    words = {
        "year": frame.year,
        "mode": texts.MODES[workflow_preview.FULL if view.full else workflow_preview.SIMPLE],
        "age": texts.AGE.format(age=frame.base_age),
    }
    if frame.locked_at is None:
        told = texts.UNLOCKED.format(reason=frame.lock_reason) if frame.lock_reason else ""
        return texts.OPEN.format(**words) + told
    when = datetime.fromisoformat(frame.locked_at)
    reason = texts.LOCK_REASON.format(reason=frame.lock_reason) if frame.lock_reason else ""
    return texts.LOCKED.format(when=f"{when:%H:%M} ngày {format_date(when.date())}", reason=reason, **words)


def late_words(view: YearView) -> str:
    """What is overdue, step by step, in one sentence."""
    steps = dict.fromkeys(one.step for one in view.overdue)
    told = (_late_step(step, [one for one in view.overdue if one.step == step], view) for step in steps)
    return texts.LATE.format(steps="; ".join(told))


def _late_step(step: str, found: Sequence[Overdue], view: YearView) -> str:
    day = format_date(found[0].due_on)
    if step == "handover":
        return texts.LATE_HANDOVER.format(step=STEPS[step], day=day)
    told = _late_registration(found, view) if step == "registration" else map(_late_title, found)
    return texts.LATE_STEP.format(step=STEPS[step], day=day, titles=", ".join(told))


def _late_registration(found: Sequence[Overdue], view: YearView) -> list[str]:
    """The titles some thôn have not begun with, then all those that nobody has."""
    nobody = [one for one in found if not (one.groups and view.total(one.title or "").registered)]
    told = [
        texts.LATE_SOME.format(title=TITLES[one.title or ""][1], groups=format_count(one.groups))
        for one in found
        if one not in nobody
    ]
    names = ", ".join(TITLES[one.title or ""][1] for one in nobody)
    return [*told, texts.LATE_NOBODY.format(titles=names)] if nobody else told


def _late_title(one: Overdue) -> str:
    pattern = texts.LATE_TITLE if one.groups else texts.LATE_TITLE_WHOLE
    return pattern.format(waiting=counted(one.title or "", one.waiting), groups=format_count(one.groups))


def _columns() -> list[Column]:
    counts = [
        Column(words, _count(name), width=5, right=True, colour=_colour(name), two_lines=True)
        for name, words in _COUNTS
    ]
    return [
        Column(texts.GROUP, lambda pair: pair[1].group or texts.NO_GROUP, width=16, stretch=True),
        *counts,
        Column(
            texts.OVERDUE,
            _late_short,
            width=10,
            stretch=True,
            colour=lambda pair: "error" if pair[1].overdue else None,
        ),
    ]


def _count(name: str) -> Callable[[tuple[int, StageRow]], str]:
    return lambda pair: format_count(getattr(pair[1].counts, name))


def _colour(name: str) -> Callable[[tuple[int, StageRow]], str | None] | None:
    """What was returned is to be seen."""
    return (lambda pair: "warn" if pair[1].counts.returned else None) if name == "returned" else None


def _late_short(pair: tuple[int, StageRow]) -> str:
    return ", ".join(texts.LATE_SHORT[step] for step in pair[1].overdue)


def _words(kind: str) -> QLabel:
    label = QLabel()
    label.setProperty("kind", kind)
    label.setTextFormat(Qt.TextFormat.PlainText)  # reasons are typed by people
    label.setWordWrap(True)
    return label
