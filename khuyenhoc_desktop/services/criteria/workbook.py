"""Reading a criteria set from a workbook: ours, or an office's own annex as far as it can mean one thing only.

The file is opened behind the guards of every import. Each problem has its sheet and cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.problems import Problem, UserError, error
from khuyenhoc_desktop.services.criteria.annex import read_annex_lines
from khuyenhoc_desktop.services.criteria.from_tables import build
from khuyenhoc_desktop.services.criteria.sheets import Found, cell_text, find_examples, find_lines, find_rules
from khuyenhoc_desktop.services.criteria.tables import EXAMPLES, LINES, RULES, Located, Row, SetTables, Spot
from khuyenhoc_desktop.services.importing.guard import cell_address
from khuyenhoc_desktop.services.importing.reading import RawSheet, read_workbook
from khuyenhoc_desktop.services.progress import Job

Address = tuple[str, int, str | None]
"""Sheet, row counted from 1, and cell (None where the sheet has no such column)."""
MOST_ROWS = 2_000


@dataclass(slots=True)
class Read:
    """What was read of a workbook, and where each cell of the tables stands in it."""

    name: str
    tables: SetTables = field(default_factory=SetTables)
    addresses: dict[Spot, Address] = field(default_factory=dict)
    strange: list[Problem] = field(default_factory=list)

    def at(self, located: Located) -> Problem:
        """The problem at its place in the workbook."""
        spot = located.spot
        if spot is None:
            return located.problem
        sheet, row, cell = self.addresses.get(spot) or self._row_of(spot)
        return located.problem.at(sheet, row or None, cell)

    def _row_of(self, spot: Spot) -> Address:
        """For a cell that the workbook has no column for: the words of its row."""
        row = {known.key: at for known, at in self.addresses.items() if known[:2] == spot[:2]}
        worded = (row[key] for key in ("indicator", "criterion", "name") if key in row)
        return next(worded, (spot.table, 0, None))


@dataclass(frozen=True, slots=True)
class Imported:
    """A workbook read as a criteria set: the text of its file and the set, or None with every problem."""

    text: str
    criteria_set: CriteriaSet | None
    tables: SetTables
    located: tuple[Located, ...]
    problems: tuple[Problem, ...]


def import_xlsx(path: Path) -> Job[Imported]:
    """Read a workbook (xlsx, xls, ods) as a criteria set.

    Raises:
        UserError: import.* for a file that cannot be read; no_criteria_table where no sheet holds criteria.
    """
    book = yield from read_workbook(path)
    read = Read(path.name)
    lines = find_lines(book.sheets)
    if lines is None:
        raise UserError(
            "no_criteria_table",
            f"Trong tệp «{path.name}» không thấy bảng tiêu chí.",
            "Bảng phải có hàng tiêu đề như Tiêu chí, Chỉ số, Điểm tối đa. Có thể tải tệp mẫu để ghi theo.",
        )
    _refuse_endless(lines)
    _read_lines(read, lines)
    _read_rules(read, find_rules(book.sheets))
    _read_examples(read, find_examples(book.sheets))
    built = build(read.tables)
    problems = (*read.strange, *map(read.at, built.problems))
    criteria_set = None if problems else built.criteria_set
    return Imported(built.text, criteria_set, read.tables, built.problems, problems)


def _refuse_endless(found: Found) -> None:
    if len(found.sheet.rows) > MOST_ROWS:
        raise UserError(
            "too_many_rows",
            f"Trang «{found.sheet.name}» có {len(found.sheet.rows)} hàng, quá nhiều cho một bộ tiêu chí.",
            f"Chọn tệp chỉ có bộ tiêu chí (nhiều nhất {MOST_ROWS} hàng).",
        )


def _read_lines(read: Read, found: Found) -> None:
    if found.is_ours:
        _read_rows(read, LINES, found, read.tables.lines)
    else:
        read_annex_lines(read, found)


def _read_rows(read: Read, table: str, found: Found, into: list[Row]) -> None:
    """The filled rows below the headings, cell by cell."""
    for at in range(found.header + 1, len(found.sheet.rows)):
        row = _row(found.sheet, at, found.columns)
        if row:
            for key, column in found.columns.items():
                note(read, Spot(table, len(into), key), found.sheet, at, column)
            into.append(row)


def note(read: Read, spot: Spot, sheet: RawSheet, at: int, column: int) -> None:
    """Where a cell of the tables stands in the workbook."""
    read.addresses[spot] = (sheet.name, at + 1, cell_address(at + 1, column))


def _row(sheet: RawSheet, at: int, columns: Mapping[str, int]) -> Row:
    texts = {key: cell_text(sheet, at, column, key) for key, column in columns.items()}
    return {key: text for key, text in texts.items() if text}


def _read_rules(read: Read, found: Found | None) -> None:
    """Names on the left, values right of them; a name that is not known is not passed over in silence."""
    if found is None:
        return
    sheet = found.sheet
    for key, at in found.columns.items():
        column = found.header + 1
        note(read, Spot(RULES, 0, key), sheet, at, column)
        if text := cell_text(sheet, at, column, key):
            read.tables.rules[key] = text
    for at, name in found.unknown:
        problem = error(
            "unknown_rule", f"Không hiểu mục «{name[:60]}»", "Dùng đúng tên mục như tệp mẫu, hoặc xóa hàng."
        )
        read.strange.append(problem.at(sheet.name, at + 1, cell_address(at + 1, found.header)))


def _read_examples(read: Read, found: Found | None) -> None:
    if found is not None:
        _read_rows(read, EXAMPLES, found, read.tables.examples)
