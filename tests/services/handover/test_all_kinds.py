"""Bundles of sheets with every kind of indicator, and of a year in which the set was changed."""

import csv
import io
import json

import pytest

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.services import criteria_sets, entry, groups, households
from khuyenhoc_desktop.services.handover.bundle import export_bundle
from khuyenhoc_desktop.services.handover.verify import verify_bundle
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.progress import finish
from tests.criteria_files import load_set

from .conftest import YEAR, Bundle

INDICATORS = [
    {"code": "P", "kind": "points", "max_points": 10, "step": 0.25, "allow_na": True},
    {"code": "Y", "kind": "yes_no", "max_points": 5, "allow_na": True},
    {
        "code": "C",
        "kind": "choice",
        "max_points": 5,
        "allow_na": True,
        "options": [{"code": "kha", "label": "Khá", "points": 3}, {"code": "tot", "label": "Tốt", "points": 5}],
    },
    {"code": "N", "kind": "count", "max_points": 5, "bands": [{"from": 0, "points": 0}, {"from": 3, "points": 5}]},
    {
        "code": "T",
        "kind": "percent",
        "max_points": 5,
        "bands": [{"from": 0, "points": 0}, {"from": 66.5, "points": 5}],
    },
    {"code": "G", "kind": "text", "max_points": 0, "allow_na": True, "required": False},
]
ANSWERS = {"P": 725, "Y": 100, "C": "kha", "N": 1200, "T": 6667, "G": "chữ riêng của hộ này"}


def make_set():
    numbered = [{"number": f"1.{n}", "name": f"Chỉ số {n}", **each} for n, each in enumerate(INDICATORS, 1)]
    criterion = {"code": "A", "number": "1", "name": "Tất cả", "max_points": 30, "indicators": numbered}
    given = {"P": 10, "Y": True, "C": "tot", "N": 3, "T": 100}
    return {
        "format": 1,
        "set_id": "moi_kieu",
        "version": "1.0-thu",
        "title": "learning_family",
        "name": "Bộ mọi kiểu",
        "applies_to": "household",
        "document": {"number": "1/QĐ-THỬ"},
        "valid_from": 2020,
        "valid_to": None,
        "provenance": "sample",
        "notice": "Chỉ để thử.",
        "criteria": [criterion],
        "rules": {"min_total": 20, "not_applicable": "scaled"},
        "examples": [
            {"name": "Tối đa", "answers": given, "total": 30, "outcome": "reached"},
            {
                "name": "Chưa đạt",
                "answers": {**given, "P": 0, "Y": False},
                "total": 15,
                "outcome": "not_reached",
                "reasons": ["total_short"],
            },
        ],
    }


@pytest.fixture
def file(commune, tmp_path):
    """A thôn with four households: three with sheets of the new set, one begun with the shipped set before."""
    groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    group = groups.list_groups(commune, YEAR)[0].id
    names = ["Lê Văn An", "Lê Văn Bình", "Lê Văn Cường", "Lê Văn Dũng"]
    ids = [households.add(commune, YEAR, group, HouseholdFields(head_name=name)) for name in names]
    entry.save_sheet(commune, YEAR, ids[3], {"C1_1": 850, "C1_2": NA})
    path = tmp_path / "bo.json"
    path.write_text(json.dumps(make_set(), ensure_ascii=False), "utf-8")
    criteria_sets.choose(commune, load_set(commune, path), YEAR)
    entry.save_sheet(commune, YEAR, ids[0], ANSWERS)
    entry.save_sheet(commune, YEAR, ids[1], {"P": NA, "Y": 0, "C": NA, "G": NA})
    entry.save_sheet(commune, YEAR, ids[2], {**ANSWERS, "Y": NA, "C": "tot", "N": 0, "T": 0})
    return commune


def test_every_kind_is_written_and_verified(file, tmp_path):
    result = finish(export_bundle(file, YEAR, tmp_path / "ra"))
    assert verify_bundle(result.path) == []
    bundle = Bundle.of(result.path.read_bytes())
    rows = list(csv.reader(io.StringIO(bundle.text("scores/moi_kieu-1.0-thu.csv"))))
    assert [row[1:] for row in rows] == [
        ["P", "Y", "C", "N", "T", "G"],
        ["7.25", "true", "kha", "12", "66.67", "x"],
        ["-", "false", "-", "", "", "-"],
        ["7.25", "-", "tot", "0", "0", "x"],
    ]
    assert "chữ riêng của hộ này".encode() not in b"".join(bundle.members.values())


def test_sheets_begun_with_another_set_keep_it(file, tmp_path):
    bundle = Bundle.of(finish(export_bundle(file, YEAR, tmp_path / "ra")).path.read_bytes())
    rows = list(csv.DictReader(io.StringIO(bundle.text("assessments.csv"))))
    assert [row["criteria_set"] for row in rows] == ["moi_kieu"] * 3 + ["gia_dinh_hoc_tap"]
    assert len(bundle.text("scores/gia_dinh_hoc_tap-2022.1.csv").splitlines()) == 2
    told = {one["set_id"]: one["provenance"] for one in bundle.package["khuyenhoc"]["criteria_sets"]}
    assert (told["moi_kieu"], told["gia_dinh_hoc_tap"], told["cong_dan_hoc_tap"]) == (
        "sample",
        "sample",
        "official",
    )


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_every_kind_valid(file, tmp_path):
    from frictionless import validate

    report = validate(str(finish(export_bundle(file, YEAR, tmp_path / "ra")).path))
    assert report.flatten(["type", "note"]) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("7.25", "7.3"), ("true", "false"), (",kha,", ",tot,"), (",12,", ",2,"), ("66.67", "66.49"), (",x", ",y")],
)
def test_a_forged_answer_of_each_kind_is_found(file, tmp_path, old, new):
    path = finish(export_bundle(file, YEAR, tmp_path / "ra")).path
    bundle = Bundle.of(path.read_bytes())
    name = "scores/moi_kieu-1.0-thu.csv"
    forged = bundle.with_member(name, bundle.text(name).replace(old, new, 1).encode())
    path.write_bytes(forged.rehashed().packed())
    assert {problem.code for problem in verify_bundle(path)} & {"figure_differs", "bad_value"}
