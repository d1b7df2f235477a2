"""Asking for the year's target of a title."""

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.summary import BASE_NAMES, Target, TitleFigures
from khuyenhoc_desktop.services import summary
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.settings.percent_edit import PercentEdit
from khuyenhoc_desktop.ui.summary import texts
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow


def target_dialog(parent: QWidget, context: Context, figures: TitleFigures) -> FormDialog:
    """The dialog, with the target as it stands; an empty percentage drops the target."""
    known = figures.commune.target
    percent, base = PercentEdit(), ChoiceEdit(list(BASE_NAMES.items()))
    percent.set_value(known.percent if known else None)
    base.set_value(known.base if known else "total")
    rows = [
        FormRow("percent", texts.TARGET_PERCENT, percent, texts.TARGET_PERCENT_HELP),
        FormRow("base", texts.TARGET_BASE, base),
    ]

    def save() -> None:
        value = percent.value()
        goal = Target(value, str(base.value())) if isinstance(value, int) else None
        summary.set_target(context.file, figures.year, goal, figures.title)

    heading = texts.TARGET_DIALOG.format(title=TITLES[figures.title][1], year=figures.year)
    return FormDialog(heading, rows, save, parent, intro=texts.TARGET_INTRO)
