"""The criteria sets that come with the program: sound, pinned, honest about their provenance."""

import hashlib
from pathlib import Path

import pytest

from khuyenhoc_desktop.domain.criteria import Kind, Outcome, Provenance, Source, parse_criteria_set
from khuyenhoc_desktop.domain.scoring import score

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "criteria"

# A set that was given out never changes: a change is a new version in a new file.
RELEASED = {
    "cong_dan_hoc_tap.json": "e9a861a7c639cfcdc202299387bc7815de2091b60817915e60f95ef36f2e7b08",
    "gia_dinh_hoc_tap.json": "989550231ad0234f910037c9b71178587614d40be642cc9374344ad79a307156",
}


def load(name):
    criteria_set, problems = parse_criteria_set((FOLDER / name).read_bytes().decode("utf-8"))
    assert problems == []
    return criteria_set


def best_answers(criteria_set):
    assert {indicator.kind for indicator in criteria_set.indicators} == {Kind.POINTS}
    return {indicator.code: indicator.max_points for indicator in criteria_set.indicators}


def test_every_file_is_pinned():
    assert {path.name for path in FOLDER.glob("*.json")} == set(RELEASED)


@pytest.mark.parametrize(("name", "sha256"), RELEASED.items())
def test_released_files_never_change(name, sha256):
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == sha256
    assert load(name).sha256 == sha256


@pytest.mark.parametrize("name", RELEASED)
def test_the_extremes(name):
    criteria_set = load(name)
    best = score(criteria_set, best_answers(criteria_set))
    worst = score(criteria_set, dict.fromkeys(best_answers(criteria_set), 0))
    assert (best.outcome, best.total) == (Outcome.REACHED, 10_000)
    assert (worst.outcome, worst.total) == (Outcome.NOT_REACHED, 0)
    assert score(criteria_set, {}).outcome is Outcome.EMPTY


@pytest.mark.parametrize("name", RELEASED)
def test_the_name_of_the_file_is_the_id_of_the_set(name):
    assert load(name).set_id == name.removesuffix(".json")


def test_the_citizen_rule_is_the_one_read():
    """324/QĐ-KHVN: 10 indicators of at most 10 points; 80 in all and none under 5."""
    criteria_set = load("cong_dan_hoc_tap.json")
    assert criteria_set.provenance is Provenance.OFFICIAL
    assert criteria_set.document == "324/QĐ-KHVN"
    assert [indicator.max_points for indicator in criteria_set.indicators] == [1000] * 10
    assert [criterion.max_points for criterion in criteria_set.criteria] == [4000, 4000, 2000]
    assert (criteria_set.rules.min_total, criteria_set.rules.min_per_indicator) == (8000, 500)
    assert "244/QĐ-KHVN" in criteria_set.document_note
    assert {indicator.source for indicator in criteria_set.indicators} == {Source.DRAFT}
    assert "dự thảo" in criteria_set.notice


def test_the_family_set_says_it_is_a_sample():
    criteria_set = load("gia_dinh_hoc_tap.json")
    assert criteria_set.is_sample
    assert "BỘ MẪU" in criteria_set.notice
    assert "242/QĐ-KHVN" in criteria_set.notice
    assert len(criteria_set.indicators) == 12
    read = [i for i in criteria_set.indicators if i.source is Source.READ]
    placeholders = [i for i in criteria_set.indicators if i.source is Source.PLACEHOLDER]
    assert len(read) == 5
    assert len(placeholders) == 7
    for indicator in placeholders:
        assert indicator.name == f"Chỉ số mẫu {indicator.number} (chưa có văn bản gốc)"


def test_the_set_in_the_documentation_is_sound():
    document = (FOLDER.parents[1] / "docs" / "criteria-format.md").read_text("utf-8")
    text = document.split("```json\n")[1].split("```")[0]
    criteria_set, problems = parse_criteria_set(text)
    assert problems == []
    assert criteria_set.is_sample
