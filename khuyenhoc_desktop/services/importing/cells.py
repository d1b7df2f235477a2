"""Reads single cells of a list of households: the value, and what is wrong or doubtful about it.

Every function takes the raw cell and returns (value, problem without a place). They are pure, so a column of sixty
thousand cells is read through a dictionary of the values met before.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from khuyenhoc_desktop.domain import personal_number
from khuyenhoc_desktop.domain.household import check_name
from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.domain.text import BirthError, NumberError, capitalise_name, parse_birth, parse_number, tidy
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.birth_cells import as_birth
from khuyenhoc_desktop.services.importing.header import shown, text_of
from khuyenhoc_desktop.services.importing.name_cells import note_beside, title_told, without_title
from khuyenhoc_desktop.services.importing.reading import Cell

Read = tuple[Any, Problem | None]
Reader = Callable[[Cell], Read]

MOST_MEMBERS = 99
_VALUES_KEPT = 20_000
YOUNGEST_HEAD = 15
OLDEST_HEAD = 105
_DASHES = frozenset({"-", "–", "—", "_", "...", "…", "/", "x"})
_NONE = frozenset({"không", "không có", "ko", "k"})
_WITH_UNIT = re.compile(r"(\d{1,2})\s*(?:người|khẩu|nhân khẩu|nk|trẻ|cháu|em|con|hs|học sinh)\.?", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"[^\w\s.,;'’ʼ`()/&*+\"“”\-–]|_")


def read_text(cell: Cell) -> Read:
    """A text kept as it is: address, note, code, group."""
    return text_of(cell) or None, None


def read_name(cell: Cell, whose: str = " chủ hộ") -> Read:
    """A name, the head of household's as a rule, with capitals where it had none."""
    name = capitalise_name(text_of(cell))
    if not name:
        return "", error(
            "name_missing",
            f"Ô họ tên{whose} trống hoặc lỗi công thức.",
            f"Gõ họ và tên{whose}; nếu hàng này thừa thì xóa cả hàng.",
        )
    bare = without_title(name)
    if bare != name:
        told, name = title_told(name, capitalise_name(bare)), capitalise_name(bare)
        return name, check_name(name) or note_beside(name) or told
    problem = check_name(name) or note_beside(name)
    if problem is None and _NOT_IN_NAMES.search(name):
        problem = warning(
            "name_letters",
            f"Họ tên «{name}» có ký tự lạ.",
            "Xem lại cách gõ; nếu tệp dùng phông cũ (.VnTime, VNI) thì chọn «Chuyển phông» khi nhập.",
        )
    return name, problem


def read_born(cell: Cell) -> Read:
    """Birth year or date of a head of household, who is seldom a child."""
    born, problem = read_any_born(cell)
    if born is None or problem is not None:
        return born, problem
    return born, _doubtful_age(born, date.today().year)


def read_any_born(cell: Cell) -> Read:
    """Birth year or date of anybody."""
    if cell == "" or (isinstance(cell, str) and cell.strip() in _DASHES | {""}):
        return None, None
    this_year = date.today().year
    meant, concluded = as_birth(cell)
    try:
        born = parse_birth(meant, this_year)
    except BirthError as fault:
        return None, _bad_born(fault, shown(cell))
    return born, concluded


def _bad_born(fault: BirthError, typed: str) -> Problem:
    if fault.reason == "format":
        message = f"Năm sinh «{typed}» không đọc được."
        return error("born_format", message, f"{fault.cure} Để trống nếu không rõ.")
    return error(f"born_{fault.reason}", fault.message, fault.cure)


def _doubtful_age(born: str, this_year: int) -> Problem | None:
    age = this_year - int(born[:4])
    if age < YOUNGEST_HEAD:
        return warning(
            "born_young", f"Chủ hộ sinh năm {born[:4]}, mới {age} tuổi.", "Xem lại năm sinh của chủ hộ."
        )
    if age > OLDEST_HEAD:
        return warning(
            "born_very_old", f"Chủ hộ sinh năm {born[:4]}, đã {age} tuổi.", "Xem lại năm sinh của chủ hộ."
        )
    return None


def read_members(cell: Cell) -> Read:
    """How many members a household has: 1 to 99, with a warning above twenty."""
    count, problem = _count(cell, "members_text", "Số khẩu")
    if count is None:
        return None, problem
    if count < 1:
        return None, error(
            "members_zero", f"Số khẩu là {count}.", "Số khẩu phải từ 1 trở lên; để trống nếu chưa rõ."
        )
    if count > MOST_MEMBERS:
        return None, error("members_large", f"Số khẩu {count} là quá nhiều.", "Gõ lại số khẩu của hộ này.")
    if count > 20:
        problem = warning("members_large", f"Số khẩu {count} là rất nhiều.", "Xem lại có gõ nhầm không.")
    return count, problem


def read_children(cell: Cell) -> Read:
    """How many children of school age a household has, 0 or more."""
    count, problem = _count(cell, "children_text", "Số trẻ")
    if count is not None and not 0 <= count <= MOST_MEMBERS:
        return None, error(
            "children_wrong", f"Số trẻ là {count}.", "Gõ số trẻ từ 0 trở lên; để trống nếu chưa rõ."
        )
    return count, problem


def _count(cell: Cell, code: str, what: str) -> Read:
    """A whole number, of a number or of text; with a unit behind it («4 người») only with a warning."""
    if isinstance(cell, str):
        cell = text = tidy(cell).rstrip(" .,;")
        if not text or text in _DASHES:
            return None, None
        if code == "children_text" and text.casefold() in _NONE:
            return 0, warning(code, f"{what} ghi «{text}», được hiểu là 0.", "Ghi số 0 nếu không có trẻ nào.")
        if unit := _WITH_UNIT.fullmatch(text):
            message = f"{what} ghi «{text}», được hiểu là {unit[1]}."
            return int(unit[1]), warning(code, message, "Chỉ ghi con số trong ô này.")
    try:
        return parse_number(cell), None
    except NumberError:
        message = f"{what} «{shown(cell)}» không phải là số nguyên."
        return None, error(code, message, "Gõ bằng chữ số, ví dụ 4; để trống nếu chưa rõ.")


def read_personal_number(cell: Cell) -> Read:
    """The personal number as text; see domain/personal_number.py for what is restored and what refused."""
    if isinstance(cell, str):
        if len(cell) == 12 and cell.isascii() and cell.isdigit() and 0 < int(cell[:3]) < 97:
            return cell, None
        if cell.strip() in _DASHES:
            return None, None
    checked = personal_number.check(cell)
    return checked.text, checked.problem


READERS: dict[str, Reader] = {
    f.HEAD_NAME: read_name,
    f.BORN: read_born,
    f.MEMBERS: read_members,
    f.CHILDREN: read_children,
    f.GROUP: read_text,
    f.ADDRESS: read_text,
    f.PERSONAL_NUMBER: read_personal_number,
    f.CODE: read_text,
    f.NOTE: read_text,
}


class ColumnReader:
    """Reads the cells of one field by its reader (READERS), each of the first different values once.

    A column of codes or numbers has as many values as rows; to keep them all would help nobody.
    """

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._known: dict[Any, Read] = {}

    def __call__(self, cell: Cell) -> Read:
        """The value and problem of a cell; True and 1.0 are told apart by type where it matters."""
        key = cell if type(cell) is not bool else (cell,)
        found = self._known.get(key)
        if found is None:
            found = self._read(cell)
            if len(self._known) < _VALUES_KEPT:
                self._known[key] = found
        return found
