"""The form of a clan: its fields, and its member households."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.clan import ClanFields, check_fields, tidied
from khuyenhoc_desktop.domain.problems import Problem
from khuyenhoc_desktop.domain.subjects import LEARNING_CLAN
from khuyenhoc_desktop.services import clans, drafts
from khuyenhoc_desktop.ui.bodies.editors import GROUP, BodyEditors
from khuyenhoc_desktop.ui.bodies.form import BodyForm
from khuyenhoc_desktop.ui.clans import texts
from khuyenhoc_desktop.ui.clans.members import MembersPane
from khuyenhoc_desktop.ui.context import Context

# Reading order, with how many of the two columns each field takes.
_PLACES = (
    ("name", 2),
    ("head_name", 2),
    ("address", 2),
    (GROUP, 2),
    ("code", 1),
    ("note", 1),
    ("valid_from", 1),
    ("valid_to", 1),
)


class ClanEditors(BodyEditors):
    """One editor for each field of a clan."""

    together = {"valid_from": "valid_to", "valid_to": "valid_from"}  # noqa: RUF012 never changed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ClanFields(), self.made(), texts.LABELS, _PLACES, parent)

    def tidy(self, values: Mapping[str, Any]) -> ClanFields:
        """The clan of these values, tidy."""
        return tidied(ClanFields(**{**values, "name": values["name"] or ""}))

    def wrong(self, record: Any) -> list[Problem]:
        """Everything wrong or doubtful in a clan."""
        return check_fields(record)


class ClanForm(BodyForm):
    """One clan, or a new one, or none."""

    draft_kind = drafts.CLAN
    register = clans.REGISTER
    award = LEARNING_CLAN

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.members = MembersPane(context)
        super().__init__(context, texts, ClanEditors(), parent)
        self.column.insertWidget(self.column.indexOf(self.facts) + 1, self.members)

    def show_beside(self, row: Any) -> None:
        """The member households."""
        self.members.show_clan(row)
