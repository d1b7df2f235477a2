"""A commune of twelve households: every figure of the six titles worked out by hand in this file.

Thôn Đông: households 1-6, thôn Hạ: 7-12. Each has a grown-up (born 1970 + number, odd ones men); household 1 has a
child besides, household 2 a person of unknown birth. Clans: Họ Lê in Đông, Họ Vũ in no thôn.
Units: a school in Hạ, an enterprise in no thôn.
"""

import pytest

from khuyenhoc_desktop.domain.subjects import COMMUNE_SUBJECT
from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.services import communes, groups, households, recognition, summary, summary_tables
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.summary import NO_GROUP

YEAR = 2026
CITIZEN, CLAN, UNIT = "learning_citizen", "learning_clan", "learning_unit"
NAMES = [f"Lê Văn {given}" for given in "An Bình Cường Dũng Đạt Giang Hải Khánh Lâm Minh Nam Phúc".split()]


@pytest.fixture
def twelve(commune):
    communes.add_year(commune, YEAR - 1)
    dong, ha = groups.add_groups(commune, [("Thôn Đông", "thôn"), ("Thôn Hạ", "thôn")], YEAR - 1)
    homes = [
        households.add(commune, YEAR - 1, dong if n <= 6 else ha, HouseholdFields(head_name=NAMES[n - 1]))
        for n in range(1, 13)
    ]
    with commune.action("test", "Thêm người, dòng họ, đơn vị") as act:
        persons = act.new_ids(14)
        grown = [(f"P{n}", f"Lê {n}", str(1970 + n), "nam" if n % 2 else "nữ", homes[n - 1]) for n in range(1, 13)]
        others = [("P13", "Lê Bé", "2016", "nam", homes[0]), ("P14", "Lê Không Rõ", None, "nữ", homes[1])]
        act.executemany(
            "INSERT INTO person (id, code, name, born, sex, household_id, person_group, valid_from)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 2020)",
            [
                (i, *row, "farmer" if place < 8 else None)
                for place, (i, row) in enumerate(zip(persons, grown + others, strict=True))
            ],
        )
        le, vu, school, company = act.new_ids(4)
        act.executemany(
            "INSERT INTO clan (id, name, group_id, valid_from) VALUES (?, ?, ?, 2020)",
            [(le, "Họ Lê", dong), (vu, "Họ Vũ", None)],
        )
        act.executemany(
            "INSERT INTO unit (id, name, kind, group_id, valid_from) VALUES (?, ?, ?, ?, 2020)",
            [(school, "Trường Tiểu học", "school", ha), (company, "Công ty May", "enterprise", None)],
        )
    recognise(commune, YEAR - 1, CITIZEN, "1/QĐ", persons[6:8])
    recognise(commune, YEAR, CITIZEN, "2/QĐ", persons[:4], registered=persons[:5])
    recognise(commune, YEAR, CLAN, "3/QĐ", [vu], registered=[le, vu])
    recognise(commune, YEAR, UNIT, "4/QĐ", [school], registered=[school])
    recognise(commune, YEAR, "learning_community", "5/QĐ", [ha], registered=[dong, ha])
    recognise(commune, YEAR, "learning_family", "6/QĐ", homes[:3], registered=homes[:6])
    recognition.set_registered(commune, YEAR, [COMMUNE_SUBJECT], True, title="commune_learning_community")
    return commune, persons


def recognise(file, year, title, number, ids, registered=None):
    recognition.set_registered(file, year, list(registered or ids), True, title=title)
    recognition.recognise_by_decision(file, year, number, None, "", list(ids), title=title)


def told(figures):
    return [
        (row.group, row.total, row.registered, row.recognised, row.change)
        for row in (*figures.by_group, figures.commune)
    ]


def test_every_title_by_thon(twelve):
    file, _ = twelve
    known = summary.year_summary(file, YEAR)
    assert [figures.title for figures in known.titles] == list(summary.ORDER)
    assert told(known.of("learning_family")) == [
        ("Thôn Đông", 6, 6, 3, 3), ("Thôn Hạ", 6, 0, 0, 0), ("Toàn xã", 12, 6, 3, 3),
    ]  # fmt: skip
    # 12 grown-ups; the child and the one of unknown birth do not count; last year two of Hạ.
    assert told(known.of(CITIZEN)) == [
        ("Thôn Đông", 6, 5, 4, 4), ("Thôn Hạ", 6, 0, 0, -2), ("Toàn xã", 12, 5, 4, 2),
    ]  # fmt: skip
    assert told(known.of(CLAN)) == [("Thôn Đông", 1, 1, 0, 0), (NO_GROUP, 1, 1, 1, 1), ("Toàn xã", 2, 2, 1, 1)]
    assert told(known.of(UNIT)) == [("Thôn Hạ", 1, 1, 1, 1), (NO_GROUP, 1, 0, 0, 0), ("Toàn xã", 2, 1, 1, 1)]
    assert told(known.of("learning_community")) == [
        ("Thôn Đông", 1, 1, 0, 0), ("Thôn Hạ", 1, 1, 1, 1), ("Toàn xã", 2, 2, 1, 1),
    ]  # fmt: skip
    assert told(known.of("commune_learning_community")) == [("Toàn xã", 1, 1, 0, 0), ("Toàn xã", 1, 1, 0, 0)]
    assert known.level is None


def test_one_title_is_the_same_alone(twelve):
    file, _ = twelve
    known = summary.year_summary(file, YEAR)
    assert [summary.title_figures(file, YEAR, title) for title in summary.ORDER] == list(known.titles)


def test_citizens_told_apart(twelve):
    people = summary.citizens(twelve[0], YEAR)
    assert (people.base_age, people.below_age, people.unknown_birth, people.elsewhere) == (18, 1, 1, 0)
    assert people.by("person_group") == [("farmer", 8, 5, 4), (None, 4, 0, 0)]
    assert people.by("sex") == [("nam", 6, 3, 2), ("nữ", 6, 2, 2)]


def test_figures_are_what_sql_counts_over_the_facts(twelve):
    """Counted from persons and assessments, past the standings."""
    file, _ = twelve
    sql = (
        "SELECT count(*), sum(a.registered), sum(a.recognised) FROM person p"
        " LEFT JOIN assessment a ON a.subject_id = p.id AND a.year = ?1"
        " WHERE p.born IS NOT NULL AND ?1 - CAST(substr(p.born, 1, 4) AS INTEGER) >= 18 AND p.deleted_at IS NULL"
    )
    whole = summary.title_figures(file, YEAR, CITIZEN).commune
    assert file.row(sql, (YEAR,)) == (whole.total, whole.registered, whole.recognised)


def test_targets_of_each_title(twelve):
    file, _ = twelve
    summary.set_target(file, YEAR, Target(5000), CITIZEN)
    summary.set_target(file, YEAR, Target(6500, "registered"), CLAN)
    known = summary.year_summary(file, YEAR)
    assert (known.of(CITIZEN).commune.short_of_target, known.of(CLAN).commune.short_of_target) == (2, 1)
    assert known.of(UNIT).commune.target is None
    assert summary.target(file, YEAR) is None


def test_the_tables(twelve):
    file, _ = twelve
    summary.set_target(file, YEAR, Target(5000), CITIZEN)
    tables = {table.code: table for table in summary_tables.tables(file, YEAR)}
    assert list(tables) == ["TH1", "TH2", "TH3", "TH4", "TH5", "TH6"]
    shown = {code: [list(map(summary_tables.cell_text, row)) for row in t.rows] for code, t in tables.items()}
    assert shown["TH1"][-1] == ["Toàn xã", "12", "6", "50,00%", "3", "25,00%", "50,00%", "0", "3"]
    assert shown["TH4"][0] == ["Trường học", "1", "1", "100,00%", "1", "100,00%", "100,00%", "0", "1"]
    assert shown["TH4"][-1][:2] == ["Toàn xã", "2"]
    assert shown["TH5"][0] == [
        "Thôn Đông", "6", "5", "4", "66,67%", "80,00%", "4/6", "–", "–", "–", "–", "2/3", "2/3",
    ]  # fmt: skip
    assert "chưa có văn bản xác định" in tables["TH5"].notes[1]
    assert tables["TH5"].notes[-1] == "Không tính trong biểu: 1 người chưa đủ 18 tuổi, 1 người chưa có năm sinh."
    assert shown["TH6"][1] == [
        "Công dân học tập", "12", "5", "4", "33,33%", "80,00%", "50,00%", "trên tổng số", "-16,67%", "2",
    ]  # fmt: skip


def test_the_trend(twelve):
    found = summary.recognised_over_years(twelve[0], CITIZEN)
    assert {year: (row.recognised, row.total) for year, row in found.items()} == {2025: (2, 12), 2026: (4, 12)}


def test_titles_of_which_nobody_is_kept_are_told_with_zeros(commune):
    known = summary.year_summary(commune, YEAR)
    assert [figures.commune.total for figures in known.titles] == [0, 0, 0, 0, 0, 1]
    assert known.of(CLAN).commune.percent_of_total is None
