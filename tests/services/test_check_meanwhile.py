"""Somebody goes on working while check and repair run: nothing of that is written over, nothing is hidden."""

import threading

import apsw
import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import check, check_facts, communes, groups, households
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.store import integrity
from tests.store.facts import dump

YEAR = 2026


@pytest.fixture
def untidy(commune):
    """A household whose name another program wrote with two blanks."""
    (group,) = groups.add_groups(commune, [("Thôn Hạ", "thôn")], YEAR)
    one = households.add(commune, YEAR, group, HouseholdFields(head_name="Lê Thị Bình", born="1980"))
    with commune.writing() as connection:
        connection.execute("UPDATE household SET note = 'hai  dấu cách' WHERE id = ?", (one,))
    return one


def type_note(folder, one, note):
    """What an officer saves in the window meanwhile."""
    window = communes.open_commune(folder)
    row = households.get(window, one, YEAR)
    fields = HouseholdFields(head_name=row.head_name, born="1980", note=note)
    households.edit(window, one, fields)
    window.close()


def note_of(file, one):
    return file.value("SELECT note FROM household WHERE id = ?", (one,))


def test_what_is_typed_while_the_repair_looks_is_not_written_over(commune, untidy):
    job = check.repairing(commune)
    while next(job).text != check.REPAIRING:
        assert note_of(commune, untidy) == "hai  dấu cách"
    typing = threading.Thread(target=type_note, args=(commune.folder, untidy, "vừa gõ"))
    typing.start()
    typing.join()
    with pytest.raises(UserError) as refused:
        finish(job)
    assert refused.value.code == "changed_meanwhile"
    assert note_of(commune, untidy) == "vừa gõ"


def test_after_that_it_repairs_what_is_still_wrong(commune, untidy):
    job = check.repairing(commune)
    while next(job).text != check.REPAIRING:
        pass
    type_note(commune.folder, untidy, "vừa gõ")
    with commune.writing() as connection:
        connection.execute("UPDATE household SET code = 'H  1'")
    with pytest.raises(UserError):
        finish(job)
    assert check.repair(commune) == []
    assert commune.row("SELECT code, note FROM household") == ("H 1", "vừa gõ")


def test_a_fault_of_ours_is_never_told_as_a_sound_file(commune, monkeypatch):
    def broken(_file):
        raise apsw.SQLError("no such function")

    monkeypatch.setattr(check, "_ASKED", (broken,))
    with pytest.raises(apsw.SQLError):
        check.check(commune)


def test_where_a_table_is_missing_that_is_told(commune):
    with commune.writing() as connection:
        connection.execute("DROP TABLE deadline")
    assert [problem.code for problem in check.check(commune)] == ["schema_differs"]


@pytest.mark.parametrize("steps", [2, 3])
def test_a_check_broken_off_leaves_no_thread_and_asks_no_more(commune, monkeypatch, steps):
    asked, begun, go_on = [], threading.Event(), threading.Event()

    def slow(_file):
        begun.set()
        go_on.wait(10)
        return []

    def late(_file):
        asked.append(1)
        return []

    monkeypatch.setattr(check, "_ASKED", (slow, slow, late))
    monkeypatch.setattr(integrity, "levels_as_stored", lambda _file: True)
    before, held = threading.active_count(), dump(commune)
    job = check.checking(commune)
    for _ in range(steps):
        next(job)
    assert begun.wait(10)
    threading.Timer(0.2, go_on.set).start()
    job.close()
    assert asked == []
    assert threading.active_count() <= before + 1  # the clock's own may still be ending
    assert dump(commune) == held


def test_questions_beside_the_grading_see_what_was_written_before_it(commune, untidy):
    """Their connections are new ones: nothing stands between them and what was just saved."""
    codes = {problem.code for problem in check.check(commune)}
    assert "text_untidy" in codes
    assert check_facts.texts(commune)
