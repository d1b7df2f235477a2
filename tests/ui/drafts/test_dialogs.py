"""Unsaved typing in dialogs and settings: kept for its place, taken back there, typed in nowhere else."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.services import communes, drafts, groups, households, recognition, year_lock
from khuyenhoc_desktop.ui.drafts.dialogs import DialogDrafts
from khuyenhoc_desktop.ui.drafts.offering import offer
from khuyenhoc_desktop.ui.groups.page import GroupsPage
from khuyenhoc_desktop.ui.lock.secret_edit import SecretEdit
from khuyenhoc_desktop.ui.recognition.decisions import DecisionsDialog
from khuyenhoc_desktop.ui.recognition.page import RecognitionPage
from khuyenhoc_desktop.ui.settings.page import SettingsPage
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import TextEdit
from khuyenhoc_desktop.ui.year.page import YearPage

OPEN = 0


@pytest.fixture
def household(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", 2026)
    return households.add(commune, 2026, group, HouseholdFields(head_name="Nguyễn Thị Hoa"))


@pytest.fixture
def decision(commune, household):
    recognition.set_registered(commune, 2026, [household], True)
    recognition.recognise_by_decision(commune, 2026, "12/QĐ-UBND", None, "Trần Văn An", [household])
    return recognition.decisions(commune, 2026)[0]


def kept(file):
    return [(one.kind, one.form, one.subject_id, one.typed) for one in drafts.kept(file)]


def test_the_settings_come_back_and_go_when_saved(commune, make_context, show_page):
    page = show_page(SettingsPage(make_context(commune)))
    line = page.commune.form.editor("chairman").line
    line.setText("Lê Văn Mới")
    line.textEdited.emit("Lê Văn Mới")
    page.keeper.keep()
    (draft,) = drafts.kept(commune)
    assert draft.typed == {"chairman": "Lê Văn Mới"}
    page.commune.reset()
    assert kept(commune) == []
    page.activate(draft=draft)
    assert page.commune.is_touched()
    assert communes.facts(commune).chairman == ""
    assert page.commune.save()
    assert communes.facts(commune).chairman == "Lê Văn Mới"
    assert kept(commune) == []


def left_behind(decision):
    typed, before = {"signer": "Lê Thị Mới"}, {"signer": "Trần Văn An"}
    place, words = {"title": "learning_family"}, {"Người ký": "Lê Thị Mới"}
    where = {"page": "recognition", "form": "decision", "place": place, "words": words}
    return drafts.Draft("form", 2026, decision.id, "Sửa quyết định", typed, before, **where)


def edited(context, qtbot, decision):
    listed = DecisionsDialog(context)
    qtbot.addWidget(listed)
    listed.table.select_ids([decision.id])
    listed.edit_current()
    return listed.form


def test_a_decision_asks_before_it_takes_its_draft_back_and_no_other_one_does(
    qtbot, commune, household, decision, make_context
):
    drafts.keep(commune, left_behind(decision))
    other = households.add(commune, 2026, groups.list_groups(commune, 2026)[0].id, HouseholdFields(head_name="Lê"))
    recognition.set_registered(commune, 2026, [other], True)
    recognition.recognise_by_decision(commune, 2026, "13/QĐ-UBND", None, "Trần Văn An", [other])
    second = next(one for one in recognition.decisions(commune, 2026) if one.number == "13/QĐ-UBND")
    context = make_context(commune)
    form = edited(context, qtbot, second)
    assert context.notices.asked == []
    assert form.signer.value() == "Trần Văn An"
    form.done(0)
    context.notices.answers = [True]
    form = edited(context, qtbot, decision)
    assert "Lê Thị Mới" in context.notices.asked[0][1]
    assert form.signer.value() == "Lê Thị Mới"
    assert recognition.decisions(commune, 2026)[0].signer == "Trần Văn An"
    form.accept()
    assert {one.signer for one in recognition.decisions(commune, 2026)} == {"Trần Văn An", "Lê Thị Mới"}
    assert kept(commune) == []


def test_no_is_no(qtbot, commune, household, decision, make_context):
    drafts.keep(commune, left_behind(decision))
    context = make_context(commune)
    context.notices.answers = [False]
    assert edited(context, qtbot, decision).signer.value() == "Trần Văn An"
    assert kept(commune) == []


def test_a_new_group_is_kept_while_it_is_typed_and_goes_with_the_dialog(qtbot, commune, make_context, show_page):
    page = show_page(GroupsPage(make_context(commune)))
    page.add()
    dialog = page.findChild(FormDialog)
    editor = dialog.form.rows[0].editor
    editor.set_value("Thôn Mới")
    editor.changed.emit()
    dialog.findChild(DialogDrafts).keeper.keep()
    assert [(kind, form) for kind, form, _, _ in kept(commune)] == [("form", "add_groups")]
    dialog.done(0)
    assert kept(commune) == []


@pytest.fixture
def two(commune, household):
    """Another registered household beside the first."""
    group = groups.list_groups(commune, 2026)[0].id
    other = households.add(commune, 2026, group, HouseholdFields(head_name="Lê Văn Hai"))
    recognition.set_registered(commune, 2026, [household, other], True)
    return [household, other]


def recognition_page(commune, make_context, show_page):
    page = show_page(RecognitionPage(make_context(commune)))
    page.context.page_wanted.connect(lambda _name, target: page.activate(**target))
    return page


def withdrawal(page, ids, note=""):
    """Open the form of a withdrawal for some households, and type a note."""
    page.table.select_ids(ids)
    page.step_commands.withdraw()
    dialog = page.step_commands.dialog
    QTest.keyClicks(dialog.form.editor("note").box, note)
    dialog.findChild(DialogDrafts).keeper.keep()
    return dialog


def test_a_note_for_two_households_is_kept_for_these_two_only(commune, two, make_context, show_page):
    page = recognition_page(commune, make_context, show_page)
    withdrawal(page, two, "chuyen di noi khac").deleteLater()
    (draft,) = drafts.kept(commune)
    assert draft.place["ids"] == sorted(two)
    assert "2 hộ" in draft.name
    other = withdrawal(page, two[:1])
    assert page.context.notices.asked == []
    assert other.form.editor("note").value() is None
    assert len(drafts.kept(commune)) == 1  # and the first one waits
    other.done(0)
    assert [one.place["ids"] for one in drafts.kept(commune)] == [sorted(two)]


def test_opening_a_draft_selects_whom_it_was_for_and_asks_nothing_more(commune, two, make_context, show_page):
    page = recognition_page(commune, make_context, show_page)
    withdrawal(page, two, "chuyen di noi khac").deleteLater()
    again = recognition_page(commune, make_context, show_page)
    again.context.notices.answers = [OPEN]
    offer(again.context)
    assert sorted(again.table.selected_ids()) == sorted(two)
    assert again.step_commands.dialog.form.editor("note").value() == "chuyen di noi khac"
    assert len(again.context.notices.asked) == 1
    assert again.context.draft_wanted is None


def test_where_one_of_them_is_gone_what_was_typed_is_told_and_not_typed_in(commune, two, make_context, show_page):
    page = recognition_page(commune, make_context, show_page)
    withdrawal(page, two, "chuyen di noi khac").deleteLater()
    households.delete(commune, two[1:], 2026)
    again = recognition_page(commune, make_context, show_page)
    again.context.notices.answers = [OPEN]
    offer(again.context)
    refusal = again.context.notices.errors[-1]
    assert refusal.code == "draft_place_gone"
    assert "chuyen di noi khac" in refusal.cure
    assert again.step_commands.dialog is None
    assert drafts.kept(commune) == []


def test_a_year_locked_meanwhile_is_not_locked_again_with_the_reason_typed(commune, make_context, show_page):
    page = show_page(YearPage(make_context(commune)))
    page.lock()
    QTest.keyClicks(page.dialog.form.editor("reason").box, "da nop len tren")
    page.dialog.findChild(DialogDrafts).keeper.keep()
    (draft,) = drafts.kept(commune)
    year_lock.lock_year(commune, 2026, "Người khác khóa")
    again = show_page(YearPage(make_context(commune)))
    again.activate(draft=draft)
    assert again.dialog is None
    assert "da nop len tren" in again.context.notices.errors[-1].cure


@pytest.mark.parametrize("command", ["set_mode", "set_age"])
def test_a_choice_made_in_a_moment_is_no_draft(commune, make_context, show_page, command):
    page = show_page(YearPage(make_context(commune)))
    getattr(page, command)()
    assert page.dialog.findChildren(DialogDrafts) == []


def test_of_several_drafts_one_is_opened_and_the_rest_asked_for_next_time(commune, two, make_context):
    for subject in two:
        typed = {"address": "Xóm Đình"}
        drafts.keep(
            commune, drafts.Draft("household", 2026, subject, "Hoa", typed, {}, words={"Địa chỉ": "Xóm Đình"})
        )
    context, wanted = make_context(commune), []
    context.page_wanted.connect(lambda *arguments: wanted.append(arguments))
    context.notices.answers = [OPEN]
    offer(context)
    assert "Phần 1 trong 2 phần" in context.notices.asked[0][1]
    assert "• Địa chỉ: «Xóm Đình»" in context.notices.asked[0][1]
    assert len(wanted) == 1
    assert len(drafts.kept(commune)) == 2


def test_a_dialog_over_another_sheet_than_the_one_opened_is_not_offered(commune, two, make_context):
    words = {"Lý do": "Thôn báo lại"}
    drafts.keep(commune, drafts.Draft("sheet", 2026, two[0], "Hoa", {"C1_1": 750}, {}, words=words))
    for subject in two:
        over = drafts.Draft("form", 2026, subject, f"Nhập tay {subject}", {"reason": "x"}, {}, words=words)
        drafts.keep(commune, replace(over, page="sheet", form="override"))
    context = make_context(commune)
    context.notices.answers = [OPEN, OPEN]
    offer(context)
    assert len(context.notices.asked) == 2
    assert f"Nhập tay {two[0]}" in context.notices.asked[1][1]


def test_a_password_is_never_kept(qtbot, commune, make_context):
    secret, name = FormRow("password", "Mật khẩu", SecretEdit()), FormRow("name", "Tên", TextEdit())
    dialog = FormDialog("Thử", [secret, name], lambda: None)
    qtbot.addWidget(dialog)
    watching = DialogDrafts(make_context(commune), dialog, "settings", "trial")
    for row, text in ((secret, "bí mật"), (name, "Lan")):
        row.editor.line.setText(text)
        row.editor.changed.emit()
    watching.keeper.keep()
    assert kept(commune) == [("form", "trial", None, {"name": "Lan"})]
