"""What is measured: each figure of the budgets on the large commune, with its floor."""

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bench import floors
from bench.citizens import citizens
from bench.data import YEAR, people
from bench.largest import largest
from bench.measuring import Figure, best, milliseconds, percentile95
from bench.papers import papers
from bench.safety import safety
from khuyenhoc_desktop.services import (
    communes,
    entry,
    history,
    households,
    overview,
    summary,
    summary_tables,
)
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.services.progress import finish

IMPORTED_ROWS = 20_000
TEXTS = ("n", "ng", "nguyen", "nguyen thi h", "thuy", "huong tran", "0670", "dang", "đặng văn", "le minh anh")


def all_figures(file: CommuneFile, folder: Path) -> Iterator[Figure]:
    """Every figure, in the order of the budgets."""
    yield lists(file)
    yield find(file)
    yield save_sheet(file)
    yield from import_and_undo(folder)
    yield recompute(file)
    yield count(file)
    yield tables(file)
    yield glance(file)
    yield bundle(file, folder)
    yield from safety(file, folder)
    yield from papers(file, folder)
    yield from citizens(file, folder)
    yield from largest(folder)


def lists(file: CommuneFile) -> Figure:
    """The first page of the list of households."""

    def ours() -> None:
        ids = households.find_ids(file, Query(YEAR))
        households.rows(file, YEAR, ids[:100])

    return Figure("first page of a list", "ms", best(ours, 5), 100, best(lambda: floors.first_page(file.path), 5))


def find(file: CommuneFile) -> Figure:
    """Finding as one types; the 95th percentile over many texts."""
    connection = floors.bare(file.path)
    ours = [milliseconds(_finding(file, text)) for text in TEXTS * 5]
    floor = [milliseconds(lambda t=text: floors.find(connection, t.split())) for text in TEXTS * 5]  # type: ignore[misc]
    connection.close()
    return Figure("find as you type, 95 %", "ms", percentile95(ours), 50, percentile95(floor))


def _finding(file: CommuneFile, text: str) -> Callable[[], object]:
    def ours() -> None:
        ids = households.find_ids(file, Query(YEAR, text=text))
        households.rows(file, YEAR, ids[:100])

    return ours


def save_sheet(file: CommuneFile) -> Figure:
    """Saving a sheet of twelve indicators: scores, standing, journal, on the disk."""
    dice = random.Random(1)
    ids = households.find_ids(file, Query(YEAR))
    codes = [indicator.code for indicator in entry.criteria_for(file, "learning_family", YEAR).indicators]
    turns = [(dice.choice(ids), turn % 5) for turn in range(30)]
    ours = [milliseconds(lambda t=turn: _save(file, t[0], codes, t[1])) for turn in turns]  # type: ignore[misc]
    connection = floors.bare(file.path)
    floor = [milliseconds(lambda t=turn: floors.save_sheet(connection, t[0], t[1])) for turn in turns]  # type: ignore[misc]
    connection.close()
    file.rebuild_derived()  # the floor wrote behind the program's back
    return Figure("save a 12-indicator sheet, 95 %", "ms", percentile95(ours), 15, percentile95(floor))


def _save(file: CommuneFile, household: int, codes: list[str], points: int) -> None:
    entry.save_sheet(file, YEAR, household, dict.fromkeys(codes, points * 100))


def import_and_undo(folder: Path) -> Iterator[Figure]:
    """Importing 20,000 rows of nine columns with all checks and the journal, and taking it back."""
    from khuyenhoc_desktop.services.importing.applying import apply_plan
    from khuyenhoc_desktop.services.importing.households import plan_households

    workbook = _workbook(folder / "import.xlsx")
    times, undos = [], []
    for turn in range(3):
        place = folder / f"import-{turn}"
        file = communes.create_commune(place, "99997", "Nhập", "Tỉnh mẫu", YEAR)

        def ours(file: CommuneFile = file) -> None:
            finish(apply_plan(file, finish(plan_households(file, YEAR, workbook))))

        times.append(milliseconds(ours))
        undos.append(milliseconds(lambda file=file: history.undo(file)))  # type: ignore[misc]
        file.close()
        shutil.rmtree(place)
    floor = milliseconds(lambda: floors.read_and_insert(workbook, folder))
    yield Figure(f"import {IMPORTED_ROWS:,} × 9 xlsx", "ms", min(times), 2500, floor)
    yield Figure("undo of it", "ms", min(undos), 500, milliseconds(lambda: floors.delete_rows(folder)))


def _workbook(path: Path) -> Path:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Danh sách hộ")
    heading = ["STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu", "Số trẻ trong độ tuổi đi học", "Thôn/TDP"]
    sheet.write_row(0, 0, [*heading, "Địa chỉ", "Số CCCD", "Ghi chú"])
    for row, (name, born, members, children, address, number) in enumerate(people(IMPORTED_ROWS, seed=7), 1):
        thon = f"Thôn {row % 40 + 1}"
        sheet.write_row(row, 0, [row, name, int(born), members, children, thon, address, number, None])
    book.close()
    return path


def recompute(file: CommuneFile) -> Figure:
    """Everything derived computed anew from the facts."""
    return Figure(
        "recompute everything",
        "ms",
        best(file.rebuild_derived, 3),
        1500,
        best(lambda: floors.add_up(file.path), 3),
    )


def count(file: CommuneFile) -> Figure:
    """The summary of the year of all titles with last year beside it."""
    ours = best(lambda: summary.year_summary(file, YEAR), 5)
    return Figure("summary, all titles", "ms", ours, 100, best(lambda: floors.count(file.path), 5))


def tables(file: CommuneFile) -> Figure:
    """The tables TH1 to TH6, citizens told apart among them."""
    return Figure("tables TH1 to TH6", "ms", best(lambda: summary_tables.tables(file, YEAR), 3), None, None)


def glance(file: CommuneFile) -> Figure:
    """What Tổng quan reads when the window opens."""
    day = date(YEAR, 11, 1)
    return Figure("overview of the year", "ms", best(lambda: overview.overview(file, YEAR, day), 3), None, None)


def bundle(file: CommuneFile, folder: Path) -> Figure:
    """The upload bundle, against writing the list with its scores by XlsxWriter alone."""
    from khuyenhoc_desktop.services.handover.bundle import export_bundle

    ours = milliseconds(lambda: finish(export_bundle(file, YEAR, folder / "bundle")))
    return Figure("bundle", "ms", ours, 8000, milliseconds(lambda: floors.write_workbook(file.path, folder)))
