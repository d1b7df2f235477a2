"""One subject of each title goes the same round: the services know no title by name."""

from datetime import date

import pytest

from khuyenhoc_desktop.domain.clan import ClanFields
from khuyenhoc_desktop.domain.criteria import TITLES, Kind
from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.domain.subjects import COMMUNE_SUBJECT
from khuyenhoc_desktop.domain.unit import UnitFields
from khuyenhoc_desktop.services import (
    check,
    clans,
    entry,
    groups,
    history,
    households,
    persons,
    recognition,
    units,
    workflow,
    workflow_preview,
    year_lock,
    year_roll,
    year_view,
)
from khuyenhoc_desktop.services.households import HouseholdFields

YEAR = 2026


@pytest.fixture
def subject(commune):
    """By title, the one subject of it; the person, the clan and the unit end with the year."""
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    household = households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn Văn An"))
    person = PersonFields(name="Trần Thị Bình", born="1980", person_group="farmer", household_id=household)
    return {
        "learning_citizen": persons.add(commune, YEAR, person),
        "learning_family": household,
        "learning_clan": clans.REGISTER.add(
            commune, ClanFields(name="Họ Nguyễn", group_id=group, valid_from=YEAR)
        ),
        "learning_community": group,
        "learning_unit": units.REGISTER.add(
            commune, UnitFields(name="Trường Tiểu học An Học", kind="school", group_id=group, valid_from=YEAR)
        ),
        "commune_learning_community": COMMUNE_SUBJECT,
    }


def fill(file, ident):
    """All that can be answered, answered as well as can be."""
    sheet = entry.load_sheet(file, YEAR, ident)
    best = {Kind.YES_NO: 100, Kind.PERCENT: 10_000, Kind.COUNT: 10_000, Kind.TEXT: "có"}
    typed = [one for one in sheet.criteria_set.indicators if one.measure is None]
    answers = {**sheet.up_to(1), **{one.code: best.get(one.kind, one.max_points) for one in typed}}
    entry.save_sheet(file, YEAR, ident, answers)


@pytest.mark.parametrize("title", TITLES)
def test_the_round_of_a_title(commune, subject, title):
    workflow.set_mode(commune, "full")
    ids = [subject[title]]
    recognition.set_registered(commune, YEAR, ids, True, date(2026, 3, 1), title=title)
    fill(commune, ids[0])
    for stage in (1, 2, 3):
        assert workflow.declare_stage(commune, YEAR, ids, stage, date(2026, 11, stage), "Ban", title=title).taken
    workflow.return_to(commune, YEAR, ids, 3, "xem lại", title=title)
    assert recognition.rows(commune, YEAR, ids, title)[0].subject.returned
    workflow.declare_stage(commune, YEAR, ids, 3, None, "", title=title)
    first = recognition.recognise_by_decision(commune, YEAR, "1/QĐ", date(2026, 12, 1), "Ký", ids, title=title)
    assert year_view.title_counts(commune, YEAR, title).recognised == 1
    recognition.correct_by_decision(
        commune, YEAR, title, "2/QĐ", date(2026, 12, 9), "Ký", ids, False, corrects=first
    )
    (mark,) = recognition.marks(commune, YEAR, ids, title)
    assert (mark.stage, mark.recognised, mark.ruled) == (3, False, True)
    assert [one.number for one in recognition.rulings(commune, ids[0])] == ["2/QĐ", "1/QĐ"]
    assert check.check(commune) == []


@pytest.mark.parametrize("title", TITLES)
def test_only_who_reached_is_proposed_in_the_full_round(commune, subject, title):
    workflow.set_mode(commune, "full")
    ids = [subject[title]]
    found = workflow_preview.for_proposal(commune, YEAR, ids, title)
    assert (found.taken, [left.reason for left in found.left_out]) == ((), ["not_registered"])


def test_the_roll_over_asks_each_subject_whether_it_is_still_there(commune, subject):
    for title, ident in subject.items():
        recognition.set_registered(commune, YEAR, [ident], True, title=title)
    persons.set_left(commune, [subject["learning_citizen"]], YEAR + 1)
    kept = clans.REGISTER.fields_of(clans.REGISTER.get(commune, subject["learning_clan"], YEAR))
    clans.REGISTER.edit(
        commune, subject["learning_clan"], kept.__class__(name=kept.name, valid_from=YEAR, valid_to=YEAR)
    )
    year_lock.lock_year(commune, YEAR)
    preview = year_roll.roll_preview(commune, YEAR)
    there = {one.title: list(one.carried) for one in preview.titles}
    gone = {"learning_citizen", "learning_clan"}
    assert there == {title: [] if title in gone else [ident] for title, ident in subject.items()}
    year_roll.roll_over(commune, YEAR, set(TITLES))
    registered = commune.query("SELECT subject_id FROM standing WHERE year = ? AND registered", (YEAR + 1,))
    assert {ident for (ident,) in registered} == {ident for title, ident in subject.items() if title not in gone}
    assert check.check(commune) == []
    history.undo(commune)
    assert commune.query("SELECT 1 FROM standing WHERE year = ?", (YEAR + 1,)) == []
