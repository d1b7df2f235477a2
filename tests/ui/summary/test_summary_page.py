"""The summary page: its words are the services' figures; the PDF holds them; Enter opens the thôn's households."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QToolBar

from khuyenhoc_desktop.domain.subjects import COMMUNE_LEARNING_COMMUNITY, LEARNING_FAMILY
from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.services import communes, entry, groups, households, recognition, summary
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui import printing
from khuyenhoc_desktop.ui.settings.percent_edit import PercentEdit
from khuyenhoc_desktop.ui.summary import texts
from khuyenhoc_desktop.ui.summary.page import SummaryPage

YEAR = 2026


@pytest.fixture
def small(commune):
    """Thôn A: 3 households, 1 recognised; thôn B: 1 household. 2025: 2 recognised in A."""
    communes.add_year(commune, YEAR - 1)
    a, b = groups.add_groups(commune, [("Thôn A", "thôn"), ("Thôn B", "thôn")], YEAR - 1)
    ids = [
        households.add(commune, YEAR - 1, group, HouseholdFields(head_name=f"Lê Văn {name}"))
        for group, name in ((a, "Một"), (a, "Hai"), (a, "Ba"), (b, "Bốn"))
    ]
    recognition.set_registered(commune, YEAR, ids[:2], True)
    recognition.recognise_by_decision(commune, YEAR - 1, "7/QĐ", None, "", ids[:2])
    recognition.recognise_by_decision(commune, YEAR, "9/QĐ", None, "", ids[:1])
    return commune


@pytest.fixture
def page(small, make_context, show_page):
    return show_page(SummaryPage(make_context(small)))


def cells(page, row):
    model = page.model
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_each_row_holds_the_groups_figures(page):
    dash = "–"
    assert cells(page, 0) == [
        "Thôn A", "3", "2", "66,67%", "0", "0", "0", "1", "33,33%", "50,00%", "−1", dash,
    ]  # fmt: skip
    assert cells(page, 2) == [
        "Toàn xã", "4", "2", "50,00%", "0", "0", "0", "1", "25,00%", "50,00%", "−1", dash,
    ]  # fmt: skip
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_target_is_told_in_words(page, small):
    assert texts.NO_TARGET in page.remark.text()
    summary.set_target(small, YEAR, Target(7500, "total"))
    assert "Còn thiếu 2 hộ để đạt chỉ tiêu 75,00% trên tổng số." in page.remark.text()
    summary.set_target(small, YEAR, Target(2500, "total"))
    assert "Đã đạt chỉ tiêu 25,00%" in page.remark.text()


def test_enter_opens_the_households_of_the_thon(page, qtbot):
    wanted = []
    page.context.page_wanted.connect(lambda name, target: wanted.append((name, target)))
    page.table.body.setCurrentIndex(page.model.index(1, 1))
    qtbot.keyClick(page.table.body, Qt.Key.Key_Return)
    assert wanted == [("households", {"group": page.figures.by_group[1].group_id})]


def test_the_sum_row_opens_nothing(page):
    page.table.body.setCurrentIndex(page.model.index(2, 1))
    open_action = next(action for action in page.actions_shown() if action.text == texts.OPEN_GROUP)
    assert not open_action.enabled


def test_the_pdf_holds_the_figures(page, tmp_path):
    from pypdf import PdfReader

    path = tmp_path / "tong-hop.pdf"
    printing.write_pdf(path, page._paint, landscape=True)
    pages = PdfReader(path).pages
    text = " ".join(" ".join(p.extract_text().split()) for p in pages)
    assert "BẢNG TỔNG HỢP GIA ĐÌNH HỌC TẬP NĂM 2026" in text
    assert "33,33%" in text
    assert "Toàn xã" in text
    assert len(pages) == 2
    assert float(pages[0].mediabox.width) == pytest.approx(842, abs=1)


def test_a_pdf_that_cannot_be_written_is_refused(page, tmp_path):
    from khuyenhoc_desktop.domain.problems import UserError

    (tmp_path / "x.pdf").mkdir()
    with pytest.raises(UserError) as refused:
        printing.write_pdf(tmp_path / "x.pdf", page._paint, landscape=True)
    assert refused.value.code == "cannot_write"


def test_without_households_it_says_what_to_do(commune, make_context, show_page):
    page = show_page(SummaryPage(make_context(commune)))
    assert page._stack.currentIndex() == 1
    assert not any(action.enabled for action in page.actions_shown())


def test_it_follows_changes_and_undo(page, small):
    from khuyenhoc_desktop.services import history

    households.add(small, YEAR, page.figures.by_group[1].group_id, HouseholdFields(head_name="Lê Thị Năm"))
    assert cells(page, 1)[1] == "2"
    history.undo(small)
    assert cells(page, 1)[1] == "1"


def test_a_sample_set_is_told_on_screen_and_paper(page, small, tmp_path):
    from pypdf import PdfReader

    assert "bộ tiêu chí mẫu" not in page.remark.text()
    household = small.value("SELECT min(id) FROM household")
    entry.save_cells(small, YEAR, {(household, "C1_2"): 500}, "Chấm điểm")
    assert "bộ tiêu chí mẫu" in page.remark.text()
    printing.write_pdf(tmp_path / "x.pdf", page._paint, landscape=True)
    first = " ".join(PdfReader(tmp_path / "x.pdf").pages[0].extract_text().split())
    assert "chưa phải văn bản chính thức" in first


def test_the_preview_shows_words_with_printing_first(page, qapp):
    seen = []

    def look():
        dialog = qapp.activeModalWidget()
        bar = dialog.findChild(QToolBar)
        seen.extend(action.text() for action in bar.actions() if action.text())
        seen.append(bar.toolButtonStyle())
        dialog.close()

    QTimer.singleShot(100, look)
    page.print_preview()
    assert seen[0] in ("In", "Print")
    assert not {"Portrait", "Landscape", "Trang dọc", "Trang ngang"} & set(seen[:-1])
    assert seen[-1] == Qt.ToolButtonStyle.ToolButtonTextUnderIcon


def test_each_title_has_its_figures_and_words(page, small):
    from tests import all_titles

    made = all_titles.make(small)
    recognition.set_registered(small, YEAR, made.persons[:2], True, title="learning_citizen")
    page.activate(title="learning_citizen")
    assert page.heading.text() == "Công dân học tập năm 2026"
    assert page.tiles.figure(texts.TILE_TOTAL) == "3"  # a child and a teacher from elsewhere do not count
    assert page.tiles.figure(texts.TILE_REGISTERED) == "2"
    assert "1 người chưa đủ 18 tuổi, 1 người không ở thôn nào trong xã" in page.remark.text()
    assert "chưa có văn bản xác định" in page.remark.text()


def test_of_the_commune_itself_neither_shares_nor_the_same_row_twice_are_shown(page, small):
    page.activate(title=COMMUNE_LEARNING_COMMUNITY)
    assert not page.tiles.isVisible()
    assert page.remark.text().startswith("Xã chưa đăng ký danh hiệu. Phiếu của xã chưa đạt mức độ nào.")
    assert [cells(page, row)[0] for row in range(page.model.rowCount())] == ["Toàn xã"]
    assert [bar.label for bar in page.chart.chart.bars] == ["Toàn xã"]
    page.activate(title=LEARNING_FAMILY)
    assert page.tiles.isVisible()


def test_a_long_name_of_a_thon_does_not_push_the_figures_out_of_sight(page, small):
    name = "Tổ dân phố số 12 khu đô thị mới Nam Cầu Trắng mở rộng giai đoạn hai"
    groups.add_group(small, name, "tổ dân phố", YEAR)
    row = next(row for row in range(page.model.rowCount()) if cells(page, row)[0] == name)
    assert page.table.body.horizontalScrollBar().maximum() == 0
    assert page.model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) == name


def test_a_target_of_another_title_is_set_here(page, small):
    from tests import all_titles

    all_titles.make(small)
    page.activate(title="learning_clan")
    page.set_target()
    page.dialog.findChild(PercentEdit).set_value(6500)
    page.dialog.accept()
    assert summary.target(small, YEAR, "learning_clan") == Target(6500, "total")
    assert "Còn thiếu 1 dòng họ để đạt chỉ tiêu 65,00% trên tổng số." in page.remark.text()


def test_the_tables_are_seen_and_lead_to_their_papers(page):
    page.activate(tables=True)
    shown = [page.tables.picker.itemText(place) for place in range(page.tables.picker.count())]
    assert [words[:3] for words in shown] == ["TH1", "TH2", "TH3", "TH4", "TH5", "TH6"]
    assert page.tables.model.item(0, 0).text() == "Thôn A"
    wanted = []
    page.context.page_wanted.connect(lambda name, target: wanted.append((name, target)))
    page.print_preview()
    assert wanted == [("documents", {"kind": "summary_tables"})]
    page.save_pdf()
    assert len(wanted) == 2


def test_beside_the_tables_of_all_titles_no_figures_of_one_are_shown(page):
    page.activate(tables=True)
    assert page.heading.text() == "Các biểu tổng hợp năm 2026"
    assert not any(part.isVisible() for part in (page.tiles, page.remark, page.picker))
    enabled = [one.text for one in page.actions_shown() if one.enabled]
    assert texts.SET_TARGET not in enabled
    assert texts.OPEN_GROUP not in enabled
    page._tabs.setCurrentIndex(0)
    assert page.heading.text() == "Gia đình học tập năm 2026"
    assert all(part.isVisible() for part in (page.tiles, page.remark, page.picker))


def test_the_tables_fill_the_width(page, qtbot):
    page.resize(1144, 620)  # as in a window of 1366 pixels
    page.activate(tables=True)
    for place in range(page.tables.picker.count()):
        page.tables.picker.setCurrentIndex(place)
        page.tables.picker.picked.emit()
        table = page.tables.table
        qtbot.wait(10)
        assert sum(table.columnWidth(at) for at in range(table.model().columnCount())) == table.viewport().width()
