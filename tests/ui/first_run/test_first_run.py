"""The first run: by keyboard alone from the welcome to an open commune file."""

import pytest
from PySide6.QtCore import Qt

from khuyenhoc_desktop.services import communes, groups
from khuyenhoc_desktop.ui.drafts.keeper import PAUSE
from khuyenhoc_desktop.ui.first_run import texts
from khuyenhoc_desktop.ui.first_run.dialog import FirstRun
from khuyenhoc_desktop.ui.first_run.drafting import ANSWERS
from khuyenhoc_desktop.ui.preferences import Preferences
from tests.ui.conftest import FakeNotices
from tests.ui.keys import type_text


@pytest.fixture
def notices():
    return FakeNotices()


@pytest.fixture
def start(qtbot, tmp_path, notices):
    """Starts the program where there is no commune yet."""

    def begin():
        made = FirstRun(tmp_path / "xa", tmp_path / "mau", notices, Preferences(tmp_path / "ui.ini"))
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return begin


@pytest.fixture
def guide(start):
    return start()


def enter(qtbot, guide):
    qtbot.keyClick(guide.focusWidget(), Qt.Key.Key_Return)


def answer(qtbot, guide, words=""):
    type_text(guide.focusWidget(), words)
    enter(qtbot, guide)


def clear(qtbot, guide):
    qtbot.keyClick(guide.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def go_to_last(qtbot, guide, name="yên phú", code="08254", year="2027"):
    enter(qtbot, guide)  # make my own commune
    enter(qtbot, guide)  # xã
    answer(qtbot, guide, name)
    answer(qtbot, guide, "Hưng Yên")
    answer(qtbot, guide, code)
    clear(qtbot, guide)
    answer(qtbot, guide, year)


def test_at_most_five_questions(guide):
    assert len(guide.questions) == 5


def test_by_keyboard_alone(guide, qtbot, notices):
    go_to_last(qtbot, guide)
    type_text(guide.focusWidget(), "Thôn Đông")
    qtbot.keyClick(guide.focusWidget(), Qt.Key.Key_Return)
    type_text(guide.focusWidget(), " Tổ dân phố  3 ")
    notices.answers = [0]
    with qtbot.waitSignal(guide.accepted):
        qtbot.keyClick(guide, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert guide.import_wanted
    file = communes.open_commune(guide.made)
    facts = communes.facts(file)
    made = [(group.name, group.kind) for group in groups.list_groups(file, 2027)]
    file.close()
    assert (facts.code, facts.full_name, facts.province, facts.years) == (
        "08254",
        "xã Yên Phú",
        "Hưng Yên",
        (2027,),
    )
    assert sorted(made) == [("Thôn Đông", "thôn"), ("Tổ dân phố 3", "tổ dân phố")]


def test_code_and_groups_may_wait(guide, qtbot, notices):
    go_to_last(qtbot, guide, code="")
    notices.answers = [1]
    with qtbot.waitSignal(guide.accepted):
        guide._next()
    assert not guide.import_wanted
    file = communes.open_commune(guide.made)
    assert communes.facts(file).code == ""
    file.close()


def test_enter_begins_a_line_and_control_enter_makes_the_file(guide, qtbot, notices):
    go_to_last(qtbot, guide)
    enter(qtbot, guide)
    assert guide.pages.currentIndex() == 5
    assert guide.pages.isEnabled()
    notices.answers = [1]
    with qtbot.waitSignal(guide.accepted):
        qtbot.keyClick(guide.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_missing_name_holds(guide, qtbot):
    enter(qtbot, guide)
    enter(qtbot, guide)
    answer(qtbot, guide)
    assert guide.pages.currentIndex() == 1
    assert guide.questions[0].form.editor("name").problem().code == "name_missing"


@pytest.mark.parametrize("code", ["825", "0825a"])
def test_a_wrong_code_holds(guide, qtbot, code):
    enter(qtbot, guide)
    enter(qtbot, guide)
    answer(qtbot, guide, "Yên Phú")
    answer(qtbot, guide, "Hưng Yên")
    answer(qtbot, guide, code)
    assert guide.pages.currentIndex() == 3
    assert guide.focusWidget().text() == code


@pytest.mark.parametrize("year", ["", "1999", "20"])
def test_a_wrong_year_holds(guide, qtbot, year):
    go_to_last(qtbot, guide, year=year or " ")
    assert guide.pages.currentIndex() == 4
    assert guide.questions[3].form.editor("year").problem() is not None


def test_escape_goes_back_and_keeps_the_answers(guide, qtbot):
    go_to_last(qtbot, guide)
    for place in (4, 3, 2, 1):
        qtbot.keyClick(guide.focusWidget(), Qt.Key.Key_Escape)
        assert guide.pages.currentIndex() == place
    assert guide.questions[0].form.editor("name").value() == "Yên Phú"
    assert guide.isVisible()


def test_a_refusal_leaves_the_answers_and_no_file(guide, qtbot, notices, tmp_path):
    go_to_last(qtbot, guide)
    guide.questions[4].form.editor("groups").set_value("Thôn Đông\nthôn đông")
    guide._next()
    qtbot.waitUntil(lambda: len(notices.errors) == 1)
    assert guide.isVisible()
    assert not (tmp_path / "xa" / communes.FILE_NAME).exists()
    guide.questions[4].form.editor("groups").set_value("Thôn Đông")
    notices.answers = [1]
    with qtbot.waitSignal(guide.accepted):
        guide._next()


def test_the_sample_commune(guide, qtbot, monkeypatch):
    from khuyenhoc_desktop.ui.first_run import making

    made = []
    monkeypatch.setattr(making, "make_sample", made.append)
    guide.welcome.own.setFocus()
    qtbot.keyClick(guide.welcome, Qt.Key.Key_Down)
    assert guide.welcome.sample.hasFocus()
    with qtbot.waitSignal(guide.accepted):
        enter(qtbot, guide)
    assert made == [guide.made]
    assert not guide.import_wanted


def test_the_window_says_what_it_does_and_stays_open(guide, qtbot, monkeypatch):
    import threading

    from khuyenhoc_desktop.ui.first_run import making

    gate = threading.Event()
    monkeypatch.setattr(making, "make_sample", lambda _folder: gate.wait(5))
    guide._try_sample()
    assert guide.said.text() == texts.MAKING_SAMPLE
    guide.reject()
    assert guide.isVisible()
    with qtbot.waitSignal(guide.accepted):
        gate.set()


def test_answers_of_a_run_that_broke_off_are_offered_and_go_once_the_file_is_made(start, qtbot, notices):
    guide = start()
    go_to_last(qtbot, guide)
    type_text(guide.focusWidget(), "Thôn Đông")
    qtbot.waitUntil(lambda: "Thôn Đông" in (guide.drafts.shelf.remembered(ANSWERS.key) or ""), timeout=PAUSE * 3)
    guide.hide()  # the power is gone
    again = start()
    notices.answers = [True, 1]
    enter(qtbot, again)  # make my own commune
    assert "«Yên Phú»" in notices.asked[0][1]
    assert again.questions[0].form.editor("name").value() == "Yên Phú"
    assert again.questions[4].form.editor("groups").value() == "Thôn Đông"
    for _ in range(5):
        again._next()
    qtbot.waitUntil(lambda: again.made is not None)
    file = communes.open_commune(again.made)
    assert [row.name for row in groups.list_groups(file, 2027)] == ["Thôn Đông"]
    file.close()
    assert again.drafts.shelf.remembered(ANSWERS.key) is None


def test_answers_that_are_not_wanted_are_gone(start, qtbot, notices):
    guide = start()
    go_to_last(qtbot, guide)
    guide.drafts.keeper.keep()
    guide.hide()
    again = start()
    notices.answers = [False]
    enter(qtbot, again)
    assert again.questions[0].form.editor("name").value() is None
    enter_once_more = start()
    enter(qtbot, enter_once_more)
    assert len(notices.asked) == 1
