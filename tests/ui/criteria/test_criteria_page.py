"""The page «Bộ tiêu chí»: the whole set to read, honest about what it is; loading, choosing, saving."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog

from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services import criteria_sets, entry, groups, households
from khuyenhoc_desktop.services.criteria_sets import LEARNING_FAMILY
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.criteria import texts
from khuyenhoc_desktop.ui.criteria.page import CriteriaPage

YEAR = 2026
Mode = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def page(commune, make_context, show_page):
    return show_page(CriteriaPage(make_context(commune)))


def family_text():
    return next(text for text, one in criteria_sets.shipped() if one.title == LEARNING_FAMILY)


def write(tmp_path, text):
    path = tmp_path / "bo.json"
    path.write_bytes(text.encode())
    return path


def action(page, place):
    return page.actions_shown()[place]


def test_the_set_in_use_is_shown_with_its_notice_and_document(page, commune):
    used = entry.criteria_for(commune, LEARNING_FAMILY, YEAR)
    told = page.view.toPlainText()
    assert page.choice.currentText() == f"{used.name}, bản {used.version} · đang dùng"
    assert texts.SAMPLE_HEAD in told
    assert used.notice in told
    assert used.document in told
    assert not action(page, 1).enabled


def test_every_indicator_rule_and_example_can_be_read(page):
    for key in page._sets:
        page.choice.choose(key)
        page.choice.picked.emit()
        one, told = page.current(), page.view.toPlainText()
        for indicator in one.indicators:
            assert indicator.name in told
        for example in one.examples:
            assert example.name in told
        assert f"Tổng điểm từ {format_points(one.rules.min_total)} trở lên" in told


def test_an_official_rule_is_not_called_a_sample(page):
    page.choice.choose(next(key for key, one in page._sets.items() if not one.is_sample))
    page.choice.picked.emit()
    told = page.view.toPlainText()
    assert texts.OFFICIAL_HEAD in told
    assert texts.SAMPLE_HEAD not in told
    assert "Không chỉ số nào dưới 5 điểm." in told


def test_loading_and_using_a_newer_version(page, commune, tmp_path, monkeypatch):
    path = write(tmp_path, family_text().replace('"version": "2022.1"', '"version": "2027.1"'))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    action(page, 0).run()
    assert page.current().version == "2027.1"
    page.context.notices.answers = [False, True]
    action(page, 1).run()
    assert page.context.notices.asked[0][1] == texts.USE_SAMPLE
    assert entry.criteria_for(commune, LEARNING_FAMILY, YEAR).version == "2022.1"
    action(page, 1).run()
    assert entry.criteria_for(commune, LEARNING_FAMILY, YEAR).version == "2027.1"
    assert page.choice.currentText().endswith("· đang dùng")
    assert not action(page, 1).enabled


def test_doubts_are_told_before_a_set_is_used(page, commune, tmp_path):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    an = households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn An"))
    code = entry.criteria_for(commune, LEARNING_FAMILY, YEAR).indicators[0].code
    entry.save_sheet(commune, YEAR, an, {code: 500})
    text = family_text().replace('"version": "2022.1"', '"version": "2030.1"')
    page.load_file(write(tmp_path, text.replace('"valid_from": 2022', '"valid_from": 2030')))
    page.context.notices.answers = [False]
    action(page, 1).run()
    told = page.context.notices.asked[0][1].splitlines()
    assert told == [
        texts.USE_SAMPLE,
        "Bộ này áp dụng từ năm 2030, không gồm năm 2026.",
        texts.USE_FILLED.format(year=YEAR),
    ]


def test_a_file_with_problems_is_refused_with_each_at_its_place(page, tmp_path):
    before = list(page._sets)
    text = family_text().replace('"kind": "points"', '"kind": "pints"', 1)
    page.load_file(write(tmp_path, text.replace('"version": "2022.1"', '"version": "2027.1"')))
    dialog = page.problems
    QAbstractItemModelTester(dialog.model, Mode.Fatal)
    assert dialog.model.index(0, 0).data() == "criteria[0].indicators[0].kind"
    assert "pints" in dialog.model.index(0, 1).data()
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("criteria[0].indicators[0].kind: ")
    assert len(copied.splitlines()) == dialog.model.rowCount()
    assert list(page._sets) == before


def test_what_is_no_text_is_refused_plainly(page, tmp_path):
    path = tmp_path / "anh.json"
    path.write_bytes(b"\xff\xd8\xff")
    page.load_file(path)
    assert page.context.notices.errors[0].code == "unreadable"


def test_one_version_with_another_content_is_refused(page, tmp_path):
    page.load_file(write(tmp_path, family_text().replace("bản mẫu", "bản lạ")))
    assert page.context.notices.errors[0].code == "criteria_changed"


def test_saving_gives_the_very_same_bytes(page, tmp_path, monkeypatch):
    path = tmp_path / "ra.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    action(page, 2).run()
    assert path.read_bytes() == family_text().encode()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "không có" / "a.json"), ""))
    action(page, 2).run()
    assert page.context.notices.errors[0].code == "unwritable"


def test_closing_the_file_dialog_does_nothing(page, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    action(page, 0).run()
    action(page, 2).run()
    assert page.context.notices.statuses == []
