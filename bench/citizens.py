"""What is measured of citizens: their list, finding one as one types, the import of 20,000 of them."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from bench import floors
from bench.data import YEAR, add_households, people
from bench.measuring import Figure, best, milliseconds, percentile95
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS
from khuyenhoc_desktop.services import communes, groups, persons
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.persons import Query
from khuyenhoc_desktop.services.progress import finish

IMPORTED_ROWS = 20_000
HOUSEHOLDS = 8_000
TEXTS = ("n", "nguyen", "nguyen thi h", "thuy", "huong tran", "đặng văn", "le minh anh", "0670")


def citizens(file: CommuneFile, folder: Path) -> Iterator[Figure]:
    """List, find and import, each with its floor."""
    page = best(lambda: _page(file, ""), 5)
    yield Figure(
        "first page of citizens", "ms", page, 100, best(lambda: floors.first_page(file.path, "person"), 5)
    )
    connection = floors.bare(file.path)
    ours = [milliseconds(lambda t=text: _page(file, t)) for text in TEXTS * 5]  # type: ignore[misc]
    floor = [milliseconds(lambda t=text: floors.find(connection, t.split(), "person")) for text in TEXTS * 5]  # type: ignore[misc]
    connection.close()
    yield Figure("find a citizen as you type, 95 %", "ms", percentile95(ours), 50, percentile95(floor))
    yield _import(folder)


def _page(file: CommuneFile, text: str) -> None:
    ids = persons.find_ids(file, Query(YEAR, text=text))
    persons.rows(file, YEAR, ids[:100])


def _import(folder: Path) -> Figure:
    """Into a commune of 8,000 households, each citizen linked to his by its code; with checks and journal."""
    from khuyenhoc_desktop.services.importing.applying import apply_plan
    from khuyenhoc_desktop.services.importing.persons import plan_persons

    workbook = write_citizens(folder / "citizens.xlsx", IMPORTED_ROWS, HOUSEHOLDS)
    times = []
    for turn in range(2):
        place = folder / f"citizens-{turn}"
        file = communes.create_commune(place, "99996", "Nhập", "Tỉnh mẫu", YEAR)
        add_households(file, HOUSEHOLDS, groups.add_groups(file, [("Thôn 1", "thôn"), ("Thôn 2", "thôn")], YEAR))

        def ours(file: CommuneFile = file) -> None:
            finish(apply_plan(file, finish(plan_persons(file, YEAR, workbook))))

        times.append(milliseconds(ours))
        file.close()
        shutil.rmtree(place)
    floor = milliseconds(lambda: floors.read_and_insert(workbook, folder))
    return Figure(f"import {IMPORTED_ROWS:,} citizens", "ms", min(times), 2500, floor)


def write_citizens(path: Path, rows: int, households: int) -> Path:
    """A list of so many citizens of these households, each told by its code."""
    import xlsxwriter

    dice, known = random.Random(11), list(PERSON_GROUPS.values())
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Công dân")
    heading = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Nhóm đối tượng", "Mã hộ", "Số CCCD", "Ghi chú", "Mã"]
    sheet.write_row(0, 0, heading)
    for row, (name, year, *_) in enumerate(people(rows, seed=8), 1):
        born = f"{dice.randint(1, 28):02}/{dice.randint(1, 12):02}/{year}"
        woman = row % 2
        number = f"024{2 * (int(year) >= 2000) + woman}{year[2:]}{row:06d}"
        household = f"H{dice.randrange(households):05d}"
        cells = [born, "Nữ" if woman else "Nam", dice.choice(known), household, number, None, f"C{row:05d}"]
        sheet.write_row(row, 0, [row, name, *cells])
    book.close()
    return path
