"""The grid's model: Qt's rules, the three nothings, every kind of indicator."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.services import entry, history
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.grid.grid_model import LEFT
from tests.ui.grid.looking import DISPLAY
from tests.ui.scoring import YEAR, focus, press, stored


def test_the_model_keeps_qts_rules(page, commune, ids, qapp):
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    press("9", "Enter", "8", "Enter")
    page.filter.group.setCurrentIndex(1)
    page.filter.changed.emit()
    page.show_all()
    history.undo(commune)
    assert tester.model() is page.model


def test_data_never_raises(page, commune, logged, monkeypatch):
    def broken(ids):
        raise RuntimeError("đĩa hỏng")

    monkeypatch.setattr(page.model, "_load", broken)
    page.model.reread()
    roles = (DISPLAY, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.FontRole)
    for column in range(page.model.columnCount()):
        assert [page.model.data(page.model.index(0, column), role) for role in roles] == [None] * 4
    assert len(logged) == 1  # once for the block, not for every cell


def test_three_nothings_look_different(page, commune, ids):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): NA, (ids[0], "C1_2"): 0}, "trước")
    cells = [page.model.data(page.model.index(0, LEFT + place), DISPLAY) for place in range(3)]
    assert cells == ["K", "0", ""]


def test_every_kind_by_keys(all_kinds, commune):
    page, household = all_kinds
    press("9,5", "Tab", "c", "Tab", "2", "Tab", "4", "Tab", "66,5", "Tab", "khá tốt", "Tab")
    expected = {"A1": 950, "A2": 100, "A3": "part", "A4": 400, "A5": 6650, "B1": "khá tốt"}
    assert stored(commune, household) == expected
    words = [page.model.data(page.model.index(0, LEFT + place), DISPLAY) for place in range(6)]
    assert words == ["9,5", "Có", "Đạt một phần", "4", "66,5", "khá tốt"]


def test_below_the_floor_is_told_by_sign_colour_and_words(all_kinds, commune):
    page, _household = all_kinds
    press("4,5", "Tab")
    index = page.model.index(0, LEFT)
    assert page.model.data(index, DISPLAY) == "↓4,5"
    assert page.model.data(index, Qt.ItemDataRole.ForegroundRole) == theme.colour("error")
    assert "Dưới mức sàn 5 điểm" in page.model.data(index, Qt.ItemDataRole.ToolTipRole)
    press("Left", "F2")
    assert focus().text() == "4,5"


def test_titles_are_short_and_explain_themselves(page):
    across = Qt.Orientation.Horizontal
    assert page.model.headerData(LEFT, across) == "1.1\n/10"
    tip = page.model.headerData(LEFT, across, Qt.ItemDataRole.ToolTipRole)
    assert "Trẻ em trong độ tuổi phổ cập đều đến trường" in tip
    assert "K = không áp dụng" in tip
