"""Changesets in words: "Hộ Nguyễn Văn A (Thôn Hạ): Số khẩu: 4 → 5"."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from khuyenhoc_desktop.domain.text import format_birth, format_points
from khuyenhoc_desktop.store.changesets import RowChange
from khuyenhoc_desktop.store.commune_file import CommuneFile

NOTHING = "(trống)"
_MADE, _REMOVED = "thêm mới", "bỏ"
_STATES = {None: "chưa có", 0: "không", 1: "có"}

_TABLES = {
    "setting": "Thông tin xã",
    "assessment_year": "Năm",
    "residential_group": "Thôn, tổ",
    "criteria_set": "Bộ tiêu chí",
    "criteria_choice": "Bộ tiêu chí của năm",
    "decision": "Quyết định",
    "target": "Chỉ tiêu",
}
_COLUMNS: dict[str, tuple[str, ...]] = {
    "setting": ("", "Giá trị"),
    "assessment_year": ("", "Ghi chú"),
    "residential_group": ("", "Tên", "Loại", "Thứ tự", "Từ năm", "Đến năm", "Sáp nhập vào"),
    "household": (
        "",
        "Mã hộ",
        "Chủ hộ",
        "Năm sinh",
        "Số khẩu",
        "Số trẻ đi học",
        "Địa chỉ",
        "Số định danh",
        "Ghi chú",
        "Thùng rác",
    ),
    "residence": ("", "", "Nơi ở"),
    "criteria_set": ("", "", "Mã kiểm tra", "Nội dung"),
    "criteria_choice": ("", "", "Bộ", "Bản"),
    "decision": ("", "Năm", "Danh hiệu", "Số", "Ngày", "Người ký", "Ghi chú"),
    "assessment": (
        "",
        "",
        "Danh hiệu",
        "Bộ tiêu chí",
        "Bản",
        "Đăng ký",
        "Ngày đăng ký",
        "Đề nghị",
        "Công nhận",
        "Quyết định",
        "Ghi chú",
    ),
    "score": ("", "", "", "", "Điểm"),
    "target": ("", "", "Tỷ lệ", "Tính trên"),
}
# Columns that tell the officer nothing: codes of titles and sets.
_UNSAID = {("assessment", 2), ("assessment", 3), ("assessment", 4), ("criteria_set", 2), ("criteria_set", 3)}
_YES_NO = {("assessment", 5), ("assessment", 7), ("assessment", 8)}


class Words:
    """Puts changes into words; looks names up once."""

    def __init__(self, file: CommuneFile) -> None:
        self._file = file
        self._groups: dict[int, str] = dict(file.query("SELECT id, name FROM residential_group"))
        self._decisions: dict[int, str] = dict(file.query("SELECT id, number FROM decision"))
        self._names: dict[int, str] = {}

    def lines(self, changes: Iterable[RowChange], limit: int) -> list[str]:
        """At most `limit` lines, one a changed cell or a made or removed row."""
        return list(islice((line for change in changes for line in self._change(change)), limit))

    def _change(self, change: RowChange) -> Iterable[str]:
        who = self._subject(change)
        if change.op == "UPDATE":
            for column, new in change.new.items():
                if (change.table, column) not in _UNSAID:
                    yield f"{who}: {self._cell(change, column, change.old.get(column), new)}"
        elif change.table == "score":
            yield f"{who}: {self._score(change)}"
        else:
            yield f"{who}: {_MADE if change.op == 'INSERT' else _REMOVED}{self._content(change)}"

    def _cell(self, change: RowChange, column: int, old: Any, new: Any) -> str:
        label = _COLUMNS[change.table][column]
        if change.table == "score":
            label = f"chỉ số {change.key[3]}"
        elif change.table == "residence":
            label = f"Nơi ở từ năm {change.key[1]}"
        return f"{label}: {self._value(change.table, column, old)} → {self._value(change.table, column, new)}"

    def _score(self, change: RowChange) -> str:
        if change.op == "INSERT":
            return f"chỉ số {change.key[3]}: chưa nhập → {self._value('score', 4, change.new.get(4))}"
        return f"chỉ số {change.key[3]}: {self._value('score', 4, change.old.get(4))} → chưa nhập"

    def _content(self, change: RowChange) -> str:
        values = change.new if change.op == "INSERT" else change.old
        labels = _COLUMNS[change.table]
        told = [
            f"{labels[i]} {self._value(change.table, i, value)}"
            for i, value in values.items()
            if value not in (None, 0) and labels[i] and (change.table, i) not in _UNSAID
        ]
        return f" ({', '.join(told)})" if told else ""

    def _subject(self, change: RowChange) -> str:
        if change.subject is not None:
            year = f", năm {change.key[1]}" if change.table in ("assessment", "score") else ""
            return f"Hộ {self._name(change)}{year}"
        if change.table == "residential_group":
            return self._groups.get(change.key[0]) or self._told_name(change, 1) or _TABLES[change.table]
        if change.table == "decision":
            return f"Quyết định {self._decisions.get(change.key[0]) or self._told_name(change, 3)}"
        year = next((f" {part}" for part in change.key if isinstance(part, int)), "")
        return _TABLES[change.table] + year

    def _name(self, change: RowChange) -> str:
        household = change.key[0]
        if household not in self._names:
            told = self._told_name(change, 2) if change.table == "household" else None
            on_file = self._file.value("SELECT head_name FROM household WHERE id = ?", (household,))
            self._names[household] = told or on_file or "đã xóa"
        return self._names[household]

    @staticmethod
    def _told_name(change: RowChange, column: int) -> str | None:
        return change.new.get(column) or change.old.get(column)

    def _value(self, table: str, column: int, value: Any) -> str:
        if (table, column) in _YES_NO:
            return _STATES.get(value, NOTHING)
        if table == "score":
            return "không áp dụng" if value is None else _points(value)
        if value is None:
            return "chuyển đi" if table == "residence" else NOTHING
        return self._named(table, column, value)

    def _named(self, table: str, column: int, value: Any) -> str:
        if table == "residence" or (table, column) == ("residential_group", 6):
            return self._groups.get(value, NOTHING)
        if (table, column) == ("assessment", 9):
            return self._decisions.get(value, NOTHING)
        if (table, column) == ("household", 3):
            return format_birth(value)
        if (table, column) == ("household", 7):
            return "•••• " + str(value)[-4:]
        return str(value)


def _points(value: Any) -> str:
    return format_points(value) if isinstance(value, int) else str(value)
