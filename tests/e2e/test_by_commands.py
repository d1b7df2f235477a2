"""The main job by headless commands, each in a process of its own as support staff run them."""

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.e2e.commune import FAULTY_CELLS, GROUPS, MAXIMA, YEAR, households, write_workbook

ROOT = Path(__file__).resolve().parents[2]
NEW = ["new", "--code", "08254", "--name", "Yên Phú", "--province", "Hưng Yên", "--year", YEAR]
COUNTS = ("total", "registered", "scored", "reached", "proposed", "recognised")


@pytest.fixture
def run(tmp_path):
    """Runs `python main.py --data … COMMAND …`; its exit code and the JSON object it printed."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}

    def run(*arguments):
        command = [sys.executable, "main.py", "--data", tmp_path / "xã", *arguments]
        done = subprocess.run(
            list(map(str, command)), cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert "Traceback" not in done.stderr
        return done.returncode, json.loads(done.stdout)

    return run


def write_scores(path):
    """A wide sheet: Đoài has the maximum, Đông 9 points less in the first column and one above the maximum,
    Bắc is not in it."""
    codes = [f"{criterion}.{place}" for criterion in (1, 2, 3, 4) for place in (1, 2, 3)]
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Điểm")
        page.write_row(0, 0, ("STT", "Họ và tên chủ hộ", "Năm sinh", "Thôn", "Đăng ký", *codes, "Công nhận"))
        for row, (number, name, born, _, _, group, _) in enumerate(households()[:20], start=1):
            first = 1 if group == GROUPS[1] else 10
            marks = [first, *MAXIMA[1:]]
            if number == 20:
                marks[1] = 10.5  # the maximum is 10
            page.write_row(row, 0, (number, name, born, group, "x", *marks, "x" if number <= 8 else ""))
    return path


def table(bundle, name):
    with zipfile.ZipFile(bundle) as packed:
        return list(csv.DictReader(io.StringIO(packed.read(name).decode("utf-8"), newline="")))


def test_the_main_job_by_commands(run, tmp_path):
    code, answer = run(*NEW)
    assert (code, Path(answer["database"])) == (0, tmp_path / "xã" / "khuyenhoc.db")
    import_both(run, tmp_path)
    expected = {GROUPS[0]: (10, 10, 10, 10, 0, 8), GROUPS[1]: (10, 9, 9, 9, 0, 0), GROUPS[2]: (10, 0, 0, 0, 0, 0)}
    figures = check_summary(run, expected)
    bundle = hand_up(run, tmp_path, figures)
    take_back_and_do_again(run, figures)
    keep_safe(run, tmp_path, figures)
    assert run("export", "--out", tmp_path / "nữa")[1]["sha256"] == bundle


def import_both(run, tmp_path):
    workbook = write_workbook(tmp_path / "danh sách hộ.xlsx")
    code, answer = run("import-households", workbook, "--errors", tmp_path / "kết quả.xlsx")
    assert (code, answer["rows"], answer["new"], answer["rejected"]) == (0, 32, 30, 2)
    errors = [problem for problem in answer["problems"] if problem["severity"] == "error"]
    assert sorted(problem["cell"] for problem in errors) == sorted(FAULTY_CELLS)
    assert all(problem["message"] and problem["cure"] for problem in errors)
    assert (tmp_path / "kết quả.xlsx").stat().st_size > 0
    scores = ("import-scores", write_scores(tmp_path / "điểm.xlsx"), "--title", "learning_family", "--year", YEAR)
    assert run(*scores, "--dry-run")[1]["new"] == 19
    code, answer = run(*scores)
    assert (code, answer["rows"], answer["new"], answer["rejected"]) == (0, 20, 19, 1)
    assert [problem["code"] for problem in answer["problems"] if problem["severity"] == "error"] == [
        "above_maximum"
    ]


def check_summary(run, expected):
    """The figures against those worked out by hand."""
    code, answer = run("summary", "--year", YEAR)
    title, *_others = answer["titles"]
    assert code == 0
    assert {row["group"]: tuple(row[key] for key in COUNTS) for row in title["by_group"]} == expected
    assert tuple(title[key] for key in COUNTS) == (30, 19, 19, 19, 0, 8)
    assert (title["percent_of_total"], title["percent_of_registered"]) == (26.67, 42.11)
    return answer


def hand_up(run, tmp_path, figures):
    """The bundle, verified, and refused once a byte is altered."""
    code, answer = run("export", "--year", YEAR, "--out", tmp_path / "ra")
    bundle = Path(answer["bundle"])
    assert (code, answer["sequence"], answer["previous_sha256"]) == (0, 1, None)
    assert run("verify", bundle) == (0, {"ok": True, "bundle": str(bundle), "problems": []})
    assert sum(row["registered"] == "true" for row in table(bundle, "assessments.csv")) == 19
    told = {row["title"]: row["recognised"] for row in table(bundle, "summary.csv")}
    assert (len(told), told["learning_family"]) == (6, "8")
    altered = bytearray(bundle.read_bytes())
    altered[len(altered) // 2] ^= 1
    (tmp_path / "sai.zip").write_bytes(altered)
    code, told = run("verify", tmp_path / "sai.zip")
    assert (code, told["ok"]) == (1, False)
    assert told["problems"]
    return answer["sha256"]


def take_back_and_do_again(run, figures):
    entries = run("history", "--limit", 20)[1]["entries"]
    imported = [entry["id"] for entry in entries if entry["action"].startswith("import.")]
    assert len(imported) == 2
    code, answer = run("undo")
    assert (code, answer["undone"]["id"]) == (0, imported[0])
    assert run("summary")[1]["titles"][0]["scored"] == 0
    assert run("undo")[1]["undone"]["id"] == imported[1]
    assert run("summary")[1]["titles"][0]["total"] == 0
    assert [run("redo")[1]["redone"]["id"] for _ in imported] == imported[::-1]
    assert run("summary")[1] == figures
    code, answer = run("redo")
    assert (code, answer["ok"]) == (1, False)


def keep_safe(run, tmp_path, figures):
    """Check, back up, spoil, restore."""
    code, answer = run("check")
    assert (code, answer["ok"]) == (0, True)
    # The sheet says who is recognised, but not by which decision: a remark at most.
    assert {problem["severity"] for problem in answer["problems"]} <= {"warning"}
    code, answer = run("backup", "--to", tmp_path / "usb")
    backup = Path(answer["backup"])
    assert (code, backup.parent) == (0, tmp_path / "usb")
    run("undo")
    assert run("summary")[1] != figures
    code, answer = run("restore", backup)
    assert (code, answer["restored"]) == (0, str(backup))
    assert Path(answer["kept"]).exists()
    assert run("summary")[1] == figures
    assert run("check")[1]["ok"]


def test_the_demo(tmp_path):
    """`dev.py demo` runs this: no display, nothing there before, the whole job and a verified bundle."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    environment["KHUYENHOC_HOME"] = str(tmp_path / "home")
    done = subprocess.run(
        [sys.executable, "main.py", "demo", "--out", str(tmp_path / "ra")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["ok"], answer["verified"]) == (0, True, True)
    bundle, title = Path(answer["bundle"]), answer["titles"][0]
    assert bundle.parent == tmp_path / "ra"
    marks = table(bundle, "assessments.csv")
    counted = (len(marks), *(sum(row[key] == "true" for row in marks) for key in ("registered", "recognised")))
    assert counted == (title["total"], title["registered"], title["recognised"])
    assert title["recognised"] > 0
    assert not (tmp_path / "home" / "data").exists()  # the own commune is left alone
    assert str(bundle) in done.stderr
