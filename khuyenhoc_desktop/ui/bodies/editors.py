"""Editors that clans and units share: the thôn, the years."""

from collections.abc import Sequence

from khuyenhoc_desktop.domain.body import LAST_YEAR
from khuyenhoc_desktop.services.groups import GroupRow
from khuyenhoc_desktop.ui.bodies import texts
from khuyenhoc_desktop.ui.records.editors import RecordEditors, wide_choice
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor
from khuyenhoc_desktop.ui.widgets.line_editors import CodeEdit, CountEdit, NameEdit, TextEdit

GROUP = "group_id"
LONGEST_NOTE = 1000


class BodyEditors(RecordEditors):
    """The fields of a clan or unit; the thôn is one of them, and may be left open."""

    group: ChoiceEdit
    _options: Sequence[tuple[int, str]] = ()

    def set_groups(self, groups: Sequence[GroupRow]) -> None:
        """The thôn to choose from; an open list is left alone when they are the same."""
        options = [(row.id, row.name) for row in groups]
        if options != self._options:
            self._options = options
            self.group.set_options(options)

    def made(self) -> dict[str, FieldEditor]:
        """The editors that both have."""
        self.group = wide_choice()
        valid_to = CountEdit(most=LAST_YEAR)
        valid_to.set_placeholder(texts.STILL_THERE)
        return {
            "code": CodeEdit(),
            "name": TextEdit(),
            "head_name": NameEdit(),
            "address": TextEdit(),
            GROUP: self.group,
            "note": TextEdit(longest=LONGEST_NOTE),
            "valid_from": CountEdit(most=LAST_YEAR),
            "valid_to": valid_to,
        }
