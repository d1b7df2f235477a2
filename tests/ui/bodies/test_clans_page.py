"""The page «Dòng họ»: adding by keyboard, choosing households, those of another clan, the wastebasket, drafts."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from khuyenhoc_desktop.domain.clan import ClanFields
from khuyenhoc_desktop.services import backup, clans, drafts, history
from khuyenhoc_desktop.services.bodies import Query
from khuyenhoc_desktop.ui.clans.adding import AddHouseholdsDialog
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog

YEAR = 2026
CTRL = Qt.KeyboardModifier.ControlModifier


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def open_clan(desk, ident):
    desk.page.list.go_to(ident)
    desk.page.open(ident)


def shown(table):
    model = table.model()
    return [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def dialog_of(qtbot, desk, kind):
    dialog = next(one for one in desk.window().findChildren(kind) if one.isVisible())
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_add_by_keyboard_alone(qtbot, clans_desk, commune, made, type_in):
    qtbot.keyClick(clans_desk.page.list.table, Qt.Key.Key_F5)
    for words in ("Họ Lê Văn", "lê văn đức", "Nhà thờ xóm Đông"):
        type_in(words)
        press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Down)  # the first thôn
    press(qtbot, Qt.Key.Key_S, CTRL)
    (new,) = set(clans.REGISTER.find_ids(commune, Query(YEAR))) - {made.clan}
    assert clans.REGISTER.fields_of(clans.REGISTER.get(commune, new, YEAR)) == ClanFields(
        None, "Họ Lê Văn", "Lê Văn Đức", "Nhà thờ xóm Đông", made.groups[0], None, YEAR
    )
    assert clans_desk.notices.statuses == ["Đã ghi dòng họ Họ Lê Văn."]
    assert history.entries(commune)[0].summary == "Thêm dòng họ Lê Văn"


def test_the_list_tells_households_and_results(clans_desk, commune, made):
    assert [row[2:7] for row in shown(clans_desk.page.list.table)] == [
        ["Họ Nguyễn", "Nguyễn Văn An", "Thôn Đông", "2", "0"]
    ]


def test_a_missing_name_is_refused_at_its_field(qtbot, clans_desk, commune, made):
    clans_desk.page.add()
    clans_desk.page.save()
    assert clans_desk.page.form.editors.editor("name").problem().code == "name_missing"
    assert clans.REGISTER.find_ids(commune, Query(YEAR)) == [made.clan]


def test_a_second_clan_of_the_same_name_is_asked_about(qtbot, clans_desk, commune, made, type_in):
    clans_desk.page.add()
    type_in("họ nguyễn")
    clans_desk.notices.answers = [False]
    clans_desk.page.save()
    assert "Đã có dòng họ Nguyễn ở Thôn Đông." in clans_desk.notices.asked[0][1]
    assert clans.REGISTER.find_ids(commune, Query(YEAR)) == [made.clan]


def test_members_are_shown_with_their_results(clans_desk, commune, made):
    with commune.action("test.recognise", "Công nhận") as act:
        act.execute(
            "INSERT INTO assessment (subject_id, year, title, registered, recognised)"
            " VALUES (?, ?, 'learning_family', 1, 1)",
            (made.households[0], YEAR),
        )
    open_clan(clans_desk, made.clan)
    pane = clans_desk.page.form.members
    assert pane.heading.text() == "Các hộ trong dòng họ: 2 hộ, 1 hộ được công nhận năm 2026"
    assert [row[0::3] for row in shown(pane.table)] == [
        ["Nguyễn Văn An", "Đã công nhận"],
        ["Nguyễn Văn Cường", ""],
    ]
    facts = clans_desk.page.form.facts.text()
    assert "1/2 hộ trong dòng họ được công nhận Gia đình học tập (50%)" in facts
    assert "0/2 người lớn trong dòng họ được công nhận Công dân học tập (0%)" in facts


def test_choose_households_by_keyboard(qtbot, clans_desk, commune, made, type_in):
    clans_desk.page.list.table.select_ids([made.clan])
    qtbot.keyClick(clans_desk.page.list.table, Qt.Key.Key_F4)
    dialog = dialog_of(qtbot, clans_desk, AddHouseholdsDialog)
    assert [row[1] for row in shown(dialog.table)] == ["Trần Thị Bình"]  # not those that are in the clan
    type_in("binh")
    press(qtbot, Qt.Key.Key_Return)  # to the list
    press(qtbot, Qt.Key.Key_Return)  # add
    assert set(clans.member_ids(commune, made.clan)) == set(made.households)
    assert clans_desk.notices.statuses == ["Đã thêm 1 hộ vào dòng họ. Ctrl+Z để hoàn tác."]
    assert clans_desk.page.form.members.heading.text().startswith("Các hộ trong dòng họ: 3 hộ")


@pytest.mark.parametrize("yes", [True, False])
def test_a_household_of_another_clan_is_asked_about(qtbot, clans_desk, commune, made, yes):
    other = clans.REGISTER.add(commune, ClanFields(name="Họ Trần", valid_from=2025))
    open_clan(clans_desk, other)
    clans_desk.page.form.members.choose()
    dialog = dialog_of(qtbot, clans_desk, AddHouseholdsDialog)
    assert shown(dialog.table)[0] == ["H1", "Nguyễn Văn An", "Thôn Đông", "", "Họ Nguyễn"]
    dialog.table.select_ids([made.households[0], made.households[1]])
    assert dialog.add_button.text() == "Thê&m 2 hộ"
    clans_desk.notices.answers = [yes]
    dialog.add()
    (asked,) = clans_desk.notices.asked
    assert asked[1].startswith("Hộ Nguyễn Văn An đang thuộc dòng họ Nguyễn.")
    assert "Chuyển sang dòng họ Trần?" in asked[1]
    assert len(clans.member_ids(commune, other)) == (2 if yes else 0)
    assert len(clans.member_ids(commune, made.clan)) == (1 if yes else 2)


def test_take_a_household_out_and_undo(clans_desk, commune, made):
    open_clan(clans_desk, made.clan)
    pane = clans_desk.page.form.members
    pane.table.select_ids([made.households[0]])
    pane.remove()
    assert clans.member_ids(commune, made.clan) == [made.households[2]]
    assert clans_desk.notices.statuses == ["Đã bỏ hộ Nguyễn Văn An khỏi dòng họ. Ctrl+Z để lấy lại."]
    history.undo(commune)
    assert pane.model.rowCount() == 2


def test_enter_on_a_member_goes_to_the_household(qtbot, clans_desk, made):
    open_clan(clans_desk, made.clan)
    table = clans_desk.page.form.members.table
    table.select_ids([made.households[2]])
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert clans_desk.wanted == [("households", {"household": made.households[2]})]


def test_what_is_typed_stays_while_members_change(clans_desk, commune, made, type_in):
    open_clan(clans_desk, made.clan)
    type_in("Đại ")
    clans.remove_households(commune, made.clan, [made.households[0]], year=YEAR)
    assert clans_desk.page.form.is_dirty()
    assert clans_desk.page.form.members.model.rowCount() == 1


def test_the_wastebasket_and_back(qtbot, clans_desk, commune, made):
    clans_desk.page.list.table.select_ids([made.clan])
    qtbot.keyClick(clans_desk, Qt.Key.Key_F8)
    assert clans_desk.notices.statuses == ["Đã đưa dòng họ Nguyễn vào thùng rác. Ctrl+Z để lấy lại."]
    clans_desk.page.list.filters.state.choose("deleted")
    clans_desk.page.list.reload()
    open_clan(clans_desk, made.clan)
    assert not clans_desk.page.form.members.choose_button.isEnabled()
    clans_desk.page.list.table.select_ids([made.clan])
    clans_desk.page.commands.restore()
    assert clans.REGISTER.find_ids(commune, Query(YEAR)) == [made.clan]


def test_two_spellings_become_one(qtbot, clans_desk, commune, made):
    twin = clans.REGISTER.add(commune, ClanFields(name="Họ Nguyễn Đình", valid_from=2025))
    clans_desk.page.list.table.select_ids([made.clan])
    clans_desk.page.commands.merge()
    dialog = dialog_of(qtbot, clans_desk, FormDialog)
    dialog.accept()
    assert dialog.form.editor("into").problem().message == "Chưa chọn dòng họ nhận."
    (copy,) = backup.copies_in(commune.folder / backup.FOLDER)
    assert copy.facts.reason == backup.MERGE
    dialog.form.editor("into").set_value(twin)
    dialog.accept()
    assert len(clans.member_ids(commune, twin)) == 2
    assert clans_desk.notices.statuses == ["Đã gộp dòng họ Nguyễn vào dòng họ Nguyễn Đình. Ctrl+Z để hoàn tác."]


def test_the_sheet_of_the_clan(qtbot, clans_desk, made):
    clans_desk.page.list.table.select_ids([made.clan])
    qtbot.keyClick(clans_desk, Qt.Key.Key_F7)
    assert clans_desk.wanted == [("sheet", {"subject": made.clan})]


def test_a_draft_comes_back(clans_desk, commune, made, type_in):
    open_clan(clans_desk, made.clan)
    type_in("Đại ")
    clans_desk.page.keeper.keep()
    (draft,) = drafts.kept(commune)
    clans_desk.page.form.reset()
    clans_desk.page.activate(draft=draft)
    assert clans_desk.page.form.editors.editor("name").value() == "Đại Họ Nguyễn"


def test_the_form_of_a_household_names_its_clan(make_desk, commune, made):
    from khuyenhoc_desktop.ui.households.page import HouseholdsPage

    desk = make_desk(commune, HouseholdsPage)
    desk.page.open(made.households[0])
    assert "Dòng họ: Họ Nguyễn" in desk.page.form.facts.text().splitlines()
    clans.REGISTER.delete(commune, [made.clan])
    assert "Dòng họ" not in desk.page.form.facts.text()


def test_what_changed_elsewhere_is_told_by_the_name_of_the_thon(clans_desk, commune, made, type_in):
    open_clan(clans_desk, made.clan)
    type_in("Đại ")
    stored = clans.REGISTER.fields_of(clans.REGISTER.get(commune, made.clan, YEAR))
    clans.REGISTER.edit(commune, made.clan, replace(stored, group_id=made.groups[1]))
    assert "Thôn, tổ dân phố (nếu thuộc riêng một thôn) nay là «Thôn Hạ»" in clans_desk.page.form.notice.text()
    clans_desk.page.save()
    assert clans.REGISTER.fields_of(clans.REGISTER.get(commune, made.clan, YEAR)) == replace(
        stored, name="Đại Họ Nguyễn", group_id=made.groups[1]
    )
