"""Where a subject stands in a year: what SQLite keeps as 0, 1 and NULL is yes, no and not decided."""

import pytest

from khuyenhoc_desktop.store.standings import InYear, made

FLAGS = ("present", "counted", "registered", "proposed", "returned")
DECISIONS = ("recognised", "last_recognised")


def stored(flag, decision):
    """A row of somebody with 7 points and nothing the year before; in the order of the fields."""
    return (5, flag, flag, flag, 3, 0, 700, "reached", None, flag, decision, None, 2, flag, None, decision)


@pytest.mark.parametrize("flag", [0, 1])
@pytest.mark.parametrize("decision", [0, 1, None])
def test_flags_are_yes_or_no_and_what_is_not_decided_stays_so(flag, decision):
    row = made(InYear, stored(flag, decision))
    assert {getattr(row, name) is bool(flag) for name in FLAGS} == {True}
    wanted = None if decision is None else bool(decision)
    assert {getattr(row, name) is wanted for name in DECISIONS} == {True}
    assert (row.id, row.total, row.last_total, row.stage, row.decision_id) == (5, 700, None, 2, None)


def test_no_points_and_nought_points_are_told_apart():
    row = list(stored(1, None))
    row[6], row[14] = 0, None
    assert (made(InYear, row).total, made(InYear, row).last_total) == (0, None)
