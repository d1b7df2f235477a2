"""The criteria sets that come with the program: sound, pinned, honest about their provenance."""

import hashlib
import json
from pathlib import Path

import pytest

from khuyenhoc_desktop.domain.criteria import Kind, Outcome, Provenance, Source, parse_criteria_set
from khuyenhoc_desktop.domain.scoring import score
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS, TITLE_OF

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "criteria"

# A set that was given out never changes: a change is a new version in a new file.
RELEASED = {
    "cong_dan_hoc_tap.json": "e9a861a7c639cfcdc202299387bc7815de2091b60817915e60f95ef36f2e7b08",
    "gia_dinh_hoc_tap.json": "989550231ad0234f910037c9b71178587614d40be642cc9374344ad79a307156",
    "cong_dan_hoc_tap_can_bo.json": "e21f1d0358b98aaba0883248f405c5daeb747352f0e4079fbd26fd58cb59c862",
    "cong_dan_hoc_tap_cong_nhan.json": "8247747929e078db3c5f712b7d032c012877b2fe1e514c1555d6210c435ee103",
    "cong_dan_hoc_tap_hoc_sinh.json": "c629b90a08647b2133718704572eeb312388587a25c0d3d0436b906a09fc0021",
    "cong_dan_hoc_tap_nong_dan.json": "5b65b04f559bb18e74fc632b03474fa56643897fc78a93d06bef972c257099cc",
    "cong_dong_hoc_tap.json": "5a2671646906e698399e24b633dc94ac5915dedb19a913fdd8dbf825f2ab37e9",
    "cong_dong_hoc_tap_cap_xa.json": "37a2f0b66eaa8b8266840cbad57bd583478df8ae63cc7339999424db6c33034d",
    "don_vi_hoc_tap.json": "44f85a51aaf0fcc7a3598d5b5527e565cfcc93e1d4f1a0b878e1f2eb1bfc5131",
    "dong_ho_hoc_tap.json": "d531b9d13481b5a304ae202f5ab637b81945fc2dac8b87ff1f377bba896a3d6e",
    "gia_dinh_hoc_tap_2026.1.json": "edbef60b9e4655e4a05867fab6fd58437a8ed096cffc8f7e9e8f9279c2561a10",
}
GROUP_SETS = {
    "farmer": "cong_dan_hoc_tap_nong_dan.json",
    "worker": "cong_dan_hoc_tap_cong_nhan.json",
    "official": "cong_dan_hoc_tap_can_bo.json",
    "learner": "cong_dan_hoc_tap_hoc_sinh.json",
}
UNREAD = ("dong_ho_hoc_tap.json", "cong_dong_hoc_tap.json", "don_vi_hoc_tap.json")
COMMUNE = "cong_dong_hoc_tap_cap_xa.json"


def load(name):
    criteria_set, problems = parse_criteria_set((FOLDER / name).read_bytes().decode("utf-8"))
    assert problems == []
    return criteria_set


def best_answers(criteria_set):
    """Full points, the best band, or the highest target for every indicator."""
    best = {Kind.POINTS: lambda i: i.max_points, Kind.YES_NO: lambda i: 100, Kind.PERCENT: lambda i: 10_000}
    return {indicator.code: best[indicator.kind](indicator) for indicator in criteria_set.indicators}


def test_every_file_is_pinned():
    assert {path.name for path in FOLDER.glob("*.json")} == set(RELEASED)


@pytest.mark.parametrize(("name", "sha256"), RELEASED.items())
def test_released_files_never_change(name, sha256):
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == sha256
    assert load(name).sha256 == sha256


@pytest.mark.parametrize("name", sorted(set(RELEASED) - {COMMUNE}))
def test_the_extremes(name):
    criteria_set = load(name)
    best = score(criteria_set, best_answers(criteria_set))
    worst = score(criteria_set, dict.fromkeys(best_answers(criteria_set), 0))
    assert (best.outcome, best.total) == (Outcome.REACHED, 10_000)
    assert (worst.outcome, worst.total) == (Outcome.NOT_REACHED, 0)
    assert score(criteria_set, {}).outcome is Outcome.EMPTY


@pytest.mark.parametrize("name", RELEASED)
def test_the_name_of_the_file_is_the_id_of_the_set(name):
    criteria_set, stem = load(name), name.removesuffix(".json")
    assert stem in (criteria_set.set_id, f"{criteria_set.set_id}_{criteria_set.version}")


def test_new_communes_begin_with_sets_that_are_there():
    """Each title has one; families begin with the first version, however many there are."""
    defaults = json.loads((FOLDER.parent / "criteria_defaults.json").read_text("utf-8"))
    sets = {(s.set_id, s.version): s for s in map(load, RELEASED)}
    titles = {title: sets[tuple(key)] for title, key in defaults["titles"].items()}
    groups = {group: sets[tuple(key)] for group, key in defaults["person_groups"].items()}
    assert {title: s.title for title, s in titles.items()} == {t: t for t in TITLE_OF.values()}
    assert {group: s.person_group for group, s in groups.items()} == {g: g for g in PERSON_GROUPS}
    assert titles["learning_family"].version == "2022.1"


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


@pytest.mark.parametrize(("group", "name"), GROUP_SETS.items())
def test_each_group_of_persons_has_its_sheet_by_the_same_rule(group, name):
    criteria_set, common = load(name), load("cong_dan_hoc_tap.json")
    assert criteria_set.person_group == group
    assert PERSON_GROUPS[group] in criteria_set.name
    assert (criteria_set.rules, criteria_set.criteria) == (common.rules, common.criteria)
    assert "chưa đọc được" in criteria_set.notice


def test_the_group_that_is_inferred_is_a_sample():
    official = {group for group, name in GROUP_SETS.items() if not load(name).is_sample}
    assert official == {"farmer", "worker", "official"}
    assert "suy đoán" in load(GROUP_SETS["learner"]).notice


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


def test_the_second_family_set_asks_for_learning_citizens():
    criteria_set = load("gia_dinh_hoc_tap_2026.1.json")
    assert (criteria_set.supersedes, criteria_set.valid_from) == ("2022.1", 2026)
    assert criteria_set.is_sample
    assert set(criteria_set.changes.deleted) == {"C2_3"}
    measured = criteria_set.measured
    assert [(i.code, i.measure, i.allow_na, i.source) for i in measured] == [
        ("C2_4", "adults_recognised", True, Source.DRAFT)
    ]


@pytest.mark.parametrize("name", UNREAD)
def test_sets_of_unread_documents_are_made_of_placeholders(name):
    criteria_set = load(name)
    assert "BỘ MẪU" in criteria_set.notice
    assert {indicator.source for indicator in criteria_set.indicators} == {Source.PLACEHOLDER}
    for one in (*criteria_set.criteria, *criteria_set.indicators):
        assert one.name.startswith(("Chỉ số mẫu", "Tiêu chí mẫu"))
        assert one.name.endswith("(chưa có văn bản gốc)")


def test_the_sets_measure_what_their_titles_rest_on():
    names = ("dong_ho_hoc_tap.json", "cong_dong_hoc_tap.json", "don_vi_hoc_tap.json", COMMUNE)
    measured = {name: [indicator.measure for indicator in load(name).measured] for name in names}
    assert measured == {
        "dong_ho_hoc_tap.json": ["families_recognised", "adults_recognised"],
        "cong_dong_hoc_tap.json": ["families_recognised", "adults_recognised", "clans_recognised"],
        "don_vi_hoc_tap.json": ["staff_recognised", "learners_recognised"],
        COMMUNE: [
            *("adults_recognised", "families_recognised", "clans_recognised"),
            *("communities_recognised", "units_recognised"),
        ],
    }
    assert all(indicator.allow_na for name in names for indicator in load(name).measured)


def test_the_communes_checklist_says_what_was_read():
    """TT 25/2023: five criteria, two levels; targets of criteria 1 and 2 read, the rest not."""
    criteria_set = load(COMMUNE)
    assert criteria_set.is_checklist
    assert criteria_set.is_sample
    assert (criteria_set.document, criteria_set.issued_on) == ("25/2023/TT-BGDĐT", "2023-12-27")
    assert [level.name for level in criteria_set.rules.levels] == ["Mức độ 1", "Mức độ 2"]
    read = {c.code: {i.source for i in c.indicators} for c in criteria_set.criteria}
    assert read == {code: {Source.READ} for code in ("C1", "C2")} | {
        code: {Source.PLACEHOLDER} for code in ("C3", "C4", "C5")
    }
    assert [len(c.indicators) for c in criteria_set.criteria[:2]] == [3, 3]
    higher = {i.code[:2] for i in criteria_set.indicators if i.target(2) is not None}
    assert higher == {"C4", "C5"}
    assert "CHƯA đọc được" in criteria_set.notice
    assert score(criteria_set, best_answers(criteria_set)).level == 2


def test_the_set_in_the_documentation_is_sound():
    document = (FOLDER.parents[1] / "docs" / "criteria-format.md").read_text("utf-8")
    examples = [part.split("```")[0] for part in document.split("```json\n")[1:]]
    sets = [parse_criteria_set(text) for text in examples]
    assert [problems for _, problems in sets] == [[], []]
    assert [criteria_set.is_checklist for criteria_set, _ in sets] == [False, True]
