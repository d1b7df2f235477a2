"""The sheet, filled by real key presses; what is stored is read by SQL."""

import pytest
from PySide6.QtWidgets import QLineEdit

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.services import criteria_sets, entry, history, households
from khuyenhoc_desktop.services.changes import EVERYTHING
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.sheet.page import SheetPage
from tests.ui.scoring import YEAR, actions, fill, focus, press, shown, stored, use_all_kinds

MOST = {"C1_1": 1000, "C1_2": 1000, "C1_3": 1000, "C2_1": 1000, "C2_2": 1000, "C2_3": 1000}
MOST |= {"C3_1": 700, "C3_2": 700, "C3_3": 600, "C4_1": 700, "C4_2": 700, "C4_3": 600}


@pytest.fixture
def ids(commune):
    return fill(commune, years=(2025, YEAR))


@pytest.fixture
def page(qtbot, commune, ids, make_context):
    made = SheetPage(make_context(commune))
    made.filter.sorts.setCurrentIndex(1)  # by name: An, Bình, Cường, Dung
    return shown(qtbot, made)


def here(page):
    """The indicator the keyboard is in."""
    return next(row.indicator.code for row in page.form.rows if row.isAncestorOf(focus()))


def head(page):
    return page.head.name.text()


def test_a_whole_sheet_by_keys(page, commune, ids):
    """A number, not applicable, zero and nothing are four different things in the file."""
    press("9,5", "Enter", "k", "Enter", "0", "Enter", "10", "Enter", "Enter", "7", "Enter")
    press("7", "Enter", "6.5", "Down", "6", "Down", "0", "Enter", "1", "Enter", "5,5", "Ctrl+S")
    assert stored(commune, ids[0]) == {
        "C1_1": 950,
        "C1_2": None,
        "C1_3": 0,
        "C2_1": 1000,
        "C2_3": 700,
        "C3_1": 700,
        "C3_2": 650,
        "C3_3": 600,
        "C4_1": 0,
        "C4_2": 100,
        "C4_3": 550,
    }
    assert page.context.notices.errors == []


def test_one_sheet_is_one_action_and_saving_it_again_none(page, commune):
    before = actions(commune)
    press("9", "Enter", "8", "Ctrl+S")
    assert actions(commune) == before + 1
    press("Ctrl+S")
    assert actions(commune) == before + 1
    assert page.context.notices.statuses[-1] == texts.NOTHING_NEW


def test_above_the_maximum_is_refused_at_the_field_and_stays_as_typed(page, commune, ids):
    press("12", "Enter")
    assert here(page) == "C1_1"
    row = page.form.row("C1_1")
    assert focus().text() == "12"
    assert row.problem_line.isVisible()
    assert "tối đa là 10" in row.problem_line.text()
    press("Ctrl+S")
    assert stored(commune, ids[0]) == {}
    assert here(page) == "C1_1"
    press("8", "Enter", "Ctrl+S")  # the refused text is marked: typing replaces it
    assert stored(commune, ids[0]) == {"C1_1": 800}


def test_a_refused_field_left_by_mouse_is_found_again_on_saving(page, commune, ids):
    press("5", "Enter", "99")
    page.form.row("C4_3").field.setFocus()
    press("3", "Ctrl+Enter")
    assert here(page) == "C1_2"
    assert focus().text() == "99"
    assert stored(commune, ids[0]) == {}


def test_enter_walks_down_up_walks_back(page):
    codes = [here(page)]
    for _ in range(11):
        press("Enter")
        codes.append(here(page))
    assert codes == list(MOST)
    press("Up", "Up")
    assert here(page) == "C4_1"


def test_all_by_the_number_pad_up_to_the_next_household(page, commune, ids):
    """Enter after the last indicator goes to the button, Enter there saves and goes on."""
    for points in (9, 9, 9, 9, 9, 9, 6, 6, 6, 6, 6, 6):
        press(str(points), "NumEnter")
    assert focus() is page.form.finish_button
    press("NumEnter")
    assert sum(stored(commune, ids[0]).values()) == 9000
    assert head(page) == "Trần Thị Bình"
    assert here(page) == "C1_1"


def test_maximum_everywhere_and_on_in_two_keys(page, commune, ids):
    press("F9", "Ctrl+Enter")
    assert stored(commune, ids[0]) == MOST
    assert head(page) == "Trần Thị Bình"


def test_maximum_leaves_what_is_entered_and_can_be_taken_back(page, commune, ids):
    press("3", "Enter", "k", "Enter", "F9")
    assert page.form.answers()["C1_1"] == 300
    assert page.form.answers()["C1_2"] is NA
    assert len(page.form.answers()) == 12
    press("F9")
    assert page.form.answers() == {"C1_1": 300, "C1_2": NA}
    press("F9", "4", "Ctrl+S")  # an exception after the maximum
    assert stored(commune, ids[0]) == MOST | {"C1_1": 300, "C1_2": None, "C1_3": 400}


def test_like_last_year_fills_only_what_is_empty(page, commune, ids):
    entry.save_sheet(commune, 2025, ids[0], {"C1_1": 500, "C1_2": NA, "C1_3": 650})
    page.activate(household=ids[0])
    press("8", "Enter", "F7", "Ctrl+S")
    assert stored(commune, ids[0]) == {"C1_1": 800, "C1_2": None, "C1_3": 650}
    assert page.form.row("C1_3").last.text() == "6,5"
    assert page.form.row("C1_2").last.text() == "K"


@pytest.mark.parametrize("key", ["Ctrl+Enter", "Ctrl+NumEnter", "PageDown"])
def test_save_and_next_in_one_key(page, commune, ids, key):
    press("7", key)
    assert stored(commune, ids[0]) == {"C1_1": 700}
    assert head(page) == "Trần Thị Bình"
    assert page.head.place.text() == "Hộ 2 / 4"
    press("PageUp")
    assert head(page) == "Nguyễn Văn An"


def test_next_at_the_end_says_so(page, commune, ids):
    page.activate(household=ids[3])
    press("7", "PageDown")
    assert stored(commune, ids[3]) == {"C1_1": 700}
    assert page.context.notices.statuses[-1] == texts.LAST_ONE
    assert head(page) == "Phạm Thị Dung"


def test_the_list_of_those_not_scored_does_not_shrink_while_scoring(page, commune, ids):
    entry.save_sheet(commune, YEAR, ids[1], MOST)
    page.filter.states.setCurrentIndex(1)
    page.filter.changed.emit()
    seen = []
    for _ in range(3):
        seen.append(head(page))
        press("F9", "PageDown")
    assert seen == ["Nguyễn Văn An", "Lê Văn Cường", "Phạm Thị Dung"]
    assert len(commune.query("SELECT * FROM score WHERE year = 2026")) == 4 * 12


def test_a_filter_shows_its_households(page, commune):
    page.filter.groups.setCurrentIndex(2)
    page.filter.changed.emit()
    assert head(page) == "Trần Thị Bình"
    assert page.head.place.text() == "Hộ 1 / 2"


def test_no_household_fits_the_filter(page):
    page.filter.states.setCurrentIndex(4)
    page.filter.changed.emit()
    assert page.none_here.isVisible()
    page.show_all()
    assert head(page) == "Nguyễn Văn An"


def test_an_empty_commune_says_what_to_do(qtbot, commune, make_context):
    page = shown(qtbot, SheetPage(make_context(commune)))
    assert page.nobody.isVisible()
    with qtbot.waitSignal(page.context.page_wanted) as wanted:
        page._register()
    assert wanted.args[0] == "households"


def test_the_result_is_live_with_its_reason(page):
    press("F9")
    for code in ("C1_1", "C1_2"):
        page.form.go_to(page.form.row(code))
        press("0")
    page.form.go_to(page.form.row("C2_1"))
    press("4")
    words = [label.text() for label in page.panel.sentences.values() if label.isVisible()]
    assert words == ["✗ Chưa đạt: 74/80 điểm, thiếu 6 điểm"]
    assert page.panel.points.text() == "74 điểm"
    assert page.form._subtotals["C1"].text() == "10 / 30"


def test_the_set_in_use_is_named_and_a_sample_says_so(page):
    assert "242/QĐ-KHVN" in page.panel.document.text()
    assert page.panel.set_name.text() == "Bộ tiêu chí Gia đình học tập (bản mẫu)"
    assert page.panel.sample.isVisible()
    page.panel.read_notice.click()
    assert "không phải bộ tiêu chí chính thức" in page.context.notices.told[0][1]


def test_help_follows_the_keyboard(page):
    press("Enter")
    assert page.panel.indicator.text().startswith("1.2 ")
    assert "K = không áp dụng" in page.panel.hint.text()
    assert "tiểu học" in page.panel.help.text()


@pytest.mark.parametrize(("answer", "leaves", "saved"), [(0, True, {"C1_1": 700}), (1, True, {}), (2, False, {})])
def test_leaving_with_something_typed_asks(page, commune, ids, answer, leaves, saved):
    press("7")
    page.context.notices.answers = [answer]
    assert page.leave() is leaves
    assert stored(commune, ids[0]) == saved
    assert page.is_unsaved() is (not leaves)


def test_leaving_asks_for_refused_text_too_and_not_for_nothing(page):
    assert page.leave()
    press("77")
    page.context.notices.answers = [None]
    assert not page.leave()
    assert focus().text() == "77"


def test_going_back_asks_first(page, commune, ids):
    press("PageDown", "7")
    page.context.notices.answers = [2]
    press("PageUp")
    assert head(page) == "Trần Thị Bình"
    assert page.form.answers() == {"C1_1": 700}


def test_a_change_elsewhere_keeps_what_is_typed_and_takes_the_rest(page, commune, ids):
    entry.save_sheet(commune, YEAR, ids[0], {"C1_1": 100, "C2_1": 100, "C3_1": 100})
    assert page.form.answers() == {"C1_1": 100, "C2_1": 100, "C3_1": 100}
    press("5", "Enter", "99")
    changed = {(ids[0], "C1_1"): 900, (ids[0], "C1_2"): 900, (ids[0], "C2_1"): NA, (ids[0], "C3_1"): None}
    entry.save_cells(commune, YEAR, changed, "việc khác")
    assert [row.field.typed() for row in page.form.rows] == ["5", "99", "", "K", *[""] * 8]
    assert focus().text() == "99"
    assert "giữ nguyên ở 2 ô" in page.context.notices.statuses[-1]
    assert page.is_unsaved()


def test_undo_takes_the_sheet_back_on_the_screen(page, commune, ids):
    press("7", "Enter", "8", "Ctrl+S")
    assert page.form.answers() == {"C1_1": 700, "C1_2": 800}
    history.undo(commune)
    assert stored(commune, ids[0]) == {}
    assert page.form.answers() == {}
    assert not page.is_unsaved()


def test_undo_of_another_household_leaves_typing_alone(page, commune, ids):
    press("PageDown")
    entry.save_sheet(commune, YEAR, ids[0], {"C1_1": 100})
    press("6")
    history.undo(commune)
    assert page.form.answers() == {"C1_1": 600}
    assert page.context.notices.statuses[-1:] != [texts.TAKEN_IN]


def test_a_household_that_is_deleted_makes_room_for_another(page, commune, ids):
    households.delete(commune, [ids[0]], YEAR)
    page.activate()
    assert head(page) == "Trần Thị Bình"


def test_another_year_shows_its_sheet(page, commune, ids, qtbot):
    entry.save_sheet(commune, 2025, ids[0], {"C1_1": 300})
    page.context.set_year(2025)
    page.refresh(EVERYTHING)
    qtbot.wait(1)
    assert page.form.answers() == {"C1_1": 300}
    press("Enter", "4", "Ctrl+S")
    assert stored(commune, ids[0], 2025) == {"C1_1": 300, "C1_2": 400}
    assert stored(commune, ids[0]) == {}


def test_jump_by_a_few_letters(page, ids):
    press("Ctrl+F", "dung pham", "Enter")
    assert head(page) == "Phạm Thị Dung"
    assert here(page) == "C1_1"


def test_jump_picks_from_several(page):
    press("Ctrl+F", "thi")
    page.jump.search_now()
    assert page.jump.found.count() == 2
    press("Down", "Down", "Enter")
    assert head(page) == "Phạm Thị Dung"


def test_jump_to_a_household_outside_the_filter_widens_it(page):
    page.filter.groups.setCurrentIndex(1)
    page.filter.changed.emit()
    press("Ctrl+F", "binh", "Enter")
    assert head(page) == "Trần Thị Bình"
    assert page.head.place.text() == "Hộ 2 / 4"


def test_activate_goes_to_the_indicator_asked_for(page, ids):
    page.activate(household=ids[2], indicator="C3_2")
    assert head(page) == "Lê Văn Cường"
    assert here(page) == "C3_2"


def test_a_household_added_meanwhile_is_in_the_list(page, commune):
    group = commune.value("SELECT id FROM residential_group LIMIT 1")
    households.add(commune, YEAR, group, HouseholdFields(head_name="Vũ Văn Mới"))
    assert page.head.place.text() == "Hộ 1 / 5"


@pytest.fixture
def all_kinds(qtbot, commune, make_context, tmp_path):
    household = fill(commune, 2)[0]
    use_all_kinds(commune, tmp_path)
    made = SheetPage(make_context(commune))
    made.filter.sorts.setCurrentIndex(1)
    return shown(qtbot, made), household


def test_every_kind_by_keys(all_kinds, commune):
    page, household = all_kinds
    press("9,5", "Enter", "1", "Enter", "2", "Enter", "4", "Enter", "66,5", "Enter", "tốt", "Enter")
    assert focus() is page.form.finish_button
    press("Enter")
    assert stored(commune, household) == {
        "A1": 950,
        "A2": 100,
        "A3": "part",
        "A4": 400,
        "A5": 6650,
        "B1": "tốt",
    }


def test_not_applicable_and_no_and_emptying_by_keys(all_kinds, commune):
    _page, household = all_kinds
    press("k", "Enter", "0", "Enter", "3", "Delete", "Up", "k", "Down", "1", "Ctrl+S")
    assert stored(commune, household) == {"A1": None, "A2": None, "A3": "full"}


def test_what_is_stored_is_shown_again_for_every_kind(all_kinds, commune):
    page, household = all_kinds
    answers = {"A1": NA, "A2": 0, "A3": "none", "A4": 0, "A5": 10000, "B1": "ghi chú"}
    entry.save_sheet(commune, YEAR, household, answers)
    assert page.form.answers() == answers
    assert not page.is_unsaved()


def test_an_empty_form_has_no_answers(all_kinds):
    page, _ = all_kinds
    assert page.form.answers() == {}
    press("Enter", "Enter", "Enter", "Enter", "Enter", "Enter")
    assert page.form.answers() == {}
    assert not page.is_unsaved()


def test_maximum_does_not_make_up_facts(all_kinds):
    page, _ = all_kinds
    press("F9")
    assert page.form.answers() == {"A1": 1000, "A2": 100, "A3": "full"}


def test_a_sheet_keeps_the_set_it_was_filled_with(page, commune, ids, tmp_path):
    entry.save_sheet(commune, YEAR, ids[0], {"C1_1": 700})
    use_all_kinds(commune, tmp_path)
    page.activate(household=ids[0])
    assert page.form.criteria_set.set_id == "gia_dinh_hoc_tap"
    press("PageDown")
    assert page.form.criteria_set.set_id == "du_loai"


def test_every_field_has_a_name_for_screen_readers(all_kinds):
    page, _ = all_kinds
    lines = page.form.findChildren(QLineEdit)
    assert [line.accessibleName() for line in lines] == [
        "1.1 Điểm",
        "1.4 Số buổi học",
        "1.5 Tỷ lệ",
        "2.1 Nhận xét",
    ]


def test_a_broken_choice_of_set_is_told(page, commune, ids, monkeypatch):
    def missing(file, set_id, version):
        raise criteria_sets.UserError("no_criteria", "Không có bộ.", "Nạp bộ.")

    monkeypatch.setattr(criteria_sets, "kept", missing)
    page.open(ids[1])
    assert page.context.notices.errors[0].code == "no_criteria"
    assert head(page) == "Nguyễn Văn An"
