"""The page «Công dân»: the list, the form with the household found as one types, what is done to many."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.services import drafts, groups, households, persons
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.persons import texts
from khuyenhoc_desktop.ui.persons.page import PersonsPage
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from tests.ui.keys import press, type_text


@pytest.fixture
def page(commune, make_context, show_page):
    """The page over two households and three persons."""
    commune.g = groups.add_groups(commune, [("Thôn Hạ", "thôn"), ("Thôn Thượng", "thôn")], 2026)
    commune.h = [
        households.add(commune, 2026, commune.g[n], HouseholdFields(code=f"H{n}", head_name=name))
        for n, name in enumerate(("Nguyễn Văn An", "Trần Thị Bé"))
    ]
    commune.p = [
        persons.add(commune, 2026, PersonFields(name="Phạm Thị Hoa", born="1972", household_id=commune.h[0])),
        persons.add(commune, 2026, PersonFields(name="Đỗ Văn Mười", born="2015", household_id=commune.h[1])),
        persons.add(commune, 2026, PersonFields(name="Lê Văn Cường", group_id=commune.g[1])),
    ]
    return show_page(PersonsPage(make_context(commune)))


def shown(page, heading):
    """What a column of the list shows, row by row."""
    model = page.list.model
    titles = [column.title for column in model.columns]
    return [model.index(row, titles.index(heading)).data() for row in range(model.rowCount())]


def test_the_list_tells_household_thon_and_age(page):
    assert shown(page, texts.NAME) == ["Lê Văn Cường", "Phạm Thị Hoa", "Đỗ Văn Mười"]
    assert shown(page, texts.HOUSEHOLD) == ["", "Nguyễn Văn An", "Trần Thị Bé"]
    assert shown(page, texts.GROUP) == ["Thôn Thượng", "Thôn Hạ", "Thôn Thượng"]
    assert shown(page, texts.AGE) == ["", "54", "11"]
    assert page.list.count.text() == "3 người"


def test_filters_and_what_other_pages_ask_for(page):
    page.list.filters.search.setText("do van")
    page.list.filters.search.search_now()
    assert shown(page, texts.NAME) == ["Đỗ Văn Mười"]
    page.activate(group=page.context.file.g[0])
    assert shown(page, texts.NAME) == ["Phạm Thị Hoa"]
    page.activate(person=page.context.file.p[2])
    assert page.form.title.text() == "Lê Văn Cường"
    assert page.form.record_id() == page.context.file.p[2]


def test_a_person_is_added_by_keys_alone(page):
    page.add()
    type_text(QApplication.focusWidget(), "vũ thị lan")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    type_text(QApplication.focusWidget(), "12051999")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)  # the sex stays open
    household = page.form.editors.household
    assert QApplication.focusWidget() is household.line
    type_text(household.line, "an nguyen")
    press(household.line, Qt.Key.Key_Return)
    assert household.value() == page.context.file.h[0]
    assert household.line.text() == "Nguyễn Văn An, H0, Thôn Hạ"
    page.save()
    row = persons.get(page.context.file, page.form.record_id(), 2026)
    assert (row.name, row.born, row.head_name, row.group) == (
        "Vũ Thị Lan",
        "1999-05-12",
        "Nguyễn Văn An",
        "Thôn Hạ",
    )


def test_words_for_a_household_are_no_household(page):
    """Nothing is guessed and nothing typed is lost: the form says what to do."""
    page.open(page.context.file.p[0])
    line = page.form.editors.household.line
    line.setFocus()
    line.selectAll()
    type_text(line, "Van")
    page.save()
    problem = page.form.editors.household.problem()
    assert problem is not None
    assert problem.code == "household_not_chosen"
    assert line.text() == "Van"
    assert persons.get(page.context.file, page.context.file.p[0], 2026).head_name == "Nguyễn Văn An"
    page.form.reset()
    assert line.text() == "Nguyễn Văn An, H0, Thôn Hạ"


def test_the_next_person_is_offered_the_same_household(page):
    page.open(page.context.file.p[1])
    page.form.editors.editor("note").line.setText("học giỏi")
    page.save()
    page.add()
    assert page.form.editors.fields().household_id == page.context.file.h[1]
    assert not page.form.is_dirty()


def test_a_child_is_told_not_to_count(page):
    page.open(page.context.file.p[1])
    assert texts.TOO_YOUNG.format(age=11, year=2026) in page.form.facts.text()


def test_wastebasket_and_back(page):
    page.list.table.select_ids(page.context.file.p[:2])
    page.context.notices.answers = [True]
    page.delete()
    assert shown(page, texts.NAME) == ["Lê Văn Cường"]
    page.list.show_only({"state": "deleted"})
    page.list.table.selectAll()
    page.commands.restore()
    page.list.show_all()
    assert len(shown(page, texts.NAME)) == 3


def test_a_group_for_many(page, qtbot):
    page.list.table.selectAll()
    page.set_person_group()
    dialog = next(one for one in page.findChildren(FormDialog) if one.isVisible())
    dialog.accept()
    assert dialog.isVisible()  # nothing was chosen: it says so and stays
    dialog.form.editor("person_group").set_value("worker")
    dialog.accept()
    assert shown(page, texts.PERSON_GROUP) == ["Công nhân, lao động tiểu thủ công"] * 3
    assert page.context.notices.statuses[-1].startswith("3 người: nhóm Công nhân")


def test_leaving_takes_out_of_the_year(page):
    page.list.table.select_ids(page.context.file.p[:1])
    page.commands.set_left()
    dialog = next(one for one in page.findChildren(FormDialog) if one.isVisible())
    dialog.accept()
    assert "Phạm Thị Hoa" not in shown(page, texts.NAME)
    page.list.show_only({"state": "gone"})
    assert shown(page, texts.GROUP) == ["Thôn Hạ (không tính năm này)"]


def test_what_is_typed_survives_a_crash(page, commune, make_context, show_page):
    page.add()
    type_text(QApplication.focusWidget(), "Vũ Thị Lan")
    page.keeper.keep()
    (draft,) = drafts.kept(commune)
    assert draft.kind == drafts.PERSON
    later = show_page(PersonsPage(make_context(commune)))
    later.activate(draft=draft)
    assert later.form.editors.editor("name").line.text() == "Vũ Thị Lan"
    assert later.form.is_new()
