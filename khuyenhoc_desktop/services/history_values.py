"""One stored value in words, for the history page: names for ids, dates as they are read, points with a comma."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from khuyenhoc_desktop.domain.answer_text import format_answer
from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.criteria import Indicator
from khuyenhoc_desktop.domain.subjects import (
    CLAN,
    HOUSEHOLD,
    PERSON_GROUPS,
    STAGES,
    UNIT,
    UNIT_KINDS,
    UNIT_ROLES,
)
from khuyenhoc_desktop.domain.summary import BASE_NAMES
from khuyenhoc_desktop.domain.text import format_birth, format_date, format_points
from khuyenhoc_desktop.services import criteria_sets, decisions
from khuyenhoc_desktop.services.history_labels import DAYS, DECIDED, FLAGS, GONE, NOTHING
from khuyenhoc_desktop.store import criteria_queries, group_queries, recognition_queries, record_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile


class Values:
    """Puts values into words; looks names up once."""

    def __init__(self, file: CommuneFile) -> None:
        self._file = file
        self._sets: dict[tuple[str, str], str] = {}

    @cached_property
    def groups(self) -> dict[int, str]:
        """The names of the residential groups."""
        return group_queries.names(self._file)

    @cached_property
    def decisions(self) -> dict[int, str]:
        """The numbers of the decisions."""
        return recognition_queries.all_numbers(self._file)

    @cached_property
    def _indicators(self) -> dict[tuple[str, str], Indicator]:
        kept = criteria_sets.all_kept(self._file)
        return {(each.title, one.code): one for each in kept for one in each.indicators}

    def indicator(self, title: str, code: str) -> str:
        """An indicator of a title as people call it: «chỉ số 1.2»."""
        known = self._indicators.get((title, code))
        return f"chỉ số {known.number if known else code}"

    def answer(self, title: str, code: str, value: Any) -> str:
        """A stored answer; None is "not applicable"."""
        if value is None:
            return "không áp dụng"
        known = self._indicators.get((title, code))
        if known is not None:
            return format_answer(known, NA if value is None else value)
        return format_points(value) if isinstance(value, int) else str(value)

    def criteria_set(self, set_id: str, version: str) -> str:
        """A set by its name: «Bộ tiêu chí Gia đình học tập, bản 2022.1»."""
        key = (set_id, version)
        if key not in self._sets:
            name = criteria_queries.name(self._file, set_id, version)
            self._sets[key] = f"{name or set_id}, bản {version}"
        return self._sets[key]

    def cell(self, table: str, column: int, value: Any) -> str:
        """The value of a column."""
        if (table, column) in FLAGS:
            return "có" if value else "không"
        if (table, column) == ("assessment", 8):
            return DECIDED.get(value, NOTHING)
        if value is None:
            return NOTHING
        return self._named(table, column, value)

    def _named(self, table: str, column: int, value: Any) -> str:
        if (table, column) in DAYS:
            return format_date(date.fromisoformat(value))
        if (table, column) == ("residential_group", 6):
            return self.groups.get(value, GONE)
        if (table, column) in (("assessment", 9), ("decision", 8)):
            return self.decisions.get(value, GONE)
        if (table, column) in _CODES:
            return _CODES[table, column].get(value, str(value))
        if (table, column) in (("person", 7), ("clan", 5), ("unit", 6)):
            return self.groups.get(value, GONE)
        if (table, column) in _NAMED_IN:
            return record_queries.name_of(self._file, _NAMED_IN[table, column], value) or GONE
        if table == "person" and column in (3, 11):
            return _of_household({3: 3, 11: 7}[column], value)
        if table == "household":
            return _of_household(column, value)
        if table == "target":
            return f"{format_points(value)}%" if column == 2 else BASE_NAMES.get(value, value)
        return str(value)


_CODES: dict[tuple[str, int], Mapping[Any, str]] = {
    ("person", 5): PERSON_GROUPS,
    ("person", 9): UNIT_ROLES,
    ("unit", 3): UNIT_KINDS,
    ("assessment", 11): {0: "chưa có bước nào", **STAGES},
    ("decision", 7): decisions.KINDS,
}
_NAMED_IN = {
    ("person", 6): HOUSEHOLD,
    ("person", 8): UNIT,
    ("person", 10): CLAN,
    ("clan_household", 1): CLAN,
}


def _of_household(column: int, value: Any) -> str:
    if column == 3:
        return format_birth(value)
    if column == 7:
        return "•••• " + str(value)[-4:]
    return str(value)
