"""Scores of other titles through the wizard: the title is picked at its start, the grid is its end."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from khuyenhoc_desktop.ui.importing.page import CHECK, RESULT, ImportPage
from tests.all_titles import YEAR, make
from tests.services.importing.books import book_of, sheet_of


@pytest.fixture
def made(commune):
    return make(commune)


@pytest.fixture
def page(show_page, commune, made, make_context):
    return show_page(ImportPage(make_context(commune)))


def test_the_title_is_picked_at_the_start(page, commune, made, tmp_path, qtbot):
    page.activate(kind="scores")
    titles = page.choose.start.titles
    assert titles.isVisible()
    assert page.choose.start.titles_label.isVisible()
    titles.setFocus()
    while titles.currentText() != "Dòng họ học tập":
        QTest.keyClick(titles, Qt.Key.Key_Down)
    assert "Dòng họ học tập" in page.about.text()
    page.read(book_of(tmp_path, sheet_of("| Tên dòng họ | 2.1 |\n| Họ Nguyễn | 9 |")))
    while page.step() < CHECK:
        page.next()
    assert next(one.text for one in page.actions_shown() if one.primary) == "&Nhập điểm 1 dòng họ"
    page.next()
    assert page.step() == RESULT
    assert page.result.words.text() == "Ghi điểm mới cho 1 dòng họ."
    stored = commune.query("SELECT value FROM score WHERE subject_id = ? AND year = ?", (made.clan, YEAR))
    assert stored == [(900,)]
    with qtbot.waitSignal(page.context.page_wanted) as wanted:
        page.show_list()
    assert wanted.args == ["grid", {"title": "learning_clan"}]


def test_the_grid_leads_to_the_import_of_its_title(page):
    page.activate(kind="scores", title="learning_unit")
    assert (page.wizard.what, page.wizard.title) == ("scores", "learning_unit")
    assert page.choose.start.titles.currentText() == "Đơn vị học tập"


def test_lists_have_no_title(page):
    page.activate(kind="households")
    assert page.choose.start.titles.isHidden()
