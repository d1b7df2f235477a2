"""Told at once that everything derived is stored as the facts give it: no single altered cell is overlooked."""

import pytest

from khuyenhoc_desktop.services import check
from khuyenhoc_desktop.store import as_stored, derived
from khuyenhoc_desktop.store.as_stored import Reading
from khuyenhoc_desktop.store.levels import LEVELS

# Column of a standing -> an expression for another value than the one that stands there.
OTHERS = {
    "title": "title || 'x'",
    "group_id": "coalesce(group_id, 0) + 1",
    "counted": "1 - counted",
    "registered": "1 - registered",
    "entered": "entered + 1",
    "missing": "missing + 1",
    "total": "coalesce(total, 0) + 50",
    "outcome": "iif(outcome = 'reached', 'not_reached', 'reached')",
    "level": "coalesce(level, 0) + 1",
    "proposed": "1 - proposed",
    "recognised": "iif(recognised IS NULL, 1, NULL)",
    "decision_id": "iif(decision_id IS NULL, 1, NULL)",
    "stage": "stage + 1",
    "returned": "1 - returned",
}
TITLES = [level.title for level in LEVELS]
# Of each title one whose sheet is filled, and one whose sheet is empty, where there are such.
SOMEBODY = "SELECT year, subject_id FROM standing WHERE title = ? AND (entered > 0) = ? ORDER BY 1, 2"


def both_halves(file, reading=None):
    with file.snapshot():
        connection = file.connection_here()
        return as_stored.sheets_as_stored(connection, reading or Reading()), as_stored.levels_as_stored(connection)


def is_as_stored(file):
    return all(both_halves(file))


def write(file, sql, params=()):
    with file.writing() as connection:
        connection.execute(sql, params)


def test_the_sample_is_stored_as_its_facts_give_it_and_read_to_the_end(sample):
    reading = Reading()
    assert both_halves(sample, reading) == (True, True)
    assert reading.whole
    assert not reading.lost
    pairs = sample.query(
        "SELECT DISTINCT indicator, quote(value) FROM score JOIN assessment USING (subject_id, year)"
    )
    assert {cell[2:] for cell in reading.cells} == set(pairs)


@pytest.mark.parametrize("column", OTHERS)
def test_one_altered_cell_is_told_whoever_it_is_of(sample, column):
    keys = [sample.row(SOMEBODY, (title, filled)) for title in TITLES for filled in (True, False)]
    assert sum(key is not None for key in keys) >= len(TITLES)
    for key in filter(None, keys):
        kept = sample.row(f"SELECT {column} FROM standing WHERE year = ? AND subject_id = ?", key)
        write(sample, f"UPDATE standing SET {column} = {OTHERS[column]} WHERE year = ? AND subject_id = ?", key)
        assert not is_as_stored(sample)
        write(sample, f"UPDATE standing SET {column} = ? WHERE year = ? AND subject_id = ?", (*kept, *key))
    assert is_as_stored(sample)


@pytest.mark.parametrize("title", TITLES)
def test_a_row_that_is_missing_or_too_many_is_told(sample, title):
    key = sample.row("SELECT year, subject_id FROM standing WHERE title = ? LIMIT 1", (title,))
    kept = sample.row("SELECT * FROM standing WHERE year = ? AND subject_id = ?", key)
    write(sample, "DELETE FROM standing WHERE year = ? AND subject_id = ?", key)
    assert not is_as_stored(sample)
    marks = ", ".join("?" * len(kept))
    write(sample, f"INSERT INTO standing VALUES ({marks})", kept)
    assert is_as_stored(sample)
    write(sample, f"INSERT INTO standing VALUES ({marks})", (kept[0], 987654321, *kept[2:]))
    assert not is_as_stored(sample)


def test_a_row_of_a_title_that_nobody_strives_for_is_told(sample):
    row = sample.row("SELECT * FROM standing LIMIT 1")
    marks = ", ".join("?" * len(row))
    write(sample, f"INSERT INTO standing VALUES ({marks})", (row[0], 987654321, "another", *row[3:]))
    assert not is_as_stored(sample)


def test_a_measure_of_nobody_is_told(sample):
    write(sample, "INSERT INTO measure SELECT 987654321, year, indicator, part, base FROM measure LIMIT 1")
    assert not is_as_stored(sample)


@pytest.mark.parametrize("column", ["part", "base"])
def test_an_altered_measure_is_told(sample, column):
    write(sample, f"UPDATE measure SET {column} = {column} + 1 WHERE base = (SELECT max(base) FROM measure)")
    assert not is_as_stored(sample)


def test_a_sheet_whose_score_was_changed_behind_our_back_is_told(sample):
    subject, year = sample.row(
        "SELECT subject_id, year FROM standing WHERE entered > 0 AND title = 'learning_family'"
    )
    write(sample, "DELETE FROM score WHERE subject_id = ? AND year = ? AND stage = 1", (subject, year))
    assert not is_as_stored(sample)


def test_scores_without_an_assessment_and_strange_stages_are_told_on_the_way(sample):
    subject, year = sample.row(
        "SELECT subject_id, year FROM standing WHERE entered > 0 AND title = 'learning_family'"
    )
    indicator = sample.value("SELECT indicator FROM score WHERE subject_id = ? AND year = ?", (subject, year))
    write(sample, "INSERT INTO score VALUES (?, ?, 9, ?, 0)", (subject, year, indicator))
    write(sample, "INSERT INTO score VALUES (987654321, ?, 1, ?, 0)", (year, indicator))
    sample.rebuild_derived()
    reading = Reading()
    assert both_halves(sample, reading) == (True, True)
    assert "9" in reading.stages
    assert reading.lost


def test_what_is_told_at_once_is_what_comparing_row_by_row_tells(sample):
    write(sample, "UPDATE standing SET total = total + 50 WHERE title = 'learning_family' AND total > 0")
    changed = sample.query(
        "SELECT DISTINCT subject_id FROM standing WHERE title = 'learning_family' AND total > 0"
    )
    with sample.snapshot():
        differences = derived.figures_that_differ(sample.connection_here(), None, Reading())
    assert {subject for table, subject in differences if table == "standing"} == {
        subject for (subject,) in changed
    }


def test_a_filled_sheet_that_is_stored_as_empty_is_told(sample):
    key = sample.row(SOMEBODY, ("learning_family", True))
    empty = "entered = 0, missing = 0, total = NULL, outcome = 'empty', level = NULL"
    write(sample, f"UPDATE standing SET {empty} WHERE year = ? AND subject_id = ?", key)
    assert not is_as_stored(sample)


@pytest.mark.parametrize("column", ["group_id", "counted", "registered", "recognised", "stage"])
def test_the_check_tells_what_differs_beside_the_grading(sample, column):
    key = sample.row(SOMEBODY, ("learning_family", False))
    write(sample, f"UPDATE standing SET {column} = {OTHERS[column]} WHERE year = ? AND subject_id = ?", key)
    assert "derived_differs" in {problem.code for problem in check.check(sample)}
