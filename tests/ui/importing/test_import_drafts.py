"""What was chosen in an import not finished: it comes back for the same file, and writes nothing by itself."""

import os

import openpyxl
import pytest

from khuyenhoc_desktop.services import drafts, groups, households
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.drafts.offering import offer
from khuyenhoc_desktop.ui.importing import drafting
from khuyenhoc_desktop.ui.importing.page import CHECK, CHOOSE, COLUMNS, RESULT, ImportPage

OPEN = 0
ROWS = (
    ["Họ và tên", "Năm sinh", "Chủ hộ", "Thôn", "Ghi lại"],
    ["Phạm Thị Hoa", 1972, "Nguyễn Văn An", "Thôn Hạ", "a"],
    ["Lê Thị Một", 1980, "Lê Văn Cường", "Thôn Hạ", "b"],
)


@pytest.fixture
def book(commune, tmp_path):
    """A list whose second row fits two households; its path."""
    (place,) = groups.add_groups(commune, [("Thôn Hạ", "thôn")], 2026)
    for code, name in (("H1", "Nguyễn Văn An"), ("H2", "Lê Văn Cường"), ("H3", "Lê Văn Cường")):
        households.add(commune, 2026, place, HouseholdFields(code=code, head_name=name))
    made = openpyxl.Workbook()
    for row in ROWS:
        made.active.append(row)
    made.save(tmp_path / "cong dan.xlsx")
    return tmp_path / "cong dan.xlsx"


@pytest.fixture
def wizard(commune, book, make_context, show_page):
    page = show_page(ImportPage(make_context(commune)))
    page.activate(kind="persons", path=book)
    page.next()
    assert page.step() == COLUMNS
    return page


def choose(combo, words):
    """Choose in a list by its words, as somebody would."""
    place = next(place for place in range(combo.count()) if words in combo.itemText(place))
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def left_behind(page):
    page.keeper.keep()
    (draft,) = drafts.kept(page.context.file)
    return draft


def start_again(commune, make_context, show_page):
    """A new start in which the officer opens what is offered."""
    page = show_page(ImportPage(make_context(commune)))
    page.context.page_wanted.connect(lambda _name, target: page.activate(**target))
    page.context.notices.answers = [OPEN]
    offer(page.context)
    return page


def test_nothing_chosen_is_nothing_kept(wizard, commune):
    wizard.keeper.keep()
    assert drafts.kept(commune) == []


def test_a_column_chosen_anew_comes_back(wizard, commune, make_context, show_page):
    choose(wizard.columns.combos[4], "Ghi chú")
    assert left_behind(wizard).name == "cong dan.xlsx"
    again = start_again(commune, make_context, show_page)
    text = again.context.notices.asked[0][1]
    assert "nhập tệp cong dan.xlsx" in text
    assert "• Cột đã chọn lại: 1" in text
    assert "Chưa nhập gì" in again.context.notices.statuses[-1]
    assert again.step() == COLUMNS
    assert again.columns.combos[4].currentText() == "Ghi chú"
    assert len(drafts.kept(commune)) == 1


def test_an_answer_about_a_doubtful_row_comes_back_and_is_imported_only_when_told_to(
    wizard, commune, make_context, show_page
):
    wizard.next()
    choose(wizard.check.households.combos[0], "H3")
    left_behind(wizard)
    again = start_again(commune, make_context, show_page)
    assert again.step() == CHECK
    assert "H3" in again.check.households.combos[0].currentText()
    assert commune.value("SELECT count(*) FROM person") == 0
    again.next()
    if again.step() == CHECK:
        again.next()
    assert again.step() == RESULT
    sql = "SELECT h.code FROM person p JOIN household h ON h.id = p.household_id WHERE p.name = 'Lê Thị Một'"
    assert commune.value(sql) == "H3"
    assert drafts.kept(commune) == []


def test_an_answer_about_a_row_that_is_in_no_doubt_any_more_is_let_go(wizard):
    wizard.next()
    typed = {"decisions": [["Sheet", 999, "new"]]}
    drafting.take_decisions(wizard.wizard, drafts.Draft("import", 2026, None, "cong dan.xlsx", typed, {}))
    assert wizard.wizard.decisions == {}
    assert not wizard.wizard.is_stale


def test_another_file_under_the_same_name_gets_nothing(wizard, commune, book, make_context, show_page):
    choose(wizard.columns.combos[4], "Ghi chú")
    left_behind(wizard)
    os.utime(book, (1, 1))
    again = start_again(commune, make_context, show_page)
    assert again.step() == CHOOSE
    assert again.wizard.found is None
    assert again.context.notices.errors[-1].code == "draft_place_gone"
    assert drafts.kept(commune) == []


def test_a_file_on_a_stick_that_is_not_in_is_waited_for(wizard, commune, book, make_context, show_page):
    choose(wizard.columns.combos[4], "Ghi chú")
    left_behind(wizard)
    away = book.rename(book.with_name("tren-usb.xlsx"))
    again = start_again(commune, make_context, show_page)
    assert again.context.notices.errors[-1].code == "draft_file_unseen"
    assert len(drafts.kept(commune)) == 1
    away.rename(book)
    assert start_again(commune, make_context, show_page).columns.combos[4].currentText() == "Ghi chú"


def test_an_import_that_is_closed_on_purpose_leaves_nothing(wizard, commune):
    choose(wizard.columns.combos[4], "Ghi chú")
    left_behind(wizard)
    wizard.context.notices.answers = [True]
    wizard.close_wizard()
    assert drafts.kept(commune) == []
