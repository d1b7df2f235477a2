"""What clans and units have in common: finding, adding, editing, joining two into one, the wastebasket."""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from khuyenhoc_desktop.domain.body import called
from khuyenhoc_desktop.domain.clan import ClanFields
from khuyenhoc_desktop.domain.problems import Problem, UserError, warning
from khuyenhoc_desktop.domain.text import fold, text_sort_key
from khuyenhoc_desktop.domain.unit import UnitFields
from khuyenhoc_desktop.services.groups import group_rank
from khuyenhoc_desktop.store import body_queries, record_queries
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.body_queries import BodyRow
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.finding import Asked, in_group_order

Row = TypeVar("Row", bound=BodyRow)
Fields = TypeVar("Fields", bound=ClanFields | UnitFields)


@dataclass(frozen=True, slots=True)
class Query(Asked):
    """Which clans or units, in which order. `sort` is a field of their rows, "group" for the order of the thôn.

    `state` is one of present, ended, deleted, all. `kind` is a code of domain.subjects.UNIT_KINDS.
    """

    state: str = "present"
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Register(Generic[Fields, Row]):
    """The register of clans or of units: its table (which is its name in the code too), its noun, its fields.

    `tidied` and `check` are the rules of its fields; `read` gives the rows of a year, of these ids or of all;
    `followers` are the columns of other tables that name one of them.
    """

    table: str
    noun: str
    made: type[Fields]
    tidied: Callable[[Fields], Fields]
    check: Callable[[Fields], list[Problem]]
    read: Callable[[CommuneFile, int, Sequence[int] | None], list[Row]]
    followers: tuple[tuple[str, str], ...]

    def find_ids(self, file: CommuneFile, query: Query) -> list[int]:
        """The ids of those sought, in the order asked for; what is not entered comes last."""
        words = fold(query.text).split()
        rows = self.all_rows(file, query.year)
        found = [row for row in rows if _fits(row, query) and all(word in _find(row) for word in words)]
        found.sort(key=lambda row: text_sort_key(row.name))
        if query.sort == "group":
            places = [(row.id, row.place_id) for row in found]
            return in_group_order(places, group_rank(file, query.year), query.descending)
        return [row.id for row in _ordered(found, query)]

    def all_rows(self, file: CommuneFile, year: int) -> list[Row]:
        """Every one on file, those in the wastebasket too."""
        return self.read(file, year, None)

    def rows(self, file: CommuneFile, year: int, ids: Sequence[int]) -> list[Row]:
        """The rows of these, in this order; ids that are gone are left out."""
        return self.read(file, year, ids)

    def get(self, file: CommuneFile, record_id: int, year: int) -> Row:
        """The row of one.

        Raises:
            UserError: no_clan or no_unit.
        """
        found = self.rows(file, year, [record_id])
        if not found:
            raise self._gone()
        return found[0]

    def fields_of(self, row: Row) -> Fields:
        """The editable fields of a row."""
        return self.made(**{name: getattr(row, name) for name in record_queries.columns_of(self.made)})

    def likely_twins(self, file: CommuneFile, year: int, fields: Fields, but: int | None = None) -> list[Problem]:
        """A warning for each one on file of this name in the same thôn, or where one of the two has no thôn."""
        group_id = fields.group_id
        return [
            warning(
                f"{self.table}_twin",
                f"Đã có {called(self.noun, row.name)}" + (f" ở {row.group}." if row.group else "."),
                f"Xem lại: nếu là một {self.noun} thì sửa mục đã có, không thêm nữa.",
            )
            for row in self.all_rows(file, year)
            if row.id != but
            and row.deleted_at is None
            and fold(row.name) == fold(fields.name)
            and (group_id is None or row.group_id is None or row.group_id == group_id)
        ]

    def add(self, file: CommuneFile, fields: Fields) -> int:
        """Add one; returns its id.

        Raises:
            UserError: bad_clan or bad_unit, with every error.
        """
        fields = self._checked(fields)
        with file.action(f"{self.table}.add", f"Thêm {called(self.noun, fields.name)}") as action:
            return self.write_new(action, [fields])[0]

    def edit(self, file: CommuneFile, record_id: int, fields: Fields) -> None:
        """Change what is kept about one. Its last year (`valid_to`) is how it ends.

        Raises:
            UserError: bad_clan or bad_unit, with every error; no_clan or no_unit.
        """
        fields = self._checked(fields)
        with file.action(f"{self.table}.edit", f"Sửa {called(self.noun, fields.name)}") as action:
            self.write_changed(action, [(record_id, fields)])

    def delete(self, file: CommuneFile, ids: Sequence[int]) -> None:
        """Put some into the wastebasket; scores and members stay with them."""
        now = datetime.now().isoformat(timespec="seconds")
        with file.action(f"{self.table}.delete", f"Xóa {self._how_many(file, ids)}") as action:
            record_queries.set_deleted(action, self.table, ids, now)

    def restore(self, file: CommuneFile, ids: Sequence[int]) -> None:
        """Take some back out of the wastebasket."""
        summary = f"Lấy lại {self._how_many(file, ids)} từ thùng rác"
        with file.action(f"{self.table}.restore", summary) as action:
            record_queries.set_deleted(action, self.table, ids, None)

    def merge(self, file: CommuneFile, source: int, into: int) -> None:
        """Two spelled differently are one: who belongs to `source` goes over, `source` to the wastebasket.

        Results of `source` stay with it. Raises:
            UserError: merge_into_itself, no_clan or no_unit.
        """
        if source == into:
            message = f"Không thể gộp một {self.noun} vào chính nó."
            raise UserError("merge_into_itself", message, f"Chọn {self.noun} khác.")
        names = [self.name_of(file, one) for one in (source, into)]
        now = datetime.now().isoformat(timespec="seconds")
        with file.action(f"{self.table}.merge", f"Gộp {called(self.noun, names[0])} vào {names[1]}") as action:
            body_queries.go_over(action, self.followers, source, into)
            record_queries.set_deleted(action, self.table, [source], now)

    def name_of(self, file: CommuneFile, record_id: int) -> str:
        """The name of one.

        Raises:
            UserError: no_clan or no_unit.
        """
        name = record_queries.name_of(file, self.table, record_id)
        if name is None:
            raise self._gone()
        return name

    def write_new(self, action: Action, records: Sequence[Fields]) -> list[int]:
        """Write checked fields of new ones inside an action; returns their ids."""
        ids = action.new_ids(len(records))
        rows = [(one, *astuple(record)) for one, record in zip(ids, records, strict=True)]
        record_queries.add(action, self.table, record_queries.columns_of(self.made), rows)
        return ids

    def write_changed(self, action: Action, changed: Sequence[tuple[int, Fields]]) -> None:
        """Write (id, checked fields) of ones on file inside an action.

        Raises:
            UserError: no_clan or no_unit.
        """
        for one, record in changed:
            if not record_queries.edit(action, self.table, one, record):
                raise self._gone()

    def _checked(self, fields: Fields) -> Fields:
        fields = self.tidied(fields)
        errors = tuple(problem for problem in self.check(fields) if problem.is_error)
        if errors:
            first = errors[0]
            code = f"bad_{self.table}"
            raise UserError(code, first.message, first.cure, place=first.field or "", problems=errors)
        return fields

    def _how_many(self, file: CommuneFile, ids: Sequence[int]) -> str:
        """Some of them in a sentence: their number, or the name of the only one."""
        return f"{len(ids)} {self.noun}" if len(ids) != 1 else called(self.noun, self.name_of(file, ids[0]))

    def _gone(self) -> UserError:
        message = f"{self.noun.capitalize()} này không còn trong tệp."
        return UserError(f"no_{self.table}", message, "Nạp lại danh sách rồi chọn mục khác.")


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


def _ordered(found: list[Row], query: Query) -> list[Row]:
    """By a column of the rows, those that are in the order of names already; what is not entered comes last."""
    filled = [row for row in found if getattr(row, query.sort) is not None]
    filled.sort(key=lambda row: _key(getattr(row, query.sort)), reverse=query.descending)
    return filled + [row for row in found if getattr(row, query.sort) is None]


def _key(value: object) -> Any:
    return text_sort_key(value) if isinstance(value, str) else value
