"""Names of thôn in titles, section rows and sheet names, and which spellings are one."""

import pytest

from khuyenhoc_desktop.services.importing.group_names import (
    bare_key,
    group_key,
    is_near_miss,
    kind_of,
    section_group,
    sheet_group,
    title_group,
)


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("DANH SÁCH HỘ GIA ĐÌNH BẢN KHẰM", "Bản Khằm"),
        ("DANH SÁCH HỘ GIA ĐÌNH TỔ DÂN PHỐ 10 NĂM 2026", "Tổ dân phố 10"),
        ("BẢN TỔNG HỢP HỘ GIA ĐÌNH THÔN HẠ - XÃ YÊN PHÚ", "Thôn Hạ"),
        ("Danh sách hộ thôn Hoà Bình, xã A", "Thôn Hoà Bình"),
        ("Thôn: Hạ", "Thôn Hạ"),
        ("TDP SỐ 5", "TDP Số 5"),
        ("DANH SÁCH HỘ THEO THÔN", None),
        ("THÔN, TỔ DÂN PHỐ", None),
        ("HỘI KHUYẾN HỌC XÃ YÊN PHÚ", None),
        ("BẢN KÊ KHAI", None),
        ("TỔ CHỨC HỘI KHUYẾN HỌC", None),
    ],
)
def test_titles(title, group):
    found = title_group(title)
    assert (found and group_key(found)) == (group and group_key(group))


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("I. Thôn Hạ", "Thôn Hạ"),
        ("Thôn Hạ: 35 hộ", "Thôn Hạ"),
        ("1. Xóm Mới (35 hộ)", "Xóm Mới"),
        ("II/ TỔ DÂN PHỐ 2", "Tổ dân phố 2"),
        ("Nguyễn Văn An", None),
        ("Tống Văn Bản", None),
    ],
)
def test_section_rows(text, group):
    assert section_group(text) == group


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Bản Khằm", ("Bản Khằm", True)),
        ("Thôn Hạ (2)", ("Thôn Hạ", True)),
        ("Hạ", ("Hạ", False)),
        ("Sheet1", (None, False)),
        ("Trang tính1", (None, False)),
        ("Danh sách hộ", (None, False)),
        ("DS", (None, False)),
    ],
)
def test_sheet_names(name, group):
    assert sheet_group(name) == group


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thôn Hoà Bình", "thôn  Hòa Bình"),
        ("TDP số 05", "Tổ dân phố 5"),
        ("KP3", "Khu phố 03"),
        ("Thôn Quý Sơn", "THÔN QUÍ SƠN"),
        ("Tổ 7", "tổ 07"),
    ],
)
def test_spellings_of_one_group(one, other):
    assert group_key(one) == group_key(other)


@pytest.mark.parametrize(("one", "other"), [("Thôn Hạ", "Thôn Hà"), ("Thôn 1", "Thôn 11"), ("Thôn 1", "Xóm 1")])
def test_names_of_two_groups(one, other):
    assert group_key(one) != group_key(other)


def test_the_word_of_the_kind():
    assert bare_key(group_key("Thôn Hạ")) == group_key("Hạ")
    assert [kind_of(name) for name in ("Tổ dân phố 3", "TDP3", "Bản Poọng", "Hạ")] == [
        "tổ dân phố", "tổ dân phố", "bản", None,
    ]  # fmt: skip


def test_near_misses():
    assert is_near_miss(group_key("Thôn Ngọc Trạo"), group_key("Thôn Ngọc Trao"))
    assert not is_near_miss(group_key("Thôn Yên Lạc 1"), group_key("Thôn Yên Lạc 2"))
    assert not is_near_miss(group_key("Thôn Nội"), group_key("Thôn Đoài"))
