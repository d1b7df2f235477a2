"""What a decision has said stays: it is not overwritten, another decision corrects it, and both are shown."""

from datetime import date

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import COMMUNE_LEARNING_COMMUNITY, COMMUNE_SUBJECT, LEARNING_FAMILY
from khuyenhoc_desktop.services import groups, history, households, recognition, workflow
from khuyenhoc_desktop.services.households import HouseholdFields

YEAR = 2026


@pytest.fixture
def people(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    names = ("An", "Bình", "Chi")
    return {n: households.add(commune, YEAR, group, HouseholdFields(head_name=f"Nguyễn {n}")) for n in names}


@pytest.fixture
def first(commune, people):
    """Decision 125 recognises An and Bình."""
    ids = [people["An"], people["Bình"]]
    return recognition.recognise_by_decision(commune, YEAR, "125/QĐ", date(2026, 12, 1), "Lê Ký", ids)


def correct(file, first, ids, recognised, number="130/QĐ", note=""):
    return recognition.correct_by_decision(
        file,
        YEAR,
        LEARNING_FAMILY,
        number,
        date(2026, 12, 20),
        "Lê Ký",
        ids,
        recognised,
        corrects=first,
        note=note,
    )


def result(file, ident):
    (mark,) = recognition.marks(file, YEAR, [ident])
    return mark.recognised


def refusal(call, *args, **more):
    with pytest.raises(UserError) as refused:
        call(*args, **more)
    assert refused.value.message
    assert refused.value.cure
    return refused.value.code


@pytest.mark.parametrize("value", [False, None])
def test_what_a_decision_said_is_not_overwritten(commune, people, first, value):
    code = refusal(recognition.set_recognised, commune, YEAR, [people["An"], people["Chi"]], value)
    assert code == "decided_already"
    assert result(commune, people["An"]) is True
    assert result(commune, people["Chi"]) is None


def test_a_second_decision_does_not_recognise_again(commune, people, first):
    ids = [people["An"], people["Chi"]]
    code = refusal(recognition.recognise_by_decision, commune, YEAR, "126/QĐ", None, "", ids)
    assert code == "decided_already"
    assert [one.number for one in recognition.decisions(commune, YEAR)] == ["125/QĐ"]


def test_the_same_decision_may_name_more(commune, people, first):
    ids = [people["An"], people["Chi"]]
    assert recognition.recognise_by_decision(commune, YEAR, "125/qd", None, "", ids) == first
    assert [one.named for one in recognition.decisions(commune, YEAR)] == [3]


def test_revoking_keeps_what_the_first_decision_said(commune, people, first):
    found = correct(commune, first, [people["Bình"], people["Chi"]], False, note="khai sai")
    assert found.taken == (people["Bình"],)
    assert [(left.reason, left.ids) for left in found.left_out] == [("not_ruled", (people["Chi"],))]
    assert result(commune, people["Bình"]) is False
    told = [
        (one.number, one.recognised, one.kind, one.corrects, one.note)
        for one in recognition.rulings(commune, people["Bình"])
    ]
    assert told == [("130/QĐ", False, "revoke", "125/QĐ", "khai sai"), ("125/QĐ", True, "recognise", None, None)]
    counts = {d.number: (d.recognised, d.named) for d in recognition.decisions(commune, YEAR)}
    assert counts == {"125/QĐ": (1, 2), "130/QĐ": (0, 1)}
    assert [event.kind for event in workflow.events(commune, people["Bình"])] == ["corrected"]


def test_one_correcting_decision_may_revoke_and_add(commune, people, first):
    correct(commune, first, [people["Bình"]], False)
    correct(commune, first, [people["Chi"]], True)
    assert [d.kind for d in recognition.decisions(commune, YEAR)] == ["recognise", "correct"]
    assert result(commune, people["Chi"]) is True
    assert refusal(correct, commune, first, [people["Bình"]], True) == "decided_already"


def test_who_was_revoked_can_be_recognised_by_a_third_decision(commune, people, first):
    correct(commune, first, [people["Bình"]], False)
    correct(commune, first, [people["Bình"]], True, number="131/QĐ")
    assert result(commune, people["Bình"]) is True
    assert [one.number for one in recognition.rulings(commune, people["Bình"])] == ["131/QĐ", "130/QĐ", "125/QĐ"]


def test_corrections_that_are_refused(commune, people, first):
    assert refusal(correct, commune, first, [people["Chi"]], False) == "nobody_taken"
    assert refusal(correct, commune, 77, [people["An"]], False) == "no_decision"
    recognition.recognise_by_decision(commune, YEAR, "9/QĐ", date(2026, 12, 20), "Lê Ký", [])
    assert refusal(correct, commune, first, [people["An"]], False, number="9/QĐ") == "decision_exists"
    correct(commune, first, [people["An"]], False)
    ids = [people["Chi"]]
    assert (
        refusal(recognition.recognise_by_decision, commune, YEAR, "130/QĐ", None, "", ids) == "decision_corrects"
    )


def test_a_mistyped_decision_is_undone_whole(commune, people, first):
    history.undo(commune)
    assert recognition.decisions(commune, YEAR) == []
    assert recognition.rulings(commune, people["An"]) == []
    recognition.set_recognised(commune, YEAR, [people["An"]], False)
    assert result(commune, people["An"]) is False


def test_a_decision_that_is_corrected_is_not_deleted(commune, people):
    empty = recognition.recognise_by_decision(commune, YEAR, "1/QĐ", None, "", [])
    correct(commune, empty, [people["An"]], True)
    (known,) = [d for d in recognition.decisions(commune, YEAR) if d.id == empty]
    assert refusal(recognition.delete_decision, commune, known) == "decision_in_use"


def test_titles_have_decisions_of_their_own(commune, people, first):
    recognition.recognise_by_decision(
        commune, YEAR, "125/QĐ", date(2026, 12, 1), "Lê Ký", [COMMUNE_SUBJECT], title=COMMUNE_LEARNING_COMMUNITY
    )
    (other,) = recognition.decisions(commune, YEAR, COMMUNE_LEARNING_COMMUNITY)
    assert (other.number, other.recognised) == ("125/QĐ", 1)
    assert [one.recognised for one in recognition.decisions(commune, YEAR)] == [2]
    (mark,) = recognition.marks(commune, YEAR, [COMMUNE_SUBJECT], COMMUNE_LEARNING_COMMUNITY)
    assert mark.recognised is True
