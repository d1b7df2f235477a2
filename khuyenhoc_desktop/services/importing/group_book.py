"""Finds the thôn on file that a workbook means, or proposes a new one."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from khuyenhoc_desktop.domain.problems import Problem, warning
from khuyenhoc_desktop.domain.syllable import is_syllable
from khuyenhoc_desktop.domain.text import capitalise_name, fold
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.entries import SheetRow
from khuyenhoc_desktop.services.importing.group_names import (
    bare_key,
    group_key,
    is_near_miss,
    is_shortened,
    kind_of,
    spelled_out,
)
from khuyenhoc_desktop.services.importing.plan import NewGroup
from khuyenhoc_desktop.store import group_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile

GroupRef = int | str
"""A group on file by its id, or a new one by its key."""
_RARE_ROWS = 5
_SHORT_KIND = re.compile(r"^(tdp|kp|kdc|tk)[\s.]*(?=\d)", re.IGNORECASE)


@dataclass(slots=True)
class _Proposed:
    """A thôn not on file: name, kind, rows and the first of them; whether it was typed without marks."""

    name: str
    kind: str
    first: SheetRow
    rows: int = 0
    is_bare: bool = False


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
    _first: dict[str, SheetRow] = field(default_factory=dict)

    @classmethod
    def of(cls, file: CommuneFile, year: int, same_group: dict[str, str]) -> "GroupBook":
        """The groups of the file that exist in the year; ended ones are known by what they were merged into."""
        rows = group_queries.spans(file)
        book = cls({row[0]: row[1] for row in rows}, dict(same_group))
        into = {row[0]: row[3] for row in rows}
        for group_id, name, valid_to, merged_into in rows:
            if valid_to is None or valid_to >= year:
                book.by_key.setdefault(group_key(name), group_id)
            elif merged_into is not None:
                book.merged[group_key(name)] = _end_of(into, group_id)
        book._had_any = bool(book.by_key)
        return book

    def ref(self, entry: SheetRow) -> GroupRef | None:
        """The group of an entry: its id, or the key of a proposed one; None when the entry names none."""
        if entry.group is None:
            return None
        written = self.same_group.get(entry.group, entry.group)
        ref = self.refs.get(written)
        if ref is None:
            name = _full_name(written, entry)
            ref = self._find(written) or self._find(name) or self._find_proposed(name, written.isascii())
            if ref is None:
                ref = self._propose(name, entry)
            self.refs[written] = ref
            self._first[written] = entry
        if isinstance(ref, str):
            self.proposed[ref].rows += 1
        return ref

    def known(self, entry: SheetRow) -> int | None:
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
            fitting = [i for other, i in self.by_key.items() if _same_without_marks(key, other)]
        return fitting[0] if len(fitting) == 1 else self.merged.get(key)

    def _find_proposed(self, name: str, is_bare: bool) -> str | None:
        """A proposed group of this name, one of them having the kind's word or the marks, the other not."""
        key = group_key(name)
        if key in self.proposed:
            return key
        if kind_of(name) is None:
            fitting = [other for other in self.proposed if bare_key(other) == key]
        else:
            fitting = [other for other in self.proposed if other == bare_key(key)]
            self._rename(fitting, name)
        if not fitting and is_bare:
            fitting = [other for other in self.proposed if _same_without_marks(key, other)]
        elif not fitting:
            fitting = [o for o, one in self.proposed.items() if one.is_bare and _same_without_marks(o, key)]
            self._rename(fitting, name)
        return fitting[0] if len(fitting) == 1 else None

    def _rename(self, keys: list[str], name: str) -> None:
        """Give a proposed group the fuller of its spellings."""
        if len(keys) == 1:
            one = self.proposed[keys[0]]
            one.name, one.kind, one.is_bare = name, kind_of(name) or one.kind, name.isascii()

    def _propose(self, name: str, entry: SheetRow) -> str:
        key = group_key(name)
        kind = kind_of(name) or kind_of(_group_heading(entry) + " 1") or "khác"
        self.proposed[key] = _Proposed(name, kind, entry, is_bare=(entry.group or "").isascii())
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
        found = [self._first[written].place(told, f.GROUP) for written, told in self._readings()]
        rows = Counter({key: one.rows for key, one in self.proposed.items()})
        for key, one in self.proposed.items():
            alike = next((self.names[i] for other, i in self.by_key.items() if is_near_miss(key, other)), None)
            alike = alike or next((self.proposed[o].name for o in rows if self._is_slip(key, o, rows)), None)
            if alike:
                found.append(one.first.place(_near_miss(one, alike), f.GROUP))
            elif self._had_any:
                found.append(one.first.place(_new_group(one), f.GROUP))
        return found

    def _readings(self) -> Iterator[tuple[str, Problem]]:
        """Spellings whose meaning was concluded: a letter for the kind's word, a name without marks."""
        for written, ref in self.refs.items():
            name = self.name(ref)
            bare = bare_key(group_key(written))
            if is_shortened(written) or (written.isascii() and bare != bare_key(group_key(name))):
                yield written, _spelled_out(written, name)

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


def _group_heading(entry: SheetRow) -> str:
    column = entry.table.mapping.index(f.GROUP)
    return entry.table.header.headings[column] if column is not None else ""


def _same_without_marks(key: str, other: str) -> bool:
    """Whether a key typed without marks may mean another, with or without the word of its kind."""
    return fold(key) in (fold(other), fold(bare_key(other)))


def _full_name(written: str, entry: SheetRow) -> str:
    """A group's name for the list: ordinary capitals, and under a heading «Thôn» the number 5 is «Thôn 5»."""
    name = _SHORT_KIND.sub(lambda found: found[1].upper() + " ", spelled_out(written))
    if name == name.upper() and any(letter.isalpha() for letter in name) and _is_in_words(name):
        name = _ordinary(name)
    if name.isdigit():
        return f"{(kind_of(_group_heading(entry) + ' 1') or 'thôn').capitalize()} {int(name)}"
    return name


def _is_in_words(name: str) -> bool:
    """Whether a name in capitals is made of words, and not a short sign like «TDP 1» or «K3»."""
    first = name.split()[0]
    return is_syllable(first.lower()) if len(name) <= 3 or first in ("TDP", "KP", "KDC", "TK") else True


def _ordinary(name: str) -> str:
    kind = next((word for word in ("Tổ dân phố", "Khu phố", "Khu dân cư") if name.startswith(word.upper())), "")
    return f"{kind} {capitalise_name(name[len(kind) :].strip())}".strip() if kind else capitalise_name(name)


def _spelled_out(written: str, name: str) -> Problem:
    return warning(
        "group_short",
        f"«{written}» được hiểu là «{name}».",
        "Nếu không đúng, ghi đủ tên thôn, xóm, bản trong cột này (hoặc trong tên trang).",
    )


def _near_miss(one: _Proposed, alike: str) -> Problem:
    return warning(
        "group_near_miss",
        f"«{one.name}» ({one.rows} hàng) gần giống «{alike}», có thể gõ nhầm; nếu cứ nhập sẽ thành một thôn mới.",
        f"Nếu là «{alike}» thì sửa tên thôn trong các hàng này.",
    )


def _new_group(one: _Proposed) -> Problem:
    return warning(
        "group_unknown",
        f"«{one.name}» ({one.rows} hàng) chưa có trong danh sách thôn, tổ; khi nhập sẽ được tạo mới.",
        "Xem lại tên; nếu đúng là thôn mới thì không cần làm gì.",
    )
