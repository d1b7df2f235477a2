"""The steps of the wizard one by one: what can be corrected and decided in each."""

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import entry, groups, households
from khuyenhoc_desktop.services.households import HouseholdFields, Query
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.page import CHECK, CHOOSE, COLUMNS, RESULT, ImportPage
from khuyenhoc_desktop.ui.importing.state import DIFFERENT, LEFT_OUT, SAME
from tests.ui.importing.books import HOUSEHOLDS, TITLES, write_households, write_scores

Mode = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def page(commune, make_context, show_page):
    return show_page(ImportPage(make_context(commune)))


def walk(page, to):
    """Go on until a step."""
    while page.step() < to:
        before = page.step()
        page.next()
        assert page.step() > before


def pick(combo, code):
    """Choose as the user does."""
    place = combo.findData(code)
    assert place >= 0
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def names(page):
    file = page.context.file
    return sorted(row.head_name for row in households.rows(file, 2026, households.find_ids(file, Query(2026))))


def test_a_file_is_dropped(page, tmp_path):
    book = write_households(tmp_path / "ho.xlsx")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(book))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.choose.dropEvent(event)
    assert page.wizard.found.survey.workbook.path == book
    page.start_again()
    assert [button.text() for button in page.choose.start.recent] == ["ho.xlsx"]


def test_a_sheet_not_ticked_is_not_imported(page, tmp_path):
    book = tmp_path / "hai.xlsx"
    made = openpyxl.Workbook()
    made.remove(made.active)
    for place, name in enumerate(("Thôn Hạ", "Thôn Thượng")):
        sheet = made.create_sheet(name)
        sheet.append(TITLES[:4])
        sheet.append((1, f"Nguyễn Văn {'AB'[place]}n", 1970, 4))
    made.save(book)
    page.read(book)
    table = page.choose.source.sheets
    table.setCurrentIndex(table.sheets.index(1, 0))
    space(table)
    walk(page, RESULT)
    assert names(page) == ["Nguyễn Văn An"]
    assert [group.name for group in groups.list_groups(page.context.file, 2026)] == ["Thôn Hạ"]


def space(widget):
    QTest.keyClick(widget, Qt.Key.Key_Space)


def test_without_a_sheet_there_is_no_going_on(page, tmp_path):
    page.read(write_households(tmp_path / "ho.xlsx"))
    space(page.choose.source.sheets)
    page.next()
    assert page.step() == CHOOSE


def test_hidden_sheets_are_told_and_read_when_wanted(page, tmp_path):
    page.read(write_households(tmp_path / "ho.xlsx", hidden="Lưu"))
    assert "Lưu" in page.choose.source.hidden.text()
    page.choose.source.read_hidden.click()
    assert page.wizard.ticked == {"Hộ": True, "Lưu": False}
    assert not page.choose.source.hidden.isVisible()


def test_the_header_is_shown_and_corrected(page, tmp_path):
    book = tmp_path / "ho.xlsx"
    made = openpyxl.Workbook()
    made.active.title = "Hộ"
    for row in (("Kỳ", "Đợt", "Quyển"), (2026, 1, 2), ("A", "Ai", "Bao giờ", "Mấy", "Đâu", "Số")):
        made.active.append(row)
    for place, row in enumerate(HOUSEHOLDS):
        made.active.append((place + 1, *row))
    made.save(book)
    page.read(book)
    assert page.choose.source.lacking.text() == texts.NO_TABLE_AT_ALL
    page.next()
    assert page.step() == CHOOSE
    page.choose.source.preview.table.selectRow(2)
    page.choose.source.preview.choose.click()
    assert page.wizard.header_rows == {"Hộ": 3}
    assert "hàng 3" in page.choose.source.preview.caption.text()
    walk(page, COLUMNS)
    for column, name in ((1, "head_name"), (2, "born"), (4, "group")):
        pick(page.columns.combos[column], name)
    walk(page, RESULT)
    assert names(page) == sorted(row[0] for row in HOUSEHOLDS)


def test_a_thon_is_given_to_a_sheet_without_one(page, tmp_path):
    groups.add_group(page.context.file, "Thôn Trung", "thôn", 2026)
    rows = [(*row[:3], "", row[4]) for row in HOUSEHOLDS]
    page.read(write_households(tmp_path / "ho.xlsx", rows, titles=(*TITLES[:4], "Xyz", TITLES[5])))
    walk(page, COLUMNS)
    assert "Hộ" in page.columns.state.text()
    page.back()
    source = page.choose.source
    source.group.setCurrentIndex(1)
    source.group.activated.emit(1)
    walk(page, RESULT)
    file = page.context.file
    found = households.rows(file, 2026, households.find_ids(file, Query(2026)))
    assert {row.group for row in found} == {"Thôn Trung"}


def test_old_fonts_are_shown_and_converted_only_when_agreed(page, tmp_path):
    old = ("NguyÔn V¨n An", "TrÇn ThÞ B×nh", "§Æng V¨n C­êng")
    rows = [(name, *row[1:]) for name, row in zip(old, HOUSEHOLDS, strict=True)]
    page.read(write_households(tmp_path / "ho.xlsx", rows))
    box = page.choose.source.legacy
    assert box.isVisible()
    shown = {box.model.index(row, 1).data() for row in range(box.model.rowCount())}
    assert "Nguyễn Văn An" in shown
    walk(page, CHECK)
    assert page.wizard.plan.rejected == 3
    page.back()
    page.back()
    box.agree.click()
    walk(page, RESULT)
    assert names(page) == sorted(row[0] for row in HOUSEHOLDS)


def test_a_column_is_given_another_field(page, tmp_path):
    titles = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Số lạ", "Thôn", "Số CCCD")
    page.read(write_households(tmp_path / "ho.xlsx", titles=titles))
    walk(page, COLUMNS)
    pick(page.columns.combos[3], "member_count")
    assert page.columns.table.item(3, 4).text() == texts.HOW["chosen"]
    walk(page, RESULT)
    found = households.rows(page.context.file, 2026, households.find_ids(page.context.file, Query(2026)))
    assert sorted(row.member_count for row in found) == [3, 4, 5]


def test_going_through_a_list_by_keys_takes_no_field_for_good_but_the_last(page, tmp_path):
    titles = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Số lạ", "Thôn", "Số CCCD")
    page.read(write_households(tmp_path / "ho.xlsx", titles=titles))
    walk(page, COLUMNS)
    before = [combo.currentData() for combo in page.columns.combos]
    combo = page.columns.combos[3]
    end = combo.findData("member_count")
    assert {"head_name", "born"} & {combo.itemData(place) for place in range(end)}  # passed on the way
    combo.setFocus()
    combo.setCurrentIndex(0)
    for _ in range(end):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert [one.currentData() for one in page.columns.combos] == [*before[:3], "member_count", *before[4:]]


def test_without_the_name_there_is_no_check(page, tmp_path):
    page.read(write_households(tmp_path / "ho.xlsx"))
    walk(page, COLUMNS)
    pick(page.columns.combos[1], None)
    pick(page.columns.combos[5], None)
    assert page.columns.state.text() == texts.MISSING_NAME
    page.next()
    assert page.step() == COLUMNS


def likely(page, tmp_path):
    """A file with one household that is nearly one on file; the check of it."""
    group = groups.add_group(page.context.file, "Thôn Hạ", "thôn", 2026)
    fields = HouseholdFields(head_name="Nguyễn Văn An", born="1971", member_count=2)
    ident = households.add(page.context.file, 2026, group, fields)
    page.read(write_households(tmp_path / "ho.xlsx"))
    walk(page, CHECK)
    return ident


@pytest.mark.parametrize(("choice", "count", "members"), [(SAME, 3, 4), (DIFFERENT, 4, 2), (LEFT_OUT, 3, 2)])
def test_a_likely_duplicate_is_decided(page, tmp_path, choice, count, members):
    ident = likely(page, tmp_path)
    both = page.check.pairs.model
    assert ("Năm sinh", "1970", "1971") in {
        tuple(both.index(row, column).data() for column in range(3)) for row in range(both.rowCount())
    }
    assert page.check.pairs.reason.text().endswith("Một hộ hay hai hộ?")
    page.check.pairs.buttons[choice].click()
    assert page.check.state.text() == texts.STALE
    page.next()
    assert page.step() == CHECK
    assert page.check.state.text() != texts.STALE
    walk(page, RESULT)
    file = page.context.file
    assert len(households.find_ids(file, Query(2026))) == count
    assert households.get(file, ident, 2026).member_count == members


def test_a_decision_can_be_changed_after_the_check(page, tmp_path):
    likely(page, tmp_path)
    page.check.pairs.decide(SAME)
    page.next()
    assert page.wizard.plan.updated == 1
    page.check.pairs.decide(DIFFERENT)
    page.next()
    assert (page.wizard.plan.new, page.wizard.plan.updated) == (3, 0)


def test_a_new_thon_is_said_to_be_a_known_one(page, tmp_path):
    groups.add_group(page.context.file, "Thôn Hạ Đoài", "thôn", 2026)
    page.read(write_households(tmp_path / "ho.xlsx"))
    walk(page, CHECK)
    pick(page.check.groups.combos[0], "Thôn Hạ Đoài")
    page.next()
    walk(page, RESULT)
    assert {group.name for group in groups.list_groups(page.context.file, 2026)} == {"Thôn Hạ Đoài", "Thôn Thượng"}


def test_changes_are_shown_old_and_new(page, tmp_path):
    page.read(write_households(tmp_path / "ho.xlsx"))
    walk(page, RESULT)
    page.start_again()
    first = (*HOUSEHOLDS[0][:2], 7, *HOUSEHOLDS[0][3:])
    page.read(write_households(tmp_path / "moi.xlsx", (first, *HOUSEHOLDS[1:])))
    walk(page, CHECK)
    model = page.check.changes.model
    assert [model.index(0, column).data() for column in (0, 2, 3, 4)] == ["Nguyễn Văn An", "Số khẩu", "4", "7"]
    page.check.tiles.tiles["unchanged"].click()
    assert page.check.rows.isVisible()
    assert page.check.rows.pane.model.rowCount() == 2


def test_work_done_meanwhile_asks_for_a_new_check(page, tmp_path):
    page.read(write_households(tmp_path / "ho.xlsx"))
    walk(page, CHECK)
    groups.add_group(page.context.file, "Thôn Khác", "thôn", 2026)
    page.refresh(None)
    assert page.actions_shown()[1].text == texts.RECHECK
    page.next()
    walk(page, RESULT)
    assert len(names(page)) == 3


def test_the_result_file_is_saved_but_not_over_theirs(page, tmp_path, monkeypatch):
    book = write_households(tmp_path / "ho.xlsx", (*HOUSEHOLDS, ("Lê Văn Dần", "abc", 2, "Thôn Hạ", "")))
    page.read(book)
    walk(page, RESULT)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(book), ""))
    with pytest.raises(UserError) as refused:
        page.save_result()
    assert refused.value.code == "result.original"
    there = tmp_path / "ket qua.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(there), ""))
    page.save_result()
    cells = [cell.value for row in openpyxl.load_workbook(there)["Hộ"].iter_rows() for cell in row if cell.value]
    assert any("KHÔNG NHẬP" in str(value) for value in cells)
    assert str(there) in page.result.saved.text()


@pytest.mark.parametrize("kind", ["households", "scores"])
def test_the_template_is_saved(page, tmp_path, monkeypatch, kind):
    page.activate(kind=kind)
    there = tmp_path / "mau"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(there), ""))
    page.choose.start.template.click()
    assert (tmp_path / "mau.xlsx").exists()
    assert page.context.notices.told[0][0] == texts.TEMPLATE_DONE


def test_scores_by_the_same_steps(page, tmp_path):
    page.read(write_households(tmp_path / "ho.xlsx"))
    walk(page, RESULT)
    page.activate(kind="scores")
    criteria_set = entry.criteria_for(page.context.file, "learning_family", 2026)
    assert criteria_set.name in page.about.text()
    assert criteria_set.notice in page.about.text()
    numbers = [one.number for one in criteria_set.indicators[:3]]
    rows = [("Nguyễn Văn An", 1970, "Thôn Hạ", 7, 8.5, "K"), ("Trần Thị Bình", 1982, "Thôn Hạ", 99, 1, 1)]
    page.read(write_scores(tmp_path / "diem.xlsx", numbers, rows))
    walk(page, CHECK)
    assert (page.wizard.plan.new, page.wizard.plan.rejected) == (1, 1)
    walk(page, RESULT)
    file = page.context.file
    [ident] = households.find_ids(file, Query(2026, text="Nguyễn Văn An"))
    answers = entry.load_sheet(file, 2026, ident).answers
    assert [answers[one.code] for one in criteria_set.indicators[:2]] == [700, 850]


def test_another_kind_asks_before_a_file_is_let_go(page, tmp_path):
    page.read(write_households(tmp_path / "ho.xlsx"))
    page.context.notices.answers = [False]
    page.activate(kind="scores")
    assert page.wizard.what == "households"
    assert page.wizard.found is not None


def test_the_result_is_still_there_when_one_comes_back(page, tmp_path):
    page.read(write_households(tmp_path / "ho.xlsx"))
    walk(page, RESULT)
    page.activate()
    assert page.step() == RESULT
    page.activate(kind="households")
    assert page.step() == CHOOSE


def test_models_keep_qts_rules(page, tmp_path):
    check, source = page.check, page.choose.source
    models = [
        source.sheets.sheets,
        source.preview.model,
        source.legacy.model,
        check.problems.pane.model,
        check.changes.model,
        check.rows.pane.model,
        check.pairs.pane.model,
        check.pairs.model,
    ]
    testers = [QAbstractItemModelTester(model, Mode.Fatal) for model in models]
    likely(page, tmp_path)
    check.pairs.decide(SAME)
    page.next()
    walk(page, RESULT)
    assert len(testers) == len(models)


def test_every_field_has_a_name(page, tmp_path):
    page.read(write_households(tmp_path / "ho.xlsx"))
    walk(page, COLUMNS)
    assert all(combo.accessibleName() for combo in page.columns.combos)
    assert page.strip.accessibleName() == "Bước 2: Ghép cột"
