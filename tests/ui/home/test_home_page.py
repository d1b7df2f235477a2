"""«Tổng quan»: the words are the services' figures, one step is marked, keys lead to its page."""

import os
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractScrollArea

from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.services import (
    backup,
    communes,
    entry,
    groups,
    households,
    recognition,
    summary,
    workflow,
    year_frame,
)
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.year_work import Step, first_to_score, year_work
from khuyenhoc_desktop.ui import printing
from khuyenhoc_desktop.ui.bottom_bar import BottomBar
from khuyenhoc_desktop.ui.home import texts
from khuyenhoc_desktop.ui.home.page import HomePage
from khuyenhoc_desktop.ui.summary.paper import paint_charts
from tests import all_titles
from tests.ui.keys import press

YEAR = 2026


@pytest.fixture
def page(sample, make_context, show_page):
    return show_page(HomePage(make_context(sample, max(communes.facts(sample).years))))


@pytest.fixture
def bare(commune, make_context, show_page):
    """The page of a commune with nothing in it."""
    return show_page(HomePage(make_context(commune, YEAR)))


@pytest.fixture
def wanted():
    return []


def listen(page, wanted):
    page.context.page_wanted.connect(lambda name, target: wanted.append((name, target)))


def card(page, step):
    return next(card for card in page.cards if card.step is step)


def cells(page, row):
    return [page.model.index(row, column).data() for column in range(page.model.columnCount())]


def row_of(page, name):
    return next(row for row in range(page.model.rowCount()) if page.model.index(row, 0).data() == name)


def test_the_cards_say_the_figures(page):
    counts = page.work.counts
    assert card(page, Step.HOUSEHOLDS).words.text() == f"{counts.total} hộ trong {len(page.work.groups)} thôn, tổ."
    assert card(page, Step.REGISTRATION).words.text() == f"Đã đăng ký {counts.registered}/{counts.total} hộ."
    first = card(page, Step.SCORING).words.text().splitlines()[0]
    assert first == f"Đã chấm xong {counts.complete}/{counts.registered} hộ đăng ký."
    bar = card(page, Step.SCORING).bar
    assert (bar.value(), bar.maximum()) == (counts.complete, counts.registered)


def test_one_step_alone_is_marked_and_has_the_main_button(page):
    assert [one.step for one in page.cards if one.state.text() == texts.NEXT] == [Step.SCORING]
    assert [one.step for one in page.cards if one.button.property("kind") == "primary"] == [Step.SCORING]
    assert page.cards[0].state.text() == texts.DONE
    assert page.cards[1].state.text() == texts.PARTLY
    assert page.cards[4].state.text() == texts.OPEN


def test_enter_goes_on_with_the_next_step(page, wanted):
    listen(page, wanted)
    assert page.focusWidget() is card(page, Step.SCORING).button
    press(page.focusWidget(), Qt.Key.Key_Return)
    assert wanted == [("sheet", {"household": first_to_score(page.context.file, page.context.year)})]


def test_the_next_step_is_in_sight_where_the_window_is_small(page, qtbot):
    page.resize(500, 300)
    page.activate()
    next_card = card(page, Step.SCORING)
    qtbot.waitUntil(lambda: not next_card.button.visibleRegion().isEmpty())


def test_tab_walks_through_the_cards_to_the_titles(page, wanted):
    listen(page, wanted)
    press(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is card(page, Step.RECOGNITION).button
    press(page.focusWidget(), Qt.Key.Key_Space)
    assert wanted[0][0] == "recognition"
    for _ in range(3):  # the last card, the names of the parts, the first title's button
        press(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is page.lines.buttons["learning_family"]


def test_the_key_of_the_bar_goes_on_too(page, wanted, qtbot):
    listen(page, wanted)
    bar = BottomBar(lambda command: command(), page)
    bar.show_actions(page.actions_shown())
    press(page, Qt.Key.Key_F9)
    assert [name for name, _ in wanted] == ["sheet"]
    assert page.actions_shown()[0].text == "&Làm tiếp: Chấm điểm"


def test_the_table_tells_what_each_thon_has_left(page):
    for row, group in enumerate(page.work.groups):
        told, counts = cells(page, row), group.counts
        figures = (counts.total, counts.registered, counts.complete, counts.incomplete)
        assert told[0] == group.group
        assert told[1:7] == [str(figure) for figure in (*figures, counts.proposed, counts.recognised)]
        assert (f"chấm {counts.to_score} hộ" in told[7]) == (counts.to_score > 0)
    assert texts.LEFT_NOTHING in {cells(page, row)[7] for row in range(page.model.rowCount())}
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_enter_in_the_table_opens_what_the_thon_has_left(commune, make_context, show_page, wanted):
    ids = groups.add_groups(commune, [("Thôn A", "thôn"), ("Thôn B", "thôn"), ("Thôn C", "thôn")], YEAR)
    own = [households.add(commune, YEAR, group, HouseholdFields(head_name="Lê Văn Một")) for group in ids[:2]]
    recognition.set_registered(commune, YEAR, own[1:], True)
    page = show_page(HomePage(make_context(commune, YEAR)))
    listen(page, wanted)
    page.table.setFocus()
    assert cells(page, row_of(page, "Thôn A"))[7] == "chưa ghi đăng ký"
    for _ in range(3):
        press(page.table, Qt.Key.Key_Return)
        press(page.table, Qt.Key.Key_Down)
    assert wanted == [
        ("recognition", {"registered": False, "group": ids[0]}),
        ("sheet", {"household": own[1], "group": ids[1]}),
        ("households", {"group": ids[2]}),
    ]


def test_without_households_there_are_two_ways_to_begin(bare, wanted):
    listen(bare, wanted)
    assert bare._stack.currentIndex() == 1
    assert [action.text for action in bare.actions_shown()] == [texts.IMPORT, texts.ADD_GROUP, texts.BACK_UP]
    empty = bare._stack.currentWidget()
    buttons = [part for part in empty.findChildren(type(bare.cards[0].button)) if part.isVisible()]
    for button in buttons:
        button.setFocus()
        press(button, Qt.Key.Key_Return)
    assert wanted == [("import", {"kind": "households"}), ("groups", {})]


def test_it_follows_what_is_done_elsewhere(bare, commune):
    group = groups.add_group(commune, "Thôn A", "thôn", YEAR)
    household = households.add(commune, YEAR, group, HouseholdFields(head_name="Lê Văn Một"))
    assert bare._stack.currentIndex() == 0
    assert card(bare, Step.REGISTRATION).state.text() == texts.NEXT
    recognition.set_registered(commune, YEAR, [household], True)
    assert card(bare, Step.SCORING).state.text() == texts.NEXT
    assert card(bare, Step.REGISTRATION).words.text() == "Đã đăng ký 1/1 hộ."


def test_the_thon_chosen_stays_chosen(page, sample):
    page.table.selectRow(2)
    chosen = page.table.current_id()
    household = households.find_ids(sample, households.Query(page.context.year))[0]
    recognition.set_registered(sample, page.context.year, [household], False)
    assert page.table.current_id() == chosen
    assert page.work == year_work(sample, page.context.year)


def test_a_sample_criteria_set_is_told(page):
    assert page.work.criteria_set.is_sample
    assert page.sample.isVisible()
    assert "bộ tiêu chí mẫu" in page.sample.text()


def test_the_last_backup_is_told(page, sample, wanted):
    assert page.backup.text() == texts.BACKUP_NEVER
    backup.make_backup(sample)
    page.activate()
    when = backup.last_backup(sample.folder)
    assert when.date() == date.today()
    assert page.backup.text() == f"Sao lưu gần nhất: hôm nay lúc {when:%H:%M}."
    listen(page, wanted)
    page.actions_shown()[-1].run()
    assert wanted == [("backup", {})]


def test_an_older_backup_is_told_with_its_day(page, sample):
    copy = backup.make_backup(sample)
    os.utime(copy, (datetime(2026, 11, 2, 9, 5).timestamp(),) * 2)
    page.activate()
    assert page.backup.text() == "Sao lưu gần nhất: 02/11/2026 lúc 09:05."


def test_each_title_tells_how_far_it_is_and_what_is_next(commune, make_context, show_page, wanted):
    made = all_titles.make(commune)
    recognition.set_registered(commune, YEAR, [made.persons[0]], True, title="learning_citizen")
    summary.set_target(commune, YEAR, Target(5000), "learning_citizen")
    year_frame.set_deadlines(commune, YEAR, {"self_score": date(YEAR, 10, 30)})
    page = show_page(HomePage(make_context(commune, YEAR), today=lambda: date(YEAR, 11, 2)))
    figures, step = (label.text() for label in page.lines.words["learning_citizen"])
    assert (
        figures == "0/3 công dân được công nhận (0,00% trên tổng số). Chỉ tiêu 50,00% trên tổng số: còn thiếu 2."
    )
    assert step == "Chấm điểm: còn 1 công dân. Đã quá hạn 30/10/2026."
    assert page.late.text().startswith("Quá hạn: Tự chấm điểm (hạn 30/10/2026).")
    assert page.lines.words["learning_clan"][1].text() == "Ghi đăng ký: chưa có ai đăng ký."
    listen(page, wanted)
    for title in ("learning_citizen", "learning_clan"):
        page.lines.buttons[title].setFocus()
        press(page.lines.buttons[title], Qt.Key.Key_Return)
    assert wanted == [
        ("sheet", {"title": "learning_citizen"}),
        ("recognition", {"title": "learning_clan", "registered": False}),
    ]


def test_a_title_without_anybody_leads_to_its_list(page, wanted):
    for one in page.overview.titles:
        if one.step == "listing":
            assert page.lines.buttons[one.title].text() == "Lập danh sách"
    assert page.lines.bars["learning_family"].value() == page.work.counts.recognised


def test_charts_of_the_years_and_of_the_thon_go_to_paper(page, tmp_path):
    from pypdf import PdfReader

    page.tabs.setCurrentWidget(page.charts)
    assert [bar.label for bar in page.charts.by_year.chart.bars] == ["Năm 2025", "Năm 2026"]
    assert page.charts.by_group.chart.bars[-1].text == "64,61% (115/178)"
    printing.write_pdf(
        tmp_path / "x.pdf", lambda printer: paint_charts(printer, page.charts.charts()), landscape=True
    )
    text = [" ".join(one.extract_text().split()) for one in PdfReader(tmp_path / "x.pdf").pages]
    assert "qua các năm" in text[0]
    assert "64,61%" in text[0]
    assert "theo thôn" in text[1]


def test_the_thon_are_told_title_by_title(commune, make_context, show_page, wanted):
    made = all_titles.make(commune)
    recognition.set_registered(commune, YEAR, made.persons[:2], True, title="learning_citizen")
    page = show_page(HomePage(make_context(commune, YEAR)))
    listen(page, wanted)
    page.look_at_groups()
    told = {}
    for _ in range(4):
        press(page.groups.picker, Qt.Key.Key_Down)
        rows = [cells(page, row) for row in range(page.model.rowCount())]
        told[page.groups.title] = [(row[0], row[1], row[2], row[7]) for row in rows]
        page.open_group()
    none = texts.LEFT_REGISTRATION
    assert told == {
        "learning_citizen": [("Thôn Đông", "2", "2", "chấm 2"), ("Thôn Hạ", "1", "0", none)],
        "learning_clan": [("Thôn Đông", "1", "0", none)],
        "learning_community": [("Thôn Đông", "1", "0", none), ("Thôn Hạ", "1", "0", none)],
        "learning_unit": [("Thôn Hạ", "1", "0", none)],
    }
    assert wanted[0] == ("sheet", {"subject": made.persons[0]})
    clan = {"title": "learning_clan", "group": made.groups[0], "registered": False}
    assert wanted[1] == ("recognition", clan)
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_in_the_full_round_the_thon_tell_of_review_and_verification_too(commune, make_context, show_page, wanted):
    made = all_titles.make(commune)
    recognition.set_registered(commune, YEAR, made.households[:1], True)
    indicators = entry.load_sheet(commune, YEAR, made.households[0]).criteria_set.indicators
    full = {one.code: one.max_points for one in indicators}
    entry.save_sheet(commune, YEAR, made.households[0], full)
    page = show_page(HomePage(make_context(commune, YEAR)))
    listen(page, wanted)
    assert cells(page, row_of(page, "Thôn Đông"))[7] == "đề nghị 1 hộ"
    assert "bình xét" not in card(page, Step.RECOGNITION).words.text()
    workflow.set_mode(commune, "full")
    workflow.declare_stage(commune, YEAR, made.households[:1], 1, None, "")
    assert cells(page, row_of(page, "Thôn Đông"))[7] == "bình xét 1, thẩm định 1"
    assert card(page, Step.RECOGNITION).words.text().startswith("Thôn, chi hội bình xét: còn 1 hộ.\n1 hộ đạt")
    page.look_at_groups()
    page.open_group()
    assert wanted[-1] == ("recognition", {"title": "learning_family", "group": made.groups[0]})


def test_a_title_without_anybody_has_words_in_place_of_its_table(commune, make_context, show_page, wanted):
    (thon,) = groups.add_groups(commune, [("Thôn A", "thôn")], YEAR)
    households.add(commune, YEAR, thon, HouseholdFields(head_name="Lê Văn Một"))
    page = show_page(HomePage(make_context(commune, YEAR)))
    listen(page, wanted)
    page.look_at_groups()
    while page.groups.title != "learning_clan":
        press(page.groups.picker, Qt.Key.Key_Down)
    assert (page.table.isVisible(), page.groups.nobody.text()) == (False, "Chưa có dòng họ nào trong danh sách.")
    page.open_group()
    assert wanted == []


def test_the_commune_itself_is_told_without_shares(page):
    figures, step = (label.text() for label in page.lines.words["commune_learning_community"])
    assert (figures, step) == ("Chưa được công nhận.", "Ghi đăng ký.")


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_page_scrolls_as_one(page, qtbot, place):
    page.resize(1120, 400)
    page.tabs.setCurrentIndex(place)
    qtbot.wait(50)
    part = page.tabs.currentWidget()
    inner = [area for area in part.findChildren(QAbstractScrollArea) if area.isVisible()]
    assert [area.verticalScrollBar().maximum() for area in inner] == [0] * len(inner)
    assert part.height() >= part.minimumSizeHint().height()


def test_f7_shows_the_thon_then_what_one_has_left(page, wanted):
    listen(page, wanted)
    page.look_at_groups()
    assert page.tabs.currentWidget() is page.groups
    assert wanted == []
    page.look_at_groups()
    assert len(wanted) == 1
