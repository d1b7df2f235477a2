"""A set in use: new versions, choosing, carrying sheets over, confirming, and «Nếu …» before any of it."""

import json

import openpyxl
import pytest

from khuyenhoc_desktop.domain.criteria_compare import compare
from khuyenhoc_desktop.domain.numbers import format_points
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services import criteria_sets, entry, groups, households, year_lock
from khuyenhoc_desktop.services.criteria import carrying, versions, what_if
from khuyenhoc_desktop.services.criteria_sets import Confirmation
from khuyenhoc_desktop.services.history import undo
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.progress import finish
from tests.criteria_files import copy_of, load_set

YEAR = 2026
SCORE = "subject_id, year, stage, indicator, value"


def family(file):
    return criteria_sets.chosen(file, LEARNING_FAMILY, YEAR)


def new_version(file, **rules):
    """A next version of the family set with another total asked for; everything full reaches it, half does not."""
    old = family(file)
    tables = versions.copy_tables(file, old)
    tables.rules.update(rules)
    full = {f"@{each.code}": format_points(each.max_points) for each in old.indicators}
    tables.examples = [
        {"name": "Đủ", "outcome": "đạt", "total": format_points(old.max_total), **full},
        {"name": "Không", "outcome": "chưa nhập", "total": "0"},
        {
            "name": "Kém",
            "outcome": "chưa đạt",
            **dict.fromkeys(full, "0"),
            "total": "0",
            "reasons": "thiếu tổng điểm",
        },
    ]
    if old.rules.min_per_criterion:
        tables.examples[2]["reasons"] += ", thiếu điểm tiêu chí"
    built = versions.build_version(file, tables)
    assert built.criteria_set, built.problems
    return criteria_sets.keep_set(file, built.criteria_set, built.text)


def renaming_version(file):
    old = family(file)
    first, second = old.indicators[0].code, old.indicators[1].code
    tables = versions.copy_tables(file, old)
    for row in tables.lines:
        if row.get("code") == first:
            row["code"] = "MOI_1"
        if row.get("code") == second:
            row["code"] = "MOI_2"
    tables.rules["renamed"] = f"{first} → MOI_1"
    for row in tables.examples:
        row["@MOI_1"], row["@MOI_2"] = row.pop(f"@{first}", ""), row.pop(f"@{second}", "")
    built = versions.build_version(file, tables)
    assert built.criteria_set, built.problems
    return criteria_sets.keep_set(file, built.criteria_set, built.text), first, second


@pytest.fixture
def four(commune):
    """Four households of two thôn: everything full, just enough, too little, and nothing entered."""
    old = family(commune)
    upper, lower = (groups.add_group(commune, name, "thôn", YEAR) for name in ("Thôn Thượng", "Thôn Hạ"))
    places = [("An", upper), ("Bình", upper), ("Cường", lower), ("Dũng", lower)]
    ids = [
        households.add(commune, YEAR, group, HouseholdFields(head_name=f"Nguyễn {name}")) for name, group in places
    ]
    full = {each.code: each.max_points for each in old.indicators}
    entry.save_sheet(commune, YEAR, ids[0], full)
    entry.save_sheet(commune, YEAR, ids[1], lowered(old, full, old.rules.min_total))
    entry.save_sheet(commune, YEAR, ids[2], lowered(old, full, old.rules.min_total - 100))
    return ids


def lowered(criteria_set, answers, total):
    """Answers that come to a total, taken off the last indicators first, whole points at a time."""
    found, left = dict(answers), sum(answers.values()) - total
    for indicator in reversed(criteria_set.indicators):
        less = min(left, found[indicator.code])
        found[indicator.code] -= less
        left -= less
    assert left == 0
    return found


def outcomes(file):
    rows = file.query("SELECT outcome, count(*) FROM standing WHERE title = 'learning_family' GROUP BY outcome")
    return {outcome: count for outcome, count in rows if outcome != "empty"}


def test_another_threshold_flips_those_between_and_changes_nothing(commune, four):
    old = family(commune)
    before = commune.query("SELECT * FROM standing ORDER BY 1, 2"), commune.value("SELECT count(*) FROM journal")
    harder = finish(what_if.what_if(commune, what_if.with_threshold(old, old.rules.min_total + 500), YEAR))
    assert (harder.sheets, harder.gained, harder.lost) == (3, 0, 1)
    (flip,) = harder.flips
    assert flip.subject == four[1]
    assert flip.now.startswith("Đạt: ")
    assert flip.then.startswith("Chưa đạt: ")
    assert "thiếu 5" in flip.then
    easier = finish(what_if.what_if(commune, what_if.with_threshold(old, old.rules.min_total - 100), YEAR))
    assert [(each.subject, each.reached_then) for each in easier.flips] == [(four[2], True)]
    assert what_if.by_group(commune, easier) == [("Thôn Hạ", 1, 0)]
    after = commune.query("SELECT * FROM standing ORDER BY 1, 2"), commune.value("SELECT count(*) FROM journal")
    assert after == before


def test_the_list_of_flips_goes_to_excel(commune, four, tmp_path):
    old = family(commune)
    found = finish(what_if.what_if(commune, what_if.with_threshold(old, old.rules.min_total + 500), YEAR))
    path = finish(what_if.export_what_if(commune, found, tmp_path / "neu.xlsx"))
    rows = list(openpyxl.load_workbook(path).active.iter_rows(min_row=5, values_only=True))
    assert [row[:2] + row[3:4] for row in rows] == [("Thôn Thượng", "Nguyễn Bình", "đạt → chưa đạt")]
    assert rows[0][4:] == (found.flips[0].now, found.flips[0].then)


def test_what_is_foretold_is_what_carrying_over_brings(sample):
    """Over the whole sample commune; the figures then are counted from the standings by SQL."""
    old = family(sample)
    new = new_version(sample, min_total="85")
    foretold = finish(what_if.what_if(sample, new, YEAR))
    sample_decided = sample.value(
        "SELECT count(*) FROM assessment WHERE title = 'learning_family' AND year = ? AND recognised IS NOT NULL"
        " AND set_id IS NOT NULL", (YEAR,))  # fmt: skip
    assert foretold.decided == sample_decided
    moved = finish(carrying.choose_and_carry(sample, new, YEAR))
    assert moved.sheets == foretold.undecided
    assert moved.lost == sum(foretold.dropped.values()) == 0
    by_new = sample.query(
        "SELECT t.subject_id, t.outcome FROM standing t JOIN assessment a ON a.subject_id = t.subject_id"
        " AND a.year = t.year WHERE t.title = 'learning_family' AND t.year = ? AND a.set_version = ?",
        (YEAR, new.version),
    )
    assert len(by_new) == moved.sheets
    flipped = {flip.subject: flip.reached_then for flip in foretold.flips}
    for subject, outcome in by_new:
        assert flipped.get(subject, outcome == "reached") == (outcome == "reached")
    assert old.version != new.version


def test_carrying_over_renames_drops_and_is_taken_back_whole(commune, four):
    before = commune.query("SELECT * FROM score ORDER BY 1, 2, 3, 4"), outcomes(commune)
    new, first, second = renaming_version(commune)
    assert new.changes.deleted == {second}
    found = finish(what_if.what_if(commune, new, YEAR))
    assert found.undecided == 3
    assert sum(found.dropped.values()) == 3
    assert next(iter(found.dropped)).startswith(family(commune).indicator(second).number)
    moved = finish(carrying.choose_and_carry(commune, new, YEAR))
    assert (moved.sheets, moved.lost) == (3, 3)
    indicators = {row[0] for row in commune.query("SELECT DISTINCT indicator FROM score")}
    assert "MOI_1" in indicators
    assert not {first, second} & indicators
    assert outcomes(commune) == {"incomplete": 3}
    assert family(commune).version == new.version
    undo(commune)
    assert (commune.query("SELECT * FROM score ORDER BY 1, 2, 3, 4"), outcomes(commune)) == before
    assert family(commune).version != new.version


def test_choosing_alone_leaves_the_filled_sheets_as_they_are(commune, four):
    before = outcomes(commune)
    new = new_version(commune, min_total="100")
    criteria_sets.choose(commune, new, YEAR)
    assert outcomes(commune) == before
    assert {key[1] for key in criteria_sets.sets_in_use(commune, LEARNING_FAMILY, YEAR)} != {new.version}


def test_a_locked_or_unopened_year_takes_no_other_set(commune, four):
    new = new_version(commune, min_total="90")
    with pytest.raises(UserError) as refusal:
        finish(carrying.choose_and_carry(commune, new, 2031))
    assert refusal.value.code == "no_year"
    year_lock.lock_year(commune, YEAR, "Đã nộp")
    for job in (lambda: finish(carrying.choose_and_carry(commune, new, YEAR)),
                lambda: criteria_sets.choose(commune, new, YEAR)):  # fmt: skip
        with pytest.raises(UserError) as refusal:
            job()
        assert refusal.value.code == "year_locked"


def test_a_set_of_one_group_of_persons_is_chosen_for_that_group_only(commune):
    worker = next(one for one in criteria_sets.all_kept(commune) if one.person_group == "worker")
    built = copy_of(commune, worker, "2027.1")
    new = criteria_sets.keep_set(commune, built.criteria_set, built.text)
    criteria_sets.choose(commune, new, YEAR)
    chosen = dict(commune.query("SELECT person_group, version FROM group_choice WHERE year = ?", (YEAR,)))
    assert chosen["worker"] == "2027.1"
    assert {version for group, version in chosen.items() if group != "worker"} == {"2022.1"}
    assert criteria_sets.chosen(commune, "learning_citizen", YEAR).version == "2022.1"


def test_touched_scores_are_counted_by_year(commune, four):
    old = family(commune)
    new, first, second = renaming_version(commune)
    told = versions.touched_scores(commune, old, compare(old, new))
    assert [(each.year, each.number, each.is_dropped, each.sheets) for each in told] == [
        (YEAR, old.indicator(first).number, False, 3),
        (YEAR, old.indicator(second).number, True, 3),
    ]


def test_how_sets_are_used(commune, four):
    old = family(commune)
    use = versions.uses(commune)[old.set_id, old.version]
    assert (use.years, use.sheets) == ([YEAR], {YEAR: 3})


@pytest.mark.parametrize(
    ("version", "known", "next_one"),
    [("2022.1", {"2022.1"}, "2022.2"), ("2022.1", {"2022.1", "2022.2"}, "2022.3"), ("a", {"a"}, "a1"),
     ("9", {"9"}, "9.1"), ("2022.99999999999", set(), "2022.99999999999.1")],
)  # fmt: skip
def test_the_next_version_is_one_that_is_free(version, known, next_one):
    assert versions.next_version(version, known) == next_one


def test_one_version_out_of_excel_is_the_same_set_and_another_is_refused(commune, tmp_path):
    from khuyenhoc_desktop.services.criteria.workbook import import_xlsx
    from khuyenhoc_desktop.services.criteria.writing import export_xlsx

    old = family(commune)
    entries = commune.value("SELECT count(*) FROM journal")
    found = finish(import_xlsx(export_xlsx(old, tmp_path / "bo.xlsx")))
    assert criteria_sets.keep_set(commune, found.criteria_set, found.text).sha256 == old.sha256
    assert commune.value("SELECT count(*) FROM journal") == entries
    changed = json.loads(found.text) | {"name": "Tên khác"}
    path = tmp_path / "bo.json"
    path.write_text(json.dumps(changed), "utf-8")
    with pytest.raises(UserError) as refusal:
        load_set(commune, path)
    assert refusal.value.code == "criteria_changed"


def test_confirming_a_sample_changes_what_is_told_of_it(commune):
    sample = family(commune)
    assert criteria_sets.notice(commune, sample) == sample.notice
    assert criteria_sets.is_sample(commune, sample)
    with pytest.raises(UserError) as refusal:
        criteria_sets.confirm(commune, sample, Confirmation("2026-07-28", " ", "242/QĐ-KHVN", None))
    assert refusal.value.code == "not_told"
    told = Confirmation("2026-07-28", "Trần Văn An", "242/QĐ-KHVN", "Đối chiếu bản giấy")
    criteria_sets.confirm(commune, sample, told)
    assert criteria_sets.confirmation(commune, sample) == told
    assert not criteria_sets.is_sample(commune, sample)
    assert criteria_sets.notice(commune, sample) == (
        "Bộ tiêu chí đã đối chiếu với 242/QĐ-KHVN ngày 28/07/2026 bởi Trần Văn An."
    )
    undo(commune)
    assert criteria_sets.is_sample(commune, sample)


def test_a_new_line_never_takes_the_code_of_an_old_one(commune):
    old = family(commune)
    tables = versions.copy_tables(commune, old)
    at = next(at for at, row in enumerate(tables.lines) if row.get("code") == old.indicators[-1].code)
    gone = tables.lines[at]
    tables.lines[at] = {**gone, "code": ""}
    for row in tables.examples:
        row.pop(f"@{old.indicators[-1].code}", None)
    built = versions.build_version(commune, tables)
    new = {each["code"] for criterion in json.loads(built.text)["criteria"] for each in criterion["indicators"]}
    assert old.indicators[-1].code not in new
    assert json.loads(built.text)["changes"]["deleted"] == [old.indicators[-1].code]


def outcome_rows(file, title):
    return file.query(
        "SELECT year, subject_id, outcome, level FROM standing WHERE title = ? ORDER BY 1, 2", (title,)
    )


@pytest.mark.parametrize(
    "title", ["learning_clan", "learning_community", "learning_unit", "commune_learning_community"]
)
def test_derived_indicators_are_foretold_as_they_are_computed(sample, title):
    """The same set as a new version flips nobody, and carrying the sheets over changes no standing."""
    old = criteria_sets.chosen(sample, title, YEAR)
    built = copy_of(sample, old, "2099.1")
    new = criteria_sets.keep_set(sample, built.criteria_set, built.text)
    found = finish(what_if.what_if(sample, new, YEAR))
    assert found.flips == []
    assert found.now == found.then
    before = outcome_rows(sample, title)
    finish(carrying.choose_and_carry(sample, new, YEAR))
    assert outcome_rows(sample, title) == before


def test_each_stage_and_overrides_are_carried(commune, four):
    """A derived indicator renamed: its override goes with it; a value of the second stage too."""
    old = criteria_sets.kept(commune, "gia_dinh_hoc_tap", "2026.1")
    criteria_sets.choose(commune, old, YEAR)
    measured = old.measured[0].code
    an = four[3]
    first = old.indicators[0].code
    with commune.action("test.scores", "Ghi thử") as action:
        insert = "INSERT OR IGNORE INTO assessment (subject_id, year, title) VALUES (?, ?, 'learning_family')"
        action.execute(insert, (an, YEAR))
        action.execute("UPDATE assessment SET set_id = ?, set_version = ? WHERE subject_id = ? AND year = ?",
                       (old.set_id, old.version, an, YEAR))  # fmt: skip
        rows = [(an, YEAR, 1, measured, 5000), (an, YEAR, 1, first, 100), (an, YEAR, 2, first, 300)]
        action.executemany(f"INSERT INTO score ({SCORE}) VALUES (?, ?, ?, ?, ?)", rows)
        action.execute("INSERT INTO override VALUES (?, ?, ?, 'Sổ riêng')", (an, YEAR, measured))
    tables = versions.copy_tables(commune, old)
    for row in tables.lines:
        if row.get("code") in (measured, first):
            row["code"] += "_moi"
    tables.rules["renamed"] = f"{measured} → {measured}_moi, {first} → {first}_moi"
    for row in tables.examples:
        for code in (measured, first):
            row[f"@{code}_moi"] = row.pop(f"@{code}", "")
    built = versions.build_version(commune, tables)
    new = criteria_sets.keep_set(commune, built.criteria_set, built.text)
    finish(carrying.choose_and_carry(commune, new, YEAR))
    kept = commune.query("SELECT stage, indicator, value FROM score WHERE subject_id = ? ORDER BY 1, 2", (an,))
    assert kept == sorted([(1, f"{first}_moi", 100), (1, f"{measured}_moi", 5000), (2, f"{first}_moi", 300)])
    assert commune.query("SELECT indicator, reason FROM override") == [(f"{measured}_moi", "Sổ riêng")]


def test_stopping_halfway_leaves_everything_as_it_was(commune, four):
    new, _, _ = renaming_version(commune)
    before = commune.query("SELECT * FROM score ORDER BY 1, 2, 3, 4"), family(commune).version
    job = carrying.choose_and_carry(commune, new, YEAR)
    next(job)
    next(job)
    job.close()
    assert (commune.query("SELECT * FROM score ORDER BY 1, 2, 3, 4"), family(commune).version) == before


def test_sheets_that_a_decision_decided_keep_their_set(commune, four):
    with commune.action("test.decided", "Ghi thử") as action:
        action.execute("UPDATE assessment SET recognised = 1 WHERE subject_id = ?", (four[0],))
    new, _, _ = renaming_version(commune)
    for_use = finish(what_if.what_if(commune, new, YEAR, with_decided=False))
    assert (for_use.sheets, for_use.decided, for_use.undecided) == (2, 1, 2)
    assert finish(carrying.choose_and_carry(commune, new, YEAR)).sheets == 2
    versions_kept = dict(commune.query("SELECT subject_id, set_version FROM assessment"))
    assert versions_kept[four[0]] == "2022.1"
    assert versions_kept[four[1]] == new.version
