"""Lists of units: kinds in officers' words, numbers of people, what is known again."""

import pytest

from khuyenhoc_desktop.domain.unit import UnitFields
from khuyenhoc_desktop.services import groups, history, units
from khuyenhoc_desktop.services.bodies import Query
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.bodies import plan_units
from khuyenhoc_desktop.services.importing.body_template import write_unit_template
from khuyenhoc_desktop.services.progress import finish
from tests.services.importing.books import book_of, filled, sheet_of

YEAR = 2026
LIST = """
| STT | Mã | Tên đơn vị | Loại hình | Thủ trưởng | Địa chỉ | Thôn | Số CB, GV, NV | Số học sinh | Ghi chú |
| 1 | T1 | Trường Tiểu học An Học | trường | nguyễn thị hiền | Trung tâm | Thôn Hạ | 24 | 1.412 | |
| 2 | T2 | UBND xã An Học | cơ quan | Trần Văn Nam | | | 31 | | |
| 3 | | Trạm Y tế xã | | Lê Văn Đức | | Thôn Hạ | 9 | | |
| 4 | | Hội Khuyến học xã | | | | | 3 | | |
| 5 | | HTX Dịch vụ nông nghiệp | HTX | | | Thôn Hạ | 15 | | |
| 6 | | Công ty TNHH May | | | | | 320 | 0 | mới |
| 7 | | Chợ Trung tâm | buôn bán | | | | | | |
"""


@pytest.fixture
def commune(commune):
    (commune.thon,) = groups.add_groups(commune, [("Thôn Hạ", "thôn")], 2024)
    return commune


def plan(commune, tmp_path, markdown):
    return finish(plan_units(commune, YEAR, book_of(tmp_path, sheet_of(markdown))))


def written(commune):
    return [
        units.REGISTER.fields_of(row)
        for row in sorted(units.REGISTER.all_rows(commune, YEAR), key=lambda row: row.id)
    ]  # fmt: skip


def test_a_list_becomes_units(commune, tmp_path):
    found = plan(commune, tmp_path, LIST.replace("1.412", "412"))
    assert [row.state for row in found.rows] == ["new"] * 7
    assert [(problem.code, problem.cell) for problem in found.problems] == [
        ("unit_kind_unknown", "D5"),
        ("unit_kind_unknown", "D8"),
    ]
    finish(apply_plan(commune, found))
    thon = commune.thon
    assert written(commune) == [
        UnitFields(
            "T1", "Trường Tiểu học An Học", "school", "Nguyễn Thị Hiền", "Trung tâm", thon, 24, 412, None, YEAR
        ),
        UnitFields("T2", "UBND xã An Học", "agency", "Trần Văn Nam", None, None, 31, None, None, YEAR),
        UnitFields(None, "Trạm Y tế xã", "agency", "Lê Văn Đức", None, thon, 9, None, None, YEAR),
        UnitFields(None, "Hội Khuyến học xã", "other", None, None, None, 3, None, None, YEAR),
        UnitFields(None, "HTX Dịch vụ nông nghiệp", "cooperative", None, None, thon, 15, None, None, YEAR),
        UnitFields(None, "Công ty TNHH May", "enterprise", None, None, None, 320, 0, "mới", YEAR),
        UnitFields(None, "Chợ Trung tâm", "other", None, None, None, None, None, None, YEAR),
    ]
    assert history.entries(commune)[0].summary == "Nhập 7 đơn vị từ tệp bang.xlsx"
    again = plan(commune, tmp_path, LIST.replace("1.412", "412"))
    assert [row.state for row in again.rows] == ["unchanged"] * 7


def test_a_kind_concluded_from_the_name_changes_nothing_on_file(commune, tmp_path):
    units.REGISTER.add(commune, UnitFields(name="Trường Cán bộ Hội", kind="agency", valid_from=2025))
    found = plan(commune, tmp_path, "| STT | Tên đơn vị | Số người |\n| 1 | Trường Cán bộ Hội | 7 |")
    assert [[(c.label, c.old, c.new) for c in row.changes] for row in found.rows] == [
        [("Số người làm việc", "", "7")]
    ]


@pytest.mark.parametrize(
    ("cell", "code"), [("vài chục", "staff_count_text"), ("-3", "count_negative"), ("9000", "count_large")]
)
def test_numbers_of_people(commune, tmp_path, cell, code):
    found = plan(commune, tmp_path, f"| STT | Tên đơn vị | Số lao động |\n| 1 | Công ty A | {cell} |")
    (problem,) = found.problems
    assert (problem.code, problem.cell) == (code, "C2")
    assert problem.is_error == (found.rejected == 1)


def test_a_code_of_another_unit_is_refused(commune, tmp_path):
    units.REGISTER.add(commune, UnitFields("T1", "Trường A", "school", valid_from=2025))
    found = plan(commune, tmp_path, "| STT | Mã | Tên đơn vị |\n| 1 | T1 | Trường B |")
    assert [(problem.code, problem.cell) for problem in found.problems] == [("code_differs", "B2")]
    assert units.REGISTER.find_ids(commune, Query(YEAR)) == units.REGISTER.find_ids(
        commune, Query(YEAR, text="truong a")
    )


def test_the_template_filled_in_imports_without_a_word(commune, tmp_path):
    path = write_unit_template(commune, YEAR, tmp_path / "mau.xlsx")
    filled(path, [1, "T01", "Trường A", "Trường học", "Bà Hiền", "Trung tâm", "Thôn Hạ", 24, 412, ""])
    found = finish(plan_units(commune, YEAR, path))
    assert (found.new, found.problems) == (1, ())
    finish(apply_plan(commune, found))
    assert written(commune) == [
        UnitFields("T01", "Trường A", "school", "Bà Hiền", "Trung tâm", commune.thon, 24, 412, None, YEAR)
    ]
