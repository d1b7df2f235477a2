"""The years of the file with their targets; opening another year, setting a target."""

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QWidget

from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services import backup, communes, summary
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.backup.keeper import safely
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.form_drafts import DialogDrafts
from khuyenhoc_desktop.ui.settings import texts
from khuyenhoc_desktop.ui.settings.card import Card
from khuyenhoc_desktop.ui.settings.percent_edit import PercentEdit
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import CountEdit


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
        row = QHBoxLayout()
        row.addWidget(Button(texts.OPEN_YEAR, self.open_year))
        row.addStretch(1)
        self.put(row)
        self.refresh()

    def refresh(self) -> None:
        """Show the years anew."""
        years = sorted(communes.facts(self._context.file).years, reverse=True)
        had = next((year for year, button in self.buttons.items() if button.hasFocus()), None)
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()  # its layout may still mean to show it, which would open a window of its own
                widget.setParent(None)
                widget.deleteLater()
        self.buttons = {}
        for place, year in enumerate(years):
            self._add_line(place, year)
        if had in self.buttons:
            self.buttons[had].setFocus()

    def open_year(self) -> None:
        """Ask for another year and open it; a copy of the data comes first."""
        safely(self._context, backup.NEW_YEAR, self._ask_year)

    def _ask_year(self) -> None:
        year = CountEdit(most=communes.LAST_YEAR)
        year.set_value(max(communes.facts(self._context.file).years) + 1)
        row = FormRow("year", texts.OPEN_LABEL, year)
        intro = texts.OPEN_INTRO
        dialog = FormDialog(texts.OPEN_TITLE, [row], lambda: self._add(year.value()), self, intro=intro)
        self._open(dialog, "open_year", None)

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

        self._open(FormDialog(title, rows, save, self, intro=intro), "target", year)

    def _add_line(self, place: int, year: int) -> None:
        goal = summary.target(self._context.file, year)
        name = texts.CURRENT_YEAR if year == self._context.year else texts.YEAR
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
        communes.add_year(self._context.file, year)
        words = texts.GO_YES.format(year), texts.GO_NO.format(self._context.year)
        if self._context.notices.ask(texts.GO_TITLE.format(year), texts.GO_TEXT.format(year), *words):
            self._context.set_year(year)

    def _open(self, dialog: FormDialog, form: str, year: int | None) -> None:
        self.dialog = dialog
        DialogDrafts(self._context, dialog, "settings", form, year)
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
