"""Names that a spreadsheet would take for formulas: they stay text in every workbook and CSV that is written."""

import csv
import io
import json
import zipfile
from types import SimpleNamespace

import openpyxl
import pytest

from khuyenhoc_desktop.domain.cell_text import pasteable
from khuyenhoc_desktop.domain.criteria import TITLES, parse_criteria_set
from khuyenhoc_desktop.services import criteria_sets, nearest, subjects, workflow_preview
from khuyenhoc_desktop.services.criteria.what_if import export_what_if, what_if
from khuyenhoc_desktop.services.criteria.writing import export_xlsx
from khuyenhoc_desktop.services.documents.making import save_xlsx
from khuyenhoc_desktop.services.documents.request import Request, file_stem
from khuyenhoc_desktop.services.handover.bundle import export_bundle
from khuyenhoc_desktop.services.importing.score_template import write_score_template
from khuyenhoc_desktop.services.importing.template import write_household_template, write_person_template
from khuyenhoc_desktop.services.progress import finish
from tests.all_titles import YEAR, make

HOSTILE = (
    '=HYPERLINK("http://xau.example";"Bấm")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd",
    "@SUM(1+1)*A1",
    "{=1+1}",
    "http://xau.example/",
)
NAMED = {
    "household": ("head_name", "code", "address", "note"),
    "person": ("name", "code", "note"),
    "clan": ("name", "head_name", "code", "note"),
    "unit": ("name", "head_name", "code", "note"),
    "residential_group": ("name",),
}


@pytest.fixture
def hostile(commune):
    """A commune of all titles whose names, codes and notes begin as formulas do."""
    made = make(commune)
    with commune.action("test.hostile", "Đặt tên độc hại") as action:
        for table, columns in NAMED.items():
            for place, (one,) in enumerate(action.execute(f"SELECT id FROM {table}")):
                text = f"{HOSTILE[place % len(HOSTILE)]} {place}"
                for column in columns:
                    action.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (text, one))
        action.execute(
            "UPDATE setting SET value = ? WHERE key IN ('association.name', 'commune.name')", HOSTILE[:1]
        )
    return made


def texts_of(path):
    """Every text of a workbook, after making sure that none of its cells is a formula or a link."""
    found = []
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"{path.name} {sheet.title} {cell.coordinate}: {cell.value}"
                assert cell.hyperlink is None
                found += [cell.value] if isinstance(cell.value, str) else []
    return found


def holds_names(texts):
    return any(text.startswith(HOSTILE[:4]) for text in texts)


@pytest.mark.parametrize("title", TITLES)
def test_templates_of_scores(commune, hostile, tmp_path, title):
    assert finish(write_score_template(commune, YEAR, title, tmp_path / "a.xlsx"))
    assert any(HOSTILE[0].casefold() in text.casefold() for text in texts_of(tmp_path / "a.xlsx"))


def test_templates_of_lists(commune, hostile, tmp_path):
    for write in (write_household_template, write_person_template):
        assert holds_names(texts_of(write(commune, YEAR, tmp_path / "b.xlsx")))


def test_summary_tables_and_lists(commune, hostile, tmp_path):
    request = Request("summary_tables", "learning_family", YEAR)
    assert holds_names(texts_of(finish(save_xlsx(commune, request, tmp_path / "th.xlsx"))))
    found = workflow_preview.for_withdrawal(commune, YEAR, hostile.households, "learning_family")
    workflow_preview.write_preview(commune, found, tmp_path / "xem.xlsx", HOSTILE[0])
    assert HOSTILE[0] in texts_of(tmp_path / "xem.xlsx")


def test_the_list_of_those_near_the_threshold(commune, hostile, tmp_path):
    result = SimpleNamespace(is_checklist=False, missing=(), total=6500, required_total=7000, sentence=HOSTILE[4])
    rows = subjects.rows(commune, YEAR, hostile.households)
    found = [nearest.Near(row, result, 500, 0, (HOSTILE[4], HOSTILE[5])) for row in rows]
    told = texts_of(nearest.export(found, tmp_path / "gan.xlsx"))
    assert holds_names(told)
    assert HOSTILE[4] in told


def test_a_criteria_set_with_formulas_for_texts(commune, hostile, tmp_path):
    told = json.loads(sorted((criteria_sets.RESOURCES / "criteria").glob("gia_dinh*.json"))[0].read_text("utf-8"))
    told["name"] = HOSTILE[0]
    told["criteria"][0]["name"] = HOSTILE[1]
    one, problems = parse_criteria_set(json.dumps(told))
    assert one is not None, problems
    assert holds_names(texts_of(export_xlsx(one, tmp_path / "bo.xlsx")))
    found = finish(what_if(commune, one, YEAR))
    assert HOSTILE[0] in " ".join(texts_of(finish(export_what_if(commune, found, tmp_path / "neu.xlsx"))))


def test_the_bundle(commune, hostile, tmp_path):
    made = finish(export_bundle(commune, YEAR, tmp_path))
    with zipfile.ZipFile(made.path) as bundle:
        (tmp_path / "w.xlsx").write_bytes(bundle.read("tong-hop.xlsx"))
        names = [name for name in bundle.namelist() if name.endswith(".csv")]
        cells = [
            cell for name in names for row in csv.reader(io.StringIO(bundle.read(name).decode())) for cell in row
        ]
    assert holds_names(texts_of(tmp_path / "w.xlsx"))
    risky = [one for one in cells if one[:1] in tuple("=+@\t") or (one[:1] == "-" and len(one) > 1)]
    assert risky == []
    assert any(one.startswith("'=HYPERLINK") for one in cells)


@pytest.mark.parametrize("name", ["../../x", "CON", "NUL.", "a:b", "..", "x" * 400, "a/b\\c", "tên có dấu\x00"])
def test_file_names_made_of_names_stay_in_their_folder(commune, hostile, tmp_path, name):
    with commune.action("test.rename", "Đặt tên thôn") as action:
        action.execute("UPDATE residential_group SET name = ? WHERE id = ?", (name, hostile.groups[0]))
    stem = file_stem(commune, Request("summary_tables", "learning_family", YEAR, group_id=hostile.groups[0]))
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert stem.split("-")[0] not in ("con", "nul")
    path = tmp_path / f"{stem}.xlsx"
    path.touch()
    assert path.parent == tmp_path


@pytest.mark.parametrize(
    ("text", "pasted"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2,5", "-2,5"),
        ("+7,00 %", "+7,00 %"),
        ("Nguyễn\tVăn\nAn", "Nguyễn Văn An"),
        ("–", "–"),
        ("", ""),
    ],
)
def test_what_is_copied_cannot_become_a_formula(text, pasted):
    assert pasteable(text) == pasted
