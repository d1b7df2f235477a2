"""The sheet, filled by real key presses; what is stored is read by SQL."""

import pytest

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.services import entry
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.sheet.page import SheetPage
from tests.ui.scoring import YEAR, actions, focus, press, shown, stored
from tests.ui.sheet.looking import MOST, head, here


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
    press("8", "Enter", "F10", "Ctrl+S")
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
    page.filter.state.setCurrentIndex(1)
    page.filter.changed.emit()
    seen = []
    for _ in range(3):
        seen.append(head(page))
        press("F9", "PageDown")
    assert seen == ["Nguyễn Văn An", "Lê Văn Cường", "Phạm Thị Dung"]
    assert len(commune.query("SELECT * FROM score WHERE year = 2026")) == 4 * 12


def test_a_filter_shows_its_households(page, commune):
    page.filter.group.setCurrentIndex(2)
    page.filter.changed.emit()
    assert head(page) == "Trần Thị Bình"
    assert page.head.place.text() == "Hộ 1 / 2"


def test_no_household_fits_the_filter(page):
    page.filter.state.setCurrentIndex(4)
    page.filter.changed.emit()
    assert page.none_here.isVisible()
    page.show_all()
    assert head(page) == "Nguyễn Văn An"


def test_an_empty_commune_says_what_to_do(qtbot, commune, make_context):
    page = shown(qtbot, SheetPage(make_context(commune)))
    assert page.nobody.isVisible()
    with qtbot.waitSignal(page.context.page_wanted) as wanted:
        page.nobody.buttons[0].click()
    assert wanted.args[0] == "households"


def test_the_result_is_live_with_its_reason(page):
    press("F9")
    for code in ("C1_1", "C1_2"):
        page.form.go_to(page.form.row(code))
        press("0")
    page.form.go_to(page.form.row("C2_1"))
    press("4")
    words = [label.text() for label in page.panel.sentences.values() if label.isVisible()]
    assert words == ["✗ Chưa đạt: 74/80 điểm, thiếu 6"]
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
