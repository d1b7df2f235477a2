"""Registration, proposal, recognition: what may be done, what is refused, what stays."""

from dataclasses import replace
from datetime import date

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services import communes, entry, groups, history, households, recognition
from khuyenhoc_desktop.services.households import HouseholdFields

YEAR = 2026


@pytest.fixture
def people(commune):
    """Four households: An and Bình reach the title, Chi does not, Dũng has no sheet."""
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    names = ("An", "Bình", "Chi", "Dũng")
    ids = {
        name: households.add(commune, YEAR, group, HouseholdFields(head_name=f"Nguyễn {name}")) for name in names
    }
    criteria_set = entry.criteria_for(commune, LEARNING_FAMILY, YEAR)
    full = {one.code: one.max_points for one in criteria_set.indicators}
    for name in ("An", "Bình"):
        entry.save_sheet(commune, YEAR, ids[name], full)
    entry.save_sheet(commune, YEAR, ids["Chi"], dict.fromkeys(full, 0))
    return ids


def marks_of(file, people):
    names = {ident: name for name, ident in people.items()}
    return {names[mark.id]: mark for mark in recognition.marks(file, YEAR, list(people.values()))}


def test_only_registered_households_that_reached_may_be_proposed(commune, people):
    recognition.set_registered(commune, YEAR, [people["An"], people["Chi"]], True, date(2026, 3, 1))
    found = recognition.candidates(commune, YEAR)
    assert (found.ready, found.not_registered, found.proposed) == ([people["An"]], [people["Bình"]], [])


def test_registering_again_keeps_the_day_that_was_noted(commune, people):
    recognition.set_registered(commune, YEAR, [people["An"]], True, date(2026, 3, 1))
    recognition.set_registered(commune, YEAR, list(people.values()), True)
    rows = recognition.rows(commune, YEAR, [people["An"], people["Chi"]])
    assert [row.registered_on for row in rows] == ["2026-03-01", None]
    recognition.set_registered(commune, YEAR, [people["An"]], False)
    assert recognition.rows(commune, YEAR, [people["An"]])[0].registered_on is None


def test_proposed_and_decided_households_are_not_proposed_again(commune, people):
    recognition.set_registered(commune, YEAR, list(people.values()), True)
    recognition.set_proposed(commune, YEAR, [people["An"]], True)
    recognition.set_recognised(commune, YEAR, [people["Bình"]], False)
    found = recognition.candidates(commune, YEAR)
    assert found.ready == []
    assert sorted(found.proposed) == sorted([people["An"], people["Bình"]])


def test_to_be_recognised_are_the_proposed_without_a_result(commune, people):
    recognition.set_proposed(commune, YEAR, [people["An"], people["Bình"]], True)
    recognition.set_recognised(commune, YEAR, [people["Bình"]], False)
    assert recognition.to_be_recognised(commune, YEAR) == [people["An"]]


def test_marks_leave_out_who_is_away(commune, people):
    households.set_away(commune, [people["An"]], YEAR)
    assert set(marks_of(commune, people)) == {"Bình", "Chi", "Dũng"}


def test_like_last_year_counts_before_it_registers(commune, people):
    recognition.set_registered(commune, YEAR, [people["An"], people["Chi"]], True)
    communes.add_year(commune, YEAR + 1)
    recognition.set_registered(commune, YEAR + 1, [people["Chi"]], True)
    assert recognition.like_last_year(commune, YEAR + 1) == [people["An"]]
    recognition.set_registered(commune, YEAR + 1, [people["An"]], True)
    assert recognition.like_last_year(commune, YEAR + 1) == []


def test_recognising_is_one_action_with_its_decision(commune, people):
    before = len(history.entries(commune))
    recognition.recognise_by_decision(
        commune, YEAR, " 125/QĐ-UBND ", date(2026, 12, 1), "Lê Văn Ký", [people["An"]]
    )
    assert len(history.entries(commune)) == before + 1
    (decision,) = recognition.decisions(commune, YEAR)
    assert (decision.number, decision.decided_on, decision.signer, decision.recognised) == (
        "125/QĐ-UBND",
        "2026-12-01",
        "Lê Văn Ký",
        1,
    )
    history.undo(commune)
    assert recognition.decisions(commune, YEAR) == []
    assert marks_of(commune, people)["An"].recognised is None


def test_a_known_number_is_the_same_decision_however_it_is_typed(commune, people):
    one = recognition.recognise_by_decision(commune, YEAR, "125/QĐ-UBND", date(2026, 12, 1), "Ký", [people["An"]])
    other = recognition.recognise_by_decision(commune, YEAR, "125/qđ-ubnd", None, "", [people["Bình"]])
    assert one == other
    assert [d.recognised for d in recognition.decisions(commune, YEAR)] == [2]


@pytest.mark.parametrize(("day", "signer"), [(date(2026, 12, 2), ""), (None, "Người khác")])
def test_a_known_number_with_another_date_or_signer_is_refused(commune, people, day, signer):
    recognition.recognise_by_decision(commune, YEAR, "125/QĐ", date(2026, 12, 1), "Lê Văn Ký", [people["An"]])
    with pytest.raises(UserError) as refused:
        recognition.recognise_by_decision(commune, YEAR, "125/QĐ", day, signer, [people["Bình"]])
    assert refused.value.code == "decision_differs"
    assert "01/12/2026" in refused.value.message
    assert marks_of(commune, people)["Bình"].recognised is None


def test_a_decision_needs_a_number(commune, people):
    with pytest.raises(UserError) as refused:
        recognition.recognise_by_decision(commune, YEAR, "  ", None, "", [people["An"]])
    assert refused.value.code == "decision_number_missing"


def test_editing_a_decision(commune, people):
    recognition.recognise_by_decision(commune, YEAR, "1/QĐ", None, "", [people["An"]])
    recognition.recognise_by_decision(commune, YEAR, "2/QĐ", None, "", [people["Bình"]])
    first, second = recognition.decisions(commune, YEAR)
    recognition.edit_decision(commune, YEAR, replace(first, signer="  Lê  Ký ", decided_on="2026-12-01"))
    assert recognition.find_decision(commune, YEAR, "1/qd").signer == "Lê Ký"
    with pytest.raises(UserError) as refused:
        recognition.edit_decision(commune, YEAR, replace(second, number="1/QĐ"))
    assert refused.value.code == "decision_exists"
    with pytest.raises(UserError) as refused:
        recognition.edit_decision(commune, YEAR, replace(second, number=" "))
    assert refused.value.code == "decision_number_missing"


def test_a_decision_goes_only_when_nobody_hangs_on_it(commune, people):
    recognition.recognise_by_decision(commune, YEAR, "1/QĐ", None, "", [people["An"]])
    (decision,) = recognition.decisions(commune, YEAR)
    households.delete(commune, [people["An"]], YEAR)
    with pytest.raises(UserError) as refused:
        recognition.delete_decision(commune, decision)
    assert refused.value.code == "decision_in_use"
    recognition.recognise_by_decision(commune, YEAR, "2/QĐ", None, "", [])
    empty = recognition.find_decision(commune, YEAR, "2/QĐ")
    recognition.delete_decision(commune, empty)
    assert [one.number for one in recognition.decisions(commune, YEAR)] == ["1/QĐ"]
