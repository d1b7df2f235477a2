"""Columns find their fields by headings, by resemblance and by content; corrections are kept."""

from datetime import date, datetime

import pytest

from khuyenhoc_desktop.services.importing.fields import household_vocabulary
from khuyenhoc_desktop.services.importing.header import shown
from khuyenhoc_desktop.services.importing.tables import Options
from tests.services.importing.books import fields_of, table_of


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("HỌ VÀ TÊN CHỦ HỘ (*)", "head_name"),
        ("Họ, tên chủ hộ", "head_name"),
        ("Chủ hộ gia đình", "head_name"),
        ("Năm sinh\nchủ hộ", "born"),
        ("Ngày, tháng, năm sinh", "born"),
        ("NHÂN KHẨU", "member_count"),
        ("Số khẩu (người)", "member_count"),
        ("Trẻ trong độ tuổi đi học", "school_age_count"),
        ("Thôn/Tổ dân phố", "group"),
        ("Xóm", "group"),
        ("Nơi ở", "address"),
        ("Số CCCD/CMND", "personal_number"),
        ("Số định danh cá nhân", "personal_number"),
        ("Mã số hộ", "code"),
        ("Số TT", "stt"),
        ("Dân tộc", None),
        ("Điện thoại", None),
    ],
)
def test_known_headings(heading, field):
    assert household_vocabulary().exact(heading) == field


@pytest.mark.parametrize(
    ("heading", "values", "field"),
    [
        ("Họ và tên cuả chủ hộ gđ", ["Lê Văn Tám", "Lý Thị Hai"], "head_name"),
        ("Số nhân khẩu thường trú", [4.0, 5.0], "member_count"),
        ("Địa chỉ thường chú", ["Ngõ 1", "Ngõ 2"], "address"),
    ],
)
def test_headings_with_slips_are_recognised_by_resemblance(heading, values, field):
    rows = "\n".join(f"| {number} | {value} | Hạ | Lê Văn A |" for number, value in enumerate(values, 1))
    second = "Họ tên" if field != "head_name" else "Người khai"
    table = table_of(f"| STT | {heading} | Thôn | {second} |\n{rows}")
    assert (fields_of(table).get("B"), table.mapping.columns[1].how) == (field, "similar")


def test_family_and_given_name_apart():
    table = table_of("| STT | Họ đệm | Tên | Năm sinh |\n| 1 | Nguyễn Văn | An | 1970 |")
    assert (fields_of(table)["B"], fields_of(table)["C"]) == ("family_name", "given_name")


def test_one_heading_merged_over_family_and_given_name():
    table = table_of(
        "| STT | Họ và tên | | Năm sinh |\n| 1 | Nguyễn Văn | An | 1970 |\n| 2 | Lê Thị | Bé | 1971 |",
        merges=[(0, 1, 0, 2)],
    )
    assert (fields_of(table)["B"], fields_of(table)["C"]) == ("family_name", "given_name")


def test_ten_alone_is_the_whole_name():
    table = table_of("| STT | Tên | Năm sinh |\n| 1 | Nguyễn Văn An | 1970 |")
    assert fields_of(table)["B"] == "head_name"


def test_headings_that_say_nothing_leave_the_word_to_the_content():
    table = table_of(
        """
        | A | B | C | D |
        | 1 | Nguyễn Văn An | 1970 | '024070000123 |
        | 2 | Trần Thị Bình | 1978 | '024178000456 |
        """
    )
    assert fields_of(table) == {"B": "head_name", "C": "born", "D": "personal_number"}


def test_a_column_that_is_not_used_keeps_its_heading_and_samples():
    table = table_of("| STT | Họ và tên | Dân tộc |\n| 1 | Nguyễn Văn An | Kinh |")
    column = table.mapping.columns[2]
    assert (column.letter, column.heading, column.field, column.samples) == ("C", "Dân tộc", None, ("Kinh",))


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (7.5, "7,5"),
        (7.300000000000001, "7,3"),
        (8.0, "8"),
        (1234567, "1234567"),
        (date(2026, 3, 9), "09/03/2026"),
        (datetime(2026, 3, 9), "09/03/2026"),
        (datetime(2026, 3, 9, 14, 5), "09/03/2026 14:05"),
        (True, "TRUE"),
        ("2026-03-09", "2026-03-09"),
    ],
)
def test_a_cell_is_shown_as_it_is_written_here(cell, words):
    assert shown(cell) == words


def test_a_correction_moves_the_field():
    mapping = table_of("| STT | Họ và tên | Khẩu | Người |\n| 1 | Nguyễn Văn An | 3 | 4 |").mapping
    changed = mapping.changed(3, "member_count")
    assert changed.indices("member_count") == [3]
    assert changed.columns[2].field is None
    assert changed.changed(3, None).indices("member_count") == []


def test_a_given_mapping_is_used_for_the_same_headings():
    text = "| STT | Họ và tên | Khẩu | Lạ |\n| 1 | Nguyễn Văn An | 3 | 4 |"
    mapping = table_of(text).mapping.changed(3, "school_age_count")
    options = Options(mappings={mapping.signature: mapping.fields})
    assert fields_of(table_of(text, options=options))["D"] == "school_age_count"
    assert "D" not in fields_of(table_of(text.replace("Lạ", "Khác"), options=options))
