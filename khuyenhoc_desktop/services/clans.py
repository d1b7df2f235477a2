"""The register of clans and of the households that belong to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from khuyenhoc_desktop.domain import clan
from khuyenhoc_desktop.domain.body import called
from khuyenhoc_desktop.domain.clan import ClanFields
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import households
from khuyenhoc_desktop.services.bodies import Register
from khuyenhoc_desktop.services.households import HouseholdRow
from khuyenhoc_desktop.store import clan_queries
from khuyenhoc_desktop.store.clan_queries import ClanRow
from khuyenhoc_desktop.store.commune_file import CommuneFile

__all__ = ["REGISTER", "ClanFields", "ClanRow", "Taken", "set_households"]

REGISTER: Final = Register(
    "clan",
    clan.NOUN,
    ClanFields,
    clan.tidied,
    clan.check_fields,
    clan_queries.rows,
    (("clan_household", "clan_id"), ("person", "clan_id")),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A household that belongs to another clan already; `deleted`: which is in the wastebasket."""

    household_id: int
    head_name: str
    clan: str
    deleted: bool


def member_ids(file: CommuneFile, clan_id: int) -> list[int]:
    """The member households by name, those away too."""
    return clan_queries.member_ids(file, clan_id)


def members(file: CommuneFile, clan_id: int, year: int) -> list[HouseholdRow]:
    """The member households by name, with where they stand in the year."""
    return households.rows(file, year, clan_queries.member_ids(file, clan_id))


def clan_of(file: CommuneFile, household_id: int) -> tuple[int, str] | None:
    """The id and name of the clan that a household belongs to, unless that is in the wastebasket."""
    found = clan_queries.clans_of(file, [household_id]).get(household_id)
    return None if found is None or found[2] else found[:2]


def taken(file: CommuneFile, clan_id: int, household_ids: Sequence[int], year: int) -> list[Taken]:
    """Which of these households belong to another clan, of which they would be taken."""
    others = {one: told for one, told in clan_queries.clans_of(file, household_ids).items() if told[0] != clan_id}
    found = households.rows(file, year, list(others))
    return [Taken(row.id, row.head_name, others[row.id][1], others[row.id][2]) for row in found]


def set_households(
    file: CommuneFile, clan_id: int, household_ids: Sequence[int], *, year: int, take_over: bool = False
) -> None:
    """Make these households, and no others, the members of a clan.

    `take_over` says that the officer was asked about those that belong to another clan. Raises:
        UserError: household_in_other_clan, no_clan.
    """
    there, wanted = set(clan_queries.member_ids(file, clan_id)), set(household_ids)
    come = [one for one in dict.fromkeys(household_ids) if one not in there]
    go = sorted(there - wanted)
    if not take_over:
        _refuse_taken(taken(file, clan_id, come, year))
    summary = _said(REGISTER.name_of(file, clan_id), len(come), len(go))
    with file.action("clan.households", summary) as action:
        clan_queries.put_members(action, [(one, clan_id) for one in come])
        clan_queries.drop_members(action, go)


def add_households(
    file: CommuneFile, clan_id: int, household_ids: Sequence[int], *, year: int, take_over: bool = False
) -> None:
    """Add households to a clan; see set_households."""
    members_now = clan_queries.member_ids(file, clan_id)
    set_households(file, clan_id, [*members_now, *household_ids], year=year, take_over=take_over)


def remove_households(file: CommuneFile, clan_id: int, household_ids: Sequence[int], *, year: int) -> None:
    """Take households out of a clan."""
    gone = set(household_ids)
    stay = [one for one in clan_queries.member_ids(file, clan_id) if one not in gone]
    set_households(file, clan_id, stay, year=year)


def _refuse_taken(others: Sequence[Taken]) -> None:
    if not others:
        return
    first = others[0]
    message = f"Hộ {first.head_name} đang thuộc {called(clan.NOUN, first.clan)}."
    if len(others) > 1:
        message = f"{len(others)} hộ đang thuộc dòng họ khác, ví dụ hộ {first.head_name} ({first.clan})."
    cure = "Mỗi hộ chỉ thuộc một dòng họ. Bỏ hộ đó ra, hoặc đồng ý chuyển sang dòng họ này."
    raise UserError("household_in_other_clan", message, cure)


def _said(name: str, come: int, go: int) -> str:
    parts = [f"thêm {come} hộ"] * bool(come) + [f"bỏ {go} hộ"] * bool(go)
    return f"Các hộ của {called(clan.NOUN, name)}: {', '.join(parts)}"
