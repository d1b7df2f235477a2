"""Names that a spreadsheet would take for formulas: they stay text in every workbook and CSV that is written."""

import ast
import csv
import json
import zipfile
from pathlib import Path
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
from khuyenhoc_desktop.services.importing.bodies import plan_units
from khuyenhoc_desktop.services.importing.body_template import (
    write_clan_template,
    write_member_template,
    write_unit_template,
)
from khuyenhoc_desktop.services.importing.clans import plan_clans
from khuyenhoc_desktop.services.importing.households import plan_households
from khuyenhoc_desktop.services.importing.persons import plan_persons
from khuyenhoc_desktop.services.importing.result_file import write_result
from khuyenhoc_desktop.services.importing.score_template import write_score_template
from khuyenhoc_desktop.services.importing.scores import plan_scores
from khuyenhoc_desktop.services.importing.tables import Options
from khuyenhoc_desktop.services.importing.template import (
    HEADER_ROW,
    write_household_template,
    write_person_template,
)
from khuyenhoc_desktop.services.progress import finish
from tests.all_titles import YEAR, make

PACKAGE = Path(criteria_sets.__file__).parents[1]
HOSTILE = (
    '=HYPERLINK("http://xau.example";"Bấm")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd",
    "@SUM(1+1)*A1",
    "\t=1+1",
    "\r=1+1",
    "{=1+1}",
    "http://xau.example/",
    "+1",
)
NAMED = {
    "household": ("head_name", "code", "address", "note", "personal_number"),
    "person": ("name", "code", "note", "personal_number"),
    "clan": ("name", "head_name", "code", "note", "address"),
    "unit": ("name", "head_name", "code", "note", "address"),
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


def template_writer(write):
    return lambda file, _made, out: [write(file, YEAR, out / "mau.xlsx")]


def score_templates(file, _made, out):
    for title in TITLES:
        yield finish(write_score_template(file, YEAR, title, out / f"{title}.xlsx"))


def filled(path):
    """A template with a row for each hostile text, in every column."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for row, text in enumerate(HOSTILE, HEADER_ROW + 2):
        for cell in page[HEADER_ROW + 1]:
            page.cell(row, cell.column, text).data_type = "s"
    book.save(path)
    return path


def result_writer(write, plan):
    """The result file of a list in which every cell is hostile, and of the same as CSV."""

    def results(file, _made, out):
        path = filled(write(file, YEAR, out / "ds.xlsx"))
        found = finish(plan(file, YEAR, path, Options()))
        assert found.problems
        return [finish(write_result(found, out / "kq.xlsx"))]

    return results


def score_results(file, made, out):
    template = finish(write_score_template(file, YEAR, "learning_family", out / "diem.xlsx"))
    found = finish(plan_scores(file, YEAR, "learning_family", filled(template), Options()))
    return [finish(write_result(found, out / "kq.xlsx"))]


def csv_results(file, made, out):
    with (out / "ds.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = [["Họ và tên chủ hộ", "Thôn", "Ghi chú"], *([text] * 3 for text in HOSTILE)]
        csv.writer(stream).writerows(rows)
    found = finish(plan_households(file, YEAR, out / "ds.csv", Options()))
    return [finish(write_result(found, out / "kq.xlsx"))]


def summaries(file, made, out):
    request = Request("summary_tables", "learning_family", YEAR)
    return [finish(save_xlsx(file, request, out / "th.xlsx"))]


def previews(file, made, out):
    for title, ids in (("learning_family", made.households), ("learning_citizen", made.persons)):
        found = workflow_preview.for_withdrawal(file, YEAR, ids, title)
        workflow_preview.write_preview(file, found, out / f"{title}.xlsx", HOSTILE[0])
        yield out / f"{title}.xlsx"


def near_lists(file, made, out):
    result = SimpleNamespace(is_checklist=False, missing=(), total=6500, required_total=7000, sentence=HOSTILE[3])
    rows = subjects.rows(file, YEAR, made.households)
    found = [nearest.Near(row, result, 500, 0, (HOSTILE[3], HOSTILE[2])) for row in rows]
    return [nearest.export(found, out / "gan.xlsx")]


def hostile_set():
    told = json.loads(sorted((criteria_sets.RESOURCES / "criteria").glob("gia_dinh*.json"))[0].read_text("utf-8"))
    told["name"] = HOSTILE[0]
    told["criteria"][0]["name"] = HOSTILE[1]
    one, problems = parse_criteria_set(json.dumps(told))
    assert one is not None, problems
    return one


def criteria_books(file, made, out):
    return [export_xlsx(hostile_set(), out / "bo.xlsx")]


def what_ifs(file, made, out):
    return [finish(export_what_if(file, finish(what_if(file, hostile_set(), YEAR)), out / "neu.xlsx"))]


def bundles(file, made, out):
    """The workbook and the CSV tables of a bundle."""
    with zipfile.ZipFile(finish(export_bundle(file, YEAR, out)).path) as bundle:
        for name in bundle.namelist():
            if name.endswith((".xlsx", ".csv")):
                path = out / name.replace("/", "-")
                path.write_bytes(bundle.read(name))
                yield path


# Every module that makes a workbook or CSV, and how each kind of file comes about; a module missing here fails.
WRITERS = {
    "services/importing/template.py": (
        template_writer(write_household_template),
        template_writer(write_person_template),
    ),
    "services/importing/body_template.py": tuple(
        map(template_writer, (write_clan_template, write_member_template, write_unit_template))
    ),
    "services/importing/score_template.py": (score_templates,),
    "services/importing/result_file.py": (
        result_writer(write_household_template, plan_households),
        result_writer(write_person_template, plan_persons),
        result_writer(write_clan_template, plan_clans),
        result_writer(write_member_template, plan_clans),
        result_writer(write_unit_template, plan_units),
        score_results,
        csv_results,
    ),
    "services/documents/figures.py": (summaries,),
    "services/workflow_preview.py": (previews,),
    "services/nearest.py": (near_lists,),
    "services/criteria/writing.py": (criteria_books,),
    "services/criteria/what_if.py": (what_ifs,),
    "services/handover/workbook.py": (bundles,),
    "services/handover/csv_text.py": (bundles,),
}
CLIPBOARD = {"ui/grid/blocks.py"}
HELPERS = {"services/importing/new_workbook.py"}


def modules_that_write():
    """The modules that call what makes a workbook or writes CSV."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                "new_workbook",
                "xlsxwriter.Workbook",
                "Workbook",
                "openpyxl.Workbook",
                "csv.writer",
                "csv.DictWriter",
            ):
                found.add(path.relative_to(PACKAGE).as_posix())
    return found - {"services/importing/reading.py"}  # its Workbook is what was read


def texts_of(path):
    """Every text of a file, after making sure that none is a formula or a link where it is opened."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as stream:
            texts = [cell for row in csv.reader(stream) for cell in row]
        assert [one for one in texts if is_risky(one)] == [], path.name
        return texts
    found = []
    for sheet in openpyxl.load_workbook(path).worksheets:
        offered = [str(one.formula1) for one in sheet.data_validations.dataValidation]
        assert not [one for one in offered if any(text in one for text in HOSTILE[:4])], path.name
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"{path.name} {sheet.title} {cell.coordinate}: {cell.value}"
                assert cell.hyperlink is None
                found += [cell.value] if isinstance(cell.value, str) else []
    return found


def is_risky(text):
    return text[:1] in tuple("=+@\t\r\n") or (text[:1] == "-" and len(text) > 1)


def test_every_module_that_writes_tables_is_scanned():
    assert modules_that_write() == {*WRITERS, *CLIPBOARD, *HELPERS}


@pytest.mark.parametrize(
    ("module", "number"), [(module, number) for module, each in WRITERS.items() for number in range(len(each))]
)
def test_names_stay_text(commune, hostile, tmp_path, module, number):
    texts = [text for path in WRITERS[module][number](commune, hostile, tmp_path) for text in texts_of(path)]
    begun = tuple(text.strip().casefold() for text in HOSTILE[:4])
    assert any(text.lstrip("'").casefold().startswith(begun) or "=hyperlink" in text.casefold() for text in texts)


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
        ("+7,00%", "+7,00%"),
        ("Nguyễn\tVăn\nAn", "Nguyễn Văn An"),
        ("–", "–"),
        ("", ""),
    ],
)
def test_what_is_copied_cannot_become_a_formula(text, pasted):
    assert pasteable(text) == pasted
