"""The grid as a list: find, filter, what stays in place, leaving, other pages."""

import pytest

from khuyenhoc_desktop.services import entry, households
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.grid import texts
from khuyenhoc_desktop.ui.grid.grid_model import LEFT
from khuyenhoc_desktop.ui.grid.page import GridPage
from tests.ui.grid.looking import at, shown_in
from tests.ui.scoring import YEAR, focus, press, shown, stored


def test_find_and_filter(page):
    press("Ctrl+F", "binh")
    page.search.search_now()
    assert page.model.rowCount() == 1
    assert shown_in(page, 0, texts.NAMES["household"]) == "Trần Thị Bình"
    page.show_all()
    page.filter.group.setCurrentIndex(1)
    page.filter.changed.emit()
    assert [shown_in(page, row, texts.NAMES["household"]) for row in range(2)] == ["Nguyễn Văn An", "Lê Văn Cường"]


def test_rows_stay_while_they_are_scored(page, commune, ids):
    page.filter.state.setCurrentIndex(1)  # not scored yet
    page.filter.changed.emit()
    page.view.go(0, LEFT)
    page.view.setFocus()
    press("9", "Enter", "8", "Enter")
    assert page.model.rowCount() == 4
    assert stored(commune, ids[1]) == {"C1_1": 800}


def test_nothing_fits(page):
    page.filter.state.setCurrentIndex(4)
    page.filter.changed.emit()
    assert page.none_here.isVisible()
    page.show_all()
    assert page.frozen.isVisible()


def test_an_open_cell_survives_other_changes(page, commune, ids):
    page.view.go(2, LEFT)
    press("7")
    group = commune.value("SELECT id FROM residential_group LIMIT 1")
    households.add(commune, YEAR, group, HouseholdFields(head_name="Đỗ Văn Ất"))
    entry.save_cells(commune, YEAR, {(ids[2], "C1_1"): 100}, "việc khác")
    assert focus().text() == "7"
    assert page.model.rowCount() == 4
    press("Tab")
    assert stored(commune, ids[2]) == {"C1_1": 700}
    assert page.model.rowCount() == 5
    assert page.model.id_at(page.view.currentIndex().row()) == ids[2]


@pytest.mark.parametrize("stays", [True, False])
def test_leaving_with_a_refused_cell_asks(page, commune, ids, stays):
    assert page.leave()
    press("7")
    assert page.leave()
    assert stored(commune, ids[0]) == {"C1_1": 700}
    press("77")
    page.context.notices.answers = [not stays]
    assert page.leave() is not stays
    assert page.view.is_editing() is stays
    assert stored(commune, ids[0]) == {"C1_1": 700}


def test_the_words_below_tell_indicator_and_result(page, commune, ids):
    entry.save_cells(commune, 2025, {(ids[0], "C1_2"): 650}, "năm trước")
    press("9", "Tab")
    assert page.cell_line.text().startswith("1.2 Kết quả học tập")
    assert page.cell_line.text().endswith("năm trước: 6,5")
    assert page.row_line.text().startswith("Nguyễn Văn An (Thôn Đông): Chưa đạt: 9/80 điểm, thiếu 71")


def test_the_set_and_its_sample_notice_are_shown(page):
    assert "242/QĐ-KHVN" in page.about.text()
    assert "BỘ MẪU" in page.about.text()


def test_the_sheet_of_the_row_is_one_key_away(page, ids, qtbot):
    page.view.go(2, LEFT + 1)
    with qtbot.waitSignal(page.context.page_wanted) as wanted:
        press("F7")
    assert wanted.args == ["sheet", {"subject": ids[2]}]


def test_activate_goes_to_the_cell_asked_for(page, ids):
    page.filter.group.setCurrentIndex(1)
    page.filter.changed.emit()
    page.activate(household=ids[3], indicator="C2_2")
    assert at(page) == (3, "2.2")


def test_an_empty_commune_says_what_to_do(qtbot, commune, make_context):
    page = shown(qtbot, GridPage(make_context(commune)))
    assert page.nobody.isVisible()
