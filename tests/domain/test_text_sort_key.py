"""Vietnamese order, against ICU (QCollator on Linux is ICU) and by hand."""

import random
import sqlite3
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.text import name_sort_key, text_sort_key

FAMILIES = ("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Âu Ông Ưng Ất").split()
MIDDLES = ["", "Thị", "Văn", "Đức", "Thị Ánh", "Ngọc", "Hữu", "Đình", "Thế", "Thị Ánh Ái", "An", "Ấn"]
GIVEN = (
    "An Ân Ăn Án Ấn Ẩn Ánh Anh Ảnh Bình Bính Đức Dũng Dung Đào Ê Hòa Hóa Hoa Hà Hạ Hương Hường "
    "Hưởng Lan Lân Lăng Mơ Mô Mo Mộ Sơn Son Sớn Thúy Thùy Thủy Tư Tú Tụ Từ Uyên Ước Vũ Vu Ý Y Ỷ "
    "Yến Oanh Ôn Ơn"
).split()
names = st.tuples(st.sampled_from(FAMILIES), st.sampled_from(MIDDLES), st.sampled_from(GIVEN)).map(
    lambda parts: " ".join(filter(None, parts))
)


def made_up_names(count):
    draw = random.Random(20261)
    return [
        " ".join(filter(None, (draw.choice(FAMILIES), draw.choice(MIDDLES), draw.choice(GIVEN))))
        for _ in range(count)
    ]


def backwards_sorted(texts, key):
    """Sorted from the opposite order, so that equal keys would show."""
    turned = list(reversed(texts))
    turned.sort(key=key)
    return turned


@pytest.fixture(scope="module")
def icu():
    """ICU's vi collation; only on Linux is Qt's collator sure to be ICU."""
    if not sys.platform.startswith("linux"):
        pytest.skip("Qt's collator is ICU on Linux only")
    core = pytest.importorskip("PySide6.QtCore")
    collator = core.QCollator(core.QLocale("vi_VN"))
    assert sorted(["đ", "e", "d", "ạ", "ả", "à"], key=collator.sortKey) == ["à", "ả", "ạ", "d", "đ", "e"]
    return collator


def test_text_order_is_icus(icu):
    texts = made_up_names(8_000)
    assert sorted(set(texts), key=text_sort_key) == sorted(set(texts), key=icu.sortKey)


def test_numbers_and_signs_are_ordered_as_icu_does(icu):
    icu.setNumericMode(True)
    kinds = ["Tổ", "Tổ dân phố", "Thôn", "Xóm", "Bản", "Khu phố", "Đội"]
    ends = [
        "1",
        "2",
        "10",
        "11",
        "100",
        "2A",
        "2B",
        "10A",
        "A",
        "A-B",
        "A.1",
        "(mới)",
        "Đông",
        "Đoài",
        "3/2",
        "'A'",
    ]
    ends += ["Wales", "Jrai", "Fa", "Za", "Café", "B1", "B12", "B2"]
    texts = [f"{kind} {end}" for kind in kinds for end in ends] + kinds
    icus = sorted(texts, key=icu.sortKey)
    icu.setNumericMode(False)
    assert sorted(texts, key=text_sort_key) == icus


def test_name_order_is_icus_part_by_part(icu):
    def parts(name):
        words = name.split()
        return words[-1], words[0], " ".join(words[1:-1])

    texts = set(made_up_names(6_000))
    every_part = {part for text in texts for part in parts(text)}
    rank = {part: place for place, part in enumerate(sorted(every_part, key=icu.sortKey))}
    in_icus_order = sorted(texts, key=lambda text: [rank[part] for part in parts(text)])
    assert sorted(texts, key=name_sort_key) == in_icus_order


def test_names_by_hand():
    ordered = [
        "An", "Nguyễn An", "Nguyễn Thị An", "Nguyễn Văn An", "Trần An", "Đỗ Thị Án", "Lê Ánh", "Bùi Văn Ân",
        "Nguyễn Dũng", "Nguyễn Đức", "An Ê", "Nguyễn Thị Yến",
    ]  # fmt: skip
    assert backwards_sorted(ordered, name_sort_key) == ordered


def test_tones_in_the_dictionarys_order():
    ordered = [
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
        "mă",
        "mằ",
        "mẳ",
        "mẵ",
        "mắ",
        "mặ",
        "mâ",
        "mầ",
        "mẩ",
        "mẫ",
        "mấ",
        "mậ",
    ]
    assert backwards_sorted(ordered, text_sort_key) == ordered


def test_alphabet():
    alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
    assert backwards_sorted(alphabet, text_sort_key) == list(alphabet)


def test_numbers_in_natural_order():
    ordered = [
        "Tổ",
        "Tổ 0",
        "Tổ 1",
        "Tổ 2",
        "Tổ 02A",
        "Tổ 10",
        "Tổ 100",
        "Tổ 100000000000000000000",
        "Tổ Một",
    ]
    assert backwards_sorted(ordered, text_sort_key) == ordered


def test_old_and_new_tone_places_and_capitals_are_equals():
    assert text_sort_key("hoà THUỶ") == text_sort_key("Hòa Thủy")
    assert name_sort_key("NGUYỄN VĂN HOÀ") == name_sort_key("Nguyễn Văn Hòa")


def test_nothing_and_one_word():
    assert name_sort_key("") == name_sort_key("  ") < name_sort_key("An")


def test_sqlite_and_python_order_alike():
    texts = [*made_up_names(500), "Ñandú", "Œuvre", "日本", "🙂", "Łódź", "Tổ 2"]
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE t(sort_key TEXT)")
    base.executemany("INSERT INTO t VALUES (?)", [(name_sort_key(text),) for text in texts])
    stored = [key for (key,) in base.execute("SELECT sort_key FROM t ORDER BY sort_key")]
    base.close()
    assert stored == sorted(map(name_sort_key, texts))


@given(names)
def test_keys_do_not_depend_on_the_unicode_form(name):
    decomposed = unicodedata.normalize("NFD", name)
    assert name_sort_key(decomposed) == name_sort_key(name)
    assert text_sort_key(decomposed) == text_sort_key(name)
    assert name_sort_key(name).isascii()


@given(st.text(), st.text())
def test_any_text_has_keys(one, other):
    assert (text_sort_key(one) < text_sort_key(other)) == (text_sort_key(other) > text_sort_key(one))
    assert text_sort_key(unicodedata.normalize("NFD", one)) == text_sort_key(one)
    assert isinstance(name_sort_key(one), str)


@given(names, names)
def test_the_given_name_decides_first(one, other):
    given_one, given_other = text_sort_key(one.split()[-1]), text_sort_key(other.split()[-1])
    if given_one != given_other:
        assert (name_sort_key(one) < name_sort_key(other)) == (given_one < given_other)
