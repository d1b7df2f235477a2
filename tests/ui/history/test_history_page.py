"""The page «Nhật ký»: finding, telling, taking back, and the question when later work stands in the way."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from khuyenhoc_desktop.services import groups, history, households
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.history import model as journal_model
from khuyenhoc_desktop.ui.history import texts
from khuyenhoc_desktop.ui.history.model import JournalModel
from khuyenhoc_desktop.ui.history.page import HistoryPage

YEAR = 2026
Mode = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def household(commune):
    """A household whose number of members was set to 4, then to 5."""
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    an = households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn Văn An", member_count=3))
    for members in (4, 5):
        households.edit(commune, an, HouseholdFields(head_name="Nguyễn Văn An", member_count=members))
    return an


@pytest.fixture
def page(commune, household, make_context, show_page):
    return show_page(HistoryPage(make_context(commune)))


def column(page, number):
    return [page.model.index(row, number).data() for row in range(page.model.rowCount())]


def choose(page, row):
    page.table.selectRow(row)


def action(page, words):
    return next(one for one in page.actions_shown() if one.text == words)


def members(page, household):
    return households.get(page.context.file, household, YEAR).member_count


def test_the_newest_is_on_top_and_told(page):
    QAbstractItemModelTester(page.model, Mode.Fatal)
    edited = "Sửa hộ Nguyễn Văn An"
    assert column(page, 1)[:4] == [edited, edited, "Thêm hộ Nguyễn Văn An", "Thêm Thôn Hạ"]
    assert page.details.heading.text() == edited
    assert page.details.lines.toPlainText() == "Hộ Nguyễn Văn An: Số khẩu: 4 → 5"


def test_the_arrow_keys_go_through_the_details(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.details.lines.toPlainText() == "Hộ Nguyễn Văn An: Số khẩu: 3 → 4"


def test_the_first_entry_cannot_be_taken_back(page):
    choose(page, page.model.rowCount() - 1)
    assert column(page, 2)[-1] == texts.CANNOT_UNDO
    assert not action(page, texts.UNDO).enabled


def test_taking_back_and_doing_again(page, household):
    assert not action(page, texts.REDO).enabled
    action(page, texts.UNDO).run()
    assert members(page, household) == 4
    assert column(page, 1)[0] == "Hoàn tác: Sửa hộ Nguyễn Văn An"
    assert page.details.heading.text() == "Sửa hộ Nguyễn Văn An"
    assert texts.UNDONE in page.details.when.text()
    assert not action(page, texts.UNDO).enabled
    action(page, texts.REDO).run()
    assert members(page, household) == 5
    assert column(page, 1)[0] == "Làm lại: Sửa hộ Nguyễn Văn An"


@pytest.mark.parametrize(
    ("answer", "left", "undone"), [(0, 5, True), (1, 3, True), (2, 5, False), (None, 5, False)]
)
def test_later_work_on_the_same_cell_is_asked_about(page, household, answer, left, undone):
    choose(page, 1)
    page.context.notices.answers = [answer]
    action(page, texts.UNDO).run()
    _title, text, choices = page.context.notices.asked[-1]
    assert "«Sửa hộ Nguyễn Văn An»" in text
    assert "Giữ giá trị mới: những chỗ việc sau đã sửa vẫn giữ" in text
    assert [words.replace("&", "") for words in choices] == ["Giữ giá trị mới", "Lấy lại giá trị cũ", "Thôi"]
    assert members(page, household) == left
    assert page.current().undone is undone


def test_finding_by_words_and_by_day(page, qtbot):
    qtbot.keyClicks(page.filters.search, "them thon")
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Return)
    assert column(page, 1) == ["Thêm Thôn Hạ"]
    qtbot.keyClicks(page.filters.day.line, "01012001")
    assert page.body.currentWidget() is page.nothing
    page.filters.today.click()
    assert column(page, 1) == ["Thêm Thôn Hạ"]
    page.filters.search.clear()
    page.filters.search.search_now()
    assert len(column(page, 1)) == 5


def test_where_nothing_is_found_one_button_shows_all_again(page, qtbot):
    qtbot.keyClicks(page.filters.search, "khong co viec nay")
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Return)
    page.filters.today.click()
    assert page.body.currentWidget() is page.nothing
    page.nothing.buttons[0].click()
    assert (page.filters.text(), page.filters.sought_day(), len(column(page, 1))) == ("", None, 5)
    assert page.table.hasFocus()


def test_half_a_day_seeks_nothing_and_is_told_on_leaving(page, qtbot):
    before = column(page, 1)
    qtbot.keyClicks(page.filters.day.line, "0112")
    assert column(page, 1) == before
    page.filters.day.tidy_up()
    assert not page.filters.problem.isHidden()
    page.filters.every_day.click()
    assert page.filters.problem.isHidden()


def test_older_entries_are_read_when_scrolled_to(commune, household, make_context, show_page, monkeypatch):
    monkeypatch.setattr(journal_model, "PAGE", 2)
    everything = history.entries(commune)
    model = JournalModel(lambda limit, before: history.entries(commune, limit, before))
    model.reload()
    assert model.rowCount() == 2
    QAbstractItemModelTester(model, Mode.Fatal)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert [model.entry(row).id for row in range(model.rowCount())] == [one.id for one in everything]


def test_a_new_action_leaves_the_chosen_entry_chosen(page, household):
    choose(page, 2)
    chosen = page.current().id
    households.delete(page.context.file, [household], YEAR)
    assert page.current().id == chosen
    assert column(page, 1)[0] == "Xóa hộ Nguyễn Văn An"
