"""The forms of the year: deadlines, locking and unlocking, going over to the next, base age, way of the round."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.services import workflow, workflow_preview, year_frame, year_lock, year_roll
from khuyenhoc_desktop.services.subjects import counted
from khuyenhoc_desktop.services.year_roll import RollPreview, RollTitle
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit, TriState
from khuyenhoc_desktop.ui.widgets.day_edit import DayEdit
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import CountEdit, NoteEdit
from khuyenhoc_desktop.ui.year import texts


def deadlines_dialog(context: Context, parent: QWidget) -> FormDialog:
    """By when each step is due."""
    file, year = context.file, context.year
    known = year_frame.frame(file, year).deadlines
    days = {step: DayEdit() for step in year_frame.STEPS}
    for step, day in days.items():
        day.set_value(known.get(step))
    rows = [FormRow(step, year_frame.STEPS[step], day) for step, day in days.items()]

    def save() -> None:
        year_frame.set_deadlines(file, year, {step: _day(day) for step, day in days.items()})
        context.notices.status(texts.DEADLINES_DONE)

    title = texts.DEADLINES_TITLE.format(year=year)
    return FormDialog(title, rows, save, parent, columns=2, intro=texts.DEADLINES_INTRO)


def lock_dialog(context: Context, parent: QWidget) -> FormDialog:
    """Locking the year; what is unfinished stands above the form."""
    file, year = context.file, context.year
    left = [f"– {one.words}" for one in year_lock.lock_preview(file, year)]
    told = "\n".join([texts.LOCK_LEFT, *left]) if left else texts.LOCK_CLEAN
    why = NoteEdit(lines=2)

    def save() -> None:
        year_lock.lock_year(file, year, str(why.value() or ""))
        context.notices.status(texts.LOCK_DONE.format(year=year))

    intro = f"{texts.LOCK_INTRO.format(year=year)}\n\n{told}"
    rows = [FormRow("reason", texts.LOCK_WHY, why, texts.LOCK_WHY_HELP)]
    title = texts.LOCK_TITLE.format(year=year)
    return FormDialog(title, rows, save, parent, intro=intro, save_text=texts.LOCK_YES)


def unlock_dialog(context: Context, parent: QWidget) -> FormDialog:
    """Unlocking the year, with the reason."""
    file, year = context.file, context.year
    why = NoteEdit(lines=2)

    def save() -> None:
        year_lock.unlock_year(file, year, str(why.value() or ""))
        context.notices.status(texts.UNLOCK_DONE.format(year=year))

    rows = [FormRow("reason", texts.UNLOCK_WHY, why, texts.UNLOCK_WHY_HELP)]
    intro = texts.UNLOCK_INTRO.format(year=year)
    title = texts.UNLOCK_TITLE.format(year=year)
    return FormDialog(title, rows, save, parent, intro=intro, save_text=texts.UNLOCK_YES)


def roll_dialog(context: Context, found: RollPreview, done: Callable[[], object], parent: QWidget) -> FormDialog:
    """Going over to the next year with its registrations, unless a title is to begin anew."""
    choices = {one.title: TriState() for one in found.titles if one.carried}
    for choice in choices.values():
        choice.set_value(True)
    rows = [_carry_row(found, one, choices[one.title]) for one in found.titles if one.carried]

    def save() -> None:
        wanted = {title for title, choice in choices.items() if choice.value() is True}
        year_roll.roll_over(context.file, found.from_year, wanted)
        done()

    title = texts.ROLL_TITLE.format(before=found.from_year, year=found.year)
    words = texts.ROLL_SAVE.format(year=found.year)
    columns = min(len(rows), 2)
    intro = roll_words(found) + texts.ROLL_ANEW
    return FormDialog(title, rows, save, parent, columns=columns, intro=intro, save_text=words)


def roll_words(found: RollPreview) -> str:
    """What goes over besides registrations."""
    days, targets = len(found.deadlines), found.targets
    words = texts.ROLL_INTRO.format(
        year=found.year,
        before=found.from_year,
        age=found.base_age,
        deadlines=texts.ROLL_DEADLINES.format(count=days) if days else texts.ROLL_NO_DEADLINES,
        targets=texts.ROLL_TARGETS.format(count=targets) if targets else texts.ROLL_NO_TARGETS,
    )
    return words + (texts.ROLL_OPEN.format(year=found.year) if found.is_open else "")


def age_dialog(context: Context, parent: QWidget) -> FormDialog:
    """From which age citizens count."""
    file, year = context.file, context.year
    age = CountEdit(most=year_frame.HIGHEST_AGE)
    age.set_value(year_frame.frame(file, year).base_age)
    out, inside = year_frame.citizens(file, year)

    def save() -> None:
        value = age.value()
        if not isinstance(value, int):
            missing = error("bad_age", texts.AGE_MISSING, texts.AGE_CURE, "base_age")
            raise UserError(missing.code, missing.message, missing.cure, problems=(missing,))
        year_frame.set_base_age(file, year, value)
        context.notices.status(texts.AGE_DONE)

    intro = texts.AGE_INTRO.format(counted=inside, out=out)
    rows = [FormRow("base_age", texts.AGE_LABEL, age)]
    return FormDialog(texts.AGE_TITLE.format(year=year), rows, save, parent, intro=intro)


def mode_dialog(context: Context, parent: QWidget) -> FormDialog:
    """The simple or the full round."""
    mode = ChoiceEdit(list(texts.MODE_CHOICES))
    mode.set_value(workflow_preview.mode(context.file))

    def save() -> None:
        workflow.set_mode(context.file, str(mode.value() or ""))
        context.notices.status(texts.MODE_DONE)

    rows = [FormRow("mode", texts.MODE_LABEL, mode)]
    return FormDialog(texts.MODE_TITLE, rows, save, parent, intro=texts.MODE_INTRO)


def _carry_row(found: RollPreview, one: RollTitle, choice: TriState) -> FormRow:
    left = texts.ROLL_LEFT.format(left=counted(one.title, one.left)) if one.left else ""
    carried = counted(one.title, len(one.carried))
    told = texts.ROLL_CARRY_HELP.format(carried=carried, before=found.from_year, left=left)
    return FormRow(one.title, texts.ROLL_CARRY.format(title=TITLES[one.title][1]), choice, told)


def _day(day: DayEdit) -> date | None:
    value = day.value()
    return value if isinstance(value, date) else None
