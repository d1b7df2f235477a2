"""The grid for every title: columns of its set, computed cells locked, stages side by side, reasons at hand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from khuyenhoc_desktop.services import entry
from khuyenhoc_desktop.ui.grid import texts
from khuyenhoc_desktop.ui.grid.grid_model import LEFT
from khuyenhoc_desktop.ui.grid.page import GridPage
from tests.all_titles import YEAR, make
from tests.ui.grid.looking import shown_in
from tests.ui.scoring import press, shown

TIP, ROLE = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DisplayRole


@pytest.fixture
def made(commune):
    return make(commune)


@pytest.fixture
def page(qtbot, commune, made, make_context):
    return shown(qtbot, GridPage(make_context(commune)))


def rows(file, subject):
    sql = "SELECT stage, indicator, value FROM score WHERE subject_id = ? AND year = ?"
    return {(stage, code): value for stage, code, value in file.query(sql, (subject, YEAR))}


def pick(picker, words):
    picker.setFocus()
    while picker.currentText() != words:
        QTest.keyClick(picker, Qt.Key.Key_Down)


def names(page):
    return [page.model.record(row).subject.name for row in range(page.model.rowCount())]


def test_each_title_has_its_rows_and_columns(page):
    pick(page.filter.title_picker, "Dòng họ học tập")
    assert names(page) == ["Họ Nguyễn"]
    assert page.model.criteria_set.title == "learning_clan"
    pick(page.filter.title_picker, "Cộng đồng học tập cấp xã")
    assert names(page) == ["Xã An Học"]
    assert page.model.criteria_set.is_checklist


def test_citizens_are_shown_group_by_group(page, commune, made):
    pick(page.filter.title_picker, "Công dân học tập")
    assert names(page) == ["Nguyễn Văn An"]
    pick(page.filter.person_group, "Cán bộ, công chức, viên chức, trí thức")
    assert names(page) == ["Trần Thị Bình"]  # the other teacher lives elsewhere
    page.filter.age.setFocus()
    QTest.keyClick(page.filter.age, Qt.Key.Key_Down)
    assert names(page) == ["Trần Thị Bình", "Phạm Văn Dũng"]
    assert "Cán bộ" in page.model.criteria_set.name
    page.view.go(1, LEFT)
    page.view.setFocus()
    press("9", "Enter")
    assert list(rows(commune, made.persons[4]).values()) == [900]


def test_a_person_asked_for_is_shown_on_the_sheet_of_his_group(page, made):
    page.activate(subject=made.persons[2])
    assert names(page) == ["Nguyễn Thị Hoa"]
    assert "Học sinh" in page.model.criteria_set.name


def test_computed_cells_show_their_numbers_and_take_no_key(page, commune, made):
    page.activate(subject=made.groups[0])
    page.view.go(0, LEFT)
    press("9", "0", "Enter")
    assert not page.view.is_editing()
    assert page.context.notices.statuses[-1] == texts.MEASURED_CELL
    assert rows(commune, made.groups[0]) == {}
    tip = page.model.data(page.model.index(0, LEFT), TIP)
    assert "0/2 hộ trong thôn được công nhận Gia đình học tập (0%)" in tip


def test_a_value_put_in_by_hand_is_marked(page, commune, made):
    page.activate(subject=made.groups[0])
    entry.set_override(commune, YEAR, made.groups[0], "C1_1", 9000, "Theo biên bản")
    assert page.model.data(page.model.index(0, LEFT), ROLE) == "✎90"
    assert "Theo biên bản" in page.model.data(page.model.index(0, LEFT), TIP)


def test_a_later_stage_is_typed_and_marked_where_it_differs(page, commune, made):
    home = made.households[0]
    page.activate(subject=home)
    press("9", "Enter")
    pick(page.filter.stage_picker, "Thôn, chi hội bình xét")
    page.activate(subject=home, indicator="C1_1")
    press("7", "Enter")
    assert rows(commune, home) == {(1, "C1_1"): 900, (2, "C1_1"): 700}
    cell = page.model.index(page.model.row_of(home), LEFT)
    assert page.model.data(cell, ROLE) == "≠7"
    assert "Bước trước chấm: 9" in page.model.data(cell, TIP)


def test_emptying_at_a_later_stage_leaves_the_one_before(page, commune, made):
    home = made.households[0]
    entry.save_sheet(commune, YEAR, home, {"C1_1": 900})
    entry.save_sheet(commune, YEAR, home, {"C1_1": 700}, stage=2)
    pick(page.filter.stage_picker, "Thôn, chi hội bình xét")
    page.activate(subject=home, indicator="C1_1")
    press("Delete")
    assert rows(commune, home) == {(1, "C1_1"): 900}
    press("Delete")
    assert rows(commune, home) == {(1, "C1_1"): 900}
    assert page.context.notices.statuses[-1] == texts.NOTHING_CHANGES


def test_every_result_says_why(page, commune, made):
    home = made.households[0]
    entry.save_sheet(commune, YEAR, home, {"C1_1": 900})
    page.activate(subject=home)
    row = page.model.row_of(home)
    tip = page.model.data(page.model.index(row, page.model.columnCount() - 1), TIP)
    assert tip.startswith("Nguyễn Văn An – Chưa đạt: 9/80 điểm, thiếu 71; còn 11 chỉ số chưa nhập")


def test_what_a_change_caused_is_told_under_the_grid(page, commune, made):
    page.activate(subject=made.groups[0])
    with commune.action("test.recognise", "Công nhận") as act:
        sql = "INSERT INTO assessment (subject_id, year, title, recognised) VALUES (?, ?, 'learning_family', 1)"
        act.execute(sql, (made.households[0], YEAR))
    assert page.caused.isVisible()
    assert "Thôn Đông – hộ được công nhận Gia đình học tập: 0/2 → 1/2 (50%)" in page.caused.text()
    assert shown_in(page, 0, "1.1\ntính") == "50"


def test_a_locked_year_takes_no_key(page, commune, made):
    with commune.action("test.lock", "Khóa") as act:
        act.execute("UPDATE assessment_year SET locked_at = '2026-12-31T10:00:00'")
    page.activate(subject=made.households[0])
    press("9", "Enter")
    assert rows(commune, made.households[0]) == {}
    assert "đã khóa" in page.context.notices.statuses[-1]
