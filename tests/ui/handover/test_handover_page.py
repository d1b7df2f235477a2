"""«Kiểm tra và Nộp»: every problem leads to its place by a key; the bundle is made, listed and checked."""

import zipfile

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester

from khuyenhoc_desktop.services import communes, households, recognition
from khuyenhoc_desktop.services.handover import exports
from khuyenhoc_desktop.services.handover.checks import check_before_export
from khuyenhoc_desktop.services.handover.verify import verify_bundle
from khuyenhoc_desktop.services.households import HouseholdFields, Query
from khuyenhoc_desktop.ui.bottom_bar import BottomBar
from khuyenhoc_desktop.ui.handover import choosing, texts
from khuyenhoc_desktop.ui.handover.page import FOLDER, HandoverPage
from khuyenhoc_desktop.ui.handover.verdict_dialog import VerdictDialog
from tests.ui.keys import press

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def year(sample):
    return max(communes.facts(sample).years)


@pytest.fixture
def page(sample, year, make_context, show_page):
    page = show_page(HandoverPage(make_context(sample, year)))
    bar = BottomBar(lambda command: command(), page)
    bar.show_actions(page.actions_shown())
    page.actions_changed.connect(lambda: bar.show_actions(page.actions_shown()))
    return page


@pytest.fixture
def wanted(page):
    places = []
    page.context.page_wanted.connect(lambda name, target: places.append((name, target)))
    return places


@pytest.fixture
def folder(page, tmp_path, monkeypatch):
    """The folder that is chosen when the page asks; `asked` counts how often."""
    folder = tmp_path / "nop"
    folder.mkdir()
    folder_asked = []
    monkeypatch.setattr(choosing, "ask_folder", lambda _parent, start: folder_asked.append(start) or folder)
    page.folder_asked = folder_asked
    return folder


def shown(model):
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def row_of(page, code):
    return next(row for row, check in enumerate(page.checks) if check.problem.code == code)


def tile(page, words):
    return page.tiles.figure(words)


def test_the_list_is_what_the_check_finds(page, sample, year):
    found = check_before_export(sample, year)
    assert page.checks == found
    assert len(shown(page.checks_view.model)) == len(found) > 0
    assert [row[0] for row in shown(page.checks_view.model)] == [texts.WARNING] * len(found)
    assert (tile(page, texts.TILE_ERRORS), tile(page, texts.TILE_WARNINGS)) == ("0", str(len(found)))
    assert page.context.lane.texts == [texts.CHECKING]
    QAbstractItemModelTester(page.checks_view.model, FATAL)


def test_the_chosen_one_tells_reason_cure_and_places(page):
    page.checks_view.table.selectRow(row_of(page, "sheet_incomplete"))
    check = page.checks[row_of(page, "sheet_incomplete")]
    assert page.checks_view.reason.text() == "3 phiếu chấm chưa đủ chỉ số."
    assert page.checks_view.cure.text() == f"Cách xử lý: {check.problem.cure}"
    listed = [page.checks_view.places.item(row).text() for row in range(page.checks_view.places.count())]
    assert listed == [place.text for place in check.places]


def test_enter_in_the_list_goes_to_the_first_place(page, wanted):
    table = page.checks_view.table
    assert page.focusWidget() is table
    for _ in range(row_of(page, "registered_not_scored")):
        press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_Return)
    check = page.checks[row_of(page, "registered_not_scored")]
    assert wanted == [(check.page, check.places[0].target)]


def test_enter_among_the_places_goes_to_that_one(page, wanted):
    page.checks_view.table.selectRow(row_of(page, "sheet_incomplete"))
    press(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is page.checks_view.places
    press(page.checks_view.places, Qt.Key.Key_Down)
    press(page.checks_view.places, Qt.Key.Key_Return)
    second = page.checks[row_of(page, "sheet_incomplete")].places[1]
    assert wanted == [("sheet", second.target)]
    assert "indicator" in second.target
    press(page.checks_view.places, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.checks_view.go_button
    press(page.checks_view.go_button, Qt.Key.Key_Return)
    assert wanted[1] == wanted[0]


def test_f7_goes_too(page, wanted):
    page.checks_view.table.selectRow(row_of(page, "sample_criteria"))
    press(page, Qt.Key.Key_F7)
    assert wanted == [("criteria", {})]


def test_f5_checks_again_and_keeps_the_row(page, sample, year):
    page.checks_view.table.selectRow(row_of(page, "sheet_incomplete"))
    press(page, Qt.Key.Key_F5)
    assert page.context.lane.texts == [texts.CHECKING] * 2
    assert page.checks_view.current().problem.code == "sheet_incomplete"


def test_it_follows_what_is_put_right_elsewhere(page, sample, year):
    open_ones = households.find_ids(sample, Query(year, registered=True, outcome="empty"))
    assert any(check.problem.code == "registered_not_scored" for check in page.checks)
    recognition.set_registered(sample, year, open_ones, False)
    assert not any(check.problem.code == "registered_not_scored" for check in page.checks)


def test_a_sample_set_is_told(page):
    assert page.sample.isVisible()


def test_nothing_wrong_is_said_so(page):
    page._show_checks([])
    assert page._checks_stack.currentIndex() == 1
    assert not page.sample.isVisible()
    assert not page.actions_shown()[1].enabled


def test_f9_makes_the_bundle_after_a_warning(page, folder, sample, year):
    page.context.notices.answers = [True]
    press(page, Qt.Key.Key_F9)
    [(title, _text, answers)] = page.context.notices.asked
    assert str(len(page.checks)) in title
    assert answers == [texts.OPEN_YES, texts.OPEN_NO]
    [made] = exports.exports(sample, year)
    assert made.file.parent == folder
    assert verify_bundle(made.file) == []
    assert page.tabs.currentIndex() == 1
    assert page.focusWidget() is page.bundles.table
    assert made.path in page.bundles.made.text()
    assert made.sha256[:12] in page.bundles.made.text()
    assert "cấp trên" in page.bundles.made.text()
    assert tile(page, texts.TILE_BUNDLES) == "1"
    row = shown(page.bundles.model)[0]
    assert row[:1] + row[2:] == [
        "1", str(made.total), str(made.registered), str(made.recognised), made.sha256[:12], made.path,
    ]  # fmt: skip
    QAbstractItemModelTester(page.bundles.model, FATAL)


def test_looking_first_makes_nothing(page, folder, sample, year):
    page.context.notices.answers = [False]
    press(page, Qt.Key.Key_F9)
    assert (exports.exports(sample, year), list(folder.iterdir()), page.folder_asked) == ([], [], [])


def test_the_folder_is_asked_for_once_and_remembered(page, folder):
    page.context.notices.answers = [True, True]
    press(page, Qt.Key.Key_F9)
    press(page, Qt.Key.Key_F9)
    assert len(page.folder_asked) == 1
    assert page.context.settings.value(FOLDER) == str(folder)
    assert str(folder) in page.bundles.folder.text()
    assert "vẫn là gói số 1" in page.bundles.made.text()
    assert page.bundles.model.rowCount() == 1


def test_a_folder_that_is_gone_is_asked_for_again(page, folder, tmp_path):
    page.context.settings.set_value(FOLDER, str(tmp_path / "usb"))
    page.context.notices.answers = [True]
    press(page, Qt.Key.Key_F9)
    assert page.folder_asked == [str(tmp_path / "usb")]
    assert page.context.settings.value(FOLDER) == str(folder)


def test_without_a_folder_nothing_is_made(page, monkeypatch, sample, year):
    monkeypatch.setattr(choosing, "ask_folder", lambda *_: None)
    page.context.notices.answers = [True]
    press(page, Qt.Key.Key_F9)
    assert exports.exports(sample, year) == []


def test_another_folder_is_chosen_by_its_button(page, folder):
    page.tabs.setCurrentIndex(1)
    page.bundles.change.setFocus()
    press(page.bundles.change, Qt.Key.Key_Return)
    assert page.context.settings.value(FOLDER) == str(folder)


def test_work_after_the_bundle_is_told(page, folder, sample, year):
    page.context.notices.answers = [True]
    press(page, Qt.Key.Key_F9)
    assert not page.bundles.stale.isVisible()
    group = households.rows(sample, year, households.find_ids(sample, Query(year))[:1])[0].group_id
    households.add(sample, year, group, HouseholdFields(head_name="Lê Văn Thêm"))
    assert page.bundles.stale.isVisible()
    assert "gói số 1" in page.bundles.stale.text()


def test_errors_stop_the_export_and_say_what_to_do(make_context, show_page, tmp_path, folder, monkeypatch):
    file = communes.create_commune(tmp_path / "xa", "", "An Học", "Tỉnh mẫu", 2026)
    page = show_page(HandoverPage(make_context(file)))
    assert shown(page.checks_view.model)[0][0] == texts.ERROR
    assert tile(page, texts.TILE_ERRORS) == "1"
    page.export()
    [refusal] = page.context.notices.errors
    assert refusal.code == "not_ready"
    assert "Chưa có mã xã" in refusal.message
    assert "Thiết lập" in refusal.cure
    assert exports.exports(file, 2026) == []
    file.close()


def test_enter_on_a_bundle_opens_its_folder(page, folder, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page.context.notices.answers = [True]
    press(page, Qt.Key.Key_F9)
    press(page.bundles.table, Qt.Key.Key_Return)
    assert opened == [str(folder)]


def test_a_folder_that_is_gone_cannot_be_opened(page, folder):
    page.context.notices.answers = [True]
    press(page, Qt.Key.Key_F9)
    folder.rename(folder.with_name("khac"))
    press(page.bundles.table, Qt.Key.Key_Return)
    assert [refusal.code for refusal in page.context.notices.errors] == ["folder_gone"]


def made_bundle(page):
    page.context.notices.answers = [True]
    press(page, Qt.Key.Key_F9)
    return page.bundles.current().file


def verified(page, path, monkeypatch):
    monkeypatch.setattr(choosing, "ask_bundle", lambda *_: path)
    page.verify()
    return page.findChildren(VerdictDialog)[-1]


def test_a_whole_bundle_is_found_good(page, folder, monkeypatch, qtbot):
    dialog = verified(page, made_bundle(page), monkeypatch)
    assert dialog.verdict.text() == texts.VERDICT_GOOD
    assert dialog.focusWidget() is dialog.close_button
    press(dialog.close_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


def test_an_altered_bundle_is_told_problem_by_problem(page, folder, monkeypatch, qtbot):
    path = made_bundle(page)
    altered = path.with_name("sua.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(altered, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"178", b"179") if name.endswith(".csv") else old.read(name))
    problems = verify_bundle(altered)
    dialog = verified(page, altered, monkeypatch)
    errors = sum(problem.is_error for problem in problems)
    assert dialog.verdict.text() == texts.VERDICT_BAD.format(count=errors)
    assert [row[3] for row in shown(dialog.model)] == [problem.message for problem in problems]
    press(dialog.table, Qt.Key.Key_Down)
    assert problems[1].cure in dialog.cure.text()
    QAbstractItemModelTester(dialog.model, FATAL)
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


def test_what_is_no_bundle_is_told(page, tmp_path, monkeypatch):
    (tmp_path / "anh.zip").write_bytes(b"not a zip")
    dialog = verified(page, tmp_path / "anh.zip", monkeypatch)
    assert dialog.verdict.property("kind") == "refusal"


def test_no_file_chosen_changes_nothing(page, monkeypatch):
    monkeypatch.setattr(choosing, "ask_bundle", lambda *_: None)
    page.verify()
    assert page.findChildren(VerdictDialog) == []
    assert page.context.lane.texts == [texts.CHECKING]
