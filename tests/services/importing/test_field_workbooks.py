"""Workbooks as communes send them: what arrives on file, what is asked about, and what is never guessed."""

import random
from datetime import datetime

import pytest

from khuyenhoc_desktop.services import communes
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.fields import household_vocabulary
from khuyenhoc_desktop.services.importing.guard import FileKind
from khuyenhoc_desktop.services.importing.households import plan_households
from khuyenhoc_desktop.services.importing.reading import RawSheet, Workbook
from khuyenhoc_desktop.services.importing.tables import Options
from khuyenhoc_desktop.services.progress import finish
from tests.services.importing.books import fields_of, table_of
from tests.services.importing.field_books import HEADINGS, LAYOUTS, THON, by_group, people, rows, sheets_of

ON_FILE = (
    "SELECT g.name, head_name, born, member_count, school_age_count FROM household h"
    " JOIN residence r ON r.household_id = h.id JOIN residential_group g ON g.id = r.group_id"
)


@pytest.fixture
def commune(tmp_path):
    file = communes.create_commune(tmp_path / "data", "16789", "Xã Thử", "Thanh Hóa", 2026)
    yield file
    file.close()


def planned(commune, tmp_path, sheets, merges=None, **options):
    """The plan of sheets of plain rows; numbers are floats and empty cells '' as the reader gives them."""
    book = [
        RawSheet(
            name,
            [[float(cell) if type(cell) is int else cell for cell in row] for row in lines],
            tuple((merges or {}).get(name, ())),
        )
        for name, lines in sheets.items()
    ]
    source = Workbook(tmp_path / "bang.xlsx", FileKind.XLSX, tuple(book))
    return finish(plan_households(commune, 2026, source, Options(**options)))


def loaded(commune, tmp_path, sheets, merges=None, **options):
    made = planned(commune, tmp_path, sheets, merges, **options)
    finish(apply_plan(commune, made))
    return made


def told(made):
    return sorted((problem.cell or "", problem.code) for problem in made.problems)


@pytest.mark.parametrize("seed", [3, 4])
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_household_arrives_as_written_and_again_changes_nothing(commune, tmp_path, name, seed):
    sheets, merges, expected = LAYOUTS[name](seed)
    made = loaded(commune, tmp_path, sheets, merges)
    assert made.errors == ()
    assert sorted(commune.query(ON_FILE), key=str) == sorted(expected, key=str)
    again = planned(commune, tmp_path, sheets, merges)
    assert (again.unchanged, again.writes.is_empty) == (len(expected), True)


def test_in_another_order_with_one_cell_changed_there_is_one_change(commune, tmp_path):
    some = rows(people(THON, seed=31))
    loaded(commune, tmp_path, {"S": [HEADINGS, *some]})
    random.Random(5).shuffle(some)
    some[7][3] += 1
    made = planned(commune, tmp_path, {"S": [HEADINGS, *some]})
    assert (made.new, made.updated, made.unchanged) == (0, 1, len(some) - 1)
    changed = next(row for row in made.rows if row.changes)
    assert [(c.field, c.old, c.new) for c in changed.changes] == [
        ("member_count", str(some[7][3] - 1), str(some[7][3]))
    ]
    assert changed.row == 9


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Số nhân khẩu thực tế thường trú", "member_count"),
        ("Số khẩu năm 2026", "member_count"),
        ("Số khẩu (tạm vắng)", None),
        ("Số nhân khẩu nữ", None),
        ("Số trẻ trong độ tuổi đi học (6-18 tuổi)", "school_age_count"),
        ("Trẻ em (0-5 tuổi)", None),
        ("Số con đại học", None),
        ("Năm sinh (vợ)", None),
        ("Họ tên chồng", None),
        ("SĐD/CCCD", "personal_number"),
        ("Chữ ký", None),
    ],
)
def test_a_heading_that_says_less_is_not_taken_for_the_whole(heading, field):
    known = household_vocabulary()
    assert (known.exact(heading) or known.similar(heading)) == field


def test_of_two_years_the_later_counts(commune, tmp_path):
    some = people(THON, seed=40)
    body = [[*row[:3], 9, *row[3:]] for row in rows(some)]
    head = [*HEADINGS[:3], "Số khẩu năm 2025", "Số khẩu năm 2026", *HEADINGS[4:]]
    loaded(commune, tmp_path, {"S": [head, *body]})
    assert sorted(commune.query(ON_FILE)) == sorted(some)


def test_rows_without_numbers_go_on_after_a_sum(commune, tmp_path):
    some = people(THON, seed=41)
    body = []
    for group, part in by_group(some):
        body.append(["", group.upper()])
        body += [["", name, m] for _, name, _, m, _ in part[:3]] + [["", "Cộng trang", 12]]
        body += [["", name, m] for _, name, _, m, _ in part[3:]] + [["", "Cộng", 25]]
    made = loaded(commune, tmp_path, {"S": [["STT", "Họ và tên chủ hộ", "Số khẩu"], *body]})
    assert (made.errors, made.new) == ((), len(some))


def test_parts_without_a_total_are_told_and_left_alone(commune, tmp_path):
    some = rows(people(THON, seed=32))
    head = [["STT", "Chủ hộ", "Năm sinh", "Số khẩu", "", "Thôn"], ["", "", "", "Nam", "Nữ"]]
    body = [[n, name, y, 1, 2, g] for n, name, y, _, _, g in some]
    made = loaded(commune, tmp_path, {"S": head + body}, {"S": [(0, 3, 0, 4)]})
    assert told(made) == [("", "column_parts")]
    assert {row[3] for row in commune.query(ON_FILE)} == {None}


def test_a_second_table_with_other_columns_is_refused_and_not_misread(commune, tmp_path):
    some = rows(people(THON, seed=33))
    other = [HEADINGS[0], HEADINGS[1], HEADINGS[3], HEADINGS[2], *HEADINGS[4:]]
    below = [[n, name, m, y, c, g] for n, name, y, m, c, g in some[9:]]
    made = loaded(commune, tmp_path, {"S": [HEADINGS, *some[:9], other, *below]})
    assert told(made) == [("A11", "other_table")]
    assert (made.errors[0].row, made.new) == (11, 9)


def test_a_second_list_on_the_right_is_told(commune, tmp_path):
    some = [row[1:4] for row in rows(people(["Thôn Hạ"], seed=34))]
    head = ["Họ tên", "Năm sinh", "Số khẩu"]
    lines = [
        ["DANH SÁCH HỘ THÔN HẠ"],
        [*head, "", *head],
        *[[*a, "", *b] for a, b in zip(some[:3], some[3:], strict=True)],
    ]
    made = loaded(commune, tmp_path, {"S": lines})
    assert (told(made), made.new) == ([("E2", "columns_repeated")], 3)


def test_a_thon_written_once_above_its_households_is_filled_down(commune, tmp_path):
    some = people(THON, seed=35)
    body = [[*row[:5], row[5] if n % 6 == 0 else ""] for n, row in enumerate(rows(some))]
    made = loaded(commune, tmp_path, {"S": [HEADINGS, *body]})
    assert told(made) == [("", "group_filled")]
    assert sorted(commune.query(ON_FILE)) == sorted(some)


def test_gaps_in_the_thon_column_are_not_filled(commune, tmp_path):
    body = rows(people(THON, seed=36))
    body[3][5] = body[11][5] = ""
    made = loaded(commune, tmp_path, {"S": [HEADINGS, *body]})
    assert told(made) == [("F13", "group_missing"), ("F5", "group_missing")]


def test_a_letter_for_the_kind_and_names_without_marks_are_read_and_told(commune, tmp_path):
    some = people(["Thôn Hạ", "Bản Khằm"], seed=37)
    body = rows(some)
    body[2][5], body[8][5] = "T.Hạ", "Ban Kham"
    made = loaded(commune, tmp_path, {"S": [HEADINGS, *body]})
    assert told(made) == [("F10", "group_short"), ("F4", "group_short")]
    assert sorted(commune.query(ON_FILE)) == sorted(some)


def test_a_sheet_named_by_a_letter(commune, tmp_path):
    some = people(["Thôn Hạ", "Thôn Đông"], seed=38)
    sheets = sheets_of(some, {"Thôn Hạ": "T.Hạ", "Thôn Đông": "T.Đông"})
    made = loaded(commune, tmp_path, sheets)
    assert {problem.code for problem in made.problems} == {"group_short"}
    assert sorted(commune.query(ON_FILE)) == sorted(some)


@pytest.mark.parametrize(
    ("cell", "born", "code"),
    [
        ("3/1975", "1975", "born_month"),
        ("tháng 11 năm 1968", "1968", "born_month"),
        ("00/00/1961", "1961", None),
        ("--/--/1962", "1962", None),
        ("Sinh năm 1970", "1970", None),
        (datetime(1905, 5, 25), "1972", "born_date_format"),
        (19875, "1954-05-31", "born_serial"),
        ("15/13/1978", None, "born_format"),
        ("11-3-78", None, "born_format"),
    ],
)
def test_births(commune, tmp_path, cell, born, code):
    made = loaded(commune, tmp_path, {"S": [HEADINGS, [1, "Lê An Tâm", cell, 4, 2, "Thôn Hạ"]]})
    assert told(made) == ([("C2", code)] if code else [])
    assert [row[2] for row in commune.query(ON_FILE)] == ([born] if born else [])


def test_only_the_year_of_a_birth_in_three_columns(commune, tmp_path):
    head = [["STT", "Họ và tên", "Ngày sinh", "", "", "Thôn"], ["", "", "Ngày", "Tháng", "Năm"]]
    lines = [*head, [1, "Lê An Tâm", 5, 11, 1971, "Thôn Hạ"]]
    loaded(commune, tmp_path, {"S": lines}, {"S": [(0, 2, 0, 4)]})
    assert [row[2] for row in commune.query(ON_FILE)] == ["1971"]


@pytest.mark.parametrize(
    ("written", "kept", "codes"),
    [
        ("Ông Nguyễn Văn An", "Nguyễn Văn An", {"name_titles"}),
        ("HỘ BÀ LÊ THỊ MAI", "Lê Thị Mai", {"name_titles"}),
        ("(Bà) Lò Thị Ón", "Lò Thị Ón", {"name_titles"}),
        ("12. Trần Văn Bình", "Trần Văn Bình", {"name_titles"}),
        ("Ông Ích Khiêm", "Ông Ích Khiêm", set()),
        ("Ông Thị Nở", "Ông Thị Nở", set()),
        ("H'Hen Niê", "H'Hen Niê", set()),
        ("Trần Văn Bình (đã mất)", "Trần Văn Bình (đã mất)", {"name_note"}),
        ("Lê Văn A, Lê Văn B", "Lê Văn A, Lê Văn B", {"name_note"}),
    ],
)
def test_what_stands_before_and_behind_names(commune, tmp_path, written, kept, codes):
    made = loaded(commune, tmp_path, {"S": [HEADINGS, [1, written, 1970, 4, 2, "Thôn Hạ"]]})
    assert {problem.code for problem in made.problems} == codes
    assert [row[1] for row in commune.query(ON_FILE)] == [kept]


def test_titles_are_told_once_a_sheet(commune, tmp_path):
    body = [[n, f"Ông {name}", *rest] for n, name, *rest in rows(people(THON, seed=39))]
    assert told(planned(commune, tmp_path, {"S": [HEADINGS, *body]})) == [("", "name_titles")]


def test_the_same_person_in_two_thon_is_asked_about(commune, tmp_path):
    one, two = [1, "Lê An Tâm", "07/03/1970", 4, 2, "Thôn Hạ"], [2, "LÊ AN TÂM", "7-3-1970", 5, 1, "Thôn Đông"]
    made = loaded(commune, tmp_path, {"S": [HEADINGS, one, two]})
    assert (told(made), made.new) == ([("B3", "dup_other_group")], 2)


def test_a_repeated_row_is_one_in_two_spellings_too(commune, tmp_path):
    lines = [[1, "Lê Thị Thúy", 1970, 4, 2, "Thôn Hạ"], [2, "Lê Thị Thuý", 1970, 4, 2, "thôn hạ"]]
    assert told(loaded(commune, tmp_path, {"S": [HEADINGS, *lines]})) == [("B3", "dup_same_row")]


def test_a_heading_of_numbers_is_converted_with_the_other_headings_of_an_old_font():
    table = table_of(
        """
        | STT | Hä vµ tªn chñ hé | N¨m sinh | Sè CCCD | Th«n |
        | 1 | NguyÔn V¨n §øc | 1970 | '024070000111 | Th«n H¹ |
        | 2 | TrÇn ThÞ Th¬m | 1981 | '024181000112 | Th«n H¹ |
        """
    )
    assert fields_of(table)["D"] == "personal_number"
