"""The state of a year's work: counted anew here household by household; the next step as the facts go on."""

from datetime import date
from pathlib import Path

import pytest

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services import bulk_entry, communes, entry, groups, households, recognition, year_lock
from khuyenhoc_desktop.services.handover import exports
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.services.year_work import Counts, Step, first_to_score, year_work

YEAR = 2026


@pytest.fixture
def three(commune):
    """Thôn A with two households, thôn B with one."""
    a, b = groups.add_groups(commune, [("Thôn A", "thôn"), ("Thôn B", "thôn")], YEAR)
    return [
        households.add(commune, YEAR, group, HouseholdFields(head_name=f"Lê Văn {name}"))
        for group, name in ((a, "Một"), (a, "Hai"), (b, "Ba"))
    ]


def fill(file, household, *, but=0):
    """The highest points everywhere, except in the last `but` indicators."""
    criteria = entry.criteria_for(file, LEARNING_FAMILY, YEAR)
    filled = criteria.indicators[: len(criteria.indicators) - but]
    answers = {one.code: bulk_entry.best_answer(one) or (NA if one.allow_na else 0) for one in filled}
    entry.save_sheet(file, YEAR, household, answers)


def test_the_figures_are_those_counted_one_by_one(sample):
    year = max(communes.facts(sample).years)
    rows = households.rows(sample, year, households.find_ids(sample, households.Query(year)))
    work = year_work(sample, year)
    for group in [*work.groups, work]:
        own = [row for row in rows if group is work or row.group == group.group]
        registered = [row for row in own if row.registered]
        reached = [row for row in registered if row.outcome == "reached"]
        assert group.counts == Counts(
            total=len(own),
            registered=len(registered),
            complete=sum(row.outcome in ("reached", "not_reached") for row in registered),
            incomplete=sum(row.outcome == "incomplete" for row in registered),
            scored_unregistered=sum(row.outcome != "empty" for row in own if not row.registered),
            reached=len(reached),
            to_propose=sum(not row.proposed and row.recognised is None for row in reached),
            to_decide=sum(row.proposed and row.recognised is None for row in own),
            proposed=sum(row.proposed for row in own),
            decided=sum(row.recognised is not None for row in own),
            recognised=sum(row.recognised is True for row in own),
        )
    assert work.counts.total > 100
    assert work.counts.to_score > 0


def test_a_file_without_thon_begins_with_the_list(commune):
    work = year_work(commune, YEAR)
    assert (work.counts, work.groups, work.next_step) == (Counts(), (), Step.HOUSEHOLDS)


def test_the_next_step_follows_the_work(commune, three, tmp_path: Path):
    def next_step():
        return year_work(commune, YEAR).next_step

    assert next_step() is Step.REGISTRATION
    recognition.set_registered(commune, YEAR, three[:2], True)
    assert next_step() is Step.SCORING
    fill(commune, three[0])
    fill(commune, three[1], but=1)
    assert year_work(commune, YEAR).counts.incomplete == 1
    assert next_step() is Step.SCORING
    fill(commune, three[1])
    assert next_step() is Step.RECOGNITION
    recognition.set_proposed(commune, YEAR, three[:2], True)
    assert next_step() is Step.RECOGNITION
    recognition.recognise_by_decision(commune, YEAR, "1/QĐ", date(2026, 11, 1), "Chủ tịch", three[:2])
    assert next_step() is Step.HANDOVER
    finish(exports.exporting(commune, YEAR, tmp_path / "nop"))
    assert next_step() is None


def test_work_after_the_bundle_asks_for_a_new_one(commune, three, tmp_path):
    assert year_work(commune, YEAR).export is None
    made = finish(exports.exporting(commune, YEAR, tmp_path / "nop"))
    assert (year_work(commune, YEAR).export, year_work(commune, YEAR).changed) == (made, False)
    households.add(commune, YEAR, year_work(commune, YEAR).groups[0].id, HouseholdFields(head_name="Lê Văn Tư"))
    assert year_work(commune, YEAR).changed


def test_of_a_locked_year_only_the_bundle_is_left(commune, three, tmp_path):
    assert year_work(commune, YEAR).next_step is Step.REGISTRATION
    year_lock.lock_year(commune, YEAR)
    assert year_work(commune, YEAR).next_step is Step.HANDOVER
    finish(exports.exporting(commune, YEAR, tmp_path / "nop"))
    assert year_work(commune, YEAR).next_step is None


def test_a_thon_knows_its_own_next_step(commune, three):
    recognition.set_registered(commune, YEAR, [three[2]], True)
    groups.add_group(commune, "Thôn C", "thôn", YEAR)
    steps = {group.group: group.counts.next_step for group in year_work(commune, YEAR).groups}
    assert steps == {"Thôn A": Step.REGISTRATION, "Thôn B": Step.SCORING, "Thôn C": Step.HOUSEHOLDS}
    assert year_work(commune, YEAR).empty_groups == 1


def test_scoring_goes_on_with_a_sheet_begun_then_with_an_empty_one(commune, three):
    recognition.set_registered(commune, YEAR, three[1:], True)
    thon_a = year_work(commune, YEAR).groups[0].id
    assert first_to_score(commune, YEAR) == three[1]
    fill(commune, three[2], but=1)
    assert first_to_score(commune, YEAR) == three[2]
    assert first_to_score(commune, YEAR, thon_a) == three[1]
    fill(commune, three[1])
    fill(commune, three[2])
    assert first_to_score(commune, YEAR) is None
