"""The anonymous copy: no name, number, address, note or history of the commune; the same figures."""

import shutil

import pytest

from khuyenhoc_desktop.services import check, communes, households, privacy, privacy_copy, summary
from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.store.encryption import KEYRING
from tests.store.titles import add_titles

PERSONAL = (
    "SELECT head_name FROM household UNION SELECT address FROM household"
    " UNION SELECT personal_number FROM household"
    " UNION SELECT code FROM household UNION SELECT note FROM household"
    " UNION SELECT born FROM household WHERE length(born) > 4 UNION SELECT signer FROM decision"
    " UNION SELECT number FROM decision UNION SELECT value FROM setting WHERE key LIKE '%name%'"
    " UNION SELECT who FROM journal"
)


def personal_words(file):
    with file.writing() as connection:
        connection.execute(
            "UPDATE household SET personal_number = '001183' || substr('000000' || rowid % 1000000, -6),"
            " note = 'ghi chú riêng ' || rowid, address = 'Ngõ số ' || rowid, born = '1978-03-11' WHERE rowid % 2"
        )
    return [row[0] for row in file.query(PERSONAL) if row[0]]


def figures(file, year):
    return [(title.commune.total, title.commune.registered, title.commune.scored, title.commune.reached,
        title.commune.recognised) for title in summary.year_summary(file, year).titles]  # fmt: skip


@pytest.fixture
def made(sample, tmp_path):
    """The words that may not be found, and the open anonymous copy."""
    words = personal_words(sample)
    sample.remember("draft.household.2026.1", "chữ đang gõ dở của bà Tư")
    folder = finish(privacy_copy.make_anonymous_copy(sample, tmp_path / "usb"))
    copy = communes.open_commune(folder)
    yield words, copy
    copy.close()


def test_nothing_of_a_person_stands_in_the_bytes(made):
    words, copy = made
    content = copy.path.read_bytes()
    named = "SELECT head_name FROM household UNION SELECT name FROM person UNION SELECT head_name FROM {}"
    made_up = {row[0] for table in ("clan", "unit") for row in copy.query(named.format(table))}
    found = [word for word in words if word not in made_up and len(word) > 4 and word.encode() in content]
    assert found == []
    assert "chữ đang gõ dở".encode() not in content
    assert "ghi chú riêng".encode() not in content


def test_names_of_the_lists_are_all_other_ones(made, sample):
    _, copy = made
    query = Query(2026, state="all")
    before = {row.id: row.head_name for row in households.rows(sample, 2026, households.find_ids(sample, query))}
    after = {row.id: row.head_name for row in households.rows(copy, 2026, households.find_ids(copy, query))}
    assert before.keys() == after.keys()
    assert sum(before[one] == after[one] for one in before) <= len(before) // 100
    assert copy.value("SELECT count(*) FROM journal") == 0


def test_the_figures_are_the_same_and_the_copy_is_sound(made, sample):
    _, copy = made
    for year in communes.facts(sample).years:
        assert figures(copy, year) == figures(sample, year)
    assert communes.facts(copy).name == "Ẩn Danh"
    assert [problem for problem in check.check(copy) if problem.is_error] == []


def test_of_a_protected_file_too_and_nothing_readable_lies_about(sample, tmp_path):
    sample.close()
    folder = shutil.copytree(sample.folder, tmp_path / "riêng")
    privacy.set_password(folder, "ruộng lúa xanh mướt")
    file = communes.open_commune(folder)
    job = privacy_copy.make_anonymous_copy(file, tmp_path / "usb")
    names = [row[0].encode() for row in file.query("SELECT head_name FROM household")]
    for _ in range(2):
        next(job)
        lying = [path for path in folder.iterdir() if path.is_file()]
        assert not any(name in path.read_bytes() for path in lying for name in names[:5])
    finish(job)
    assert sorted(path.name for path in folder.iterdir() if "anonymous" in path.name) == []
    file.close()
    KEYRING.forget_all()


def test_cancelling_leaves_nothing(sample, tmp_path):
    job = privacy_copy.make_anonymous_copy(sample, tmp_path / "usb")
    next(job)
    job.close()
    assert list((tmp_path / "usb").iterdir()) == []
    assert not [path for path in sample.folder.iterdir() if "anonymous" in path.name]


# What is put into every place of the second schema that may tell of a person, and must not be in the copy.
TOLD = "Khuất Thị Kín {}"
PLACES = {
    "person": ("name", "code", "personal_number", "note"),
    "clan": ("name", "head_name", "code", "address", "note"),
    "unit": ("name", "head_name", "code", "address", "note"),
    "assessment": ("note",),
    "ruling": ("note",),
    "workflow_event": ("person", "note"),
    "override": ("reason",),
    "assessment_year": ("note", "lock_reason"),
    "criteria_confirmation": ("confirmed_by", "note"),
    "decision": ("number", "signer", "note"),
}


def test_no_person_of_any_table_is_in_the_copy(sample, tmp_path):
    add_titles(sample, 2026)
    (one,) = sample.query("SELECT id FROM person LIMIT 1")
    event = "INSERT INTO workflow_event VALUES (77, ?, 2026, 'return', 1, '2026-10-01', 'x', 'x')"
    with sample.writing() as connection:
        connection.execute("UPDATE person SET born = '2014-06-07'")
        connection.execute(event, one)
        connection.execute("INSERT OR REPLACE INTO override VALUES (?, 2026, 'C9_9', 'x')", one)
        confirmed = "SELECT set_id, version, '2026-01-01', 'x', 'x', 'x' FROM criteria_set"
        connection.execute(f"INSERT OR REPLACE INTO criteria_confirmation {confirmed}")
        for table, columns in PLACES.items():
            for column in columns:
                connection.execute(f"UPDATE {table} SET {column} = ?", (TOLD.format(f"{table} {column}"),))
    written = {table: sample.value(f"SELECT count(*) FROM {table}") for table in PLACES}
    assert all(written.values()), written
    folder = finish(privacy_copy.make_anonymous_copy(sample, tmp_path / "usb"))
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert TOLD[:10].encode() not in content
    assert b"2014-06-07" not in content
    assert b"2014" in content
