"""The grid over a small commune, and what presses a key in the preview."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from khuyenhoc_desktop.ui.grid.page import GridPage
from khuyenhoc_desktop.ui.grid.preview import PreviewDialog
from tests.ui.grid.looking import cells_of
from tests.ui.scoring import YEAR, fill, shown, use_all_kinds


@pytest.fixture
def ids(commune):
    return fill(commune, years=(2025, YEAR))


@pytest.fixture
def page(qtbot, commune, ids, make_context):
    made = GridPage(make_context(commune))
    made.filter.sort.setCurrentIndex(1)  # by name: An, Bình, Cường, Dung
    return shown(qtbot, made)


@pytest.fixture
def answer_preview(qtbot):
    """Presses a key in the preview that is going to open; gives what it told."""

    def soon(key=Qt.Key.Key_Return, before=lambda dialog: None):
        told = []

        def act():
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, PreviewDialog):
                told.append(dialog.lines.text())
                before(dialog)
                told.extend(cells_of(dialog))
                QTest.keyClick(dialog.focusWidget() or dialog, key)

        QTimer.singleShot(50, act)
        return told

    return soon


@pytest.fixture
def all_kinds(qtbot, commune, make_context, tmp_path):
    household = fill(commune, 2)[0]
    use_all_kinds(commune, tmp_path)
    made = GridPage(make_context(commune))
    made.filter.sort.setCurrentIndex(1)
    return shown(qtbot, made), household
