"""How sets are used, what a new version does to what was entered, and making one out of another."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.criteria_compare import SetDifference
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.criteria.from_tables import Built, build
from khuyenhoc_desktop.services.criteria.read_cells import codes, renamed
from khuyenhoc_desktop.services.criteria.tables import SetTables
from khuyenhoc_desktop.services.criteria.to_tables import tables_of
from khuyenhoc_desktop.store import criteria_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.criteria_queries import Key


@dataclass(slots=True)
class Use:
    """For which years a set is chosen, and how many sheets are filled with it, by year."""

    years: list[int] = field(default_factory=list)
    sheets: dict[int, int] = field(default_factory=dict)

    @property
    def is_used(self) -> bool:
        """Whether the set is chosen for a year or a sheet is filled with it."""
        return bool(self.years or self.sheets)


def uses(file: CommuneFile) -> dict[Key, Use]:
    """How every set that is used at all is used."""
    found: dict[Key, Use] = {}
    for set_id, version, year in criteria_queries.chosen_years(file):
        found.setdefault((set_id, version), Use()).years.append(year)
    for set_id, version, year, count in criteria_queries.sheet_counts(file):
        found.setdefault((set_id, version), Use()).sheets[year] = count
    return found


@dataclass(frozen=True, slots=True)
class Touched:
    """Entered scores that a difference of two sets touches: of which year and indicator, on how many sheets."""

    year: int
    number: str
    name: str
    is_dropped: bool
    sheets: int


def touched_scores(file: CommuneFile, old: CriteriaSet, difference: SetDifference) -> list[Touched]:
    """The scores entered by the old set for indicators that the new one drops or changes."""
    dropped = {each.code: each for each in difference.removed}
    changed = {each.old.code: each.old for each in difference.changed}
    found = []
    for year, code, count in criteria_queries.score_counts(file, (old.set_id, old.version)):
        indicator = dropped.get(code) or changed.get(code)
        if indicator is not None:
            found.append(Touched(year, indicator.number, indicator.name, code in dropped, count))
    return found


def copy_tables(file: CommuneFile, criteria_set: CriteriaSet) -> SetTables:
    """The tables of a set as the beginning of its next version."""
    tables = tables_of(criteria_set)
    known = {one.version for one in criteria_sets.all_kept(file) if one.set_id == criteria_set.set_id}
    tables.rules["version"] = next_version(criteria_set.version, known)
    tables.rules["supersedes"] = criteria_set.version
    for key in ("renamed", "deleted"):
        tables.rules.pop(key, None)
    return tables


def next_version(version: str, known: Iterable[str]) -> str:
    """A version that is not taken: the last number of this one raised."""
    taken, stem = set(known), version.rstrip("0123456789")
    number = int(version[len(stem) :] or "0")
    if not stem or number > 9_999_999:
        stem, number = f"{version}."[:24], 0
    while f"{stem}{number}" in taken or number == 0 or f"{stem}{number}" == version:
        number += 1
    return f"{stem}{number}"


def build_version(file: CommuneFile, tables: SetTables) -> Built:
    """The set of edited tables; codes of the version it follows that are gone are noted as dropped by themselves.

    New lines without a code get one that the older version did not have.
    """
    before = _superseded(file, tables)
    if before is None:
        return build(tables)
    old = {indicator.code for indicator in before.indicators}
    now = {row.get("code", "") for row in tables.lines}
    moved = set(renamed(tables.rules.get("renamed", "")) or {})
    gone = {*codes(tables.rules.get("deleted", "")), *(old - now - moved)}
    rules = {**tables.rules, "deleted": ", ".join(sorted(gone))}
    return build(SetTables(tables.lines, rules, tables.examples), frozenset(old | gone | moved))


def _superseded(file: CommuneFile, tables: SetTables) -> CriteriaSet | None:
    key = (tables.rules.get("set_id", ""), tables.rules.get("supersedes", ""))
    return next((one for one in criteria_sets.all_kept(file) if (one.set_id, one.version) == key), None)
