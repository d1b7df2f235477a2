"""The page «Thiết lập»: typing is never lost, refusals stay at their field, each change is one action."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from khuyenhoc_desktop.domain.refused import NumberError
from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.services import communes, history, summary, year_lock
from khuyenhoc_desktop.ui.settings import texts
from khuyenhoc_desktop.ui.settings.page import SettingsPage
from khuyenhoc_desktop.ui.settings.percent_edit import PercentEdit
from khuyenhoc_desktop.ui.theme import Look

YEAR = 2026


@pytest.fixture
def page(commune, make_context, show_page):
    return show_page(SettingsPage(make_context(commune)))


def line(page, field):
    return page.commune.form.editor(field).line


def type_into(qtbot, editor_line, typed):
    editor_line.clear()
    editor_line.textEdited.emit("")
    qtbot.keyClicks(editor_line, typed)


def save(page):
    page.actions_shown()[0].run()


def facts(page):
    return communes.facts(page.context.file)


def test_nothing_to_save_at_first(page):
    assert [one.enabled for one in page.actions_shown()] == [False, False]
    assert line(page, "association").text() == ""
    assert page.leave()


def test_facts_are_saved_as_one_action(page, qtbot):
    before = len(history.entries(page.context.file))
    type_into(qtbot, line(page, "code"), "08254")
    type_into(qtbot, line(page, "chairman"), "le thi ha")
    save(page)
    assert (facts(page).code, facts(page).chairman) == ("08254", "Le Thi Ha")
    assert len(history.entries(page.context.file)) == before + 1
    assert page.context.notices.statuses == [texts.SAVED]
    assert not page.commune.is_touched()


def test_enter_walks_and_saves_at_the_end(page, qtbot):
    type_into(qtbot, line(page, "association"), "Hoi mau")
    qtbot.keyClick(line(page, "association"), Qt.Key.Key_Return)
    qtbot.keyClick(line(page, "chairman"), Qt.Key.Key_Return)
    assert facts(page).association == "Hoi mau"


def test_an_association_never_typed_follows_the_name(page, qtbot):
    type_into(qtbot, line(page, "name"), "Hoa Binh")
    save(page)
    assert facts(page).association == "Hội Khuyến học xã Hoa Binh"
    assert "Hoa Binh" in next(row for row in page.commune.form.rows if row.field == "association").help.text()


@pytest.mark.parametrize(("field", "typed", "told"), [("code", "825", "5 chữ số"), ("name", "", "Chưa có tên")])
def test_a_refusal_stays_at_its_field_with_what_was_typed(page, qtbot, field, typed, told):
    type_into(qtbot, line(page, field), typed)
    save(page)
    assert told in page.commune.form.editor(field).problem().message
    assert line(page, field).text() == typed
    assert page.context.notices.errors == []
    assert page.commune.is_touched()


def test_what_is_typed_outlives_a_change_elsewhere(page, qtbot):
    type_into(qtbot, line(page, "province"), "Tinh khac")
    communes.set_facts(page.context.file, replace(facts(page), chairman="Lê Hà"))
    assert line(page, "province").text() == "Tinh khac"
    assert line(page, "chairman").text() == "Lê Hà"


@pytest.mark.parametrize(
    ("answer", "left", "province"), [(0, True, "Khac"), (1, True, "Tỉnh mẫu"), (2, False, "Tỉnh mẫu")]
)
def test_leaving_with_something_unsaved_is_asked(page, qtbot, answer, left, province):
    type_into(qtbot, line(page, "province"), "Khac")
    page.context.notices.answers = [answer]
    assert page.leave() is left
    assert facts(page).province == province
    assert page.commune.is_touched() is not left


def test_opening_an_earlier_year_and_going_there(page, qtbot):
    page.context.notices.answers = [True]
    page.years.open_year()
    assert page.years.dialog.form.editor("year").value() == YEAR - 1
    page.years.dialog.accept()
    assert facts(page).years == (YEAR - 1, YEAR)
    assert page.context.year == YEAR - 1
    page.refresh(None)
    assert sorted(page.years.buttons) == [YEAR - 1, YEAR]


def test_the_next_year_is_gone_over_to_instead(page):
    page.years.open_year()
    page.years.dialog.form.editor("year").set_value(YEAR + 1)
    page.years.dialog.accept()
    assert "không phải năm trước đây" in page.years.dialog.form.rows[0].problem_line.text()
    assert facts(page).years == (YEAR,)
    page.years.dialog.reject()
    wanted = []
    page.context.page_wanted.connect(lambda name, target: wanted.append((name, target)))
    page.years.roll_over()
    assert wanted == [("year", {"roll": True})]


def test_choosing_the_full_round(page):
    assert "đơn giản" in page.years.mode.text()
    page.years.set_mode()
    page.years.dialog.form.editor("mode").set_value("full")
    page.years.dialog.accept()
    page.refresh(None)
    assert "đủ các bước" in page.years.mode.text()


def test_a_locked_year_is_marked(page):
    from PySide6.QtWidgets import QLabel

    year_lock.lock_year(page.context.file, YEAR)
    page.refresh(None)
    assert "Năm 2026 (đã khóa)" in [label.text() for label in page.years.findChildren(QLabel)]


def test_a_year_that_is_there_is_refused_in_the_dialog(page):
    page.years.open_year()
    page.years.dialog.form.editor("year").set_value(YEAR)
    page.years.dialog.accept()
    assert page.years.dialog.isVisible()
    assert "Năm 2026 đã có" in page.years.dialog.refusal.text()


@pytest.mark.parametrize(
    ("typed", "percent"), [("70", 7000), ("72,5", 7250), ("85 %", 8500), ("85%", 8500), ("", None)]
)
def test_setting_a_target(page, qtbot, typed, percent):
    summary.set_target(page.context.file, YEAR, Target(5000))
    page.years.buttons[YEAR].click()
    dialog = page.years.dialog
    type_into(qtbot, dialog.form.editor("percent").line, typed)
    dialog.form.editor("base").set_value("registered")
    dialog.accept()
    goal = summary.target(page.context.file, YEAR)
    assert goal == (None if percent is None else Target(percent, "registered"))


def test_a_target_above_100_is_refused_in_the_dialog(page, qtbot):
    page.years.buttons[YEAR].click()
    type_into(qtbot, page.years.dialog.form.editor("percent").line, "170")
    page.years.dialog.accept()
    assert "từ 0 đến 100" in page.years.dialog.refusal.text()


def test_a_percentage_in_words_is_refused(qapp):
    with pytest.raises(NumberError):
        PercentEdit().read("bảy mươi")


def test_text_size_and_colours_are_kept_at_once(page, qtbot):
    look, preferences = page.look, page.context.settings
    look.text_size.choose(150)
    look.text_size.picked.emit()
    look.colours.choose("dark")
    look.colours.picked.emit()
    assert (preferences.text_size(), preferences.look()) == (150, Look.DARK)
    preferences.set_text_size(200)
    assert look.text_size.code() == 200


def test_opening_the_data_folder(page, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toLocalFile())))
    page.data.open.click()
    assert opened == [str(page.context.file.folder)]
    assert page.context.notices.errors[0].code == "cannot_open"


def test_two_columns_only_where_there_is_room(page):
    wide = page._columns.direction()
    page.resize(500, 500)
    assert page._columns.direction() != wide
