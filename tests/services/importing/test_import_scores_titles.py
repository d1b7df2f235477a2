"""Sheets of scores of the other titles: whom each row is about, which set its sheet takes, what is computed."""

import pytest

from khuyenhoc_desktop.domain.subjects import COMMUNE_SUBJECT
from khuyenhoc_desktop.services import entry
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.score_template import write_score_template
from khuyenhoc_desktop.services.importing.scores import plan_scores
from khuyenhoc_desktop.services.progress import finish
from tests.all_titles import YEAR, make
from tests.services.importing.books import book_of, sheet_of

TITLES = (
    "learning_citizen", "learning_family", "learning_clan", "learning_unit", "learning_community",
    "commune_learning_community",
)  # fmt: skip


@pytest.fixture
def made(commune):
    return make(commune)


def load(file, tmp_path, title, markdown):
    plan = finish(plan_scores(file, YEAR, title, book_of(tmp_path, sheet_of(markdown))))
    finish(apply_plan(file, plan))
    return plan


def stored(file, subject):
    sql = "SELECT indicator, value FROM score WHERE subject_id = ? AND year = ? AND stage = 1"
    return dict(file.query(sql, (subject, YEAR)))


def codes(plan):
    return [problem.code for problem in plan.problems if problem.is_error]


def test_citizens_by_code_and_by_name_with_birth_and_thon(commune, made, tmp_path):
    plan = load(
        commune,
        tmp_path,
        "learning_citizen",
        "| Mã công dân | Họ và tên | Năm sinh | Thôn | 1 | 2 |\n"
        "| C1 | | | | 8 | 7,5 |\n| | Lê Thị Ánh | 1975 | Thôn Đông | 9 | |\n"
        "| | Trần Thị Bình | 1981 | Thôn Hạ | 5 | |",
    )
    assert [row.state for row in plan.rows] == ["new", "new", "rejected"]
    assert codes(plan) == ["subject_unknown"]  # another year of birth
    assert stored(commune, made.persons[0]) == {"S1": 800, "S2": 750}
    assert stored(commune, made.persons[1]) == {"S1": 900}
    sets = dict(commune.query("SELECT subject_id, set_id FROM assessment"))
    assert sets[made.persons[0]] == "cong_dan_hoc_tap_nong_dan"
    assert sets[made.persons[1]] == "cong_dan_hoc_tap_cong_nhan"


def test_two_of_one_name_are_not_guessed(commune, made, tmp_path):
    with commune.action("test.add", "Thêm người cùng tên") as act:
        sql = "INSERT INTO person (id, name, born, household_id, valid_from) VALUES (?, ?, '1990', ?, 2020)"
        act.execute(sql, (act.new_id(), "Lê Thị Ánh", made.households[2]))
    plan = load(commune, tmp_path, "learning_citizen", "| Họ và tên | Thôn | 1 |\n| Lê Thị Ánh | Thôn Đông | 9 |")
    assert codes(plan) == ["subject_ambiguous"]


def test_one_who_lives_elsewhere_is_found(commune, made, tmp_path):
    load(commune, tmp_path, "learning_citizen", "| Họ và tên | 1 |\n| Phạm Văn Dũng | 9 |")
    assert stored(commune, made.persons[4]) == {"S1": 900}


def test_clans_units_and_thon_by_name(commune, made, tmp_path):
    load(commune, tmp_path, "learning_clan", "| Tên dòng họ | Đăng ký | 2.1 |\n| Họ Nguyễn | x | 9 |")
    load(commune, tmp_path, "learning_unit", "| Tên đơn vị | 2.1 |\n| Trường Tiểu học An Học | 8 |")
    load(commune, tmp_path, "learning_community", "| TT | Thôn | 2.1 |\n| 1 | Đông | 7 |\n| 2 | Thôn Hạ | 6,5 |")
    assert list(stored(commune, made.clan).values()) == [900]
    assert list(stored(commune, made.unit).values()) == [800]
    assert stored(commune, made.groups[0]) == {"C2_1": 700}
    assert stored(commune, made.groups[1]) == {"C2_1": 650}
    registered = commune.query("SELECT subject_id FROM assessment WHERE registered")
    assert registered == [(made.clan,)]


def test_the_commune_is_one_row(commune, made, tmp_path):
    load(commune, tmp_path, "commune_learning_community", "| Tên xã | 1.1 | 1.2 |\n| An Học | có | không |")
    assert sorted(stored(commune, COMMUNE_SUBJECT).values()) == [0, 100]
    plan = load(commune, tmp_path, "commune_learning_community", "| Tên xã | 1.1 |\n| Yên Phú | có |")
    assert codes(plan) == ["subject_unknown"]


def test_a_number_not_understood_is_told_with_a_comma(commune, made, tmp_path):
    plan = load(commune, tmp_path, "commune_learning_community", "| Tên xã | 1.1 |\n| An Học | 0.5 |")
    assert [(problem.code, problem.message) for problem in plan.problems] == [("wrong_type", "Không hiểu «0,5»")]


def test_what_is_computed_is_not_taken_from_a_sheet(commune, made, tmp_path):
    load(commune, tmp_path, "learning_community", "| Thôn | 1.1 | 2.1 |\n| Thôn Đông | 90 | 7 |")
    assert stored(commune, made.groups[0]) == {"C2_1": 700}
    assert entry.load_sheet(commune, YEAR, made.groups[0]).measured["C1_1"].answer == 0


def test_a_total_counts_what_is_computed(commune, made, tmp_path):
    entry.set_override(commune, YEAR, made.groups[0], "C1_1", 9000, "Theo biên bản")
    plan = load(commune, tmp_path, "learning_community", "| Thôn | 2.1 | Tổng điểm |\n| Thôn Đông | 7 | 37 |")
    assert [problem.code for problem in plan.problems if problem.code == "total_differs"] == []


@pytest.mark.parametrize("title", TITLES)
def test_the_template_of_every_title_comes_back_unchanged(commune, made, tmp_path, title):
    path = finish(write_score_template(commune, YEAR, title, tmp_path / "mau.xlsx"))
    plan = finish(plan_scores(commune, YEAR, title, path))
    assert codes(plan) == []
    assert {row.state for row in plan.rows} <= {"unchanged", "new"}
    expected = {"learning_citizen": 5, "learning_family": 3, "learning_community": 2}.get(title, 1)
    assert len(plan.rows) == expected
