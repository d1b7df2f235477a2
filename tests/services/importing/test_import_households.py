"""Importing lists of households: what is new, changed or unchanged, every fault at its cell, all or nothing."""

import random
from collections import Counter
from itertools import islice

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes, groups, history, households
from khuyenhoc_desktop.services.importing import memory
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.bodies import plan_units
from khuyenhoc_desktop.services.importing.clans import plan_clans
from khuyenhoc_desktop.services.importing.guard import cell_address
from khuyenhoc_desktop.services.importing.households import plan_households
from khuyenhoc_desktop.services.importing.persons import plan_persons
from khuyenhoc_desktop.services.importing.tables import Options
from khuyenhoc_desktop.services.progress import finish
from tests.services.importing import faults
from tests.services.importing.books import HEADINGS, book_of, rows_of, sheet_of, write_xlsx

HEAD = "| Họ và tên | Năm sinh | Số khẩu | Số trẻ | Thôn | Số CCCD | Mã hộ |\n"


def plan(commune, tmp_path, markdown, name="Sheet1", **options):
    book = book_of(tmp_path, sheet_of(HEAD + markdown, name))
    return finish(plan_households(commune, 2026, book, Options(**options)))


def load(commune, tmp_path, markdown, **options):
    made = plan(commune, tmp_path, markdown, **options)
    finish(apply_plan(commune, made))
    return made


def states(made):
    return [row.state for row in made.rows]


def codes(made):
    return [(problem.cell, problem.code) for problem in made.problems]


def on_file(commune):
    sql = (
        "SELECT head_name, born, member_count, school_age_count, g.name, personal_number, code FROM household h"
        " JOIN standing s ON s.subject_id = h.id AND s.year = 2026 JOIN residential_group g ON g.id = s.group_id"
        " ORDER BY head_name, born"
    )
    return commune.query(sql)


ONE = "| Lê An Tâm | 1970 | 4 | 2 | Thôn Hạ | '024070000111 | |"


def test_new_households_and_their_thon(commune, tmp_path):
    made = load(commune, tmp_path, ONE + "\n| Vũ Thị Ba | 11/03/1978 | 3 | | Tổ dân phố 2 | | H2 |")
    assert states(made) == ["new", "new"]
    assert [(group.name, group.kind) for group in made.new_groups] == [
        ("Thôn Hạ", "thôn"),
        ("Tổ dân phố 2", "tổ dân phố"),
    ]
    assert on_file(commune) == [
        ("Lê An Tâm", "1970", 4, 2, "Thôn Hạ", "024070000111", None),
        ("Vũ Thị Ba", "1978-03-11", 3, None, "Tổ dân phố 2", None, "H2"),
    ]


def test_the_same_again_changes_nothing_and_leaves_no_entry(commune, tmp_path):
    load(commune, tmp_path, ONE)
    entries = history.entries(commune, 50)
    again = plan(commune, tmp_path, ONE)
    assert states(again) == ["unchanged"]
    assert finish(apply_plan(commune, again)).journal_id is None
    assert history.entries(commune, 50) == entries


def test_one_import_is_one_action_and_is_undone_whole(commune, tmp_path):
    before = len(history.entries(commune, 50))
    load(commune, tmp_path, ONE + "\n| Vũ Thị Ba | 1978 | 3 | | Thôn Trung | | |")
    newest, *_ = history.entries(commune, 50)
    assert len(history.entries(commune, 50)) == before + 1
    assert newest.summary == "Nhập 2 hộ từ tệp bang.xlsx"
    history.undo(commune)
    assert on_file(commune) == []
    assert groups.list_groups(commune, 2026) == []


def test_an_empty_cell_never_erases(commune, tmp_path):
    load(commune, tmp_path, ONE)
    made = load(commune, tmp_path, "| Lê An Tâm | 1970 | | | Thôn Hạ | | |")
    assert states(made) == ["unchanged"]
    assert on_file(commune)[0][2:4] == (4, 2)


def test_a_changed_value_is_told_old_and_new(commune, tmp_path):
    load(commune, tmp_path, ONE)
    made = load(commune, tmp_path, ONE.replace("| 4 | 2", "| 5 | 2"))
    assert states(made) == ["updated"]
    assert [(change.label, change.old, change.new) for change in made.rows[0].changes] == [("Số khẩu", "4", "5")]
    assert on_file(commune)[0][2] == 5


def test_a_known_day_of_birth_is_not_lost_to_the_year(commune, tmp_path):
    load(commune, tmp_path, ONE.replace("1970", "12/08/1970"))
    assert states(load(commune, tmp_path, ONE)) == ["unchanged"]
    assert on_file(commune)[0][1] == "1970-08-12"


def test_a_move_to_another_thon_keeps_earlier_years(commune, tmp_path):
    load(commune, tmp_path, ONE)
    communes.add_year(commune, 2027)
    book = book_of(tmp_path, sheet_of(HEAD + ONE.replace("Thôn Hạ", "Thôn Trung")))
    made = finish(plan_households(commune, 2027, book))
    finish(apply_plan(commune, made))
    assert made.rows[0].changes[0].old == "Thôn Hạ"
    query = households.Query
    for year, name in ((2026, "Thôn Hạ"), (2027, "Thôn Trung")):
        ids = households.find_ids(commune, query(year))
        assert [row.group for row in households.rows(commune, year, ids)] == [name]


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("| LÊ AN TÂM | 1970 | 4 | 2 | THÔN HẠ | | |", "unchanged"),
        ("| Lê An Tâm | 1970 | 4 | 2 | Hạ | | |", "unchanged"),
        ("| Lê An Tâm | | 4 | 2 | Thôn Hạ | | |", "unchanged"),
        ("| Lê An Tâm | 1970 | 4 | 2 | Thôn Hạ | '024070000118 | |", "updated"),
        ("| Lê An Tâm | 1970 | 4 | 2 | Thôn Hạ | '001070999222 | |", "new"),
        ("| Lê An Tám | 1970 | 4 | 2 | Thôn Hạ | | |", "new"),
        ("| Lê Văn Mới | 1999 | 4 | 2 | Thôn Hạ | '024070000111 | |", "updated"),
        ("| Lê An Tâm | 1971 | 4 | 2 | Thôn Hạ | | |", "new"),
    ],
)
def test_which_household_a_row_is(commune, tmp_path, row, state):
    load(commune, tmp_path, ONE)
    assert states(plan(commune, tmp_path, row)) == [state]


def test_the_code_goes_before_everything(commune, tmp_path):
    load(commune, tmp_path, ONE.replace("111 | |", "111 | H1 |"))
    made = load(commune, tmp_path, "| Lê Văn Con | 1995 | 4 | 2 | Thôn Hạ | | H1 |")
    assert states(made) == ["updated"]
    assert codes(made) == [("G2", "head_changed")]
    assert on_file(commune)[0][0] == "Lê Văn Con"


def test_likely_duplicates_are_shown_and_decided(commune, tmp_path):
    load(commune, tmp_path, ONE)
    row = "| Lê An Tam | 1970 | 4 | 2 | Thôn Hạ | | |"
    made = plan(commune, tmp_path, row)
    assert codes(made) == [("A2", "likely_duplicate")]
    pair = made.likely_duplicates[0]
    assert (pair.in_sheet.head_name, pair.on_file.head_name) == ("Lê An Tam", "Lê An Tâm")
    as_new = plan(commune, tmp_path, row, same_as={("Sheet1", 2): None})
    assert (states(as_new), codes(as_new)) == (["new"], [])
    as_old = plan(commune, tmp_path, row, same_as={("Sheet1", 2): pair.household_id})
    assert (states(as_old), codes(as_old)) == (["updated"], [])


def test_two_rows_cannot_be_one_household(commune, tmp_path):
    load(commune, tmp_path, ONE.replace("111 | |", "111 | H1 |"))
    made = plan(
        commune,
        tmp_path,
        "| Lê An Tâm | 1970 | 4 | 2 | Thôn Hạ | | H1 |\n| Lê An Tâm | 1975 | 4 | 2 | Thôn Hạ | '024070000111 | |",
    )
    assert states(made) == ["unchanged", "rejected"]
    assert ("A3", "dup_same_household") in codes(made)


def test_a_thon_that_is_a_slip_of_the_keyboard_is_warned_of(commune, tmp_path):
    load(commune, tmp_path, ONE.replace("Thôn Hạ", "Thôn Ngọc Trạo"))
    made = plan(
        commune, tmp_path, "| Vũ Ba | 1980 | 4 | 2 | Thôn Ngọc Trao | | |\n| Vũ Tư | 1981 | 4 | 2 | Xóm Mới | | |"
    )
    assert codes(made) == [("E2", "group_near_miss"), ("E3", "group_unknown")]
    told = plan(
        commune, tmp_path, "| Vũ Ba | 1980 | 4 | 2 | Ngọc Trao | | |", same_group={"Ngọc Trao": "Thôn Ngọc Trạo"}
    )
    assert told.new_groups == ()


def test_a_thon_merged_into_another_is_known_by_its_old_name(commune, tmp_path):
    load(commune, tmp_path, ONE + "\n| Vũ Ba | 1980 | 4 | 2 | Thôn Trung | | |")
    ids = {group.name: group.id for group in groups.list_groups(commune, 2026)}
    communes.add_year(commune, 2027)
    groups.merge_groups(commune, ids["Thôn Hạ"], ids["Thôn Trung"], 2027)
    book = book_of(tmp_path, sheet_of(HEAD + ONE))
    made = finish(plan_households(commune, 2027, book))
    assert (states(made), made.new_groups) == (["unchanged"], ())


def test_a_deleted_household_is_warned_of(commune, tmp_path):
    load(commune, tmp_path, ONE)
    households.delete(commune, [commune.value("SELECT id FROM household")], 2026)
    made = plan(commune, tmp_path, ONE)
    assert (states(made), codes(made)) == (["new"], [("A2", "was_deleted")])


def test_merged_cells_in_the_thon_column_count_for_all_their_rows(commune, tmp_path):
    rows = rows_of(
        HEAD
        + "| Lê An Tâm | 1970 | 4 | 2 | Thôn Hạ | | |\n| Vũ Ba | 1980 | 4 | 2 | | | |\n"
        + "| Vũ Tư | 1981 | 4 | 2 | | | |"
    )
    sheet = sheet_of("| a |")
    book = book_of(tmp_path, type(sheet)("Hộ", rows, ((1, 4, 2, 4),)))
    made = finish(plan_households(commune, 2026, book))
    assert states(made) == ["new", "new", "rejected"]
    assert codes(made) == [("E4", "group_missing")]


def test_a_sheet_that_names_no_thon_may_be_given_one(commune, tmp_path):
    sheet = sheet_of("| Họ và tên | Năm sinh |\n| Lê An Tâm | 1970 |", "Sheet1")
    refused = finish(plan_households(commune, 2026, book_of(tmp_path, sheet)))
    assert codes(refused) == [("A2", "group_missing")]
    options = Options(sheet_groups={"Sheet1": "Thôn Hạ"})
    assert states(finish(plan_households(commune, 2026, book_of(tmp_path, sheet), options))) == ["new"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("NguyÔn V¨n §øc", "Nguyễn Văn Đức"), ("Nguyeãn Vaên Ñöùc", "Nguyễn Văn Đức")],
)
def test_old_fonts_are_shown_and_converted_only_when_agreed(commune, tmp_path, old, new):
    rows = "\n".join(f"| {name} | 1970 | 4 | 2 | Thôn 1 | | |" for name in (old, f"{old} An", f"{old} Ba"))
    shown = plan(commune, tmp_path, rows)
    assert shown.rejected == 3
    assert {code for _, code in codes(shown)} == {"legacy_text", "name_legacy"}
    assert dict(shown.legacy[0][1].preview)[old] == new
    agreed = load(commune, tmp_path, rows, legacy_encoding="convert")
    assert (agreed.new, agreed.problems) == (3, ())
    assert on_file(commune)[0][0] == new


def test_decomposed_letters_are_the_same_letters(commune, tmp_path):
    import unicodedata

    load(commune, tmp_path, ONE)
    made = plan(commune, tmp_path, unicodedata.normalize("NFD", ONE))
    assert states(made) == ["unchanged"]


def test_what_was_chosen_for_the_columns_is_remembered(commune, tmp_path):
    text = "| Họ và tên | Lạ | Thôn |\n| Lê An Tâm | 5 | Thôn Hạ |"
    first = finish(plan_households(commune, 2026, book_of(tmp_path, sheet_of(text))))
    assert first.survey.mappings[0].fields == ("head_name", None, "group")
    memory.remember_mapping(commune, first.survey.mappings[0].changed(1, "member_count"))
    second = finish(plan_households(commune, 2026, book_of(tmp_path, sheet_of(text))))
    assert second.survey.mappings[0].fields == ("head_name", "member_count", "group")
    assert second.survey.mappings[0].columns[1].how == "remembered"


def test_a_plan_made_before_another_action_is_refused(commune, tmp_path):
    made = plan(commune, tmp_path, ONE)
    groups.add_group(commune, "Thôn Hạ", "thôn", 2026)
    with pytest.raises(UserError) as caught:
        finish(apply_plan(commune, made))
    assert caught.value.code == "import.stale"
    assert on_file(commune) == []


def test_cancelling_leaves_the_file_as_it_was(commune, tmp_path):
    rows = [HEADINGS, *faults.households(5_000, seed=3)]
    path = write_xlsx(tmp_path / "ds.xlsx", {"Hộ": rows})
    job = apply_plan(commune, finish(plan_households(commune, 2026, path)))
    steps = list(islice(job, 3))
    job.close()
    assert len(steps) == 3
    assert commune.value("SELECT count(*) FROM household") == 0
    assert groups.list_groups(commune, 2026) == []


@pytest.mark.parametrize(
    ("plan", "headings"),
    [
        (plan_households, "«Họ và tên chủ hộ» hoặc «Mã hộ»"),
        (plan_persons, "«Họ và tên» hoặc «Mã công dân»"),
        (plan_units, "«Tên đơn vị»"),
        (plan_clans, "«Tên dòng họ»"),
    ],
)
def test_a_workbook_without_a_table_is_refused(commune, tmp_path, plan, headings):
    """The cure names the heading that such a list needs."""
    with pytest.raises(UserError) as caught:
        finish(plan(commune, 2026, book_of(tmp_path, sheet_of("| Ghi chú |\n| không có gì |"))))
    assert caught.value.code == "import.no_table"
    assert f"cột {headings}." in caught.value.cure


@pytest.mark.parametrize("seed", [11, 12])
def test_every_seeded_fault_is_named_at_its_cell_and_nothing_else(commune, tmp_path, seed):
    rows, seeded = faults.seeded(faults.households(600, seed), seed, 90)
    path = write_xlsx(tmp_path / "loi.xlsx", {"Hộ": [["UBND XÃ"], ["DANH SÁCH HỘ"], [], HEADINGS, *rows]})
    made = finish(plan_households(commune, 2026, path))
    expected = {(cell_address(index + 5, column), code) for (index, column), code in seeded.items()}
    told = {(problem.cell, problem.code) for problem in made.problems}
    assert told == expected
    assert made.rejected == len(made.errors) == len(seeded)
    assert made.new == 600 - len(seeded)
    finish(apply_plan(commune, made))
    assert len(on_file(commune)) == made.new


def test_counts_agree_with_another_reader(commune, tmp_path):
    """Sums by thôn taken from the workbook by openpyxl and from the database agree."""
    path = write_xlsx(tmp_path / "ds.xlsx", {"Hộ": [HEADINGS, *faults.households(500, seed=9)]})
    load_ = finish(plan_households(commune, 2026, path))
    finish(apply_plan(commune, load_))
    counted = Counter()
    for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2, values_only=True):
        counted[row[5]] += row[3]
    found = Counter()
    for row in on_file(commune):
        found[row[4]] += row[2]
    assert found == counted


cells = st.tuples(
    st.sampled_from(["Lê An Tâm", "Lê An Tam", "LÊ AN TÂM", "Vũ Thị Hoà", "Vũ Thị Hòa", "Tống Công Tổ"]),
    st.sampled_from(["", 1970.0, "1970", "11/03/1970", 1981.0]),
    st.sampled_from(["", 3.0, "4", 25.0]),
    st.sampled_from(["", 0.0, 2.0]),
    st.sampled_from(["Thôn Hạ", "thôn hạ", "Thôn Hà", "Tổ dân phố 2", "TDP 2"]),
    st.sampled_from(["", "", "024070000111", 24070000122.0, "024081000133"]),
    st.sampled_from(["", "", "H1", "H2"]),
)


@settings(max_examples=40)
@given(rows=st.lists(cells, min_size=1, max_size=12), chance=st.randoms(use_true_random=False))
def test_importing_again_in_any_order_changes_nothing(tmp_path_factory, rows, chance):
    folder = tmp_path_factory.mktemp("lap")
    commune = communes.create_commune(folder / "xa", "99999", "An Học", "Tỉnh mẫu", 2026)
    header = ["Họ và tên", "Năm sinh", "Số khẩu", "Số trẻ", "Thôn", "Số CCCD", "Mã hộ"]
    first = _planned(commune, folder, [header, *map(list, rows)])
    finish(apply_plan(commune, first))
    good = [list(rows[place]) for place, row in enumerate(first.rows) if row.state == "new"]
    again = _planned(commune, folder, [header, *good])
    shuffled = random.Random(chance.random()).sample(good, len(good))
    reordered = _planned(commune, folder, [header, *shuffled])
    commune.close()
    assert set(states(again)) <= {"unchanged"}
    assert set(states(reordered)) <= {"unchanged"}


def _planned(commune, folder, rows):
    sheet = sheet_of("| a |")
    return finish(plan_households(commune, 2026, book_of(folder, type(sheet)("Hộ", rows))))


def test_only_the_sheets_that_are_named(commune, tmp_path):
    sheets = {"Thôn Hạ": [HEADINGS, *faults.households(3, 1)], "Cũ": [HEADINGS, *faults.households(5, 2)]}
    path = write_xlsx(tmp_path / "ds.xlsx", sheets)
    made = finish(plan_households(commune, 2026, path, Options(sheets=("Cũ",))))
    assert [row.sheet for row in made.rows] == ["Cũ"] * 5
    with pytest.raises(UserError) as caught:
        finish(plan_households(commune, 2026, path, Options(sheets=("Mới",))))
    assert caught.value.code == "import.no_sheet"
    assert "Thôn Hạ, Cũ" in caught.value.cure


def test_one_thon_written_with_and_without_its_word(commune, tmp_path):
    spellings = {"Vũ Ba": "Hạ", "Vũ Tư": "Thôn Hạ", "Vũ Năm": "THÔN HẠ"}
    rows = "\n".join(f"| {name} | 1980 | 4 | 2 | {group} | | |" for name, group in spellings.items())
    assert [(group.name, group.rows) for group in load(commune, tmp_path, rows).new_groups] == [("Thôn Hạ", 3)]


def test_numbers_in_the_thon_column_take_the_word_of_the_heading(commune, tmp_path):
    made = load(commune, tmp_path, "| Vũ Ba | 1980 | 4 | 2 | 5 | | |\n| Vũ Tư | 1981 | 4 | 2 | Xóm 5 | | |")
    assert [group.name for group in made.new_groups] == ["Thôn 5", "Xóm 5"]
    again = plan(commune, tmp_path, "| Vũ Ba | 1980 | 4 | 2 | 5 | | |\n| Vũ Tư | 1981 | 4 | 2 | xóm 5 | | |")
    assert (states(again), again.new_groups) == (["unchanged", "unchanged"], ())


def test_a_household_that_had_gone_away_comes_back(commune, tmp_path):
    load(commune, tmp_path, ONE)
    households.set_away(commune, [commune.value("SELECT id FROM household")], 2026)
    made = load(commune, tmp_path, ONE.replace("'024070000111", ""))
    assert states(made) == ["updated"]
    assert [(change.old, change.new) for change in made.rows[0].changes] == [("đã chuyển đi", "Thôn Hạ")]
    assert len(on_file(commune)) == 1
