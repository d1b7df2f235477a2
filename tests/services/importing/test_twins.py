"""Rows of one import that repeat each other are told apart from rows that only look alike."""

import pytest

from khuyenhoc_desktop.services.importing.entries import read_entries
from khuyenhoc_desktop.services.importing.twins import Twins
from tests.services.importing.books import table_of

HEAD = "| STT | Mã hộ | Họ và tên | Năm sinh | Số khẩu | Thôn | Số CCCD |\n"


def found_in(rows):
    found = []
    table = table_of(HEAD + rows)
    twins = Twins(found)
    for entry in read_entries(table, found):
        twins.check(entry)
    return found


def problems_of(rows):
    return [(problem.cell, problem.code, str(problem.severity)) for problem in found_in(rows)]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (
            "| | Lê An Tâm | 1970 | 4 | Hạ | |",
            "| | Lê An Tâm | 1970 | 4 | Hạ | |",
            ("C3", "dup_same_row", "error"),
        ),
        (
            "| | Lê An Tâm | 1970 | 4 | Hạ | |",
            "| | LÊ AN TÂM | 1970 | 4 | Hạ | |",
            ("C3", "dup_same_row", "error"),
        ),
        (
            "| | Lê An Tâm | 1970 | 4 | Hạ | |",
            "| | Lê An Tâm | 1970 | 5 | Hạ | |",
            ("C3", "dup_similar", "warning"),
        ),
        ("| | Lê An Tâm | 1970 | 4 | Hạ | |", "| | Lê An Tâm | 1971 | 4 | Hạ | |", None),
        ("| | Lê An Tâm | 1970 | 4 | Hạ | |", "| | Lê An Tâm | 1970 | 4 | Hà | |", None),
        ("| | Lê Văn Tú | 1970 | 4 | Hạ | |", "| | Lê Văn Tư | 1970 | 4 | Hạ | |", None),
        (
            "| | Lê An Tâm | 1970 | 4 | Hạ | '024070000111 |",
            "| | Lê An Tâm | 1970 | 5 | Hạ | '024070000222 |",
            None,
        ),
        (
            "| | Lê An Tâm | 1970 | 4 | Hạ | '024070000111 |",
            "| | Vũ Ba | 1970 | 5 | Hạ | '024070000111 |",
            ("G3", "dup_personal_number", "error"),
        ),
        (
            "| | Lê An Tâm | 1970 | 4 | Hạ | '024070000111 |",
            "| | Lê An Tâm | 1970 | 5 | Trung | '024070000111 |",
            ("C3", "dup_same_household", "error"),
        ),
        ("| H1 | Lê An Tâm | 1970 | 4 | Hạ | |", "| H1 | Vũ Ba | 1980 | 5 | Hạ | |", ("B3", "dup_code", "error")),
        (
            "| | Lê An Tâm | 1802 | 4 | Hạ | '024070000111 |",
            "| | Lê An Tâm | 1970 | 4 | Hạ | '024070000111 |",
            ("C3", "dup_same_row", "warning"),
        ),
        (
            "| | Lê An Tâm | 1970 | bốn | Hạ | |",
            "| | Lê An Tâm | 1970 | 4 | Hạ | |",
            ("C3", "dup_same_row", "warning"),
        ),
    ],
)
def test_pairs(first, second, told):
    found = [one for one in problems_of(f"| 1 {first}\n| 2 {second}") if one[0].endswith("3")]
    assert found == ([told] if told else [])


def test_three_alike_are_told_twice():
    row = "| | Lê An Tâm | 1970 | 4 | Hạ | |"
    told = problems_of("\n".join(f"| {number} {row}" for number in (1, 2, 3)))
    assert [cell for cell, *_ in told] == ["C3", "C4"]


def test_of_several_that_look_alike_the_first_that_fits_is_named():
    row = "| {} | | Lê An Tâm | 1970 | {} | Hạ | |"
    found = found_in("\n".join(row.format(number, members) for number, members in enumerate((4, 5, 6, 5, 4), 1)))
    named = [(problem.cell, problem.code, problem.message.partition("hàng ")[2][:1]) for problem in found]
    assert named == [
        ("C3", "dup_similar", "2"),
        ("C4", "dup_similar", "2"),
        ("C5", "dup_same_row", "3"),
        ("C6", "dup_same_row", "2"),
    ]
