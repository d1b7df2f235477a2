"""Databases that are none of ours, too new, cut, forged or damaged: a refusal in words, and nothing is touched."""

import json
import random
import shutil
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop import cli
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import check, communes, groups, households, summary
from khuyenhoc_desktop.services.backup_restore import restore
from khuyenhoc_desktop.services.households import HouseholdFields, Query
from khuyenhoc_desktop.store.schema import APPLICATION_ID

YEAR = 2026


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A small commune file, closed."""
    folder = tmp_path_factory.mktemp("sound") / "xa"
    file = communes.create_commune(folder, "99999", "Mẫu", "Tỉnh", YEAR)
    group = groups.add_group(file, "Thôn Hạ", "thôn", YEAR)
    for name in "ABCDEFGHIK":
        households.add(file, YEAR, group, HouseholdFields(head_name=f"Nguyễn Văn {name}"))
    file.close()
    return file.path


def scripted(path, sql):
    """A file that SQLite itself made."""
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.close()


OURS = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 1;"
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS"
HOSTILE = {
    "an empty file": lambda path, _: path.touch(),
    "a text": lambda path, _: path.write_text("Danh sách hộ\n" * 5000, "utf-8"),
    "random bytes": lambda path, _: path.write_bytes(random.Random(1).randbytes(200_000)),
    "a megabyte of zeroes": lambda path, _: path.write_bytes(bytes(1 << 20)),
    "another program's database": lambda path, _: scripted(
        path, "CREATE TABLE household (id); PRAGMA user_version = 1"
    ),
    "a newer program's": lambda path, _: scripted(path, f"CREATE TABLE a (b); {OURS} PRAGMA user_version = 99"),
    "ours in name only": lambda path, _: scripted(path, f"CREATE TABLE a (b); {OURS}"),
    "a version below zero": lambda path, _: scripted(
        path, f"CREATE TABLE a (b); {OURS} PRAGMA user_version = -3"
    ),
    "views that never end": lambda path, _: scripted(
        path, f"CREATE VIEW installation AS {ENDLESS} id FROM n; CREATE VIEW journal AS {ENDLESS} id FROM n;{OURS}"
    ),
    "the header only": lambda path, sound: path.write_bytes(sound.read_bytes()[:100]),
    "half of the file": lambda path, sound: path.write_bytes(sound.read_bytes()[:40_000]),
    "a folder": lambda path, _: path.mkdir(),
}  # fmt: skip


@pytest.fixture(params=HOSTILE)
def hostile(request, tmp_path, sound):
    """A data folder whose file is hostile."""
    folder = tmp_path / "lạ"
    folder.mkdir()
    HOSTILE[request.param](folder / communes.FILE_NAME, sound)
    return folder


def test_it_is_not_opened_and_not_changed(hostile):
    path = hostile / communes.FILE_NAME
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UserError) as refusal:
        communes.open_commune(hostile)
    assert refusal.value.cure
    assert refusal.value.code in (
        "corrupt",
        "altered_file",
        "foreign_file",
        "newer_file",
        "cannot_open",
        "not_found",
    )
    assert (path.read_bytes() if path.is_file() else None) == before


def test_it_is_not_restored(hostile, tmp_path, sound):
    folder = tmp_path / "xa"
    folder.mkdir()
    (folder / communes.FILE_NAME).write_bytes(sound.read_bytes())
    with pytest.raises(UserError) as refusal:
        restore(folder, hostile / communes.FILE_NAME)
    assert refusal.value.cure
    assert (folder / communes.FILE_NAME).read_bytes() == sound.read_bytes()
    assert not list(folder.glob("*restoring*"))


def test_the_command_answers_with_problems(hostile, capsys):
    assert cli.main(["--data", str(hostile), "check"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["problems"][0]["code"] != "internal"
    assert answer["problems"][0]["cure"]


TRIGGERS = {
    "a trigger that deletes": "CREATE TRIGGER t AFTER INSERT ON household BEGIN DELETE FROM score; END",
    "a view in the place of a table": "DROP TABLE household_search; CREATE VIEW household_search AS SELECT"
    " id AS household_id, head_name AS sort_key, head_name AS find FROM household",
}


@pytest.mark.parametrize("sql", TRIGGERS.values(), ids=TRIGGERS)
def test_a_file_of_ours_with_commands_planted_in_it_is_refused(tmp_path, sound, sql):
    (tmp_path / communes.FILE_NAME).write_bytes(sound.read_bytes())
    scripted(tmp_path / communes.FILE_NAME, sql)
    with pytest.raises(UserError) as refusal:
        communes.open_commune(tmp_path)
    assert refusal.value.code == "altered_file"


SHEETS = "INSERT INTO assessment (subject_id, year, title) SELECT id, 2026, 'learning_family' FROM household;"
SCORE = SHEETS + "INSERT INTO score SELECT id, 2026, 1, 'C1_1', {} FROM household"
STRANGE_VALUES = {
    "ten megabytes of text": "UPDATE household SET note = printf('%.*c', 10000000, 'x')",
    "infinity": SCORE.format("9e999"),
    "a huge number": SCORE.format("9223372036854775807"),
    "bytes for a score": SCORE.format("x'00FF'"),
    "separators in a score": SCORE.format("char(30, 30, 31)"),
    "no name at all": "UPDATE household SET head_name = ''",
    "formulas": "UPDATE household SET head_name = '=HYPERLINK(\"http://x\")'",
    "a thôn merged into itself": "UPDATE residential_group SET merged_into = id",
    "bytes that are no letters": "UPDATE household SET note = CAST(x'C328' AS TEXT)",
}


@pytest.mark.parametrize("sql", STRANGE_VALUES.values(), ids=STRANGE_VALUES)
def test_strange_values_are_told_and_stop_nothing(tmp_path, sound, sql):
    (tmp_path / communes.FILE_NAME).write_bytes(sound.read_bytes())
    scripted(tmp_path / communes.FILE_NAME, sql)
    file = communes.open_commune(tmp_path)
    problems = check.check(file)
    assert problems or "printf" in sql or "HYPERLINK" in sql
    assert summary.year_summary(file, YEAR)
    if "C328" in sql:
        assert [problem.code for problem in problems] == ["damaged"]
        file.close()
        return
    assert len(households.rows(file, YEAR, households.find_ids(file, Query(YEAR)))) == 10
    check.repair(file)
    file.close()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), flips=st.integers(1, 40), whole_page=st.booleans())
def test_a_file_with_damaged_bytes_opens_or_is_refused_in_words(tmp_path, sound, seed, flips, whole_page):
    rng = random.Random(seed)
    damaged = bytearray(sound.read_bytes())
    for _ in range(flips):
        damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    if whole_page:
        start = rng.randrange(len(damaged) // 4096) * 4096
        damaged[start : start + 4096] = rng.randbytes(4096)
    folder = tmp_path / "hỏng"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / communes.FILE_NAME).write_bytes(damaged)
    assert look_through(folder) in ("", *REFUSALS)


REFUSALS = ("corrupt", "altered_file", "foreign_file", "newer_file", "password_needed", "bad_criteria")


def look_through(folder):
    """The code of the refusal with which opening, checking, summing up or repairing ends; "" when all is done."""
    try:
        file = communes.open_commune(folder)
        try:
            found = {problem.code for problem in check.check(file)}
            if "schema_differs" not in found:  # a column of another name stops every page, and the check says so
                summary.year_summary(file, YEAR)
            check.repair(file)
        finally:
            file.close()
    except UserError as refusal:
        return refusal.code
    return ""
