"""Clans, their households, and units through the wizard; a doubtful household is decided on by hand."""

import pytest
from PySide6.QtWidgets import QFileDialog

from khuyenhoc_desktop.domain.clan import ClanFields
from khuyenhoc_desktop.services import clans, groups, households, units
from khuyenhoc_desktop.services.bodies import Query
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.importing.page import CHECK, RESULT, ImportPage
from tests.services.importing.books import write_xlsx

YEAR = 2026


@pytest.fixture
def commune(commune):
    (thon,) = groups.add_groups(commune, [("Thôn Hạ", "thôn")], 2024)
    names = ("Trần Văn An", "Trần Văn Ba", "Trần Văn Ba")
    commune.homes = [
        households.add(commune, 2025, thon, HouseholdFields(code=f"H{n}", head_name=name))
        for n, name in enumerate(names, 1)
    ]
    return commune


@pytest.fixture
def page(commune, make_context, show_page):
    return show_page(ImportPage(make_context(commune)))


def go_through(page, kind, path):
    """Choose what is imported and the file, and go on to the check."""
    page.activate(kind=kind, path=path)
    page.next()
    page.next()
    assert page.step() == CHECK
    return page.wizard.plan


def forward(page):
    """The words of the button that goes on."""
    return next(one.text for one in page.actions_shown() if one.primary)


def test_a_list_of_clans(page, commune, tmp_path):
    path = write_xlsx(
        tmp_path / "ho.xlsx", {"Họ": [["Tên dòng họ", "Trưởng họ", "Thôn"], ["Họ Trần", "", "Thôn Hạ"]]}
    )
    plan = go_through(page, "clans", path)
    assert (plan.what, plan.new) == ("clans", 1)
    assert forward(page) == "&Nhập 1 dòng họ"
    assert page.columns.combos  # each column can be given another meaning
    page.next()
    assert page.step() == RESULT
    assert page.result.words.text() == "Thêm 1 dòng họ mới."
    assert [row.name for row in clans.REGISTER.all_rows(commune, YEAR)] == ["Họ Trần"]


def test_a_doubtful_household_is_chosen_by_a_person(page, commune, tmp_path):
    clan = clans.REGISTER.add(commune, ClanFields(name="Họ Trần", valid_from=2025))
    rows = [
        ["Dòng họ", "Chủ hộ", "Thôn"],
        ["Họ Trần", "Trần Văn An", "Thôn Hạ"],
        ["Họ Trần", "Trần Văn Ba", "Thôn Hạ"],
    ]
    plan = go_through(page, "clans", write_xlsx(tmp_path / "ho.xlsx", {"Hộ": rows}))
    (doubt,) = plan.doubtful
    page.wizard.say_household_is(doubt.key, commune.homes[2])
    page.next()  # check again
    assert (page.wizard.plan.new, page.wizard.plan.unlinked) == (2, 0)
    assert forward(page) == "&Nhập 2 hộ của dòng họ"
    page.next()
    assert page.result.words.text() == "Gắn 2 hộ vào dòng họ."
    assert set(clans.member_ids(commune, clan)) == {commune.homes[0], commune.homes[2]}


def test_a_list_of_units_and_its_list(page, commune, tmp_path):
    path = write_xlsx(tmp_path / "dv.xlsx", {"ĐV": [["Tên đơn vị", "Số người"], ["Trường A", 20]]})
    wanted = []
    page.context.page_wanted.connect(lambda name, _target: wanted.append(name))
    assert go_through(page, "units", path).new == 1
    page.next()
    page.show_list()
    assert wanted == ["units"]
    assert [
        row.name for row in units.REGISTER.rows(commune, YEAR, units.REGISTER.find_ids(commune, Query(YEAR)))
    ] == ["Trường A"]


def test_the_template_of_clans_has_a_second_one_for_households(page, tmp_path, monkeypatch):
    page.activate(kind="clans")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "mau.xlsx"), ""))
    page.save_template()
    assert sorted(path.name for path in tmp_path.glob("mau*.xlsx")) == ["mau - cac ho.xlsx", "mau.xlsx"]
