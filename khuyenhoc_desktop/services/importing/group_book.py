"""Finds the thôn on file that a workbook means, or proposes a new one."""

from collections import Counter
from dataclasses import dataclass, field

from khuyenhoc_desktop.domain.problems import Problem, warning
from khuyenhoc_desktop.domain.text import capitalise_name, fold, tidy
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.entries import Entry
from khuyenhoc_desktop.services.importing.group_names import bare_key, group_key, is_near_miss, kind_of
from khuyenhoc_desktop.services.importing.plan import NewGroup
from khuyenhoc_desktop.store.commune_file import CommuneFile

GroupRef = int | str
"""A group on file by its id, or a new one by its key."""
_RARE_ROWS = 5


@dataclass(slots=True)
class _Proposed:
    """A thôn not on file: its name and kind, its rows and the first of them."""

    name: str
    kind: str
    first: Entry
    rows: int = 0


@dataclass(slots=True)
class GroupBook:
    """The groups of a year by their names; `refs` remembers what each spelling was found to mean."""

    names: dict[int, str]
    same_group: dict[str, str]
    by_key: dict[str, int] = field(default_factory=dict)
    merged: dict[str, int] = field(default_factory=dict)
    proposed: dict[str, _Proposed] = field(default_factory=dict)
    refs: dict[str, GroupRef] = field(default_factory=dict)
    _had_any: bool = False

    @classmethod
    def of(cls, file: CommuneFile, year: int, same_group: dict[str, str]) -> "GroupBook":
        """The groups of the file that exist in the year; ended ones are known by what they were merged into."""
        rows = file.query("SELECT id, name, valid_from, valid_to, merged_into FROM residential_group")
        book = cls({row[0]: row[1] for row in rows}, dict(same_group))
        into = {row[0]: row[4] for row in rows}
        for group_id, name, _, valid_to, merged_into in sorted(rows):
            if valid_to is None or valid_to >= year:
                book.by_key.setdefault(group_key(name), group_id)
            elif merged_into is not None:
                book.merged[group_key(name)] = _end_of(into, group_id)
        book._had_any = bool(book.by_key)
        return book

    def ref(self, entry: Entry) -> GroupRef | None:
        """The group of an entry: its id, or the key of a proposed one; None when the entry names none."""
        if entry.group is None:
            return None
        written = self.same_group.get(entry.group, entry.group)
        ref = self.refs.get(written)
        if ref is None:
            name = _full_name(written, entry)
            ref = self._find(written) or self._find(name) or self._find_proposed(name)
            ref = self.refs[written] = ref or self._propose(name, entry)
        if isinstance(ref, str):
            self.proposed[ref].rows += 1
        return ref

    def known(self, entry: Entry) -> int | None:
        """The id of an entry's group if it is on file; nothing is proposed."""
        if entry.group is None:
            return None
        return self._find(self.same_group.get(entry.group, entry.group))

    def name(self, ref: GroupRef | None) -> str:
        """The name of a group."""
        if ref is None:
            return ""
        return self.names[ref] if isinstance(ref, int) else self.proposed[ref].name

    def name_and_kind(self, key: str) -> tuple[str, str]:
        """A proposed group's name and kind."""
        return self.proposed[key].name, self.proposed[key].kind

    def _find(self, written: str) -> int | None:
        """By its key; without the word of its kind where only one fits; without marks where it was typed so."""
        key = group_key(written)
        if key in self.by_key:
            return self.by_key[key]
        if kind_of(written) is None:
            fitting = [i for other, i in self.by_key.items() if bare_key(other) == key]
        else:
            fitting = [i for other, i in self.by_key.items() if other == bare_key(key)]
        if not fitting and written.isascii():
            fitting = [i for other, i in self.by_key.items() if fold(self.names[i]) == fold(written)]
        return fitting[0] if len(fitting) == 1 else self.merged.get(key)

    def _find_proposed(self, name: str) -> str | None:
        """A proposed group of this name, one of them having the word of its kind and the other not."""
        key = group_key(name)
        if key in self.proposed:
            return key
        if kind_of(name) is None:
            fitting = [other for other in self.proposed if bare_key(other) == key]
        else:
            fitting = [other for other in self.proposed if other == bare_key(key)]
            for other in fitting:
                self.proposed[other].name, self.proposed[other].kind = name, kind_of(name) or "khác"
        return fitting[0] if len(fitting) == 1 else None

    def _propose(self, name: str, entry: Entry) -> str:
        key = group_key(name)
        kind = kind_of(name) or kind_of(_group_heading(entry) + " 1") or "khác"
        self.proposed[key] = _Proposed(name, kind, entry)
        return key

    def new_groups(self, used: set[str]) -> tuple[NewGroup, ...]:
        """The proposed groups that some accepted row needs, in the order of the workbook."""
        return tuple(
            NewGroup(one.name, one.kind, one.rows, tuple(word for word, ref in self.refs.items() if ref == key))
            for key, one in self.proposed.items()
            if key in used
        )

    def problems(self) -> list[Problem]:
        """Warnings: a new thôn beside those on file, and names that may be slips of the keyboard."""
        found = []
        rows = Counter({key: one.rows for key, one in self.proposed.items()})
        for key, one in self.proposed.items():
            alike = next((self.names[i] for other, i in self.by_key.items() if is_near_miss(key, other)), None)
            alike = alike or next((self.proposed[o].name for o in rows if self._is_slip(key, o, rows)), None)
            if alike:
                found.append(one.first.place(_near_miss(one, alike), f.GROUP))
            elif self._had_any:
                found.append(one.first.place(_new_group(one), f.GROUP))
        return found

    def _is_slip(self, key: str, other: str, rows: Counter[str]) -> bool:
        return rows[key] <= _RARE_ROWS and rows[key] * 5 < rows[other] and is_near_miss(key, other)


def _end_of(into: dict[int, int | None], group_id: int) -> int:
    """Where a chain of mergers ends."""
    for _ in range(len(into)):
        following = into.get(group_id)
        if following is None:
            break
        group_id = following
    return group_id


def _group_heading(entry: Entry) -> str:
    column = entry.table.mapping.index(f.GROUP)
    return entry.table.header.headings[column] if column is not None else ""


def _full_name(written: str, entry: Entry) -> str:
    """A group's name for the list: ordinary capitals, and under a heading «Thôn» the number 5 is «Thôn 5»."""
    name = tidy(written)
    if name == name.upper() and any(letter.isalpha() for letter in name) and len(name) > 3:
        name = _ordinary(name)
    if name.isdigit():
        return f"{(kind_of(_group_heading(entry) + ' 1') or 'thôn').capitalize()} {name}"
    return name


def _ordinary(name: str) -> str:
    kind = next((word for word in ("Tổ dân phố", "Khu phố", "Khu dân cư") if name.startswith(word.upper())), "")
    return f"{kind} {capitalise_name(name[len(kind) :].strip())}".strip() if kind else capitalise_name(name)


def _near_miss(one: _Proposed, alike: str) -> Problem:
    return warning(
        "group_near_miss",
        f"«{one.name}» ({one.rows} hộ) gần giống «{alike}», có thể gõ nhầm; nếu cứ nhập sẽ thành một thôn mới.",
        f"Nếu là «{alike}» thì sửa tên thôn trong các hàng này.",
    )


def _new_group(one: _Proposed) -> Problem:
    return warning(
        "group_unknown",
        f"«{one.name}» ({one.rows} hộ) chưa có trong danh sách thôn, tổ; khi nhập sẽ được tạo mới.",
        "Xem lại tên; nếu đúng là thôn mới thì không cần làm gì.",
    )
