"""The result file is their workbook with reasons; templates import back without a problem."""

from datetime import date

import openpyxl
import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.households import plan_households
from khuyenhoc_desktop.services.importing.result_file import write_result
from khuyenhoc_desktop.services.importing.score_template import write_score_template
from khuyenhoc_desktop.services.importing.scores import plan_scores
from khuyenhoc_desktop.services.importing.template import write_household_template
from khuyenhoc_desktop.services.progress import finish
from tests.services.importing import faults
from tests.services.importing.books import HEADINGS, write_xlsx
from tests.services.importing.old_formats import write_ods, write_xls

ROWS = [
    ["DANH SÁCH HỘ"],
    HEADINGS,
    [1, "Lê An Tâm", 1970, 4, 2, "Thôn Hạ", "=1+1", "024070000111", ""],
    [2, "", 1971, "năm người", 2, "Thôn Hạ", "", "", ""],
    [3, "Vũ Ba", 1981, 30, 2, "Thôn Hạ", "", "", ""],
]


def planned(commune, path):
    return finish(plan_households(commune, 2026, path))


@pytest.fixture
def result(commune, tmp_path):
    path = write_xlsx(tmp_path / "ds.xlsx", {"Hộ": ROWS, "Khác": [["để nguyên", date(2026, 1, 2)]]})
    finish(write_result(planned(commune, path), tmp_path / "kq.xlsx"))
    return openpyxl.load_workbook(tmp_path / "kq.xlsx")


def colour(cell):
    return cell.fill.fgColor.rgb if cell.fill.fill_type else None


def test_all_sheets_and_values_are_kept(result):
    assert result.sheetnames == ["Hộ", "Khác", "Tóm tắt"]
    page = result["Hộ"]
    assert [page.cell(3, column).value for column in range(1, 10)] == [
        1, "Lê An Tâm", 1970, 4, 2, "Thôn Hạ", "=1+1", "024070000111", None,
    ]  # fmt: skip
    assert page["G3"].data_type == "s"
    assert result["Khác"]["B1"].value.date() == date(2026, 1, 2)


def test_reasons_and_painted_cells(result):
    page = result["Hộ"]
    assert page["J2"].value == "Kết quả kiểm tra"
    assert page["J3"].value == "Nhập được: mới"
    assert page["J4"].value.startswith("KHÔNG NHẬP | Lỗi ở ô B4")
    assert "Lỗi ở ô D4" in page["J4"].value
    assert "Lưu ý ở ô D5" in page["J5"].value
    assert [colour(page[cell]) for cell in ("B4", "D4", "D5", "C4")] == ["FFF8CBAD", "FFF8CBAD", "FFFFF2CC", None]


def test_the_result_file_imports_like_the_workbook_itself(commune, tmp_path):
    rows, _ = faults.seeded(faults.households(80, 4), 4, 20)
    path = write_xlsx(tmp_path / "ds.xlsx", {"Hộ": [HEADINGS, *rows]})
    first = planned(commune, path)
    again = planned(commune, finish(write_result(first, tmp_path / "kq.xlsx")))
    assert again.counts == first.counts
    assert [p.cell for p in again.problems] == [p.cell for p in first.problems]


@pytest.mark.parametrize("write", [write_xls, write_ods])
def test_a_result_of_another_format(commune, tmp_path, write):
    path = write(tmp_path / "ds", {"Hộ": ROWS})
    finish(write_result(planned(commune, path), tmp_path / "kq.xlsx"))
    assert openpyxl.load_workbook(tmp_path / "kq.xlsx")["Hộ"]["J3"].value == "Nhập được: mới"


def test_merged_titles_stay_merged(commune, tmp_path):
    path = write_xlsx(tmp_path / "ds.xlsx", {"Hộ": ROWS}, merges=[(0, 0, 0, 5)])
    finish(write_result(planned(commune, path), tmp_path / "kq.xlsx"))
    page = openpyxl.load_workbook(tmp_path / "kq.xlsx")["Hộ"]
    assert [str(merge) for merge in page.merged_cells.ranges] == ["A1:F1"]
    assert page["A1"].value == "DANH SÁCH HỘ"


def test_a_place_that_cannot_be_written_to(commune, tmp_path):
    made = planned(commune, write_xlsx(tmp_path / "ds.xlsx", {"Hộ": ROWS}))
    with pytest.raises(UserError) as caught:
        finish(write_result(made, tmp_path / "khong-co" / "kq.xlsx"))
    assert caught.value.code == "workbook_locked"
    with pytest.raises(UserError):
        write_household_template(commune, 2026, tmp_path / "khong-co" / "mau.xlsx")


def test_a_cancelled_result_leaves_the_file_that_was_there(commune, tmp_path):
    made = planned(commune, write_xlsx(tmp_path / "ds.xlsx", {"Hộ": ROWS}))
    target = tmp_path / "kq.xlsx"
    target.write_bytes(b"cu")
    job = write_result(made, target)
    next(job)
    job.close()
    assert target.read_bytes() == b"cu"
    assert {path.name for path in tmp_path.glob("*.xlsx")} == {"ds.xlsx", "kq.xlsx"}


def test_the_household_template_filled_in_imports_without_a_problem(commune, tmp_path):
    path = write_household_template(commune, 2026, tmp_path / "mau.xlsx")
    book = openpyxl.load_workbook(path)
    page = book["Danh sách hộ"]
    for column, value in enumerate([1, "H1", "Lê An Tâm", 1970, 4, 2, "Thôn Hạ", "Ngõ 1", "024070000111", ""], 1):
        page.cell(5, column).value = value
    assert page.column_dimensions["I"].number_format == "@"
    book.save(path)
    made = planned(commune, path)
    assert (made.new, made.problems) == (1, ())


def test_the_household_template_offers_the_thon_on_file(sample, tmp_path):
    path = write_household_template(sample, 2026, tmp_path / "mau.xlsx")
    book = openpyxl.load_workbook(path)
    lists = [rule for rule in book.worksheets[0].data_validations.dataValidation if rule.type == "list"]
    assert lists[0].formula1 == "'Hướng dẫn'!$E$2:$E$6"
    assert book["Hướng dẫn"]["E2"].value.startswith(("Thôn", "Xóm"))


def test_the_score_template_is_filled_with_households_and_imports_back(sample, tmp_path):
    path = finish(write_score_template(sample, 2026, "learning_family", tmp_path / "diem.xlsx"))
    untouched = finish(plan_scores(sample, 2026, "learning_family", path))
    assert (set(untouched.counts), untouched.problems) == ({"unchanged"}, ())
    book = openpyxl.load_workbook(path)
    page = book["Điểm"]
    for row in range(5, page.max_row + 1):
        for column in range(7, 19):
            page.cell(row, column).value = 4
    book.save(path)
    made = finish(plan_scores(sample, 2026, "learning_family", path))
    assert made.problems == ()
    assert made.rejected == 0
    assert finish(apply_plan(sample, made)).journal_id is not None
    present = sample.value("SELECT count(*) FROM standing WHERE title = 'learning_family' AND year = 2026")
    assert (
        sample.value(
            "SELECT count(*) FROM standing WHERE title = 'learning_family' AND year = 2026 AND total = 4800"
        )
        == present
    )
