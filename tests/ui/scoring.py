"""What the tests of the sheet and of the grid share: a small commune, real key presses, a look into the file."""

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from khuyenhoc_desktop.services import communes, criteria_sets, groups, history, households
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.bottom_bar import BottomBar
from tests.criteria_files import load_set

YEAR = 2026
NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Hoàng Văn Em")

# One indicator of every kind; "count" and "percent" have bands.
ALL_KINDS = {
    "format": 1,
    "set_id": "du_loai",
    "version": "1",
    "title": "learning_family",
    "name": "Bộ đủ loại",
    "applies_to": "household",
    "document": {"number": "01/QĐ", "issued_on": "2026-01-05", "note": ""},
    "valid_from": 2026,
    "valid_to": None,
    "provenance": "sample",
    "notice": "Bộ để thử. Chỉ dùng khi thử chương trình.",
    "criteria": [
        {
            "code": "A",
            "number": "1",
            "name": "Tiêu chí một",
            "max_points": 50,
            "indicators": [
                {"code": "A1", "number": "1.1", "name": "Điểm", "kind": "points", "max_points": 10, "step": 0.5,
                 "allow_na": True, "source": "placeholder", "help": "Chấm từ 0 đến 10."},
                {"code": "A2", "number": "1.2", "name": "Có hay không", "kind": "yes_no", "max_points": 10,
                 "allow_na": True, "source": "placeholder"},
                {"code": "A3", "number": "1.3", "name": "Lựa chọn", "kind": "choice", "max_points": 10,
                 "options": [{"code": "full", "label": "Đạt", "points": 10},
                             {"code": "part", "label": "Đạt một phần", "points": 5},
                             {"code": "none", "label": "Không đạt", "points": 0}], "source": "placeholder"},
                {"code": "A4", "number": "1.4", "name": "Số buổi học", "kind": "count", "max_points": 10,
                 "bands": [{"from": 1, "points": 5}, {"from": 3, "points": 10}], "source": "placeholder"},
                {"code": "A5", "number": "1.5", "name": "Tỷ lệ", "kind": "percent", "max_points": 10,
                 "bands": [{"from": 50, "points": 5}, {"from": 90, "points": 10}], "source": "placeholder"},
            ],
        },
        {
            "code": "B",
            "number": "2",
            "name": "Ghi chép",
            "max_points": 0,
            "indicators": [
                {"code": "B1", "number": "2.1", "name": "Nhận xét", "kind": "text", "max_points": 0,
                 "required": False, "source": "placeholder"},
            ],
        },
    ],
    "rules": {"min_total": 30, "min_per_indicator": 5, "not_applicable": "scaled"},
    "examples": [
        {"name": "Tối đa", "answers": {"A1": 10, "A2": True, "A3": "full", "A4": 3, "A5": 95}, "total": 50,
         "outcome": "reached"},
        {"name": "Dưới sàn", "answers": {"A1": 4.5, "A2": True, "A3": "full", "A4": 3, "A5": 95}, "total": 44.5,
         "outcome": "not_reached", "reasons": ["below_floor"]},
    ],
}  # fmt: skip


def fill(file, count=4, years=(YEAR,)):
    """Two thôn with households that take turns; returns their ids in the order of NAMES."""
    for year in years:
        if year not in communes.facts(file).years:
            communes.add_year(file, year)
    first = min(years)
    one, two = groups.add_groups(file, [("Thôn Đông", "thôn"), ("Thôn Hạ", "thôn")], first)
    return [
        households.add(file, first, (one, two)[place % 2], HouseholdFields(head_name=NAMES[place], born="1970"))
        for place in range(count)
    ]


def use_all_kinds(file, tmp_path):
    """Let the file use the set with every kind of indicator."""
    path = tmp_path / "du-loai.json"
    path.write_text(json.dumps(ALL_KINDS, ensure_ascii=False), "utf-8")
    criteria_set = load_set(file, path)
    criteria_sets.choose(file, criteria_set, YEAR)
    return criteria_set


def stored(file, household, year=YEAR):
    """The scores of a household as they stand in the file: code -> value, None = not applicable."""
    sql = "SELECT indicator, value FROM score WHERE subject_id = ? AND year = ? AND stage = 1"
    return dict(file.query(sql, (household, year)))


def actions(file):
    """How many actions the journal has."""
    return len(history.entries(file, 1000))


class Window(QWidget):
    """A page with its bottom bar and Ctrl+Z, as in the main window."""

    def __init__(self, page):
        super().__init__()
        self.page = page
        self.bar = BottomBar(lambda run: run())
        layout = QVBoxLayout(self)
        layout.addWidget(page, 1)
        layout.addWidget(self.bar)
        page.actions_changed.connect(self.show_actions)
        page.context.changed.connect(page.refresh)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(lambda: history.undo(page.context.file))
        self.show_actions()

    def show_actions(self):
        self.bar.show_actions(self.page.actions_shown())


def shown(qtbot, page, **target):
    """The page in a window that has the keyboard."""
    window = page.kept_window = Window(page)  # pytest-qt itself keeps no widget alive
    qtbot.addWidget(window)
    window.resize(1120, 640)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    page.activate(**target)
    qtbot.wait(1)  # a form just made gets the keyboard when it is laid out
    return page


def focus():
    """Where the keyboard is; a window gets it back after a dialog, as the desktop would see to."""
    if QApplication.activeWindow() is None:
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Window))
        window.activateWindow()
        QTest.qWait(1)
    return QApplication.focusWidget()


def press(*keys):
    """Press keys one after another where the keyboard is: a text is typed, "Enter", "Ctrl+S" … are keys."""
    for key in keys:
        if key in NAMED or ("+" in key and len(key) > 1):
            *modifiers, name = key.split("+")
            held = Qt.KeyboardModifier.NoModifier
            for modifier in modifiers:
                held |= MODIFIERS[modifier]
            QTest.keyClick(focus(), NAMED.get(name) or getattr(Qt.Key, f"Key_{name}"), held)
        else:
            for letter in key:
                _type(letter)


def _type(letter):
    """QTest knows no letters beyond ASCII: those are sent as a keyboard program for Vietnamese sends them."""
    if letter.isascii():
        QTest.keyClicks(focus(), letter)
        return
    event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
    QApplication.sendEvent(focus(), event)


MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Num": Qt.KeyboardModifier.KeypadModifier,
}
NAMED = {
    "Enter": Qt.Key.Key_Return,
    "NumEnter": Qt.Key.Key_Enter,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Tab": Qt.Key.Key_Tab,
    "Backtab": Qt.Key.Key_Backtab,
    "Esc": Qt.Key.Key_Escape,
    "Delete": Qt.Key.Key_Delete,
    "Backspace": Qt.Key.Key_Backspace,
    "Space": Qt.Key.Key_Space,
    "PageDown": Qt.Key.Key_PageDown,
    "PageUp": Qt.Key.Key_PageUp,
    "F2": Qt.Key.Key_F2,
    "F4": Qt.Key.Key_F4,
    "F7": Qt.Key.Key_F7,
    "F9": Qt.Key.Key_F9,
    "F10": Qt.Key.Key_F10,
}
