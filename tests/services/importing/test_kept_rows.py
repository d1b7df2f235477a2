"""Rows kept small read as the list they were made of."""

import sys
from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.services.importing.kept_rows import KeptRows

CELLS = st.text(max_size=5) | st.floats(allow_nan=False) | st.booleans() | st.just(date(1978, 3, 11))
LENGTHS = st.sampled_from([0, 1, 499, 500, 501, 1200])


@given(LENGTHS, st.lists(CELLS, max_size=4), st.integers(-1300, 1300), st.integers(-1300, 1300))
def test_rows_are_found_by_their_place(length, cells, start, end):
    rows = [[number, *cells] for number in range(length)]
    kept = KeptRows(iter(rows))
    assert len(kept) == length
    assert list(kept) == rows
    assert kept == rows
    assert kept[start:end] == rows[start:end]
    assert [kept[place] for place in range(-length, length, 97)] == [rows[i] for i in range(-length, length, 97)]
    assert type(kept[start:end]) is list


@pytest.mark.parametrize("place", [2, -3])
def test_beyond_the_end_there_is_no_row(place):
    with pytest.raises(IndexError):
        KeptRows([["a"], ["b"]])[place]


def test_two_sheets_of_other_rows_differ():
    assert KeptRows([["a"]]) != KeptRows([["b"]])
    assert KeptRows([["a"]]) == KeptRows([["a"]])
    assert KeptRows([["a"]]) != "a"


def test_they_take_a_third_of_the_memory_or_less():
    numbers = count(24_000_000_000)
    rows = [[float(i), f"Nguyễn Thị Ánh {i}", "Nam", f"0{next(numbers)}", f"C{i:06d}"] for i in range(2000)]
    as_cells = sum(sys.getsizeof(row) + sum(map(sys.getsizeof, row)) for row in rows)
    assert sum(map(len, KeptRows(rows)._blocks)) * 3 < as_cells
