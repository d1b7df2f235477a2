"""A line of the journal whose bytes were damaged: what needs it is refused in words, everything else goes on."""

import zlib

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import entry, groups, history, households, privacy_erasing
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.progress import finish
from tests.store.facts import dump

YEAR = 2026
DAMAGES = {
    "cut off": lambda kept: kept[:-3],
    "compressed and cut off": lambda kept: zlib.compress(kept)[:-5],
    "rubbish": lambda kept: b"Trubbish",
    "compressed rubbish": lambda kept: zlib.compress(b"Trubbish"),
    "nothing": lambda kept: b"",
}


@pytest.fixture
def household(commune):
    (group,) = groups.add_groups(commune, [("Thôn Hạ", "thôn")], YEAR)
    return households.add(commune, YEAR, group, HouseholdFields(head_name="Lê Thị Bình", born="1980"))


def damage(file, kind):
    """Damage the newest line; returns its number."""
    number, kept = file.row("SELECT id, changeset FROM journal ORDER BY id DESC LIMIT 1")
    with file.writing() as connection:
        connection.execute("UPDATE journal SET changeset = ? WHERE id = ?", (DAMAGES[kind](kept), number))
    return number


def refusal(act, *arguments):
    with pytest.raises(UserError) as refused:
        act(*arguments)
    return refused.value


@pytest.mark.parametrize("kind", DAMAGES)
def test_taking_it_back_and_telling_it_are_refused_by_name(commune, household, kind):
    number, held = damage(commune, kind), dump(commune)
    for act in (history.undo, history.describe):
        refused = refusal(act, commune, number)
        assert refused.code == "journal_unreadable"
        assert "Lê Thị Bình" in refused.message
    assert dump(commune) == held
    assert not history.entry(commune, number).undone


@pytest.mark.parametrize("kind", DAMAGES)
def test_doing_it_again_is_refused(commune, household, kind):
    history.undo(commune)
    damage(commune, kind)
    held = dump(commune)
    assert refusal(history.redo, commune).code == "journal_unreadable"
    assert dump(commune) == held


@pytest.mark.parametrize("kind", DAMAGES)
def test_later_work_in_the_way_stands_there_also_when_its_line_is_damaged(commune, household, kind):
    added = history.entries(commune, 1)[0].id
    entry.save_cells(commune, YEAR, {(household, "C1_1"): 500}, "Chấm điểm")
    damage(commune, kind)
    held = dump(commune)
    refused = refusal(history.undo, commune, added)
    assert isinstance(refused, history.UndoConflict)
    assert {one.summary for one in refused.later} <= {"Chấm điểm"}  # where it can be read as far as the score
    assert dump(commune) == held


@pytest.mark.parametrize("kind", ["compressed and cut off", "nothing"])
def test_nobody_is_told_to_be_erased_while_a_line_may_still_name_him(commune, household, kind):
    damage(commune, kind)
    held = dump(commune)
    refused = refusal(finish, privacy_erasing.erase_household(commune, household))
    assert refused.code == "journal_unreadable"
    assert dump(commune) == held
