"""The list: finding, filtering, sorting, selecting, copying, going to other pages; with real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from khuyenhoc_desktop.services import entry, groups, history, households, recognition
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.records import texts as shared
from khuyenhoc_desktop.ui.widgets.filter_bar import EVERY_GROUP

CTRL = Qt.KeyboardModifier.ControlModifier


def names(desk):
    model = desk.page.list.model
    return [model.record(row).head_name for row in range(model.rowCount())]


def cells(desk, row):
    model = desk.page.list.model
    titles = [column.title for column in model.columns]
    return dict(zip(titles, (model.index(row, c).data() for c in range(len(titles))), strict=True))


@pytest.fixture
def find(qtbot, type_in):
    """Type into the search box and wait until it has asked."""

    def found(desk, words):
        box = desk.page.list.filters.search
        box.setFocus()
        box.selectAll()
        with qtbot.waitSignal(box.searched):
            type_in(words)

    return found


def choose(qtbot, picker, words):
    """Pick by keyboard, as an officer does: the list opens, arrows, Enter."""
    picker.setFocus()
    place = picker.findText(words)
    assert place >= 0, words
    step = Qt.Key.Key_Down if place > picker.currentIndex() else Qt.Key.Key_Up
    for _ in range(abs(place - picker.currentIndex())):
        qtbot.keyClick(picker, step)


def test_names_stand_in_vietnamese_order_with_running_numbers(desk):
    assert names(desk) == ["Nguyễn Văn An", "Đặng Thị Bé", "Phạm Quốc Cường", "Lê Thị Điệp", "Trần Đình Em"]
    shown = cells(desk, 1)
    assert shown == {
        "STT": "2",
        "Mã hộ": "H2",
        "Chủ hộ": "Đặng Thị Bé",
        "Năm sinh": "11/03/1961",
        "Khẩu": "3",
        "Trẻ học": "0",
        "Thôn, tổ": "Thôn Hạ",
        "Địa chỉ": "",
        "Đăng ký": "",
        "Điểm": "",
        "Kết quả": "Chưa chấm",
        "Công nhận": "",
    }


def test_not_entered_and_nought_look_different(desk):
    assert cells(desk, 3)["Trẻ học"] == ""
    assert cells(desk, 4)["Trẻ học"] == "0"


def test_results_of_the_year_are_shown(desk, small):
    indicators = entry.criteria_for(small, "learning_family", 2026).indicators
    best = {one.code: one.max_points for one in indicators}
    entry.save_sheet(small, 2026, small.ids[0], best)
    recognition.set_registered(small, 2026, [small.ids[0]], True)
    recognition.recognise_by_decision(small, 2026, "12/QĐ", None, "", [small.ids[0]])
    shown = cells(desk, 0)
    assert (shown["Đăng ký"], shown["Kết quả"], shown["Công nhận"]) == ("Có", "Đạt", "Đã công nhận")
    assert shown["Điểm"] == "100"


@pytest.mark.parametrize("words", ["dang be", "bé đặng", "ĐẶNG", "h2"])
def test_find_as_you_type_without_marks_in_any_order(qtbot, find, desk, words):
    find(desk, words)
    assert names(desk) == ["Đặng Thị Bé"]
    assert desk.page.list.count.text() == "1 hộ"


def test_ctrl_f_finds_from_anywhere_and_enter_goes_to_the_list(qtbot, desk):
    qtbot.keyClick(desk.page.list.table, Qt.Key.Key_F, CTRL)
    box = desk.page.list.filters.search
    assert box.hasFocus()
    qtbot.keyClicks(box, "diep")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert desk.page.list.table.hasFocus()
    assert desk.page.list.table.current_id() == desk.page.list.model.id_at(0)
    qtbot.keyClick(desk.page.list.table, Qt.Key.Key_Return)
    assert desk.page.form.title.text() == "Lê Thị Điệp"


def test_a_letter_typed_in_the_list_begins_a_search(qtbot, desk):
    desk.page.list.table.setFocus()
    qtbot.keyClicks(desk.page.list.table, "e")
    assert desk.page.list.filters.search.hasFocus()
    assert desk.page.list.filters.search.text() == "e"


def test_nothing_found_says_so_and_the_way_back(qtbot, find, desk):
    find(desk, "không có ai")
    assert desk.page.list.stack.currentWidget() is desk.page.list.nothing
    desk.page.list.show_all()
    assert len(names(desk)) == 5
    assert desk.page.list.filters.search.text() == ""


def test_filter_by_group_and_state(qtbot, desk, small):
    filters = desk.page.list.filters
    choose(qtbot, filters.group, "Thôn Thượng")
    assert names(desk) == ["Phạm Quốc Cường", "Lê Thị Điệp"]
    choose(qtbot, filters.group, EVERY_GROUP)
    households.set_away(small, [small.ids[0]], 2026)
    households.delete(small, [small.ids[1]], 2026)
    assert names(desk) == ["Phạm Quốc Cường", "Lê Thị Điệp", "Trần Đình Em"]
    choose(qtbot, filters.state, "Đã chuyển đi")
    assert names(desk) == ["Nguyễn Văn An"]
    assert cells(desk, 0)["Thôn, tổ"] == "Thôn Hạ (đã chuyển đi)"
    choose(qtbot, filters.group, "Thôn Thượng")
    assert names(desk) == []
    choose(qtbot, filters.group, "Thôn Hạ")
    assert names(desk) == ["Nguyễn Văn An"]
    choose(qtbot, filters.state, "Thùng rác")
    assert names(desk) == ["Đặng Thị Bé"]
    assert cells(desk, 0)["Thôn, tổ"] == "Thôn Hạ (trong thùng rác)"
    choose(qtbot, filters.group, EVERY_GROUP)
    choose(qtbot, filters.state, "Đang ở và đã đi")
    assert len(names(desk)) == 4


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Đã đăng ký", {"Nguyễn Văn An", "Lê Thị Điệp"}),
        ("Chưa đăng ký", {"Đặng Thị Bé", "Phạm Quốc Cường", "Trần Đình Em"}),
        ("Đạt", {"Nguyễn Văn An"}),
        ("Chấm còn thiếu", {"Đặng Thị Bé"}),
        ("Chưa chấm điểm", {"Phạm Quốc Cường", "Lê Thị Điệp", "Trần Đình Em"}),
        ("Đã công nhận", {"Nguyễn Văn An"}),
        ("Chưa công nhận", {"Đặng Thị Bé", "Phạm Quốc Cường", "Lê Thị Điệp", "Trần Đình Em"}),
    ],
)
def test_filter_by_registration_and_result(qtbot, desk, small, words, expected):
    indicators = entry.criteria_for(small, "learning_family", 2026).indicators
    entry.save_sheet(small, 2026, small.ids[0], {one.code: one.max_points for one in indicators})
    entry.save_sheet(small, 2026, small.ids[1], {indicators[0].code: 0})
    recognition.set_registered(small, 2026, [small.ids[0], small.ids[3]], True)
    recognition.recognise_by_decision(small, 2026, "12/QĐ", None, "", [small.ids[0]])
    choose(qtbot, desk.page.list.filters.standing, words)
    assert set(names(desk)) == expected


def test_sort_by_header(qtbot, desk):
    header = desk.page.list.table.horizontalHeader()
    place = [column.title for column in desk.page.list.model.columns].index("Khẩu")
    where = header.viewport()
    at = header.sectionViewportPosition(place) + 10
    point = desk.rect().topLeft()
    point.setX(at)
    point.setY(10)
    qtbot.mouseClick(where, Qt.MouseButton.LeftButton, pos=point)
    members = [cells(desk, row)["Khẩu"] for row in range(5)]
    assert members == ["2", "3", "4", "5", ""]
    qtbot.mouseClick(where, Qt.MouseButton.LeftButton, pos=point)
    assert [cells(desk, row)["Khẩu"] for row in range(5)] == ["5", "4", "3", "2", ""]


def test_count_line_and_copy_as_a_table(qtbot, desk):
    table = desk.page.list.table
    table.setFocus()
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert desk.page.list.count.text() == "5 hộ, đang chọn 2"
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert [line[:4] for line in lines] == [
        ["STT", "Mã hộ", "Chủ hộ", "Năm sinh"],
        ["1", "H1", "Nguyễn Văn An", "1956"],
        ["2", "H2", "Đặng Thị Bé", "11/03/1961"],
    ]
    assert desk.notices.statuses == [shared.COPIED.format(what="2 hộ")]


def test_a_change_elsewhere_keeps_selection_and_search(qtbot, find, desk, small):
    find(desk, "thi")
    table = desk.page.list.table
    table.select_ids([small.ids[3]])
    households.add(small, 2026, small.groups[0], HouseholdFields(head_name="Bùi Thị Ái"))
    assert names(desk) == ["Bùi Thị Ái", "Đặng Thị Bé", "Lê Thị Điệp"]
    assert table.selected_ids() == [small.ids[3]]
    assert table.current_id() == small.ids[3]


def test_a_new_group_can_be_filtered_by_at_once(desk, small):
    made = groups.add_group(small, "Thôn Mới", "thôn", 2026)
    desk.page.list.filters.group.choose(made)
    assert desk.page.list.filters.group_id() == made


def test_empty_file_says_what_to_do(make_desk, commune):
    desk = make_desk(commune)
    assert desk.page.list.stack.currentWidget() is desk.page.list.empty
    assert desk.page.list.empty.text.text() == texts.EMPTY_NO_GROUP
    groups.add_group(commune, "Thôn Hạ", "thôn", 2026)
    assert desk.page.list.empty.text.text() == texts.EMPTY_TEXT
    assert desk.page.list.count.text() == "0 hộ"


def test_ways_to_other_pages(qtbot, desk, small):
    desk.page.list.table.select_ids([small.ids[2]])
    qtbot.keyClick(desk, Qt.Key.Key_F7)
    desk.page.list.tools["import"].click()
    assert desk.wanted == [("sheet", {"household": small.ids[2]}), ("import", {"kind": "households"})]


def test_activate_shows_a_household_though_a_filter_hides_it(qtbot, find, desk, small):
    find(desk, "diep")
    desk.page.activate(household=small.ids[0])
    assert desk.page.list.table.current_id() == small.ids[0]
    assert desk.page.form.record_id() == small.ids[0]
    desk.page.activate(group=small.groups[1])
    assert names(desk) == ["Phạm Quốc Cường", "Lê Thị Điệp"]


def test_model_keeps_qts_rules(desk, small, qtmodeltester):
    model = desk.page.list.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    households.delete(small, [small.ids[0]], 2026)
    history.undo(small)
    desk.page.list.filters.search.setText("an")
    desk.page.list.filters.search.search_now()
    assert tester.model() is model
    qtmodeltester.check(model)


def test_sixty_thousand_rows_read_only_what_is_looked_at(qtbot, make_desk, small, monkeypatch):
    asked = []
    everyone = list(range(1, 60_001))
    real = households.rows(small, 2026, [small.ids[0]])[0]

    def rows(_file, _year, ids):
        from dataclasses import replace

        asked.append(len(ids))
        return [replace(real, id=one) for one in ids]

    monkeypatch.setattr(households, "find_ids", lambda _file, _query: everyone)
    monkeypatch.setattr(households, "rows", rows)
    desk = make_desk(small)
    table = desk.page.list.table
    qtbot.waitUntil(lambda: bool(asked))
    assert len(asked) <= 2
    assert max(asked) == 100
    asked.clear()
    table.scrollToBottom()
    table.viewport().grab()
    assert len(asked) <= 2
    assert desk.page.list.model.index(59_999, 0).data() == "60000"
    asked.clear()
    counted = count_questions(monkeypatch, type(desk.page.list.model))
    table.selectAll()
    desk.grab()
    assert desk.page.list.count.text() == "60.000 hộ, đang chọn 60.000"
    assert asked == []
    assert len(counted) < 5_000  # a header that shows the selection asks 480,000 times


def count_questions(monkeypatch, model_class):
    """Each time Qt asks the model how many rows there are."""
    asked, real = [], model_class.rowCount

    def counting(self, *parent):
        asked.append(1)
        return real(self, *parent)

    monkeypatch.setattr(model_class, "rowCount", counting)
    return asked
