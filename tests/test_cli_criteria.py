"""The command `criteria`: what it tells of good and bad files, and what it leaves in the commune file."""

import json

import openpyxl
import pytest

from khuyenhoc_desktop import cli
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.criteria.writing import export_xlsx
from tests.domain.criteria_samples import changed, small_set, text_of


@pytest.fixture
def run(commune, capsys):
    """Runs a command over this test's commune; its exit code and answer."""

    def run(*arguments):
        code = cli.main(["--data", str(commune.folder), *map(str, arguments)])
        return code, json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "bo.json"
    path.write_text(text_of(changed()), "utf-8")
    return path


def test_a_sound_file_is_told(run, small):
    code, answer = run("criteria", "check", small)
    assert (code, answer["set"], answer["version"], answer["indicators"]) == (0, "thu", "1", 6)
    assert answer["problems"] == []


def test_problems_of_json_are_told_at_their_place(run, tmp_path):
    path = tmp_path / "bo.json"
    path.write_text(text_of(changed((("criteria", 0, "indicators", 0, "kind"), "pints"))), "utf-8")
    code, answer = run("criteria", "check", path)
    assert (code, answer["code"]) == (1, "bad_criteria")
    assert answer["problems"][0]["message"].startswith("criteria[0].indicators[0].kind: ")


def test_problems_of_a_workbook_are_told_at_their_cells(run, tmp_path):
    path = export_xlsx(small_set(), tmp_path / "bo.xlsx")
    book = openpyxl.load_workbook(path)
    book["Bộ tiêu chí"]["F6"] = "mười"
    book.save(path)
    code, answer = run("criteria", "import", path)
    assert code == 1
    assert [(each["sheet"], each["row"], each["cell"]) for each in answer["problems"]] == [
        ("Bộ tiêu chí", 6, "F6")
    ]


def test_importing_keeps_the_set_and_exporting_gives_it_back(run, commune, small, tmp_path):
    assert run("criteria", "import", small)[0] == 0
    assert ("thu", "1") in {(one.set_id, one.version) for one in criteria_sets.all_kept(commune)}
    out = tmp_path / "ra.json"
    code, answer = run("criteria", "export", "thu", "1", "--out", out)
    assert (code, answer["file"]) == (0, str(out))
    assert out.read_bytes() == small.read_bytes()
    workbook = tmp_path / "ra.xlsx"
    assert run("criteria", "export", "thu", "1", "--out", workbook)[0] == 0
    assert openpyxl.load_workbook(workbook)["Quy tắc"]["B7"].value == "Bộ thử"
    assert run("criteria", "import", workbook)[0] == 0  # the same content, laid out in another way


def test_what_is_not_kept_cannot_be_exported(run, tmp_path):
    code, answer = run("criteria", "export", "la", "9", "--out", tmp_path / "x.json")
    assert (code, answer["code"]) == (1, "unknown_set")
    assert "gia_dinh_hoc_tap 2022.1" in answer["problems"][0]["cure"]


def test_another_content_under_a_known_version_is_refused(run, small, tmp_path):
    run("criteria", "import", small)
    small.write_text(text_of(changed((("name",), "Tên khác"))), "utf-8")
    assert run("criteria", "import", small)[1]["code"] == "criteria_changed"
