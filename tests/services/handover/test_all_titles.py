"""Bundles of all six titles: figures computed another way, nothing personal inside, old formats, forgeries."""

import csv
import io
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from khuyenhoc_desktop.domain.subjects import COMMUNE_SUBJECT
from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.services import communes, decisions, entry, recognition, summary
from khuyenhoc_desktop.services.handover.bundle import export_bundle
from khuyenhoc_desktop.services.handover.verify import verify_bundle
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.services.summary_tables import cell_text, tables
from khuyenhoc_desktop.services.year_frame import set_deadlines
from tests import all_titles

from .conftest import YEAR, Bundle

GOLDEN = Path(__file__).parents[2] / "golden" / "khuyenhoc-99999-2026-1.zip"
NUMBER = "012345678901"


def full_marks(file, title, subject):
    criteria_set = entry.criteria_for(file, title, YEAR)
    answers = {i.code: i.max_points for i in criteria_set.indicators if i.measure is None}
    entry.save_sheet(file, YEAR, subject, answers)


@pytest.fixture
def made(commune):
    """An and Ánh of Thôn Đông and Bình of Thôn Hạ registered; An recognised, then Ánh by a correcting decision."""
    communes.add_year(commune, YEAR - 1)
    made = all_titles.make(commune)
    an, anh, _hoa, binh, _dung = made.persons
    with commune.action("test", "Số định danh") as act:
        act.execute("UPDATE person SET personal_number = ?, born = '1970-05-17' WHERE id = ?", (NUMBER, an))
    recognition.set_registered(commune, YEAR, [an, anh, binh], True, title="learning_citizen")
    full_marks(commune, "learning_citizen", an)
    full_marks(commune, "learning_citizen", anh)
    first = recognition.recognise_by_decision(
        commune, YEAR, "1/QĐ", date(YEAR, 11, 1), "Chủ tịch", [an], title="learning_citizen"
    )
    decisions.correct_by_decision(
        commune, YEAR, "learning_citizen", "2/QĐ", date(YEAR, 11, 9), "Chủ tịch", [anh], True, corrects=first
    )
    recognition.set_registered(commune, YEAR, [made.clan], True, title="learning_clan")
    summary.set_target(commune, YEAR, Target(5000), "learning_citizen")
    set_deadlines(commune, YEAR, {"handover": date(YEAR, 12, 15)})
    return commune, made


@pytest.fixture
def bundle_path(made, tmp_path):
    return finish(export_bundle(made[0], YEAR, tmp_path / "ra")).path


def rows(bundle, path):
    return list(csv.DictReader(io.StringIO(bundle.text(path))))


def test_a_bundle_of_all_titles_verifies_and_is_valid(bundle_path):
    from frictionless import validate

    assert verify_bundle(bundle_path) == []
    assert validate(str(bundle_path)).flatten(["type", "note"]) == []


def test_the_figures_by_hand(bundle_path, made):
    """Hoa is a child and Dũng lives elsewhere: four persons' village counts three citizens."""
    bundle = Bundle.of(bundle_path.read_bytes())
    told = {row["title"]: row for row in rows(bundle, "summary.csv")}
    assert list(told) == list(summary.ORDER)
    shown = ("total", "registered", "scored", "recognised", "percent_of_total", "percent_of_registered")
    assert [told["learning_citizen"][key] for key in shown] == ["3", "3", "2", "2", "66.67", "66.67"]
    assert [told["learning_clan"][key] for key in shown] == ["1", "1", "0", "0", "0", "0"]
    assert [told["learning_unit"][key] for key in shown] == ["1", "0", "0", "0", "0", ""]
    assert [told["learning_community"][key] for key in shown[:2]] == ["2", "0"]
    assert [told["commune_learning_community"][key] for key in shown[:2]] == ["1", "0"]
    year = rows(bundle, "year.csv")[0]
    assert (year["base_age"], year["below_age"], year["unknown_birth"], year["elsewhere"]) == ("18", "1", "0", "1")
    assert rows(bundle, "targets.csv") == [{"title": "learning_citizen", "percent": "50", "base": "total"}]
    assert rows(bundle, "deadlines.csv") == [{"step": "handover", "due_on": f"{YEAR}-12-15"}]


def test_decisions_tell_what_they_correct_and_of_whom(bundle_path, made):
    bundle = Bundle.of(bundle_path.read_bytes())
    first, second = rows(bundle, "decisions.csv")
    assert (first["number"], first["kind"], first["corrects"]) == ("1/QĐ", "recognise", "")
    assert (second["number"], second["kind"], second["corrects"]) == ("2/QĐ", "correct", first["decision_id"])
    ruled = [(row["decision_id"], row["subject_id"], row["recognised"]) for row in rows(bundle, "rulings.csv")]
    an, anh = (str(i) for i in made[1].persons[:2])
    assert sorted(ruled) == sorted([(first["decision_id"], an, "true"), (second["decision_id"], anh, "true")])


def test_nothing_personal_beyond_name_thon_and_birth_year(bundle_path):
    bundle = Bundle.of(bundle_path.read_bytes())
    book = openpyxl.load_workbook(io.BytesIO(bundle.members["tong-hop.xlsx"]))
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    everything = "\n".join([*(data.decode("utf-8", "replace") for data in bundle.members.values()), *cells])
    assert NUMBER not in everything
    assert "1970-05" not in everything
    assert "Nguyễn Thị Hoa" not in everything  # a child takes no part
    assert "Nguyễn Văn An" in everything


def test_the_workbook_says_what_the_summary_tables_say(bundle_path, made):
    book = openpyxl.load_workbook(io.BytesIO(Bundle.of(bundle_path.read_bytes()).members["tong-hop.xlsx"]))
    for table in tables(made[0], YEAR):
        there = list(book[table.code].iter_rows(min_row=6, min_col=2, values_only=True))
        shown = {row[0]: [*map(as_shown, row[1:])] for row in there if row[0]}
        for row in table.rows:
            if row[0] in shown:
                assert shown[row[0]][: len(row) - 1] == [plain(cell) for cell in row[1:]]


def as_shown(cell):
    return "–" if cell is None else cell if isinstance(cell, str) else f"{cell:g}"


def plain(cell):
    text = cell_text(cell)
    return (
        text
        if isinstance(cell, str)
        else f"{float(text.rstrip(' %').replace(',', '.')):g}"
        if cell is not None
        else text
    )


def test_summary_is_what_sql_counts_over_the_facts(made, bundle_path):
    file, _ = made
    counted = Counter(
        dict(
            file.query(
                "SELECT title, count(*) FROM assessment WHERE registered AND year = ? GROUP BY title", (YEAR,)
            )
        )
    )
    told = rows(Bundle.of(bundle_path.read_bytes()), "summary.csv")
    assert {row["title"]: int(row["registered"]) for row in told if int(row["registered"])} == counted


def test_a_bundle_of_the_first_format_still_verifies(tmp_path):
    path = shutil.copy(GOLDEN, tmp_path / GOLDEN.name)
    assert verify_bundle(Path(path)) == []


def test_a_forged_bundle_of_the_first_format_is_found(written):
    bundle = Bundle.of(GOLDEN.read_bytes())
    forged = bundle.text("summary.csv").replace("learning_family,", "learning_family,9", 1)
    problems = verify_bundle(written(bundle.with_member("summary.csv", forged.encode()).rehashed().packed()))
    assert "figure_differs" in {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        ("subjects.csv", ",true,", ",false,", "figure_differs"),
        ("subjects.csv", "reached", "not_reached", "figure_differs"),
        ("bystanders.csv", None, None, "figure_differs"),
        ("titles_by_group.csv", "Thôn Đông,2,", "Thôn Đông,3,", "figure_differs"),
        ("targets.csv", "learning_citizen,50", "learning_citizen,10", "figure_differs"),
        ("year.csv", ",18,", ",15,", "figure_differs"),
        ("rulings.csv", "true", "maybe", "bad_value"),
        ("subjects.csv", "learning_clan", "learning_family", "bad_value"),
        ("decisions.csv", ",correct,", ",cancel,", "bad_value"),
    ],
)
def test_forgeries_are_found(bundle_path, written, path, old, new, code):
    bundle = Bundle.of(bundle_path.read_bytes())
    text = bundle.text(path)
    if old is None:
        text += f"{rows(bundle, 'groups.csv')[0]['group_id']},worker,nam,7\r\n"
    else:
        assert old in text
        text = text.replace(old, new, 1)
    problems = verify_bundle(written(bundle.with_member(path, text.encode()).rehashed().packed()))
    assert code in {problem.code for problem in problems}


def test_the_commune_and_its_level_are_told(made, tmp_path):
    file, _ = made
    recognition.set_registered(file, YEAR, [COMMUNE_SUBJECT], True, title="commune_learning_community")
    path = finish(export_bundle(file, YEAR, tmp_path / "hai")).path
    assert verify_bundle(path) == []
    told = [row for row in rows(Bundle.of(path.read_bytes()), "subjects.csv") if row["subject_id"] == "1"]
    assert [(row["name"], row["registered"], row["level"]) for row in told] == [("Toàn xã", "true", "")]
