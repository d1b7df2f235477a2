"""Lists of clans and of the households of clans: what is known again, what is doubtful, nothing twice."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.clan import ClanFields
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import clans, groups, history, households
from khuyenhoc_desktop.services.bodies import Query
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.body_template import write_clan_template, write_member_template
from khuyenhoc_desktop.services.importing.clans import plan_clans
from khuyenhoc_desktop.services.importing.examine import examine
from khuyenhoc_desktop.services.importing.tables import NO_HOUSEHOLD, Options
from khuyenhoc_desktop.services.progress import finish
from tests.services.importing.books import book_of, filled, sheet_of

YEAR = 2026
LIST = """
| STT | Tên dòng họ | Trưởng họ | Nơi thờ | Thôn | Ghi chú |
| 1 | Họ Nguyễn Đình | nguyễn đình tộc | Xóm Đông | Thôn Đông | có quỹ |
| 2 | Họ Lê | Lê Văn Đức | | Thôn Hạ | |
| 3 | Họ Đặng | | | | |
"""
MEMBERS = """
| STT | Dòng họ | Mã hộ | Chủ hộ | Thôn |
| 1 | Họ Nguyễn | H1 | Nguyễn Văn An | Thôn Đông |
| 2 | Họ Nguyễn | | Nguyễn Văn Cường | Thôn Đông |
| 3 | Họ Trần | H2 | | |
"""


@pytest.fixture
def commune(commune):
    """Two thôn, and households with their codes in `homes`."""
    one, two = groups.add_groups(commune, [("Thôn Đông", "thôn"), ("Thôn Hạ", "thôn")], 2024)
    people = (
        ("H1", "Nguyễn Văn An", one),
        ("H2", "Trần Thị Bình", two),
        ("H3", "Nguyễn Văn Cường", one),
        ("H4", "Lê Văn Dũng", two),
        ("H5", "Lê Văn Dũng", two),
    )
    commune.thon = {"Thôn Đông": one, "Thôn Hạ": two}
    commune.homes = {
        code: households.add(commune, 2025, group, HouseholdFields(code=code, head_name=name))
        for code, name, group in people
    }
    return commune


def plan(commune, tmp_path, markdown, options=None, merges=()):
    book = book_of(tmp_path, sheet_of(markdown, merges=merges))
    return finish(plan_clans(commune, YEAR, book, options))


def states(found):
    return [row.state for row in found.rows]


def codes(found):
    return [(problem.code, problem.cell) for problem in found.problems]


def written(commune):
    rows = clans.REGISTER.rows(commune, YEAR, clans.REGISTER.find_ids(commune, Query(YEAR)))
    return {row.name: clans.REGISTER.fields_of(row) for row in rows}


def members(commune):
    """Names of clans by the code of each household, by plain SQL."""
    sql = (
        "SELECT h.code, c.name FROM clan_household m JOIN clan c ON c.id = m.clan_id"
        " JOIN household h ON h.id = m.household_id"
    )
    return dict(commune.query(sql))


def test_a_list_becomes_clans(commune, tmp_path):
    found = plan(commune, tmp_path, LIST)
    assert (states(found), codes(found)) == (["new"] * 3, [])
    result = finish(apply_plan(commune, found))
    assert (result.new, result.rejected) == (3, 0)
    assert written(commune) == {
        "Họ Nguyễn Đình": ClanFields(
            None, "Họ Nguyễn Đình", "Nguyễn Đình Tộc", "Xóm Đông", commune.thon["Thôn Đông"], "có quỹ", YEAR
        ),
        "Họ Lê": ClanFields(None, "Họ Lê", "Lê Văn Đức", None, commune.thon["Thôn Hạ"], None, YEAR),
        "Họ Đặng": ClanFields(None, "Họ Đặng", None, None, None, None, YEAR),
    }
    assert history.entries(commune)[0].summary == "Nhập 3 dòng họ từ tệp bang.xlsx"


def test_the_same_file_again_brings_nothing(commune, tmp_path):
    finish(apply_plan(commune, plan(commune, tmp_path, LIST)))
    again = plan(commune, tmp_path, LIST)
    assert states(again) == ["unchanged"] * 3
    assert finish(apply_plan(commune, again)).journal_id is None


def test_other_spellings_are_the_same_clan_and_only_filled_cells_change_it(commune, tmp_path):
    finish(apply_plan(commune, plan(commune, tmp_path, LIST)))
    found = plan(
        commune,
        tmp_path,
        """
        | STT | Dòng họ | Trưởng tộc | Nhà thờ họ | Thôn |
        | 1 | Nguyễn đình | Nguyễn Đình Mới | | Thôn Đông |
        | 2 | Dòng họ Đặng | | Xóm Hạ | Thôn Hạ |
        """,
    )
    assert [[(c.field, c.old, c.new) for c in row.changes] for row in found.rows] == [
        [("leader", "Nguyễn Đình Tộc", "Nguyễn Đình Mới")],
        [("address", "", "Xóm Hạ"), ("group", "", "Thôn Hạ")],
    ]
    finish(apply_plan(commune, found))
    assert written(commune)["Họ Nguyễn Đình"].address == "Xóm Đông"
    assert len(written(commune)) == 3


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("| 1 | Họ Lê | Thôn Lạ |", [("group_unknown", "C2")]),
        ("| 1 | Họ Lê | |\n| 2 | Họ Lê | |", [("dup_row", "B3")]),
        ("| 1 | 123 | |\n| 2 | Họ Lê | |", [("name_digits", "B2")]),
        ("| 1 | Họ Lê | Thôn Hạ |\n| 2 | Họ Lê | Thôn Đông |", []),
    ],
)
def test_what_is_wrong_stands_at_its_cell(commune, tmp_path, rows, expected):
    found = plan(commune, tmp_path, f"| STT | Tên dòng họ | Thôn |\n{rows}")
    assert codes(found) == expected


def test_a_name_that_two_on_file_share_is_not_guessed(commune, tmp_path):
    for name in ("Thôn Đông", "Thôn Hạ"):
        clans.REGISTER.add(commune, ClanFields(name="Họ Lê", group_id=commune.thon[name], valid_from=2025))
    found = plan(commune, tmp_path, "| STT | Tên dòng họ | Trưởng họ |\n| 1 | Họ Lê | Lê Văn Ba |")
    assert (states(found), codes(found)) == (["rejected"], [("name_twice", "B2")])


def test_one_of_that_name_elsewhere_or_in_the_wastebasket_is_told(commune, tmp_path):
    clans.REGISTER.add(commune, ClanFields(name="Họ Lê", group_id=commune.thon["Thôn Hạ"], valid_from=2025))
    clans.REGISTER.delete(commune, [clans.REGISTER.add(commune, ClanFields(name="Họ Bùi", valid_from=2025))])
    found = plan(
        commune, tmp_path, "| STT | Tên dòng họ | Thôn |\n| 1 | Họ Lê | Thôn Đông |\n| 2 | Họ Bùi | Thôn Đông |"
    )
    assert (states(found), codes(found)) == (["new", "new"], [("name_elsewhere", "B2"), ("was_deleted", "B3")])


def test_households_of_clans(commune, tmp_path):
    known = clans.REGISTER.add(commune, ClanFields(name="Họ Trần", valid_from=2025))
    found = plan(commune, tmp_path, MEMBERS)
    assert (found.what, states(found), codes(found)) == ("clan_members", ["new"] * 3, [("clan_new", "B2")])
    assert "(2 hộ)" in found.problems[0].message
    finish(apply_plan(commune, found))
    assert members(commune) == {"H1": "Họ Nguyễn", "H3": "Họ Nguyễn", "H2": "Họ Trần"}
    assert clans.member_ids(commune, known) == [commune.homes["H2"]]
    again = plan(commune, tmp_path, MEMBERS)
    assert (states(again), codes(again)) == (["unchanged"] * 3, [])
    assert finish(apply_plan(commune, again)).journal_id is None
    history.undo(commune)
    assert members(commune) == {}


def test_a_clan_written_once_above_its_households(commune, tmp_path):
    found = plan(
        commune,
        tmp_path,
        """
        | Dòng họ | Chủ hộ | Thôn |
        | Họ Nguyễn | Nguyễn Văn An | Thôn Đông |
        | | Nguyễn Văn Cường | Thôn Đông |
        | Họ Trần | Trần Thị Bình | Thôn Hạ |
        """,
        merges=[(1, 0, 2, 0)],
    )
    finish(apply_plan(commune, found))
    assert members(commune) == {"H1": "Họ Nguyễn", "H3": "Họ Nguyễn", "H2": "Họ Trần"}


DOUBTS = """
| STT | Dòng họ | Mã hộ | Chủ hộ | Thôn |
| 1 | Họ Lê | | Lê Văn Dũng | Thôn Hạ |
| 2 | Họ Lê | H9 | Lê Văn Dũng | Thôn Hạ |
| 3 | Họ Lê | H1 | Lê Văn Dũng | Thôn Hạ |
| 4 | Họ Lê | | Nguyễn Văn An | |
| 5 | | H2 | Trần Thị Bình | Thôn Hạ |
| 6 | Họ Lê | H4 | Lê Văn Dũng | Thôn Hạ |
"""


def test_doubtful_households_are_listed_and_never_guessed(commune, tmp_path):
    found = plan(commune, tmp_path, DOUBTS)
    assert states(found) == ["rejected"] * 5 + ["new"]
    assert [one.reason for one in found.doubtful] == [
        "Nhiều hộ trong thôn có chủ hộ cùng tên",
        "Mã hộ này chưa có trong máy",
        "Hộ mang mã này có chủ hộ khác",
        "Không ghi thôn nên chưa rõ hộ nào",
    ]
    assert [len(one.candidates) for one in found.doubtful] == [2, 2, 3, 1]
    assert found.unlinked == 4
    assert ("clan_missing", "B6") in codes(found)
    finish(apply_plan(commune, found))
    assert members(commune) == {"H4": "Họ Lê"}


def test_a_person_decides_on_doubtful_households(commune, tmp_path):
    first, second, *_ = plan(commune, tmp_path, DOUBTS).doubtful
    chosen = Options(households={first.key: commune.homes["H5"], second.key: NO_HOUSEHOLD})
    found = plan(commune, tmp_path, DOUBTS, chosen)
    assert states(found)[:2] == ["new", "rejected"]
    assert found.unlinked == 2
    finish(apply_plan(commune, found))
    assert members(commune) == {"H4": "Họ Lê", "H5": "Họ Lê"}


def test_a_household_twice_or_of_another_clan(commune, tmp_path):
    other = clans.REGISTER.add(commune, ClanFields(name="Họ Ngô", valid_from=2025))
    clans.add_households(commune, other, [commune.homes["H2"]], year=YEAR)
    found = plan(
        commune,
        tmp_path,
        """
        | STT | Dòng họ | Mã hộ | Chủ hộ |
        | 1 | Họ Trần | H2 | Trần Thị Bình |
        | 2 | Họ Nguyễn | H1 | Nguyễn Văn An |
        | 3 | Họ Lý | H1 | Nguyễn Văn An |
        """,
    )
    assert states(found) == ["rejected", "new", "rejected"]
    assert [code for code in codes(found) if code[0] != "clan_new"] == [
        ("household_in_other_clan", "B2"),
        ("dup_row", "D4"),
    ]
    finish(apply_plan(commune, found))
    assert members(commune) == {"H2": "Họ Ngô", "H1": "Họ Nguyễn"}


NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Nguyễn Văn Cường", "Lê Văn Dũng")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(("", "H1", "H2", "H3", "H4", "H9")),
            st.sampled_from(("", *NAMES)),
            st.sampled_from(("Thôn Đông", "Thôn Hạ")),
        ).filter(lambda row: row[0] or row[1]),
        min_size=1,
        max_size=6,
    ),
    tells_thon=st.booleans(),
)
def test_only_sure_households_are_linked(commune, tmp_path, rows, tells_thon):
    """A row is linked when its code and all else it says fit one household, or its name and thôn fit just one."""
    on_file = {
        code: (name, thon)
        for code, name, thon in commune.query(
            "SELECT h.code, h.head_name, g.name FROM household h JOIN residence r ON r.household_id = h.id"
            " JOIN residential_group g ON g.id = r.group_id"
        )
    }
    expected = set()
    for code, name, thon in rows:
        fits = [one for one, (_, lives) in on_file.items() if not tells_thon or lives == thon]
        if code:
            fits = [one for one in fits if one == code and name in ("", on_file[one][0])]
        else:
            fits = [one for one in fits if tells_thon and name == on_file[one][0]]
        expected |= set(fits) if len(fits) == 1 else set()
    lines = [[str(n), "Họ X", *row[: 3 if tells_thon else 2]] for n, row in enumerate(rows, 1)]
    head = ["STT", "Dòng họ", "Mã hộ", "Chủ hộ", "Thôn"][: 5 if tells_thon else 4]
    found = plan(commune, tmp_path, "\n".join(f"| {' | '.join(line)} |" for line in [head, *lines]))
    assert {home for home, _ in found.writes.members} == {commune.homes[code] for code in expected}


def test_both_kinds_of_lists_in_one_workbook_are_refused(commune, tmp_path):
    book = book_of(tmp_path, sheet_of(LIST, "Họ"), sheet_of(MEMBERS, "Hộ"))
    with pytest.raises(UserError) as refused:
        finish(plan_clans(commune, YEAR, book))
    assert refused.value.code == "import.mixed_lists"
    assert "(Hộ)" in refused.value.message
    assert finish(plan_clans(commune, YEAR, book, Options(sheets=("Hộ",)))).what == "clan_members"
    assert finish(plan_clans(commune, YEAR, book, Options(sheets=("Họ",)))).what == "clans"


@pytest.mark.parametrize(
    ("write", "row", "what"),
    [
        (write_clan_template, [1, "D01", "Họ Nguyễn Đình", "Nguyễn Đình Tộc", "Xóm Đông", "Thôn Hạ"], "clans"),
        (write_member_template, [1, "Họ Nguyễn Đình", "H1", "Nguyễn Văn An", "Thôn Đông"], "clan_members"),
    ],
)
def test_the_templates_filled_in_import_without_an_error(commune, tmp_path, write, row, what):
    path = write(commune, YEAR, tmp_path / "mau.xlsx")
    filled(path, row)
    found = finish(plan_clans(commune, YEAR, path))
    assert (found.what, states(found), found.errors) == (what, ["new"], ())
    labels = finish(examine(commune, "clans", YEAR, "", path)).labels
    assert labels["head_name"] == ("Tên dòng họ" if what == "clans" else "Họ và tên chủ hộ")
