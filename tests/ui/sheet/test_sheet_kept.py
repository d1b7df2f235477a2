"""Nothing typed is lost: leaving, changes from elsewhere, undo, other years; and jumping to a household."""

import pytest

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.services import entry, history, households
from khuyenhoc_desktop.services.changes import EVERYTHING
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.sheet import texts
from tests.ui.scoring import YEAR, focus, press, stored
from tests.ui.sheet.looking import head, here


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
    page.filter.group.setCurrentIndex(1)
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
