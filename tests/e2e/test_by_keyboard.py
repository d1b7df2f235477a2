"""The main job by keyboard alone, through the real parts: from an empty folder to a bundle that adds up, and back.

The figures are worked out by hand beside the keys that make them, and once more from the bundle's CSV.
"""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from khuyenhoc_desktop.ui.first_run import texts as guide_texts
from khuyenhoc_desktop.ui.grid import texts as grid_texts
from khuyenhoc_desktop.ui.handover import texts as handover_texts
from khuyenhoc_desktop.ui.notify import DialogNotices
from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.recognition import texts as recognition_texts
from khuyenhoc_desktop.ui.session import Session
from tests.e2e.commune import FAULTY_CELLS, GROUPS, MAXIMA, YEAR, write_workbook
from tests.e2e.keyboard import Keyboard, dialog_titled, typed

ROOT = Path(__file__).resolve().parents[2]
FACTS = ("household", "residence", "residential_group", "assessment", "score", "decision")
BLOCK = "2\t2\t2\n0\t12\t0\n10\t10\t3,5\n"  # 12 is above the maximum of 10

# Total, registered, scored, reached, proposed, recognised, and the two percentages.
#   Thôn Đoài: all registered; Cường has 74 points, not 80, so 9 of 10.
#   Thôn Đông: all registered; An has 76, so 9 of 10 (Bình has just 80).
#   Xóm Bắc:   Minh is no longer registered; An's sheet lacks a cell. 9 scored and reached, 8 of them registered.
BY_HAND = {
    "Thôn Đoài": ("10", "10", "10", "9", "9", "9", "90,00%", "90,00%"),
    "Thôn Đông": ("10", "10", "10", "9", "9", "9", "90,00%", "90,00%"),
    "Xóm Bắc": ("10", "9", "9", "9", "8", "8", "80,00%", "88,89%"),
    "Toàn xã": ("30", "29", "29", "27", "26", "26", "86,67%", "89,66%"),
}


class Officer:
    """The program on the desk: what the scripts look at."""

    def __init__(self, folder):
        self.folder = folder
        self.keyboard = Keyboard()
        self.session = None
        self.moments = []

    def sit_down(self):
        """Start the program, as main.py does."""
        home, preferences = self.folder / "home", Preferences(self.folder / "settings.ini")
        self.session = Session(home, DialogNotices(), preferences)

    def get_up(self):
        """Close the window and the program."""
        window = self.session.window
        if window is not None:
            window.close()
            self.session.close()
            window.deleteLater()
        self.session = None

    def do(self, *scripts):
        """Run scripts one after another."""
        for script in scripts:
            self.keyboard.run(script(self))

    @property
    def window(self):
        return self.session.window

    @property
    def page(self):
        return self.window.stack.page()

    def remember(self):
        """Keep the facts of this moment: one action lies between two moments."""
        self.moments.append(self.facts())

    def facts(self):
        """All facts, to compare one moment with another."""
        file = self.window.context.file
        return {table: sorted(map(repr, file.query(f"SELECT * FROM {table}"))) for table in FACTS}


@pytest.fixture
def officer(qtbot, tmp_path, monkeypatch):
    """An officer before an empty folder; file dialogs are answered with the test's own files."""
    workbook = write_workbook(tmp_path / "danh sách hộ.xlsx")
    out = tmp_path / "nộp"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(workbook), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(out))
    made = Officer(tmp_path)
    made.out = out
    made.sit_down()
    yield made
    if made.session is not None:
        made.get_up()


def test_the_main_job_by_keyboard_alone(officer):
    officer.do(answer_the_guide, import_the_list, register_all, fill_sheets, fill_the_grid, recognise)
    officer.do(look_at_the_summary, hand_up)
    (bundle,) = officer.out.glob("*.zip")
    verify_elsewhere(bundle)
    add_up_again(bundle)
    officer.do(look_at_the_history, take_back)
    officer.get_up()
    officer.sit_down()
    assert officer.session.begin(None)  # the commune worked on last
    assert officer.facts() == officer.moments[0]
    officer.do(do_again, look_at_the_summary)
    made = bundle.read_bytes()
    officer.do(hand_up)
    assert [path.read_bytes() for path in officer.out.glob("*.zip")] == [made]  # nothing changed: the same bundle


def answer_the_guide(officer):
    """The first run: xã, tỉnh, mã, năm, thôn."""
    opened = []
    QTimer.singleShot(0, lambda: opened.append(officer.session.begin(None)))
    yield dialog_titled(guide_texts.WINDOW)
    yield "Return"  # my own commune
    yield "Return"  # xã
    yield typed("yên phú")
    yield "Return"
    yield typed("Hưng Yên")
    yield "Return"
    yield typed("08254")
    yield "Return"
    yield "Ctrl+A"
    yield typed(str(YEAR))
    yield "Return"
    for name in GROUPS:
        yield typed(name)
        yield "Return"
    yield "Ctrl+Return"
    yield dialog_titled(guide_texts.DONE.format("xã Yên Phú"))
    yield "Return"  # import now
    yield lambda: opened == [True] and officer.window.stack.name == "import"
    assert officer.window.header.commune.text() == "Xã Yên Phú"


def import_the_list(officer):
    """Four steps, each with Enter; two rows are refused at their cells."""
    yield "Return"  # choose the file
    yield lambda: officer.page.wizard.found is not None
    yield "Return"
    assert officer.page.step() == 1
    yield "Return"
    yield lambda: officer.page.step() == 2
    plan = officer.page.wizard.plan
    assert (plan.new, plan.rejected) == (30, 2)
    assert sorted(problem.cell for problem in plan.errors) == sorted(FAULTY_CELLS)
    assert not plan.new_groups
    yield "Alt+N"
    yield lambda: officer.page.step() == 3
    yield "Return"
    yield lambda: officer.window.stack.name == "households"
    assert officer.page.list.model.rowCount() == 30


def register_all(officer):
    """All thirty at once; then Minh of Xóm Bắc thinks better of it."""
    yield from ("Ctrl+7", "Ctrl+A", "F5")
    yield dialog_titled(recognition_texts.REGISTER_TITLE.format(title="Gia đình học tập"))
    yield "Ctrl+A"
    yield typed("15012026")
    yield "Ctrl+S"
    yield lambda: QApplication.activeModalWidget() is None
    assert count(officer, "registered = 1") == 30
    yield "Ctrl+F"
    yield typed("le huu minh")
    yield "Return"
    yield lambda: officer.page.table.records.rowCount() == 1
    yield "F8"
    assert count(officer, "registered = 1") == 29


def fill_sheets(officer):
    """Four sheets: one above the maximum and put right, one without children, one short, one by F9."""
    yield "Ctrl+5"
    assert officer.page.head.name.text() == "Nguyễn Văn An"
    yield typed("11")
    yield "Return"
    assert officer.page.form.rows[0].is_refused()
    yield typed("10")  # it stands marked: typing replaces it
    yield "Return"
    yield from digits("9,5 10 10 10 10 7 7 6 7 7 6")
    assert officer.page.panel.points.text() == "99,5 điểm"
    yield "Return"  # the button at the end: save, next
    assert officer.page.head.name.text() == "Nguyễn Văn Bình"
    yield from digits("k k k 10 5 10 7 7 6 7 7 6")
    yield "Return"
    assert officer.page.head.name.text() == "Nguyễn Văn Cường"
    yield from digits("5 4 10 10 5 10 2 7 6 2 7 6")
    assert officer.page.panel.points.text() == "74 điểm"
    yield "PgDown"
    assert officer.page.head.name.text() == "Nguyễn Văn Dũng"
    yield "F9"
    yield typed("9")
    yield "Return"
    yield "Ctrl+S"
    assert outcomes(officer) == {"reached": 3, "not_reached": 1, "empty": 26}


def fill_the_grid(officer):
    """The maximum for all the rest, then a block from Excel over three households, then one cell emptied."""
    yield "Ctrl+6"
    yield "Ctrl+A"
    yield "F9"
    yield dialog_titled(grid_texts.MAX_TITLE)
    yield "Return"
    yield lambda: outcomes(officer) == {"reached": 29, "not_reached": 1}
    officer.remember()
    assert count(officer, "total = ?", sum(MAXIMA) * 100) == 26
    for _ in range(10):
        yield "Down"
    QGuiApplication.clipboard().setText(BLOCK)
    yield "Ctrl+V"
    yield dialog_titled(grid_texts.PASTE_TITLE)
    yield "Return"
    yield lambda: outcomes(officer) == {"reached": 28, "not_reached": 2}
    for name, points in (("Trần Thị An", 7600), ("Trần Thị Bình", 8000), ("Trần Thị Cường", 9350)):
        assert points_of(officer, name) == points
    officer.remember()
    for _ in range(10):
        yield "Down"
    yield "Delete"
    assert outcomes(officer) == {"reached": 27, "not_reached": 2, "incomplete": 1}
    officer.remember()


def recognise(officer):
    """Propose who has reached, recognise them by a decision."""
    yield from ("Ctrl+7", "Ctrl+F", "Esc", "Return")
    yield lambda: officer.page.table.records.rowCount() == 30
    yield "Alt+T"
    yield dialog_titled(recognition_texts.PROPOSE_TITLE)
    yield "Return"
    yield lambda: count(officer, "proposed = 1") == 26
    officer.remember()
    yield "Alt+C"
    yield dialog_titled(recognition_texts.RECOGNISE_TITLE)
    yield typed("125/QĐ-UBND")
    yield "Return"
    yield typed("20112026")
    yield "Return"
    yield typed("nguyễn thị hoa")
    yield "Ctrl+S"
    yield lambda: QApplication.activeModalWidget() is None
    assert count(officer, "recognised = 1") == 26
    officer.remember()


def look_at_the_summary(officer):
    """The table on the screen against the figures worked out by hand."""
    yield "Ctrl+8"
    model = officer.page.model
    shown = [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(4)]
    of = (1, 2, 4, 5, 6, 7, 8, 9)
    assert {row[0]: tuple(row[column].replace("\xa0", " ") for column in of) for row in shown} == BY_HAND
    yield "F7"  # the households of the first thôn
    assert officer.window.stack.name == "households"
    assert officer.page.list.model.rowCount() == 10


def hand_up(officer):
    """Check, answer the question, make the bundle."""
    yield "Ctrl+9"
    yield lambda: officer.page.checks
    yield "F9"
    yield dialog_titled(handover_texts.OPEN_TITLE.format(count=len(officer.page.checks)))
    yield "Return"
    yield lambda: officer.page.bundles.table.hasFocus()


def look_at_the_history(officer):
    """Past the nine pages with a number: F6 and the arrows. The last actions, the newest first."""
    yield from ("F6", "Down", "Down", "Return")
    assert officer.window.stack.name == "history"
    shown = [officer.page.model.entry(row).summary for row in range(4)]
    assert shown == [
        "Công nhận 26 hộ theo quyết định 125/QĐ-UBND, năm 2026",
        "Đề nghị công nhận 26 hộ, năm 2026",
        "Xóa trống 1 ô điểm, năm 2026",
        "Dán 6 ô điểm, năm 2026",
    ]


def take_back(officer):
    """Ctrl+Z on any page, action by action; each time the facts are what they were before it."""
    for before in reversed(officer.moments[:-1]):
        yield "Ctrl+Z"
        yield is_as(officer, before)


def do_again(officer):
    """Ctrl+Y after the program was closed and opened."""
    for after in officer.moments[1:]:
        yield "Ctrl+Y"
        yield is_as(officer, after)


def is_as(officer, moment):
    """A wish: wait until the facts are those of a moment."""
    return lambda: not officer.window.context.lane.is_busy() and officer.facts() == moment


def digits(text):
    """Each value and Enter."""
    for value in text.split():
        yield typed(value)
        yield "Return"


def count(officer, condition, *values):
    file = officer.window.context.file
    return file.value(
        f"SELECT count(*) FROM standing WHERE title = 'learning_family' AND year = {YEAR} AND {condition}", values
    )


def outcomes(officer):
    file = officer.window.context.file
    return dict(
        file.query(
            "SELECT outcome, count(*) FROM standing WHERE title = 'learning_family' AND year = ? GROUP BY outcome",
            (YEAR,),
        )
    )


def points_of(officer, name):
    file = officer.window.context.file
    return file.value(
        "SELECT total FROM standing JOIN household ON household.id = subject_id WHERE head_name = ?", (name,)
    )


def verify_elsewhere(bundle):
    """As the receiving office does: another process, without the commune's data."""
    done = subprocess.run(
        [sys.executable, "main.py", "verify", str(bundle)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["ok"], answer["problems"]) == (0, True, [])


def table(bundle, name):
    with zipfile.ZipFile(bundle) as packed:
        return list(csv.DictReader(io.StringIO(packed.read(name).decode("utf-8"), newline="")))


def add_up_again(bundle):
    """Count the lists anew, with the csv module alone, and compare with the bundle's sums and with BY_HAND."""
    marks = {row["household_id"]: row for row in table(bundle, "assessments.csv")}
    groups = {row["group_id"]: row["name"] for row in table(bundle, "groups.csv")}
    scores = {row.pop("household_id"): row for row in table(bundle, score_table(bundle))}
    counted = {}
    for household in table(bundle, "households.csv"):
        ident, mark = household["household_id"], marks[household["household_id"]]
        points = [Decimal(value) for value in scores[ident].values() if value not in ("", "-")]
        assert Decimal(mark["total"]) == sum(points)
        tally = counted.setdefault(groups[household["group_id"]], Counter())
        tally["total"] += 1
        scored, reached = mark["outcome"] in ("reached", "not_reached"), mark["outcome"] == "reached"
        tally.update(scored=scored, reached=reached)
        for key in ("registered", "proposed", "recognised"):
            tally[key] += mark[key] == "true"
    counted["Toàn xã"] = sum(counted.values(), Counter())
    keys = ("total", "registered", "scored", "reached", "proposed", "recognised")
    tallied = {name: tuple(str(tally[key]) for key in keys) for name, tally in counted.items()}
    assert tallied == {name: figures[:6] for name, figures in BY_HAND.items()}
    whole = next(row for row in table(bundle, "summary.csv") if row["title"] == "learning_family")
    by_group = {row["group"]: row for row in table(bundle, "summary_by_group.csv")}
    for name, row in {**by_group, "Toàn xã": whole}.items():
        assert tuple(row[key] for key in keys) == BY_HAND[name][:6]
        shares = [row[f"percent_of_{base}"] for base in ("total", "registered")]
        assert [Decimal(share) for share in shares] == [
            Decimal(f.removesuffix("%").replace(",", ".")) for f in BY_HAND[name][6:]
        ]


def score_table(bundle):
    with zipfile.ZipFile(bundle) as packed:
        (name,) = (name for name in packed.namelist() if name.startswith("scores/gia_dinh"))
    return name
