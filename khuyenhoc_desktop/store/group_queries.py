"""Residential groups."""

from collections.abc import Iterable
from dataclasses import dataclass

from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A thôn or tổ dân phố in a year; `households` counts those that are there in that year."""

    id: int
    name: str
    kind: str
    sort_no: int | None
    valid_from: int
    valid_to: int | None
    merged_into: int | None
    households: int

    def valid_in(self, year: int) -> bool:
        """Whether the group exists in that year."""
        return self.valid_from <= year and (self.valid_to is None or year <= self.valid_to)


_GROUPS = """
SELECT g.id, g.name, g.kind, g.sort_no, g.valid_from, g.valid_to, g.merged_into, coalesce(n.households, 0)
FROM residential_group g
LEFT JOIN (SELECT group_id, count(*) AS households FROM standing WHERE year = ? AND title = 'learning_family'
           GROUP BY group_id) n
    ON n.group_id = g.id
"""


def all_groups(file: CommuneFile, year: int) -> list[GroupRow]:
    """Every group ever made, with its households of the year; in no order."""
    return [GroupRow(*row) for row in file.query(_GROUPS, (year,))]


def names(file: CommuneFile) -> dict[int, str]:
    """The name of every group ever made, by its id."""
    return dict(file.query("SELECT id, name FROM residential_group"))


def spans(file: CommuneFile) -> list[tuple[int, str, int | None, int | None]]:
    """Id, name, last year and what it was merged into, of every group ever made, by id."""
    sql = "SELECT id, name, valid_to, merged_into FROM residential_group ORDER BY id"
    return [(a, b, c, d) for a, b, c, d in file.query(sql)]


def households_of(file: CommuneFile, group_id: int, year: int) -> list[int]:
    """The households that live in a group in that year, also those in the wastebasket."""
    sql = (
        "SELECT r.household_id FROM residence r WHERE r.group_id = ?1 AND r.from_year = ("
        " SELECT max(from_year) FROM residence WHERE household_id = r.household_id AND from_year <= ?2)"
    )
    return [row[0] for row in file.query(sql, (group_id, year))]


def present_before(file: CommuneFile, group_id: int, year: int) -> list[int]:
    """The households that are in the group in some kept year before this one."""
    sql = "SELECT DISTINCT subject_id FROM standing WHERE title = 'learning_family' AND group_id = ? AND year < ?"
    return [row[0] for row in file.query(sql, (group_id, year))]


def present_after(file: CommuneFile, group_id: int, year: int) -> list[int]:
    """The households that are in the group in some kept year after this one."""
    sql = "SELECT DISTINCT subject_id FROM standing WHERE title = 'learning_family' AND group_id = ? AND year > ?"
    return [row[0] for row in file.query(sql, (group_id, year))]


def ended_before(file: CommuneFile, group_id: int, year: int) -> tuple[str, int] | None:
    """Name and last year of a group that has ended before a year; None when it has not."""
    sql = "SELECT name, valid_to FROM residential_group WHERE id = ? AND valid_to < ?"
    row = file.row(sql, (group_id, year))
    return (row[0], row[1]) if row else None


def is_used(file: CommuneFile, group_id: int) -> bool:
    """Whether any household ever lived in the group, or another group was merged into it."""
    sql = (
        "SELECT EXISTS (SELECT 1 FROM residence WHERE group_id = ?1)"
        " OR EXISTS (SELECT 1 FROM residential_group WHERE merged_into = ?1)"
    )
    return bool(file.value(sql, (group_id,)))


def add(action: Action, groups: Iterable[tuple[int, str, str, int]]) -> None:
    """Write new groups: (id, name, kind, first year)."""
    action.executemany("INSERT INTO residential_group VALUES (?, ?, ?, NULL, ?, NULL, NULL)", groups)


def edit(action: Action, group_id: int, row: tuple[str, str, int, int | None]) -> None:
    """Write name, kind, first and last year of a group."""
    sql = "UPDATE residential_group SET name = ?, kind = ?, valid_from = ?, valid_to = ? WHERE id = ?"
    action.execute(sql, (*row, group_id))


def delete(action: Action, group_id: int) -> None:
    """Remove a group in which nobody ever lived."""
    action.execute("DELETE FROM residential_group WHERE id = ?", (group_id,))


def note_merged(action: Action, source: int, into: int, year: int) -> None:
    """From a year on a group is part of another."""
    sql = "UPDATE residential_group SET valid_to = ?, merged_into = ? WHERE id = ?"
    action.execute(sql, (year - 1, into, source))
