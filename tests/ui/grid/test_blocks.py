"""Blocks of cells as Excel puts them on the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.ui.grid.blocks import read_block, tiled, write_block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("", []),
        ("\r\n", []),
        ("7", [["7"]]),
        ("7,5\t8\r\n9\t\r\n", [["7,5", "8"], ["9", ""]]),
        ("1\t2\n3\n", [["1", "2"], ["3", ""]]),
        ("\t\t\n1\t2\t3", [["", "", ""], ["1", "2", "3"]]),
        ('"hai\ndòng"\t5\n', [["hai\ndòng", "5"]]),
        ('"có ""ngoặc"""\n', [['có "ngoặc"']]),
        ('cao 5" thôi\t1', [['cao 5" thôi', "1"]]),
        ('""\n', []),
        ("x" * 200_000 + "\t7\n", [["x" * 200_000, "7"]]),
        ("1\n\n2\n", [["1"], [""], ["2"]]),
    ],
)
def test_reading(text, block):
    assert read_block(text) == block


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(st.text("aế5,\t\n\"'"), min_size=n, max_size=n))))
def test_what_is_written_is_read_back(block):
    read = read_block(write_block(block))
    while block and not "".join(block[-1]).strip():
        block = block[:-1]
    assert read == block


@pytest.mark.parametrize(
    ("height", "width", "result"),
    [
        (1, 1, [["1", "2"]]),
        (2, 2, [["1", "2"], ["1", "2"]]),
        (1, 4, [["1", "2", "1", "2"]]),
        (2, 3, [["1", "2"]]),
    ],
)
def test_a_block_repeats_only_over_whole_multiples(height, width, result):
    assert tiled([["1", "2"]], height, width) == result
