"""Lists of persons: every household linked to is the only one that fits; what is doubtful is never guessed."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.services import groups, history, households, persons
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.importing import person_entries
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.persons import plan_persons
from khuyenhoc_desktop.services.importing.result_file import write_result
from khuyenhoc_desktop.services.importing.tables import EVERY_DOUBT, NEW_HOUSEHOLD, NO_HOUSEHOLD, Options
from khuyenhoc_desktop.services.importing.template import write_person_template
from khuyenhoc_desktop.services.persons import Query
from khuyenhoc_desktop.services.progress import finish

# code, head, birth, thôn
HOUSEHOLDS = (
    ("H1", "Nguyễn Văn An", "1970", 0),
    ("H2", "Trần Thị Bé", "1965", 0),
    ("H3", "Nguyễn Văn An", "1980", 1),
    ("H4", "Lê Văn Cường", None, 1),
    ("H5", "Lê Văn Cường", "1950", 1),
)
HEAD = ["Họ và tên", "Ngày sinh", "Giới tính", "Nhóm đối tượng", "Mã hộ", "Chủ hộ", "Thôn"]


@pytest.fixture
def small(commune):
    """Two thôn and five households, two of which share their head's name; `h` finds them by code."""
    places = groups.add_groups(commune, [("Thôn Hạ", "thôn"), ("Thôn Thượng", "thôn")], 2026)
    commune.h = {
        code: households.add(commune, 2026, places[at], HouseholdFields(code=code, head_name=name, born=born))
        for code, name, born, at in HOUSEHOLDS
    }
    return commune


def book(folder, rows, name="cong dan.xlsx", merges=()):
    """A workbook of one sheet."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for merge in merges:
        made.active.merge_cells(merge)
    path = Path(folder) / name
    made.save(path)
    return path


def plan_of(file, path, **options):
    return finish(plan_persons(file, 2026, path, Options(**options)))


def linked(file):
    """Name and code of the household of everybody, read from the tables."""
    sql = "SELECT p.name, h.code FROM person p LEFT JOIN household h ON h.id = p.household_id ORDER BY p.name"
    return dict(file.query(sql))


def codes(plan):
    return sorted(problem.code for problem in plan.problems)


def test_sure_households_are_linked(small, tmp_path):
    rows = [
        HEAD,
        ["nguyễn thị lan", "12/05/2001", "Nữ", "sinh viên", "H1", None, None],
        ["Trần Văn Đức", 1990, "nam", "nông dân", None, "Trần Thị Bé", "Thôn Hạ"],
        ["Nguyễn Văn Bình", "3/1999", "Nam", "CN", None, "Ông Nguyễn Văn An", "thôn thượng"],
    ]
    plan = plan_of(small, book(tmp_path, rows))
    finish(apply_plan(small, plan))
    assert (plan.new, plan.rejected, plan.unlinked) == (3, 0, 0)
    assert linked(small) == {"Nguyễn Thị Lan": "H1", "Trần Văn Đức": "H2", "Nguyễn Văn Bình": "H3"}
    found = small.query("SELECT born, sex, person_group FROM person ORDER BY name")
    assert found == [("2001-05-12", "nữ", "learner"), ("1999", "nam", "worker"), ("1990", "nam", "farmer")]


@pytest.mark.parametrize(
    ("code", "head", "thon", "reason", "candidates"),
    [
        ("H9", "Trần Thị Bé", None, "household_code_unknown", ["H2"]),
        ("H2", "Nguyễn Văn An", "Thôn Hạ", "household_head_differs", ["H2", "H1", "H3"]),
        ("H1", None, "Thôn Thượng", "household_group_differs", ["H1"]),
        (None, "Lê Văn Cường", "Thôn Thượng", "household_name_twice", ["H4", "H5"]),
        (None, "Trần Thị Bé", "Thôn Thượng", "household_unknown", ["H2"]),
        (None, "Tran Thi Be", "Thôn Hạ", "household_unknown", ["H2"]),
        (None, "Trần Thị Bé", None, "household_group_missing", ["H2"]),
        (None, None, "Thôn Hạ", "household_not_told", []),
    ],
)
def test_doubtful_households_are_listed_and_not_guessed(small, tmp_path, code, head, thon, reason, candidates):
    path = book(tmp_path, [HEAD, ["Phạm Thị Hoa", 1972, "Nữ", None, code, head, thon], HEAD_FILLER])
    plan = plan_of(small, path)
    assert (plan.rejected, plan.unlinked) == (1, 1)
    assert codes(plan) == [reason]
    (one,) = plan.doubtful
    by_id = {i: code for code, i in small.h.items()}
    assert [by_id[candidate.household_id] for candidate in one.candidates] == candidates
    assert finish(apply_plan(small, plan)).journal_id is not None
    assert linked(small) == {"Người Chắc Chắn": "H1"}


HEAD_FILLER = ["Người Chắc Chắn", 1950, "Nam", None, "H1", None, None]


def test_what_a_person_decides_is_done(small, tmp_path):
    rows = [
        HEAD,
        ["Lê Thị Một", 1972, "Nữ", None, None, "Lê Văn Cường", "Thôn Thượng"],
        ["Lê Thị Hai", 1975, "Nữ", None, None, "Lê Văn Cường", "Thôn Thượng"],
        ["Mai Văn Ba", 1980, "Nam", None, None, "Mai Văn Lạ", "Thôn Thượng"],
        ["Mai Văn Tư", 1980, "Nam", None, None, None, "Thôn Hạ"],
    ]
    path = book(tmp_path, rows)
    keys = [one.key for one in plan_of(small, path).doubtful]
    choices = dict(zip(keys, (small.h["H5"], NEW_HOUSEHOLD, NO_HOUSEHOLD), strict=True))
    plan = plan_of(small, path, households=choices)
    finish(apply_plan(small, plan))
    assert (plan.new, plan.rejected, plan.unlinked) == (4, 0, 1)
    assert linked(small) == {"Lê Thị Một": "H5", "Lê Thị Hai": "H5", "Mai Văn Ba": None, "Mai Văn Tư": None}
    made = persons.rows(small, 2026, persons.find_ids(small, Query(2026, text="Mai Văn")))
    assert [(row.name, row.head_name, row.group) for row in made] == [
        ("Mai Văn Ba", "Mai Văn Lạ", "Thôn Thượng"),
        ("Mai Văn Tư", None, "Thôn Hạ"),
    ]
    again = plan_of(small, path, households=choices)
    assert (again.new, again.updated, again.unchanged) == (0, 0, 4)
    history.undo(small)
    assert linked(small) == {}


def test_members_below_their_head(small, tmp_path):
    """«Quan hệ với chủ hộ»: the head begins a household, the rows below belong to it."""
    rows = [
        ["SỔ NHÂN KHẨU THÔN HẠ"],
        ["STT", "Họ tên", "Năm sinh", "Quan hệ với chủ hộ", "Thôn"],
        [1, "Nguyễn Văn An", 1970, "Chủ hộ", "Thôn Hạ"],
        [2, "Phạm Thị Hoa", 1972, "Vợ", "Thôn Hạ"],
        [3, "Nguyễn Thị Lan", 2001, "con", "Thôn Hạ"],
        [4, "Trần Thị Bé", 1966, "CH", "Thôn Hạ"],
        [5, "Trần Văn Đức", 1990, "Con", "Thôn Hạ"],
        [6, "Lê Không Rõ", 1990, None, "Thôn Hạ"],
    ]
    plan = plan_of(small, book(tmp_path, rows))
    finish(apply_plan(small, plan))
    assert linked(small) == {"Nguyễn Văn An": "H1", "Phạm Thị Hoa": "H1", "Nguyễn Thị Lan": "H1"}
    assert codes(plan) == ["household_born_differs", "household_born_differs", "household_not_told"]


def test_households_merged_over_their_members(small, tmp_path):
    rows = [
        ["STT", "Chủ hộ", "Họ tên thành viên", "Năm sinh", "", "Mã hộ"],
        ["", "", "", "Nam", "Nữ", ""],
        [1, "Nguyễn Văn An", "Nguyễn Văn An", 1970, "", "H1"],
        ["", "", "Phạm Thị Hoa", "", 1972, ""],
        [2, "Trần Thị Bé", "Trần Văn Đức", 1990, "", "H2"],
        ["", "", "Trần Thị Út", "", 1999, ""],
    ]
    merges = [f"{column}{rows}" for column in "ABF" for rows in ("3:{0}4", "5:{0}6")]
    path = book(tmp_path, rows, merges=[merge.format(merge[0]) for merge in merges] + ["D1:E1"])
    finish(apply_plan(small, plan_of(small, path)))
    assert linked(small) == {
        "Nguyễn Văn An": "H1", "Phạm Thị Hoa": "H1", "Trần Văn Đức": "H2", "Trần Thị Út": "H2",
    }  # fmt: skip
    assert small.query("SELECT sex FROM person ORDER BY name") == [("nam",), ("nữ",), ("nữ",), ("nam",)]


def test_rows_that_name_the_household_above(small, tmp_path):
    rows = [
        ["STT", "Họ và tên", "Ngày sinh", "Thôn"],
        ["Hộ ông Nguyễn Văn An"],
        [1, "Phạm Thị Hoa", "11/03/1972", "Thôn Hạ"],
        [2, "Nguyễn Thị Lan", "2001", "Thôn Hạ"],
        ["Hộ bà Trần Thị Bé"],
        [3, "Trần Văn Đức", "1990", "Thôn Hạ"],
    ]
    finish(apply_plan(small, plan_of(small, book(tmp_path, rows))))
    assert linked(small) == {"Phạm Thị Hoa": "H1", "Nguyễn Thị Lan": "H1", "Trần Văn Đức": "H2"}


def test_the_same_file_again_and_duplicates(small, tmp_path):
    rows = [
        [*HEAD, "Số CCCD"],
        ["Phạm Thị Hoa", "11/03/1972", "Nữ", None, "H1", None, None, "024172000123"],
        ["Phạm Thị Hoa", "11/03/1972", "Nữ", None, "H1", None, None, "024172000123"],
        ["Trần Văn Đức", "1990", "Nam", None, "H2", None, None, None],
        ["Trần Văn Đức", "1990", "Nam", None, "H2", None, None, None],
        ["Người Khác", "1972", "Nữ", None, "H2", None, None, "024172000123"],
    ]
    plan = plan_of(small, book(tmp_path, rows))
    assert (plan.new, plan.rejected) == (2, 3)
    assert codes(plan) == ["dup_personal_number", "dup_same_row", "dup_same_row"]
    finish(apply_plan(small, plan))
    again = plan_of(small, book(tmp_path, rows[:1] + rows[1:4:2]))
    assert (again.new, again.updated, again.unchanged) == (0, 0, 2)
    assert finish(apply_plan(small, again)).journal_id is None


def test_better_knowledge_updates(small, tmp_path):
    first = [HEAD, ["Phạm Thị Hoa", "1972", None, None, None, None, "Thôn Hạ"]]
    finish(apply_plan(small, plan_of(small, book(tmp_path, first), households={EVERY_DOUBT: NO_HOUSEHOLD})))
    later = [HEAD, ["phạm thị hoa", "11/03/1972", "Nữ", "giáo viên", "H1", None, None]]
    plan = plan_of(small, book(tmp_path, later))
    (row,) = plan.rows
    assert row.state == "updated"
    assert {change.field for change in row.changes} == {"born", "sex", "person_group", "of_head"}
    finish(apply_plan(small, plan))
    assert linked(small) == {"Phạm Thị Hoa": "H1"}


def test_likely_duplicates_are_decided_on(small, tmp_path):
    finish(apply_plan(small, plan_of(small, book(tmp_path, [HEAD, ["Phạm Thị Hoa", 1972, None, None, "H1"]]))))
    path = book(tmp_path, [HEAD, ["Phạm Thị Hoa", 1972, None, None, "H2", None, None]])
    plan = plan_of(small, path)
    (pair,) = plan.likely_duplicates
    assert plan.new == 1
    same = plan_of(small, path, same_as={(pair.sheet, pair.row): pair.household_id})
    assert (same.new, same.updated) == (0, 1)
    assert plan_of(small, path, left_out=frozenset({(pair.sheet, pair.row)})).rejected == 1


def test_result_file_tells_why(small, tmp_path):
    plan = plan_of(small, book(tmp_path, [HEAD, ["Phạm Thị Hoa", 1972, None, None, "H9", None, None]]))
    out = finish(write_result(plan, tmp_path / "kq.xlsx"))
    told = [cell for row in openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True) for cell in row]
    assert any(cell and "KHÔNG NHẬP" in str(cell) and "mã hộ này chưa có" in str(cell) for cell in told)


def test_the_template_filled_in_imports_without_a_problem(small, tmp_path):
    path = write_person_template(small, 2026, tmp_path / "mau.xlsx")
    filled = openpyxl.load_workbook(path)
    sheet = filled.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[4]}
    row = {"Họ và tên": "Phạm Thị Hoa", "Ngày sinh": "11/03/1972", "Giới tính": "Nữ", "Mã hộ": "H1"}
    row |= {"Nhóm đối tượng": "Nông dân; lao động nông thôn", "Số CCCD": "024172000123"}
    for heading, value in row.items():
        sheet.cell(5, heads[heading], value)
    filled.save(path)
    plan = plan_of(small, path)
    assert (plan.new, codes(plan)) == (1, [])
    assert plan.writes.new[0][0].person_group == "farmer"


CODES = st.sampled_from(["", "H1", "H2", "H3", "H9", "h1"])
NAMES = st.sampled_from(
    ["", "Nguyễn Văn An", "Nguyễn Văn Ân", "Lê Văn Cường", "LÊ VĂN CƯỜNG", "Trần Thị Bé", "Mai Lạ"]
)
PLACES = st.sampled_from(["", "Thôn Hạ", "Thôn Thượng", "Hạ", "Xóm Lạ"])
TOLD = st.tuples(CODES, NAMES, PLACES)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(TOLD, min_size=1, max_size=8))
def test_a_linked_household_always_fits_alone(small, tmp_path, told):
    """Worked out anew from HOUSEHOLDS: the code, or name and thôn, name just that one and nothing contradicts."""
    rows = [HEAD, *([f"Người Số {'abcdefghij'[n]}", 1990, None, None, *parts] for n, parts in enumerate(told))]
    plan = plan_of(small, book(tmp_path, rows))
    placed = {person.name.casefold(): household for person, household, _ in plan.writes.new}
    by_id = {small.h[code]: (code, name, ("Thôn Hạ", "Thôn Thượng")[at]) for code, name, _, at in HOUSEHOLDS}
    for n, (code, name, thon) in enumerate(told):
        household = placed.get(f"người số {'abcdefghij'[n]}")
        fitting = [
            i
            for i, one in by_id.items()
            if (not code or code == one[0])
            and (not name or name.casefold() == one[1].casefold())
            and (not thon or thon in one[2])
        ]
        if household is not None:
            assert fitting == [household]
        else:
            assert not code or len(fitting) != 1


def test_a_new_household_whose_rows_stand_far_apart_is_made_once(small, tmp_path, monkeypatch):
    """How many households are kept in mind as they are written is a matter of memory only."""
    monkeypatch.setattr(person_entries, "_REMEMBERED", 1)
    heads = ["Bùi Thị Mơ", "Cao Văn Lợi", "Dương Thị Nga"]
    rows = [
        [f"{head} {'Anh Bích Chi'.split()[place]}", 1990 + place, None, None, None, head, "Thôn Hạ"]
        for place in range(3)
        for head in heads
    ]
    plan = plan_of(small, book(tmp_path, [HEAD, *rows]), households={EVERY_DOUBT: NEW_HOUSEHOLD})
    assert [(one.head_name, one.rows) for one in plan.doubtful] == [(head, 3) for head in heads]
    finish(apply_plan(small, plan))
    assert small.query("SELECT head_name FROM household WHERE code IS NULL ORDER BY id") == [
        (head,) for head in heads
    ]
