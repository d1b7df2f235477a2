"""Each kind of fault is put into a file behind the program's back, found, and repaired or left to a person."""

import hashlib
import json
import shutil
from pathlib import Path

import apsw
import pytest

from khuyenhoc_desktop.services import (
    check,
    communes,
    criteria_sets,
    entry,
    groups,
    history,
    households,
    recognition,
)
from khuyenhoc_desktop.services.check_kinds import KINDS
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.progress import finish
from tests.criteria_files import load_set
from tests.services import test_check_titles
from tests.store.facts import dump

YEAR = 2026
HIGH = "(SELECT number << 40 FROM installation)"
NFD = "Thôn Hạ"  # "Thôn Hạ" as some keyboards write it, base letters and marks apart


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a small commune in which nothing is wrong: two thôn, three households, one decision."""
    folder = tmp_path_factory.mktemp("check") / "xa"
    file = communes.create_commune(folder, "99999", "Mẫu", "Tỉnh Mẫu", YEAR - 1)
    communes.add_year(file, YEAR)
    high, low = groups.add_groups(file, [("Thôn Hạ", "thôn"), ("Thôn Thượng", "thôn")], YEAR - 1)
    people = (("Đặng Văn Ân", "H1", "1970"), ("Lê Thị Bình", "H2", "1980-03-01"), ("Vũ Thị Quý", "H3", None))
    ids = [
        households.add(file, YEAR - 1, high, HouseholdFields(code=code, head_name=name, born=born, member_count=4))
        for name, code, born in people
    ]
    cells = {(i, code): 500 for i in ids[:2] for code in ("C1_1", "C1_2")}
    entry.save_cells(file, YEAR, cells, "Chấm điểm")
    recognition.recognise_by_decision(file, YEAR, "1/QĐ-UBND", None, "", ids[:1])
    history.undo(file)
    history.redo(file)
    assert low
    file.close()
    return folder


@pytest.fixture
def file(made, tmp_path):
    opened = communes.open_commune(shutil.copytree(made, tmp_path / "xa"))
    yield opened
    opened.close()


def behind_the_back(file, sql):
    """What another program might do: no references looked after, no journal."""
    raw = apsw.Connection(str(file.path))
    raw.pragma("foreign_keys", 0)
    raw.execute(sql)
    raw.close()


def codes(file):
    return {problem.code for problem in check.check(file)}


def test_nothing_is_wrong_before(file):
    assert check.check(file) == []


FIRST = "(SELECT min(id) FROM household)"
SECOND = f"(SELECT min(id) FROM household WHERE id > {FIRST})"
GROUP = "(SELECT id FROM residential_group WHERE name = 'Thôn Hạ')"
OTHER = "(SELECT id FROM residential_group WHERE name = 'Thôn Thượng')"
REPAIRED = {
    "index_damaged": "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = 'CREATE INDEX residence_group ON"
    " residence (from_year)' WHERE name = 'residence_group'",
    "derived_differs": "UPDATE standing SET total = 1; DELETE FROM household_search",
    "search_differs": "UPDATE household_search SET find = 'ai'",
    "schema_differs": "DROP INDEX residence_group",
    "broken_reference": f"DELETE FROM residence WHERE household_id = {FIRST};"
    f"DELETE FROM household WHERE id = {FIRST}",
    "group_missing": f"DELETE FROM residential_group WHERE id = {GROUP}",
    "decision_missing": "DELETE FROM decision",
    "criteria_missing": "DELETE FROM criteria_set WHERE set_id = 'gia_dinh_hoc_tap'",
    "residence_none": f"DELETE FROM residence WHERE household_id = {FIRST}",
    "score_without_assessment": f"DELETE FROM assessment WHERE subject_id = {SECOND}",
    "year_missing": f"DELETE FROM assessment_year WHERE year = {YEAR}",
    "counter_behind": "UPDATE installation SET next_counter = 2",
    "setting_missing": "DELETE FROM setting WHERE key = 'commune.name'",
    "criteria_altered": "UPDATE criteria_set SET body = replace(body, '80', '10')",
    "score_wrong_type": "UPDATE score SET value = 500.0 WHERE indicator = 'C1_1'",
    "text_untidy": f"UPDATE residential_group SET name = '{NFD}' WHERE id = {GROUP};"
    "UPDATE household SET address = ' xóm  Bắc '",
    "born_impossible": f"UPDATE household SET born = '1/3/1980' WHERE id = {SECOND}",
    "flag_impossible": "UPDATE assessment SET registered = 7",
    "away_impossible": f"UPDATE residence SET away = 5 WHERE household_id = {SECOND}",
    "group_left_behind": f"UPDATE residential_group SET valid_to = {YEAR - 1}, merged_into = {OTHER}"
    f" WHERE id = {GROUP}",
    "journal_mark": "UPDATE journal SET undone = 0; UPDATE journal SET undone = 1 WHERE kind = 'redo';"
    "INSERT INTO journal (at, who, installation, action, summary, kind, target, changeset)"
    " SELECT at, who, installation, action, summary, 'undo', target, changeset FROM journal WHERE kind = 'undo'",
}  # fmt: skip


@pytest.mark.parametrize("code", REPAIRED)
def test_it_is_found_and_repaired(file, code):
    behind_the_back(file, REPAIRED[code])
    file.close()
    file.open_here()
    assert code in codes(file)
    done = finish(check.repairing(file))
    assert code in {found.problem.code for found in done.repaired}
    assert code not in codes(file)


LEFT = {
    "schema_added": "CREATE TRIGGER spy AFTER INSERT ON score BEGIN DELETE FROM target; END",
    "broken_reference": f"UPDATE score SET subject_id = {HIGH} | 4000000 WHERE subject_id = {FIRST}",
    "group_missing": f"UPDATE residence SET group_id = {HIGH} | 4000000",
    "decision_missing": f"UPDATE assessment SET decision_id = {HIGH} | 4000000 WHERE recognised = 1",
    "criteria_missing": "UPDATE assessment SET set_version = '1999' WHERE set_id NOTNULL",
    "year_impossible": "INSERT INTO assessment_year (year) VALUES (20266)",
    "year_without_criteria": f"DELETE FROM criteria_choice WHERE year = {YEAR - 1}",
    "foreign_id": "INSERT INTO residential_group VALUES (7, 'Thôn Lạ', 'thôn', NULL, 2025, NULL, NULL)",
    "setting_missing": "UPDATE setting SET value = 'huyện' WHERE key = 'commune.kind'; DELETE FROM journal;"
    "DELETE FROM sqlite_sequence",
    "criteria_altered": "UPDATE criteria_set SET body = body || ' ', sha256 = replace(sha256, 'a', 'b')",
    "criteria_mislabelled": "UPDATE OR REPLACE criteria_choice SET title = 'learning_unit'"
    " WHERE title = 'learning_citizen'",
    "score_unknown_indicator": "UPDATE score SET indicator = 'C9_9' WHERE indicator = 'C1_1'",
    "score_above_max": "UPDATE score SET value = 999900 WHERE indicator = 'C1_1'",
    "score_wrong_type": "UPDATE score SET value = 'nhiều' WHERE indicator = 'C1_1'",
    "score_not_allowed": "UPDATE score SET value = -100 WHERE indicator = 'C1_1'",
    "score_stage": f"INSERT INTO score VALUES ({FIRST}, {YEAR}, 9, 'C1_1', 100)",
    "name_missing": f"UPDATE household SET head_name = ' ' WHERE id = {FIRST}",
    "born_impossible": f"UPDATE household SET born = '1980-02-30' WHERE id = {FIRST}",
    "counts_impossible": f"UPDATE household SET school_age_count = 9 WHERE id = {FIRST}",
    "number_impossible": f"UPDATE household SET personal_number = '12A' WHERE id = {FIRST}",
    "duplicate_code": "UPDATE household SET code = 'H1'",
    "duplicate_number": "UPDATE household SET personal_number = '001080001394'",
    "duplicate_household": "UPDATE household SET head_name = 'Đặng Văn Ân', born = '1970'",
    "date_impossible": "UPDATE decision SET decided_on = '2026-13-01'",
    "residence_gap": f"UPDATE residence SET from_year = 2030 WHERE household_id = {FIRST}",
    "title_unknown": f"UPDATE assessment SET title = 'learning_family_2' WHERE subject_id = {SECOND}",
    "target_impossible": f"INSERT INTO target VALUES ({YEAR}, 'learning_family', 10100, 'total')",
    "recognised_without_decision": "UPDATE assessment SET decision_id = NULL",
    "decision_without_recognition": "UPDATE assessment SET recognised = 0",
    "decision_mismatch": f"UPDATE decision SET year = {YEAR - 1}",
    "decision_twice": f"INSERT INTO decision SELECT {HIGH} | 1, year, title, ' 1/qđ-ubnd', NULL, NULL, NULL,"
    " 'recognise', NULL FROM decision",
    "recognised_twice": "UPDATE household SET personal_number = '001080001394';"
    "UPDATE assessment SET recognised = 1, decision_id = (SELECT id FROM decision)",
    "group_circle": f"UPDATE residential_group SET merged_into = {OTHER} WHERE id = {GROUP};"
    f"UPDATE residential_group SET merged_into = {GROUP} WHERE id = {OTHER}",
    "group_years": f"UPDATE residential_group SET valid_from = 2030, valid_to = 2026 WHERE id = {OTHER}",
    "group_ended": f"UPDATE residential_group SET valid_to = {YEAR - 1} WHERE id = {GROUP}",
    "group_not_begun": f"UPDATE residential_group SET valid_from = {YEAR} WHERE id = {GROUP}",
    "duplicate_group": "UPDATE residential_group SET name = 'thôn hạ'",
    "journal_unreadable": "UPDATE journal SET changeset = x'5400FF' WHERE action = 'score.save'",
    "journal_target": "UPDATE journal SET target = 999 WHERE kind = 'undo'",
    "journal_gap": "DELETE FROM journal WHERE action = 'score.save'",
}  # fmt: skip


@pytest.mark.parametrize("code", LEFT)
def test_it_is_found_and_left_to_a_person_who_is_told_why(file, code):
    behind_the_back(file, LEFT[code])
    before = dump(file)[_table_of(LEFT[code])]
    found = [one for one in finish(check.checking(file)) if one.problem.code == code and not one.is_repairable]
    assert found
    assert found[0].problem.cure == KINDS[code].cure != ""
    finish(check.repairing(file))
    assert code in codes(file)
    assert len(dump(file)[_table_of(LEFT[code])]) >= len(before)


def test_a_score_that_is_too_high_is_told_as_the_sheet_shows_it(file):
    behind_the_back(file, f"UPDATE score SET value = 9950 WHERE indicator = 'C1_1' AND subject_id = {FIRST}")
    (found,) = [one for one in check.check(file) if one.code == "score_above_max"]
    assert "Đặng Văn Ân – 1.1 = 99,5 (năm 2026)" in found.message


def _table_of(sql):
    words = sql.split()
    name = words[2] if words[0] in ("INSERT", "DELETE") else words[1]
    return name if name in {"score", "household", "assessment", "residence", "decision"} else "household"


def test_every_kind_is_injected_above():
    """Damage of pages and a set whose own text is wrong are tried below."""
    titles = set(test_check_titles.REPAIRED) | set(test_check_titles.LEFT)
    assert set(KINDS) - set(REPAIRED) - set(LEFT) - titles == {"damaged", "criteria_unreadable"}


def test_every_kind_stands_in_the_documentation():
    told = (Path(__file__).parents[2] / "docs" / "checks.md").read_text("utf-8")
    assert [code for code in KINDS if f"| `{code}` |" not in told] == []


def test_a_page_of_zeroes_is_found(file):
    groups.add_groups(file, [(f"Thôn {number} " + "x" * 300, "thôn") for number in range(300)], YEAR)
    page = file.value("SELECT pageno FROM dbstat WHERE name = 'residential_group' AND pagetype = 'leaf' LIMIT 1")
    file.close()
    with file.path.open("r+b") as raw:
        raw.seek((page - 1) * 4096)
        raw.write(bytes(4096))
    file.open_here()
    assert codes(file) == {"damaged"}


def test_a_set_that_cannot_be_read_is_found_and_stops_nothing_else(file):
    text = json.dumps({"set_id": "gia_dinh_hoc_tap"})
    digest = hashlib.sha256(text.encode()).hexdigest()
    behind_the_back(file, f"UPDATE criteria_set SET body = '{text}', sha256 = '{digest}'")
    behind_the_back(file, "UPDATE household SET code = 'H1'")
    assert {"criteria_unreadable", "duplicate_code"} <= codes(file)


def test_an_altered_set_can_be_loaded_again_from_its_file(file):
    behind_the_back(file, "UPDATE criteria_set SET body = '{}'")
    for path in sorted((criteria_sets.RESOURCES / "criteria").glob("*.json")):
        load_set(file, path)
    assert check.check(file) == []


def test_a_repair_is_one_entry_and_can_be_taken_back(file):
    before = dump(file)
    behind_the_back(file, REPAIRED["text_untidy"] + "; " + REPAIRED["flag_impossible"])
    broken, entries = dump(file), file.value("SELECT count(*) FROM journal")
    done = finish(check.repairing(file))
    assert file.value("SELECT count(*) FROM journal") == entries + 1
    assert history.entries(file, 1)[0].id == done.journal_id
    assert dump(file)["residential_group"] == before["residential_group"]
    history.undo(file)
    assert dump(file) == broken


def test_a_household_that_vanished_comes_back_as_it_was(file):
    before = dump(file)
    behind_the_back(file, "DELETE FROM residence; DELETE FROM household")
    assert check.repair(file) == []
    assert dump(file) == before


def test_a_sound_file_is_repaired_without_an_entry(file):
    entries = file.value("SELECT count(*) FROM journal")
    assert finish(check.repairing(file)).journal_id is None
    assert file.value("SELECT count(*) FROM journal") == entries


def test_checking_changes_nothing(file):
    behind_the_back(file, "UPDATE standing SET total = 1; UPDATE household SET code = 'H1'")
    before = file.path.read_bytes(), dump(file)
    check.check(file)
    assert (file.path.read_bytes(), dump(file)) == before
