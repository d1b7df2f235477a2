"""What is done to selected households: moving, leaving, returning, the wastebasket, many at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from khuyenhoc_desktop.services import communes, groups, history, households
from khuyenhoc_desktop.services.households import HouseholdFields, Query
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.households.dialogs import ResidenceDialog
from khuyenhoc_desktop.ui.records import selection

CTRL = Qt.KeyboardModifier.ControlModifier


def present(file, year=2026):
    return set(households.find_ids(file, Query(year)))


def dialog_of(qtbot, desk):
    dialog = next(one for one in desk.findChildren(ResidenceDialog) if one.isVisible())
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def choose(qtbot, editor, words):
    combo = editor.combo
    combo.setFocus()
    for _ in range(combo.findText(words) - combo.currentIndex()):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == words


def test_delete_and_take_back(qtbot, desk, small):
    desk.page.list.table.select_ids([small.ids[1]])
    qtbot.keyClick(desk, Qt.Key.Key_F8)
    assert present(small) == {*small.ids} - {small.ids[1]}
    assert desk.notices.statuses == ["Đã đưa hộ Đặng Thị Bé vào thùng rác. Ctrl+Z để lấy lại."]
    assert desk.page.list.table.current_id() == small.ids[2]  # the neighbour is next
    history.undo(small)
    assert present(small) == {*small.ids}


def test_many_are_asked_about_before_they_are_deleted(qtbot, desk, small):
    desk.page.list.table.selectAll()
    desk.notices.answers = [False, True]
    qtbot.keyClick(desk, Qt.Key.Key_F8)
    assert len(present(small)) == 5
    qtbot.keyClick(desk, Qt.Key.Key_F8)
    assert present(small) == set()
    assert desk.notices.asked[0][2] == ["&Xóa 5 hộ", "&Thôi"]
    assert history.entries(small)[0].summary == "Xóa 5 hộ"


def test_take_out_of_the_wastebasket(qtbot, desk, small):
    households.delete(small, [small.ids[0]], 2026)
    desk.page.list.filters.state.choose("deleted")
    desk.page.list.reload()
    desk.page.list.table.select_ids([small.ids[0]])
    qtbot.keyClick(desk.page.list.table, Qt.Key.Key_Return)
    assert desk.page.form.notice.text() == texts.IN_BASKET
    assert desk.page.form.editors.editor("head_name").line.isReadOnly()
    restore = desk.page.list.tools["restore"]
    assert restore.isVisible()
    restore.click()
    assert present(small) == {*small.ids}
    assert desk.page.list.model.rowCount() == 0


def test_move_several_to_another_group_by_keyboard(qtbot, desk, small):
    desk.page.list.table.select_ids([small.ids[0], small.ids[1]])
    qtbot.keyClick(desk, Qt.Key.Key_F4)
    dialog = dialog_of(qtbot, desk)
    choose(qtbot, dialog.group, "Thôn Thượng")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert dialog.year.combo.hasFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    assert set(households.find_ids(small, Query(2026, group_id=small.groups[1]))) == {*small.ids[:4]}
    lived = households.residences(small, small.ids[0])
    assert [(one.from_year, one.group) for one in lived] == [(2025, "Thôn Hạ"), (2026, "Thôn Thượng")]
    assert history.entries(small)[0].summary == "Chuyển 2 hộ sang Thôn Thượng từ năm 2026"


def test_nothing_is_moved_before_a_group_is_chosen(qtbot, desk, small):
    desk.page.list.table.select_ids([small.ids[0]])
    qtbot.keyClick(desk, Qt.Key.Key_F4)
    dialog = dialog_of(qtbot, desk)
    before = len(history.entries(small))
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.group.problem().message == texts.NO_GROUP_CHOSEN
    assert len(history.entries(small)) == before
    dialog.reject()


def test_away_and_back(qtbot, desk, small):
    communes.add_year(small, 2027)
    desk.page.list.table.select_ids([small.ids[2]])
    desk.page.list.tools["away"].click()
    qtbot.keyClick(dialog_of(qtbot, desk), Qt.Key.Key_S, CTRL)
    assert small.ids[2] not in present(small)
    desk.page.list.filters.state.choose("away")
    desk.page.list.reload()
    desk.page.list.table.select_ids([small.ids[2]])
    desk.page.list.tools["return"].click()
    dialog = dialog_of(qtbot, desk)
    assert dialog.group.value() == small.groups[1]  # where it lived last
    dialog.year.set_value(2027)
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    assert small.ids[2] not in present(small)
    assert small.ids[2] in present(small, 2027)


def test_a_command_that_fits_none_of_the_selected_says_so(desk, small):
    households.set_away(small, [small.ids[0]], 2026)
    desk.page.list.filters.state.choose("all")
    desk.page.list.reload()
    desk.page.list.table.select_ids([small.ids[0]])
    desk.page.commands.move()
    assert desk.notices.told[-1][1] == texts.NONE_FITS["present"].format(year=2026)
    desk.page.list.table.clearSelection()
    desk.page.commands.set_away()
    assert desk.notices.told[-1][1] == texts.NONE_SELECTED


def test_many_households_are_written_in_the_lane(desk, small, monkeypatch):
    monkeypatch.setattr(selection, "MANY", 3)
    desk.page.list.table.selectAll()
    desk.notices.answers = [True]
    desk.page.delete()
    assert desk.page.context.lane.texts == ["Đang ghi 5 hộ"]
    assert present(small) == set()
    assert desk.notices.statuses[-1] == "Đã đưa 5 hộ vào thùng rác. Ctrl+Z để lấy lại."


def test_unsaved_input_is_asked_about_before_a_command(desk, small, type_in):
    desk.page.list.go_to(small.ids[0])
    desk.page.open(small.ids[0])
    desk.page.form.editors.editor("address").line.setFocus()
    type_in("Ngõ 5")
    desk.notices.answers = [2]
    desk.page.delete()
    assert len(present(small)) == 5
    desk.notices.answers = [0]
    desk.page.delete()
    assert present(small) == {*small.ids[1:]}
    households.restore(small, [small.ids[0]], 2026)
    assert households.get(small, small.ids[0], 2026).address == "Ngõ 5"


def test_an_empty_new_form_is_not_what_f8_deletes(qtbot, desk, small):
    desk.page.list.table.select_ids([small.ids[0]])
    qtbot.keyClick(desk, Qt.Key.Key_F5)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
    assert len(present(small)) == 5


def test_a_dialog_is_freed_when_it_closes(qtbot, desk, small):
    desk.page.list.table.select_ids([small.ids[0]])
    desk.page.move_to_group()
    dialog = dialog_of(qtbot, desk)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_where_there_is_no_room_the_form_takes_the_place_of_the_list(desk, small):
    desk.page.open(small.ids[0])
    assert desk.page.list.isVisible()
    desk.resize(500, 600)
    assert not desk.page.list.isVisible()
    assert desk.page.form.isVisible()
    desk.page.close_form()
    assert desk.page.list.isVisible()


def test_another_year_shows_that_years_households(make_desk, small):
    communes.add_year(small, 2027)
    households.set_away(small, [small.ids[0]], 2027)
    groups.add_group(small, "Thôn Mới", "thôn", 2027)
    made = households.add(small, 2027, small.groups[0], HouseholdFields(head_name="Hồ Văn Tý"))
    desk = make_desk(small, year=2027)
    assert set(desk.page.list.model.ids()) == {made, *small.ids[1:]}


def test_larger_text_makes_room_for_itself(qapp, make_desk, small):
    font = qapp.font()
    theme.apply(qapp, theme.Look.LIGHT, 100)
    desk = make_desk(small)
    desk.page.open(small.ids[0])
    assert desk.page.list.isVisible()
    before = desk.page.list.filters.search.minimumWidth()
    try:
        theme.apply(qapp, theme.Look.LIGHT, 200)
        qapp.processEvents()
        assert not desk.page.list.isVisible()
        assert desk.page.list.filters.search.minimumWidth() > 1.8 * before
    finally:
        theme.apply(qapp, theme.Look.LIGHT, 100)
        qapp.setStyleSheet("")
        qapp.setFont(font)
