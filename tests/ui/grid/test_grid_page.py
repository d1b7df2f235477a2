"""The grid, filled by real key presses; what is stored is read by SQL."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.services import entry, history, households
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.grid import bulk, texts
from khuyenhoc_desktop.ui.grid.grid_model import LEFT
from khuyenhoc_desktop.ui.grid.page import GridPage
from khuyenhoc_desktop.ui.grid.preview import PreviewDialog
from tests.ui.scoring import YEAR, actions, fill, focus, press, shown, stored, use_all_kinds

DISPLAY = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def ids(commune):
    return fill(commune, years=(2025, YEAR))


@pytest.fixture
def page(qtbot, commune, ids, make_context):
    made = GridPage(make_context(commune))
    made.filter.sorts.setCurrentIndex(1)  # by name: An, Bình, Cường, Dung
    return shown(qtbot, made)


@pytest.fixture
def answer_preview(qtbot):
    """Presses a key in the preview that is going to open; gives what it told."""

    def soon(key=Qt.Key.Key_Return, before=lambda dialog: None):
        told = []

        def act():
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, PreviewDialog):
                told.append(dialog.lines.text())
                before(dialog)
                told.extend(cells_of(dialog))
                QTest.keyClick(dialog.focusWidget() or dialog, key)

        QTimer.singleShot(50, act)
        return told

    return soon


def cells_of(dialog):
    """The refused values as the preview lists them."""
    from PySide6.QtWidgets import QTableWidget

    table = dialog.findChild(QTableWidget)
    if table is None:
        return []
    return [[table.item(r, c).text() for c in range(table.columnCount())] for r in range(table.rowCount())]


def at(page):
    """Row and indicator number of the current cell."""
    index = page.view.currentIndex()
    return index.row(), page.model.indicator_at(index.column()).number


def shown_in(page, row, title):
    """The text in a row under a title."""
    titles = [page.model.headerData(c, Qt.Orientation.Horizontal) for c in range(page.model.columnCount())]
    return page.model.data(page.model.index(row, titles.index(title)), DISPLAY)


def clip(text):
    QGuiApplication.clipboard().setText(text)


# Typing


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
    assert commune.value("SELECT total FROM standing WHERE household_id = ? AND year = ?", (ids[0], YEAR)) == 900
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


# Many cells


def test_paste_shows_what_it_does_and_names_bad_cells(page, commune, ids, answer_preview):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 300, (ids[0], "C1_2"): 800}, "trước")
    clip("7,5\t8\tk\r\n12\tabc\t9.5\r\n\t8\t10\r\n")
    told = answer_preview()
    press("Ctrl+V")
    assert told[0].splitlines()[:3] == [
        "Sẽ ghi 5 ô, của 3 hộ.",
        "Trong đó 1 ô đang có giá trị khác sẽ bị thay.",
        "2 ô giữ nguyên (đã đúng giá trị đó, hoặc không có gì để điền).",
    ]
    assert [line[:3] for line in told[1:]] == [
        ["Trần Thị Bình (Thôn Hạ)", "1.1", "12"],
        ["Trần Thị Bình (Thôn Hạ)", "1.2", "abc"],
    ]
    assert "tối đa là 10" in told[1][3]
    assert stored(commune, ids[0]) == {"C1_1": 750, "C1_2": 800, "C1_3": None}
    assert stored(commune, ids[1]) == {"C1_3": 950}
    assert stored(commune, ids[2]) == {"C1_2": 800, "C1_3": 1000}


def test_paste_is_one_action_that_undo_takes_back_whole(page, commune, ids, answer_preview):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 300}, "trước")
    before = commune.query("SELECT * FROM score ORDER BY 1, 2, 3, 4")
    clip("1\t2\n3\t4\n")
    answer_preview()
    press("Ctrl+V")
    assert len(commune.query("SELECT * FROM score")) == 4
    assert history.entries(commune)[0].summary == "Dán 4 ô điểm, năm 2026"
    press("Ctrl+Z")
    assert commune.query("SELECT * FROM score ORDER BY 1, 2, 3, 4") == before
    assert page.model.answer(0, LEFT) == 300


def test_paste_that_is_not_agreed_to_changes_nothing(page, commune, answer_preview):
    clip("1\t2\n3\t4\n")
    answer_preview(Qt.Key.Key_Escape)
    press("Ctrl+V")
    assert commune.query("SELECT * FROM score") == []


def test_paste_into_empty_cells_only(page, commune, ids, answer_preview):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 300}, "trước")
    clip("1\t2\n")
    answer_preview(before=lambda dialog: dialog.only_empty.setChecked(True))
    press("Ctrl+V")
    assert stored(commune, ids[0]) == {"C1_1": 300, "C1_2": 200}


def test_one_pasted_cell_is_taken_at_once_or_refused_in_its_cell(page, commune, ids):
    clip("7,5\n")
    press("Ctrl+V")
    assert stored(commune, ids[0]) == {"C1_1": 750}
    clip("75")
    press("Ctrl+V")
    assert focus().text() == "75"
    assert "tối đa là 10" in page.view.bubble.text()
    assert stored(commune, ids[0]) == {"C1_1": 750}


def test_one_value_pasted_over_a_selection_fills_it(page, commune, ids, answer_preview):
    page.view.select_block(0, LEFT, 3, LEFT + 1)
    clip("6")
    answer_preview()
    press("Ctrl+V")
    assert [stored(commune, i) for i in ids] == [{"C1_1": 600, "C1_2": 600}] * 4


def test_what_finds_no_place_is_counted(page, commune, ids, answer_preview):
    page.view.go(3, LEFT + 11)
    clip("1\t2\n3\t4\n")
    told = answer_preview()
    press("Ctrl+V")
    assert texts.OUTSIDE.format(3) in told[0]
    assert stored(commune, ids[3]) == {"C4_3": 100}


def test_nothing_to_paste_is_told(page):
    clip("")
    press("Ctrl+V")
    assert page.context.notices.statuses == [texts.NOTHING_TO_PASTE]


def test_copy_and_paste_back(page, commune, ids, answer_preview):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 750, (ids[0], "C1_2"): NA, (ids[1], "C1_2"): 0}, "trước")
    page.view.select_block(0, LEFT, 1, LEFT + 1)
    press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "7,5\tK\n\t0\n"
    page.view.go(2, LEFT)
    answer_preview()
    press("Ctrl+V")
    assert stored(commune, ids[2]) == {"C1_1": 750, "C1_2": None}
    assert stored(commune, ids[3]) == {"C1_2": 0}


def test_copy_the_whole_table(page, commune, ids):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 750}, "trước")
    page.bulk.copy_table()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0][:3] == ["Họ tên chủ hộ", "Thôn, tổ", page.model.indicators[0].number + " " + first_name(page)]
    assert lines[1] == ["Nguyễn Văn An", "Thôn Đông", "7,5", *[""] * 11, "7,5", "Còn 11 ô"]
    assert len(lines) == 5


def first_name(page):
    return page.model.indicators[0].name


def test_fill_down(page, commune, ids, answer_preview):
    press("7", "Tab", "k", "Enter")
    page.view.select_block(0, LEFT, 3, LEFT + 1)
    told = answer_preview()
    press("Ctrl+D")
    assert told[0].startswith("Sẽ ghi 6 ô, của 3 hộ.")
    assert [stored(commune, i) for i in ids] == [{"C1_1": 700, "C1_2": None}] * 4


def test_fill_down_of_one_cell_takes_the_one_above_at_once(page, commune, ids):
    press("7", "Enter", "Ctrl+D")
    assert stored(commune, ids[1]) == {"C1_1": 700}
    page.view.go(0, LEFT)
    press("Ctrl+D")
    assert page.context.notices.statuses[-1] == texts.NOTHING_ABOVE


def test_ctrl_enter_fills_the_selection_with_what_is_typed(page, commune, ids, answer_preview):
    page.view.select_block(1, LEFT + 2, 3, LEFT + 2)
    answer_preview()
    press("4,5", "Ctrl+Enter")
    assert [stored(commune, i) for i in ids] == [{}, {"C1_3": 450}, {"C1_3": 450}, {"C1_3": 450}]


def test_filling_with_a_value_above_the_maximum_is_refused_with_the_text_kept(page, commune):
    page.view.select_block(0, LEFT, 3, LEFT)
    press("11", "Ctrl+Enter")
    assert focus().text() == "11"
    assert "tối đa là 10" in page.view.bubble.text()
    assert commune.query("SELECT * FROM score") == []


def test_maximum_for_the_column_in_two_keys(page, commune, ids, answer_preview):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 0, (ids[1], "C1_1"): NA}, "trước")
    told = answer_preview()  # Enter, as soon as the preview is there
    press("F9")
    assert told[0].splitlines()[0] == "Sẽ ghi 2 ô, của 2 hộ."
    assert [stored(commune, i) for i in ids] == [{"C1_1": 0}, {"C1_1": None}, {"C1_1": 1000}, {"C1_1": 1000}]


def test_maximum_for_everything(page, commune, ids, answer_preview):
    answer_preview()
    press("Ctrl+A", "F9")
    assert [sum(stored(commune, i).values()) for i in ids] == [10000] * 4
    assert shown_in(page, 3, texts.RESULT) == "✓ Đạt"
    press("Ctrl+Z")
    assert commune.query("SELECT * FROM score") == []


def test_maximum_for_one_household(page, commune, ids, answer_preview):
    page.view.go(2, LEFT + 5)
    answer_preview()
    press("Shift+Space", "F9")
    assert [len(stored(commune, i)) for i in ids] == [0, 0, 12, 0]


def test_emptying_many_shows_how_many(page, commune, ids, answer_preview):
    entry.save_cells(commune, YEAR, {(i, code): 100 for i in ids for code in ("C1_1", "C1_2")}, "trước")
    page.view.select_block(0, LEFT, 1, LEFT + 2)
    told = answer_preview()
    press("Delete")
    assert told[0].splitlines()[0] == "4 ô đang có giá trị sẽ thành trống."
    assert [len(stored(commune, i)) for i in ids] == [0, 0, 2, 2]


def test_large_pastes_go_through_the_lane(page, commune, monkeypatch, answer_preview):
    monkeypatch.setattr(bulk, "LARGE", 5)
    clip("1\t2\t3\n4\t5\t6\n")
    answer_preview()
    press("Ctrl+V")
    assert page.context.lane.texts == [texts.PLANNING, texts.WRITING]
    assert len(commune.query("SELECT * FROM score")) == 6


# The list


def test_find_and_filter(page):
    press("Ctrl+F", "binh")
    page.search.search_now()
    assert page.model.rowCount() == 1
    assert shown_in(page, 0, texts.NAME) == "Trần Thị Bình"
    page.show_all()
    page.filter.groups.setCurrentIndex(1)
    page.filter.changed.emit()
    assert [shown_in(page, row, texts.NAME) for row in range(2)] == ["Nguyễn Văn An", "Lê Văn Cường"]


def test_rows_stay_while_they_are_scored(page, commune, ids):
    page.filter.states.setCurrentIndex(1)  # not scored yet
    page.filter.changed.emit()
    page.view.go(0, LEFT)
    page.view.setFocus()
    press("9", "Enter", "8", "Enter")
    assert page.model.rowCount() == 4
    assert stored(commune, ids[1]) == {"C1_1": 800}


def test_nothing_fits(page):
    page.filter.states.setCurrentIndex(4)
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
    assert page.row_line.text().startswith("Nguyễn Văn An (Thôn Đông): Chưa đạt: 9/80 điểm, thiếu 71 điểm")


def test_the_set_and_its_sample_notice_are_shown(page):
    assert "242/QĐ-KHVN" in page.about.text()
    assert "BỘ MẪU" in page.about.text()


def test_the_sheet_of_the_row_is_one_key_away(page, ids, qtbot):
    page.view.go(2, LEFT + 1)
    with qtbot.waitSignal(page.context.page_wanted) as wanted:
        press("F4")
    assert wanted.args == ["sheet", {"household": ids[2]}]


def test_activate_goes_to_the_cell_asked_for(page, ids):
    page.filter.groups.setCurrentIndex(1)
    page.filter.changed.emit()
    page.activate(household=ids[3], indicator="C2_2")
    assert at(page) == (3, "2.2")


def test_an_empty_commune_says_what_to_do(qtbot, commune, make_context):
    page = shown(qtbot, GridPage(make_context(commune)))
    assert page.nobody.isVisible()


# The model


def test_the_model_keeps_qts_rules(page, commune, ids, qapp):
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    press("9", "Enter", "8", "Enter")
    page.filter.groups.setCurrentIndex(1)
    page.filter.changed.emit()
    page.show_all()
    history.undo(commune)
    assert tester.model() is page.model


def test_data_never_raises(page, commune, logged, monkeypatch):
    def broken(ids):
        raise RuntimeError("đĩa hỏng")

    monkeypatch.setattr(page.model, "_load", broken)
    page.model.reread()
    roles = (DISPLAY, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.FontRole)
    for column in range(page.model.columnCount()):
        assert [page.model.data(page.model.index(0, column), role) for role in roles] == [None] * 4
    assert len(logged) == 1  # once for the block, not for every cell


def test_three_nothings_look_different(page, commune, ids):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): NA, (ids[0], "C1_2"): 0}, "trước")
    cells = [page.model.data(page.model.index(0, LEFT + place), DISPLAY) for place in range(3)]
    assert cells == ["K", "0", ""]


@pytest.fixture
def all_kinds(qtbot, commune, make_context, tmp_path):
    household = fill(commune, 2)[0]
    use_all_kinds(commune, tmp_path)
    made = GridPage(make_context(commune))
    made.filter.sorts.setCurrentIndex(1)
    return shown(qtbot, made), household


def test_every_kind_by_keys(all_kinds, commune):
    page, household = all_kinds
    press("9,5", "Tab", "c", "Tab", "2", "Tab", "4", "Tab", "66,5", "Tab", "khá tốt", "Tab")
    expected = {"A1": 950, "A2": 100, "A3": "part", "A4": 400, "A5": 6650, "B1": "khá tốt"}
    assert stored(commune, household) == expected
    words = [page.model.data(page.model.index(0, LEFT + place), DISPLAY) for place in range(6)]
    assert words == ["9,5", "Có", "Đạt một phần", "4", "66,5", "khá tốt"]


def test_below_the_floor_is_told_by_sign_colour_and_words(all_kinds, commune):
    page, _household = all_kinds
    press("4,5", "Tab")
    index = page.model.index(0, LEFT)
    assert page.model.data(index, DISPLAY) == "↓4,5"
    assert page.model.data(index, Qt.ItemDataRole.ForegroundRole) == theme.colour("error")
    assert "Dưới mức sàn 5 điểm" in page.model.data(index, Qt.ItemDataRole.ToolTipRole)
    press("Left", "F2")
    assert focus().text() == "4,5"


def test_titles_are_short_and_explain_themselves(page):
    across = Qt.Orientation.Horizontal
    assert page.model.headerData(LEFT, across) == "1.1\n/10"
    tip = page.model.headerData(LEFT, across, Qt.ItemDataRole.ToolTipRole)
    assert "Trẻ em trong độ tuổi phổ cập đều đến trường" in tip
    assert "K = không áp dụng" in tip
