"""Headers, sections, totals and signatures are told apart in the layouts that communes send."""

import pytest

from tests.services.importing.books import fields_of, sheet_of, survey_of, table_of


def names(table):
    column = table.mapping.index("head_name")
    return [table.sheet.rows[index][column] for index in table.rows.data]


def test_title_rows_above_and_total_below():
    table = table_of(
        """
        | HỘI KHUYẾN HỌC XÃ A | | | |
        | DANH SÁCH HỘ GIA ĐÌNH THÔN HẠ NĂM 2026 | | | |
        | | | | |
        | TT | Họ tên chủ hộ | Ngày sinh | Khẩu |
        | 1 | Nguyễn Văn An | 1970 | 4 |
        | | | | |
        | 2 | Trần Thị Bình | 11/03/1978 | 3 |
        | | Tổng cộng | 2 hộ | 7 |
        """
    )
    assert names(table) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert (table.header_row, table.group, table.group_from) == (4, "Thôn Hạ", "title")
    assert table.rows.skipped == {7: "dòng tổng cộng"}


def test_two_header_rows_with_a_merged_group_and_column_numbers():
    table = table_of(
        """
        | STT | Họ và tên chủ hộ | Năm sinh | | Số nhân khẩu | | Thôn |
        | | | Nam | Nữ | Tổng số | Trong độ tuổi đi học | |
        | (1) | (2) | (3) | (4) | (5) | (6) | (7) |
        | 1 | Nguyễn Văn An | 1970 | | 4 | 2 | Hạ |
        | 2 | Trần Thị Bình | | 1978 | 3 | 0 | Hạ |
        """,
        merges=[(0, 2, 0, 3), (0, 4, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1), (0, 6, 1, 6)],
    )
    assert fields_of(table) == {
        "A": "stt", "B": "head_name", "C": "born", "D": "born", "E": "member_count", "F": "school_age_count",
        "G": "group",
    }  # fmt: skip
    assert names(table) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_two_header_rows_without_knowing_of_merges():
    table = table_of(
        """
        | STT | Chủ hộ | Số nhân khẩu | | Ghi chú |
        | | | Tổng số | Trẻ đi học | |
        | 1 | Nguyễn Văn An | 4 | 2 | |
        """
    )
    assert fields_of(table) == {
        "A": "stt", "B": "head_name", "C": "member_count", "D": "school_age_count", "E": "note",
    }  # fmt: skip
    assert names(table) == ["Nguyễn Văn An"]


def test_headings_of_groups_stand_in_the_row_above():
    table = table_of(
        """
        | DANH SÁCH | | | | |
        | | | Số nhân khẩu | | |
        | STT | Họ tên | Tổng | Trẻ đi học | Ghi chú |
        | 1 | Lê Văn Cường | 5 | 2 | |
        """,
        merges=[(1, 2, 1, 3), (0, 0, 0, 4)],
    )
    assert fields_of(table)["D"] == "school_age_count"
    assert names(table) == ["Lê Văn Cường"]


def test_sections_give_the_thon_of_the_rows_below():
    table = table_of(
        """
        | STT | Họ và tên | Năm sinh | Số khẩu |
        | I | Thôn Hạ | | |
        | 1 | Nguyễn Văn An | 1970 | 4 |
        | 2 | Trần Văn Bản | 1971 | 4 |
        | II. Xóm Mới: 2 hộ | | | |
        | 1 | Lê Thị Thôn | 1980 | 2 |
        | | TỔ DÂN PHỐ 5 | | 20 |
        | 1 | Tống Công Minh | 1980 | 2 |
        | | Cộng: | | 12 |
        """
    )
    assert names(table) == ["Nguyễn Văn An", "Trần Văn Bản", "Lê Thị Thôn", "Tống Công Minh"]
    assert list(table.rows.groups.values()) == ["Thôn Hạ", "Thôn Hạ", "Xóm Mới", "Tổ dân phố 5"]
    assert table.group_from == "sections"


def test_repeated_headers_pages_and_several_lists_in_one_sheet():
    table = table_of(
        """
        | DANH SÁCH HỘ THÔN HẠ | | |
        | STT | Họ và tên | Năm sinh |
        | 1 | Nguyễn Văn An | 1970 |
        | Trang 1 | | |
        | STT | Họ và tên | Năm sinh |
        | 2 | Trần Văn Ban | 1971 |
        | Tổng số: 2 hộ | | |
        | | | Người lập biểu |
        | | | Nguyễn Văn Ký |
        | DANH SÁCH HỘ THÔN TRUNG | | |
        | STT | Họ và tên | Năm sinh |
        | 1 | Lê Thị Cúc | 1980 |
        """
    )
    assert names(table) == ["Nguyễn Văn An", "Trần Văn Ban", "Lê Thị Cúc"]
    assert table.rows.groups[11] == "Thôn Trung"


@pytest.mark.parametrize(
    "line",
    [
        "| | Người lập biểu | |",
        "| Yên Phú, ngày 12 tháng 3 năm 2026 | | |",
        "| | | TM. BAN CHẤP HÀNH |",
        "| | (Ký, ghi rõ họ tên) | |",
        "| XÁC NHẬN CỦA UBND XÃ | | |",
        "| | Người lập biểu | TM. ỦY BAN NHÂN DÂN |",
    ],
)
def test_what_stands_below_a_signature_is_no_household(line):
    table = table_of(
        f"""
        | STT | Họ và tên | Năm sinh |
        | 1 | Nguyễn Văn An | 1970 |
        {line}
        | | Phạm Văn Chủ | Lê Thị Ký |
        """
    )
    assert names(table) == ["Nguyễn Văn An"]


def test_prepared_rows_with_only_a_number_are_passed_over():
    table = table_of(
        """
        | STT | Họ và tên | Năm sinh | Thôn |
        | 1 | Nguyễn Văn An | 1970 | Hạ |
        | 2 | | | |
        | 3 | | | Hạ |
        """
    )
    assert names(table) == ["Nguyễn Văn An"]


def test_a_row_without_a_name_but_with_facts_is_a_household():
    table = table_of(
        """
        | STT | Họ và tên | Năm sinh | Thôn |
        | 1 | Nguyễn Văn An | 1970 | Hạ |
        | 2 | | 1975 | Hạ |
        """
    )
    assert len(table.rows.data) == 2


def test_rows_without_numbers_are_households_too():
    table = table_of(
        """
        | Họ và tên | Năm sinh | Thôn |
        | Nguyễn Văn An | 1970 | Hạ |
        | Trần Văn Ban | | Hạ |
        """
    )
    assert names(table) == ["Nguyễn Văn An", "Trần Văn Ban"]


def test_a_sheet_without_a_table_is_named(tmp_path):
    found = survey_of(
        tmp_path,
        sheet_of("| Hướng dẫn |\n| Ghi đủ họ tên |", "Hướng dẫn"),
        sheet_of("| STT | Họ và tên |\n| 1 | Nguyễn Văn An |", "Thôn Hạ"),
    )
    assert found.without_table == ("Hướng dẫn",)
    assert [(table.name, table.group, table.group_from) for table in found.tables] == [
        ("Thôn Hạ", "Thôn Hạ", "sheet")
    ]


def test_a_title_copied_from_sheet_to_sheet_is_not_believed(tmp_path):
    text = "| DANH SÁCH HỘ THÔN HẠ | |\n| STT | Họ và tên |\n| 1 | Nguyễn Văn An |"
    found = survey_of(tmp_path, sheet_of(text, "Thôn Hạ"), sheet_of(text, "Thôn Trung"))
    assert [(table.group, table.title_differs) for table in found.tables] == [
        ("Thôn Hạ", None),
        ("Thôn Trung", "Thôn Hạ"),
    ]


def test_an_empty_thon_column_leaves_the_word_to_the_title():
    table = table_of(
        """
        | DANH SÁCH HỘ THÔN HẠ | | |
        | STT | Họ và tên | Thôn |
        | 1 | Nguyễn Văn An | |
        """
    )
    assert (table.group, table.group_from) == ("Thôn Hạ", "title")


def test_column_numbers_written_as_text():
    table = table_of(
        """
        | TT | Họ và tên | Năm sinh | Số khẩu |
        | '1 | '2 | '3 | '4 |
        | 1 | Nguyễn Văn An | 1970 | 4 |
        """
    )
    assert names(table) == ["Nguyễn Văn An"]


def test_a_list_of_all_persons_gives_the_heads():
    table = table_of(
        """
        | STT | Họ và tên | Quan hệ với chủ hộ | Năm sinh | Thôn |
        | 1 | Nguyễn Văn An | Chủ hộ | 1970 | Hạ |
        | 2 | Lê Thị Bé | Vợ | 1972 | Hạ |
        | 3 | Nguyễn Văn Con | Con | 1999 | Hạ |
        | 4 | Trần Văn Ban | chủ hộ | 1971 | Hạ |
        """
    )
    assert names(table) == ["Nguyễn Văn An", "Trần Văn Ban"]
    assert set(table.rows.skipped.values()) == {"thành viên, không phải chủ hộ"}


def test_a_summary_sheet_is_no_list_of_households(tmp_path):
    found = survey_of(
        tmp_path,
        sheet_of(
            "| TT | Thôn | Số hộ | Số khẩu |\n| 1 | Thôn Hạ | 35 | 120 |\n| 2 | Thôn Trung | 20 | 90 |", "Tổng hợp"
        ),
        sheet_of(
            "| TT | Đơn vị | Số hộ | Số khẩu |\n| 1 | Thôn Hạ | 35 | 120 |\n| 2 | Thôn Trung | 20 | 90 |", "TH"
        ),
        sheet_of("| STT | Họ và tên | Số khẩu |\n| 1 | Nguyễn Văn An | 3 |", "Thôn Hạ"),
    )
    assert found.without_table == ("Tổng hợp", "TH")


def test_names_of_sheets_without_a_word_like_thon_count_only_together(tmp_path):
    text = "| STT | Họ và tên |\n| 1 | Nguyễn Văn An |"
    alone = survey_of(tmp_path, sheet_of(text, "Hạ"))
    assert [table.group for table in alone.tables] == [None]
    both = survey_of(tmp_path, sheet_of(text, "Hạ"), sheet_of(text, "Trung"))
    assert [table.group for table in both.tables] == ["Hạ", "Trung"]
