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


def test_one_person_is_found_erased_and_the_household_stays(card, qtbot):
    file = card._context.file
    found = persons.find_ids(file, persons.Query(2026, state="all"))
    row = next(one for one in persons.rows(file, 2026, found[:50]) if one.household_id)
    head_name = households.get(file, row.household_id, 2026).head_name
    card._context.notices.answers = [1]
    card.erase_one.click()
    dialog = card.dialog
    type_text(dialog.search, row.name)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    dialog.table.select_ids([row.id])
    dialog.button.click()
    ((title, asked, _choices),) = card._context.notices.asked
    assert "không lấy lại được" in title
    assert row.name in asked
    assert "chủ hộ" in asked
    assert persons.get(file, row.id, 2026).name == "Người đã xóa dữ liệu 1"
    assert households.get(file, row.household_id, 2026).head_name == head_name
