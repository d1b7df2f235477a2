"""The page «Giấy tờ»: what it asks, what it tells, what it writes and prints."""

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from khuyenhoc_desktop.services import households, recognition
from khuyenhoc_desktop.services.documents.kinds import DOCX, KINDS, PDF, XLSX
from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.ui import printing
from khuyenhoc_desktop.ui.documents import page as page_module
from khuyenhoc_desktop.ui.documents import painting, texts
from khuyenhoc_desktop.ui.documents.page import DocumentsPage


@pytest.fixture
def page(sample, make_context, show_page):
    return show_page(DocumentsPage(make_context(sample)))


def pick(picker, code):
    picker.choose(code)
    picker.picked.emit()


def buttons(page):
    return {action.text: action for action in page.actions_shown()}


def choose_file(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_it_tells_how_many_it_will_hold(page, sample):
    pick(page.choosing.kind, "certificates")
    sql = "SELECT count(*) FROM assessment WHERE title = 'learning_family' AND year = 2026 AND recognised = 1"
    assert page.count.text() == f"{sample.value(sql)} hộ gia đình thuộc diện «được công nhận»."


def test_it_tells_what_is_missing_and_leads_there(page, qtbot):
    pick(page.choosing.kind, "decision")
    assert not page.lacking.isVisible()  # the decision on file says who has signed
    pick(page.choosing.who, "proposed")
    assert "tên Chủ tịch Ủy ban nhân dân" in page.lacking.text()
    with qtbot.waitSignal(page.context.page_wanted) as asked:
        page.to_settings.click()
    assert asked.args == ["settings", {"part": "documents"}]


def test_of_a_blank_sheet_no_figures_are_promised(page):
    pick(page.choosing.kind, "score_sheet_blank")
    assert page.count.text() == texts.BLANK
    pick(page.choosing.kind, "report")
    assert page.count.text() == "Số liệu của cả năm 2026."


def test_where_nobody_is_nothing_can_be_printed(page):
    pick(page.choosing.kind, "certificates")
    pick(page.choosing.title, "learning_clan")
    assert page.count.text().startswith("Chưa có dòng họ nào")
    assert {text for text, action in buttons(page).items() if action.enabled} == {texts.TEMPLATES}


def test_a_paper_that_the_title_has_not_is_told(page):
    pick(page.choosing.kind, "decision")
    pick(page.choosing.title, "commune_learning_community")
    assert page.refusal.isVisible()
    assert "xã không tự công nhận" in page.refusal.text()
    assert not buttons(page)[texts.PDF].enabled


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_matters_is_asked(page, kind):
    pick(page.choosing.kind, kind)
    asked = page.choosing
    assert asked.title.isVisible() == (kind not in ("summary_tables", "report"))
    assert asked.paper_size.isVisible() == (kind in ("score_sheet", "score_sheet_blank", "certificates"))
    assert (texts.EXCEL in buttons(page)) == (kind == "summary_tables")


@pytest.mark.parametrize("ending", [DOCX, PDF, XLSX])
def test_files_are_written_on_the_lane(page, tmp_path, monkeypatch, ending):
    pick(page.choosing.kind, "summary_tables")
    choose_file(monkeypatch, tmp_path / "bieu")
    page.context.notices.answers = [2]
    page.save(ending)
    begin = {DOCX: b"PK", PDF: b"%PDF", XLSX: b"PK"}[ending]
    assert (tmp_path / f"bieu.{ending}").read_bytes().startswith(begin)
    assert page.context.lane.texts == [texts.SAVING]
    assert page.context.notices.asked[0][1] == f"Đã lưu bieu.{ending}."


def test_thinking_better_of_it_writes_nothing(page, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    page.save(PDF)
    assert page.context.lane.texts == []


def test_the_preview_paints_each_page(page, tmp_path, monkeypatch):
    pick(page.choosing.kind, "decision")
    painted = []

    def preview(_parent, title, paint, set_up):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(tmp_path / "a.pdf"))
        set_up(printer)
        paint(printer)
        painted.append(title)

    monkeypatch.setattr(printing, "preview", preview)
    page.preview()
    assert painted == [KINDS["decision"].name]
    assert (tmp_path / "a.pdf").stat().st_size > 10_000


def test_a_paper_too_long_to_preview_says_what_to_do(page, monkeypatch):
    monkeypatch.setattr(page_module, "MOST_LINES", 10)
    pick(page.choosing.kind, "decision")
    page.preview()
    assert page.context.notices.errors[0].code == "too_long_to_preview"


def test_another_page_brings_its_selection(page, sample):
    chosen = households.find_ids(sample, Query(2026))[:3]
    page.activate(kind="score_sheet", title="learning_family", ids=chosen)
    assert page.choosing.request().ids == tuple(chosen)
    assert "3 hộ gia đình" in page.count.text()
    pick(page.choosing.title, "learning_clan")
    assert page.choosing.request().ids is None


def test_it_counts_anew_when_facts_change(page, sample):
    before = page.count.text()
    waiting = households.find_ids(sample, Query(2026, registered=False))
    recognition.set_registered(sample, 2026, waiting[:1], True)
    assert page.count.text() != before


def test_templates_are_copied_for_editing(page, sample):
    page.context.notices.answers = [False]
    page.show_templates()
    assert (sample.folder / "mau-van-ban" / "quyet-dinh.docx").is_file()


def test_a_pdf_that_cannot_be_written_is_told(page, tmp_path, monkeypatch):
    choose_file(monkeypatch, tmp_path / "khong-co" / "a.pdf")
    page.save(PDF)
    assert page.context.notices.errors[0].code == "cannot_write"


def test_the_qr_code_is_drawn_cell_by_cell(qapp):
    from khuyenhoc_desktop.services.documents.qr import QUIET, matrix

    image, rows = painting.qr_image("0000-092J-18B2", 3), matrix("0000-092J-18B2")
    assert image.width() == (len(rows) + 2 * QUIET) * 3
    black = [
        [image.pixelColor((x + QUIET) * 3 + 1, (y + QUIET) * 3 + 1).value() == 0 for x in range(len(rows))]
        for y in range(len(rows))
    ]
    assert black == [[bool(cell) for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("title", "signed"), [("learning_community", [2]), ("commune_learning_community", [0, 1])]
)
def test_sheets_stand_side_by_side_unless_they_are_long(page, sample, tmp_path, monkeypatch, title, signed):
    import pypdf

    pick(page.choosing.kind, "score_sheet_blank")
    pick(page.choosing.title, title)
    choose_file(monkeypatch, tmp_path / "phieu.pdf")
    page.context.notices.answers = [2]
    page.save(PDF)
    pages = pypdf.PdfReader(tmp_path / "phieu.pdf").pages
    assert [" ".join(one.extract_text().split()).count("NGƯỜI TỰ CHẤM") for one in pages] == signed


def test_cancelling_leaves_no_file(sample, tmp_path, qapp):
    from khuyenhoc_desktop.services.documents.making import prepare
    from khuyenhoc_desktop.services.documents.request import Request

    paper = finish(prepare(sample, Request("certificates", "learning_family", 2026)))
    job = painting.write_pdf(paper, tmp_path / "a.pdf")
    next(job)
    job.close()
    assert list(tmp_path.glob("a.pdf*")) == []


def test_a_pdf_is_painted_on_the_lanes_thread_without_complaint(sample, tmp_path, qapp):
    """Qt's warnings fail a test: laying text out starts timers, which such a thread has not by itself."""
    from concurrent.futures import ThreadPoolExecutor

    from khuyenhoc_desktop.services.documents.making import prepare
    from khuyenhoc_desktop.services.documents.request import Request

    def work():
        sample.open_here()
        paper = finish(prepare(sample, Request("score_sheet", "learning_family", 2026)))
        finish(painting.write_pdf(paper, tmp_path / "a.pdf"))
        sample.close()

    with ThreadPoolExecutor(1, "lane") as lane:
        lane.submit(work).result()
    assert (tmp_path / "a.pdf").stat().st_size > 100_000
