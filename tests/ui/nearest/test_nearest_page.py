"""The page «Gần đạt»: the nearest on top, what to do below, the sheet one key away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from khuyenhoc_desktop.services import entry, groups
from khuyenhoc_desktop.ui.nearest.page import NearestPage
from tests.all_titles import YEAR, make

DISPLAY = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def made(commune):
    found = make(commune)
    for subject, third in zip(found.households, (500, 900, 0), strict=True):
        indicators = entry.load_sheet(commune, YEAR, subject).criteria_set.indicators
        best = {one.code: one.max_points for one in indicators}
        entry.save_sheet(commune, YEAR, subject, best | {"C1_1": 0, "C1_2": 0, "C1_3": third})
    return found


@pytest.fixture
def page(show_page, commune, made, make_context):
    return show_page(NearestPage(make_context(commune)))


def cells(page, column):
    return [page.model.data(page.model.index(row, column), DISPLAY) for row in range(page.model.rowCount())]


def test_the_nearest_stand_on_top_with_the_reason(page):
    assert cells(page, 0) == ["Trần Thị Bình", "Nguyễn Văn An", "Nguyễn Văn Cường"]
    assert cells(page, 3) == ["1 điểm", "5 điểm", "10 điểm"]
    assert cells(page, 4)[0] == "Chưa đạt: 79/80 điểm, thiếu 1"
    assert page.steps.text().startswith("Trần Thị Bình – Chưa đạt: 79/80 điểm, thiếu 1. Việc cần làm: Thêm 1 điểm")
    assert page.sample.isVisible()


def test_enter_and_f7_open_the_sheet(page, made, qtbot):
    with qtbot.waitSignal(page.context.page_wanted) as wanted:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted.args == ["sheet", {"subject": made.households[1]}]
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert "Nguyễn Văn An" in page.steps.text()
    with qtbot.waitSignal(page.context.page_wanted) as wanted:
        page.actions_shown()[0].run()
    assert wanted.args == ["sheet", {"subject": made.households[0]}]


def test_one_thon_alone(page, made):
    page.group.setFocus()
    QTest.keyClick(page.group, Qt.Key.Key_Down)
    assert cells(page, 0) == ["Nguyễn Văn An", "Nguyễn Văn Cường"]


def test_a_thon_with_a_long_name_does_not_widen_the_line_of_choices(page, commune):
    before = page.group.sizeHint().width()
    groups.add_group(commune, "Tổ dân phố số 12 khu đô thị mới Nam Cầu Trắng giai đoạn hai", "tổ dân phố", YEAR)
    assert page.group.count() == 4
    assert page.group.sizeHint().width() == before


def test_another_title_with_nobody_says_so(page):
    page.title_picker.setFocus()
    QTest.keyClick(page.title_picker, Qt.Key.Key_Down)
    assert page.nobody.isVisible()
    assert not any(action.enabled for action in page.actions_shown())


def test_a_score_that_changes_moves_the_list(page, commune, made):
    entry.save_cells(commune, YEAR, {(made.households[2], "C1_3"): 950}, "Chấm lại")
    assert cells(page, 0)[0] == "Nguyễn Văn Cường"


def test_the_list_is_written_out(page, tmp_path, monkeypatch):
    path = tmp_path / "danh-sach"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page.export()
    assert path.with_suffix(".xlsx").exists()
    assert "3 dòng" in page.context.notices.statuses[-1]


def test_the_columns_order_the_list(page):
    page.table.sort_wanted.emit("name", False)
    assert cells(page, 0) == ["Nguyễn Văn An", "Trần Thị Bình", "Nguyễn Văn Cường"]
    page.table.sort_wanted.emit("group", True)
    assert cells(page, 1) == ["Thôn Hạ", "Thôn Đông", "Thôn Đông"]
    page.table.sort_wanted.emit("lacking", True)
    assert cells(page, 3) == ["10 điểm", "5 điểm", "1 điểm"]
