"""A line of the journal whose bytes were damaged: told in its place, the lines beside it can be looked at."""

import pytest
from PySide6.QtCore import Qt

from khuyenhoc_desktop.services import groups, households
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.history import texts
from khuyenhoc_desktop.ui.history.page import HistoryPage

YEAR = 2026


@pytest.fixture
def page(commune, make_context, show_page):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    an = households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn Văn An", member_count=3))
    households.edit(commune, an, HouseholdFields(head_name="Nguyễn Văn An", member_count=4))
    with commune.writing() as connection:
        connection.execute("UPDATE journal SET changeset = x'00' WHERE action = 'household.edit'")
    return show_page(HistoryPage(make_context(commune)))


def test_it_says_that_it_cannot_be_read_and_what_helps(page, qtbot):
    told = page.details.lines.toPlainText()
    assert "«Sửa hộ Nguyễn Văn An» bị hỏng" in told
    assert "bản sao lưu" in told
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert "Nguyễn Văn An" in page.details.lines.toPlainText()
    assert "bị hỏng" not in page.details.lines.toPlainText()


def test_taking_it_back_is_refused_and_nothing_changes(page):
    undo = next(one for one in page.actions_shown() if one.text == texts.UNDO)
    undo.run()
    file = page.context.file
    assert [error.code for error in page.context.notices.errors] == ["journal_unreadable"]
    assert file.value("SELECT member_count FROM household") == 4
