"""The editor of a set by its keys: typing, rows, problems at their cells, drafts, a new version."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from khuyenhoc_desktop.services import criteria_sets, drafts
from khuyenhoc_desktop.services.criteria.tables import EXAMPLES, LINES, RULES, Spot
from khuyenhoc_desktop.ui.criteria import texts
from khuyenhoc_desktop.ui.criteria.page import CriteriaPage
from khuyenhoc_desktop.ui.drafts import offering

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Mode = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def page(commune, make_context, show_page):
    return show_page(CriteriaPage(make_context(commune)))


@pytest.fixture
def editor(page, qtbot):
    page.edit()
    qtbot.waitUntil(page.dialog.isActiveWindow)
    return page.dialog


def type_in(editor, spot, text):
    """Go to a cell and type over it, as somebody does, ending with Enter."""
    editor.go_to(spot)
    view = editor.views[spot.table]
    QTest.keyClick(view, Key.Key_F2)
    line = view.findChild(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Key.Key_Return)
    QApplication.processEvents()  # a cell takes its text a moment after Enter


def test_a_copy_begins_as_the_next_version_and_is_sound(editor, page):
    assert editor.tables.rules["version"] == "2022.2"
    assert editor.tables.rules["supersedes"] == "2022.1"
    assert editor.verdict.text() == texts.ALL_WELL.format(version="2022.2")
    for model in editor.models.values():
        QAbstractItemModelTester(model, Mode.Fatal)


def test_typing_keys_saves_a_new_version_and_leaves_the_old_one(editor, page, commune):
    old = page.current()
    type_in(editor, Spot(LINES, 1, "indicator"), "Tre em deu den truong")
    QTest.keyPress(editor, Key.Key_S, CTRL)
    new = page.current()
    assert (new.version, new.indicators[0].name) == ("2022.2", "Tre em deu den truong")
    assert criteria_sets.kept(commune, old.set_id, old.version) == old
    assert drafts.kept(commune) == []
    assert "2022.2" in page.context.notices.statuses[-1]


def test_problems_stand_in_the_list_and_at_their_cells(editor):
    type_in(editor, Spot(LINES, 1, "points"), "abc")
    type_in(editor, Spot(RULES, 0, "min_total"), "500")
    editor.check()
    told = [editor.faults.item(row).text() for row in range(editor.faults.count())]
    assert any(line.startswith("Bộ tiêu chí, hàng 2 · Điểm tối đa: «abc»") for line in told)
    model = editor.models[LINES]
    index = model.index_of(Spot(LINES, 1, "points"))
    assert index.data(Qt.ItemDataRole.BackgroundRole) is not None
    assert "abc" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_saving_with_problems_goes_to_the_first_and_keeps_nothing(editor, page, commune):
    before = len(criteria_sets.all_kept(commune))
    type_in(editor, Spot(EXAMPLES, 0, "total"), "1")
    editor.tabs.setCurrentIndex(0)
    editor.keep()
    assert editor.isVisible()
    assert editor.tabs.currentIndex() == 2
    assert editor.models[EXAMPLES].spot(editor.views[EXAMPLES].currentIndex()) == Spot(EXAMPLES, 0, "total")
    assert len(criteria_sets.all_kept(commune)) == before


def test_rows_are_added_moved_and_deleted_by_keys(editor):
    lines = editor.tables.lines
    before = [dict(row) for row in lines]
    editor.go_to(Spot(LINES, 1, "code"))
    QTest.keyClick(editor, Key.Key_Insert, CTRL)
    assert lines[2] == {}
    assert len(lines) == len(before) + 1
    editor.go_to(Spot(LINES, 2, "code"))
    QTest.keyClick(editor, Key.Key_Delete, CTRL)
    assert lines == before
    editor.go_to(Spot(LINES, 2, "code"))
    QTest.keyClick(editor, Key.Key_Up, ALT)
    assert [lines[1], lines[2]] == [before[2], before[1]]
    assert editor.views[LINES].currentIndex().row() == 1


def test_a_code_typed_anew_takes_the_examples_along(editor):
    old = editor.tables.lines[1]["code"]
    type_in(editor, Spot(LINES, 1, "code"), "MOI")
    assert all(f"@{old}" not in row for row in editor.tables.examples)
    assert editor.tables.examples[0]["@MOI"]
    heads = [editor.models[EXAMPLES].headerData(n, Qt.Orientation.Horizontal) for n in range(8)]
    editor.check()
    heads = [editor.models[EXAMPLES].headerData(n, Qt.Orientation.Horizontal) for n in range(8)]
    assert "MOI" in heads


def test_escape_keeps_a_draft_that_goes_on_later(editor, page, commune):
    type_in(editor, Spot(RULES, 0, "name"), "Bo moi")
    page.context.notices.answers = [0]
    QTest.keyPress(editor, Key.Key_Escape)
    assert not editor.isVisible()
    (draft,) = drafts.kept(commune)
    assert draft.name == "Bo moi"
    page.context.notices.answers = [0]
    page.edit()
    assert page.dialog.tables.rules["name"] == "Bo moi"
    page.dialog.keep()
    assert page.current().name == "Bo moi"
    assert drafts.kept(commune) == []


def test_escape_may_drop_or_go_back(editor, page, commune):
    type_in(editor, Spot(RULES, 0, "name"), "Bo moi")
    page.context.notices.answers = [2, 1]
    QTest.keyPress(editor, Key.Key_Escape)
    assert editor.isVisible()
    QTest.keyPress(editor, Key.Key_Escape)
    assert not editor.isVisible()
    assert drafts.kept(commune) == []


def test_a_draft_survives_a_crash_and_is_offered_at_the_next_start(editor, page, commune, make_context, show_page):
    type_in(editor, Spot(RULES, 0, "name"), "Bo dang do")
    editor.keeper.keep()  # what the timer does 0.8 s after a key; then the power goes
    context = make_context(commune)
    other = show_page(CriteriaPage(context))
    context.page_wanted.connect(lambda name, target: other.activate(**target) if name == "criteria" else None)
    context.notices.answers = [offering.OPEN]
    offering.offer(context)
    assert "Bo dang do" in context.notices.asked[0][1]
    assert other.dialog.tables.rules["name"] == "Bo dang do"


def test_the_text_of_a_cell_still_open_is_in_the_draft_at_its_place_and_not_in_the_set(editor, commune):
    before = dict(editor.tables.lines[2])
    editor.go_to(Spot(LINES, 2, "help"))
    QTest.keyClick(editor.views[LINES], Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), " xem so ho ngheo")
    editor.keeper.keep()
    (draft,) = drafts.kept(commune)
    assert draft.typed[LINES][2]["help"].endswith(" xem so ho ngheo")
    assert any(words.endswith(" xem so ho ngheo") for words in draft.words.values())
    assert editor.tables.lines[2] == before
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    editor.keeper.keep()
    assert drafts.kept(commune) == []


def test_enter_begins_to_type_in_a_cell_and_tab_goes_on(editor):
    editor.go_to(Spot(LINES, 1, "number"))
    view = editor.views[LINES]
    QTest.keyClick(view, Key.Key_Return)
    line = view.findChild(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "9.9")
    QTest.keyClick(line, Key.Key_Tab)
    QApplication.processEvents()
    assert editor.tables.lines[1]["number"] == "9.9"
    assert view.currentIndex().column() == 2


def test_what_can_be_chosen_is_offered_in_the_cell(editor):
    editor.go_to(Spot(LINES, 1, "kind"))
    view = editor.views[LINES]
    QTest.keyClick(view, Key.Key_F2)
    line = view.findChild(QLineEdit)
    assert "phần trăm" in [line.completer().model().index(n, 0).data() for n in range(6)]


def test_an_indicator_that_goes_takes_its_answers_in_the_examples_along(editor):
    code = editor.tables.lines[1]["code"]
    assert any(f"@{code}" in example for example in editor.tables.examples)
    editor.go_to(Spot(LINES, 1, "indicator"))
    editor.delete_row()
    assert not any(f"@{code}" in example for example in editor.tables.examples)
    assert not any(code in editor.faults.item(row).text() for row in range(editor.faults.count()))


def test_an_answer_whose_indicator_lost_its_code_has_a_column_where_it_can_be_mended(editor):
    code = editor.tables.lines[1]["code"]
    type_in(editor, Spot(LINES, 1, "code"), "")
    QTest.keyClick(editor.views[LINES], Key.Key_Delete)
    editor.models[LINES].setData(editor.models[LINES].index_of(Spot(LINES, 1, "code")), "")
    editor.check()
    model = editor.models[EXAMPLES]
    titles = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert titles[-1] == code
    for row in range(model.rowCount()):
        model.setData(model.index(row, len(titles) - 1), "")
    editor.check()
    assert not any(f"@{code}" in example for example in editor.tables.examples)


def test_no_line_of_a_cell_is_cut(editor, qtbot):
    type_in(editor, Spot(LINES, 1, "indicator"), "mot chi so rat dai " * 12)
    view = editor.views[LINES]
    qtbot.waitUntil(lambda: view.rowHeight(1) > view.rowHeight(0))
