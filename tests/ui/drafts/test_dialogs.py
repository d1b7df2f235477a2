"""Unsaved typing in every form survives a killed program: offered with time and place, typed in nowhere else."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.services import communes, drafts, groups, households, recognition
from khuyenhoc_desktop.ui.drafts import offer
from khuyenhoc_desktop.ui.form_drafts import DialogDrafts
from khuyenhoc_desktop.ui.groups.page import GroupsPage
from khuyenhoc_desktop.ui.households.selection import SelectionCommands
from khuyenhoc_desktop.ui.lock.secret_edit import SecretEdit
from khuyenhoc_desktop.ui.recognition.decisions import DecisionsDialog
from khuyenhoc_desktop.ui.settings.page import SettingsPage
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import TextEdit

ROOT = Path(__file__).resolve().parents[2]
OPEN = 0

# The whole window, as the officer has it; typing by keys; the process is killed while nothing is saved.
WINDOW = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([])
from khuyenhoc_desktop.ui.notify import DialogNotices
from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.session import Session
folder, place, subject = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
session = Session(folder / "home", DialogNotices(), Preferences(folder / "ui.ini"))
session.begin(folder)
window, context = session.window, session.window.context
if place == "household":
    context.go_to("households", household=subject)
    QTest.keyClicks(window.stack.page().form.editors.editor("address").line, "Xom Cay Da")
elif place == "sheet":
    context.go_to("sheet", household=subject)
    QTest.keyClicks(window.stack.page().form.rows[0].field.line, "7,5")
elif place == "settings":
    context.go_to("settings")
    QTest.keyClicks(window.stack.page().commune.form.editor("chairman").line, "Le Van Moi")
elif place == "decision":
    context.go_to("recognition")
    page = window.stack.page()
    page.commands.show_decisions(subject)
    page.commands.dialog._edit()
    QTest.keyClicks(page.commands.dialog.form.signer.line, " Moi")
QTimer.singleShot(2500, lambda: os.kill(os.getpid(), signal.SIGKILL))
app.exec()
"""


@pytest.fixture
def household(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", 2026)
    return households.add(commune, 2026, group, HouseholdFields(head_name="Nguyễn Thị Hoa"))


@pytest.fixture
def decision(commune, household):
    recognition.set_registered(commune, 2026, [household], True)
    recognition.recognise_by_decision(commune, 2026, "12/QĐ-UBND", None, "Trần Văn An", [household])
    return recognition.decisions(commune, 2026)[0]


def killed(commune, place, subject):
    commune.close()
    run = subprocess.run(
        [sys.executable, "-c", WINDOW, str(commune.folder), place, str(subject)],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == -9, run.stderr
    commune.open_here()


PLACES = {
    "household": ("thông tin hộ Nguyễn Thị Hoa", "households"),
    "sheet": ("phiếu chấm điểm năm 2026 của Nguyễn Thị Hoa", "sheet"),
    "settings": ("thông tin của xã ở Thiết lập", "settings"),
    "decision": ("biểu «Sửa quyết định»", "recognition"),
}


@pytest.mark.parametrize("place", list(PLACES))
def test_a_killed_window_offers_back_with_time_and_place(qtbot, commune, household, decision, make_context, place):
    before = commune.query("SELECT id, summary FROM journal")
    killed(commune, place, decision.id if place == "decision" else household)
    assert commune.query("SELECT id, summary FROM journal") == before
    context, wanted = make_context(commune), []
    context.page_wanted.connect(lambda *arguments: wanted.append(arguments))
    context.notices.answers = [OPEN]
    offer(context)
    (_title, text, _choices) = context.notices.asked[0]
    words, page = PLACES[place]
    assert words in text
    assert f"{datetime.now():%d/%m/%Y}" in text
    assert [name for name, _target in wanted] == [page]
    assert commune.query("SELECT id, summary FROM journal") == before  # nothing is saved before somebody says so


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
    name = "Sửa quyết định"
    return drafts.Draft("form", 2026, decision.id, name, typed, before, page="recognition", form="decision")


def edited(context, qtbot, decision):
    listed = DecisionsDialog(context)
    qtbot.addWidget(listed)
    listed.table.select_ids([decision.id])
    listed._edit()
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


def chosen_and_kept(dialog):
    """Choose the first thing that is not chosen yet, as with the mouse, and have it put down."""
    editor = dialog.form.rows[0].editor
    editor.combo.setCurrentIndex(1)
    dialog.findChild(DialogDrafts).keeper.keep()
    return dialog.form.rows[0].field


def test_a_merge_half_chosen_is_kept_for_that_group_only(qtbot, commune, make_context, show_page):
    groups.add_groups(commune, [("Thôn Hai", "thôn"), ("Thôn Ba", "thôn")], 2026)
    page = show_page(GroupsPage(make_context(commune)))
    source, other = (row.id for row in groups.list_groups(commune, 2026)[:2])
    page.table.select_ids([source])
    page.merge()
    field = chosen_and_kept(page.findChild(FormDialog))
    (left,) = drafts.kept(commune)
    assert (left.form, left.subject_id, list(left.typed)) == ("merge", source, [field])
    assert drafts.kept_of_form(commune, "merge", 2026, other) is None


def test_a_move_half_chosen_is_kept_for_one_household_and_not_for_several(qtbot, commune, make_context, household):
    group = groups.list_groups(commune, 2026)[0].id
    second = households.add(commune, 2026, group, HouseholdFields(head_name="Lê Văn Hai"))
    over = QWidget()
    qtbot.addWidget(over)
    for ids, count in (([household, second], 0), ([household], 1)):
        SelectionCommands(make_context(commune), lambda ids=ids: ids, over).move()
        dialog = over.findChildren(FormDialog)[-1]
        assert len(dialog.findChildren(DialogDrafts)) == count
    chosen_and_kept(dialog)
    assert [(one.form, one.subject_id) for one in drafts.kept(commune)] == [("move", household)]
    dialog.done(0)
    assert drafts.kept(commune) == []


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
