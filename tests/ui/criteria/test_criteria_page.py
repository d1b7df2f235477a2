"""The page «Bộ tiêu chí»: the whole set to read, honest about what it is; loading, choosing, confirming."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog

from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services import backup, criteria_sets, entry, groups, households
from khuyenhoc_desktop.services.history import undo
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.criteria import printing_blank, texts
from khuyenhoc_desktop.ui.criteria.page import CriteriaPage

YEAR = 2026
Key = Qt.Key
Mode = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def page(commune, make_context, show_page):
    return show_page(CriteriaPage(make_context(commune)))


def family_text():
    return next(text for text, one in criteria_sets.shipped() if one.title == LEARNING_FAMILY)


def write(tmp_path, text, name="bo.json"):
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def newer(tmp_path, version="2027.1"):
    return write(tmp_path, family_text().replace('"version": "2022.1"', f'"version": "{version}"'))


def run(page, words):
    """Press the button of the bottom bar that begins so."""
    (action,) = [one for one in page.actions_shown() if one.text.replace("&", "").startswith(words)]
    assert action.enabled, words
    action.run()


def enabled(page, words):
    return next(one.enabled for one in page.actions_shown() if one.text.replace("&", "").startswith(words))


def filled(commune):
    """A household whose sheet is filled by the set in use."""
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    an = households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn An"))
    full = {each.code: each.max_points for each in entry.criteria_for(commune, LEARNING_FAMILY, YEAR).indicators}
    entry.save_sheet(commune, YEAR, an, full)
    return an


def listed(page):
    QAbstractItemModelTester(page.model, Mode.Fatal)
    return [
        [page.model.index(row, column).data() for column in range(page.model.columnCount())]
        for row in range(page.model.rowCount())
    ]


def test_the_set_in_use_is_shown_with_its_notice_and_document(page, commune):
    used = entry.criteria_for(commune, LEARNING_FAMILY, YEAR)
    told = page.view.toPlainText()
    assert page.current() == used
    assert texts.SAMPLE_HEAD in told
    assert used.notice in told
    assert used.document in told
    assert not enabled(page, "Dùng cho năm")


def test_the_list_tells_provenance_and_use(page, commune):
    filled(commune)
    rows = {row[0]: row[1:] for row in reversed(listed(page))}
    assert rows["Gia đình học tập (bản mẫu)"] == ["2022.1", "bộ mẫu", "2026", "1"]
    assert rows["Công dân học tập"] == ["2022.1", "theo văn bản", "2026", ""]
    assert len(listed(page)) == len(criteria_sets.shipped())


def test_keys_walk_the_list_and_the_text_follows(page):
    page.table.setFocus()
    QTest.keyClick(page.table, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    first = page.current()
    QTest.keyClick(page.table, Key.Key_Down)
    assert page.current() != first
    assert page.current().name in page.view.toPlainText()


def test_every_indicator_rule_and_example_can_be_read(page):
    for row in page._listed.values():
        one = row.criteria_set
        page.choose((one.set_id, one.version))
        told = page.view.toPlainText()
        for indicator in one.indicators:
            assert indicator.name in told
        for example in one.examples:
            assert example.name in told
        if one.is_checklist:
            assert "Tổng điểm" not in told
            assert "Tối đa" not in told
            assert "Mức độ 1: mọi chỉ tiêu" in told
        else:
            assert f"Tổng điểm từ {format_points(one.rules.min_total)} trở lên" in told


def test_an_official_rule_is_not_called_a_sample(page):
    page.choose(("cong_dan_hoc_tap", "2022.1"))
    told = page.view.toPlainText()
    assert texts.OFFICIAL_HEAD in told
    assert texts.SAMPLE_HEAD not in told
    assert "Không chỉ số nào dưới 5 điểm." in told
    assert not enabled(page, "Đối chiếu")


def test_loading_and_using_a_newer_version(page, commune, tmp_path, monkeypatch):
    path = newer(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    run(page, "Nạp")
    assert page.current().version == "2027.1"
    run(page, "Dùng")
    assert texts.USE_SAMPLE in page.dialog.warnings.text()
    assert page.dialog.told.text() == texts.NO_SHEETS.format(year=YEAR)
    QTest.keyPress(page.dialog, Key.Key_Escape)
    assert entry.criteria_for(commune, LEARNING_FAMILY, YEAR).version == "2022.1"
    run(page, "Dùng")
    QTest.keyPress(page.dialog.only_new, Key.Key_Return)
    assert entry.criteria_for(commune, LEARNING_FAMILY, YEAR).version == "2027.1"
    assert not enabled(page, "Dùng cho năm")


def test_filled_sheets_are_carried_over_when_asked_to(page, commune, tmp_path):
    an = filled(commune)
    page.load_file(newer(tmp_path))
    run(page, "Dùng")
    told = page.dialog.warnings.text()
    assert "1 phiếu năm 2026 đã chấm theo bộ khác" in told
    assert texts.LOSES_NOTHING in told
    QTest.keyPress(page.dialog.carry, Key.Key_Return)
    sql = "SELECT set_version FROM assessment WHERE subject_id = ?"
    assert commune.value(sql, (an,)) == "2027.1"
    (copy,) = backup.copies_in(commune.folder / backup.FOLDER)
    assert copy.facts.reason == backup.CARRY
    assert "đã chuyển 1 phiếu" in page.context.notices.statuses[-1]
    undo(commune)
    assert commune.value(sql, (an,)) == "2022.1"


def test_sheets_left_with_the_old_set_can_be_carried_over_later(page, commune, tmp_path):
    an = filled(commune)
    page.load_file(newer(tmp_path))
    run(page, "Dùng")
    QTest.keyPress(page.dialog.only_new, Key.Key_Return)
    sql = "SELECT set_version FROM assessment WHERE subject_id = ?"
    assert commune.value(sql, (an,)) == "2022.1"
    run(page, "Dùng")
    QTest.keyPress(page.dialog.carry, Key.Key_Return)
    assert commune.value(sql, (an,)) == "2027.1"
    assert not enabled(page, "Dùng cho năm")


def test_doubts_are_told_before_a_set_is_used(page, tmp_path):
    text = family_text().replace('"version": "2022.1"', '"version": "2030.1"')
    page.load_file(write(tmp_path, text.replace('"valid_from": 2022', '"valid_from": 2030')))
    run(page, "Dùng")
    assert page.dialog.warnings.text().splitlines() == [
        texts.USE_SAMPLE,
        "Bộ này áp dụng từ năm 2030, không gồm năm 2026.",
    ]


def test_another_threshold_shows_who_would_lose_the_title_and_writes_nothing(page, commune, tmp_path, monkeypatch):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    an = households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn An"))
    used = entry.criteria_for(commune, LEARNING_FAMILY, YEAR)
    answers = {each.code: each.max_points for each in used.indicators}
    answers[used.indicators[0].code] -= 500  # 95 points
    entry.save_sheet(commune, YEAR, an, answers)
    entries = commune.value("SELECT count(*) FROM journal")
    run(page, "Nếu")
    dialog = page.dialog
    assert "Không kết quả nào thay đổi" in dialog.told.text()
    dialog.threshold.line.setFocus()
    dialog.threshold.line.selectAll()
    QTest.keyClicks(dialog.threshold.line, "96")
    QTest.keyClick(dialog.threshold.line, Key.Key_Return)
    assert "1 phiếu từ đạt thành chưa đạt" in dialog.told.text()
    assert "Thôn Hạ (bớt 1 đạt)" in dialog.groups.text()
    QAbstractItemModelTester(dialog.model, Mode.Fatal)
    cells = [dialog.model.index(0, column).data() for column in range(dialog.model.columnCount())]
    assert cells[:3] == ["Nguyễn An", "Thôn Hạ", "đạt → chưa đạt"]
    assert "thiếu 1" in cells[4]
    path = tmp_path / "neu.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    dialog.export.click()
    assert openpyxl.load_workbook(path).active["B5"].value == "Nguyễn An"
    assert commune.value("SELECT count(*) FROM journal") == entries


def test_a_file_with_problems_is_refused_with_each_at_its_place(page, tmp_path):
    before = listed(page)
    text = family_text().replace('"kind": "points"', '"kind": "pints"', 1)
    page.load_file(write(tmp_path, text.replace('"version": "2022.1"', '"version": "2027.1"')))
    dialog = page.dialog
    QAbstractItemModelTester(dialog.model, Mode.Fatal)
    assert dialog.model.index(0, 0).data() == "criteria[0].indicators[0].kind"
    assert "pints" in dialog.model.index(0, 1).data()
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("criteria[0].indicators[0].kind: ")
    assert len(copied.splitlines()) == dialog.model.rowCount()
    assert listed(page) == before


def test_a_workbook_with_problems_can_be_mended_at_once(page, tmp_path):
    path = tmp_path / "bo.xlsx"
    run_save(page, path)
    book = openpyxl.load_workbook(path)
    book["Bộ tiêu chí"]["F6"] = "mười"
    book.save(path)
    page.load_file(path)
    assert page.dialog.model.index(0, 0).data() == "Bộ tiêu chí, ô F6"
    page.dialog.mend.click()
    assert "Còn" in page.dialog.verdict.text()
    assert page.dialog.tables.lines[1]["points"] == "mười"


def run_save(page, path):
    from khuyenhoc_desktop.services.criteria.files import save_as

    save_as(page.context.file, page.current(), path)


def test_what_is_no_text_is_refused_plainly(page, tmp_path):
    path = tmp_path / "anh.json"
    path.write_bytes(b"\xff\xd8\xff")
    page.load_file(path)
    assert page.context.notices.errors[0].code == "unreadable"


def test_one_version_with_another_content_is_refused(page, tmp_path):
    page.load_file(write(tmp_path, family_text().replace("bản mẫu", "bản lạ")))
    assert page.context.notices.errors[0].code == "criteria_changed"


def test_saving_gives_the_very_same_bytes_or_excel(page, tmp_path, monkeypatch):
    path = tmp_path / "ra.json"
    answers = [(str(path), "Bộ tiêu chí (*.json)"), (str(tmp_path / "ra"), "Excel (*.xlsx)"),
               (str(tmp_path / "không có" / "a.json"), "")]  # fmt: skip
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: answers.pop(0))
    run(page, "Lưu")
    assert path.read_bytes() == family_text().encode()
    run(page, "Lưu")
    assert openpyxl.load_workbook(tmp_path / "ra.xlsx").sheetnames[0] == "Bộ tiêu chí"
    run(page, "Lưu")
    assert page.context.notices.errors[0].code == "unwritable"


def test_the_template_is_written(page, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "mau.xlsx"), ""))
    run(page, "Tải tệp mẫu")
    page.load_file(tmp_path / "mau.xlsx")
    assert page.current().set_id == "bo_cua_xa"


def test_closing_the_file_dialog_does_nothing(page, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    for words in ("Nạp", "Lưu", "Tải"):
        run(page, words)
    assert page.context.notices.statuses == []


def test_comparing_tells_what_it_does_to_entered_scores(page, commune):
    filled(commune)
    page.choose(("gia_dinh_hoc_tap", "2026.1"))
    run(page, "So sánh")
    told = page.dialog.view.toPlainText()
    assert "Bỏ đi (1)" in told
    assert "Thêm mới (1)" in told
    old = entry.criteria_for(commune, LEARNING_FAMILY, YEAR)
    gone = next(each for each in old.indicators if not page.current().has_indicator(each.code))
    assert f"2026\n{gone.number} {gone.name}\nbỏ\n1" in told


def test_confirming_by_keys_changes_what_is_told(page, commune, qtbot):
    run(page, "Đối chiếu")
    dialog = page.dialog
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.day.line, Key.Key_Return)
    QTest.keyClicks(dialog.who.line, "tran van an")
    QTest.keyClick(dialog.who.line, Key.Key_Return)
    QTest.keyClicks(dialog.document.line, "242/QD-KHVN")
    QTest.keyPress(dialog.document.line, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    told = page.view.toPlainText()
    assert texts.CONFIRMED_HEAD in told
    assert "Đã đối chiếu với 242/QD-KHVN ngày" in told
    assert "bởi Tran Van An" in told
    assert texts.SAMPLE_HEAD not in told
    assert not criteria_sets.is_sample(commune, page.current())
    assert [row[2] for row in listed(page) if row[3]].count("đã đối chiếu") == 1


def test_a_confirmation_without_a_document_is_refused_in_the_dialog(page, commune):
    run(page, "Đối chiếu")
    page.dialog.accept()
    assert not page.dialog.refusal.isHidden()
    assert criteria_sets.confirmation(commune, page.current()) is None


def test_the_blank_sheet_of_the_set_shown_is_printed(page, monkeypatch):
    shown = []
    monkeypatch.setattr(
        printing_blank.printing, "preview", lambda _parent, title, paint, set_up: shown.append(title)
    )
    papers = []
    original = printing_blank._show
    monkeypatch.setattr(
        printing_blank, "_show", lambda parent, paper: (papers.append(paper), original(parent, paper))
    )
    page.choose(("gia_dinh_hoc_tap", "2026.1"))  # not the set of the year
    run(page, "In phiếu trống")
    assert len(shown) == 1
    (html,) = papers[0].pieces()
    for indicator in page.current().indicators:
        assert indicator.name in html
