"""The page «Kiểm tra dữ liệu»: it checks when shown, repairs after asking, and leads to the places."""

import apsw
import pytest
from PySide6.QtCore import Qt

from khuyenhoc_desktop.services import entry, groups, history, households
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.checkup import texts
from khuyenhoc_desktop.ui.checkup.page import CheckupPage

YEAR = 2026


@pytest.fixture
def lived_in(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    for name in ("Đặng Văn Ân", "Lê Thị Bình"):
        household = households.add(commune, YEAR, group, HouseholdFields(head_name=name))
        entry.save_cells(commune, YEAR, {(household, "C1_1"): 500}, "Chấm điểm")
    return commune


def behind_the_back(file, sql):
    raw = apsw.Connection(str(file.path))
    raw.execute(sql)
    raw.close()


@pytest.fixture
def shown(lived_in, make_context, show_page):
    def show(sql=""):
        behind_the_back(lived_in, sql)
        return show_page(CheckupPage(make_context(lived_in)))

    return show


def action(page, words):
    return next(one for one in page.actions_shown() if one.text == words)


def figures(page):
    tiles = (texts.TILE_REPAIRABLE, texts.TILE_ERRORS, texts.TILE_WARNINGS)
    return [page.tiles.figure(words) for words in tiles]


def test_a_sound_file_is_told_to_be_sound(shown):
    page = shown()
    assert page.body.currentWidget() is page.sound
    assert figures(page) == ["0", "0", "0"]
    assert not action(page, texts.REPAIR).enabled


def test_what_is_found_stands_with_reason_cure_and_place(shown):
    page = shown("UPDATE score SET value = 999900")
    page.view.table.select_ids([1])
    codes = [found.problem.code for found in page.findings]
    assert codes == ["derived_differs", "score_above_max"]
    assert figures(page) == ["1", "1", "0"]
    assert "vượt mức tối đa" in page.view.reason.text()
    assert "Đặng Văn Ân – 1.1 = 9999 (năm 2026)" in [
        page.view.places.item(row).text() for row in range(page.view.places.count())
    ]


def test_going_to_a_place_shows_the_household_in_its_year(shown, lived_in):
    page = shown("UPDATE score SET value = 999900")
    page.context.year = 2025
    wanted = []
    page.context.page_wanted.connect(lambda name, target: wanted.append((name, target, page.context.year)))
    page.view.table.select_ids([1])
    action(page, texts.GO).run()
    first = lived_in.value("SELECT min(id) FROM household")
    assert wanted == [("sheet", {"subject": first}, YEAR)]


@pytest.mark.parametrize("agreed", [True, False])
def test_a_repair_is_asked_told_and_can_be_taken_back(shown, lived_in, agreed):
    page = shown("UPDATE household SET head_name = ' ' || head_name")
    page.context.notices.answers = [agreed]
    action(page, texts.REPAIR).run()
    assert "chữ không đúng chuẩn" in page.context.notices.asked[0][1]
    names = [row[0] for row in lived_in.query("SELECT head_name FROM household ORDER BY id")]
    assert names == (["Đặng Văn Ân", "Lê Thị Bình"] if agreed else [" Đặng Văn Ân", " Lê Thị Bình"])
    assert bool(page.context.notices.told) is agreed
    if agreed:
        assert page.body.currentWidget() is page.sound
        assert history.can_undo(lived_in).startswith("Sửa")


def test_it_checks_again_only_after_something_changed(shown, lived_in):
    page = shown()
    page.activate()
    assert page.context.lane.texts == [texts.CHECKING]
    groups.add_group(lived_in, "Thôn Thượng", "thôn", YEAR)
    page.activate()
    assert page.context.lane.texts == [texts.CHECKING] * 2


def test_the_keys_go_through_the_list(shown, qtbot):
    page = shown("UPDATE score SET value = 999900")
    page.view.table.select_ids([0])
    qtbot.keyClick(page.view.table, Qt.Key.Key_Down)
    assert page.view.current().problem.code == "score_above_max"
