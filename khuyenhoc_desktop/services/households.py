"""The register of households: finding, adding, editing, moving, leaving, returning, the wastebasket."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime

from khuyenhoc_desktop.domain.household import HouseholdFields, check_fields, tidied
from khuyenhoc_desktop.domain.problems import Problem, UserError, warning
from khuyenhoc_desktop.domain.subjects import HOUSEHOLD, RESIDENTIAL_GROUP
from khuyenhoc_desktop.domain.text import fold
from khuyenhoc_desktop.services.groups import group_rank
from khuyenhoc_desktop.store import group_queries, household_queries, record_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.household_queries import HouseholdRow, Query
from khuyenhoc_desktop.store.residing import go_away, reside

__all__ = ["HouseholdFields", "HouseholdRow", "Query", "add", "edit", "find_ids", "get", "rows"]

_COLUMNS = record_queries.columns_of(HouseholdFields)


@dataclass(frozen=True, slots=True)
class Residence:
    """From a year on the household lives in a group, or is away from it."""

    from_year: int
    group_id: int
    group: str
    away: bool


def find_ids(file: CommuneFile, query: Query) -> list[int]:
    """The ids of the households sought, in the order asked for."""
    rank = group_rank(file, query.year) if query.sort == "group" else {}
    return household_queries.find_ids(file, query, rank)


def rows(file: CommuneFile, year: int, ids: Sequence[int]) -> list[HouseholdRow]:
    """The rows of these households (ask for a screenful, at most some hundreds, at once)."""
    return household_queries.rows(file, year, ids)


def get(file: CommuneFile, household_id: int, year: int) -> HouseholdRow:
    """One household.

    Raises:
        UserError: no_household.
    """
    found = household_queries.rows(file, year, [household_id])
    if not found:
        raise _no_household()
    return found[0]


def residences(file: CommuneFile, household_id: int) -> list[Residence]:
    """Where the household has lived, oldest first."""
    return [Residence(*row) for row in household_queries.residences(file, household_id)]


def likely_twins(
    file: CommuneFile, fields: HouseholdFields, group_id: int, but: int | None = None
) -> list[Problem]:
    """Warnings for households on file that look like the same one (same number; or same thôn, name, year)."""
    found = household_queries.twins(file, fold(fields.head_name), group_id, fields.personal_number)
    return [
        warning(
            "household_twin",
            f"Đã có hộ {name} ({born or 'không rõ năm sinh'}) giống hộ này.",
            "Xem lại: nếu là một hộ thì sửa hộ đã có, không thêm nữa.",
        )
        for i, name, born in found
        if i != but
    ]


def add(file: CommuneFile, year: int, group_id: int, fields: HouseholdFields) -> int:
    """Add a household that lives in a group from `year` on; returns its id.

    Raises:
        UserError: bad_household with every problem; group_ended.
    """
    fields = _checked(fields)
    _refuse_ended(file, group_id, year)
    with file.action("household.add", f"Thêm hộ {fields.head_name}") as action:
        household = action.new_id()
        record_queries.add(action, HOUSEHOLD, _COLUMNS, [(household, *astuple(fields))])
        reside(action, [(household, year, group_id)])
    return household


def edit(file: CommuneFile, household_id: int, fields: HouseholdFields) -> None:
    """Change what is kept about a household; the columns that stay the same are not written.

    Raises:
        UserError: bad_household with every problem; no_household.
    """
    fields = _checked(fields)
    with file.action("household.edit", f"Sửa hộ {fields.head_name}") as action:
        if not record_queries.edit(action, HOUSEHOLD, household_id, fields):
            raise _no_household()


def move(file: CommuneFile, ids: Sequence[int], group_id: int, year: int) -> None:
    """From `year` on these households live in another group. Raises UserError group_ended."""
    _refuse_ended(file, group_id, year)
    name = group_name(file, group_id)
    with file.action("household.move", f"Chuyển {_how_many(file, ids, year)} sang {name} từ năm {year}") as action:
        reside(action, [(i, year, group_id) for i in ids])


def set_away(file: CommuneFile, ids: Sequence[int], year: int) -> None:
    """These households have moved away: from `year` on they are not counted.

    Raises:
        UserError: not_here_yet when one came to the commune only later.
    """
    late = household_queries.not_here_yet(file, ids, year)
    if late:
        raise UserError(
            "not_here_yet",
            f"{len(late)} hộ chưa có ở xã trong năm {year} nên không ghi chuyển đi từ năm đó được.",
            "Chọn năm muộn hơn; nếu ghi nhầm năm bắt đầu ở xã thì xóa hộ rồi thêm lại.",
        )
    with file.action("household.away", f"{_how_many(file, ids, year)} chuyển đi từ năm {year}") as action:
        go_away(action, ids, year)


def set_returned(file: CommuneFile, ids: Sequence[int], group_id: int, year: int) -> None:
    """These households are back, in a group, from `year` on. Raises UserError group_ended."""
    _refuse_ended(file, group_id, year)
    with file.action("household.return", f"{_how_many(file, ids, year)} chuyển về từ năm {year}") as action:
        reside(action, [(i, year, group_id) for i in ids])


def delete(file: CommuneFile, ids: Sequence[int], year: int) -> None:
    """Put households into the wastebasket; their scores stay with them."""
    now = datetime.now().isoformat(timespec="seconds")
    with file.action("household.delete", f"Xóa {_how_many(file, ids, year)}") as action:
        record_queries.set_deleted(action, HOUSEHOLD, ids, now)


def restore(file: CommuneFile, ids: Sequence[int], year: int) -> None:
    """Take households back out of the wastebasket."""
    with file.action("household.restore", f"Lấy lại {_how_many(file, ids, year)} từ thùng rác") as action:
        record_queries.set_deleted(action, HOUSEHOLD, ids, None)


def group_name(file: CommuneFile, group_id: int) -> str:
    """The name of a group."""
    return record_queries.name_of(file, RESIDENTIAL_GROUP, group_id) or ""


def fields_of(row: HouseholdRow) -> HouseholdFields:
    """The editable fields of a list row."""
    return HouseholdFields(**{name: getattr(row, name) for name in _COLUMNS})


def _refuse_ended(file: CommuneFile, group_id: int, year: int) -> None:
    ended = group_queries.ended_before(file, group_id, year)
    if ended is not None:
        name, last = ended
        raise UserError(
            "group_ended",
            f"{name} chỉ có đến hết năm {last} nên không nhận hộ trong năm {year}.",
            "Chọn thôn khác còn hoạt động trong năm này.",
        )


def _no_household() -> UserError:
    return UserError("no_household", "Hộ này không còn trong tệp.", "Nạp lại danh sách rồi chọn hộ khác.")


def _checked(fields: HouseholdFields) -> HouseholdFields:
    fields = tidied(fields)
    errors = tuple(p for p in check_fields(fields, date.today().year) if p.is_error)
    if errors:
        raise UserError(
            "bad_household", errors[0].message, errors[0].cure, place=errors[0].field or "", problems=errors
        )
    return fields


def _how_many(file: CommuneFile, ids: Sequence[int], year: int) -> str:
    if len(ids) != 1:
        return f"{len(ids)} hộ"
    found = household_queries.rows(file, year, ids)
    return f"hộ {found[0].head_name}" if found else "1 hộ"
