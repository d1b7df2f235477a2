"""A small commune and the page with its bottom bar, as the main window shows them."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from khuyenhoc_desktop.services import groups, households
from khuyenhoc_desktop.services.households import HouseholdFields

# thôn, name, birth, members, children
PEOPLE = (
    (0, "Nguyễn Văn An", "1956", 4, 1),
    (0, "Đặng Thị Bé", "1961-03-11", 3, 0),
    (1, "Phạm Quốc Cường", "1970", 5, 2),
    (1, "Lê Thị Điệp", None, None, None),
    (0, "Trần Đình Em", "1949", 2, 0),
)


@pytest.fixture
def small(commune):
    """The commune with two thôn and five households, there since 2025; `ids` and `groups` name them."""
    commune.groups = groups.add_groups(commune, [("Thôn Hạ", "thôn"), ("Thôn Thượng", "thôn")], 2024)
    commune.ids = [
        households.add(
            commune,
            2025,
            commune.groups[group],
            HouseholdFields(
                code=f"H{place}", head_name=name, born=born, member_count=members, school_age_count=children
            ),
        )
        for place, (group, name, born, members, children) in enumerate(PEOPLE, start=1)
    ]
    return commune


class Desk(QWidget):
    """A page with its bottom bar, told of changes, as in the main window."""

    def __init__(self, page):
        super().__init__()
        from khuyenhoc_desktop.ui.bottom_bar import BottomBar

        self.page = page
        self.bar = BottomBar(lambda run: run(), self)
        layout = QVBoxLayout(self)
        layout.addWidget(page, 1)
        layout.addWidget(self.bar)
        page.actions_changed.connect(self.show_actions)
        page.context.changed.connect(page.refresh)
        self.wanted = []
        page.context.page_wanted.connect(lambda name, target: self.wanted.append((name, target)))
        self.show_actions()

    def show_actions(self):
        self.bar.show_actions(self.page.actions_shown())

    @property
    def notices(self):
        return self.page.context.notices


@pytest.fixture
def make_desk(qtbot, make_context):
    def made(file, page_class=None, year=2026):
        from khuyenhoc_desktop.ui.households.page import HouseholdsPage

        desk = Desk((page_class or HouseholdsPage)(make_context(file, year)))
        qtbot.addWidget(desk)
        desk.resize(1180, 620)
        desk.show()
        desk.activateWindow()
        desk.page.activate()
        qtbot.waitExposed(desk)
        return desk

    return made


@pytest.fixture
def desk(make_desk, small):
    """The page of households over the small commune."""
    return make_desk(small)


@pytest.fixture
def type_in(qapp):
    """Types a text letter by letter into what has the focus (qtbot.keyClicks dies of Vietnamese letters)."""

    def typed(text):
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    return typed
