"""The tables: models that never raise, selection kept by id, copying as a table, frozen columns."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.frozen_table import FrozenTableView
from khuyenhoc_desktop.ui.widgets.ids_model import BLOCK, Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@dataclass(frozen=True)
class Person:
    id: int
    name: str


class Source:
    """Records by id, and how they were asked for."""

    def __init__(self, count=1000):
        self.records = {ident: Person(ident, f"Người {ident}") for ident in range(1, count + 1)}
        self.asked = []

    def load(self, ids):
        self.asked.append(list(ids))
        return [self.records[ident] for ident in reversed(ids) if ident in self.records]


COLUMNS = [
    Column("Mã", lambda person: str(person.id), sort="code", right=True),
    Column("Họ\ttên", lambda person: person.name, sort="name", stretch=True, colour=lambda _person: "ok"),
    Column("Ghi chú", lambda _person: "dòng\nhai"),
]


@pytest.fixture
def source():
    return Source()


@pytest.fixture
def model(source, qapp):
    made = IdsModel(COLUMNS, source.load)
    made.set_ids(range(1, 1001))
    return made


@pytest.fixture
def table(model, qtbot):
    made = RecordTable(model)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def text(model, row, column=1):
    return model.index(row, column).data()


def test_the_model_keeps_qts_rules(model):
    tester = QAbstractItemModelTester(model, FATAL)
    model.set_ids([3, 1, 2])
    model.reread()
    model.set_ids([])
    assert tester.model() is model


def test_records_are_read_in_blocks_when_looked_at(model, source):
    assert source.asked == []
    assert (text(model, 250), text(model, 299)) == ("Người 251", "Người 300")
    assert source.asked == [list(range(201, 301))]
    assert len(source.asked[0]) == BLOCK


def test_a_long_list_forgets_old_blocks(source, qapp):
    model = IdsModel(COLUMNS, lambda ids: [Person(ident, "x") for ident in ids])
    model.set_ids(range(60_000))
    for row in range(0, 60_000, BLOCK):
        text(model, row)
    assert len(model._blocks) <= 100


def test_rereading_shows_new_facts(model, source):
    assert text(model, 0) == "Người 1"
    source.records[1] = Person(1, "Trần Thị Bé")
    model.reread()
    assert text(model, 0) == "Trần Thị Bé"


def test_a_record_that_is_gone_is_an_empty_row(model, source):
    del source.records[5]
    assert text(model, 4) is None
    assert text(model, 5) == "Người 6"


def test_data_never_raises_and_asks_once(qapp, logged):
    calls = []

    def broken(ids):
        calls.append(ids)
        raise OSError("hỏng")

    model = IdsModel(COLUMNS, broken)
    model.set_ids(range(50))
    assert [text(model, row) for row in range(50)] == [None] * 50
    assert len(calls) == 1
    assert len(logged) == 1


def test_strange_indexes_are_answered_with_nothing(model):
    assert model.data(QModelIndex()) is None
    assert model.headerData(99, Qt.Orientation.Horizontal) is None
    assert model.id_at(-1) is None
    assert model.row_of(999_999) is None


def test_selection_and_current_row_stay_with_their_ids(table, model):
    table.select_ids([10, 11, 500])
    table.show_ids([500, 499, 11, 7, 10])
    assert table.selected_ids() == [500, 11, 10]
    assert table.current_id() == 10


def test_what_is_gone_is_no_longer_selected(table):
    table.select_ids([10, 11])
    table.show_ids([11, 12])
    assert table.selected_ids() == [11]


def test_the_row_on_top_stays_on_top(table, model):
    table.verticalScrollBar().setValue(400)
    before = model.id_at(table.rowAt(0))
    table.show_ids(range(1, 900))
    assert model.id_at(table.rowAt(0)) == before


def test_selecting_everything_asks_for_no_record(table, source, qtbot):
    asked = len(source.asked)
    table.selectAll()
    assert len(table.selected_ids()) == 1000
    assert len(source.asked) == asked


def test_other_selections_are_told(table, qtbot):
    with qtbot.waitSignal(table.selected_changed):
        table.select_ids([3])
    with qtbot.waitSignal(table.current_id_changed) as told:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert told.args == [4]


def test_copying_gives_a_table_with_titles(table, qtbot):
    table.select_ids([2, 4])
    with qtbot.waitSignal(table.copied) as told:
        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[1:] == ["2\tNgười 2\tdòng hai", "4\tNgười 4\tdòng hai"]
    assert told.args == [2]


def test_copying_very_many_rows_comes_in_pieces(qtbot):
    source = Source(2500)
    model = IdsModel(COLUMNS, source.load)
    table = RecordTable(model)
    qtbot.addWidget(table)
    table.show_ids(range(1, 2501))
    table.selectAll()
    with qtbot.waitSignal(table.copied):
        table.copy_selection()
    assert len(QGuiApplication.clipboard().text().split("\n")) == 2501
    assert max(len(ids) for ids in source.asked) <= 1000


def test_enter_opens_the_current_row(table, qtbot):
    table.select_ids([42])
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [42]


def test_the_header_sorts_and_turns_round(table, qtbot):
    wanted = []
    table.sort_wanted.connect(lambda key, down: wanted.append((key, down)))
    header = table.horizontalHeader()
    for section in (1, 1, 0, 2):
        header.sectionClicked.emit(section)
    assert wanted == [("name", False), ("name", True), ("code", False)]
    assert header.sortIndicatorSection() == 0


def test_sorting_by_keyboard(table, qtbot):
    wanted = []
    table.sort_wanted.connect(lambda key, down: wanted.append((key, down)))
    menu = table._sort_menu()
    menu.actions()[1].trigger()
    assert wanted == [("name", False)]


def test_letters_go_to_the_search_box_and_read_nothing(table, source, qtbot):
    asked = len(source.asked)
    with qtbot.waitSignal(table.typed) as told:
        qtbot.keyClick(table, Qt.Key.Key_N)
    assert told.args == ["n"]
    assert len(source.asked) == asked


def test_a_stretching_column_never_gets_narrower_than_its_words(table):
    wide = table.columnWidth(1)
    table.resize(200, 400)
    assert 0 < table.columnWidth(1) < wide
    assert table.columnWidth(1) >= table.fontMetrics().horizontalAdvance("n") * 12


def test_widths_are_remembered_only_for_as_many_columns(table):
    table.set_widths([150, 160, 170])
    assert table.widths() == [150, 160, 170]
    table.set_widths([1, 2])
    assert table.widths() == [150, 160, 170]


def test_no_column_is_narrower_than_its_title(table):
    table.set_widths([1, 1, 1])
    letters = QFontMetrics(theme.font(bold=True))
    for place, column in enumerate(table.records.columns):
        assert table.columnWidth(place) > letters.horizontalAdvance(column.title)


def test_columns_grow_with_the_letters(table, qapp):
    theme.apply(qapp, theme.Look.LIGHT, 100)
    table.set_widths([150, 160, 170])
    theme.apply(qapp, theme.Look.LIGHT, 200)
    grown = [table.columnWidth(0), table.columnWidth(2)], table.widths()[0]
    theme.apply(qapp, theme.Look.LIGHT, 100)
    assert grown == ([300, 340], 150)
    assert (table.columnWidth(0), table.columnWidth(2)) == (150, 170)


class Numbers(QAbstractTableModel):
    """100 rows, 8 columns of "row:column"."""

    def rowCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else 100

    def columnCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else 8

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return f"{index.row()}:{index.column()}" if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def frozen(qtbot):
    view = FrozenTableView()
    qtbot.addWidget(view)
    view.model = Numbers()
    view.set_model(view.model, 2, 1)
    view.resize(500, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


def shown(view):
    return [column for column in range(8) if not view.isColumnHidden(column)]


def test_no_gap_stands_before_the_last_columns(frozen, qtbot):
    for column in range(8):
        frozen.set_column_width(column, 40)
    qtbot.wait(10)

    def wide():
        return [frozen.body.columnWidth(column) for column in shown(frozen.body)]

    assert sum(wide()) == frozen.body.viewport().width()
    assert max(wide()) - min(wide()) <= 1
    frozen.resize(900, 400)
    qtbot.waitUntil(lambda: sum(wide()) == frozen.body.viewport().width())
    frozen.resize(250, 400)
    qtbot.waitUntil(lambda: set(wide()) == {40})  # where there is no room they keep what they need


def test_each_column_is_in_one_view(frozen):
    assert (shown(frozen.left), shown(frozen.body), shown(frozen.right)) == ([0, 1], [2, 3, 4, 5, 6], [7])


def test_all_three_scroll_together(frozen):
    frozen.body.verticalScrollBar().setValue(30)
    assert frozen.left.rowAt(0) == frozen.body.rowAt(0) == frozen.right.rowAt(0) == 30
    frozen._down.setValue(12)
    assert frozen.left.rowAt(0) == frozen.body.rowAt(0) == 12


def test_rows_are_level(frozen):
    frozen.body.verticalScrollBar().setValue(frozen.body.verticalScrollBar().maximum())
    tops = {view.rowViewportPosition(99) for view in (frozen.left, frozen.body, frozen.right)}
    assert len(tops) == 1


def test_the_keyboard_stays_between_the_frozen_columns(frozen, qtbot):
    frozen.body.setCurrentIndex(frozen.model.index(0, 2))
    qtbot.keyClick(frozen.body, Qt.Key.Key_Left)
    assert frozen.body.currentIndex().column() == 2
    for _ in range(9):
        qtbot.keyClick(frozen.body, Qt.Key.Key_Right)
    assert frozen.body.currentIndex().column() == 6


def test_a_click_on_the_name_goes_to_its_row(frozen):
    frozen.left.clicked.emit(frozen.model.index(5, 0))
    assert (frozen.body.currentIndex().row(), frozen.body.currentIndex().column()) == (5, 2)


def test_own_body(qtbot):
    body = QTableView()
    view = FrozenTableView(body)
    qtbot.addWidget(view)
    assert view.body is body
