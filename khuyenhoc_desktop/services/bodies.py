"""What clans and units have in common: finding, adding, editing, joining two into one, the wastebasket."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from typing import Any, TypeVar

from khuyenhoc_desktop.domain.body import called
from khuyenhoc_desktop.domain.problems import Problem, UserError, warning
from khuyenhoc_desktop.domain.text import fold, text_sort_key
from khuyenhoc_desktop.services.groups import group_rank
from khuyenhoc_desktop.store import body_queries
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.body_queries import BodyRow
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.finding import Asked, in_group_order

Row = TypeVar("Row", bound=BodyRow)


@dataclass(frozen=True, slots=True)
class Query(Asked):
    """Which clans or units, in which order. `sort` is a field of their rows, "group" for the order of the thôn.

    `state` is one of present, ended, deleted, all. `kind` is a code of domain.subjects.UNIT_KINDS.
    """

    state: str = "present"
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """One kind of them: its table (which is its name in the code too), its noun, and the rules of its fields.

    `followers` are the columns of other tables that name one of them.
    """

    table: str
    noun: str
    tidied: Callable[[Any], Any]
    check: Callable[[Any], list[Problem]]
    followers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How many subjects of one title count in a thôn or in the commune, and how far they are."""

    total: int = 0
    registered: int = 0
    reached: int = 0
    proposed: int = 0
    recognised: int = 0


def standings(file: CommuneFile, year: int, group_id: int | None = None) -> dict[str, Standing]:
    """By title: what counts in a thôn (None: in the commune). A title of which nobody counts has no entry."""
    found = body_queries.standings(file, year, group_id)
    return {title: Standing(*numbers) for title, numbers in found.items()}


def matching(file: CommuneFile, rows: Iterable[Row], query: Query) -> list[int]:
    """The ids of those of the rows that fit, in the order asked for; what is not entered comes last."""
    words = fold(query.text).split()
    found = [row for row in rows if _fits(row, query) and all(word in _find(row) for word in words)]
    found.sort(key=lambda row: text_sort_key(row.name))
    if query.sort == "group":
        places = [(row.id, row.place_id) for row in found]
        return in_group_order(places, group_rank(file, query.year), query.descending)
    if query.sort == "name":
        found.sort(key=lambda row: text_sort_key(row.name), reverse=query.descending)
    else:
        filled = [row for row in found if getattr(row, query.sort) is not None]
        filled.sort(key=lambda row: _key(getattr(row, query.sort)), reverse=query.descending)
        found = filled + [row for row in found if getattr(row, query.sort) is None]
    return [row.id for row in found]


def only(body: Body, rows: Sequence[Row]) -> Row:
    """The one row that was asked for.

    Raises:
        UserError: no_clan or no_unit.
    """
    if not rows:
        raise gone(body)
    return rows[0]


def gone(body: Body) -> UserError:
    """The refusal when one is no longer on file."""
    message = f"{body.noun.capitalize()} này không còn trong tệp."
    return UserError(f"no_{body.table}", message, "Nạp lại danh sách rồi chọn mục khác.")


def checked(body: Body, record: Any) -> Any:
    """The record, tidy.

    Raises:
        UserError: bad_clan or bad_unit, with every error.
    """
    record = body.tidied(record)
    errors = tuple(problem for problem in body.check(record) if problem.is_error)
    if errors:
        first = errors[0]
        raise UserError(f"bad_{body.table}", first.message, first.cure, place=first.field or "", problems=errors)
    return record


def add(file: CommuneFile, body: Body, record: Any) -> int:
    """Add one; returns its id.

    Raises:
        UserError: bad_clan or bad_unit.
    """
    record = checked(body, record)
    with file.action(f"{body.table}.add", f"Thêm {called(body.noun, record.name)}") as action:
        return write_new(action, body, [record])[0]


def write_new(action: Action, body: Body, records: Sequence[Any]) -> list[int]:
    """Write checked records inside an action; returns their ids."""
    ids = action.new_ids(len(records))
    marks = ", ".join("?" * (len(fields(records[0])) + 1)) if records else ""
    rows = [(one, *astuple(record)) for one, record in zip(ids, records, strict=True)]
    action.executemany(f"INSERT INTO {body.table} VALUES ({marks}, NULL)", rows)
    return ids


def write_changed(action: Action, body: Body, changed: Sequence[tuple[int, Any]]) -> None:
    """Write (id, checked record) of ones on file inside an action.

    Raises:
        UserError: no_clan or no_unit.
    """
    for one, record in changed:
        named = ", ".join(f"{field.name} = ?" for field in fields(record))
        if not action.execute(
            f"UPDATE {body.table} SET {named} WHERE id = ? RETURNING 1", (*astuple(record), one)
        ):
            raise gone(body)


def edit(file: CommuneFile, body: Body, ident: int, record: Any) -> None:
    """Change what is kept about one.

    Raises:
        UserError: bad_clan or bad_unit; no_clan or no_unit.
    """
    record = checked(body, record)
    with file.action(f"{body.table}.edit", f"Sửa {called(body.noun, record.name)}") as action:
        write_changed(action, body, [(ident, record)])


def delete(file: CommuneFile, body: Body, ids: Sequence[int]) -> None:
    """Put some into the wastebasket; scores and members stay with them."""
    now = datetime.now().isoformat(timespec="seconds")
    with file.action(f"{body.table}.delete", f"Xóa {how_many(file, body, ids)}") as action:
        action.executemany(f"UPDATE {body.table} SET deleted_at = ? WHERE id = ?", [(now, one) for one in ids])


def restore(file: CommuneFile, body: Body, ids: Sequence[int]) -> None:
    """Take some back out of the wastebasket."""
    summary = f"Lấy lại {how_many(file, body, ids)} từ thùng rác"
    with file.action(f"{body.table}.restore", summary) as action:
        action.executemany(f"UPDATE {body.table} SET deleted_at = NULL WHERE id = ?", [(one,) for one in ids])


def merge(file: CommuneFile, body: Body, source: int, into: int) -> None:
    """Two spelled differently are one: who belongs to `source` goes over to `into`, `source` to the wastebasket.

    Results of `source` stay with it. Raises:
        UserError: merge_into_itself, no_clan or no_unit.
    """
    if source == into:
        message = f"Không thể gộp một {body.noun} vào chính nó."
        raise UserError("merge_into_itself", message, f"Chọn {body.noun} khác.")
    names = [name_of(file, body, one) for one in (source, into)]
    now = datetime.now().isoformat(timespec="seconds")
    with file.action(f"{body.table}.merge", f"Gộp {called(body.noun, names[0])} vào {names[1]}") as action:
        for table, column in body.followers:
            action.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (into, source))
        action.execute(f"UPDATE {body.table} SET deleted_at = ? WHERE id = ?", (now, source))


def likely_twins(
    rows: Iterable[BodyRow], body: Body, name: str, group_id: int | None, but: int | None = None
) -> list[Problem]:
    """A warning for each one on file of this name in the same thôn, or where one of the two has no thôn."""
    alike = [
        row
        for row in rows
        if row.id != but
        and row.deleted_at is None
        and fold(row.name) == fold(name)
        and (group_id is None or row.group_id is None or row.group_id == group_id)
    ]
    return [
        warning(
            f"{body.table}_twin",
            f"Đã có {called(body.noun, row.name)}" + (f" ở {row.group}." if row.group else "."),
            f"Xem lại: nếu là một {body.noun} thì sửa mục đã có, không thêm nữa.",
        )
        for row in alike
    ]


def name_of(file: CommuneFile, body: Body, ident: int) -> str:
    """The name of one.

    Raises:
        UserError: no_clan or no_unit.
    """
    name: str | None = file.value(f"SELECT name FROM {body.table} WHERE id = ?", (ident,))
    if name is None:
        raise gone(body)
    return name


def how_many(file: CommuneFile, body: Body, ids: Sequence[int]) -> str:
    """Some of them in a sentence: their number, or the name of the only one."""
    return f"{len(ids)} {body.noun}" if len(ids) != 1 else called(body.noun, name_of(file, body, ids[0]))


def record_of(made: type[Any], row: BodyRow) -> Any:
    """The editable fields of a row."""
    return made(**{field.name: getattr(row, field.name) for field in fields(made)})


def _fits(row: BodyRow, query: Query) -> bool:
    asked = (
        (query.group_id, row.place_id),
        (query.kind, getattr(row, "kind", None)),
        (query.registered, row.registered),
        (query.proposed, row.proposed),
        (query.recognised, bool(row.recognised)),
        (query.outcome, row.outcome),
    )
    return _in_state(row, query.state) and all(wanted in (None, there) for wanted, there in asked)


def _in_state(row: BodyRow, state: str) -> bool:
    if state == "deleted":
        return row.deleted_at is not None
    return row.deleted_at is None and (state == "all" or row.present == (state == "present"))


def _find(row: BodyRow) -> str:
    return fold(" ".join(part for part in (row.name, row.code, row.head_name, row.address) if part))


def _key(value: object) -> Any:
    return text_sort_key(value) if isinstance(value, str) else value
