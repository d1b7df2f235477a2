"""Erasing from «Thiết lập»: found, asked, erased, the old files named and removed only on word."""

import pytest
from PySide6.QtCore import Qt

from khuyenhoc_desktop.services import backup, households, persons
from khuyenhoc_desktop.ui.privacy import texts
from khuyenhoc_desktop.ui.privacy.card import PrivacyCard
from tests.ui.keys import type_text


@pytest.fixture
def card(qtbot, sample, make_context):
    made = PrivacyCard(make_context(sample))
    qtbot.addWidget(made)
    made.show()
    return made


def head(card):
    file = card._context.file
    return households.rows(file, 2026, households.find_ids(file, households.Query(2026, state="all")))[0]


def choose(card, qtbot, row):
    card.erase.click()
    dialog = card.dialog
    assert not dialog.button.isEnabled()
    type_text(dialog.search, row.head_name)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    dialog.table.select_ids([row.id])
    dialog.button.click()


@pytest.mark.parametrize("remove", [True, False])
def test_found_by_name_erased_and_old_copies_removed_on_word(card, qtbot, remove):
    file, row = card._context.file, head(card)
    old = backup.make_backup(file)
    card._context.notices.answers = [1, int(remove)]
    choose(card, qtbot, row)
    first, second = card._context.notices.asked
    assert row.head_name in first[1]
    assert "không lấy lại được" in first[0]
    assert old.name in second[1]
    assert households.get(file, row.id, 2026).head_name.startswith("Hộ đã xóa dữ liệu")
    assert old.exists() is not remove
    assert len(backup.backups(file.folder)) == (1 if remove else 2)


def test_no_is_no(card, qtbot):
    row = head(card)
    card._context.notices.answers = [0]
    choose(card, qtbot, row)
    assert households.get(card._context.file, row.id, 2026).head_name == row.head_name
    assert backup.backups(card._context.file.folder) == []


def test_what_is_asked_names_what_stays():
    assert "số liệu các năm không đổi" in texts.ERASE_ASK.replace("\n", " ")


def choose_person(card, qtbot, row):
    card.erase_one.click()
    dialog = card.dialog
    type_text(dialog.search, row.name)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    dialog.table.select_ids([row.id])
    dialog.button.click()


def heads_of_households(file):
    """The persons of the sample who head their households, by name."""
    found = persons.rows(file, 2026, persons.find_ids(file, persons.Query(2026, state="all"))[:200])
    return [one for one in found if one.household_id and one.head_name == one.name]


def test_one_person_is_found_erased_and_the_household_stays(card, qtbot):
    file = card._context.file
    row = heads_of_households(file)[0]
    card._context.notices.answers = [1]
    choose_person(card, qtbot, row)
    ((title, asked, choices),) = card._context.notices.asked
    assert "không lấy lại được" in title
    assert row.name in asked
    assert "Tên chủ hộ của hộ người này" in asked
    assert choices == [texts.ERASE_NO, texts.ERASE_YES]
    assert persons.get(file, row.id, 2026).name == "Người đã xóa dữ liệu 1"
    assert households.get(file, row.household_id, 2026).head_name == row.name


@pytest.mark.parametrize("also", [True, False])
def test_the_name_as_head_of_his_clan_goes_when_that_is_chosen(card, qtbot, also):
    file = card._context.file
    row = heads_of_households(file)[0]
    with file.action("test", "Trưởng họ") as action:
        clan = action.new_id()
        action.execute("INSERT INTO clan (id, name, valid_from) VALUES (?, 'Họ Thử', 2020)", (clan,))
        action.execute("UPDATE clan SET head_name = ? WHERE id = ?", (row.name, clan))
        action.execute("DELETE FROM clan_household WHERE household_id = ?", (row.household_id,))
        action.execute("INSERT INTO clan_household VALUES (?, ?)", (row.household_id, clan))
    card._context.notices.answers = [2 if also else 1]
    choose_person(card, qtbot, row)
    ((_, asked, choices),) = card._context.notices.asked
    assert "Trưởng họ của Họ Thử" in asked
    assert choices == [texts.ERASE_NO, texts.ERASE_YES, texts.ERASE_YES_HEADS]
    assert file.value("SELECT head_name FROM clan WHERE id = ?", (clan,)) == (None if also else row.name)
    assert persons.get(file, row.id, 2026).name == "Người đã xóa dữ liệu 1"
