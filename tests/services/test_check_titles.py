"""Each kind of fault of persons, clans, units, rulings and locked years is put in, found, and repaired or left."""

import shutil

import apsw
import pytest

from khuyenhoc_desktop.services import check, communes, criteria_sets
from khuyenhoc_desktop.services.check_kinds import KINDS
from khuyenhoc_desktop.services.progress import finish
from tests.all_titles import YEAR, make
from tests.store.facts import dump

NFD = "Nguye\u0302\u0303n Va\u0306n An"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a commune in which every title has somebody, all is decided and nothing is wrong."""
    folder = tmp_path_factory.mktemp("check") / "xa"
    file = communes.create_commune(folder, "99999", "Mẫu", "Tỉnh Mẫu", YEAR - 1)
    communes.add_year(file, YEAR)
    told = make(file)
    with file.action("test.say", "Đánh giá") as act:
        sheets = [(one, "learning_citizen") for one in told.persons[:2]]
        sheets += [
            (told.clan, "learning_clan"),
            (told.unit, "learning_unit"),
            (told.groups[0], "learning_community"),
        ]
        act.executemany(
            "INSERT INTO assessment (subject_id, year, title, registered, stage) VALUES (?, ?, ?, 1, 1)",
            [(one, YEAR, title) for one, title in sheets],
        )
        act.execute("INSERT INTO score VALUES (?, ?, 1, 'S1', 900)", (told.persons[0], YEAR))
        first, second = act.new_ids(2)
        decision = (
            "INSERT INTO decision (id, year, title, number, kind, corrects)"
            " VALUES (?, ?, 'learning_citizen', ?, ?, ?)"
        )
        act.execute(decision, (first, YEAR, "1/QĐ", "recognise", None))
        act.execute(decision, (second, YEAR, "2/QĐ", "correct", first))
        act.executemany(
            "INSERT INTO ruling VALUES (?, ?, ?, 1, NULL)", [(one, YEAR, first) for one in told.persons[:2]]
        )
        act.execute("INSERT INTO ruling VALUES (?, ?, ?, 0, 'khai sai')", (told.persons[1], YEAR, second))
        recognised = "UPDATE assessment SET recognised = ?, decision_id = ? WHERE subject_id = ?"
        act.executemany(recognised, [(1, first, told.persons[0]), (0, second, told.persons[1])])
        act.execute(
            "INSERT INTO workflow_event VALUES (?, ?, ?, 'self_scored', 1, '2026-09-01', 'Bà Lan', NULL)",
            (act.new_id(), told.persons[0], YEAR),
        )
        act.execute("INSERT INTO deadline VALUES (?, 'review', '2026-10-15')", (YEAR,))
    file.close()
    return folder


@pytest.fixture
def file(made, tmp_path):
    opened = communes.open_commune(shutil.copytree(made, tmp_path / "xa"))
    yield opened
    opened.close()


def behind_the_back(file, sql, *, rebuild=True):
    raw = apsw.Connection(str(file.path))
    raw.pragma("foreign_keys", 0)
    raw.execute(sql)
    raw.close()
    file.close()
    file.open_here()
    if rebuild:
        file.rebuild_derived()


def found(file, code):
    return [one for one in finish(check.checking(file)) if one.problem.code == code]


def test_nothing_is_wrong_before(file):
    assert check.check(file) == []


HIGH = "(SELECT number << 40 FROM installation)"
PERSON = "(SELECT min(id) FROM person)"
REPAIRED = {
    "person_missing": (f"DELETE FROM person WHERE id = {PERSON}", "người mã số"),
    "clan_missing": ("DELETE FROM clan", "dòng họ mã số"),
    "unit_missing": ("DELETE FROM unit", "đơn vị mã số"),
    "title_mismatch": (
        f"UPDATE assessment SET title = 'learning_family' WHERE subject_id = {PERSON};"
        " UPDATE assessment SET title = 'learning_unit' WHERE title = 'learning_clan'",
        "Họ Nguyễn",
    ),
    "text_untidy": (f"UPDATE person SET name = '{NFD}' WHERE id = {PERSON}", "Nguyễn Văn An"),
    "person_born_impossible": (f"UPDATE person SET born = '1/3/1980' WHERE id = {PERSON}", "Nguyễn Văn An"),
    "flag_impossible": ("UPDATE assessment SET returned = 3 WHERE title = 'learning_unit'", "Trường Tiểu học"),
    "ruling_missing": (f"DELETE FROM ruling WHERE subject_id = {PERSON}", "Nguyễn Văn An"),
    "score_without_assessment": (
        f"DELETE FROM assessment WHERE subject_id = {PERSON}; DELETE FROM ruling WHERE subject_id = {PERSON}",
        "Nguyễn Văn An",
    ),
    "year_missing": (f"INSERT INTO deadline VALUES ({YEAR + 1}, 'review', '2027-10-15')", f"Năm {YEAR + 1}"),
    "counter_behind": ("UPDATE installation SET next_counter = 3", "Máy số"),
    "measure_not_frozen": (
        f"UPDATE assessment_year SET locked_at = '2026-12-01T08:00:00' WHERE year = {YEAR}",
        "Toàn xã – C5_1",
    ),
    "derived_differs": ("UPDATE measure SET part = 99", ""),
}  # fmt: skip


@pytest.mark.parametrize("code", REPAIRED)
def test_it_is_found_and_repaired(file, code):
    sql, named = REPAIRED[code]
    behind_the_back(file, sql, rebuild=code != "derived_differs")
    (one,) = found(file, code)
    assert one.is_repairable
    assert named in one.problem.message
    done = finish(check.repairing(file))
    assert code in {repaired.problem.code for repaired in done.repaired}
    assert not found(file, code)


LEFT = {
    "subject_name_missing": ("UPDATE clan SET name = ' '", "D1"),
    "subject_years": ("UPDATE unit SET valid_to = 2010", "Trường Tiểu học"),
    "person_born_impossible": (f"UPDATE person SET born = '1980-02-30' WHERE id = {PERSON}", "1980-02-30"),
    "person_number_impossible": (
        f"UPDATE person SET personal_number = '12A' WHERE id = {PERSON}",
        "Nguyễn Văn An",
    ),
    "person_code_unknown": (f"UPDATE person SET person_group = 'vua' WHERE id = {PERSON}", "Nguyễn Văn An"),
    "person_in_two_places": (
        "UPDATE person SET group_id = (SELECT min(id) FROM residential_group) WHERE household_id NOTNULL",
        "Nguyễn Văn An",
    ),
    "person_role_missing": ("UPDATE person SET unit_role = NULL", "Trần Thị Bình"),
    "duplicate_person_code": ("UPDATE person SET code = 'C1'", "C1"),
    "duplicate_person_number": ("UPDATE person SET personal_number = '001080001394'", "Nguyễn Văn An"),
    "duplicate_person": ("UPDATE person SET name = 'Lê Văn Hai', born = '1970'", "Lê Văn Hai – 1970"),
    "belongs_to_deleted": (
        "UPDATE unit SET deleted_at = '2026-01-01T08:00:00'; UPDATE clan SET deleted_at = '2026-01-01T08:00:00'",
        "Họ Nguyễn",
    ),
    "unit_impossible": ("UPDATE unit SET kind = 'chợ'", "Trường Tiểu học"),
    "person_missing": (
        f"UPDATE OR REPLACE assessment SET subject_id = {HIGH} | 4000000 WHERE subject_id = {PERSON}",
        "người mã số",
    ),
    "broken_reference": (f"UPDATE person SET household_id = {HIGH} | 4000000", "hộ mã số"),
    "group_missing": (f"UPDATE clan SET group_id = {HIGH} | 4000000", "thôn mã số"),
    "decision_missing": (f"UPDATE decision SET corrects = {HIGH} | 4000000 WHERE number = '2/QĐ'", "quyết định"),
    "criteria_missing": (
        "INSERT INTO criteria_confirmation VALUES ('không có', '1', '2026-01-01', 'Ông Ba', 'QĐ', NULL)",
        "không có bản 1",
    ),
    "foreign_id": ("UPDATE person SET id = 77 WHERE name = 'Phạm Văn Dũng'", "Phạm Văn Dũng"),
    "title_unknown": ("UPDATE assessment SET title = 'gì' WHERE title = 'learning_clan'", "Họ Nguyễn – gì"),
    "sheet_of_other_title": (
        "UPDATE assessment SET set_id = 'gia_dinh_hoc_tap', set_version = '2022.1' WHERE title = 'learning_clan'",
        "Họ Nguyễn",
    ),
    "score_unknown_indicator": ("UPDATE score SET indicator = 'C1_1'", "Nguyễn Văn An – C1_1 = 900"),
    "score_stage": ("UPDATE score SET stage = 4", "Nguyễn Văn An"),
    "stage_impossible": ("UPDATE workflow_event SET stage = 9", "Nguyễn Văn An"),
    "date_impossible": ("UPDATE deadline SET due_on = '15/10/2026'", f"Hạn của năm {YEAR}"),
    "override_without_reason": (
        f"INSERT INTO override VALUES ({PERSON}, {YEAR}, 'S1', ' ')",
        "Nguyễn Văn An – S1",
    ),
    "override_without_score": (
        f"INSERT INTO override VALUES ({PERSON}, {YEAR}, 'S2', 'vì')",
        "Nguyễn Văn An – S2",
    ),
    "ruling_differs": (f"UPDATE assessment SET recognised = 0 WHERE subject_id = {PERSON}", "Nguyễn Văn An"),
    "ruling_twice": (
        f"INSERT INTO ruling SELECT subject_id, year, {HIGH} | 4000000, 1, NULL FROM ruling"
        f" WHERE subject_id = {PERSON};"
        f" INSERT INTO decision SELECT {HIGH} | 4000000, year, title, '9/QĐ', NULL, NULL, NULL, kind, NULL"
        " FROM decision WHERE kind = 'recognise'",
        "Nguyễn Văn An",
    ),
    "correction_of_nothing": ("UPDATE decision SET corrects = NULL", "Quyết định 2/QĐ"),
    "frozen_unlocked": (
        f"INSERT INTO frozen_measure VALUES ({PERSON}, {YEAR}, 'X', 1, 2)",
        f"Năm {YEAR}",
    ),
    "group_without_criteria": (
        "DELETE FROM criteria_choice WHERE title = 'learning_citizen'; DELETE FROM group_choice",
        "farmer",
    ),
    "group_choice_unknown": (
        f"INSERT INTO group_choice SELECT {YEAR}, 'vua', set_id, version FROM criteria_choice"
        " WHERE title = 'learning_citizen' LIMIT 1",
        "vua",
    ),
    "criteria_mislabelled": (
        "INSERT OR REPLACE INTO group_choice VALUES (2026, 'farmer', 'gia_dinh_hoc_tap', '2022.1')",
        "gia_dinh_hoc_tap",
    ),
    "base_age_impossible": ("UPDATE assessment_year SET base_age = 180", "180 tuổi"),
}  # fmt: skip


@pytest.mark.parametrize("code", LEFT)
def test_it_is_found_and_left_to_a_person_who_is_told_why(file, code):
    sql, named = LEFT[code]
    behind_the_back(file, sql)
    (one,) = [each for each in found(file, code) if not each.is_repairable]
    assert named in one.problem.message
    assert one.problem.cure == KINDS[code].cure != ""
    before = dump(file)
    finish(check.repairing(file))
    assert found(file, code)
    assert all(len(rows) >= len(before[table]) for table, rows in dump(file).items())


def test_persons_and_all_that_was_said_of_them_come_back_as_they_were(file):
    before = dump(file)
    behind_the_back(file, "DELETE FROM person; DELETE FROM clan; DELETE FROM unit", rebuild=False)
    assert check.repair(file) == []
    assert dump(file) == before


def test_sets_of_all_titles_are_known_to_the_program():
    assert {one.title for _, one in criteria_sets.shipped()} >= {"learning_citizen", "learning_unit"}
