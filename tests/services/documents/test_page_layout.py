"""Paper, margins, letters and page numbers, as Nghị định 30/2020 (Annex I) gives them; in Word and in PDF."""

import docx
import pypdf
import pytest
from docx.enum.section import WD_ORIENT

from khuyenhoc_desktop.services.documents import making
from khuyenhoc_desktop.services.documents.kinds import KINDS, LAYOUTS, layout_of, sizes_of
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.documents.word import SHIPPED
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.ui.documents.headless import save_pdf

FAMILY = "learning_family"
OFFICIAL = ("bien-ban-binh-xet", "to-trinh", "quyet-dinh", "bao-cao")
POINTS_PER_MM = 72 / 25.4


@pytest.mark.parametrize("name", OFFICIAL)
def test_official_papers_are_upright_with_the_margins_prescribed(name):
    section = docx.Document(SHIPPED / f"{name}.docx").sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 30 <= round(section.left_margin.mm) <= 35
    assert 15 <= round(section.right_margin.mm) <= 20
    assert 20 <= round(section.top_margin.mm) <= 25
    assert 20 <= round(section.bottom_margin.mm) <= 25


@pytest.mark.parametrize("name", OFFICIAL)
def test_official_papers_have_the_letters_and_page_numbers_prescribed(name):
    document = docx.Document(SHIPPED / f"{name}.docx")
    section = document.sections[0]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Normal"].font.size.pt in (13, 14)
    assert " PAGE " in section.header._element.xml
    assert section.different_first_page_header_footer  # the first page shows no number


def test_every_template_is_of_times_new_roman_only():
    for layout in LAYOUTS:
        document = docx.Document(SHIPPED / layout.template)
        fonts = {run.font.name for paragraph in document.paragraphs for run in paragraph.runs}
        assert fonts <= {None, "Times New Roman"}


def test_each_thon_has_a_section_of_its_own(small, tmp_path):
    made = finish(making.save_word(small, Request("minutes", FAMILY, 2026), tmp_path / "bb.docx"))
    sections = docx.Document(made).sections
    assert len(sections) == 2
    assert ['w:pgNumType w:start="1"' in section._sectPr.xml.replace("<", "") for section in sections] == [
        True
    ] * 2


def test_lists_of_many_columns_lie_on_the_side(small, tmp_path):
    made = finish(making.save_word(small, Request("registration_list", FAMILY, 2026), tmp_path / "ds.docx"))
    assert [section.orientation for section in docx.Document(made).sections] == [WD_ORIENT.LANDSCAPE] * 2


@pytest.fixture
def pdf(qapp, sample, tmp_path):
    def made(kind, **wanted):
        request = Request(kind, FAMILY, 2026, **wanted)
        return pypdf.PdfReader(finish(save_pdf(sample, request, tmp_path / f"{kind}.pdf")))

    return made


def words(page):
    return " ".join(page.extract_text().split())


def test_pages_are_numbered_from_the_second_on(pdf):
    first, second, third, *_ = pdf("decision").pages
    assert words(first).startswith("ỦY BAN NHÂN DÂN")
    assert not words(first).endswith(" 1")
    assert words(second).endswith(" 2") or words(second).startswith("2 ")
    assert words(third).endswith(" 3") or words(third).startswith("3 ")
    assert "STT Họ và tên chủ hộ" in words(third)  # the heading on each page


@pytest.mark.parametrize(
    ("kind", "wanted", "size"),
    [
        ("decision", {}, (210, 297)),
        ("registration_list", {}, (297, 210)),
        ("certificates", {"size": "A4"}, (297, 210)),
        ("certificates", {"size": "A5"}, (210, 148)),
        ("score_sheet_blank", {"size": "2"}, (297, 210)),
    ],
)
def test_pdf_pages_have_their_size(pdf, kind, wanted, size):
    box = pdf(kind, **wanted).pages[0].mediabox
    assert (round(box.width / POINTS_PER_MM), round(box.height / POINTS_PER_MM)) == size


def test_a_certificate_fills_one_page(pdf, sample):
    recognised = sample.value(
        "SELECT count(*) FROM assessment WHERE year = 2026 AND title = 'learning_family' AND recognised = 1"
    )
    assert len(pdf("certificates").pages) == recognised
    assert len(pdf("certificates", size="A5").pages) == recognised


def test_fonts_are_embedded(pdf):
    page = pdf("report").pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    described = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert described
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(one) for one in described)


def test_the_targets_of_the_commune_get_a_page_of_their_own():
    kind = KINDS["score_sheet_blank"]
    assert [size for size, _ in sizes_of(kind, FAMILY)] == ["2", "1"]
    assert [size for size, _ in sizes_of(kind, "commune_learning_community")] == ["1"]
    assert layout_of(kind, "commune_learning_community", "2").page.columns == 1
    assert layout_of(kind, FAMILY).page.columns == 2
