"""The page of residential groups: adding several, editing, merging with a preview, deleting."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes, groups, history, households
from khuyenhoc_desktop.services.households import HouseholdFields, Query
from khuyenhoc_desktop.ui.groups import texts
from khuyenhoc_desktop.ui.groups.dialogs import AddGroupsDialog, EditGroupDialog, MergeDialog
from khuyenhoc_desktop.ui.groups.page import GroupsPage

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def small(commune):
    """Two thôn since 2024, with two households and one; the years 2026 and 2027."""
    commune.groups = groups.add_groups(commune, [("Thôn Hạ", "thôn"), ("Thôn Thượng", "thôn")], 2024)
    communes.add_year(commune, 2027)
    for group, name in ((0, "Nguyễn Văn An"), (0, "Đặng Thị Bé"), (1, "Phạm Quốc Cường")):
        households.add(commune, 2025, commune.groups[group], HouseholdFields(head_name=name))
    return commune


@pytest.fixture
def make_page(make_context, show_page):
    def made(file, year=2026):
        return show_page(GroupsPage(make_context(file, year)))

    return made


@pytest.fixture
def page(make_page, small):
    return make_page(small)


def type_in(text):
    for letter in text:
        key = Qt.Key.Key_Return if letter == "\n" else 0
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(QApplication.focusWidget(), event)


def table(page):
    model = page.model
    return [
        tuple(model.index(row, column).data() for column in range(1, model.columnCount()))
        for row in range(model.rowCount())
    ]


def opened(qtbot, page, kind):
    dialog = next(one for one in page.findChildren(kind) if one.isVisible())
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def save(qtbot, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)


def test_groups_are_listed_with_their_households(page):
    assert table(page) == [
        ("Thôn Hạ", "Thôn", "2024", "", "2", ""),
        ("Thôn Thượng", "Thôn", "2024", "", "1", ""),
    ]
    assert page.count.text() == "2 thôn, tổ dân phố; 3 hộ trong năm 2026"


def test_the_name_has_the_room_that_is_left(page):
    widths = [page.table.columnWidth(column) for column in range(page.model.columnCount())]
    assert max(widths) == widths[1] > 300
    assert page.table.horizontalScrollBar().maximum() == 0


def test_add_several_at_once_one_a_line(qtbot, page, small):
    page.add()
    dialog = opened(qtbot, page, AddGroupsDialog)
    type_in("Tổ dân phố số 3\n\n  Xóm Đông \nĐồng Mới")
    save(qtbot, dialog)
    assert [(row[0], row[1], row[2]) for row in table(page)] == [
        ("Đồng Mới", "Khác", "2026"),
        ("Thôn Hạ", "Thôn", "2024"),
        ("Thôn Thượng", "Thôn", "2024"),
        ("Tổ dân phố số 3", "Tổ dân phố", "2026"),
        ("Xóm Đông", "Xóm", "2026"),
    ]
    assert history.entries(small)[0].summary == "Thêm 3 thôn, tổ dân phố"
    assert len(page.table.selected_ids()) == 3
    history.undo(small)
    assert len(table(page)) == 2


def test_a_name_that_is_there_already_is_refused_and_the_text_stays(qtbot, page):
    page.add()
    dialog = opened(qtbot, page, AddGroupsDialog)
    type_in("thôn hạ\nThôn Mới")
    save(qtbot, dialog)
    assert dialog.isVisible()
    assert "Đã có thôn hạ trong danh sách." in dialog.refusal.text()
    assert dialog.names.value() == "thôn hạ\nThôn Mới"
    assert len(table(page)) == 2


def test_nothing_typed_is_refused(qtbot, page):
    page.add()
    dialog = opened(qtbot, page, AddGroupsDialog)
    save(qtbot, dialog)
    assert dialog.names.problem().message == texts.NO_NAMES


def test_edit_by_enter(qtbot, page, small):
    page.table.select_ids([small.groups[0]])
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    dialog = opened(qtbot, page, EditGroupDialog)
    dialog.name.line.selectAll()
    type_in("Thôn Hạ Mới")
    save(qtbot, dialog)
    assert table(page)[0][0] == "Thôn Hạ Mới"
    assert page.table.selected_ids() == [small.groups[0]]


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("valid_to", "2025", "còn 2 hộ trong năm 2026"),
        ("valid_from", "", texts.NO_FROM),
        ("valid_from", "12", "Năm 12 không hợp lệ."),
    ],
)
def test_wrong_years_are_refused_at_their_field(qtbot, page, small, field, typed, told):
    page.table.select_ids([small.groups[0]])
    page.edit()
    dialog = opened(qtbot, page, EditGroupDialog)
    editor = getattr(dialog, field)
    editor.line.setFocus()
    editor.line.selectAll()
    qtbot.keyClick(editor.line, Qt.Key.Key_Delete)
    type_in(typed)
    save(qtbot, dialog)
    assert dialog.isVisible()
    assert told in editor.problem().message
    assert groups.list_groups(small, 2026)[0].valid_to is None


def test_merge_with_preview_keeps_past_years(qtbot, page, small):
    page.table.select_ids([small.groups[0]])
    page.merge()
    dialog = opened(qtbot, page, MergeDialog)
    assert dialog.preview.text() == texts.PREVIEW_CHOOSE
    qtbot.keyClick(dialog.into.combo, Qt.Key.Key_Down)
    dialog.into.combo.activated.emit(1)
    assert dialog.preview.text().startswith(
        "Từ năm 2026: 2 hộ của Thôn Hạ sang Thôn Thượng. Thôn Thượng sẽ có 3 hộ."
    )
    save(qtbot, dialog)
    assert table(page) == [("Thôn Thượng", "Thôn", "2024", "", "3", "")]
    assert page.context.notices.statuses[-1] == "Đã nhập Thôn Hạ vào Thôn Thượng: 2 hộ. Ctrl+Z để hoàn tác."
    assert len(households.find_ids(small, Query(2026, group_id=small.groups[1]))) == 3
    page.with_ended.setChecked(True)
    assert table(page)[0] == ("Thôn Hạ", "Thôn", "2024", "2025", "0", "Thôn Thượng")
    history.undo(small)
    assert [row[4] for row in table(page)] == ["2", "1"]


def test_a_group_merged_in_its_first_year_shows_no_last_year(page, small):
    made = groups.add_group(small, "Thôn Mới", "thôn", 2026)
    groups.merge_groups(small, made, small.groups[0], 2026)
    page.with_ended.setChecked(True)
    assert ("Thôn Mới", "Thôn", "2026", "–", "0", "Thôn Hạ") in table(page)


def test_the_preview_counts_as_the_merge_does(qtbot, page, small):
    gone = households.find_ids(small, Query(2026, group_id=small.groups[0]))[0]
    households.delete(small, [gone], 2026)
    page.table.select_ids([small.groups[0]])
    page.merge()
    dialog = opened(qtbot, page, MergeDialog)
    dialog.into.set_value(small.groups[1])
    dialog.into.changed.emit()
    assert "1 hộ của Thôn Hạ" in dialog.preview.text()
    save(qtbot, dialog)
    assert page.context.notices.statuses[-1] == "Đã nhập Thôn Hạ vào Thôn Thượng: 1 hộ. Ctrl+Z để hoàn tác."
    households.restore(small, [gone], 2026)
    assert households.get(small, gone, 2026).group == "Thôn Thượng"


def test_merge_asks_for_the_receiving_group(qtbot, page, small):
    page.table.select_ids([small.groups[0]])
    page.merge()
    dialog = opened(qtbot, page, MergeDialog)
    save(qtbot, dialog)
    assert dialog.into.problem().message == texts.NO_INTO


def test_the_only_group_cannot_be_merged(make_page, commune):
    made = groups.add_group(commune, "Thôn Hạ", "thôn", 2026)
    page = make_page(commune)
    page.table.select_ids([made])
    page.merge()
    assert page.context.notices.told == [(texts.ONLY_ONE_TITLE, texts.ONLY_ONE)]


def test_delete_an_unused_group_only(page, small):
    page.table.select_ids([small.groups[0]])
    with pytest.raises(UserError) as refused:
        page.delete()
    assert "Sáp nhập" in refused.value.cure
    made = groups.add_group(small, "Thôn Mới", "thôn", 2026)
    page.table.select_ids([made])
    page.delete()
    assert len(table(page)) == 2
    assert page.context.notices.statuses == ["Đã xóa Thôn Mới. Ctrl+Z để lấy lại."]


def test_to_the_households_of_a_group(qtbot, page, small):
    page.table.select_ids([small.groups[1]])
    with qtbot.waitSignal(page.context.page_wanted) as wanted:
        page.show_households()
    assert wanted.args == ["households", {"group": small.groups[1]}]


def test_commands_are_offered_when_they_can_be_used(page, small):
    page.table.clearSelection()
    assert [action.enabled for action in page.actions_shown()] == [True, *([False] * 5), True]
    page.table.select_ids([small.groups[0]])
    assert all(action.enabled for action in page.actions_shown())


def test_an_empty_list_says_what_to_do(make_page, commune):
    page = make_page(commune)
    assert page.stack.currentWidget() is page.empty
    groups.add_group(commune, "Thôn Hạ", "thôn", 2026)
    assert page.stack.currentWidget() is page.table


def test_model_keeps_qts_rules(page, small):
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    groups.add_group(small, "Thôn Mới", "thôn", 2026)
    history.undo(small)
    assert tester.model() is page.model
    assert len(table(page)) == 2


def test_a_dialog_is_freed_when_it_closes(qtbot, page):
    page.add()
    dialog = opened(qtbot, page, AddGroupsDialog)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
