"""The grid typed into by real key presses; what is stored is read by SQL."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from khuyenhoc_desktop.services import entry, history
from khuyenhoc_desktop.ui.grid import texts
from khuyenhoc_desktop.ui.grid.grid_model import LEFT
from khuyenhoc_desktop.ui.grid.page import GridPage
from tests.ui.grid.looking import at, shown_in
from tests.ui.scoring import YEAR, actions, focus, press, stored


def test_typing_enter_down_tab_right(page, commune, ids):
    press("9,5", "Enter", "k", "Enter", "0", "Tab", "7", "Tab", "6,5", "Tab")
    assert stored(commune, ids[0]) == {"C1_1": 950}
    assert stored(commune, ids[1]) == {"C1_1": None}
    assert stored(commune, ids[2]) == {"C1_1": 0, "C1_2": 700, "C1_3": 650}
    assert at(page) == (2, "2.1")


def test_every_cell_is_on_the_disk_at_once_as_its_own_action(page, commune, ids):
    before = actions(commune)
    press("9", "Enter")
    assert actions(commune) == before + 1
    assert commune.value("SELECT total FROM standing WHERE subject_id = ? AND year = ?", (ids[0], YEAR)) == 900
    press("8", "Enter")
    assert actions(commune) == before + 2
    assert history.entries(commune)[0].summary == "Chấm chỉ số 1.1 hộ Trần Thị Bình: 8"


def test_the_total_and_result_of_the_row_follow(page, ids):
    assert shown_in(page, 0, texts.TOTAL) == ""
    assert shown_in(page, 0, texts.RESULT) == "Chưa chấm"
    press("9", "Tab", "8", "Tab")
    assert shown_in(page, 0, texts.TOTAL) == "17"
    assert shown_in(page, 0, texts.RESULT) == "Còn 10 ô"


def test_arrows_leave_a_typed_cell_and_move_inside_after_f2(page, commune, ids):
    press("9", "Right", "8", "Down")
    assert stored(commune, ids[0]) == {"C1_1": 900, "C1_2": 800}
    assert at(page) == (1, "1.2")
    press("Up", "F2", "Left", "1", "Enter")  # "8" becomes "18"? the cursor stands before it
    assert focus().text() == "18"
    assert page.view.bubble.isVisible()
    press("Esc")
    assert stored(commune, ids[0]) == {"C1_1": 900, "C1_2": 800}


def test_above_the_maximum_is_refused_in_the_cell(page, commune, ids):
    press("12", "Enter")
    assert page.view.is_editing()
    assert focus() is page.view.editor
    assert focus().text() == "12"
    assert "tối đa là 10" in page.view.bubble.text()
    assert stored(commune, ids[0]) == {}
    press("Backspace", "Backspace", "9", "Enter")
    assert stored(commune, ids[0]) == {"C1_1": 900}
    assert not page.view.bubble.isVisible()


def test_a_refused_cell_keeps_the_keyboard_when_another_is_clicked(page, commune, ids):
    press("12")
    other = page.view.visualRect(page.model.index(2, LEFT + 2)).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=other)
    assert focus() is page.view.editor
    assert focus().text() == "12"
    assert at(page) == (0, "1.1")


def test_a_click_elsewhere_takes_a_good_value(page, commune, ids):
    press("9")
    other = page.view.visualRect(page.model.index(2, LEFT + 2)).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=other)
    assert stored(commune, ids[0]) == {"C1_1": 900}
    assert at(page) == (2, "1.3")


def test_leaving_for_the_search_box_takes_the_value(page, commune, ids):
    press("9", "Ctrl+F")
    assert focus() is page.search
    assert stored(commune, ids[0]) == {"C1_1": 900}


def test_tab_goes_on_in_the_next_row_and_enter_returns(page):
    press("Tab", "Tab", "Enter")
    assert at(page) == (1, "1.1")
    page.view.go(0, LEFT + 11)
    press("Tab")
    assert at(page) == (1, "1.1")
    press("Backtab")
    assert at(page) == (0, "4.3")


def test_enter_can_go_to_the_right_and_that_is_remembered(page, commune, ids, qtbot):
    page.enter.setCurrentIndex(1)
    page.enter.activated.emit(1)
    for points in "999999666666":
        press(points, "NumEnter")
    assert sum(stored(commune, ids[0]).values()) == 9000
    assert at(page) == (1, "1.1")
    again = GridPage(page.context)
    qtbot.addWidget(again)
    assert again.view.enter_goes_right


def test_emptying_a_cell(page, commune, ids):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 900, (ids[0], "C1_2"): 0}, "trước")
    press("Delete", "Right", "Backspace", "Enter")
    assert stored(commune, ids[0]) == {}


def test_typing_the_same_value_again_is_no_action(page, commune, ids):
    press("9", "Enter", "Up")
    before = actions(commune)
    press("9,0", "Enter")
    assert actions(commune) == before


def test_ctrl_z_in_an_open_cell_is_about_its_text(page, commune, ids):
    press("9", "Enter", "8", "Ctrl+Z")
    assert focus() is page.view.editor
    assert focus().text() == ""
    assert stored(commune, ids[0]) == {"C1_1": 900}


def test_ctrl_z_takes_the_last_cell_back(page, commune, ids):
    press("9", "Enter", "8", "Enter", "Ctrl+Z")
    assert stored(commune, ids[1]) == {}
    assert page.model.answer(1, LEFT) is None
    press("Ctrl+Z")
    assert stored(commune, ids[0]) == {}


def test_scores_can_be_brought_from_excel(page):
    wanted = []
    page.context.page_wanted.connect(lambda name, target: wanted.append((name, target)))
    next(action for action in page.actions_shown() if action.text == texts.IMPORT).run()
    assert wanted == [("import", {"kind": "scores", "title": "learning_family"})]
