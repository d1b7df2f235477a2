"""The dialogs for moving households: to another thôn, out of the commune, and back."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.services.groups import GroupRow
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow

# Called with (group id or None, year) when «Ghi» was pressed and both are there.
Save = Callable[[int | None, int], object]


class ResidenceDialog(FormDialog):
    """Asks for a thôn (unless `groups` is None) and the year from which it holds."""

    def __init__(
        self,
        words: tuple[str, str],
        groups: Sequence[GroupRow] | None,
        years: Sequence[int],
        year: int,
        save: Save,
        parent: QWidget | None = None,
    ) -> None:
        """`words` are title and introduction."""
        self._with_group = groups is not None
        self.group = ChoiceEdit([(row.id, row.name) for row in groups or ()])
        self.year = ChoiceEdit([(one, texts.YEAR.format(year=one)) for one in sorted(years, reverse=True)])
        self.year.set_value(year)
        rows = [FormRow("group_id", texts.TO_GROUP, self.group)] if self._with_group else []
        rows.append(FormRow("year", texts.FROM_YEAR, self.year))
        super().__init__(words[0], rows, lambda: self._checked(save), parent, intro=words[1])

    def _checked(self, save: Save) -> None:
        """Refuse what was not chosen, at its field; then save."""
        group, year = self.group.value(), self.year.value()
        found = []
        if self._with_group and group is None:
            found.append(error("group_missing", texts.NO_GROUP_CHOSEN, texts.CHOOSE_ONE, "group_id"))
        if year is None:
            found.append(error("year_missing", texts.NO_YEAR_CHOSEN, texts.CHOOSE_ONE, "year"))
        if found or not isinstance(year, int):
            raise UserError(found[0].code, found[0].message, found[0].cure, problems=tuple(found))
        save(group if isinstance(group, int) else None, year)
