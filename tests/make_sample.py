"""Makes the workbooks of the sample commune: python -m tests.make_sample

Every name, number and place is drawn by chance from the lists below, always the same ones (the seed is
fixed), so that the files in resources/sample are the same byte for byte whenever they are made.
"""

import json
import random
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
FOLDER = RESOURCES / "sample"
YEAR = 2026
LIST_FILE = "danh-sach-ho.xlsx"
PERSONS_FILE = "cong-dan.xlsx"
SCORES_FILE = "diem-{year}.xlsx"
DECISIONS = {YEAR - 1: "215/QĐ-UBND", YEAR: "248/QĐ-UBND"}
SHARES = {YEAR - 1: 0.76, YEAR: 0.88}  # of the households that register
TARGETS = {YEAR - 1: 60, YEAR: 70}  # percent of all households
GROUPS = {"Thôn Thượng": 42, "Thôn Trung": 39, "Thôn Hạ": 36, "Thôn Bến Đò": 35, "Xóm Đồi": 28}
FAMILY_NAMES = (
    "Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Ngô Dương Lý Đinh Hà Mai Trịnh"
).split()
MIDDLE_MEN = "Văn Văn Văn Hữu Đức Quang Minh Đình Xuân Công Bá Ngọc".split()
MIDDLE_WOMEN = "Thị Thị Thị Thị Ngọc Thanh Thu Hồng Kim".split()
GIVEN_MEN = (
    "An Bình Chiến Cường Dũng Đạt Điệp Đông Hải Hòa Hùng Huy Khánh Kiên Lâm Long Mạnh Nam Nghĩa Phúc Quân "
    "Quý Sơn Tâm Thắng Thành Thịnh Tiến Toàn Trung Tuấn Vinh"
).split()
GIVEN_WOMEN = (
    "Anh Bích Chi Dung Điệp Hà Hạnh Hằng Hiền Hoa Huệ Hương Lan Liên Loan Mai Nga Ngân Nhung Oanh Phượng "
    "Quyên Thảo Thủy Trang Tuyết Vân Xuân Yến"
).split()


@dataclass(frozen=True)
class Kind:
    """A kind of household: how often it occurs, its head's ages, its members and children at school."""

    weight: int
    ages: tuple[int, int]
    members: tuple[int, int]
    children: tuple[int, int]
    women: float
    note: str = ""


KINDS = [
    Kind(40, (32, 52), (3, 5), (1, 3), 0.15),
    Kind(14, (45, 62), (2, 4), (0, 1), 0.2),
    Kind(12, (58, 80), (5, 8), (1, 3), 0.15, "Ba thế hệ ở chung"),
    Kind(9, (24, 32), (2, 3), (0, 0), 0.1, "Vợ chồng trẻ"),
    Kind(9, (64, 88), (2, 2), (0, 0), 0.2, "Hai ông bà già"),
    Kind(7, (66, 91), (1, 1), (0, 0), 0.75, "Sống một mình"),
    Kind(5, (30, 46), (2, 3), (1, 2), 1.0, "Mẹ đơn thân"),
    Kind(3, (56, 72), (3, 4), (1, 2), 0.5, "Ông bà nuôi cháu, bố mẹ cháu đi làm xa"),
]


@dataclass(frozen=True)
class Household:
    """A row of the household list."""

    code: str
    name: str
    born: int | str
    members: int
    children: int
    group: str
    address: str | None
    note: str | None

    @property
    def all_old(self) -> bool:
        """Whether nobody in it is between 19 and 60."""
        return self.note in ("Hai ông bà già", "Sống một mình")


def make_name(dice: random.Random, woman: bool) -> str:
    middles, givens = (MIDDLE_WOMEN, GIVEN_WOMEN) if woman else (MIDDLE_MEN, GIVEN_MEN)
    return " ".join(dice.choice(names) for names in (FAMILY_NAMES, middles, givens))


def make_born(dice: random.Random, ages: tuple[int, int]) -> int | str:
    """A year, as most lists have it, or a full date as text."""
    year = YEAR - dice.randint(*ages)
    if dice.random() < 0.75:
        return year
    return f"{dice.randint(1, 28):02}/{dice.randint(1, 12):02}/{year}"


def make_household(dice: random.Random, number: int, group: str, names: set[str]) -> Household:
    kind = dice.choices(KINDS, [kind.weight for kind in KINDS])[0]
    members = dice.randint(*kind.members)
    while (name := make_name(dice, dice.random() < kind.women)) in names:
        pass
    names.add(name)
    return Household(
        code=f"AH-{number:03}",
        name=name,
        born=make_born(dice, kind.ages),
        members=members,
        children=min(dice.randint(*kind.children), members - 1),
        group=group,
        address=f"Ngõ {dice.randint(1, 9)}" if dice.random() < 0.6 else None,
        note=kind.note or None,
    )


def make_households(dice: random.Random) -> list[Household]:
    households: list[Household] = []
    for group, size in GROUPS.items():
        names: set[str] = set()
        households += [make_household(dice, len(households) + 1 + i, group, names) for i in range(size)]
    return households


COLUMNS = {
    "STT": 5,
    "Mã hộ": 10,
    "Họ và tên chủ hộ": 26,
    "Năm sinh": 12,
    "Số khẩu": 9,
    "Số trẻ đi học": 13,
    "Thôn": 14,
    "Địa chỉ": 14,
    "Ghi chú": 40,
}


def new_workbook(name: str) -> xlsxwriter.Workbook:
    workbook = xlsxwriter.Workbook(
        FOLDER / name, {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    )
    workbook.set_properties({"title": "Xã mẫu", "created": datetime(YEAR, 1, 5)})  # the same bytes every time
    return workbook


def start_sheet(
    workbook: xlsxwriter.Workbook, name: str, title: str, columns: dict[str, int]
) -> xlsxwriter.worksheet.Worksheet:
    """A sheet with the association's name, a title and the columns' headings in row 4, to print on A4."""
    sheet = workbook.add_worksheet(name)
    bold = workbook.add_format({"bold": True})
    heading = workbook.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
    sheet.write(0, 0, "HỘI KHUYẾN HỌC XÃ AN HỌC (XÃ MẪU)", bold)
    sheet.write(1, 0, title, bold)
    sheet.write_row(3, 0, columns, heading)
    for column, width in enumerate(columns.values()):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(4, 3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    return sheet


def write_list(households: list[Household]) -> None:
    workbook = new_workbook(LIST_FILE)
    sheet = start_sheet(workbook, "Danh sách hộ", f"DANH SÁCH HỘ GIA ĐÌNH NĂM {YEAR}", COLUMNS)
    for number, it in enumerate(households, 1):
        row = [number, it.code, it.name, it.born, it.members, it.children, it.group, it.address, it.note]
        sheet.write_row(number + 3, 0, row)
    workbook.close()


PERSON_COLUMNS = {
    "STT": 5,
    "Mã hộ": 10,
    "Họ và tên": 26,
    "Ngày sinh": 12,
    "Giới tính": 9,
    "Quan hệ với chủ hộ": 14,
    "Nhóm đối tượng": 32,
    "Thôn": 14,
}
WORK = (
    "Nông dân, lao động nông thôn",
    "Nông dân, lao động nông thôn",
    "Công nhân, lao động tiểu thủ công",
    "Viên chức",
)


@dataclass(frozen=True)
class Person:
    """A row of the list of citizens."""

    household: Household
    name: str
    born: int | str
    woman: bool
    relation: str

    @property
    def work(self) -> str:
        """The group of person: who is at school, else something that goes by the name."""
        return "Học sinh, sinh viên" if YEAR - year_of(self.born) < 19 else WORK[sum(map(ord, self.name)) % 4]


def year_of(born: int | str) -> int:
    return int(str(born)[-4:])


def make_members(dice: random.Random, household: Household) -> list[Person]:
    """The head, a wife or husband, then children at school and grown-up ones; as many as the list says."""
    woman = household.name.split()[1] in MIDDLE_WOMEN and household.name.split()[1] not in ("Ngọc", "Thanh")
    head = year_of(household.born)
    family = [Person(household, household.name, household.born, woman, "Chủ hộ")]
    has_spouse = household.members - household.children > 1 and household.note != "Mẹ đơn thân"
    if has_spouse:
        born = str(head + dice.randint(-3, 4))
        family.append(Person(household, make_name(dice, not woman), born, not woman, "Chồng" if woman else "Vợ"))
    for number in range(household.members - len(family)):
        girl = dice.random() < 0.5
        age = dice.randint(6, 17) if number < household.children else max(19, YEAR - head - dice.randint(20, 30))
        middle = MIDDLE_WOMEN if girl else MIDDLE_MEN
        given = GIVEN_WOMEN if girl else GIVEN_MEN
        name = f"{household.name.split()[0]} {dice.choice(middle)} {dice.choice(given)}"
        born = f"{dice.randint(1, 28):02}/{dice.randint(1, 12):02}/{YEAR - age}"
        family.append(Person(household, name, born, girl, "Con" if age < 45 else "Người thân"))
    return family


def write_persons(households: list[Household]) -> None:
    """The citizens of all households, each below its head."""
    dice = random.Random(99998)  # of its own, so that the households stay as they are
    workbook = new_workbook(PERSONS_FILE)
    sheet = start_sheet(workbook, "Công dân", f"DANH SÁCH CÔNG DÂN NĂM {YEAR - 1}", PERSON_COLUMNS)
    people = [person for household in households for person in make_members(dice, household)]
    for number, it in enumerate(people, 1):
        row = [number, it.household.code, it.name, it.born, "Nữ" if it.woman else "Nam", it.relation]
        sheet.write_row(number + 3, 0, [*row, it.work, it.household.group])
    workbook.close()


def make_sheet(dice: random.Random, household: Household, effort: float, indicators: list[dict]) -> list:
    """A household's points, one for each indicator, each on its step; "K" where it does not apply."""
    cells = []
    for indicator in indicators:
        most, step = indicator["max_points"], indicator["step"]
        share = min(1.0, max(0.0, dice.gauss(effort, 0.08)))
        points = min(most, round(most * share / step) * step)
        applies = household.children > 0 if indicator["code"].startswith("C1") else not household.all_old
        cells.append("K" if indicator.get("allow_na") and not applies else points)
    return cells


def write_scores(year: int, sheets: dict[Household, list], indicators: list[dict]) -> None:
    """The wide workbook of a year: a row for each registered household, a column for each indicator."""
    columns = {"STT": 5, "Mã hộ": 10, "Họ và tên chủ hộ": 26, "Thôn": 14, "Đăng ký": 12}
    columns |= {it["number"]: 6 for it in indicators} | {"Tổng điểm": 8}
    workbook = new_workbook(SCORES_FILE.format(year=year))
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    sheet = start_sheet(workbook, "Điểm", f"BẢNG ĐIỂM GIA ĐÌNH HỌC TẬP NĂM {year}", columns)
    for number, (it, cells) in enumerate(sheets.items(), 1):
        points = [cell for cell in cells if isinstance(cell, int | float)]
        total = sum(points) if points else None
        sheet.write_row(number + 3, 0, [number, it.code, it.name, it.group])
        sheet.write_datetime(number + 3, 4, datetime(year, 3, 9 + list(GROUPS).index(it.group)), day)
        sheet.write_row(number + 3, 5, [*cells, total])
    workbook.close()


def leave_gaps(sheets: dict[Household, list], group: str) -> None:
    """In one thôn the work is not finished: the last five sheets are empty, three before them are half filled."""
    late = [household for household in sheets if household.group == group][-8:]
    for household in late[:3]:
        sheets[household][6:] = [None] * (len(sheets[household]) - 6)
    for household in late[3:]:
        sheets[household] = [None] * len(sheets[household])


def reaches(cells: list, indicators: list[dict]) -> bool:
    """Whether a full sheet has 80 of 100 points, in proportion where something does not apply."""
    counted = [(cell, it["max_points"]) for cell, it in zip(cells, indicators, strict=True) if cell != "K"]
    return sum(cell for cell, _ in counted) >= 0.8 * sum(most for _, most in counted)


def make_year(dice: random.Random, year: int, efforts: dict[Household, float], away: list[Household]) -> dict:
    """Write the scores of a year; the year's part of the sample's description."""
    indicators = [it for criterion in read_criteria() for it in criterion["indicators"]]
    registered = [household for household in efforts if household not in away and dice.random() < SHARES[year]]
    sheets = {it: make_sheet(dice, it, efforts[it] - 0.02 * (YEAR - year), indicators) for it in registered}
    reached = [household for household, cells in sheets.items() if reaches(cells, indicators)]
    if year == YEAR:
        leave_gaps(sheets, "Xóm Đồi")
    write_scores(year, sheets, indicators)
    return {
        "year": year,
        "moved_away": [it.code for it in away],
        "scores": SCORES_FILE.format(year=year),
        "not_recognised": [it.code for it in dice.sample(reached, 2)] if year < YEAR else [],
        "decision": {"number": DECISIONS[year], "decided_on": f"{year}-11-10", "signer": "Chủ tịch UBND xã mẫu"},
        "target_percent": TARGETS[year],
    }


def read_criteria() -> list[dict]:
    path = RESOURCES / "criteria" / "gia_dinh_hoc_tap.json"
    return json.loads(path.read_text("utf-8"))["criteria"]


def main() -> None:
    """Write the workbooks and the description that ties them together."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    dice = random.Random(99999)
    households = make_households(dice)
    write_list(households)
    write_persons(households)
    efforts = {household: min(0.98, max(0.55, dice.gauss(0.87, 0.08))) for household in households}
    years = {YEAR - 1: [], YEAR: [households[20], households[100]]}
    description = {
        "code": "99999",
        "name": "An Học (xã mẫu)",
        "province": "Tỉnh mẫu",
        "households": LIST_FILE,
        "persons": PERSONS_FILE,
        "years": [make_year(dice, year, efforts, away) for year, away in years.items()],
    }
    text = json.dumps(description, ensure_ascii=False, indent=1) + "\n"
    (FOLDER / "xa-mau.json").write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
