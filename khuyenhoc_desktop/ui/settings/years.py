"""The years of the file with their targets; going over to the next, opening an earlier one; the way of judging."""

from itertools import pairwise

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QWidget

from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services import backup, communes, summary, workflow_preview
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.backup.keeper import safely
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.settings import texts
from khuyenhoc_desktop.ui.settings.card import Card
from khuyenhoc_desktop.ui.settings.percent_edit import PercentEdit
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import CountEdit
from khuyenhoc_desktop.ui.year import dialogs
from khuyenhoc_desktop.ui.year import texts as year_texts


class YearsCard(Card):
    """One line a year, the newest on top."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(texts.YEARS, parent)
        self._context = context
        self.dialog: QDialog | None = None
        self.buttons: dict[int, Button] = {}
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(theme.px(16))
        self.put(self._lines)
        self.mode = QLabel()
        self.mode.setWordWrap(True)
        self._commands: list[Button] = []
        self.refresh()  # first, for the keyboard goes through the buttons as they are made
        self._add_commands()

    def _add_commands(self) -> None:
        row = QHBoxLayout()
        self._commands = [Button(texts.ROLL, self.roll_over), Button(texts.OPEN_YEAR, self.open_year)]
        for button in self._commands:
            row.addWidget(button)
        row.addStretch(1)
        self.put(row)
        way = QHBoxLayout()
        way.addWidget(self.mode, 1)
        self._commands.append(Button(texts.MODE, self.set_mode))
        way.addWidget(self._commands[-1])
        self.put(way)

    def refresh(self) -> None:
        """Show the years anew."""
        commune = communes.facts(self._context.file)
        years = sorted(commune.years, reverse=True)
        had = next((year for year, button in self.buttons.items() if button.hasFocus()), None)
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()  # its layout may still mean to show it, which would open a window of its own
                widget.setParent(None)
                widget.deleteLater()
        self.buttons = {}
        for place, year in enumerate(years):
            self._add_line(place, year, year in commune.locked)
        for here, following in pairwise([*self.buttons.values(), *self._commands]):
            QWidget.setTabOrder(here, following)
        self.mode.setText(year_texts.MODES[workflow_preview.mode(self._context.file)])
        if had in self.buttons:
            self.buttons[had].setFocus()

    def roll_over(self) -> None:
        """Show the year's page, which asks for going over to the next one."""
        self._context.go_to("year", roll=True)

    def set_mode(self) -> None:
        """Ask for the simple or the full round."""
        self._open(dialogs.mode_dialog(self._context, self))

    def open_year(self) -> None:
        """Ask for an earlier year and open it; a copy of the data comes first."""
        safely(self._context, backup.NEW_YEAR, self._ask_year)

    def _ask_year(self) -> None:
        year = CountEdit(most=communes.LAST_YEAR)
        year.set_value(min(communes.facts(self._context.file).years) - 1)
        row = FormRow("year", texts.OPEN_LABEL, year)
        intro = texts.OPEN_INTRO
        dialog = FormDialog(texts.OPEN_TITLE, [row], lambda: self._add(year.value()), self, intro=intro)
        self._open(dialog)

    def set_target(self, year: int) -> None:
        """Ask for a year's target."""
        known = summary.target(self._context.file, year)
        percent, base = PercentEdit(), ChoiceEdit(list(texts.BASES.items()))
        percent.set_value(known.percent if known else None)
        base.set_value(known.base if known else "total")
        rows = [
            FormRow("percent", texts.PERCENT, percent, texts.PERCENT_HELP),
            FormRow("base", texts.BASE, base),
        ]
        title, intro = texts.TARGET_TITLE.format(year), texts.TARGET_INTRO

        def save() -> None:
            summary.set_target(self._context.file, year, _target(percent.value(), base.value()))

        self._open(FormDialog(title, rows, save, self, intro=intro))

    def _add_line(self, place: int, year: int, locked: bool) -> None:
        goal = summary.target(self._context.file, year)
        open_name = texts.CURRENT_YEAR if year == self._context.year else texts.YEAR
        name = texts.LOCKED_YEAR if locked else open_name
        button = Button(texts.SET_TARGET, lambda: self.set_target(year))
        button.setAccessibleName(texts.SET_TARGET_NAME.format(year))
        self.buttons[year] = button
        told = QLabel(_told(goal))
        told.setWordWrap(True)
        told.setProperty("kind", "" if goal else "muted")
        for column, part in enumerate((QLabel(name.format(year)), told, button)):
            self._grid.addWidget(part, place, column)

    def _add(self, year: object) -> None:
        """Open the year; then offer to go on with it (after the dialog has closed)."""
        if not isinstance(year, int):
            problem = error("no_year", texts.NO_YEAR, texts.NO_YEAR_CURE, "year")
            raise UserError("no_year", texts.NO_YEAR, texts.NO_YEAR_CURE, problems=(problem,))
        newest = max(communes.facts(self._context.file).years)
        if year > newest:
            words = texts.NOT_BEFORE.format(year), texts.NOT_BEFORE_CURE.format(newest)
            raise UserError("year_ahead", *words, problems=(error("year_ahead", *words, "year"),))
        communes.add_year(self._context.file, year)
        answers = texts.GO_YES.format(year), texts.GO_NO.format(self._context.year)
        if self._context.notices.ask(texts.GO_TITLE.format(year), texts.GO_TEXT.format(year), *answers):
            self._context.set_year(year)

    def _open(self, dialog: FormDialog) -> None:
        self.dialog = dialog
        dialog.open()


def _target(percent: object, base: object) -> Target | None:
    if not isinstance(percent, int):
        return None
    if base is None:
        problem = error("no_base", texts.BASE_MISSING, texts.BASE_CURE, "base")
        raise UserError("no_base", texts.BASE_MISSING, texts.BASE_CURE, problems=(problem,))
    return Target(percent, str(base))


def _told(goal: Target | None) -> str:
    if goal is None:
        return texts.NO_TARGET
    return texts.TARGET.format(percent=format_points(goal.percent), base=texts.BASES[goal.base])
