"""Rows of one import that are the same household (or person) twice, or may be.

An exact repeat, the same personal number or the same code is an error of the later row. When the earlier row
is itself rejected, the later one is imported and only warned of: otherwise the household would be lost.
"""

from collections import defaultdict
from dataclasses import replace

from khuyenhoc_desktop.domain.problems import Problem, Severity
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.entries import SheetRow
from khuyenhoc_desktop.services.importing.identity import folded_name


class _Seen:
    """Rows met so far, findable by code, personal number, and thôn + name + birth year."""

    def __init__(self) -> None:
        self.by_code: dict[str, SheetRow] = {}
        self.by_number: dict[str, SheetRow] = {}
        self.by_name: dict[tuple[str, str, str | None], tuple[SheetRow, ...] | SheetRow] = {}
        self.by_birth: dict[str, dict[str, SheetRow]] = {}

    def add(self, entry: SheetRow, key: tuple[str, str, str | None]) -> None:
        """Remember a row; of several with one code or number the first counts."""
        if entry.record.code:
            self.by_code.setdefault(entry.record.code, entry)
        if entry.record.personal_number:
            self.by_number.setdefault(entry.record.personal_number, entry)
        if entry.name_key:
            # Nearly all are alone with their name, so a tuple is made for the others only.
            self.by_name[key] = (*self.named(key), entry) if key in self.by_name else entry
            if entry.record.born and len(entry.record.born) > len("1970"):
                self.by_birth.setdefault(entry.record.born, {}).setdefault(entry.name_key, entry)

    def named(self, key: tuple[str, str, str | None]) -> tuple[SheetRow, ...]:
        """The rows of this thôn, name and birth year."""
        found = self.by_name.get(key, ())
        return found if isinstance(found, tuple) else (found,)


class Twins:
    """Remembers the rows met so far and compares each new one with them."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._accepted = _Seen()
        self._rejected = _Seen()
        self._rejected_names: defaultdict[str, list[SheetRow]] = defaultdict(list)

    def check(self, entry: SheetRow) -> None:
        """Compare a row with those above it, mark it as rejected where it repeats one, and remember it."""
        key = self._key(entry)
        found = self._by_code_and_number(entry, self._accepted) or self._by_same_name(entry, key)
        if not found and not self._by_code_and_number(entry, self._rejected):
            self._by_rejected(entry)
        if entry.is_rejected:
            self._rejected.add(entry, key)
            self._rejected_names[entry.name_key].append(entry)
        else:
            self._accepted.add(entry, key)

    def _key(self, entry: SheetRow) -> tuple[str, str, str | None]:
        return entry.home, entry.name_key, entry.born_year

    def _by_code_and_number(self, entry: SheetRow, seen: _Seen) -> bool:
        record = entry.record
        number = seen.by_number.get(record.personal_number or "")
        if number is not None:
            if _same_name(number, entry):
                self._repeat(entry, number)
            else:
                self._clash(entry, number, "dup_personal_number", f.PERSONAL_NUMBER, "số định danh")
            return True
        code = seen.by_code.get(record.code or "")
        if code is not None:
            if _same_name(code, entry) and _same_content(code, entry):
                self._repeat(entry, code)
            else:
                self._clash(entry, code, "dup_code", f.CODE, "mã hộ")
            return True
        return False

    def _by_same_name(self, entry: SheetRow, key: tuple[str, str, str | None]) -> bool:
        if entry.is_rejected or not entry.name_key:
            return False
        alike = self._accepted.named(key)
        for earlier in alike:
            if _same_content(earlier, entry):
                self._repeat(entry, earlier)
                return True
        for earlier in alike:
            if not _told_apart(earlier, entry):
                self._similar(entry, earlier)
                return True
        elsewhere = self._accepted.by_birth.get(entry.record.born or "", {}).get(entry.name_key)
        if elsewhere is not None and not alike and not _told_apart(elsewhere, entry):
            self._problems.append(entry.place(_in_another_group(elsewhere, entry), f.HEAD_NAME))
            return True
        return False

    def _by_rejected(self, entry: SheetRow) -> None:
        """A rejected row above that agrees with this one in everything but its faulty cells."""
        for earlier in self._rejected_names.get(entry.name_key, ()):
            if entry.name_key and _agree(earlier, entry):
                self._repeat(entry, earlier)
                return

    def _repeat(self, entry: SheetRow, earlier: SheetRow) -> None:
        same = _same_content(earlier, entry)
        code = "dup_same_row" if same or earlier.is_rejected else "dup_same_household"
        what = "lặp lại" if same else f"là cùng một {entry.noun} với"
        name = entry.name or earlier.name
        message = f"Hàng này {what} hàng {_where(earlier, entry)}: {name}."
        noun = entry.noun
        cure = f"Giữ một hàng, xóa hàng kia; nếu là hai {noun} khác nhau thì ghi thêm năm sinh hoặc số định danh."
        self._tell(entry, earlier, Problem(code, Severity.ERROR, message, cure), f.HEAD_NAME)

    def _clash(self, entry: SheetRow, earlier: SheetRow, code: str, field: str, what: str) -> None:
        message = f"Trùng {what} với hàng {_where(earlier, entry)} ({earlier.name})."
        problem = Problem(code, Severity.ERROR, message, f"Xem lại {what} của hai {entry.noun}, sửa ô sai.")
        self._tell(entry, earlier, problem, field)

    def _tell(self, entry: SheetRow, earlier: SheetRow, problem: Problem, field: str) -> None:
        """An error; only a warning when the earlier row is left out itself."""
        if earlier.is_rejected:
            cure = f"Hàng {earlier.row} đang bị loại vì lỗi khác nên hàng này được nhập. {problem.cure}"
            problem = Problem(problem.code, Severity.WARNING, problem.message, cure)
        else:
            entry.reject(field)
        self._problems.append(entry.place(problem, field))

    def _similar(self, entry: SheetRow, earlier: SheetRow) -> None:
        message = (
            f"Cùng {entry.home_noun}, họ tên và năm sinh với hàng {_where(earlier, entry)}"
            " nhưng các ô khác không giống."
        )
        noun = entry.noun
        cure = f"Nếu là một {noun} thì xóa một hàng; nếu là hai {noun} thì nên ghi số định danh để phân biệt."
        self._problems.append(entry.place(Problem("dup_similar", Severity.WARNING, message, cure), f.HEAD_NAME))


def _in_another_group(earlier: SheetRow, entry: SheetRow) -> Problem:
    elsewhere = f"{entry.home_noun} khác ({earlier.home_name})"
    message = f"Cùng họ tên và ngày sinh với hàng {_where(earlier, entry)}, nhưng ở {elsewhere}."
    cure = f"Nếu là một {entry.noun} thì xóa hàng ở chỗ cũ; nếu là hai {entry.noun} thì không cần làm gì."
    return Problem("dup_other_group", Severity.WARNING, message, cure)


def _where(earlier: SheetRow, entry: SheetRow) -> str:
    return str(earlier.row) if earlier.sheet == entry.sheet else f"{earlier.row} của trang «{earlier.sheet}»"


def _same_name(one: SheetRow, other: SheetRow) -> bool:
    """Whether the names agree with or without marks; a name that could not be read speaks for neither."""
    if f.HEAD_NAME in one.bad | other.bad or not one.name_key or not other.name_key:
        return True
    return folded_name(one.name) == folded_name(other.name)


def _same_content(one: SheetRow, other: SheetRow) -> bool:
    """Whether two rows say the same, their names being one name in two spellings at most."""
    if one.name_key != other.name_key:
        return False
    mine = replace(one.record, **{one.name_field: other.name})
    return mine == other.record and one.home == other.home


def _told_apart(one: SheetRow, other: SheetRow) -> bool:
    """Whether both have a personal number or a code of their own: then they are two households."""
    a, b = one.record, other.record
    return bool((a.personal_number and b.personal_number) or (a.code and b.code))


def _agree(one: SheetRow, other: SheetRow) -> bool:
    """Whether all that could be read of two rows is the same, and it is more than the name."""
    bad = one.bad | other.bad
    if f.GROUP not in bad and one.home != other.home:
        return False
    pairs = [(getattr(one.record, name), getattr(other.record, name)) for name in one.compared if name not in bad]
    return len(pairs) >= 4 and all(a == b for a, b in pairs)
