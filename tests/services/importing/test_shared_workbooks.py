"""Larger workbooks that may lie beside the project: imported whole, every fault named at its cell."""

import json
from collections import Counter
from pathlib import Path

import pytest

from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.guard import cell_address
from khuyenhoc_desktop.services.importing.households import plan_households
from khuyenhoc_desktop.services.progress import finish

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the shared workbooks are not beside the project")


@pytest.fixture(scope="module")
def key():
    return json.loads((DATA / "xa-yen-phu-key.json").read_text("utf-8"))


def planned(commune, name):
    return finish(plan_households(commune, 2026, DATA / f"xa-yen-phu-{name}.xlsx"))


@pytest.mark.parametrize("name", ["mot-sheet", "theo-thon"])
def test_the_clean_lists_import_without_a_problem(commune, key, name):
    made = planned(commune, name)
    finish(apply_plan(commune, made))
    assert made.problems == ()
    sql = "SELECT g.name, count(*), sum(member_count) FROM standing s JOIN household h ON h.id = s.subject_id"
    rows = commune.query(f"{sql} JOIN residential_group g ON g.id = s.group_id GROUP BY g.name")
    assert {row[0]: row[1] for row in rows} == key["by_thon"]
    assert sum(row[2] for row in rows) == key["members"]


def test_both_lists_are_the_same_households(commune):
    finish(apply_plan(commune, planned(commune, "mot-sheet")))
    second = planned(commune, "theo-thon")
    assert (second.new, second.rejected, second.problems) == (0, 0, ())
    assert {change.field for row in second.rows for change in row.changes} == {"born"}
    finish(apply_plan(commune, second))
    for name in ("mot-sheet", "theo-thon"):
        assert set(planned(commune, name).counts) == {"unchanged"}


def test_every_fault_is_named_at_its_cell(commune, key):
    made = planned(commune, "co-loi")
    told = {problem.cell: problem.code for problem in made.problems}
    expected = {cell_address(fault["row"], fault["column"] - 1): fault["kind"] for fault in key["faults"]}
    assert told.keys() == expected.keys()
    pairs = Counter((expected[cell], code) for cell, code in told.items())
    assert len(pairs) == len({kind for kind, _ in pairs})
