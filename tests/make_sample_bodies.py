"""Makes the workbooks of the sample commune's clans and units: python -m tests.make_sample_bodies

The clans are those of the sample's own households: everybody of one family name in one thôn.
"""

import random
from collections import defaultdict

from tests import make_sample
from tests.make_sample import MIDDLE_MEN, YEAR, Household, make_households, new_workbook, start_sheet

CLANS_FILE, MEMBERS_FILE, UNITS_FILE = "dong-ho.xlsx", "ho-cua-dong-ho.xlsx", "don-vi.xlsx"
LEAST = 5  # households that make a clan
UNITS = (
    ("T01", "Trường Mầm non An Học", "Trường học", "Đặng Thị Hương", "Thôn Trung", 18, 0),
    ("T02", "Trường Tiểu học An Học", "Trường học", "Nguyễn Thu Hiền", "Thôn Trung", 26, 318),
    ("T03", "Trường THCS An Học", "Trường học", "Lê Minh Tâm", "Thôn Hạ", 22, 241),
    ("T04", "UBND xã An Học", "Cơ quan", "Trần Quang Huy", "Thôn Trung", 29, None),
    ("T05", "Trạm Y tế xã An Học", "Cơ quan", "Vũ Ngọc Lan", "Thôn Trung", 7, None),
    ("T06", "HTX Dịch vụ nông nghiệp An Học", "Hợp tác xã", "Phạm Văn Sơn", "Thôn Thượng", 11, None),
    ("T07", "Công ty TNHH May Bến Đò", "Doanh nghiệp", "Hoàng Minh Khánh", "Thôn Bến Đò", 64, None),
)


def clans() -> dict[str, list[Household]]:
    """The households of each clan by its name."""
    found = defaultdict(list)
    for household in make_households(random.Random(99999)):
        found[household.name.split()[0], household.group].append(household)
    return {f"Họ {name} {group}": homes for (name, group), homes in found.items() if len(homes) >= LEAST}


def head_of(homes: list[Household]) -> str:
    """The first man of a clan, by his middle name."""
    return next((it.name for it in homes if it.name.split()[1] in MIDDLE_MEN), homes[0].name)


def write(name: str, sheet_name: str, title: str, columns: dict[str, int], rows: list[tuple]) -> None:
    workbook = new_workbook(name)
    sheet = start_sheet(workbook, sheet_name, title, columns)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number + 3, 0, (number, *row))
    workbook.close()


def main() -> None:
    """Write the three workbooks."""
    make_sample.FOLDER.mkdir(parents=True, exist_ok=True)
    found = clans()
    listed = [
        (name, head_of(homes), f"Nhà thờ họ, {homes[0].group}", homes[0].group) for name, homes in found.items()
    ]
    columns = {"STT": 5, "Tên dòng họ": 28, "Trưởng họ": 26, "Nơi thờ": 28, "Thôn": 14}
    write(CLANS_FILE, "Dòng họ", f"DANH SÁCH DÒNG HỌ NĂM {YEAR}", columns, listed)
    homes = [(name, it.code, it.name, it.group) for name, some in found.items() for it in some]
    columns = {"STT": 5, "Dòng họ": 28, "Mã hộ": 10, "Họ và tên chủ hộ": 26, "Thôn": 14}
    write(MEMBERS_FILE, "Hộ của dòng họ", f"CÁC HỘ CỦA DÒNG HỌ NĂM {YEAR}", columns, homes)
    columns = {"STT": 5, "Mã đơn vị": 10, "Tên đơn vị": 32, "Loại đơn vị": 14, "Người đứng đầu": 22, "Thôn": 14}
    columns |= {"Số người làm việc": 10, "Số người học": 10}
    write(UNITS_FILE, "Đơn vị", f"DANH SÁCH ĐƠN VỊ NĂM {YEAR}", columns, list(UNITS))


if __name__ == "__main__":
    main()
