"""The page «Đăng ký – Công nhận», by its keys and buttons."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from khuyenhoc_desktop.domain.subjects import LEARNING_CITIZEN, LEARNING_FAMILY
from khuyenhoc_desktop.services import history, recognition
from khuyenhoc_desktop.ui import work
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.recognition.page import RecognitionPage
from tests import all_titles
from tests.ui.recognition.looking import NAMES, YEAR, cell, choose_in_menu, fill, names, press

Mode = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def people(make_people):
    """Chi's sheet is complete and falls short; An and Chi have registered."""
    return make_people(lambda full: dict.fromkeys(full, 0), ("An", "Chi"))


def mark(page, ident):
    return recognition.marks(page.context.file, YEAR, [ident])[0]


def test_the_list_shows_how_far_each_is(page, people):
    QAbstractItemModelTester(page.model, Mode.Fatal)
    assert names(page) == ["An", "Bình", "Chi", "Dũng"]
    assert cell(page, "An", texts.REGISTERED) == "01/03/2026"
    assert [cell(page, name, texts.OUTCOME) for name in NAMES] == ["Đạt", "Đạt", "Chưa đạt", "Chưa chấm"]
    assert "<b>2</b> trong 4 hộ" in page.steps.text()


def test_filters_narrow_the_list(page, qtbot):
    page.show_only({"registered": False, "outcome": "reached"})
    assert names(page) == ["Bình"]
    page.show_only({})
    qtbot.keyClicks(page.filters.search, "chi")
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Return)
    assert names(page) == ["Chi"]
    qtbot.keyClicks(page.filters.search, "zzz")
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Return)
    assert page.body.currentWidget() is page.nothing


def test_registering_by_keyboard(page, people, qtbot):
    page.table.select_ids([people["Bình"]])
    press(page, texts.REGISTER)
    fill(qtbot, page.commands.dialog, "registered_on", "05042026")
    qtbot.keyClick(page.commands.dialog.form.editor("registered_on").line, Qt.Key.Key_Return)
    assert cell(page, "Bình", texts.REGISTERED) == "05/04/2026"
    assert page.context.notices.statuses == ["Đã ghi 1 hộ đăng ký. Ctrl+Z để hoàn tác."]


def test_who_has_registered_keeps_the_old_day(page, people, qtbot):
    page.table.selectAll()
    press(page, texts.REGISTER)
    dialog = page.commands.dialog
    fill(qtbot, dialog, "registered_on", "05042026")
    qtbot.waitUntil(lambda: dialog.isActiveWindow())
    qtbot.keyClick(dialog.form.editor("registered_on").line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [cell(page, name, texts.REGISTERED) for name in ("An", "Bình")] == ["01/03/2026", "05/04/2026"]
    assert history.entries(page.context.file, 1)[0].summary == "Đăng ký 2 hộ, năm 2026"


def test_the_day_can_be_corrected(page, people, qtbot):
    page.table.select_ids([people["An"]])
    press(page, texts.REGISTER)
    fill(qtbot, page.commands.dialog, "registered_on", "2/3/2026")
    page.commands.dialog.accept()
    assert cell(page, "An", texts.REGISTERED) == "02/03/2026"


def test_a_day_that_cannot_be_read_stays_in_the_dialog(page, people, qtbot):
    page.table.select_ids([people["Bình"]])
    press(page, texts.REGISTER)
    fill(qtbot, page.commands.dialog, "registered_on", "hôm qua")
    page.commands.dialog.accept()
    assert page.commands.dialog.isVisible()
    assert page.commands.dialog.form.editor("registered_on").problem() is not None
    assert not mark(page, people["Bình"]).registered


def test_unregistering_several_asks_and_counts(page, people):
    page.table.selectAll()
    page.context.notices.answers = [False, True]
    press(page, texts.UNREGISTER)
    assert mark(page, people["An"]).registered
    press(page, texts.UNREGISTER)
    assert page.context.notices.asked[-1][1] == "Bỏ đăng ký của 2 hộ?"
    assert not mark(page, people["An"]).registered
    history.undo(page.context.file)
    assert mark(page, people["An"]).registered


def test_proposing_names_those_who_did_not_register(page, people):
    page.context.notices.answers = [0]
    press(page, texts.PROPOSE.format(noun="hộ"))
    _title, text, answers = page.context.notices.asked[-1]
    assert "1 hộ đạt điểm nhưng chưa đăng ký" in text
    assert "Nguyễn Bình (Thôn Hạ)" in text
    assert answers[0] == "Đề &nghị 1 hộ"
    assert mark(page, people["An"]).proposed
    assert not mark(page, people["Bình"]).proposed


def test_those_who_did_not_register_can_be_looked_at(page):
    page.context.notices.answers = [1]
    press(page, texts.PROPOSE.format(noun="hộ"))
    assert names(page) == ["Bình"]


def test_proposing_the_selected_tells_who_has_not_reached(page, people):
    page.table.select_ids([people["Chi"]])
    page.context.notices.answers = [False]
    choose_in_menu(page, texts.PROPOSE_SELECTED)
    assert "1 hộ chưa đạt điểm: Nguyễn Chi" in page.context.notices.asked[-1][1]
    assert not mark(page, people["Chi"]).proposed


def recognise(page, qtbot, whom, number="125/QĐ-UBND", day="01122026", signer="lê văn ký"):
    press(page, texts.RECOGNISE)
    dialog = page.commands.dialog
    dialog.whom.set_value(whom)
    fill(qtbot, dialog, "number", number)
    fill(qtbot, dialog, "decided_on", day)
    fill(qtbot, dialog, "signer", signer)
    dialog.accept()
    return dialog


def test_recognising_the_proposed_by_a_decision(page, people, qtbot):
    recognition.set_proposed(page.context.file, YEAR, [people["An"]], True)
    recognise(page, qtbot, "proposed")
    (decision,) = recognition.decisions(page.context.file, YEAR)
    assert (decision.number, decision.decided_on, decision.signer, decision.recognised) == (
        "125/QĐ-UBND",
        "2026-12-01",
        "Lê Văn Ký",
        1,
    )
    assert cell(page, "An", texts.RECOGNISED) == "QĐ 125/QĐ-UBND"
    assert page.context.notices.statuses[-1].startswith("Đã công nhận 1 hộ theo quyết định 125/QĐ-UBND.")


@pytest.mark.parametrize(
    ("answer", "recognised"),
    [(0, {"An", "Bình"}), (1, {"An", "Bình", "Chi", "Dũng"}), (2, set()), (None, set())],
)
def test_recognising_who_has_not_reached_is_asked(page, people, qtbot, answer, recognised):
    page.table.selectAll()
    page.context.notices.answers = [answer]
    recognise(page, qtbot, "selected")
    assert "2 hộ chưa đạt điểm: Nguyễn Chi (Thôn Hạ), Nguyễn Dũng" in page.context.notices.asked[-1][1]
    assert {name for name in NAMES if mark(page, people[name]).recognised} == recognised


@pytest.mark.parametrize(("answer", "recognised"), [(0, None), (1, True)])
def test_where_nobody_has_reached_the_title_enter_alone_recognises_nobody(page, people, qtbot, answer, recognised):
    page.table.select_ids([people["Chi"]])
    page.context.notices.answers = [answer]
    recognise(page, qtbot, "selected")
    assert page.context.notices.asked[-1][2] == [texts.NO, "Công nhận cả &1 hộ"]
    assert mark(page, people["Chi"]).recognised is recognised


def test_whoever_takes_a_step_back_from_recognising_finds_the_form_as_it_was(page, people, qtbot):
    page.table.selectAll()
    page.context.notices.answers = [None]
    dialog = recognise(page, qtbot, "selected")
    assert dialog.isVisible()
    assert dialog.number.value() == "125/QĐ-UBND"
    assert texts.STILL_NOT in dialog.refusal.text()


def test_when_all_are_proposed_it_is_said_and_there_is_only_to_close(page, people):
    recognition.set_proposed(page.context.file, YEAR, [people["An"]], True)
    recognition.set_registered(page.context.file, YEAR, [people["Bình"]], True)
    recognition.set_proposed(page.context.file, YEAR, [people["Bình"]], True)
    page.context.notices.answers = [0]
    press(page, texts.PROPOSE.format(noun="hộ"))
    _title, text, answers = page.context.notices.asked[-1]
    assert text.splitlines()[0] == "Không còn hộ nào đã đăng ký và đạt mà chưa được đề nghị."
    assert answers == [texts.CLOSE_NOTICE]


def test_the_dialog_says_beforehand_whom_it_is_about(page, people, qtbot):
    page.table.selectAll()
    press(page, texts.RECOGNISE)
    told = page.commands.dialog.preview.text()
    assert told.splitlines()[0] == "Sẽ công nhận 4 hộ."
    assert "2 hộ chưa đăng ký: Nguyễn Bình" in told


def test_a_decision_without_number_stays_in_the_dialog(page, people, qtbot):
    page.table.select_ids([people["An"]])
    dialog = recognise(page, qtbot, "selected", number="")
    assert dialog.isVisible()
    assert "Chưa có số quyết định" in dialog.refusal.text()
    assert recognition.decisions(page.context.file, YEAR) == []


def test_a_known_decision_is_used_again(page, people, qtbot):
    file = page.context.file
    recognition.recognise_by_decision(file, YEAR, "125/QĐ", date(2026, 12, 1), "Lê Ký", [people["An"]])
    page.table.select_ids([people["Bình"]])
    press(page, texts.RECOGNISE)
    dialog = page.commands.dialog
    dialog.which.combo.setFocus()
    qtbot.keyClick(dialog.which.combo, Qt.Key.Key_Down)
    dialog.which.combo.activated.emit(dialog.which.combo.currentIndex())
    assert dialog.number.value() == "125/QĐ"
    assert dialog.number.line.isReadOnly()
    dialog.accept()
    assert [one.recognised for one in recognition.decisions(file, YEAR)] == [2]


def test_refusing_and_clearing(page, people):
    page.table.select_ids([people["Chi"]])
    choose_in_menu(page, texts.REFUSE)
    assert cell(page, "Chi", texts.RECOGNISED) == texts.REFUSED_WORD
    page.context.notices.answers = [True]
    choose_in_menu(page, texts.CLEAR)
    assert mark(page, people["Chi"]).recognised is None


def test_nothing_to_do_is_said(page, people):
    page.table.select_ids([people["Dũng"]])
    press(page, texts.UNREGISTER)
    choose_in_menu(page, texts.UNPROPOSE)
    assert [text for _, text in page.context.notices.told] == [texts.UNREGISTER_NONE, texts.UNPROPOSE_NONE]


def test_like_last_year(commune, people, make_context, show_page):
    from khuyenhoc_desktop.services import communes

    communes.add_year(commune, YEAR + 1)
    page = show_page(RecognitionPage(make_context(commune, YEAR + 1)))
    page.context.notices.answers = [True]
    choose_in_menu(page, texts.LIKE_LAST_YEAR)
    assert page.context.notices.asked[-1][1].startswith("2 hộ đã đăng ký năm 2026")
    registered = [one.id for one in recognition.marks(commune, YEAR + 1, list(people.values())) if one.registered]
    assert sorted(registered) == sorted([people["An"], people["Chi"]])
    choose_in_menu(page, texts.LIKE_LAST_YEAR)
    assert page.context.notices.told[-1][1] == texts.LIKE_NONE.format(before=YEAR, year=YEAR + 1)


def test_many_households_go_through_the_lane(page, people, monkeypatch):
    monkeypatch.setattr(work, "SMALL", 1)
    page.table.selectAll()
    page.context.notices.answers = [True]
    press(page, texts.UNREGISTER)
    assert page.context.lane.texts == ["Đang ghi 2 hộ"]
    assert not mark(page, people["An"]).registered


def test_the_list_of_decisions(page, people, qtbot):
    file = page.context.file
    recognition.recognise_by_decision(file, YEAR, "125/QĐ", date(2026, 12, 1), "Lê Ký", [people["An"]])
    press(page, texts.DECISIONS)
    dialog = page.commands.dialog
    QAbstractItemModelTester(dialog.model, Mode.Fatal)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    fill(qtbot, dialog.form, "number", "126/QĐ")
    dialog.form.accept()
    assert dialog.model.index(0, 0).data() == "126/QĐ"
    dialog.delete.click()
    assert page.context.notices.errors[0].code == "decision_in_use"
    dialog.show_them.click()
    assert names(page) == ["An"]


def test_a_decision_that_names_nobody_is_deleted_and_it_is_said_how_to_get_it_back(page, people):
    file = page.context.file
    recognition.recognise_by_decision(file, YEAR, "125/QĐ", None, "", [])
    press(page, texts.DECISIONS)
    page.commands.dialog.delete.click()
    assert recognition.decisions(file, YEAR) == []
    assert page.context.notices.statuses == [texts.DECISION_DELETED.format(number="125/QĐ")]


def test_the_selection_outlives_an_undo(page, people):
    page.table.select_ids([people["Bình"], people["Chi"]])
    recognition.set_proposed(page.context.file, YEAR, [people["An"]], True)
    history.undo(page.context.file)
    assert page.table.selected_ids() == [people["Bình"], people["Chi"]]


def test_a_commune_without_households_says_what_to_do(commune, make_context, show_page):
    page = show_page(RecognitionPage(make_context(commune)))
    assert page.body.currentWidget() is page.empty
    assert not next(one for one in page.actions_shown() if one.text == texts.PROPOSE.format(noun="hộ")).enabled


def test_persons_are_told_apart_by_year_and_those_who_do_not_count_can_be_shown(commune, make_context, show_page):
    made = all_titles.make(commune)
    page = show_page(RecognitionPage(make_context(commune)))
    page.activate(title=LEARNING_CITIZEN)
    assert sorted(words(page)) == ["Lê Thị Ánh (1975)", "Nguyễn Văn An (1970)", "Trần Thị Bình (1980)"]
    assert "trong 3 công dân được tính" in page.steps.text()
    page.filters.age.setCurrentIndex(1)
    page.filters.age.picked.emit()
    assert "Nguyễn Thị Hoa (2016)" in words(page)
    page.activate(title=LEARNING_FAMILY)
    assert not page.filters.age.isVisible()
    page.activate(title=LEARNING_CITIZEN, subject=made.persons[2])
    assert page.table.selected_ids() == [made.persons[2]]


def words(page):
    return [page.model.index(row, 1).data() for row in range(page.model.rowCount())]
