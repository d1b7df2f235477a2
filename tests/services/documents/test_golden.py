"""The words of every paper of the small commune, against texts that were checked by hand (tests/golden)."""

from datetime import date
from pathlib import Path

import pytest

from khuyenhoc_desktop.services.documents import making
from khuyenhoc_desktop.services.documents.kinds import KINDS
from khuyenhoc_desktop.services.documents.office import Signers, set_signers
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.ui.documents.headless import save_pdf
from tests.services.documents.small import pdf_text, word_text

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "documents"
# name of the golden text -> what is asked for
PAPERS = {kind: {} for kind in KINDS} | {
    "certificates": {"size": "A4"},
    "certificates_a5": {"size": "A5"},
    "score_sheet_1": {"size": "1"},
    "proposal_list": {"day": date(2026, 2, 5)},
}


def request_of(name):
    kind = next(kind for kind in sorted(KINDS, key=len, reverse=True) if name.startswith(kind))
    return Request(kind, "learning_family", 2026, **PAPERS[name])


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_the_words_of_a_paper(small, tmp_path, name):
    made = finish(making.save_word(small, request_of(name), tmp_path / "giay.docx"))
    assert word_text(made) == (GOLDEN / f"{name}.txt").read_text("utf-8").rstrip("\n")


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_the_pdf_says_the_same(qapp, small, tmp_path, name):
    """Each cell and paragraph of the golden text stands in the PDF, in the same letters."""
    text = pdf_text(finish(save_pdf(small, request_of(name), tmp_path / "giay.pdf")))
    golden = (GOLDEN / f"{name}.txt").read_text("utf-8").replace("[QR]", "")
    pieces = [piece for line in golden.splitlines() for cell in line.split(" | ") for piece in cell.split(" / ")]
    assert [piece for piece in pieces if "".join(piece.split()) not in text] == []


def test_nothing_unknown_prints_as_none(small, tmp_path):
    for name in PAPERS:
        text = word_text(finish(making.save_word(small, request_of(name), tmp_path / f"{name}.docx")))
        assert "None" not in text
        assert "{{" not in text
        assert "{%" not in text


def test_signers_stand_where_dots_were(small, tmp_path):
    set_signers(small, Signers(committee_chairman="Hoàng Thị Chủ", upper_level="Ủy ban nhân dân tỉnh"))
    request = Request("certificates", "learning_family", 2026, who="proposed")
    with small.action("test", "Chưa có quyết định") as action:
        action.execute("UPDATE assessment SET decision_id = NULL")
        action.execute("DELETE FROM decision")
    text = word_text(finish(making.save_word(small, request, tmp_path / "giay.docx")))
    assert text.count("Hoàng Thị Chủ") == 2  # An and Dần are proposed
    assert "Quyết định số ………/QĐ-UBND" in text
    assert small.value("SELECT summary FROM journal WHERE action = 'documents.settings'")
