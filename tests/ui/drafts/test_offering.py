"""What is typed and not saved survives a killed program, and comes back only where it belongs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.services import communes, drafts, entry, groups, households
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui.drafts.keeper import PAUSE
from khuyenhoc_desktop.ui.drafts.offering import offer
from khuyenhoc_desktop.ui.grid.page import GridPage
from khuyenhoc_desktop.ui.households.page import HouseholdsPage
from khuyenhoc_desktop.ui.sheet.page import SheetPage

ROOT = Path(__file__).resolve().parents[3]
OPEN, DROP, LATER = 0, 1, 2

TYPE_AND_DIE = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
from khuyenhoc_desktop.services import communes
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.jobs import Lane
from khuyenhoc_desktop.ui.notify import DialogNotices
from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.grid.page import GridPage
from khuyenhoc_desktop.ui.households.page import HouseholdsPage
from PySide6.QtTest import QTest
file = communes.open_commune(Path(sys.argv[1]))
notices = DialogNotices()
context = Context(file, 2026, Lane(file, notices), notices, Preferences(Path(sys.argv[1]) / "ui.ini"))
page = HouseholdsPage(context)
page.resize(1200, 600)
page.show()
page.open(int(sys.argv[2]))
line = page.form.editors.editor("address").line
line.clear()
QTest.keyClicks(line, "Xom Cay Da")
QTest.keyClicks(page.form.editors.editor("member_count").line, "x7")
QTimer.singleShot(int(sys.argv[3]), lambda: os.kill(os.getpid(), signal.SIGKILL))
app.exec()
"""


@pytest.fixture
def household(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", 2026)
    fields = HouseholdFields(head_name="Nguyễn Thị Hoa", address="Xóm Bến", personal_number="001183012394")
    return households.add(commune, 2026, group, fields)


@pytest.fixture
def page(qtbot, commune, household, make_context, show_page):
    return show_page(HouseholdsPage(make_context(commune)))


def kept(file):
    return [(draft.kind, draft.subject_id, draft.typed) for draft in drafts.kept(file)]


def in_file(file, household):
    return households.get(file, household, 2026)


def test_a_killed_program_offers_back_what_was_typed(qtbot, commune, household, make_context, show_page):
    commune.close()
    run = subprocess.run(
        [sys.executable, "-c", TYPE_AND_DIE, str(commune.folder), str(household), str(PAUSE + 600)],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == -9, run.stderr
    commune.open_here()
    assert in_file(commune, household).address == "Xóm Bến"
    (draft,) = drafts.kept(commune)
    assert (draft.subject_id, draft.name) == (household, "Nguyễn Thị Hoa")
    assert draft.typed == {"address": "Xom Cay Da", "member_count": "x7"}
    context = make_context(commune)
    wanted = []
    context.page_wanted.connect(lambda *arguments: wanted.append(arguments))
    context.notices.answers = [OPEN]
    offer(context)
    assert "Nguyễn Thị Hoa" in context.notices.asked[0][1]
    (name, target), page = wanted[0], show_page(HouseholdsPage(context))
    assert name == "households"
    page.activate(**target)
    editors = page.form.editors
    assert page.form.record_id() == household
    assert editors.editor("address").line.text() == "Xom Cay Da"
    assert editors.editor("member_count").line.text() == "x7"  # what cannot be read is there as well
    assert page.form.is_dirty()
    assert in_file(commune, household).address == "Xóm Bến"  # nothing is saved before somebody says so
    editors.editor("member_count").line.setText("7")
    assert page.form.save()
    assert in_file(commune, household).address == "Xom Cay Da"
    assert kept(commune) == []


def type_address(page, household, words="Xóm Đình"):
    page.open(household)
    line = page.form.editors.editor("address").line
    line.setText(words)
    line.textEdited.emit(words)


def test_a_draft_is_kept_a_moment_after_the_key_and_goes_when_saved(page, household, qtbot):
    file = page.context.file
    type_address(page, household)
    qtbot.waitUntil(lambda: kept(file) == [("household", household, {"address": "Xóm Đình"})], timeout=PAUSE * 5)
    page.form.save()
    assert kept(file) == []


def test_a_draft_goes_when_it_is_dropped(page, household):
    type_address(page, household)
    page.keeper.keep()
    page.form.reset()
    assert kept(page.context.file) == []


def test_the_journal_and_the_facts_know_nothing_of_drafts(page, household):
    file = page.context.file
    before = file.value("SELECT count(*) FROM journal")
    type_address(page, household)
    page.keeper.keep()
    assert file.value("SELECT count(*) FROM journal") == before


def test_long_work_is_not_waited_for(page, household):
    type_address(page, household)
    page.context.lane.is_busy = lambda: True
    page.keeper.keep()
    assert kept(page.context.file) == []
    assert page.keeper._soon.isActive()
    page.context.lane.is_busy = lambda: False
    page.keeper.keep()
    assert len(kept(page.context.file)) == 1


def test_a_new_household_comes_back_with_its_group(page, commune):
    group = groups.list_groups(commune, 2026)[0].id
    page.add()
    page.form.editors.group.set_value(group)
    page.form.editors.editor("head_name").line.setText("Trần Văn Bình")
    page.keeper.keep()
    (draft,) = drafts.kept(commune)
    page.form.reset()
    page.activate(draft=draft)
    assert page.form.is_new()
    assert page.form.editors.group_id() == group
    assert page.form.editors.fields().head_name == "Trần Văn Bình"


def test_a_hidden_number_that_was_typed_comes_back_whole(page, household):
    page.open(household)
    editor = page.form.editors.editor("personal_number")
    editor.button.click()
    editor.line.setText("001183099999")
    page.keeper.keep()
    (draft,) = drafts.kept(page.context.file)
    page.form.reset()
    page.activate(draft=draft)
    assert page.form.editors.fields().personal_number == "001183099999"


def test_a_household_that_is_gone_gets_nothing_and_nobody_else_does(page, household, commune):
    type_address(page, household)
    page.keeper.keep()
    (draft,) = drafts.kept(commune)
    page.form.reset()
    other = households.add(commune, 2026, groups.list_groups(commune, 2026)[0].id, HouseholdFields(head_name="Lê"))
    households.delete(commune, [household], 2026)
    page.open(other)
    page.activate(draft=draft)
    refusal = page.context.notices.errors[-1]
    assert refusal.code == "draft_place_gone"
    assert "Xóm Đình" in refusal.cure
    assert in_file(commune, other).address is None
    assert not page.form.is_dirty()


def test_what_was_changed_in_the_file_since_is_said(page, household, commune):
    type_address(page, household)
    page.keeper.keep()
    (draft,) = drafts.kept(commune)
    page.form.reset()
    row = in_file(commune, household)
    fields = households.fields_of(row)
    households.edit(commune, household, HouseholdFields(**{**_values(fields), "address": "Xóm Chùa"}))
    page.activate(draft=draft)
    assert page.form.editors.fields().address == "Xóm Đình"
    assert "giá trị mới ở 1 ô" in page.context.notices.statuses[-1]


def _values(fields):
    return {name: getattr(fields, name) for name in fields.__slots__}


def offered(commune, make_context, answer):
    context = make_context(commune)
    context.notices.answers = [answer]
    offer(context)
    return context.notices.asked


def test_later_keeps_it_and_dropping_drops_it(commune, household, make_context):
    drafts.keep(commune, Draft("household", 2026, household, "Hoa", {"address": "x"}, {"address": None}))
    offered(commune, make_context, LATER)
    assert len(drafts.kept(commune)) == 1
    offered(commune, make_context, None)  # the dialog was closed
    assert len(drafts.kept(commune)) == 1
    offered(commune, make_context, DROP)
    assert drafts.kept(commune) == []


def test_a_draft_of_another_year_says_so_and_one_of_no_year_goes_nowhere(commune, household, make_context):
    typed, wanted = {"address": "Xóm Đình"}, []
    context = make_context(commune)
    context.page_wanted.connect(lambda page, _target: wanted.append(page))
    context.notices.answers = [OPEN]
    words = {"Địa chỉ": "Xóm Đình"}
    drafts.keep(commune, Draft("household", 1999, household, "Hoa", typed, {"address": None}, words=words))
    offer(context)
    assert "năm 1999" in context.notices.asked[-1][1]
    assert (context.year, wanted) == (2026, [])
    assert "Xóm Đình" in context.notices.errors[-1].cure
    assert drafts.kept(commune) == []
    drafts.keep(commune, Draft("household", 2026, household, "Hoa", typed, {"address": None}))
    context.notices.answers = [OPEN]
    offer(context)
    assert "năm 2026" not in context.notices.asked[-1][1].replace("/2026", "")
    assert wanted == ["households"]


def test_a_draft_for_another_record_does_not_take_the_place_of_one_kept(commune):
    for subject in (11, 12):
        drafts.keep(commune, Draft("household", 2026, subject, "Hoa", {"address": str(subject)}, {}))
    assert {draft.subject_id for draft in drafts.kept(commune)} == {11, 12}


def test_another_new_household_leaves_the_one_left_for_later_where_it_is(page, commune, make_context):
    drafts.keep(commune, Draft("household", 2026, None, "Trần Văn Bình", {"head_name": "Trần Văn Bình"}, {}))
    offered(commune, make_context, LATER)
    page.add()
    page.form.editors.editor("head_name").line.setText("Lê Thị Cúc")
    page.keeper.keep()
    assert {draft.name for draft in drafts.kept(commune)} == {"Trần Văn Bình", "Lê Thị Cúc"}
    page.form.reset()
    (draft,) = drafts.kept(commune)
    page.activate(draft=draft)
    assert page.form.editors.fields().head_name == "Trần Văn Bình"
    page.keeper.keep()
    assert len(kept(commune)) == 1
    page.form.reset()
    assert kept(commune) == []


def test_a_sheet_comes_back_with_answers_and_refused_text(qtbot, commune, household, make_context, show_page):
    page = show_page(SheetPage(make_context(commune)))
    page.open(household)
    first, second, third = (row.indicator.code for row in page.form.rows[:3])
    entry.save_sheet(commune, 2026, household, {third: 300})
    page.open(household)
    page.form.set_answers({first: 750, third: None})
    page.form.row(second).field.line.setText("9999")
    page.keeper.keep()
    (draft,) = drafts.kept(commune)
    assert draft.typed == {first: 750, second: {"text": "9999"}, third: None}
    page.context.notices.answers = [1]  # drop
    page.leave()
    assert kept(commune) == []
    page.activate(draft=draft)
    assert page.form.answers()[first] == 750
    assert third not in page.form.answers()
    assert page.form.row(second).field.typed() == "9999"
    assert page.is_unsaved()
    assert entry.load_sheet(commune, 2026, household).answers == {third: 300}


def test_an_answer_to_another_criteria_set_is_told_and_not_typed_in(commune, household, make_context, show_page):
    page = show_page(SheetPage(make_context(commune)))
    page.open(household)
    code = page.form.rows[0].indicator.code
    place = {"stage": 1, "set": ["bộ khác", "2020.1"]}
    words = {"1.1 Trẻ đi học": "7,5"}
    draft = Draft("sheet", 2026, household, "Hoa", {code: 750}, {code: None}, place=place, words=words)
    drafts.keep(commune, draft)
    page.activate(draft=draft)
    assert code not in page.form.answers()
    assert "7,5" in page.context.notices.errors[-1].cure
    assert kept(commune) == []


def test_drafts_are_under_the_files_password(tmp_path, make_context, show_page):
    from khuyenhoc_desktop.services import privacy
    from khuyenhoc_desktop.store.encryption import KEYRING

    folder = tmp_path / "riêng"
    file = communes.create_commune(folder, "", "Mẫu", "Tỉnh", 2026)
    group = groups.add_group(file, "Thôn Hạ", "thôn", 2026)
    home = households.add(file, 2026, group, HouseholdFields(head_name="Hoàng Kim Ngân"))
    file.close()
    privacy.set_password(folder, "ruộng lúa xanh mướt")
    file = communes.open_commune(folder)
    page = show_page(HouseholdsPage(make_context(file)))
    type_address(page, home, "Ngõ Trạm Xá")
    page.keeper.keep()
    grid = show_page(GridPage(make_context(file)))
    grid.activate(household=home)
    grid.view.begin("7,77777")
    grid.keeper.keep()
    assert len(drafts.kept(file)) == 2
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") and path.stat().st_size for path in written)
    for words in ("Ngõ Trạm Xá", "7,77777", "Kim Ngân"):
        assert [path for path in written if words.encode() in path.read_bytes()] == []
    file.close()
    KEYRING.forget_all()
