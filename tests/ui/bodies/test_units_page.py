"""The page «Đơn vị»: adding by keyboard, kinds, and the numbers reported beside those on the list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from khuyenhoc_desktop.domain.unit import UnitFields
from khuyenhoc_desktop.services import units
from khuyenhoc_desktop.services.bodies import Query
from tests.ui.bodies.test_clans_page import press, shown

YEAR = 2026


def test_add_by_keyboard_alone(qtbot, units_desk, commune, made, type_in):
    qtbot.keyClick(units_desk.page.list.table, Qt.Key.Key_F5)
    type_in("HTX Dịch vụ")
    press(qtbot, Qt.Key.Key_Return)
    for _ in range(4):
        press(qtbot, Qt.Key.Key_Down)  # «Hợp tác xã» is the fourth kind
    press(qtbot, Qt.Key.Key_Return)
    for words in ("X1", "trần văn nam", "Trung tâm", None, "15", "", "ghi chú"):
        if words is not None:
            type_in(words)
        press(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is units_desk.page.form.editors.editor("valid_from").line
    press(qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (new,) = set(units.REGISTER.find_ids(commune, Query(YEAR))) - {made.unit}
    assert units.REGISTER.fields_of(units.REGISTER.get(commune, new, YEAR)) == UnitFields(
        "X1", "HTX Dịch vụ", "cooperative", "Trần Văn Nam", "Trung tâm", None, 15, None, "ghi chú", YEAR
    )


def test_a_unit_without_a_kind_is_refused(units_desk, commune, made, type_in):
    units_desk.page.add()
    type_in("Chợ Mới")
    units_desk.page.save()
    assert units_desk.page.form.editors.editor("kind").problem().code == "unit_kind_missing"
    assert units.REGISTER.find_ids(commune, Query(YEAR)) == [made.unit]


@pytest.mark.parametrize(
    ("staff", "learners", "expected"),
    [
        (
            9,
            None,
            "Người làm việc: đơn vị báo 9, trong danh sách công dân 2 (còn 7 người chưa có trong danh sách).\n"
            "Người học: chưa ghi số báo, trong danh sách công dân 1.",
        ),
        (
            2,
            0,
            "Người làm việc: đơn vị báo 2, trong danh sách công dân 2.\n"
            "Người học: đơn vị báo 0, trong danh sách công dân 1 (nhiều hơn số báo 1 người, xem lại).",
        ),
    ],
)
def test_reported_and_listed_numbers(units_desk, commune, made, staff, learners, expected):
    units.REGISTER.edit(
        commune, made.unit, UnitFields("T1", "Trường A", "school", None, None, None, staff, learners, None, 2020)
    )
    units_desk.page.open(made.unit)
    assert units_desk.page.form.persons.heading.text() == expected


def test_persons_of_the_unit_and_the_jump(qtbot, units_desk, made):
    units_desk.page.open(made.unit)
    table = units_desk.page.form.persons.table
    assert [row[:2] for row in shown(table)] == [
        ["Trần Thị Bình", "Người làm việc"],
        ["Phạm Văn Dũng", "Người làm việc"],
        ["Nguyễn Thị Hoa", "Người học"],
    ]
    table.select_ids([made.persons[3]])
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert units_desk.wanted == [("persons", {"person": made.persons[3]})]


def test_filter_by_kind(units_desk, commune, made):
    units.REGISTER.add(commune, UnitFields(name="Trạm Y tế", kind="agency", valid_from=2025))
    units_desk.page.activate(kind="agency")
    assert [row[2:4] for row in shown(units_desk.page.list.table)] == [["Trạm Y tế", "Cơ quan"]]


def test_the_list_tells_both_numbers_where_they_differ(units_desk, commune, made):
    units.REGISTER.edit(
        commune, made.unit, UnitFields("T1", "Trường A", "school", None, None, None, 9, 1, None, 2020)
    )
    assert shown(units_desk.page.list.table)[0][5:7] == ["9 (có tên 2)", "1"]


def test_to_the_list_of_all_its_persons(units_desk, made):
    units_desk.page.open(made.unit)
    units_desk.page.form.persons.all_button.click()
    assert units_desk.wanted == [("persons", {"unit": made.unit})]
