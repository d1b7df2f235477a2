"""Tells the rows of a table apart: households, rows naming a thôn, repeated headers, totals, signatures."""

import re
from dataclasses import dataclass, field

from khuyenhoc_desktop.domain.text import fold
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.columns import Mapping
from khuyenhoc_desktop.services.importing.fields import Vocabulary
from khuyenhoc_desktop.services.importing.group_names import section_group, title_group
from khuyenhoc_desktop.services.importing.header import Header, fields_named, is_number_row, text_of
from khuyenhoc_desktop.services.importing.reading import Cell, RawSheet

_TOTAL = re.compile(
    r"(?:tổng\s*(?:cộng|số)|cộng|tổng|(?:điểm )?(?:chuẩn )?tối đa|điểm chuẩn|thang điểm|tong cong)\b"
    r"(?:\s*[:.(\d].*"
    r"|\s+(?:số |toàn |cả |thôn|xóm|bản|ấp|tổ|khu|hộ|khẩu|nhân khẩu|điểm|trang|chung|xã|phường).*)?",
    re.IGNORECASE | re.DOTALL,
)
_SIGNATURE = re.compile(
    r"nguoi (?:lap|tong hop|viet|bao cao|kiem tra|cham|nhap|duiet|ghi|khai)|ban (?:cham|giam khao)|thu ki"
    r"|lap bieu|ki ten|ki,? ?ghi|ki va ghi|xac nhan|\btm\.|\bkt\."
    r"|chu tich|truong thon|truong ban|to truong|bi thu|can bo (?:lap|van hoa|phu)"
    r"|^(?:.{0,40}, ?)?ngai .{1,12}thang .{1,12}nam"
)
_TITLE = re.compile(
    r"^(?:danh sach|bang (?:tong hop|ke|cham)|bieu|mau|phu luc|hoi khuien hoc|ubnd|cong hoa xa hoi|doc lap"
    r"|\W*trang \d)"
)
_KIND_WORD_START = re.compile(
    r"[\s\dIVXLC.)/:-]{0,30}"
    r"(?:thôn|xóm|bản|ấp|buôn|khóm|làng|tổ dân phố|tdp|khu|khối|tổ|cụm|đội|phum|sóc|tiểu khu|kp|kdc)\b",
    re.IGNORECASE,
)
_HOUSEHOLD_ROW = re.compile(
    r"(?:[\dIVX]+[.)/]?\s*)?(?:hộ|gia đình|gđ|chủ hộ)(?:\s+gia đình)?\s*(?:ông|bà|anh|chị|:)+\s*:?"
    r"\s*(\D{4,50}?)[.:]?",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[IVXLC]{1,6}[.)]?|[A-H][.)]?")
_PERSONAL = re.compile(r"(?:.*[/.-])?(?:19|20)\d\d(?:-\d\d-\d\d.*)?|\d{9,12}")
"""What only a person has: a birth year or date, a personal number; a row that names a thôn has none."""
OTHER_TABLE = "bảng khác, các cột không giống bảng trên"
_TELLING_FIELDS = 3
_FIGURE = re.compile(r"[\d.,]+")
_SLOW_STARTS = (
    "tổng",
    "cộng",
    "điểm",
    "thang",
    "người",
    "ngày",
    "tm.",
    "danh",
    "hội",
    "tong",
    "(k",
    "tối đa",
    "ban",
    "thư ký",
    "xác",
    "chủ tịch",
)


@dataclass(slots=True)
class TableRows:
    """The rows of a table by their index in the sheet (from 0).

    `groups` holds the thôn that section rows or inner titles give to the rows below, where there are such.
    `heads` holds, in lists of persons, the head that a row alone above them names («Hộ ông Nguyễn Văn An»);
    `under` the first row of the number or code that is merged downwards over a row.
    `skipped` says why other filled rows were passed over, by their index.
    """

    data: list[int] = field(default_factory=list)
    groups: dict[int, str] = field(default_factory=dict)
    skipped: dict[int, str] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    under: dict[int, int] = field(default_factory=dict)


def sort_rows(sheet: RawSheet, header: Header, mapping: Mapping, vocabulary: Vocabulary) -> TableRows:
    """Sort every row below the header."""
    sorter = _Sorter(sheet, header, mapping, vocabulary)
    for index in range(header.last + 1, len(sheet.rows)):
        sorter.take(index)
    return sorter.found


class _Sorter:
    """Walks down the rows; remembers the thôn of the current section and whether the signatures have begun."""

    def __init__(self, sheet: RawSheet, header: Header, mapping: Mapping, vocabulary: Vocabulary) -> None:
        self.found = TableRows()
        self._vocabulary = vocabulary
        self._rows = sheet.rows
        self._header = [
            [text_of(cell).casefold() for cell in sheet.rows[n]] for n in range(header.first, header.last + 1)
        ]
        self._headings = {text for row in self._header for text in row if text}
        names = mapping.indices(f.HEAD_NAME) or mapping.indices(f.FAMILY_NAME) or mapping.indices(f.GIVEN_NAME)
        self._name = names[0] if names else 0
        self._stt = mapping.index(f.STT)
        weak = {f.STT, f.GROUP, f.NOTE, f.REASON, f.RELATION, None}
        self._strong = [column.index for column in mapping.columns if column.field not in weak]
        self._facts = [i for i in self._strong if i != self._name]
        self._personal = [*mapping.indices(f.BORN), *mapping.indices(f.PERSONAL_NUMBER)]
        self._keys = [*mapping.indices(f.CODE), *mapping.indices(f.RECORD), *mapping.indices(f.GROUP)]
        self._wide = {merge[0] for merge in sheet.merges if merge[3] - merge[1] >= 2}
        self._of_persons = vocabulary.of_persons
        self._of_groups = vocabulary.of_groups
        self._relation = None if self._of_persons else mapping.index(f.RELATION)
        self._scores = any((column.field or "").startswith(f.SCORE) for column in mapping.columns)
        self._telling = [*mapping.indices(f.CODE), *mapping.indices(f.PERSONAL_NUMBER), *mapping.indices(f.RECORD)]
        self._members = _rows_under_one_number(sheet, self._stt, self._name)
        self._group: str | None = None
        self._head: str | None = None
        self._over = False
        self._in_other_table = False
        self._after_total = False
        self._has_numbers = False

    def take(self, index: int) -> None:
        """Sort one row; the plain household, by far the commonest, is told first."""
        row = self._rows[index]
        name = row[self._name] if self._name < len(row) else ""
        if name and isinstance(name, str) and self._is_numbered(row) and not self._needs_a_look(name):
            self._over = self._after_total = False
            self._has_numbers = self._stt is not None
            self._household(index)
            return
        if any(cell != "" for cell in row):
            self._look(index, row)

    def _needs_a_look(self, name: str) -> bool:
        return self._in_other_table or _needs_a_look(name) or name.casefold() in self._headings

    def _is_numbered(self, row: list[Cell]) -> bool:
        """Whether the row carries a serial number (or the table has none and a fact stands in the row)."""
        if self._stt is None:
            return not self._over and any(column < len(row) and row[column] != "" for column in self._facts)
        cell = row[self._stt] if self._stt < len(row) else ""
        return isinstance(cell, float | int) or (isinstance(cell, str) and cell.strip(" .)").isdigit())

    def _household(self, index: int) -> None:
        if self._relation is not None and not self._is_head(self._rows[index]):
            self.found.skipped[index] = "thành viên, không phải chủ hộ"
            return
        if self._of_persons:
            self._person(index)
        elif index in self._members:
            self.found.skipped[index] = "thành viên, cùng ô số thứ tự với chủ hộ"
            return
        self.found.data.append(index)
        if self._group is not None:
            self.found.groups[index] = self._group

    def _person(self, index: int) -> None:
        """Whose household a person's row stands under."""
        if self._head is not None:
            self.found.heads[index] = self._head
        if index in self._members:
            self.found.under[index] = self._members[index]

    def _is_head(self, row: list[Cell]) -> bool:
        """Whether a list of all persons says that this one is the head; an empty cell speaks not against it."""
        relation = fold(self._text([text_of(cell) for cell in row], self._relation)).strip(" .")
        return relation in ("", "chu ho", "ch", "chu", "chu ho gia dinh")

    def _look(self, index: int, row: list[Cell]) -> None:
        """Sort a row that is not plainly a household."""
        texts = [text_of(cell) for cell in row]
        filled = [text for text in texts if text]
        reason = self._reason(index, row, texts, filled)
        if reason is None:
            self._household(index)
        elif reason:
            self.found.skipped[index] = reason

    def _reason(self, index: int, row: list[Cell], texts: list[str], filled: list[str]) -> str | None:
        """Why a row is no household; None when it is one after all, '' when it need not be mentioned."""
        if not filled or is_number_row(row):
            return ""
        if self._repeats_header(texts):
            self._over = self._in_other_table = self._after_total = False
            return "tiêu đề lặp lại"
        if self._in_other_table or self._begins_other_table(row, texts):
            self._in_other_table = True
            return OTHER_TABLE
        if self._begins_section(index, texts, filled):
            self._over = self._after_total = False
            return "tên thôn, tổ"
        if any(_TOTAL.fullmatch(text) for text in filled[:3]) and not self._is_household_named(texts):
            self._after_total = True
            return "dòng tổng cộng"
        if self._may_be_signature(texts, filled) and _SIGNATURE.search(fold(" ".join(filled))):
            self._over = True
            return "chữ ký, ngày tháng"
        if len(filled) <= 2 and _TITLE.search(fold(filled[0])):
            self._group = title_group(" ".join(filled)) or self._group
            return "dòng tiêu đề"
        return self._reason_of_the_rest(texts, filled)

    def _reason_of_the_rest(self, texts: list[str], filled: list[str]) -> str | None:
        if self._over and not (self._has_figures(texts) and self._text(texts, self._name)):
            return "dòng cuối trang"
        if not self._text(texts, self._stt) and not self._is_person(texts):
            if not self._text(texts, self._name) and all(_FIGURE.fullmatch(text) for text in texts if text):
                return "dòng tổng cộng"
            if self._after_total and self._has_numbers:
                return "dòng cuối trang"
        if self._scores and not self.found.data and not self._names_anyone(texts):
            return "hàng điểm tối đa"
        if not any(column < len(texts) and texts[column] for column in self._strong):
            return "" if self._text(texts, self._stt) else "không có dữ liệu hộ"
        if len(filled) == 1 and (len(filled[0]) > 40 or fold(filled[0]).startswith(("ghi chu", "luu i", "*"))):
            return "ghi chú của bảng"
        return None

    def _text(self, texts: list[str], column: int | None) -> str:
        return texts[column] if column is not None and column < len(texts) else ""

    def _names_anyone(self, texts: list[str]) -> bool:
        return any(self._text(texts, column) for column in (*self._telling, self._name, self._stt))

    def _may_be_signature(self, texts: list[str], filled: list[str]) -> bool:
        """Few texts without a serial number, and not a name beside figures; signatures stand in any column."""
        if len(filled) > 3 or self._text(texts, self._stt).isdigit():
            return False
        return not (self._text(texts, self._name) and self._has_figures(texts))

    def _has_figures(self, texts: list[str]) -> bool:
        return any(any(map(str.isdigit, texts[column])) for column in self._facts if column < len(texts))

    def _begins_household(self, text: str) -> bool:
        """Whether a row alone names the head of the household whose members stand below, and remember it."""
        found = _HOUSEHOLD_ROW.fullmatch(text)
        if found is not None:
            self._head = found[1]
        return found is not None

    def _has_facts(self, texts: list[str]) -> bool:
        return any(column < len(texts) and texts[column] for column in self._facts)

    def _is_household_named(self, texts: list[str]) -> bool:
        """Whether «Tổng…» stands elsewhere while the name's cell holds another text (a note, say)."""
        name = self._text(texts, self._name)
        return bool(name) and not _TOTAL.fullmatch(name)

    def _repeats_header(self, texts: list[str]) -> bool:
        """Whether most of what the row says stands in the header's columns too."""
        for header in self._header:
            pairs = [(text.casefold(), there) for text, there in zip(texts, header, strict=False) if text]
            same = sum(text == there for text, there in pairs)
            moved = sum(text != there and text in self._headings for text, there in pairs)
            if same >= 2 and same * 2 > len(pairs) and moved < 2:
                return True
        return False

    def _begins_other_table(self, row: list[Cell], texts: list[str]) -> bool:
        """Whether the row is a header whose columns stand otherwise than in the one above."""
        if not self._headings & {text.casefold() for text in texts} and not self._text(texts, self._name):
            return False
        named = fields_named(row, self._vocabulary)
        return len(named) >= _TELLING_FIELDS and bool(named & {f.HEAD_NAME, f.FAMILY_NAME, f.GIVEN_NAME})

    def _is_person(self, texts: list[str]) -> bool:
        """Whether the row tells of one person: it has a birth, a personal number, a code or a thôn."""
        if any(self._text(texts, column) for column in self._keys):
            return True
        return self._has_birth_or_number(texts)

    def _has_birth_or_number(self, texts: list[str]) -> bool:
        return any(_PERSONAL.fullmatch(self._text(texts, column)) for column in self._personal)

    def _begins_section(self, index: int, texts: list[str], filled: list[str]) -> bool:
        """Whether the row names the thôn of the rows below, and remember it."""
        stt, name = self._text(texts, self._stt), self._text(texts, self._name)
        if self._of_groups or self._has_birth_or_number(texts):
            return False
        if self._of_persons and len(filled) <= 2 and self._begins_household(filled[-1]):
            return True
        if stt.isdigit() and name and not _KIND_WORD_START.match(name):
            return False
        for text in (name, " ".join(filled[:2]), filled[0]):
            group = section_group(text) if _KIND_WORD_START.match(text) else None
            if group and len(filled) <= 6:
                self._group, self._head = group, None
                return True
        lone = (len(filled) == 1 and index in self._wide) or bool(
            name and len(filled) <= 2 and _ROMAN.fullmatch(stt)
        )
        if (
            lone
            and not self._has_facts(texts)
            and not _SIGNATURE.search(fold(filled[-1]))
            and len(filled[-1]) <= 40
        ):
            if _TOTAL.fullmatch(filled[-1]) or _TITLE.search(fold(filled[-1])):
                return False
            self._group = filled[-1]
            return True
        return False


def _rows_under_one_number(sheet: RawSheet, stt: int | None, name: int) -> dict[int, int]:
    """The rows under each serial number merged downwards beside names, each with the number's first row."""
    return {
        row: first
        for first, left, last, right in sheet.merges
        if stt is not None and left <= stt <= right < name
        for row in range(first + 1, last + 1)
    }


def _needs_a_look(name: str) -> bool:
    """Whether a name's text begins like a section, a total or a signature, or is no name at all."""
    if not name[0].isalpha():
        return True
    start = name[:12].lstrip().casefold()
    return start.startswith(_SLOW_STARTS) or bool(_KIND_WORD_START.match(name))
