"""Entries that the first release wrote are undone and done again in today's tables."""

import shutil
from pathlib import Path

import pytest

from khuyenhoc_desktop.services import check, communes, history
from khuyenhoc_desktop.store import journal
from tests.store.facts import dump, dump_derived

FIRST = Path(__file__).parents[1] / "db_versions" / "khuyenhoc-v1.db"


@pytest.fixture
def file(tmp_path):
    folder = tmp_path / "xa"
    folder.mkdir()
    shutil.copy(FIRST, folder / communes.FILE_NAME)
    opened = communes.open_commune(folder)
    yield opened
    opened.close()


def undoable(file):
    return [one for one in history.entries(file) if one.kind == "do" and not one.undone]


def sound(file):
    assert check.check(file) == []
    before = dump_derived(file)
    file.rebuild_derived()
    assert dump_derived(file) == before


def test_all_of_it_is_taken_back_one_by_one_and_done_again(file):
    before = dump(file)
    count = len(undoable(file))
    assert count > 10
    for _ in range(count):
        newest = undoable(file)[0]
        if (
            newest.action == "year.add"
        ):  # what was put in when the file was first opened by this release is in the way
            with pytest.raises(journal.UndoConflict) as conflict:
                journal.undo(file, newest.id)
            assert [one.action for one in conflict.value.later] == ["criteria.install"]
            journal.undo(file, newest.id, "take_back")
        else:
            journal.undo(file, newest.id)
        sound(file)
    assert file.value("SELECT count(*) FROM household") == file.value("SELECT count(*) FROM ruling") == 0
    for _ in range(count):
        history.redo(file)
        sound(file)
    assert dump(file) == before


@pytest.mark.parametrize("choice", ["keep", "take_back"])
def test_any_of_it_is_taken_back_alone(file, choice, tmp_path):
    for entry in undoable(file):
        copy = communes.open_commune(shutil.copytree(file.folder, tmp_path / f"{entry.id}"))
        try:
            journal.undo(copy, entry.id, choice)
        except journal.UndoBlocked:
            continue
        finally:
            found = {problem.code for problem in check.check(copy)}
            assert found <= {"recognised_without_decision", "not_scored"}, entry.summary
            copy.close()
