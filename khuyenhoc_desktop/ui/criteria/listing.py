"""The list of sets: by title, with provenance and use."""

from collections.abc import Mapping
from dataclasses import dataclass

from khuyenhoc_desktop.domain.criteria import TITLES, CriteriaSet
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.criteria.versions import Use
from khuyenhoc_desktop.ui.criteria import texts
from khuyenhoc_desktop.ui.widgets.ids_model import Column

Key = tuple[str, str]
_ORDER = {title: place for place, title in enumerate(TITLES)}


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the list."""

    id: int
    criteria_set: CriteriaSet
    use: Use
    is_confirmed: bool

    @property
    def provenance(self) -> str:
        """Where the set comes from, in a word or two."""
        if not self.criteria_set.is_sample:
            return texts.OFFICIAL
        return texts.CONFIRMED if self.is_confirmed else texts.SAMPLE


def key_of(one: CriteriaSet) -> Key:
    """How a set is known."""
    return one.set_id, one.version


def listed(sets: list[CriteriaSet], uses: Mapping[Key, Use], confirmed: set[Key]) -> list[Listed]:
    """The rows, by title, the sets in use before the others, newer versions first."""
    by_version = sorted(sets, key=lambda one: one.version, reverse=True)
    ordered = sorted(by_version, key=lambda one: (_ORDER[one.title], one.person_group or "", not _used(one, uses)))
    return [
        Listed(number, one, uses.get(key_of(one), Use()), key_of(one) in confirmed)
        for number, one in enumerate(ordered, start=1)
    ]


def _used(one: CriteriaSet, uses: Mapping[Key, Use]) -> bool:
    return key_of(one) in uses


def columns() -> list[Column]:
    """What the list shows of each set."""
    name, version, provenance, years, sheets = texts.LIST_COLUMNS
    return [
        Column(name, _name, width=20, stretch=True),
        Column(version, lambda row: row.criteria_set.version, width=7),
        Column(provenance, lambda row: row.provenance, width=13, colour=_colour),
        Column(years, lambda row: ", ".join(map(str, row.use.years)), width=14),
        Column(sheets, lambda row: _count(row.use), width=7, right=True),
    ]


def _name(row: Listed) -> str:
    """The name without the words that all begin with."""
    return row.criteria_set.name.removeprefix(texts.BEFORE_NAMES)


def _colour(row: Listed) -> str:
    return "warn" if row.criteria_set.is_sample and not row.is_confirmed else "ok"


def _count(use: Use) -> str:
    return format_count(sum(use.sheets.values())) if use.sheets else ""
