"""The sheet for every title: picked by keys, filled at a stage, with what is computed shown and put in by hand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from khuyenhoc_desktop.domain.record_code import record_code
from khuyenhoc_desktop.domain.subjects import COMMUNE_SUBJECT
from khuyenhoc_desktop.services import entry, groups
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.sheet.deriving import OverrideDialog
from khuyenhoc_desktop.ui.sheet.page import SheetPage
from khuyenhoc_desktop.ui.sheet.subject_filter import TITLE_ORDER
from tests.all_titles import YEAR, make
from tests.ui.scoring import focus, press, shown
from tests.ui.sheet.looking import head, here


@pytest.fixture
def made(commune):
    return make(commune)


@pytest.fixture
def page(qtbot, commune, made, make_context):
    return shown(qtbot, SheetPage(make_context(commune)))


def rows(file, subject):
    sql = "SELECT stage, indicator, value FROM score WHERE subject_id = ? AND year = ?"
    return {(stage, code): value for stage, code, value in file.query(sql, (subject, YEAR))}


def pick(picker, words):
    """Choose in a list by keys, as somebody without a mouse does."""
    picker.setFocus()
    while picker.currentText() != words:
        before = picker.currentIndex()
        QTest.keyClick(picker, Qt.Key.Key_Down)
        if picker.currentIndex() == before:
            raise AssertionError(f"no {words}")


def answer_override(page, value, reason):
    """Type into the dialog that is open and save; what it says of a missing reason, when it does not close."""
    dialog = page.window().findChild(OverrideDialog)
    dialog.value.set_value(None)
    QTest.keyClicks(dialog.value.line, value)
    QTest.keyClicks(dialog.reason.line, reason)
    QTest.keyClick(dialog.reason.line, Qt.Key.Key_Return)
    told = dialog.form.rows[1].problem_line.text()
    QTest.keyClicks(dialog.reason.line, "Theo bien ban")
    QTest.keyClick(dialog.reason.line, Qt.Key.Key_Return)
    return told


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Công dân học tập", "Nguyễn Văn An"),
        ("Dòng họ học tập", "Họ Nguyễn"),
        ("Đơn vị học tập", "Trường Tiểu học An Học"),
        ("Cộng đồng học tập", "Thôn Đông"),
        ("Cộng đồng học tập cấp xã", "Xã An Học"),
    ],
)
def test_the_title_is_picked_by_keys_and_remembered(page, title, name, qtbot):
    pick(page.filter.title_picker, title)
    assert head(page) == name
    assert page.form.criteria_set.title == page.filter.title
    again = shown(qtbot, SheetPage(page.context))
    assert head(again) == name


def test_every_title_has_its_place_in_the_list():
    assert len(TITLE_ORDER) == 6


def test_citizens_have_the_sheet_of_their_group(page, commune, made):
    page.activate(subject=made.persons[1])
    assert "Công nhân" in page.form.criteria_set.name
    press("9", "Enter", "8", "Ctrl+S")
    assert len(rows(commune, made.persons[1])) == 2
    page.activate(subject=made.persons[3])
    assert "Cán bộ" in page.form.criteria_set.name


def test_a_reviewer_types_only_where_he_differs(page, commune, made):
    home = made.households[0]
    page.activate(subject=home)
    press("9", "Enter", "8", "Ctrl+S")
    pick(page.filter.stage_picker, "Thôn, chi hội bình xét")
    page.form.go_to_first()
    assert focus().text() == "9"  # what was scored before stands there
    press("7", "Enter", "Ctrl+S")
    assert rows(commune, home) == {(1, "C1_1"): 900, (1, "C1_2"): 800, (2, "C1_1"): 700}
    first = page.form.row("C1_1")
    assert first.others[1].text() == "9"
    assert first.difference_line.text() == "Chấm khác nhau: Tự chấm 9 → Thôn 7"
    assert page.form.row("C1_2").difference_line.isHidden()
    assert page.form.titles.others[1].text() == "Tự chấm\n17"
    assert page.form.titles.here.text() == "Thôn\n15"


def test_the_stages_tell_day_and_person(page, commune, made):
    home = made.households[0]
    entry.save_sheet(commune, YEAR, home, {"C1_1": 900})
    with commune.action("test.declare", "Báo xong") as act:
        act.execute("UPDATE assessment SET stage = 1 WHERE subject_id = ?", (home,))
        event = (act.new_id(), home, YEAR, "self_scored", 1, "2026-10-12", "Trần Thị Bình", None)
        act.execute("INSERT INTO workflow_event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", event)
    page.activate(subject=home)
    assert "Tự chấm: 9 điểm · ✓ xong 12/10/2026, Trần Thị Bình" in page.panel.stages.text()
    assert page.panel.stages_card.isVisible()


def test_going_to_another_stage_with_something_typed_asks(page, commune, made):
    page.activate(subject=made.households[0])
    press("9")
    page.context.notices.answers = [None]  # stay
    pick_stage = page.filter.stage_picker
    pick_stage.setFocus()
    QTest.keyClick(pick_stage, Qt.Key.Key_Down)
    assert page.filter.stage == 1
    assert page.form.answers() == {"C1_1": 900}


def test_a_computed_line_shows_its_numbers_and_is_not_typed(page, commune, made):
    page.activate(subject=made.groups[0])
    line = page.form.measured[0]
    assert line.value.text() == "0%"
    assert line.sentence.text().endswith("0/2 hộ trong thôn được công nhận Gia đình học tập (0%)")
    assert here(page) == "C2_1"  # the first that is typed


def test_the_list_behind_a_number_is_one_press_away(page, made, qtbot):
    page.activate(subject=made.groups[0])
    with qtbot.waitSignal(page.context.page_wanted) as wanted:
        QTest.keyClick(page.form.measured[0].see, Qt.Key.Key_Space)
    assert wanted.args == ["households", {"group": made.groups[0]}]
    page.activate(subject=made.unit)
    with qtbot.waitSignal(page.context.page_wanted) as wanted:
        page.form.measured[0].see.click()
    assert wanted.args == ["persons", {"unit": made.unit}]


def test_whose_sheets_they_are_is_chosen_in_one_line_of_the_usual_screen(page, commune, made):
    groups.add_group(commune, "Tổ dân phố số 12 khu đô thị mới Nam Cầu Trắng", "tổ dân phố", YEAR)
    page.show_title_of(made.households[0])
    page.resize(1144, 620)
    QTest.qWait(20)
    assert page.filter.sort.isVisible()
    assert page.filter.sort.y() == page.filter.title_picker.y()


def test_putting_a_value_in_by_hand_asks_for_the_reason(page, commune, made):
    page.activate(subject=made.groups[0])
    QTest.keyClick(page.form.measured[0].override, Qt.Key.Key_Space)
    assert "Chưa ghi lý do" in answer_override(page, "90", "")
    line = page.form.measured[0]
    assert line.value.text() == "90%"
    assert line.by_hand.text() == "✎ Nhập tay, vì: Theo bien ban. Chương trình tính ra: 0%."
    QTest.keyClick(line.drop, Qt.Key.Key_Space)
    assert line.value.text() == "0%"
    assert line.by_hand.isHidden()


def test_last_years_value_of_a_computed_indicator_has_its_sign_too(page, made):
    page.activate(subject=made.groups[0])
    line = page.form.measured[0]
    line.show_measured(page.sheet.measured[line.indicator.code], 5429, locked=False)
    assert line.last.text() == "54,29%"
    line.show_measured(page.sheet.measured[line.indicator.code], None, locked=False)
    assert line.last.text() == texts.NO_LAST


def test_what_is_typed_stays_while_a_value_is_put_in_by_hand(page, commune, made, qtbot):
    page.activate(subject=made.groups[0])
    press("9", "Enter")
    entry.set_override(commune, YEAR, made.groups[0], "C1_1", 9000, "Theo biên bản")
    assert page.form.answers() == {"C2_1": 900}
    assert page.is_unsaved()


def test_the_checklist_has_levels_and_no_points(page, commune, made):
    page.activate(subject=COMMUNE_SUBJECT)
    assert page.panel.points.text() == texts.NO_LEVEL
    first = page.form.rows[0]
    assert first.target_line.text() == "Cần đạt: Mức độ 1: có"
    press("c", "Enter", "Ctrl+S")
    assert rows(commune, COMMUNE_SUBJECT) == {(1, first.indicator.code): 100}


def test_what_saving_caused_is_told(page, commune, made, tmp_path):
    page.activate(subject=made.groups[0])
    with commune.action("test.recognise", "Công nhận") as act:
        sql = "INSERT INTO assessment (subject_id, year, title, recognised) VALUES (?, ?, 'learning_family', 1)"
        act.execute(sql, (made.households[0], YEAR))
    assert "Thôn Đông – hộ được công nhận Gia đình học tập: 0/2 → 1/2 (50%)" in page.panel.caused.text()
    assert page.form.measured[0].value.text() == "50%"
    assert page.context.notices.told == []  # nothing modal


def test_the_code_of_a_paper_sheet_opens_it(page, commune, made):
    page.jump.setFocus()
    press(record_code(made.clan, YEAR))
    page.jump.search_now()
    press("Enter")
    assert head(page) == "Họ Nguyễn"
    assert page.filter.title == "learning_clan"


def test_a_wrong_code_is_told(page, made):
    code = record_code(made.clan, YEAR)
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    page.jump.setFocus()
    press(wrong)
    page.jump.search_now()
    assert "gõ nhầm" in page.context.notices.statuses[-1]


def test_a_locked_year_is_only_looked_at(page, commune, made):
    with commune.action("test.lock", "Khóa") as act:
        act.execute("UPDATE assessment_year SET locked_at = '2026-12-31T10:00:00'")
    page.activate(subject=made.households[1])
    assert "Năm 2026 đã khóa" in page.head.about.text()
    press("9", "Ctrl+S")
    assert page.form.answers() == {}
    assert not any(action.enabled for action in page.actions_shown())


def test_what_was_typed_at_a_stage_comes_back_at_that_stage(page, commune, made):
    from khuyenhoc_desktop.services import drafts

    home = made.households[1]
    entry.save_sheet(commune, YEAR, home, {"C1_1": 900})
    pick(page.filter.stage_picker, "Xã thẩm định")
    page.activate(subject=home)
    press("7", "Enter")
    page.keeper.keep()
    (draft,) = drafts.kept(commune)
    page.context.notices.answers = [1]  # drop
    page.filter.stage_picker.setFocus()
    QTest.keyClick(page.filter.stage_picker, Qt.Key.Key_Home)
    assert (page.filter.stage, page.is_unsaved()) == (1, False)
    page.activate(draft=draft)
    assert (page.filter.stage, head(page)) == (3, "Trần Thị Bình")
    assert page.form.answers()["C1_1"] == 700
