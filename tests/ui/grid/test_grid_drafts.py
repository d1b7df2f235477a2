"""A half-typed cell: kept a moment after the key, gone with Enter and Esc, opened again where it was typed."""

from dataclasses import replace

from PySide6.QtTest import QTest

from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services import drafts, entry, households, year_lock
from khuyenhoc_desktop.ui.drafts.keeper import PAUSE
from khuyenhoc_desktop.ui.grid.page import GridPage
from tests.ui.scoring import YEAR, actions, focus, press, shown, stored

HALF = "7,"


def left_behind(page, commune, text=HALF):
    """Type half a value into the current cell: what a kill would leave of it."""
    press(*text)
    page.keeper.keep()
    (draft,) = drafts.kept(commune)
    page.view.cancel()
    drafts.keep(commune, draft)
    return draft


def start_again(qtbot, page, draft):
    fresh = shown(qtbot, GridPage(page.context))
    fresh.activate(draft=draft)
    return fresh


def test_the_text_is_put_down_within_a_second_with_its_place(page, commune, ids, qtbot):
    before = actions(commune)
    press(*HALF)
    assert drafts.kept(commune) == []  # not while the keys come
    qtbot.waitUntil(lambda: bool(drafts.kept(commune)), timeout=PAUSE + 200)
    (draft,) = drafts.kept(commune)
    assert (draft.year, draft.subject_id, draft.typed, draft.before) == (
        YEAR,
        ids[0],
        {"C1_1": HALF},
        {"C1_1": ""},
    )
    criteria_set = page.model.criteria_set
    of_set = [criteria_set.set_id, criteria_set.version]
    assert draft.place == {"title": LEARNING_FAMILY, "stage": 1, "set": of_set, "indicator": "C1_1"}
    assert draft.name == "Nguyễn Văn An"
    assert actions(commune) == before


def test_enter_and_escape_take_the_draft_away_at_once(page, commune, ids):
    for key, value in (("Esc", {}), ("Enter", {"C1_1": 700})):
        press("7")
        page.keeper.keep()
        assert len(drafts.kept(commune)) == 1
        press(key)
        assert drafts.kept(commune) == []
        assert stored(commune, ids[0]) == value


def test_quick_typing_writes_no_draft_at_all(page, commune, monkeypatch):
    written = []
    monkeypatch.setattr(type(commune), "remember", lambda _file, key, _text: written.append(key))
    press("9", "Enter", "8", "Enter", "7", "Enter")
    QTest.qWait(PAUSE + 100)
    assert written == []


def test_a_cell_opened_and_not_changed_is_no_draft(page, commune, ids):
    press("9", "Enter", "Up", "F2")
    page.keeper.keep()
    assert drafts.kept(commune) == []


def test_a_text_that_is_refused_is_kept_as_well(page, commune):
    press("99", "Enter")
    page.keeper.keep()
    assert [draft.typed for draft in drafts.kept(commune)] == [{"C1_1": "99"}]


def test_it_comes_back_open_in_its_cell_and_enter_makes_it_a_fact(page, commune, ids, qtbot):
    draft = left_behind(page, commune)
    fresh = start_again(qtbot, page, draft)
    assert fresh.view.is_editing()
    assert (focus().text(), fresh.model.id_at(fresh.view.currentIndex().row())) == (HALF, ids[0])
    assert "Enter là ghi, Esc là bỏ" in page.context.notices.statuses[-1]
    assert stored(commune, ids[0]) == {}
    press("5", "Enter")
    assert stored(commune, ids[0]) == {"C1_1": 750}
    assert drafts.kept(commune) == []


def test_it_finds_its_row_behind_filters_and_in_its_stage(page, commune, ids, qtbot):
    entry.save_sheet(commune, YEAR, ids[1], {"C1_1": 900})
    page.filter.go_back(LEARNING_FAMILY, 2)
    page.reload()
    page.view.go(page.model.row_of(ids[1]), 2)
    draft = left_behind(page, commune, "8")
    assert draft.before == {"C1_1": "9"}
    fresh = shown(qtbot, GridPage(page.context))
    fresh.filter.go_back(LEARNING_FAMILY, 1)
    fresh.search.setText("Dung")
    fresh.search.search_now()
    fresh.activate(draft=draft)
    assert fresh.filter.stage == 2
    assert fresh.view.is_editing()
    assert fresh.model.id_at(fresh.view.currentIndex().row()) == ids[1]
    assert fresh.view.editor.text() == "8"


def test_an_answer_to_another_criteria_set_comes_back_nowhere(page, commune, qtbot):
    draft = left_behind(page, commune)
    other = replace(draft, place={**draft.place, "set": ["bộ khác", "2020.1"]})
    assert refused(page, commune, other, qtbot).startswith("draft_place_gone")


def refused(page, commune, draft, qtbot):
    """Start again where the text cannot come back; what is told, once it is sure that it went nowhere."""
    before = commune.query("SELECT * FROM score ORDER BY 1, 2, 3, 4")
    fresh = start_again(qtbot, page, draft)
    assert not fresh.view.is_editing()
    assert commune.query("SELECT * FROM score ORDER BY 1, 2, 3, 4") == before
    refusal = page.context.notices.errors[-1]
    assert HALF in refusal.cure
    assert "bảng chấm điểm năm 2026 của Nguyễn Văn An" in refusal.place
    return f"{refusal.code}: {refusal.message}"


def test_a_cell_that_holds_another_value_meanwhile_keeps_it(page, commune, ids, qtbot):
    draft = left_behind(page, commune)
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 300}, "Chấm ở máy khác")
    assert "nay ghi «3»" in refused(page, commune, draft, qtbot)
    assert drafts.kept(commune) == []


def test_a_household_that_is_gone_gets_nothing(page, commune, ids, qtbot):
    draft = left_behind(page, commune)
    households.delete(commune, [ids[0]], YEAR)
    assert "«Nguyễn Văn An» không còn" in refused(page, commune, draft, qtbot)
    assert drafts.kept(commune) == []


def test_in_a_year_locked_meanwhile_it_waits(page, commune, ids, qtbot):
    draft = left_behind(page, commune)
    year_lock.lock_year(commune, YEAR)
    assert "draft_year_locked" in refused(page, commune, draft, qtbot)
    assert len(drafts.kept(commune)) == 1  # unlocked, it is offered again


def test_what_was_stored_in_the_last_moment_is_not_called_lost(page, commune, ids, qtbot):
    draft = left_behind(page, commune, "7")
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 700}, "Chấm")
    start_again(qtbot, page, draft)
    assert page.context.notices.errors == []
    assert drafts.kept(commune) == []
