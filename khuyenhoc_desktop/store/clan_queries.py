"""Clans and their member households."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khuyenhoc_desktop.store import body_queries
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.body_queries import BodyRow
from khuyenhoc_desktop.store.commune_file import CommuneFile


@dataclass(frozen=True, slots=True)
class ClanRow(BodyRow):
    """A clan in a year: its member households that are there, and those recognised as learning families."""

    households: int
    families: int


# CROSS JOIN holds SQLite to going from the few members to their standings, not through all standings of the year.
_OF_MEMBERS = (
    "(SELECT count(*) FROM clan_household c CROSS JOIN standing s ON s.year = ?1 AND s.subject_id = c.household_id"
    " WHERE c.clan_id = x.id{0})"
)
_MORE = f"{_OF_MEMBERS.format('')}, {_OF_MEMBERS.format(' AND s.recognised = 1')}"


def rows(file: CommuneFile, year: int, ids: Sequence[int] | None = None) -> list[ClanRow]:
    """The rows of these clans in their order; None: of all on file, those in the wastebasket too, in no order."""
    return body_queries.read(file, ClanRow, "clan", _MORE, year, ids)


def member_ids(file: CommuneFile, clan_id: int) -> list[int]:
    """The households of a clan by name, those away too, not those in the wastebasket."""
    sql = (
        "SELECT c.household_id FROM clan_household c JOIN household h ON h.id = c.household_id"
        " LEFT JOIN household_search s ON s.household_id = h.id"
        " WHERE c.clan_id = ? AND h.deleted_at IS NULL ORDER BY s.sort_key"
    )
    return [row[0] for row in file.query(sql, (clan_id,))]


def clans_of(file: CommuneFile, household_ids: Sequence[int]) -> dict[int, tuple[int, str, bool]]:
    """By household: its clan's id, name, and whether that is in the wastebasket. Without a clan: left out."""
    sql = (
        "SELECT c.household_id, x.id, x.name, x.deleted_at IS NOT NULL FROM clan_household c"
        " JOIN clan x ON x.id = c.clan_id WHERE c.household_id IN (SELECT value FROM json_each(?))"
    )
    found = file.query(sql, (json.dumps(list(household_ids)),))
    return {household: (clan, name, bool(gone)) for household, clan, name, gone in found}


def put_members(action: Action, pairs: Iterable[tuple[int, int]]) -> None:
    """Write (household, clan), in place of the clan that a household had."""
    sql = "INSERT INTO clan_household VALUES (?, ?) ON CONFLICT DO UPDATE SET clan_id = excluded.clan_id"
    action.executemany(sql, pairs)


def drop_members(action: Action, household_ids: Iterable[int]) -> None:
    """These households belong to no clan."""
    action.executemany("DELETE FROM clan_household WHERE household_id = ?", ((one,) for one in household_ids))
