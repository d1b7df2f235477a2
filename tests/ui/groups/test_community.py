"""The pane of a thôn as a learning community, and of the commune: figures counted by hand, jumps, following."""

import pytest
from PySide6.QtCore import Qt

from khuyenhoc_desktop.domain.subjects import COMMUNE_SUBJECT
from khuyenhoc_desktop.ui.groups.page import GroupsPage
from tests import all_titles


@pytest.fixture
def made(commune):
    return all_titles.make(commune)


@pytest.fixture
def page(commune, made, make_context, show_page):
    found = show_page(GroupsPage(make_context(commune)))
    found.wanted = []
    found.context.page_wanted.connect(lambda name, target: found.wanted.append((name, target)))
    return found


def recognise(file, title, subjects, registered=()):
    with file.action("test.recognise", "Công nhận") as act:
        act.executemany(
            "INSERT INTO assessment (subject_id, year, title, registered, recognised) VALUES (?, 2026, ?, ?, ?)",
            [(one, title, 1, 1) for one in subjects] + [(one, title, 1, None) for one in registered],
        )


def told(page, title):
    return page.community.parts[title].text().replace("\u00a0", " ")


def test_a_thon_by_key(qtbot, page, commune, made):
    recognise(commune, "learning_family", [made.households[0]], registered=[made.households[2]])
    page.table.select_ids([made.groups[0]])
    page.show_community()
    assert page.community.title.text() == "Thôn Đông"
    assert page.community.award.text() == "Danh hiệu Cộng đồng học tập"
    assert told(page, "learning_family") == (
        "Gia đình: 1/2 được công nhận (50,00% tổng số)\n2 đăng ký, công nhận 50,00% số đăng ký"
    )
    assert told(page, "learning_citizen") == (
        "Công dân (người lớn): 0/2 được công nhận (0,00% tổng số)\nchưa có đăng ký"
    )
    assert told(page, "learning_unit") == "Đơn vị: chưa có trong danh sách"
    assert not page.community.lines["learning_community"].isVisible()
    assert "1/2 hộ trong thôn được công nhận Gia đình học tập (50%)" in page.community.facts.text()


def test_the_commune(page, commune, made):
    recognise(commune, "learning_community", [made.groups[0]])
    page.activate(whole=True)
    assert page.community.title.text() == "Xã An Học"
    assert page.community.award.text() == "Danh hiệu Cộng đồng học tập cấp xã"
    assert told(page, "learning_community") == (
        "Thôn, tổ dân phố: 1/2 được công nhận (50,00% tổng số)\n1 đăng ký, công nhận 100,00% số đăng ký"
    )
    assert told(page, "learning_unit").startswith("Đơn vị: 0/1 được công nhận")
    page.community.open_sheet()
    assert page.wanted == [("sheet", {"subject": COMMUNE_SUBJECT})]


def test_the_pane_follows_list_and_facts(page, commune, made):
    page.table.select_ids([made.groups[0]])
    page.show_community()
    page.table.select_ids([made.groups[1]])
    assert page.community.title.text() == "Thôn Hạ"
    assert told(page, "learning_unit").startswith("Đơn vị: 0/1")
    recognise(commune, "learning_unit", [made.unit])
    assert told(page, "learning_unit").startswith("Đơn vị: 1/1 được công nhận (100,00% tổng số)")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("learning_citizen", "persons"),
        ("learning_family", "households"),
        ("learning_clan", "clans"),
        ("learning_unit", "units"),
    ],
)
def test_jumps_to_the_lists(page, made, title, name):
    page.table.select_ids([made.groups[0]])
    page.show_community()
    page.community.buttons[title].click()
    page.show_whole()
    page.community.buttons[title].click()
    assert page.wanted == [(name, {"group": made.groups[0]}), (name, {"group": None})]


def test_esc_closes(qtbot, page, made):
    page.show_whole()
    qtbot.keyClick(page.community.sheet_button, Qt.Key.Key_Escape)
    assert page.community.isHidden()
    assert page.table.isVisible()


def test_beside_or_instead_of_the_list(page, made):
    page.resize(1600, 600)
    page.show_whole()
    assert page.table.isVisible()
    page.resize(500, 600)
    assert not page.table.isVisible()
    assert page.community.isVisible()
