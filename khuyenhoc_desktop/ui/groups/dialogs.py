"""The dialogs of the page «Thôn, tổ»: adding several, editing one, merging one into another."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QWidget

from khuyenhoc_desktop.domain.problems import Problem, UserError, error
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import groups
from khuyenhoc_desktop.services.groups import GroupRow
from khuyenhoc_desktop.ui.groups import texts
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import CountEdit, NoteEdit, TextEdit

BY_NAME = "by name"
FIRST_YEAR, LAST_YEAR = 1945, 2100


class AddGroupsDialog(FormDialog):
    """Names, one a line, and their kind; `save` gets (name, kind) of each."""

    def __init__(
        self, year: int, save: Callable[[list[tuple[str, str]]], object], parent: QWidget | None = None
    ) -> None:
        self.names = NoteEdit(lines=8)
        self.kind = ChoiceEdit([(BY_NAME, texts.KIND_BY_NAME), *_kinds()])
        self.kind.set_value(BY_NAME)
        rows = [
            FormRow("names", texts.NAMES, self.names, texts.NAMES_HELP),
            FormRow("kind", texts.KIND_LABEL, self.kind),
        ]
        intro = texts.ADD_INTRO.format(year=year)
        super().__init__(texts.ADD_TITLE, rows, lambda: save(self._wanted()), parent, intro=intro)

    def _wanted(self) -> list[tuple[str, str]]:
        kind = self.kind.value()
        found = [] if kind else [error("kind_missing", texts.NO_KIND, texts.NO_KIND_CURE, "kind")]
        names = [line for line in (self.names.value() or "").splitlines() if line]
        if not names:
            found.append(error("group_name_missing", texts.NO_NAMES, texts.NO_NAMES_CURE, "names"))
        _refuse(found)
        return [(name, groups.kind_of(name) if kind == BY_NAME else str(kind)) for name in names]


class EditGroupDialog(FormDialog):
    """Name, kind and years of one group; `save` gets (name, kind, valid_from, valid_to)."""

    def __init__(
        self,
        group: GroupRow,
        year: int,
        save: Callable[[str, str, int, int | None], object],
        parent: QWidget | None = None,
    ) -> None:
        self._group, self._year = group, year
        self.name, self.kind = TextEdit(), ChoiceEdit(_kinds())
        self.valid_from, self.valid_to = CountEdit(most=LAST_YEAR), CountEdit(most=LAST_YEAR)
        self.name.set_value(group.name)
        self.kind.set_value(group.kind)
        self.valid_from.set_value(group.valid_from)
        self.valid_to.set_value(group.valid_to)
        rows = [
            FormRow("name", texts.NAME_LABEL, self.name),
            FormRow("kind", texts.KIND_LABEL, self.kind),
            FormRow("valid_from", texts.FROM_LABEL, self.valid_from),
            FormRow("valid_to", texts.TO_LABEL, self.valid_to, texts.TO_HELP),
        ]
        title = texts.EDIT_TITLE.format(name=group.name)
        super().__init__(title, rows, lambda: self._checked(save), parent)

    def _checked(self, save: Callable[[str, str, int, int | None], object]) -> None:
        first, last, kind = self.valid_from.value(), self.valid_to.value(), self.kind.value()
        found = [*_year_problems("valid_from", first), *_year_problems("valid_to", last)]
        if not isinstance(first, int):
            found.append(error("year_missing", texts.NO_FROM, texts.NO_FROM_CURE, "valid_from"))
        if kind is None:
            found.append(error("kind_missing", texts.NO_KIND, texts.NO_KIND_CURE, "kind"))
        if isinstance(last, int) and last < self._year and self._group.households:
            found.append(self._still_lived_in())
        _refuse(found)
        if isinstance(first, int):
            name = str(self.name.value() or "")
            save(name, str(kind), first, last if isinstance(last, int) else None)

    def _still_lived_in(self) -> Problem:
        count = format_count(self._group.households)
        message = texts.STILL_LIVED_IN.format(name=self._group.name, count=count, year=self._year)
        return error("group_lived_in", message, texts.STILL_LIVED_IN_CURE, "valid_to")


class MergeDialog(FormDialog):
    """Into which group, from which year; says beforehand what goes over and what stays.

    `rows_of` gives the groups of a year with their households; `save` gets (into, year).
    """

    def __init__(
        self,
        source: GroupRow,
        years: Sequence[int],
        year: int,
        rows_of: Callable[[int], list[GroupRow]],
        save: Callable[[int, int], object],
        parent: QWidget | None = None,
    ) -> None:
        self._source, self._rows_of = source, rows_of
        others = [(row.id, row.name) for row in rows_of(year) if row.id != source.id]
        self.into = ChoiceEdit(others)
        self.year = ChoiceEdit([(one, texts.YEAR.format(year=one)) for one in sorted(years, reverse=True)])
        self.year.set_value(year)
        rows = [FormRow("into", texts.INTO, self.into), FormRow("year", texts.FROM_YEAR, self.year)]
        title = texts.MERGE_TITLE.format(name=source.name)
        super().__init__(title, rows, lambda: self._checked(save), parent)
        self.preview = QLabel()
        self.preview.setProperty("kind", "notice")
        self.preview.setWordWrap(True)
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(self.refusal, self.preview)
            layout.addWidget(self.refusal)
        self.into.changed.connect(self._show_preview)
        self.year.changed.connect(self._show_preview)
        self._show_preview()

    def _show_preview(self) -> None:
        self.preview.setText(self._preview())

    def _preview(self) -> str:
        into, year = self.into.value(), self.year.value()
        if not isinstance(into, int) or not isinstance(year, int):
            return texts.PREVIEW_CHOOSE
        rows = {row.id: row for row in self._rows_of(year)}
        for ident, name in ((self._source.id, self._source.name), (into, self.into.combo.currentText())):
            if ident not in rows:
                return texts.PREVIEW_ENDED.format(name=name, year=year)
        going, there = rows[self._source.id].households, rows[into].households
        return texts.PREVIEW.format(
            year=year,
            count=format_count(going),
            source=self._source.name,
            into=rows[into].name,
            together=format_count(going + there),
        )

    def _checked(self, save: Callable[[int, int], object]) -> None:
        into, year = self.into.value(), self.year.value()
        found = []
        if not isinstance(into, int):
            found.append(error("into_missing", texts.NO_INTO, texts.NO_INTO_CURE, "into"))
        if not isinstance(year, int):
            found.append(error("year_missing", texts.NO_YEAR, texts.NO_INTO_CURE, "year"))
        _refuse(found)
        if isinstance(into, int) and isinstance(year, int):
            if not {into, self._source.id} <= {row.id for row in self._rows_of(year)}:
                _refuse([error("group_ended", self._preview(), "", "year")])
            save(into, year)


def _kinds() -> list[tuple[str, str]]:
    return [(kind, kind[:1].upper() + kind[1:]) for kind in groups.KINDS]


def _year_problems(field: str, year: object) -> list[Problem]:
    if not isinstance(year, int) or FIRST_YEAR <= year <= LAST_YEAR:
        return []
    return [error("bad_year", texts.BAD_YEAR.format(year=year), texts.BAD_YEAR_CURE, field)]


def _refuse(found: list[Problem]) -> None:
    """Raises UserError with every problem, when there is any."""
    if found:
        raise UserError(found[0].code, found[0].message, found[0].cure, problems=tuple(found))
