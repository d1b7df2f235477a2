"""Importing a wide sheet of scores: matched households, checked answers, marks, totals; all or nothing."""

import pytest

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import entry, history, households, recognition
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.households import plan_households
from khuyenhoc_desktop.services.importing.scores import plan_scores
from khuyenhoc_desktop.services.importing.tables import Options
from khuyenhoc_desktop.services.progress import finish
from tests.services.importing.books import book_of, sheet_of

FAMILY = "learning_family"
HOUSEHOLDS = """
| Mã hộ | Họ và tên | Năm sinh | Thôn | Số CCCD |
| H1 | Lê An Tâm | 1970 | Thôn Hạ | '024070000111 |
| H2 | Vũ Thị Ba | 1978 | Thôn Hạ | |
| H3 | Vũ Thị Ba | 1981 | Thôn Hạ | |
| H4 | Đỗ Văn Tư | 1960 | Thôn Trung | |
"""


@pytest.fixture
def filled(commune, tmp_path):
    book = book_of(tmp_path, sheet_of(HOUSEHOLDS))
    finish(apply_plan(commune, finish(plan_households(commune, 2026, book))))
    return commune


def plan(commune, tmp_path, markdown, **options):
    return finish(plan_scores(commune, 2026, FAMILY, book_of(tmp_path, sheet_of(markdown)), Options(**options)))


def load(commune, tmp_path, markdown):
    made = plan(commune, tmp_path, markdown)
    finish(apply_plan(commune, made))
    return made


def answers(commune, code):
    household = commune.value("SELECT id FROM household WHERE code = ?", (code,))
    return entry.grid_answers(commune, 2026, [household])[household]


def states(made):
    return [row.state for row in made.rows]


def codes(made):
    return [(problem.cell, problem.code, str(problem.severity)) for problem in made.problems]


def test_answers_marks_and_not_applicable(filled, tmp_path):
    made = load(
        filled, tmp_path, "| Mã hộ | Đăng ký | 1.1 | 1.2 | 2.1 |\n| H1 | x | K | 7.5 | |\n| H2 | | 8,5 | 10 | 0 |"
    )
    assert states(made) == ["new", "new"]
    assert answers(filled, "H1") == {"C1_1": NA, "C1_2": 750}
    assert answers(filled, "H2") == {"C1_1": 850, "C1_2": 1000, "C2_1": 0}
    marks = recognition.marks(filled, 2026, households.find_ids(filled, households.Query(2026)))
    assert sum(mark.registered for mark in marks) == 1


def test_again_changes_nothing_and_an_empty_cell_never_erases(filled, tmp_path):
    text = "| Mã hộ | Đăng ký | 1.1 |\n| H1 | x | 8 |"
    load(filled, tmp_path, text)
    entries = history.entries(filled, 20)
    assert states(load(filled, tmp_path, text)) == ["unchanged"]
    assert states(load(filled, tmp_path, "| Mã hộ | Đăng ký | 1.1 |\n| H1 | | |")) == ["unchanged"]
    assert history.entries(filled, 20) == entries
    assert answers(filled, "H1") == {"C1_1": 800}


def test_a_change_tells_old_and_new_and_is_undone(filled, tmp_path):
    load(filled, tmp_path, "| Mã hộ | 1.1 |\n| H1 | 8 |")
    made = load(filled, tmp_path, "| Mã hộ | 1.1 |\n| H1 | 9 |")
    assert states(made) == ["updated"]
    assert [(change.old, change.new) for change in made.rows[0].changes] == [("8", "9")]
    history.undo(filled)
    assert answers(filled, "H1") == {"C1_1": 800}


def test_each_household_is_told_its_own_old_points(filled, tmp_path):
    load(filled, tmp_path, "| Mã hộ | 1.1 |\n| H1 | 8 |\n| H2 | 7 |")
    made = plan(filled, tmp_path, "| Mã hộ | 1.1 |\n| H1 | 9 |\n| H2 | 9 |")
    assert [(change.old, change.new) for row in made.rows for change in row.changes] == [("8", "9"), ("7", "9")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("| | Lê An Tâm | 1970 | Thôn Hạ | | 5 |", "H1"),
        ("| | lê an tâm | | Hạ | | 5 |", "H1"),
        ("| | Do Van Tu | | | | 5 |", "H4"),
        ("| | Vũ Thị Ba | 1981 | Thôn Hạ | | 5 |", "H3"),
        ("| | | | | '024070000111 | 5 |", "H1"),
        ("| H4 | | | | | 5 |", "H4"),
    ],
)
def test_how_households_are_found(filled, tmp_path, row, code):
    made = load(filled, tmp_path, "| Mã hộ | Họ và tên | Năm sinh | Thôn | Số CCCD | 1.1 |\n" + row)
    assert (states(made), codes(made)) == (["new"], [])
    assert answers(filled, code) == {"C1_1": 500}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("| | Vũ Thị Ba | | Thôn Hạ | | 5 |", ("B2", "household_ambiguous", "error")),
        ("| | Không Có Ai | 1970 | Thôn Hạ | | 5 |", ("B2", "household_unknown", "error")),
        ("| | Lê An Tâm | 1970 | Thôn Trung | | 5 |", ("B2", "household_unknown", "error")),
        ("| H9 | | | | | 5 |", ("A2", "household_unknown", "error")),
        ("| H1 | Người Khác Hẳn | | | | 5 |", ("A2", "head_changed", "warning")),
        ("| H1 | | | | | 10.5 |", ("F2", "above_maximum", "error")),
        ("| H1 | | | | | 7.3 |", ("F2", "wrong_step", "error")),
        ("| H1 | | | | | bảy |", ("F2", "wrong_type", "error")),
        ("| H1 | | | | | -2 |", ("F2", "negative", "error")),
    ],
)
def test_what_is_refused_or_doubted(filled, tmp_path, row, told):
    made = plan(filled, tmp_path, "| Mã hộ | Họ và tên | Năm sinh | Thôn | Số CCCD | 1.1 |\n" + row)
    assert codes(made) == [told]
    assert states(made) == ["rejected" if told[2] == "error" else "new"]


def test_one_household_in_two_rows(filled, tmp_path):
    made = plan(filled, tmp_path, "| Mã hộ | Họ và tên | 1.1 |\n| H1 | | 5 |\n| | Lê An Tâm | 6 |")
    assert codes(made) == [("B3", "dup_household", "error")]


def test_a_household_that_has_moved_away(filled, tmp_path):
    household = filled.value("SELECT id FROM household WHERE code = 'H1'")
    households.set_away(filled, [household], 2026)
    assert codes(plan(filled, tmp_path, "| Mã hộ | 1.1 |\n| H1 | 5 |")) == [("A2", "household_away", "error")]


def test_totals_are_compared_and_recognition_must_be_borne_out(filled, tmp_path):
    made = plan(
        filled,
        tmp_path,
        "| Mã hộ | 1.1 | 1.2 | Tổng điểm | Công nhận |\n| H1 | 5 | 6 | 12 | x |\n| H2 | 5 | 6 | 11 | |",
    )
    assert codes(made) == [
        ("D2", "total_differs", "warning"),
        ("E2", "recognised_not_reached", "warning"),
    ]


def test_a_date_where_points_should_be(filled, tmp_path):
    from datetime import date

    sheet = sheet_of("| Mã hộ | 1.1 |\n| H1 | 5 |")
    sheet.rows[1][1] = date(2026, 5, 7)
    made = finish(plan_scores(filled, 2026, FAMILY, book_of(tmp_path, sheet)))
    assert codes(made) == [("B2", "score_date", "error")]


@pytest.mark.parametrize(
    "header",
    [
        "| Mã hộ | 1.1 |",
        "| Mã hộ | C1_1 |",
        "| Mã hộ | Chỉ số 1.1 |",
        "| Mã hộ | 1.1 (tối đa 10) |",
        "| Mã hộ | 1.1. Trẻ em trong độ tuổi phổ cập đều đến trường và hoàn thành phổ cập |",
        "| Mã hộ | Trẻ em trong độ tuổi phổ cập đều đến trường và hoàn thành phổ cập |",
        "| | Tiêu chí 1 |\n| Mã hộ | 1.1 |",
    ],
)
def test_headings_of_indicators(filled, tmp_path, header):
    made = plan(filled, tmp_path, f"{header}\n| H1 | 5 |")
    assert [column.field for column in made.survey.tables[0].mapping.columns] == ["code", "score:C1_1"]


def test_a_sheet_without_indicators_is_refused(filled, tmp_path):
    with pytest.raises(UserError) as caught:
        plan(filled, tmp_path, "| Mã hộ | Họ và tên |\n| H1 | Lê An Tâm |")
    assert caught.value.code == "import.no_indicators"


def test_an_unknown_title_is_refused(filled, tmp_path):
    with pytest.raises(UserError) as caught:
        finish(plan_scores(filled, 2026, "learning_cat", book_of(tmp_path, sheet_of("| a |"))))
    assert caught.value.code == "import.title"


@pytest.mark.parametrize("label", ["Điểm chuẩn tối đa", "Tối đa", "", "Thang điểm"])
def test_a_row_of_maxima_is_no_household(filled, tmp_path, label):
    table = f"| STT | Họ và tên | 1.1 | 1.2 |\n| | {label} | 10 | 10 |\n| 1 | Đỗ Văn Tư | 7 | 8 |"
    made = plan(filled, tmp_path, table)
    assert (states(made), codes(made)) == (["new"], [])


def test_sums_and_signatures_below_the_scores_are_passed_over(filled, tmp_path):
    table = "| Mã hộ | Họ và tên | 1.1 | 1.2 |\n| H1 | | 7 | 8 |\n| | Cộng | 7 | 8 |\n| | | | NGƯỜI CHẤM |"
    made = plan(filled, tmp_path, table)
    assert (states(made), codes(made)) == (["new"], [])


def test_many_answers_are_held_by_household(filled, tmp_path):
    made = plan(filled, tmp_path, "| Mã hộ | 1.1 | 1.2 |\n| H1 | 7 | 8 |\n| H2 | 5 | |\n| H3 | 6 | 9 |")
    held = made.writes.answers
    assert [(codes, values) for _, codes, values in held] == [
        (("C1_1", "C1_2"), (700, 800)), (("C1_1",), (500,)), (("C1_1", "C1_2"), (600, 900)),
    ]  # fmt: skip
    assert held[0][1] is held[2][1]
