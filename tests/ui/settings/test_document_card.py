"""The card about the papers in Thiết lập: what is typed is saved with the rest, and printed."""

from dataclasses import replace

import pytest

from khuyenhoc_desktop.services.documents.office import office_of, signers
from khuyenhoc_desktop.ui.settings.page import SettingsPage


@pytest.fixture
def page(sample, make_context, show_page):
    return show_page(SettingsPage(make_context(sample)))


def type_into(page, field, text):
    editor = page.documents.editors[field]
    editor.set_value(text)
    editor.changed.emit()


def saving(page):
    return page.actions_shown()[0]


def test_what_is_typed_is_saved_and_printed(page, sample):
    assert not saving(page).enabled
    type_into(page, "committee_chairman", "Phạm Văn Ký")
    assert saving(page).enabled
    saving(page).run()
    assert signers(sample).committee_chairman == "Phạm Văn Ký"
    assert office_of(sample, "learning_family", 2026, None).committee_chairman == "Phạm Văn Ký"
    assert not saving(page).enabled


def test_each_field_says_what_is_printed_while_it_is_empty(page):
    words = {row.field: row.help.text() for row in page.documents.form.rows}
    assert words["place"] == "Để trống thì in: An Học (xã mẫu)"
    assert words["committee_chairman"] == "Để trống thì in dấu chấm để ghi tay."


def test_leaving_asks_about_what_was_typed(page, sample):
    type_into(page, "place", "An Học")
    page.context.notices.answers = [1]
    assert page.leave()
    assert page.documents.editors["place"].value() in (None, "")
    assert signers(sample).place == ""


def test_a_change_elsewhere_leaves_what_is_being_typed(page, sample):
    type_into(page, "place", "An Học")
    with sample.action("test", "Đổi chữ viết tắt") as action:
        action.execute("INSERT INTO setting VALUES ('document.association_suffix', 'HKHX')")
    assert page.documents.editors["place"].value() == "An Học"
    assert page.documents.editors["suffix"].value() == "HKHX"


def test_the_papers_lead_here(page):
    page.activate(part="documents")
    assert page.documents.editors["place"].isAncestorOf(page.focusWidget()) or (
        page.focusWidget() is page.documents.editors["place"]
    )


def test_what_was_typed_comes_back_after_a_crash(page, sample, make_context, show_page):
    """Also together with what was typed about the commune."""
    page.commune.form.editor("chairman").line.setText("Trần Thị Chủ")
    page.documents.form.editor("place").line.setText("An Học")
    draft = page._draft()
    assert draft.typed == {"chairman": "Trần Thị Chủ", "place": "An Học"}
    again = show_page(SettingsPage(make_context(sample)))
    again.activate(draft=replace(draft, at="2026-11-05T08:00:00"))
    assert again.documents.editors["place"].line.text() == "An Học"
    assert again.commune.form.editor("chairman").line.text() == "Trần Thị Chủ"
    saving(again).run()
    assert signers(sample).place == "An Học"
