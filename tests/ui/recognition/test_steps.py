"""The bulk steps of the page, by their keys: each shows whom it takes and whom it leaves out before it is done."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog

from khuyenhoc_desktop.domain.subjects import COMMUNE_LEARNING_COMMUNITY, LEARNING_FAMILY, REVIEWED, SELF_SCORED
from khuyenhoc_desktop.services import entry, history, recognition, workflow, year_lock
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.recognition.story import story
from khuyenhoc_desktop.ui.widgets.form_dialog import SAVE
from tests.ui.recognition.looking import NAMES, YEAR, cell, choose_in_menu, fill, names, press

Mode = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def people(make_people):
    """Chi's sheet lacks indicators; all but Dũng have registered."""
    return make_people(lambda full: dict(list(full.items())[:5]), ("An", "Bình", "Chi"))


def declare(page):
    press(page, texts.STAGE_DONE)
    return page.step_commands.dialog


def test_a_stage_is_declared_by_keys_after_its_preview(page, people, qtbot):
    page.table.selectAll()
    dialog = declare(page)
    assert dialog.form.editor("stage").value() == SELF_SCORED
    assert dialog.preview.text().splitlines() == [
        "Sẽ ghi 2 hộ.",
        "Để lại 1 hộ phiếu chưa chấm đủ: Nguyễn Chi (Thôn Hạ).",
        "Để lại 1 hộ chưa đăng ký: Nguyễn Dũng (Thôn Hạ).",
    ]
    fill(qtbot, dialog, "on", "01102026")
    fill(qtbot, dialog, "person", "ba hien")
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.form.editor("person").line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [cell(page, name, texts.STAGE) for name in NAMES] == ["Tự chấm 01/10", "Tự chấm 01/10", "", ""]
    assert page.context.notices.statuses[-1] == "Đã ghi 2 hộ. Ctrl+Z để hoàn tác."
    (event,) = workflow.events(page.context.file, people["An"])
    assert (event.kind, event.happened_on, event.person) == ("self_scored", "2026-10-01", "Ba Hien")
    history.undo(page.context.file)
    assert cell(page, "An", texts.STAGE) == ""


def test_tab_comes_to_the_list_before_the_buttons_below_it(page, people, qtbot):
    page.table.selectAll()
    dialog = declare(page)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.form.editor("person").setFocus()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.whole_list
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget().text() == SAVE


def test_another_stage_shows_another_preview(page, people):
    workflow.set_mode(page.context.file, "full")
    page.table.select_ids([people["An"]])
    dialog = declare(page)
    assert dialog.preview.text() == "Sẽ ghi 1 hộ."
    editor = dialog.form.editor("stage")
    editor.set_value(REVIEWED)
    editor.changed.emit()
    assert dialog.preview.text().splitlines()[1].startswith("Để lại 1 hộ chưa xong bước trước")
    dialog.accept()
    assert "Không có mục nào làm được" in dialog.refusal.text()
    assert dialog.isVisible()


def test_giving_back_needs_a_note(page, people, qtbot):
    file = page.context.file
    workflow.declare_stage(file, YEAR, [people["An"]], REVIEWED, date(2026, 11, 1), "Ông Tú")
    recognition.set_proposed(file, YEAR, [people["An"]], True)
    page.table.selectAll()
    dialog = choose_in_menu(page, texts.SEND_BACK)
    assert "Trong số sẽ ghi có 1 hộ đã được đề nghị" in dialog.preview.text()
    dialog.accept()
    assert dialog.isVisible()
    assert "Chưa ghi lý do trả lại" in dialog.form.editor("note").problem().message
    dialog.form.editor("note").set_value("thiếu minh chứng")
    dialog.accept()
    assert cell(page, "An", texts.STAGE) == "Trả lại: thiếu minh chứng"
    assert cell(page, "An", texts.PROPOSED) == ""
    page.show_only({"decided": "returned"})
    assert names(page) == ["An"]


def test_withdrawing_is_kept_and_shown(page, people, qtbot):
    page.table.select_ids([people["Chi"]])
    dialog = choose_in_menu(page, texts.WITHDRAW)
    fill(qtbot, dialog, "on", "12052026")
    dialog.accept()
    assert cell(page, "Chi", texts.REGISTERED) == "Đã rút 12/05/2026"
    assert "<b>2</b> trong 4 hộ" in page.steps.text()


@pytest.fixture
def decided(page, people):
    ids = [people["An"], people["Bình"]]
    return recognition.recognise_by_decision(page.context.file, YEAR, "125/QĐ", date(2026, 12, 1), "Lê Ký", ids)


def test_a_decision_is_corrected_by_another(page, people, decided, qtbot):
    page.table.selectAll()
    dialog = choose_in_menu(page, texts.CORRECT)
    dialog.accept()
    assert "Chưa chọn" in dialog.form.editor("what").problem().message
    dialog.what.set_value(False)
    dialog.show_preview()
    assert dialog.preview.text().startswith("Sẽ ghi 2 hộ.\nĐể lại 2 hộ chưa được quyết định nào công nhận")
    dialog.accept()
    assert "Chưa có số quyết định" in dialog.refusal.text()
    fill(qtbot, dialog, "number", "130/QD")
    fill(qtbot, dialog, "decided_on", "20122026")
    dialog.accept()
    assert not dialog.isVisible()
    assert cell(page, "An", texts.RECOGNISED) == "Thôi, QĐ 130/QD"
    lines = [(line.what, line.note) for line in story(page.context.file, people["An"])]
    assert lines == [
        ("Thôi công nhận theo quyết định 130/QD", "điều chỉnh quyết định 125/QĐ"),
        ("Công nhận theo quyết định 125/QĐ", ""),
    ]
    page.commands.show_decisions()
    model = page.commands.dialog.model
    told = [[model.index(row, column).data() for column in (0, 1, 5, 6)] for row in range(2)]
    assert told == [["125/QĐ", "Công nhận", "2", "0"], ["130/QD", "Thôi công nhận (QĐ 125/QĐ)", "2", "0"]]


def test_there_is_nothing_to_correct_without_a_decision(page, people):
    page.table.selectAll()
    choose_in_menu(page, texts.CORRECT)
    assert page.context.notices.told[-1][1] == texts.CORRECT_NONE.format(year=YEAR)


def test_who_stands_in_a_decision_is_left_as_he_is(page, people, decided):
    page.table.selectAll()
    page.context.notices.answers = [True]
    choose_in_menu(page, texts.REFUSE)
    assert "2 hộ đã có trong quyết định nên để nguyên" in page.context.notices.asked[-1][1]
    shown = [cell(page, name, texts.RECOGNISED) for name in NAMES]
    assert shown == ["QĐ 125/QĐ", "QĐ 125/QĐ", texts.REFUSED_WORD, texts.REFUSED_WORD]
    page.commands.recognise()
    assert "2 hộ đã có trong quyết định từ trước nên để nguyên" in page.commands.dialog.preview.text()


def test_the_story_of_one_household(page, people, decided, qtbot):
    page.table.select_ids([people["An"]])
    dialog = choose_in_menu(page, texts.STORY)
    QAbstractItemModelTester(dialog.model, Mode.Fatal)
    assert dialog.windowTitle() == "Quá trình của Nguyễn An"
    assert dialog.model.index(0, 2).data() == "Công nhận theo quyết định 125/QĐ"


def test_differences_are_listed_and_lead_to_the_sheet(page, people, qtbot):
    file = page.context.file
    now = entry.load_sheet(file, YEAR, people["An"]).up_to(REVIEWED)
    entry.save_sheet(file, YEAR, people["An"], {**now, "C1_1": 600}, REVIEWED)
    wanted = []
    page.context.page_wanted.connect(lambda name, target: wanted.append((name, target)))
    dialog = choose_in_menu(page, texts.DIFFERENCES)
    QAbstractItemModelTester(dialog.model, Mode.Fatal)
    assert [dialog.model.index(0, column).data() for column in (0, 3, 4, 5)] == ["Nguyễn An", "10", "6", ""]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert wanted == [("sheet", {"subject": people["An"]})]


def test_the_whole_list_is_saved(page, people, tmp_path, monkeypatch):
    place = tmp_path / "ds.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(place), ""))
    page.table.selectAll()
    dialog = declare(page)
    dialog.whole_list.click()
    assert place.stat().st_size > 1000
    assert page.context.notices.statuses[-1] == "Đã lưu danh sách vào ds.xlsx."


def test_another_title_has_its_own_list_and_words(page, people, qtbot):
    page.filters.title.setFocus()
    qtbot.keyClick(page.filters.title, Qt.Key.Key_End)
    page.filters.title.activated.emit(page.filters.title.currentIndex())
    assert page.filters.chosen_title() == COMMUNE_LEARNING_COMMUNITY
    assert page.model.columns[1].title == "Xã, phường"
    assert [page.model.index(0, 1).data(), page.model.rowCount()] == ["Xã An Học", 1]
    page.table.selectAll()
    press(page, texts.REGISTER)
    page.commands.dialog.accept()
    assert "<b>1</b> trong 1 xã, phường" in page.steps.text()
    page.activate(title=LEARNING_FAMILY, decided="stage_0")
    assert names(page) == list(NAMES)


def test_a_locked_year_refuses_in_words_and_offers_nothing_but_to_look(page, people):
    page.table.select_ids([people["An"]])
    year_lock.lock_year(page.context.file, YEAR)
    assert [one.text for one in page.actions_shown() if one.enabled] == [texts.DECISIONS, texts.MORE]
    offered = [one.text() for one in page.more_menu().actions() if one.text() and one.isEnabled()]
    assert offered == [texts.DIFFERENCES, texts.STORY]
    page.commands.unregister()
    assert page.context.notices.errors[-1].code == "year_locked"
    year_lock.unlock_year(page.context.file, YEAR, "thiếu hộ")
    assert all(one.enabled for one in page.actions_shown())


def test_in_the_full_round_only_the_verified_of_the_selected_are_proposed(page, people):
    file = page.context.file
    workflow.set_mode(file, "full")
    for stage in (1, 2, 3):
        workflow.declare_stage(file, YEAR, [people["An"]], stage, None, "")
    page.table.selectAll()
    page.context.notices.answers = [True]
    choose_in_menu(page, texts.PROPOSE_SELECTED)
    _title, text, answers = page.context.notices.asked[-1]
    assert text.splitlines() == [
        "Đề nghị công nhận 1 hộ?",
        "Để lại 2 hộ chưa được xã thẩm định: Nguyễn Bình (Thôn Hạ), Nguyễn Chi (Thôn Hạ).",
        "Để lại 1 hộ chưa đăng ký: Nguyễn Dũng (Thôn Hạ).",
    ]
    assert answers[0] == "Đề &nghị 1 hộ"
    assert [cell(page, name, texts.PROPOSED) for name in NAMES] == ["Có", "", "", ""]
    page.table.select_ids([people["Bình"]])
    choose_in_menu(page, texts.PROPOSE_SELECTED)
    assert "chưa được xã thẩm định" in page.context.notices.told[-1][1]
