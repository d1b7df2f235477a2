"""Paste, fill, maximum and copy, by keys: shown first, one action, taken back whole."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.services import entry, history
from khuyenhoc_desktop.ui.grid import bulk, texts
from khuyenhoc_desktop.ui.grid.grid_model import LEFT
from tests.ui.grid.looking import clip, shown_in
from tests.ui.scoring import YEAR, focus, press, stored


def test_paste_shows_what_it_does_and_names_bad_cells(page, commune, ids, answer_preview):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 300, (ids[0], "C1_2"): 800}, "trước")
    clip("7,5\t8\tk\r\n12\tabc\t9.5\r\n\t8\t10\r\n")
    told = answer_preview()
    press("Ctrl+V")
    assert told[0].splitlines()[:3] == [
        "Sẽ ghi 5 ô, ở 3 hàng.",
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
    assert lines[0][:3] == ["Chủ hộ", "Thôn, tổ", page.model.indicators[0].number + " " + first_name(page)]
    assert lines[1] == ["Nguyễn Văn An", "Thôn Đông", "7,5", *[""] * 11, "7,5", "Còn 11 ô"]
    assert len(lines) == 5


def first_name(page):
    return page.model.indicators[0].name


def test_fill_down(page, commune, ids, answer_preview):
    press("7", "Tab", "k", "Enter")
    page.view.select_block(0, LEFT, 3, LEFT + 1)
    told = answer_preview()
    press("Ctrl+D")
    assert told[0].startswith("Sẽ ghi 6 ô, ở 3 hàng.")
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
    assert told[0].splitlines()[0] == "Sẽ ghi 2 ô, ở 2 hàng."
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
