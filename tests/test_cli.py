"""The headless commands: one JSON object on stdout, messages on stderr, exit codes 0, 1 and 2."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from khuyenhoc_desktop import cli
from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.services import communes
from tests import all_titles

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample"
NEW = ["new", "--code", "99999", "--name", "An Học", "--province", "Tỉnh mẫu", "--year", "2026"]
FIGURES = "total registered recognised percent_of_total percent_of_registered".split()


@pytest.fixture
def run(tmp_path, capsys):
    """Runs a command over this test's data folder; its exit code, answer and messages."""

    def run(*arguments, data=tmp_path / "xa"):
        code = cli.main(["--data", str(data), *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else None, err

    return run


@pytest.fixture
def made(run):
    """The same, over a new commune."""
    assert run(*NEW)[0] == 0
    return run


@pytest.fixture
def on_sample(run, sample_made, tmp_path):
    """The same, over the sample commune."""
    shutil.copytree(sample_made, tmp_path / "xa")
    return run


def one_code(answer):
    (problem,) = answer["problems"]
    assert set(problem) == {"code", "severity", "sheet", "row", "cell", "message", "cure"}
    assert problem["message"]
    assert problem["cure"]
    return problem["code"]


def test_new_makes_the_file(run, tmp_path):
    code, answer, _ = run(*NEW)
    assert code == 0
    assert answer == {"ok": True, "database": str(tmp_path / "xa" / "khuyenhoc.db")}
    assert Path(answer["database"]).is_file()


def test_new_twice_is_refused(made):
    code, answer, messages = made(*NEW)
    assert (code, answer["ok"], one_code(answer)) == (1, False, "already_there")
    assert "đã có tệp dữ liệu" in messages


def test_a_bad_code_is_refused(run):
    code, answer, _ = run("new", "--code", "123", "--name", "A", "--province", "B", "--year", "2026")
    assert (code, one_code(answer)) == (1, "bad_commune_code")


@pytest.mark.parametrize("command", ["summary", "history", "undo", "redo", "check", "backup"])
def test_without_a_file_commands_are_refused(run, command):
    code, answer, _ = run(command)
    assert (code, one_code(answer)) == (1, "not_found")


@pytest.mark.parametrize(
    "arguments", [["summery"], [], ["new"], ["verify"], ["undo", "--entry", "x"], ["history", "--limit", "0"]]
)
def test_wrong_usage_is_2_with_nothing_on_stdout(run, arguments):
    code, answer, messages = run(*arguments)
    assert (code, answer) == (2, None)
    assert messages.startswith("cách dùng: khuyenhoc")
    assert "sai cách dùng: " in messages


def test_data_may_stand_before_or_after(made, tmp_path, capsys):
    assert cli.main(["history", "--data", str(tmp_path / "xa")]) == 0
    assert len(json.loads(capsys.readouterr().out)["entries"]) == 1


def test_import_households_and_again(made):
    code, answer, _ = made("import-households", SAMPLE / "danh-sach-ho.xlsx")
    assert code == 0
    assert [answer[key] for key in ("rows", "new", "updated", "unchanged", "rejected")] == [180, 180, 0, 0, 0]
    assert len(answer["new_groups"]) == 5
    _, again, _ = made("import-households", SAMPLE / "danh-sach-ho.xlsx")
    assert [again[key] for key in ("new", "updated", "unchanged")] == [0, 0, 180]
    assert again["entry"] is None


def test_a_dry_run_writes_nothing_but_the_result_file(made, tmp_path):
    out = tmp_path / "loi.xlsx"
    code, answer, _ = made("import-households", SAMPLE / "danh-sach-ho.xlsx", "--dry-run", "--errors", out)
    assert (code, answer["new"], answer["errors"], answer["dry_run"]) == (0, 180, str(out), True)
    assert openpyxl.load_workbook(out).sheetnames
    assert made("summary", "--year", "2026")[1]["titles"][0]["total"] == 0


def test_problems_are_told_at_their_cells(made, tmp_path):
    book = openpyxl.load_workbook(SAMPLE / "danh-sach-ho.xlsx")
    book.active["D9"] = "năm nào"
    book.save(tmp_path / "sai.xlsx")
    code, answer, _ = made("import-households", tmp_path / "sai.xlsx")
    assert (code, answer["new"], answer["rejected"]) == (0, 179, 1)
    errors = [problem for problem in answer["problems"] if problem["severity"] == "error"]
    assert [(problem["sheet"], problem["row"], problem["cell"]) for problem in errors] == [
        ("Danh sách hộ", 9, "D9")
    ]


def test_where_the_result_file_cannot_be_written_nothing_is_imported(made, tmp_path):
    (tmp_path / "tệp").write_text("x")
    out = tmp_path / "tệp" / "lỗi.xlsx"
    code, answer, _ = made("import-households", SAMPLE / "danh-sach-ho.xlsx", "--errors", out)
    assert (code, one_code(answer)) == (1, "workbook_locked")
    assert made("summary")[1]["titles"][0]["total"] == 0


def test_what_is_no_workbook_is_refused(made, tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"no workbook")
    for name in ("x.xlsx", "no.xlsx"):
        code, answer, _ = made("import-households", tmp_path / name)
        assert (code, answer["ok"]) == (1, False)
        assert one_code(answer)


def test_import_persons_and_again(made):
    """With the households on file everybody is linked; without them nobody is, unless that is asked for."""
    keys = ("rows", "new", "unchanged", "rejected", "unlinked")
    list_of_persons = ["import-persons", SAMPLE / "cong-dan.xlsx"]
    rows = openpyxl.load_workbook(SAMPLE / "cong-dan.xlsx").active.max_row - 4
    code, alone, _ = made(*list_of_persons, "--dry-run")
    assert (code, [alone[key] for key in keys]) == (0, [rows, 0, 0, rows, rows])
    assert alone["doubtful"] == 180
    assert made(*list_of_persons, "--dry-run", "--doubtful", "none")[1]["new"] == rows
    made("import-households", SAMPLE / "danh-sach-ho.xlsx")
    for expected in ([rows, rows, 0, 0, 0], [rows, 0, rows, 0, 0]):
        _, answer, _ = made(*list_of_persons)
        assert [answer[key] for key in keys] == expected


def test_import_scores(made):
    made("import-households", SAMPLE / "danh-sach-ho.xlsx")
    scores = ["import-scores", SAMPLE / "diem-2026.xlsx", "--title", "learning_family", "--year", "2026"]
    code, answer, _ = made(*scores)
    assert code == 0
    assert answer["rows"] == answer["new"] + answer["unchanged"] + answer["rejected"]
    assert made("summary", "--year", "2026")[1]["titles"][0]["scored"] > 100
    assert made(*scores)[1]["new"] == 0


def test_scores_of_an_unknown_title_are_refused(made):
    code, answer, _ = made("import-scores", SAMPLE / "diem-2026.xlsx", "--title", "learning_cat")
    assert (code, one_code(answer)) == (1, "import.title")


@pytest.mark.parametrize(
    ("title", "heading", "name"),
    [
        ("learning_citizen", "Họ và tên", "Lê Thị Ánh"),
        ("learning_family", "Họ và tên chủ hộ", "Trần Thị Bình"),
        ("learning_clan", "Tên dòng họ", "Họ Nguyễn"),
        ("learning_unit", "Tên đơn vị", "Trường Tiểu học An Học"),
        ("learning_community", "Thôn", "Thôn Hạ"),
        ("commune_learning_community", "Tên xã", "An Học"),
    ],
)
def test_scores_of_every_title_are_imported(made, tmp_path, title, heading, name):
    file = communes.open_commune(tmp_path / "xa")
    all_titles.make(file)
    file.close()
    book, number = openpyxl.Workbook(), {"learning_citizen": "1"}.get(title, "2.1")
    book.active.append([heading, number])
    book.active.append([name, "Có" if title.startswith("commune") else 5])
    book.save(tmp_path / "diem.xlsx")
    code, answer, _ = made("import-scores", tmp_path / "diem.xlsx", "--title", title, "--year", "2026")
    assert (code, answer["new"], answer["problems"]) == (0, 1, [])


def test_summary_is_what_sql_counts(on_sample, sample):
    code, answer, _ = on_sample("summary", "--year", "2026")
    title, *others = answer["titles"]
    assert {other["title"] for other in others} == set(TITLES) - {"learning_family"}
    total, registered, recognised = sample.row(
        "SELECT count(*), sum(registered), sum(coalesce(recognised, 0)) FROM standing WHERE year = 2026"
        " AND title = 'learning_family'"
    )
    assert (code, title["title"]) == (0, "learning_family")
    expected = [total, registered, recognised]
    expected += [float(f"{recognised / base * 100 + 1e-9:.2f}") for base in (total, registered)]
    assert [title[key] for key in FIGURES] == expected
    for key in FIGURES[:3]:
        assert sum(group[key] for group in title["by_group"]) == title[key]
    assert {group["group"] for group in title["by_group"]} >= {"Thôn Hạ", "Xóm Đồi"}
    assert title["change"] == title["recognised"] - title["last_year_recognised"]


def test_a_year_that_is_not_there_is_refused(on_sample, tmp_path):
    for command in (["summary"], ["export", "--out", tmp_path]):
        code, answer, _ = on_sample(*command, "--year", "2031")
        assert (code, one_code(answer)) == (1, "no_year")


def test_export_and_verify(on_sample, tmp_path):
    code, answer, messages = on_sample("export", "--year", "2026", "--out", tmp_path / "ra")
    assert code == 0
    bundle = Path(answer["bundle"])
    with zipfile.ZipFile(bundle) as packed:
        assert [file["path"] for file in answer["files"]] == packed.namelist()
    assert "bộ tiêu chí mẫu" in messages
    assert {problem["severity"] for problem in answer["problems"]} == {"warning"}
    code, verified, _ = on_sample("verify", bundle)
    assert (code, verified["ok"], verified["problems"]) == (0, True, [])
    assert on_sample("export", "--year", "2026", "--out", tmp_path / "nua")[1]["sha256"] == answer["sha256"]


def test_an_altered_bundle_is_refused(on_sample, tmp_path):
    bundle = Path(on_sample("export", "--out", tmp_path)[1]["bundle"])
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    code, answer, messages = on_sample("verify", bundle)
    assert (code, answer["ok"]) == (1, False)
    assert "seal_broken" in {problem["code"] for problem in answer["problems"]}
    assert messages


def test_history_undo_and_redo(made):
    made("import-households", SAMPLE / "danh-sach-ho.xlsx")
    entries = made("history", "--limit", "1")[1]["entries"]
    assert [entry["action"] for entry in entries] == ["import.households"]
    code, answer, _ = made("undo")
    assert (code, answer["undone"]["id"]) == (0, entries[0]["id"])
    assert made("summary")[1]["titles"][0]["total"] == 0
    assert made("redo")[1]["redone"]["id"] == entries[0]["id"]
    assert made("summary")[1]["titles"][0]["total"] == 180
    assert one_code(made("redo")[1]) == "nothing_to_redo"


def test_undo_of_what_later_work_stands_on_asks(on_sample):
    entries = on_sample("history", "--limit", "100")[1]["entries"]
    first = next(entry["id"] for entry in reversed(entries) if entry["action"] == "import.households")
    code, answer, _ = on_sample("undo", "--entry", first)
    assert (code, one_code(answer)) == (1, "undo_conflict")
    assert answer["later"]
    code, answer, _ = on_sample("undo", "--entry", first, "--on-conflict", "take_back")
    assert (code, one_code(answer)) == (1, "undo_blocked")  # clans and units sit in the thôn that would go
    seated = [entry["id"] for entry in answer["later"] if entry["action"] in ("import.clans", "import.units")]
    assert len(seated) == 2
    for later in seated:
        assert on_sample("undo", "--entry", str(later), "--on-conflict", "take_back")[0] == 0
    assert on_sample("undo", "--entry", first, "--on-conflict", "take_back")[0] == 0
    assert on_sample("summary")[1]["titles"][0]["total"] == 0


def test_check_and_repair(on_sample, sample, tmp_path):
    import apsw

    assert on_sample("check")[:2] == (0, {"ok": True, "repaired": [], "entry": None, "problems": []})
    database = apsw.Connection(str(tmp_path / "xa" / "khuyenhoc.db"))
    database.execute("UPDATE standing SET registered = 1 - registered WHERE year = 2026")
    database.close()
    code, answer, messages = on_sample("check")
    assert (code, answer["ok"], one_code(answer)) == (1, False, "derived_differs")
    assert answer["problems"][0]["message"] in messages
    code, answer = on_sample("check", "--repair")[:2]
    assert (code, answer["ok"], answer["problems"]) == (0, True, [])
    assert [problem["code"] for problem in answer["repaired"]] == ["derived_differs"]
    assert answer["entry"] is None  # no fact was changed


def test_backup_and_restore(on_sample, tmp_path):
    backup = on_sample("backup", "--to", tmp_path / "usb")[1]["backup"]
    assert Path(backup).parent == tmp_path / "usb"
    before = on_sample("summary")[1]
    on_sample("undo")
    code, answer, _ = on_sample("restore", backup)
    assert (code, answer["restored"]) == (0, backup)
    assert Path(answer["kept"]).is_file()
    assert on_sample("summary")[1] == before
    assert one_code(on_sample("restore", tmp_path / "no.db")[1]) == "not_found"
    code, fresh, _ = on_sample("restore", backup, data=tmp_path / "máy mới")
    assert (code, fresh["kept"]) == (0, None)  # there was nothing to keep
    assert on_sample("summary", data=tmp_path / "máy mới")[1] == before


def test_nothing_takes_the_place_of_a_file_that_a_window_has_open(on_sample, tmp_path):
    """What the window saves would go to the file that was set aside."""
    copy = on_sample("backup", "--to", tmp_path / "usb")[1]["backup"]
    window = communes.open_commune(tmp_path / "xa")
    code, answer, messages = on_sample("restore", copy)
    assert (code, one_code(answer)) == (1, "in_use")
    assert "Đóng cửa sổ" in messages
    window.close()
    assert on_sample("restore", copy)[0] == 0


def test_demo_does_the_whole_job_and_again_the_same(tmp_path, capsys):
    answers = []
    for _ in range(2):
        assert cli.main(["demo", "--out", str(tmp_path)]) == 0
        out, messages = capsys.readouterr()
        answers.append(json.loads(out))
    assert answers[0]["verified"]
    assert Path(answers[0]["bundle"]).is_file()
    assert answers[0]["titles"][0]["recognised"] > 0
    assert answers[1]["sha256"] == answers[0]["sha256"]
    assert answers[0]["bundle"] in messages


def test_what_nobody_foresaw_is_still_one_json_object(run, monkeypatch):
    def fail(arguments):
        raise ZeroDivisionError("hỏng")

    monkeypatch.setitem(cli.COMMANDS, "check", fail)
    code, answer, messages = run("check")
    assert (code, one_code(answer)) == (1, "internal")
    assert "ZeroDivisionError" in messages


@pytest.mark.parametrize("start", [["main.py"], ["-m", "khuyenhoc_desktop.cli"]])
def test_as_a_program_it_speaks_utf8_whatever_the_console(start, tmp_path):
    told = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C"}
    command = [sys.executable, *start, "--data", str(tmp_path), "summary"]
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, check=False)
    assert done.returncode == 1
    assert json.loads(done.stdout.decode("utf-8"))["problems"][0]["code"] == "not_found"
    assert "Không tìm thấy" in done.stderr.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="pipes of another kind")
def test_a_reader_that_goes_early_is_no_fault(tmp_path):
    """As in `… | head -1`: nothing on stderr but the refusal itself."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "main.py", "--data", str(tmp_path), "summary"]
    done = subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    told = done.stderr.decode("utf-8")
    assert (done.returncode, told.count("\n"), "Traceback" in told) == (1, 1, False)


def test_help_loads_neither_services_nor_the_database():
    command = "import sys\nfrom khuyenhoc_desktop import cli\ncli.main(['--help'])\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"apsw", "peewee", "PySide6", "msgspec", "khuyenhoc_desktop.services"}
