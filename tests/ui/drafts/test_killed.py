"""Typed by keys, killed, started again: each place offers what was typed and shows it there."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.services import communes, drafts, groups, households, recognition, year_lock
from khuyenhoc_desktop.ui.drafts.dialogs import DialogDrafts
from khuyenhoc_desktop.ui.drafts.keeper import PAUSE
from khuyenhoc_desktop.ui.drafts.offering import offer
from khuyenhoc_desktop.ui.drafts.texts import TITLE
from khuyenhoc_desktop.ui.notify import DialogNotices
from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.session import Session
from khuyenhoc_desktop.ui.sheet.deriving import OverrideDialog
from khuyenhoc_desktop.ui.sheet.page import SheetPage
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor
from tests.ui.drafts.typist import LIST, NOTE, WORDS
from tests.ui.test_session import put_away

ROOT = Path(__file__).resolve().parents[3]
OPEN = 0
MOMENT = PAUSE + 400  # about a second after the last key

# What the offer calls the place, and a piece of what was typed.
PLACES = {
    "household": ("thông tin hộ Nguyễn Thị Hoa", WORDS),
    "new household": ("hộ mới Le Van Moi", "Le Van Moi"),
    "sheet": ("phiếu chấm điểm năm 2026 của Nguyễn Thị Hoa", "999"),
    "grid": ("một ô trong bảng chấm điểm năm 2026 của Nguyễn Thị Hoa", "4,"),
    "settings": ("thông tin của xã ở Thiết lập", "Le Van Moi"),
    "papers": ("thông tin của xã ở Thiết lập", "Le Van Moi"),
    "criteria": ("bộ tiêu chí", WORDS),
    "confirmation": ("Đối chiếu", WORDS),
    "decision": ("«Sửa quyết định – 12/QĐ-UBND»", "Moi"),
    "new decision": ("Nguyễn Thị Hoa", "77/QD"),
    "correction": ("Nguyễn Thị Hoa", WORDS),
    "stage": ("Nguyễn Thị Hoa", WORDS),
    "return": ("Nguyễn Thị Hoa", WORDS),
    "withdrawal": ("Nguyễn Thị Hoa", WORDS),
    "lock": ("2026", WORDS),
    "unlock": ("2026", WORDS),
    "deadlines": ("2026", "1111"),
    "groups": ("Thêm", "Thon Moi"),
    "import": ("việc nhập tệp cong dan.xlsx", "Cột đã chọn lại"),
}


class Asked(DialogNotices):
    """Opens each draft that is offered; keeps what else would be shown."""

    def __init__(self):
        super().__init__()
        self.offered = []

    def choose(self, title, text, choices):
        assert title == TITLE
        self.offered.append(text)
        return OPEN

    def ask(self, title, text, yes, no=""):
        raise AssertionError("asked a second time")

    def error(self, problem):
        raise problem


@pytest.fixture
def household(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", 2026)
    made = households.add(commune, 2026, group, HouseholdFields(head_name="Nguyễn Thị Hoa"))
    recognition.set_registered(commune, 2026, [made], True)
    return made


def prepare(commune, place, household):
    """What the file must hold before one can type there."""
    if place in ("decision", "correction"):
        recognition.recognise_by_decision(commune, 2026, "12/QĐ-UBND", None, "Trần Văn An", [household])
    elif place == "import":
        book = openpyxl.Workbook()
        for row in (["Họ và tên", "Năm sinh", "Chủ hộ", "Thôn", "Ghi lại"], ["Lê", 1980, "Lê Ba", "Thôn Hạ", "b"]):
            book.active.append(row)
        book.save(commune.folder / LIST)
    elif place == "unlock":
        year_lock.lock_year(commune, 2026)


def killed(file, place, subject, after=MOMENT):
    file.close()
    run = subprocess.run(
        [sys.executable, "-m", "tests.ui.drafts.typist", str(file.folder), place, str(subject), str(after)],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == -9, run.stderr


def journal(folder):
    file = communes.open_commune(folder)
    found = file.query("SELECT id, summary FROM journal ORDER BY id")
    file.close()
    return found


@pytest.fixture
def started(qtbot, tmp_path):
    """Starts the program over a folder and waits until a draft was offered."""
    made = []

    def start(folder):
        session = Session(tmp_path / "home", Asked(), Preferences(tmp_path / "ui.ini"))
        made.append(session)
        assert session.begin(folder)
        qtbot.waitUntil(lambda: bool(session._notices.offered))
        return session

    yield start
    for session in made:
        put_away(session)


def fields_shown():
    """The words of every field on the screen."""
    widgets = [one for top in QApplication.topLevelWidgets() for one in top.findChildren(QWidget)]
    return [one.words() for one in widgets if isinstance(one, FieldEditor) and one.isVisible()]


def is_shown(session, place, typed):
    page = session.window.stack.page()
    if place == "grid":
        return page.view.is_editing() and page.view.editor.text() == typed
    if place == "import":
        return page.wizard.found is not None and page.columns.combos[4].currentText() == NOTE
    if place == "criteria":
        return typed in str(page.dialog.tables.lines)
    return any(typed in words for words in fields_shown())


@pytest.mark.parametrize("place", list(PLACES))
def test_what_was_typed_is_offered_with_time_and_place_and_shown_there(qtbot, commune, household, started, place):
    prepare(commune, place, household)
    before = commune.query("SELECT id, summary FROM journal ORDER BY id")
    folder = commune.folder
    killed(commune, place, household)
    session = started(folder)
    (text,) = session._notices.offered
    named, typed = PLACES[place]
    assert named in text
    assert typed in text
    assert f"{datetime.now():%d/%m/%Y}" in text
    qtbot.waitUntil(lambda: is_shown(session, place, typed))
    file = session.window.context.file
    assert file.query("SELECT id, summary FROM journal ORDER BY id") == before  # nothing is saved by itself
    assert len(drafts.kept(file)) == 1  # and it is kept on, until it is saved or dropped


@pytest.mark.parametrize(("table", "words"), [("person", "công dân"), ("clan", "dòng họ"), ("unit", "đơn vị")])
def test_the_other_registers_do_the_same(qtbot, sample, started, table, words):
    record, name = sample.query(f"SELECT id, name FROM {table} WHERE deleted_at IS NULL ORDER BY id LIMIT 1")[0]
    folder = sample.folder
    killed(sample, table, record)
    session = started(folder)
    assert words in session._notices.offered[0]
    assert name in session._notices.offered[0]
    assert session.window.stack.page().form.record_id() == record
    qtbot.waitUntil(lambda: is_shown(session, table, WORDS))


def test_a_reason_for_another_value_comes_back_over_its_sheet(sample, started):
    clan = sample.query("SELECT id FROM clan ORDER BY id LIMIT 1")[0][0]
    folder = sample.folder
    killed(sample, "override", clan)
    session = started(folder)
    assert WORDS in session._notices.offered[0]


def test_a_reason_typed_over_a_sheet_that_was_typed_on_comes_back_over_it(sample, make_context, show_page):
    clan = sample.query("SELECT id FROM clan ORDER BY id LIMIT 1")[0][0]
    page = show_page(SheetPage(make_context(sample)))
    page.activate(subject=clan)
    QTest.keyClicks(page.form.rows[0].field.line, "9999")
    page.keeper.keep()
    page.deriving.override(next(iter(page.sheet.measured)))
    dialog = page.window().findChild(OverrideDialog)
    QTest.keyClicks(dialog.reason.line, WORDS)
    dialog.findChild(DialogDrafts).keeper.keep()
    again = show_page(SheetPage(make_context(sample)))
    again.context.page_wanted.connect(lambda _name, target: again.activate(**target))
    again.context.notices.answers = [OPEN, OPEN]
    offer(again.context)
    assert again.sheet.subject.id == clan
    assert again.form.rows[0].field.typed() == "9999"
    assert again.window().findChild(OverrideDialog).reason.value() == WORDS
