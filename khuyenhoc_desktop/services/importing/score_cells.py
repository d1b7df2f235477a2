"""Reads the rows of a sheet of scores: who the row is about, the answers, registration, recognition and total."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from khuyenhoc_desktop.domain.answer_text import parse_answer
from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.problems import Problem, UserError, error
from khuyenhoc_desktop.domain.subjects import HOUSEHOLD, PERSON, RESIDENTIAL_GROUP
from khuyenhoc_desktop.domain.text import NumberError, fold, parse_points, tidy
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.cells import READERS, Read
from khuyenhoc_desktop.services.importing.entries import Entry, TableReader, read_entries
from khuyenhoc_desktop.services.importing.header import shown, text_of
from khuyenhoc_desktop.services.importing.identity import spelling_key
from khuyenhoc_desktop.services.importing.reading import Cell
from khuyenhoc_desktop.services.importing.tables import Table

_YES = frozenset(
    {"x", "xx", "co", "c", "1", "v", "√", "✓", "✔", "da dang ki", "dang ki", "dk", "true", "dat", "đ", "d"}
)
_NO = frozenset(
    {"khong", "kh", "0", "chua", "k", "false", "khong dang ki", "khong dat", "chua dat", "ko", "-", "kd"}
)
_RECOGNISED_YES = frozenset({"cong nhan", "duoc cong nhan", "cn"})
_RECOGNISED_NO = frozenset({"khong cong nhan", "khong duoc cong nhan"})


@dataclass(slots=True)
class ScoreRow:
    """One row of scores: its filled `cells` by indicator, the `answers` they become, and the marks beside them.

    `record` is the subject's own number on file, which our own templates carry; "" elsewhere.
    """

    entry: Entry
    answers: dict[str, Answer] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    registered: bool | None = None
    registered_on: str | None = None
    recognised: bool | None = None
    total: int | None = None
    record: str = ""


def read_rows(table: Table, problems: list[Problem], kind: str = HOUSEHOLD) -> Iterator[ScoreRow]:
    """The rows of a table, with the problems of all cells but the answers', which need the set of their sheet."""
    columns = {column.field: column.index for column in table.mapping.columns if column.field}
    scores = {name[len(f.SCORE) :]: index for name, index in columns.items() if name.startswith(f.SCORE)}
    by_person = kind in (HOUSEHOLD, PERSON)
    entries = read_entries(table, problems, only_identify=True) if by_person else _named(table, problems, kind)
    for index, entry in zip(table.rows.data, entries, strict=True):
        row = table.sheet.rows[index]
        filled = {code: row[i] for code, i in scores.items() if i < len(row) and row[i] != ""}
        record = columns.get(f.RECORD, len(row))
        one = ScoreRow(entry, cells=filled, record=text_of(row[record]) if record < len(row) else "")
        _read_marks(one, {name: row[i] for name, i in columns.items() if i < len(row) and row[i] != ""}, problems)
        yield one


class _NameReader(TableReader):
    """Reads rows of clans, units, thôn or the commune: a name as it is written, a code, a thôn."""

    def __init__(self, table: Table, problems: list[Problem], kind: str) -> None:
        self._is_group = kind == RESIDENTIAL_GROUP
        super().__init__(table, problems, {f.CODE: READERS[f.CODE]}, _plain_name)

    def read(self, index: int) -> Entry:
        """One row; a thôn's own name stands for the thôn."""
        row = self.rows[index]
        found: list[tuple[str, Problem]] = []
        values = self.values(row, found)
        name = self.name(row, found)
        group = name or None if self._is_group else self.group(index, row)
        fields = HouseholdFields(head_name=name, **values)
        entry = Entry(self.table.name, index + 1, group, spelling_key(name), self.table, fields)
        self.tell(entry, found)
        return entry


def _named(table: Table, problems: list[Problem], kind: str) -> Iterator[Entry]:
    reader = _NameReader(table, problems, kind)
    for index in table.rows.data:
        yield reader.read(index)


def _plain_name(cell: Cell) -> Read:
    return tidy(text_of(cell)), None


def _read_marks(one: ScoreRow, cells: dict[str, Cell], problems: list[Problem]) -> None:
    if f.REGISTERED in cells:
        _read_registered(one, cells[f.REGISTERED], problems)
    if f.RECOGNISED in cells:
        one.recognised = _yes_or_no(one, cells[f.RECOGNISED], f.RECOGNISED, problems)
    if f.TOTAL in cells:
        try:
            one.total = parse_points(_plain(cells[f.TOTAL]))
        except NumberError:
            refuse(one, f.TOTAL, _bad_total(shown(cells[f.TOTAL])), problems)


def _read_registered(one: ScoreRow, cell: Cell, problems: list[Problem]) -> None:
    """A mark, or the day of registering."""
    if isinstance(cell, date):
        one.registered = True
        one.registered_on = (cell.date() if isinstance(cell, datetime) else cell).isoformat()
    else:
        one.registered = _yes_or_no(one, cell, f.REGISTERED, problems)


def _yes_or_no(one: ScoreRow, cell: Cell, name: str, problems: list[Problem]) -> bool | None:
    word = fold(text_of(cell)).strip(" .")
    if word in _YES or (name == f.RECOGNISED and word in _RECOGNISED_YES):
        return True
    if word in _NO or (name == f.RECOGNISED and word in _RECOGNISED_NO):
        return False
    refuse(one, name, _bad_mark(shown(cell), f.FIELD_LABELS[name]), problems)
    return None


def refuse(one: ScoreRow, name: str, problem: Problem, problems: list[Problem]) -> None:
    """Reject a row because of one of its cells."""
    one.entry.reject(name)
    problems.append(one.entry.place(problem, name))


def _plain(cell: Cell) -> Cell:
    """A number without what binary sums left behind it (7.300000000000001)."""
    return round(cell, 6) if isinstance(cell, float) else cell


class AnswerReader:
    """Reads answers under one criteria set, each different cell of an indicator once."""

    def __init__(self, criteria_set: CriteriaSet) -> None:
        self.criteria_set = criteria_set
        self._known: dict[tuple[str, object], Answer | Problem | None] = {}

    def read(self, one: ScoreRow, problems: list[Problem]) -> None:
        """Turn a row's cells into answers; a cell that is refused rejects the row."""
        for code, cell in one.cells.items():
            key = (code, (cell,) if isinstance(cell, bool) else cell)
            if key not in self._known:
                self._known[key] = self._answer(code, cell)
            answer = self._known[key]
            if isinstance(answer, Problem):
                refuse(one, f.SCORE + code, answer, problems)
            elif answer is not None:
                one.answers[code] = answer

    def _answer(self, code: str, cell: Cell) -> Answer | Problem | None:
        if not self.criteria_set.has_indicator(code):
            return _no_indicator(code, self.criteria_set.name)
        if self.criteria_set.indicator(code).measure is not None:
            return None  # computed, whatever the sheet says
        if isinstance(cell, date):
            return _date_for_points(shown(cell))
        typed = "1" if cell is True else "0" if cell is False else shown(_plain(cell))
        try:
            return parse_answer(self.criteria_set.indicator(code), typed)
        except UserError as fault:
            return error(fault.code, fault.message, fault.cure)


def _bad_total(typed: str) -> Problem:
    return error("total_format", f"Tổng điểm «{typed}» không phải là số.", "Gõ lại tổng điểm, hoặc để trống.")


def _bad_mark(typed: str, what: str) -> Problem:
    return error(
        "mark_format",
        f"Ô «{what}» ghi «{typed}», không hiểu được.",
        "Ghi x nếu có, để trống hoặc ghi 0 nếu không.",
    )


def _no_indicator(code: str, name: str) -> Problem:
    return error(
        "no_indicator",
        f"Phiếu này chấm theo bộ «{name}», không có chỉ số {code}.",
        "Nhập điểm của hàng này ở Phiếu chấm điểm.",
    )


def _date_for_points(typed: str) -> Problem:
    shown = re.sub(r" 00:00:00$", "", typed)
    return error(
        "score_date",
        f"Ô điểm này là một ngày ({shown}): Excel đã đổi điểm gõ có dấu chấm hoặc gạch chéo thành ngày.",
        "Định dạng ô là «Number», gõ lại điểm với dấu phẩy thập phân.",
    )
