"""Where else the name of somebody who is to be erased stands: as head of a clan or unit, as signer, in settings.

None of these is a reference: they are texts that somebody typed. Heads of the clan or unit that he belongs to, of
the very same name, are taken for him; every other place of that name may be of a namesake.
"""

from collections.abc import Collection
from dataclasses import dataclass

from khuyenhoc_desktop.domain.text import tidy
from khuyenhoc_desktop.store.commune_file import CommuneFile

_OWN = {
    "household": "SELECT ?1 AS id UNION SELECT id FROM person WHERE household_id = ?1",
    "person": "SELECT ?1 AS id",
}
_NAMES = """
    SELECT head_name FROM household WHERE id IN ({own}) UNION SELECT name FROM person WHERE id IN ({own})"""
_HEADS = """
    SELECT 'clan', id, name, head_name FROM clan WHERE head_name NOTNULL AND id IN (
        SELECT clan_id FROM person WHERE id IN ({own})
        UNION SELECT clan_id FROM clan_household WHERE household_id IN ({own})
        UNION SELECT clan_id FROM clan_household WHERE household_id IN (
            SELECT household_id FROM person WHERE id IN ({own})))
    UNION ALL SELECT 'unit', id, name, head_name FROM unit
        WHERE head_name NOTNULL AND id IN (SELECT unit_id FROM person WHERE id IN ({own}))
    ORDER BY 1, 3, 2"""
_PLACES = {
    "household": "SELECT head_name FROM household WHERE id NOT IN ({own})"
    " AND id IN (SELECT household_id FROM person WHERE id IN ({own}))",
    "clan": "SELECT head_name FROM clan WHERE ?1",
    "unit": "SELECT head_name FROM unit WHERE ?1",
    "decision": "SELECT signer FROM decision WHERE ?1",
    "workflow_event": "SELECT person FROM workflow_event WHERE person NOTNULL AND subject_id NOT IN ({own})",
    "criteria_confirmation": "SELECT confirmed_by FROM criteria_confirmation WHERE ?1",
    "setting": "SELECT value FROM setting WHERE ?1",
    "journal": "SELECT DISTINCT who FROM journal WHERE ?1",
}


@dataclass(frozen=True, slots=True)
class Head:
    """A clan or unit (`table`, `id`, its `name`) whose head bears the name."""

    table: str
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NamedElsewhere:
    """The heads that are taken for him, and how often the name stands in which other tables."""

    heads: tuple[Head, ...]
    stays: dict[str, int]


def same_name(one: str | None, other: str) -> bool:
    """Whether two texts are one name, whatever their capitals and spaces."""
    return tidy(one or "").casefold() == tidy(other).casefold()


def named_elsewhere(file: CommuneFile, table: str, identity: int) -> NamedElsewhere:
    """Where the names of a household and the persons in it, or of one person, stand besides their own entries."""
    own = _OWN[table]
    names = [row[0] for row in file.query(_NAMES.format(own=_ids(own)), (identity,))]
    found = file.query(_HEADS.format(own=_ids(own)), (identity,))
    heads = tuple(Head(kind, number, name) for kind, number, name, head in found if _is_one_of(head, names))
    stays = {
        place: sum(_is_one_of(row[0], names) for row in file.query(sql.format(own=_ids(own)), (identity,)))
        for place, sql in _PLACES.items()
    }
    for head in heads:
        stays[head.table] -= 1
    return NamedElsewhere(heads, {place: count for place, count in stays.items() if count})


def _ids(own: str) -> str:
    return f"SELECT id FROM ({own})"


def _is_one_of(text: str | None, names: Collection[str]) -> bool:
    return text is not None and any(same_name(text, name) for name in names)
