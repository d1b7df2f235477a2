"""import-clans and import-units without a window: figures, a dry run, the result file, nothing twice."""

import json

import openpyxl
import pytest

from khuyenhoc_desktop import cli
from khuyenhoc_desktop.services import clans, groups, households, units
from khuyenhoc_desktop.services.bodies import Query
from khuyenhoc_desktop.services.communes import open_commune
from khuyenhoc_desktop.services.households import HouseholdFields
from tests.services.importing.books import write_xlsx

YEAR = 2026


@pytest.fixture
def commune(commune):
    (thon,) = groups.add_groups(commune, [("Thôn Hạ", "thôn")], 2024)
    commune.home = households.add(commune, 2025, thon, HouseholdFields(code="H1", head_name="Trần Văn An"))
    commune.close()
    return commune


@pytest.fixture
def run(commune, capsys):
    def run(*arguments):
        code = cli.main(["--data", str(commune.folder), *map(str, arguments)])
        return code, json.loads(capsys.readouterr().out)

    return run


def figures(answer):
    return [answer[key] for key in ("rows", "new", "updated", "unchanged", "rejected")]


def test_clans_then_their_households(run, commune, tmp_path):
    listed = write_xlsx(
        tmp_path / "ho.xlsx",
        {"Họ": [["Tên dòng họ", "Trưởng họ", "Thôn"], ["Họ Trần", "Trần Văn Thọ", "Thôn Hạ"]]},
    )
    code, dry = run("import-clans", listed, "--dry-run")
    assert (code, figures(dry), dry["entry"]) == (0, [1, 1, 0, 0, 0], None)
    assert figures(run("import-clans", listed)[1]) == [1, 1, 0, 0, 0]
    code, again = run("import-clans", listed)
    assert (code, figures(again), again["entry"]) == (0, [1, 0, 0, 1, 0], None)
    members = write_xlsx(
        tmp_path / "ho-cua-ho.xlsx",
        {
            "Hộ": [
                ["Dòng họ", "Mã hộ", "Chủ hộ"],
                ["Họ Trần", "H1", "Trần Văn An"],
                ["Họ Trần", "H7", "Trần Văn Ba"],
            ]
        },
    )
    code, told = run("import-clans", members, "--errors", tmp_path / "ket-qua.xlsx")
    assert (code, figures(told), told["unlinked"], told["doubtful"]) == (0, [2, 1, 0, 0, 1], 1, 1)
    assert [(p["code"], p["cell"]) for p in told["problems"]] == [("household_code_unknown", "B3")]
    page = openpyxl.load_workbook(told["errors"])["Hộ"]
    assert page["D2"].value == "Nhập được: mới"
    assert page["D3"].value.startswith("KHÔNG NHẬP")
    file = open_commune(commune.folder)
    (clan,) = clans.REGISTER.find_ids(file, Query(YEAR))
    assert clans.member_ids(file, clan) == [commune.home]
    file.close()


def test_units(run, commune, tmp_path):
    rows = [["Tên đơn vị", "Loại", "Số người làm việc"], ["Trường A", "THCS", 20], ["Công ty B", "", "hai"]]
    book = write_xlsx(tmp_path / "don-vi.xlsx", {"Đơn vị": rows})
    code, told = run("import-units", book)
    assert (code, figures(told)) == (0, [2, 1, 0, 0, 1])
    assert "unlinked" not in told
    assert [(p["code"], p["cell"]) for p in told["problems"]] == [("staff_count_text", "C3")]
    file = open_commune(commune.folder)
    (unit,) = units.REGISTER.rows(file, YEAR, units.REGISTER.find_ids(file, Query(YEAR)))
    assert (unit.name, unit.kind, unit.staff_count) == ("Trường A", "school", 20)
    file.close()


def test_a_workbook_without_a_table_is_refused(run, tmp_path):
    book = write_xlsx(tmp_path / "la.xlsx", {"Trang": [["Xin chào"], ["Không có gì"]]})
    code, told = run("import-units", book)
    assert (code, told["ok"], told["problems"][0]["code"]) == (1, False, "import.no_table")
    assert "Tên đơn vị" in told["problems"][0]["cure"]
