"""Import of the households of clans: each row a household and its clan. Which household is meant is never guessed.

A household that is not sure is for a person to decide (Options.households), as in lists of persons. A clan that
is not on file is made, and told.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from khuyenhoc_desktop.domain.clan import ClanFields
from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.services import clans
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.beginning import left_out
from khuyenhoc_desktop.services.importing.body_entries import clan_key
from khuyenhoc_desktop.services.importing.entries import Entry, read_entries
from khuyenhoc_desktop.services.importing.group_book import GroupBook, GroupRef
from khuyenhoc_desktop.services.importing.group_column import filled_groups, merged_cells
from khuyenhoc_desktop.services.importing.group_names import group_key
from khuyenhoc_desktop.services.importing.header import text_of
from khuyenhoc_desktop.services.importing.household_links import REASONS, HouseholdLinks, Link
from khuyenhoc_desktop.services.importing.identity import spelling_key
from khuyenhoc_desktop.services.importing.on_file import Register
from khuyenhoc_desktop.services.importing.person_entries import Told
from khuyenhoc_desktop.services.importing.plan import (
    NEW,
    REJECTED,
    UNCHANGED,
    DoubtfulHousehold,
    ImportPlan,
    RowPlan,
    make_plan,
)
from khuyenhoc_desktop.services.importing.tables import EVERY_DOUBT, NO_HOUSEHOLD, Options, Survey, Table
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store import clan_queries
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.clan_queries import ClanRow
from khuyenhoc_desktop.store.commune_file import CommuneFile

ClanRef = int | str
"""A clan on file by its id, or a new one by its key."""


@dataclass(slots=True)
class MemberWrites:
    """What a plan writes: new clans by key, and (household, clan) for each new member."""

    new: dict[str, ClanFields] = field(default_factory=dict)
    members: list[tuple[int, ClanRef]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return not self.members

    def write(self, action: Action, _year: int) -> Job[None]:
        """Write inside an action."""
        yield Progress(0, len(self.members), "Đang ghi các hộ của dòng họ")
        wanted = {ref for _, ref in self.members}
        keys = [key for key in self.new if key in wanted]
        made = clans.REGISTER.write_new(action, [self.new[key] for key in keys])
        ids = dict(zip(keys, made, strict=True))
        members = [(home, ids[ref] if isinstance(ref, str) else ref) for home, ref in self.members]
        clan_queries.put_members(action, members)


def plan_members(file: CommuneFile, year: int, survey: Survey, options: Options) -> ImportPlan:
    """The plan of a list of households with their clans, whose tables were found."""
    problems: list[Problem] = []
    planner = _Planner(file, year, options, problems)
    rows = [row for table in survey.tables for row in planner.rows_of(table)]
    return make_plan(
        file,
        ("clan_members", year, None),
        (survey, options),
        rows,
        problems + planner.new_clans(),
        planner.writes,
        doubtful=tuple(planner.doubtful.values()),
        unlinked=planner.unlinked,
    )


class _Planner:
    """Finds the household and the clan of each row."""

    def __init__(self, file: CommuneFile, year: int, options: Options, problems: list[Problem]) -> None:
        self._file, self._year, self._options, self._problems = file, year, options, problems
        self._groups = GroupBook.of(file, year, dict(options.same_group))
        register = Register.of(file, year)
        self._homes = register.by_id
        self._links = HouseholdLinks(register, self._groups.names)
        self._now = clan_queries.clans_of(file, list(register.by_id))
        self._clans: defaultdict[str, list[ClanRow]] = defaultdict(list)
        for row in clans.REGISTER.all_rows(file, year):
            if row.deleted_at is None and (row.valid_to is None or row.valid_to >= year):
                self._clans[clan_key(row.name)].append(row)
        self._first: dict[str, Entry] = {}
        self._rows_of_new: Counter[str] = Counter()
        self._taken: dict[int, int] = {}
        self.writes = MemberWrites()
        self.doubtful: dict[str, DoubtfulHousehold] = {}
        self.unlinked = 0

    def rows_of(self, table: Table) -> list[RowPlan]:
        """What becomes of each row of a table."""
        column = table.mapping.index(f.CLAN)
        down = merged_cells(table, column)
        if not down and column is not None:
            down = filled_groups(table, column)
        return [
            self._row(entry, _clan_told(table, column, entry.row - 1) or down.get(entry.row - 1, ""))
            for entry in read_entries(table, self._problems, only_identify=True)
        ]

    def new_clans(self) -> list[Problem]:
        """A word about each clan that would be made."""
        return [
            self._first[key].place(_new_clan(one.name, self._rows_of_new[key]), f.CLAN)
            for key, one in self.writes.new.items()
            if self._rows_of_new[key]
        ]

    def _row(self, entry: Entry, clan_name: str) -> RowPlan:
        if (entry.sheet, entry.row) in self._options.left_out:
            self._refuse(entry, f.HEAD_NAME, left_out())
        clan = None if entry.is_rejected else self._clan(entry, clan_name)
        home = None if entry.is_rejected else self._household(entry)
        name = entry.household.head_name or entry.household.code or ""
        if clan is None or home is None or self._is_taken(entry, home, clan):
            return RowPlan(entry.sheet, entry.row, REJECTED, name, entry.group or "")
        self._taken[home] = entry.row
        one = self._homes[home]
        where = self._groups.name(one.home)
        if self._now.get(home, (None,))[0] == clan:
            return RowPlan(entry.sheet, entry.row, UNCHANGED, one.household.head_name, where, home)
        self._rows_of_new[str(clan)] += isinstance(clan, str)
        self.writes.members.append((home, clan))
        return RowPlan(entry.sheet, entry.row, NEW, one.household.head_name, where, home)

    def _clan(self, entry: Entry, name: str) -> ClanRef | None:
        """The clan on file, or the key of a new one; None with an error at the row."""
        if not name:
            self._refuse(entry, f.CLAN, _no_clan())
            return None
        key = clan_key(name)
        alike = self._clans.get(key, [])
        if len(alike) > 1:
            there = [row for row in alike if row.group_id == self._groups.known(entry)]
            alike = there if len(there) == 1 else alike
        if len(alike) > 1:
            self._refuse(entry, f.CLAN, _several(name, len(alike)))
            return None
        if alike:
            return alike[0].id
        self._first.setdefault(key, entry)
        self.writes.new.setdefault(key, ClanFields(name=name, valid_from=self._year))
        return key

    def _household(self, entry: Entry) -> int | None:
        """The household on file; None with an error at the row, when it is doubtful and not decided on."""
        home = entry.household
        told = _told(entry)
        link = self._links.find(told, self._group(entry))
        if link.household_id is not None:
            return link.household_id
        self._remember(entry, told, link)
        choice = self._options.households.get(told.key, self._options.households.get(EVERY_DOUBT))
        if isinstance(choice, int):
            return choice
        place = f.CODE if home.code else f.HEAD_NAME
        if choice == NO_HOUSEHOLD:
            self._refuse(entry, place, left_out())
        else:
            self._refuse(entry, place, _doubtful(told, link))
            self.unlinked += 1
        return None

    def _group(self, entry: Entry) -> GroupRef | None:
        """The thôn: its id, or its words where there is none of that name."""
        found = self._groups.known(entry)
        return entry.group if found is None else found

    def _is_taken(self, entry: Entry, home: int, clan: ClanRef) -> bool:
        """Whether the household stands in a row above, or belongs to another clan."""
        before = self._taken.get(home)
        if before is not None:
            self._refuse(entry, f.HEAD_NAME, _repeats(before))
        now = self._now.get(home)
        if before is None and now is not None and now[0] != clan and not now[2]:
            self._refuse(entry, f.CLAN, _other_clan(now[1]))
        return entry.is_rejected

    def _remember(self, entry: Entry, told: Told, link: Link) -> None:
        before = self.doubtful.get(told.key)
        rows = 1 if before is None else before.rows + 1
        first = entry if before is None else before
        self.doubtful[told.key] = DoubtfulHousehold(
            key=told.key,
            sheet=first.sheet,
            row=first.row,
            rows=rows,
            code=told.code or "",
            head_name=told.head_name or "",
            group=told.group or "",
            reason=REASONS[link.reason or ""],
            candidates=link.candidates,
            can_be_new=False,
        )

    def _refuse(self, entry: Entry, column: str, problem: Problem) -> None:
        entry.reject(column)
        self._problems.append(entry.place(problem, column))


def _told(entry: Entry) -> Told:
    home = entry.household
    parts = (home.code or "", spelling_key(home.head_name), entry.born_year or "", group_key(entry.group or ""))
    return Told("|".join(parts), home.code, home.head_name or None, home.born, entry.group)


def _clan_told(table: Table, column: int | None, index: int) -> str:
    row = table.sheet.rows[index]
    return text_of(row[column]) if column is not None and column < len(row) else ""


def _no_clan() -> Problem:
    return error("clan_missing", "Hàng này không ghi dòng họ.", "Ghi tên dòng họ, hoặc xóa hàng.")


def _several(name: str, count: int) -> Problem:
    return error(
        "name_twice",
        f"Trong máy có {count} dòng họ tên «{name}» nên chưa rõ là dòng họ nào.",
        "Đặt tên khác nhau cho các dòng họ đó (ví dụ thêm tên thôn), hoặc gộp lại nếu bị ghi trùng.",
    )


def _repeats(row: int) -> Problem:
    return error("dup_row", f"Hộ này đã có ở hàng {row}.", "Mỗi hộ chỉ thuộc một dòng họ; xóa một hàng.")


def _other_clan(name: str) -> Problem:
    return error(
        "household_in_other_clan",
        f"Hộ này đang thuộc dòng họ «{name}» trong máy.",
        "Nếu đúng là chuyển sang dòng họ này: bỏ hộ khỏi dòng họ kia ở trang Dòng họ rồi nhập lại.",
    )


def _new_clan(name: str, rows: int) -> Problem:
    return warning(
        "clan_new",
        f"Dòng họ «{name}» ({rows} hộ) chưa có trong máy; khi nhập sẽ được tạo mới.",
        "Xem lại tên; nếu đúng thì không cần làm gì, sau này ghi thêm trưởng họ ở trang Dòng họ.",
    )


def _doubtful(told: Told, link: Link) -> Problem:
    what = ", ".join(part for part in (told.code, told.head_name, told.group) if part)
    why = REASONS[link.reason or ""]
    return error(
        link.reason or "",
        f"Chưa rõ hộ nào ({what}): {why[:1].lower()}{why[1:]}.",
        "Chọn ở mục «Hộ chưa rõ»; nếu tệp ghi sai thì sửa trong tệp.",
    )
