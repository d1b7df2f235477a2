"""Every column that may tell of a person is known to anonymous copy and erasing: a new one must be decided."""

import pytest

from khuyenhoc_desktop.services import groups, households, privacy_copy, privacy_erasing
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.store import anonymous, encryption, erasing
from khuyenhoc_desktop.store.schema import FACT_TABLES, SUBJECT_COLUMN

YEAR = 2026
# Texts that tell of no person: kinds, dates, ids of sets, codes of indicators, where a group ended …
HARMLESS = {
    "assessment": {"title", "set_id", "set_version", "registered_on"},
    "assessment_year": {"locked_at"},
    "clan": {"deleted_at"},
    "criteria_choice": {"title", "set_id", "version"},
    "criteria_confirmation": {"set_id", "version", "confirmed_on", "document"},
    "criteria_set": {"set_id", "version", "sha256", "body"},
    "deadline": {"step", "due_on"},
    "decision": {"title", "decided_on", "kind"},
    "frozen_measure": {"indicator"},
    "group_choice": {"person_group", "set_id", "version"},
    "household": {"deleted_at"},
    "override": {"indicator"},
    "person": {"person_group", "unit_role", "deleted_at", "sex"},
    "residential_group": {"kind"},
    "ruling": set(),
    "score": {"indicator", "value"},
    "target": {"title", "base"},
    "unit": {"kind", "deleted_at"},
    "workflow_event": {"kind", "happened_on"},
}
RENAMED = {
    "household": {"head_name"},
    "person": {"name"},
    "unit": {"name"},
    "clan": {"name"},
    "residential_group": {"name"},
}
EMPTIED_WHOLE = {"setting"}


def texts_of(file, table):
    told = file.query(f"PRAGMA table_info({table})")
    return {row[1] for row in told if row[2] in ("TEXT", "ANY")}


@pytest.mark.parametrize("table", [one for one in FACT_TABLES if one not in EMPTIED_WHOLE])
def test_the_anonymous_copy_decides_on_every_text(commune, table):
    taken = texts_of(commune, table) - HARMLESS.get(table, set()) - RENAMED.get(table, set())
    statements = " ".join(one for one in anonymous._EMPTIED if one.startswith(f"UPDATE {table} SET"))
    assert {column for column in taken if f"{column} = " not in statements} == set()


# Registers of their own: a unit, a clan or a thôn is no person, and erasing a household does not touch it.
@pytest.mark.parametrize("table", sorted(set(SUBJECT_COLUMN) - {"unit", "clan", "residential_group"}))
def test_erasing_decides_on_every_text_of_a_household(commune, table):
    taken = texts_of(commune, table) - HARMLESS.get(table, {"born"}) - {erasing._NAMED.get(table)}
    assert taken - set(erasing._GOES.get(table, ())) - {"sex"} == set()


@pytest.fixture
def person(sample):
    """A person of the sample's first household, in the facts and in the journal."""
    household = sample.value("SELECT id FROM household LIMIT 1")
    with sample.action("person.add", "Thêm Trịnh Thị Lạ Kỳ") as action:
        made = action.new_id()
        action.execute(
            "INSERT INTO person (id, code, name, born, household_id, personal_number, note, valid_from)"
            " VALUES (?, 'CD-99', 'Trịnh Thị Lạ Kỳ', '1990-02-03', ?, '001183055555', 'điều riêng', ?)",
            (made, household, YEAR),
        )
    return household, made


WORDS = ("Lạ Kỳ", "CD-99", "001183055555", "điều riêng", "1990-02-03")


def test_persons_of_an_erased_household_go_with_it(sample, person):
    household, made = person
    finish(privacy_erasing.erase_household(sample, household))
    assert sample.row("SELECT code, born, personal_number, note FROM person WHERE id = ?", (made,)) == (
        None,
        "1990",
        None,
        None,
    )
    sample.close()
    content = sample.path.read_bytes()
    assert [word for word in WORDS if word.encode() in content] == []
    sample.open_here()


def test_persons_are_not_in_the_anonymous_copy(sample, person, tmp_path):
    folder = finish(privacy_copy.make_anonymous_copy(sample, tmp_path / "usb"))
    (copy,) = folder.glob("*.db")
    assert [word for word in WORDS if word.encode() in copy.read_bytes()] == []
    opened = encryption.connect(copy)
    assert opened.execute("SELECT born FROM person WHERE id = ?", (person[1],)).fetchall() == [("1990",)]
    assert opened.execute("SELECT max(length(born)) FROM person").fetchall() == [(4,)]
    opened.close()
    assert households.rows(sample, YEAR, [person[0]])
    assert groups.list_groups(sample, YEAR)
