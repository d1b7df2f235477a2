"""Residential groups (thôn, tổ dân phố …): making, editing, merging without losing past results."""

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import fold, text_sort_key, tidy
from khuyenhoc_desktop.store import group_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.group_queries import GroupRow
from khuyenhoc_desktop.store.residing import go_over

__all__ = [
    "KINDS",
    "GroupRow",
    "add_group",
    "delete_group",
    "edit_group",
    "kind_of",
    "list_groups",
    "merge_groups",
]

KINDS = ("thôn", "bản", "ấp", "buôn", "xóm", "làng", "tổ dân phố", "khu phố", "khóm", "khác")


def list_groups(file: CommuneFile, year: int, *, with_ended: bool = False) -> list[GroupRow]:
    """The groups that exist in a year, in Vietnamese order; with_ended: those that no longer do as well."""
    rows = group_queries.all_groups(file, year)
    wanted = [row for row in rows if with_ended or row.valid_in(year)]
    return sorted(wanted, key=lambda row: (row.sort_no is None, row.sort_no or 0, text_sort_key(row.name)))


def group_rank(file: CommuneFile, year: int) -> dict[int, int]:
    """The place of each group in the list order."""
    return {row.id: place for place, row in enumerate(list_groups(file, year, with_ended=True))}


def kind_of(name: str) -> str:
    """The kind that a group's name begins with («Tổ dân phố 3» -> «tổ dân phố»), or «khác»."""
    folded = fold(name)
    return next((kind for kind in KINDS if folded.startswith(fold(kind) + " ")), "khác")


def add_group(file: CommuneFile, name: str, kind: str, year: int) -> int:
    """Make a group that exists from `year` on; returns its id.

    Raises:
        UserError: group_name_missing, group_exists.
    """
    return add_groups(file, [(name, kind)], year)[0]


def add_groups(file: CommuneFile, groups: list[tuple[str, str]], year: int) -> list[int]:
    """Make several groups (name, kind) in one action.

    Raises:
        UserError: group_name_missing, group_exists.
    """
    names = [tidy(name) for name, _ in groups]
    for place, name in enumerate(names):
        _check_name(file, name, year, others=names[:place])
    what = f"Thêm {names[0]}" if len(names) == 1 else f"Thêm {len(names)} thôn, tổ dân phố"
    with file.action("group.add", what) as action:
        ids = action.new_ids(len(names))
        rows = [(i, name, kind, year) for i, name, (_, kind) in zip(ids, names, groups, strict=True)]
        group_queries.add(action, rows)
    return ids


def edit_group(
    file: CommuneFile, group_id: int, name: str, kind: str, valid_from: int, valid_to: int | None, year: int
) -> None:
    """Change a group's name, kind and the years in which it exists.

    Raises:
        UserError: group_name_missing, group_exists, bad_years, group_lived_in, no_group.
    """
    _group(file, group_id, year)
    name = tidy(name)
    _check_name(file, name, year, but=group_id)
    _check_years(file, group_id, name, valid_from, valid_to)
    with file.action("group.edit", f"Sửa {name}") as action:
        group_queries.edit(action, group_id, (name, kind, valid_from, valid_to))


def delete_group(file: CommuneFile, group_id: int, year: int) -> None:
    """Remove a group in which no household ever lived.

    Raises:
        UserError: group_in_use.
    """
    group = _group(file, group_id, year)
    if group_queries.is_used(file, group_id):
        raise UserError(
            "group_in_use",
            f"{group.name} còn hộ hoặc còn số liệu các năm trước nên không xóa được.",
            "Dùng Sáp nhập để chuyển các hộ sang thôn khác mà vẫn giữ kết quả cũ.",
        )
    with file.action("group.delete", f"Xóa {group.name}") as action:
        group_queries.delete(action, group_id)


def merge_groups(file: CommuneFile, source_id: int, into_id: int, year: int) -> int:
    """Merge a group into another from `year` on; results of earlier years stay with the old one.

    Returns how many households of that year went over; those away or in the wastebasket go with them,
    uncounted, as the lists do not count them either. Raises:
        UserError: merge_into_itself, merge_into_ended, no_group.
    """
    source, into = _group(file, source_id, year), _group(file, into_id, year)
    if source_id == into_id:
        raise UserError("merge_into_itself", "Không thể sáp nhập một thôn vào chính nó.", "Chọn thôn nhận khác.")
    if not into.valid_in(year):
        raise UserError(
            "merge_into_ended",
            f"{into.name} không có trong năm {year} nên không nhận sáp nhập được.",
            "Chọn thôn nhận khác, hoặc sửa lại các năm của thôn này.",
        )
    households = group_queries.households_of(file, source_id, year)
    summary = f"Sáp nhập {source.name} vào {into.name} từ năm {year} ({source.households} hộ)"
    with file.action("group.merge", summary) as action:
        go_over(action, households, year, source_id, into_id)
        group_queries.note_merged(action, source_id, into_id, year)
    return source.households


def _group(file: CommuneFile, group_id: int, year: int) -> GroupRow:
    for row in group_queries.all_groups(file, year):
        if row.id == group_id:
            return row
    raise UserError("no_group", "Thôn này không còn trong tệp.", "Nạp lại danh sách thôn rồi chọn lại.")


def _check_years(file: CommuneFile, group_id: int, name: str, valid_from: int, valid_to: int | None) -> None:
    early = len(group_queries.present_before(file, group_id, valid_from))
    if early:
        raise UserError(
            "group_lived_in",
            f"{name} đã có {early} hộ trước năm {valid_from} nên không bắt đầu muộn thế được.",
            "Gõ năm bắt đầu sớm hơn, hoặc chuyển các hộ sang thôn khác trước.",
        )
    if valid_to is None:
        return
    if valid_to < valid_from:
        raise UserError(
            "bad_years",
            f"Năm kết thúc {valid_to} trước năm bắt đầu {valid_from}.",
            "Sửa lại một trong hai năm.",
        )
    left = len(group_queries.present_after(file, group_id, valid_to))
    if left:
        raise UserError(
            "group_lived_in",
            f"{name} còn {left} hộ sau năm {valid_to} nên chưa kết thúc được.",
            "Dùng Sáp nhập, hoặc chuyển các hộ sang thôn khác trước.",
        )


def _check_name(
    file: CommuneFile, name: str, year: int, but: int | None = None, others: list[str] | None = None
) -> None:
    if not name:
        raise UserError("group_name_missing", "Chưa có tên thôn, tổ dân phố.", "Gõ tên, ví dụ: Thôn Hạ.")
    taken = {
        fold(row.name) for row in group_queries.all_groups(file, year) if row.id != but and row.valid_in(year)
    }
    if fold(name) in taken | {fold(other) for other in others or []}:
        raise UserError("group_exists", f"Đã có {name} trong danh sách.", "Dùng thôn đã có, hoặc gõ tên khác.")
