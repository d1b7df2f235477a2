"""A confirmed sample set is no longer called a sample where people read of it."""

import io
import zipfile

import openpyxl
import pytest

from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.criteria_sets import Confirmation
from khuyenhoc_desktop.services.documents.making import prepare
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.handover.bundle import export_bundle
from khuyenhoc_desktop.services.progress import finish

YEAR = 2026


@pytest.fixture
def confirmed(sample):
    """The sample commune with every sample set compared with a document."""
    told = Confirmation("2026-07-28", "Trần Văn An", "242/QĐ-KHVN", None)
    for one in criteria_sets.all_kept(sample):
        if one.is_sample:
            criteria_sets.confirm(sample, one, told)
    return sample


def blank(file):
    return "".join(finish(prepare(file, Request("score_sheet_blank", "learning_family", YEAR, size="1"))).pieces())


def test_the_blank_sheet(sample):
    assert "bộ tiêu chí mẫu" in blank(sample)


def test_the_blank_sheet_of_a_confirmed_set(confirmed):
    assert "bộ tiêu chí mẫu" not in blank(confirmed)


def heads(file, folder):
    """The first rows of every sheet of the bundle's workbook."""
    folder.mkdir()
    result = finish(export_bundle(file, YEAR, folder))
    with zipfile.ZipFile(result.path) as packed:
        (name,) = [one for one in packed.namelist() if one.endswith(".xlsx")]
        book = openpyxl.load_workbook(io.BytesIO(packed.read(name)))
    return " ".join(str(cell.value) for page in book for row in page.iter_rows(max_row=4) for cell in row)


def test_the_bundle(confirmed, tmp_path):
    assert "bộ tiêu chí mẫu" not in heads(confirmed, tmp_path / "sau")
    undo_all(confirmed)
    assert "bộ tiêu chí mẫu" in heads(confirmed, tmp_path / "truoc")


def undo_all(file):
    with file.action("test.unconfirm", "Bỏ đối chiếu") as action:
        action.execute("DELETE FROM criteria_confirmation")
