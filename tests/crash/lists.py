"""The workbooks that the random work imports; some rows are the same in every list, some are new."""

import xlsxwriter

from khuyenhoc_desktop.domain.criteria import parse_criteria_set
from khuyenhoc_desktop.services.criteria.from_tables import build
from khuyenhoc_desktop.services.criteria.to_tables import tables_of
from khuyenhoc_desktop.services.criteria.writing import export_xlsx
from khuyenhoc_desktop.services.criteria_sets import RESOURCES
from tests.crash.desk import NAMES

SETS = ("gia_dinh_hoc_tap.json", "cong_dan_hoc_tap_nong_dan.json", "dong_ho_hoc_tap.json")


SYLLABLES = ("Hòa", "Minh", "Tâm", "Sơn", "Giang", "Khánh", "Lâm", "Ngọc")


def write_lists(place):
    """Paths by what the files hold."""
    numbers = range(4)
    return {
        "households": [_book(place / f"ho-{n}.xlsx", HOUSEHOLD, _households(n)) for n in numbers],
        "persons": [_book(place / f"nguoi-{n}.xlsx", PERSON, _persons(n)) for n in numbers],
        "clans": [_book(place / f"dong-ho-{n}.xlsx", CLAN, _clans(n)) for n in numbers],
        "members": [_book(place / f"ho-dong-ho-{n}.xlsx", MEMBER, _members(n)) for n in numbers],
        "units": [_book(place / f"don-vi-{n}.xlsx", UNIT, _units(n)) for n in numbers],
        "criteria": [_criteria(place / f"bo-{n}.xlsx", name, f"2029.{n}") for n, name in enumerate(SETS, 1)],
    }


HOUSEHOLD = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu", "Thôn")
PERSON = ("STT", "Họ và tên", "Năm sinh", "Thôn")
CLAN = ("STT", "Tên dòng họ", "Trưởng họ")
MEMBER = ("STT", "Dòng họ", "Chủ hộ", "Thôn")
UNIT = ("STT", "Tên đơn vị", "Loại hình", "Số CB, GV, NV")


def _name(at):
    """Another name for each number, so that it is known which household is meant."""
    return f"{NAMES[at % 6]} {SYLLABLES[at // 6 % 8]} {SYLLABLES[at // 48 % 8]}"


def _thon(at):
    return f"Thôn Mới {at % 3 + 1}"


def _households(number):
    return [(at, _name(at), 1940 + at % 60, at % 7 + 1, _thon(at)) for at in range(number * 40, number * 40 + 120)]


def _persons(number):
    return [(at, _name(at + 7), 1950 + at % 60, _thon(at)) for at in range(number * 20, number * 20 + 60)]


def _clans(number):
    return [(at, f"Họ Đỗ {at}", _name(at + number)) for at in range(number, number + 12)]


def _members(number):
    """The households of the sample and of the lists; a clan that is not there is made."""
    return [(at, f"Họ Mai {at % 5}", _name(at), _thon(at)) for at in range(number * 40, number * 40 + 60)]


def _units(number):
    kinds = ("trường", "cơ quan", "HTX")
    return [(at, f"Đơn vị {at}", kinds[at % 3], at + number) for at in range(number, number + 12)]


def _book(path, headings, rows):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        for line, row in enumerate((headings, *rows)):
            sheet.write_row(line, 0, row)
    return path


def _criteria(path, name, version):
    """A set that the program brings, under a version of its own."""
    shipped, _ = parse_criteria_set((RESOURCES / "criteria" / name).read_text("utf-8"))
    tables = tables_of(shipped)
    tables.rules["version"] = version
    return export_xlsx(build(tables).criteria_set, path)
