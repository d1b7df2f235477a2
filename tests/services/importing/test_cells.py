"""Each cell gives a value, a problem, or both."""

from datetime import date, datetime

import pytest

from khuyenhoc_desktop.services.importing.cells import (
    READERS,
    ColumnReader,
    read_born,
    read_children,
    read_members,
    read_name,
    read_personal_number,
)


def result(read):
    value, problem = read
    return value, problem and (problem.code, str(problem.severity))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("  nguyễn  văn an ", ("Nguyễn Văn An", None)),
        ("NGUYỄN VĂN AN", ("Nguyễn Văn An", None)),
        ("Nguye\u0302\u0303n Va\u0306n An", ("Nguyễn Văn An", None)),
        ("H'Hen Niê", ("H'Hen Niê", None)),
        ("", ("", ("name_missing", "error"))),
        ("1234567", ("1234567", ("name_digits", "error"))),
        (12.0, ("12", ("name_digits", "error"))),
        ("An", ("An", ("name_short", "warning"))),
        ("NguyÔn V¨n §øc", ("NguyÔn V¨n §øc", ("name_letters", "warning"))),
    ],
)
def test_names(cell, expected):
    assert result(read_name(cell)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (1972.0, ("1972", None)),
        ("1972", ("1972", None)),
        ("11/03/1978", ("1978-03-11", None)),
        ("11-3-1978", ("1978-03-11", None)),
        (date(1978, 3, 11), ("1978-03-11", None)),
        (datetime(1978, 3, 11), ("1978-03-11", None)),
        (28560.0, ("1978-03-11", None)),
        ("", (None, None)),
        ("-", (None, None)),
        ("không rõ", (None, ("born_format", "error"))),
        ("31/02/1978", (None, ("born_format", "error"))),
        (1802.0, (None, ("born_too_old", "error"))),
        (2093.0, (None, ("born_future", "error"))),
        (date.today().year - 3, (str(date.today().year - 3), ("born_young", "warning"))),
        (1901, ("1901", ("born_very_old", "warning"))),
    ],
)
def test_births(cell, expected):
    assert result(read_born(cell)) == expected


def test_an_unknown_birth_is_to_be_left_empty():
    assert "Để trống" in read_born("không rõ")[1].cure


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (4.0, (4, None)),
        ("4", (4, None)),
        (" 4 ", (4, None)),
        ("", (None, None)),
        ("–", (None, None)),
        ("4 người", (4, ("members_text", "warning"))),
        ("năm người", (None, ("members_text", "error"))),
        (4.5, (None, ("members_text", "error"))),
        (0.0, (None, ("members_zero", "error"))),
        (-3.0, (None, ("members_zero", "error"))),
        (25.0, (25, ("members_large", "warning"))),
        (400.0, (None, ("members_large", "error"))),
    ],
)
def test_members(cell, expected):
    assert result(read_members(cell)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [(0.0, (0, None)), ("2 cháu", (2, ("children_text", "warning"))), (-1, (None, ("children_wrong", "error")))],
)
def test_children(cell, expected):
    assert result(read_children(cell)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("024072000123", ("024072000123", None)),
        (24072000123.0, ("024072000123", ("personal_number_zero", "warning"))),
        (1086123456.0, ("001086123456", ("personal_number_zero", "warning"))),
        ("024 072 000 123", ("024072000123", None)),
        ("", (None, None)),
        ("03820A000123", (None, ("personal_number_wrong", "error"))),
        ("0380865072", (None, ("personal_number_wrong", "error"))),
        ("123456789", ("123456789", ("personal_number_old", "warning"))),
        ("999072000123", ("999072000123", ("personal_number_province", "warning"))),
    ],
)
def test_personal_numbers(cell, expected):
    assert result(read_personal_number(cell)) == expected


def test_a_truth_value_is_not_taken_for_the_number_one():
    read = ColumnReader(READERS["member_count"])
    assert read(1.0) == (1, None)
    assert read(True)[1].code == "members_text"
