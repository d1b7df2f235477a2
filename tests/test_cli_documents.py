"""The command `documents`: files named in the answer, refusals as JSON; PDF in a process that has no window."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from khuyenhoc_desktop.cli import main

ROOT = Path(__file__).resolve().parent.parent


def run(capsys, sample_made, *arguments):
    code = main(["--data", str(sample_made), "documents", *arguments])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def folder(sample, tmp_path):
    """The sample's data folder, closed; the papers go beside it."""
    sample.close()
    return sample.folder


def test_a_word_file_is_named_in_the_answer(capsys, folder, tmp_path):
    code, answer = run(capsys, folder, "--kind", "minutes", "--group", "thôn hạ", "--out", str(tmp_path / "giay"))
    assert code == 0
    assert answer["ok"] is True
    assert [Path(name).name for name in answer["files"]] == [
        "bien-ban-binh-xet-gia-dinh-hoc-tap-thon-ha-2026.docx"
    ]
    assert Path(answer["files"][0]).stat().st_size > 10_000


def test_a_pdf_is_made_without_a_window(folder, tmp_path):
    command = [sys.executable, "main.py", "--data", str(folder), "documents", "--kind", "decision"]
    without = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [*command, "--format", "pdf", "--date", "2026-02-05", "--out", str(tmp_path)],
        cwd=ROOT,
        env=without,
        capture_output=True,
        text=True,
        check=False,
    )
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["lacking"]) == (0, [])
    first = " ".join(pypdf.PdfReader(answer["files"][0]).pages[0].extract_text().split())
    assert "ngày 05 tháng 02 năm 2026" in first
    assert "QUYẾT ĐỊNH" in first


def test_summary_tables_leave_as_a_workbook(capsys, folder, tmp_path):
    code, answer = run(capsys, folder, "--kind", "summary_tables", "--format", "xlsx", "--out", str(tmp_path))
    assert (code, Path(answer["files"][0]).name) == (0, "bieu-tong-hop-2026.xlsx")
    assert answer["lacking"] == ["tên Chủ tịch Hội Khuyến học"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--kind", "giay"], "no_such_document"),
        (["--kind", "report", "--format", "xlsx"], "format_not_for_document"),
        (["--kind", "certificates", "--size", "2"], "size_not_for_document"),
        (["--kind", "report", "--size", "A4"], "size_not_for_document"),
        (["--kind", "minutes", "--group", "Thôn Không"], "no_group"),
        (["--kind", "decision", "--title", "commune_learning_community"], "document_not_for_title"),
        (["--kind", "decision", "--title", "learning_clan"], "nothing_to_print"),
        (["--kind", "minutes", "--year", "2030"], "no_year"),
    ],
)
def test_refusals(capsys, folder, tmp_path, arguments, code):
    done, answer = run(capsys, folder, *arguments, "--out", str(tmp_path / "giay"))
    assert done == 1
    assert answer["code"] == code
    assert list((tmp_path / "giay").glob("*")) == []


def test_a_folder_that_is_a_file_is_refused(capsys, folder, tmp_path):
    (tmp_path / "giay").write_text("x")
    done, answer = run(capsys, folder, "--kind", "minutes", "--out", str(tmp_path / "giay"))
    assert (done, answer["code"]) == (1, "cannot_write")
