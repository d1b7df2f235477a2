"""Erasing one person: nothing of him is left, the others and all figures stay, also those of a locked year."""

import pytest

from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import (
    backup,
    check,
    history,
    households,
    persons,
    privacy_erasing,
    recognition,
    year_lock,
)
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.store.changesets import unpacked
from tests.store.facts import dump

YEAR = 2026
NAMES = ("Kỳ Thị Hữu Lạ", "Kỳ Thị Hữu", "NL-88", "001303077777", "mồ côi", "2003-11-27")


@pytest.fixture
def person(sample):
    """A person of a household of the sample who was added, renamed, registered and returned with a note."""
    household = sample.value("SELECT household_id FROM person WHERE household_id NOTNULL LIMIT 1")
    fields = PersonFields(name="Kỳ Thị Hữu", born="2003-11-27", sex="nữ", household_id=household)
    made = persons.add(sample, YEAR, fields)
    known = PersonFields(
        "NL-88",
        "Kỳ Thị Hữu Lạ",
        "2003-11-27",
        "nữ",
        "farmer",
        household_id=household,
        personal_number="001303077777",
        note="mồ côi",
    )
    persons.edit(sample, made, known)
    recognition.set_registered(sample, YEAR, [made], True, title="learning_citizen")
    with sample.action("workflow.return", "Trả lại phiếu của Kỳ Thị Hữu Lạ") as action:
        event = (action.new_id(), made, YEAR, "return", 1, "2026-10-01", "Kỳ Thị Hữu Lạ", "mồ côi")
        action.execute("INSERT INTO workflow_event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", event)
    return made


def erase(sample, person):
    return finish(privacy_erasing.erase_person(sample, person))


def words_left(file):
    sql = "SELECT summary, changeset FROM journal"
    told = [
        word for text, kept in file.query(sql) for word in NAMES if word in text or word.encode() in unpacked(kept)
    ]
    file.close()
    content = file.path.read_bytes()
    file.open_here()
    return told + [word for word in NAMES if word.encode() in content]


def figures(file):
    return file.query("SELECT * FROM standing ORDER BY 1, 2"), file.query("SELECT * FROM measure ORDER BY 1, 2, 3")


def test_nothing_of_him_is_left_and_the_rest_stays(sample, person):
    other = sample.value("SELECT household_id FROM person WHERE id = ?", (person,))
    held, head = figures(sample), households.get(sample, other, YEAR)
    assert words_left(sample)
    erased = erase(sample, person)
    assert words_left(sample) == []
    assert erased.still_in == ()
    row = persons.get(sample, person, YEAR)
    assert (row.name, row.born, row.sex, row.code) == ("Người đã xóa dữ liệu 1", "2003", None, None)
    assert (row.personal_number, row.note, row.household_id) == (None, None, other)
    assert households.get(sample, other, YEAR) == head
    assert figures(sample) == held
    assert [one.code for one in check.check(sample) if one.is_error] == []
    assert person not in persons.find_ids(sample, persons.Query(YEAR, text="hữu lạ"))


def test_everything_can_still_be_taken_back_and_done_again(sample, person):
    erase(sample, person)
    held, taken_back = dump(sample), 0
    for one in history.entries(sample, 4):
        if one.kind == "do" and not one.undone:
            history.undo(sample, one.id)
            taken_back += 1
    assert taken_back > 2
    assert words_left(sample) == []
    for _ in range(taken_back):
        history.redo(sample)
    assert dump(sample) == held


def test_erasing_reaches_a_locked_year_without_changing_its_figures(sample, person):
    year_lock.lock_year(sample, YEAR)
    held = figures(sample)
    erase(sample, person)
    assert words_left(sample) == []
    assert figures(sample) == held
    assert [one.code for one in check.check(sample) if one.is_error] == []


def test_erasing_a_household_reaches_a_locked_year_without_changing_its_figures(sample, person):
    household = sample.value("SELECT household_id FROM person WHERE id = ?", (person,))
    year_lock.lock_year(sample, YEAR)
    held = figures(sample)
    finish(privacy_erasing.erase_household(sample, household))
    assert words_left(sample) == []
    assert figures(sample) == held


def test_a_copy_that_still_holds_him_is_named(sample, person):
    old = backup.make_backup(sample)
    erased = erase(sample, person)
    assert erased.still_in == (old,)
    assert not privacy_erasing.erasing.holds(erased.copy, "person", person)


def test_a_copy_of_the_first_schema_is_read_too(sample, person, tmp_path):
    from tests.db_versions.make_version import HERE as released

    copy = tmp_path / "v1.db"
    copy.write_bytes((released / "khuyenhoc-v1.db").read_bytes())
    assert not privacy_erasing.erasing.holds(copy, "person", person)


def test_nobody_there(sample):
    with pytest.raises(UserError) as refused:
        erase(sample, 12)
    assert refused.value.code == "no_person"


def head_of(sample, table, identity):
    return sample.value(f"SELECT head_name FROM {table} WHERE id = ?", (identity,))


@pytest.fixture
def heading(sample, person):
    """The same person, who heads his clan and unit; a clan that is not his and a decision bear the name too."""
    name = persons.get(sample, person, YEAR).name
    with sample.action("test", "Đứng đầu") as action:
        clan, other, unit = action.new_ids(3)
        for made, called in ((clan, "Họ Kỳ"), (other, "Họ khác")):
            action.execute("INSERT INTO clan (id, name, valid_from) VALUES (?, ?, 2020)", (made, called))
        action.execute(
            "INSERT INTO unit (id, name, kind, valid_from) VALUES (?, 'Trường Kỳ', 'school', 2020)", (unit,)
        )
        action.execute(
            "UPDATE person SET clan_id = ?, unit_id = ?, unit_role = 'staff' WHERE id = ?", (clan, unit, person)
        )
        action.execute(
            "INSERT INTO decision (id, year, title, number, decided_on, signer)"
            " VALUES (?, ?, 'learning_family', '7/QĐ', '2026-11-01', ?)",
            (action.new_id(), YEAR, name.upper()),
        )
    for spelled in (name.upper(), name):
        with sample.action("test.head", "Sửa người đứng đầu") as action:
            action.execute("UPDATE clan SET head_name = ? WHERE id IN (?, ?)", (spelled, clan, other))
            action.execute("UPDATE unit SET head_name = ? WHERE id = ?", (spelled, unit))
    return clan, other, unit


def test_where_else_the_name_stands_is_found(sample, person, heading):
    clan, _other, unit = heading
    found = privacy_erasing.named_elsewhere(sample, "person", person)
    assert [(head.table, head.id, head.name) for head in found.heads] == [
        ("clan", clan, "Họ Kỳ"),
        ("unit", unit, "Trường Kỳ"),
    ]
    assert found.stays == {"clan": 1, "decision": 1}


def test_the_name_goes_from_the_heads_that_were_chosen_and_from_no_other(sample, person, heading):
    clan, other, unit = heading
    name, held = persons.get(sample, person, YEAR).name, figures(sample)
    (head, _) = privacy_erasing.named_elsewhere(sample, "person", person).heads
    finish(privacy_erasing.erase_person(sample, person, [head]))
    assert head_of(sample, "clan", clan) is None
    assert (head_of(sample, "clan", other), head_of(sample, "unit", unit)) == (name, name)
    assert figures(sample) == held
    assert [one.code for one in check.check(sample) if one.is_error] == []


def test_nothing_of_the_name_is_left_where_all_heads_went(sample, person, heading):
    _clan, other, _unit = heading
    with sample.action("test", "Bỏ tên ở nơi khác") as action:
        action.execute("UPDATE clan SET head_name = 'Ai Đó' WHERE id = ?", (other,))
    found = privacy_erasing.named_elsewhere(sample, "person", person)
    finish(privacy_erasing.erase_person(sample, person, found.heads))
    left = [row for row in sample.query("SELECT changeset FROM journal") if NAMES[0].encode() in unpacked(row[0])]
    assert len(left) == 2  # the other clan's, whoever that was
    for one in history.entries(sample, 3):
        if one.kind == "do" and not one.undone:
            history.undo(sample, one.id)
    heads = {head_of(sample, head.table, head.id) for head in found.heads}
    assert heads == {None}


def test_a_namesake_of_another_clan_is_not_taken_for_him(sample, person):
    name = persons.get(sample, person, YEAR).name
    with sample.action("test", "Trùng tên") as action:
        made = action.new_id()
        action.execute(
            "INSERT INTO clan (id, name, head_name, valid_from) VALUES (?, 'Họ xa', ?, 2020)", (made, name)
        )
    found = privacy_erasing.named_elsewhere(sample, "person", person)
    assert (found.heads, found.stays) == ((), {"clan": 1})


def test_who_became_head_since_the_heads_were_looked_for_stays(sample, person, heading):
    clan, _other, unit = heading
    found = privacy_erasing.named_elsewhere(sample, "person", person)
    with sample.action("test", "Người khác đứng đầu") as action:
        action.execute("UPDATE clan SET head_name = 'Ai Đó' WHERE id = ?", (clan,))
    finish(privacy_erasing.erase_person(sample, person, found.heads))
    assert (head_of(sample, "clan", clan), head_of(sample, "unit", unit)) == ("Ai Đó", None)


def test_the_head_of_a_clan_is_found_by_his_household_alone(sample):
    """Where nobody of the household is on the list of persons."""
    household, name = sample.row("SELECT id, head_name FROM household WHERE deleted_at IS NULL LIMIT 1")
    with sample.action("test", "Không có ai") as action:
        action.execute("UPDATE person SET household_id = NULL WHERE household_id = ?", (household,))
    with sample.action("test", "Đứng đầu") as action:
        clan = action.new_id()
        action.execute(
            "INSERT INTO clan (id, name, head_name, valid_from) VALUES (?, 'Họ Kỳ', ?, 2020)", (clan, name)
        )
        action.execute("INSERT OR REPLACE INTO clan_household VALUES (?, ?)", (household, clan))
    found = privacy_erasing.named_elsewhere(sample, "household", household)
    assert [head.id for head in found.heads] == [clan]
    finish(privacy_erasing.erase_household(sample, household, found.heads))
    assert head_of(sample, "clan", clan) is None
