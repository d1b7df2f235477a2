"""What the wizard knows: the file as read, what the officer chose, the plan, the result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.importing.columns import Mapping as ColumnMapping
from khuyenhoc_desktop.services.importing.examine import Examination
from khuyenhoc_desktop.services.importing.fields import CODE, PERSONAL_NUMBER, RECOGNISED, REGISTERED, SCORE
from khuyenhoc_desktop.services.importing.plan import (
    DoubtfulHousehold,
    ImportPlan,
    ImportResult,
    LikelyDuplicate,
    NewGroup,
)
from khuyenhoc_desktop.services.importing.tables import EVERY_DOUBT, Options, Table
from khuyenhoc_desktop.services.subjects import counted
from khuyenhoc_desktop.ui.importing import texts

HOUSEHOLDS, PERSONS, SCORES = "households", "persons", "scores"
CLANS, UNITS = "clans", "units"
SAME, DIFFERENT, LEFT_OUT = "same", "different", "left_out"
Place = tuple[str, int]


@dataclass(slots=True)
class Wizard:
    """One import from its file to its result.

    `decisions` are about likely duplicates, by sheet and row; `groups` are the thôn that would be made or were
    said to be others, by name. `is_stale`: something was chosen after the plan was made, or facts have changed.
    """

    what: str = HOUSEHOLDS
    title: str = LEARNING_FAMILY
    path: Path | None = None
    found: Examination | None = None
    ticked: dict[str, bool] = field(default_factory=dict)
    mappings: dict[str, ColumnMapping] = field(default_factory=dict)
    sheet_groups: dict[str, str] = field(default_factory=dict)
    header_rows: dict[str, int] = field(default_factory=dict)
    include_hidden: bool = False
    convert: bool = False
    same_group: dict[str, str] = field(default_factory=dict)
    households: dict[str, int | str] = field(default_factory=dict)
    pairs: dict[Place, LikelyDuplicate] = field(default_factory=dict)
    decisions: dict[Place, str] = field(default_factory=dict)
    groups: dict[str, NewGroup] = field(default_factory=dict)
    plan: ImportPlan | None = None
    result: ImportResult | None = None
    is_stale: bool = False
    is_undone: bool = False
    saved_as: Path | None = None

    def take_examination(self, found: Examination) -> None:
        """Keep what was found; sheets and columns seen before keep what was chosen for them."""
        self.found = found
        self.plan, self.result = None, None
        visible = {sheet.name: sheet.visible for sheet in found.survey.workbook.sheets}
        tables = {table.name for table in found.survey.tables}
        self.ticked = {name: self.ticked.get(name, seen) and name in tables for name, seen in visible.items()}
        for mapping in found.survey.mappings:
            self.mappings.setdefault(mapping.signature, mapping)

    def tables(self) -> list[Table]:
        """The tables of the ticked sheets."""
        tables = self.found.survey.tables if self.found else ()
        return [table for table in tables if self.ticked.get(table.name)]

    def table(self, sheet: str) -> Table | None:
        """The table of a sheet, ticked or not."""
        tables = self.found.survey.tables if self.found else ()
        return next((table for table in tables if table.name == sheet), None)

    def signatures(self) -> Mapping[str, list[Table]]:
        """The kinds of tables that are ticked, each with its tables."""
        kinds: dict[str, list[Table]] = {}
        for table in self.tables():
            kinds.setdefault(table.mapping.signature, []).append(table)
        return kinds

    def options(self) -> Options:
        """Everything chosen, as the services take it."""
        same = {
            place: self.pairs[place].household_id for place, choice in self.decisions.items() if choice == SAME
        }
        new = {place: None for place, choice in self.decisions.items() if choice == DIFFERENT}
        left_out = frozenset(place for place, choice in self.decisions.items() if choice == LEFT_OUT)
        return Options(
            sheets=tuple(name for name, on in self.ticked.items() if on) if self.found else None,
            mappings={signature: mapping.fields for signature, mapping in self.mappings.items()},
            sheet_groups=dict(self.sheet_groups),
            same_group=dict(self.same_group),
            legacy_encoding="convert" if self.convert else None,
            include_hidden=self.include_hidden,
            same_as={**same, **new},
            left_out=left_out,
            header_rows=dict(self.header_rows),
            households=dict(self.households),
        )

    def take_plan(self, plan: ImportPlan) -> None:
        """Keep a plan; what was decided on before stays in the lists, so that the choice can be changed."""
        pairs = {place: pair for place, pair in self.pairs.items() if place in self.decisions}
        self.pairs = pairs | {(pair.sheet, pair.row): pair for pair in plan.likely_duplicates}
        groups = {name: group for name, group in self.groups.items() if self.group_is(group)}
        self.groups = groups | {group.name: group for group in plan.new_groups if group.name not in groups}
        self.plan, self.is_stale = plan, False

    def doubtful(self) -> list[DoubtfulHousehold]:
        """The households of persons that are not sure, decided on or not."""
        return list(self.plan.doubtful) if self.plan is not None else []

    def undecided(self) -> int:
        """How many persons are left out because nobody has said which household theirs is."""
        if EVERY_DOUBT in self.households:
            return 0
        return sum(one.rows for one in self.doubtful() if one.key not in self.households)

    def say_household_is(self, key: str, choice: int | str | None) -> None:
        """Say which household a doubtful one is; None leaves its persons out."""
        self.households.pop(key, None)
        if choice is not None:
            self.households[key] = choice
        self.is_stale = True

    def group_is(self, group: NewGroup) -> str | None:
        """The name of the thôn that a new one was said to be, None when it is to be made."""
        return next((self.same_group[word] for word in group.written if word in self.same_group), None)

    def say_group_is(self, group: NewGroup, name: str | None) -> None:
        """Say which thôn a new one is; None makes it."""
        for word in group.written:
            self.same_group.pop(word, None)
            if name is not None:
                self.same_group[word] = name
        self.is_stale = True

    def lacks(self, signature: str) -> str | None:
        """What a kind of table still lacks to be checked: "name", "scores", or None."""
        mapping = self.mappings[signature]
        if not (mapping.has_name or mapping.indices(CODE) or mapping.indices(PERSONAL_NUMBER)):
            return "name"
        wanted = [
            name for name in mapping.fields if name in (REGISTERED, RECOGNISED) or (name or "").startswith(SCORE)
        ]
        return "scores" if self.what == SCORES and not wanted else None


def counted_rows(plan: ImportPlan, count: int) -> str:
    """«12 hộ», «3 dòng họ»: so many of what a plan is about."""
    if plan.title is not None:
        return counted(plan.title, count)
    return texts.COUNTED[plan.what].format(format_count(count))
