"""The editor of a set: three tables typed by keyboard, all checks at once in place, kept as a new version."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import criteria_sets, drafts
from khuyenhoc_desktop.services.criteria import versions
from khuyenhoc_desktop.services.criteria.from_tables import Built, place_words
from khuyenhoc_desktop.services.criteria.tables import (
    EXAMPLES,
    LINES,
    RULES,
    Heading,
    Located,
    SetTables,
    Spot,
    headings,
)
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.criteria import texts
from khuyenhoc_desktop.ui.criteria.editor_model import CellDelegate, TableModel
from khuyenhoc_desktop.ui.drafts.keeper import DraftKeeper
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.fitting import fit_screen

TABLES = (LINES, RULES, EXAMPLES)
PAUSE = 250  # milliseconds after a change before all is checked again
RULE_WIDTHS = (24, 50, 56)
MOST_WIDTH = 46
ROOM = 4
Edit = QAbstractItemView.EditTrigger


class EditorDialog(QDialog):
    """Edits the tables of a set; `kept` is called with the set once it has passed and is kept."""

    def __init__(
        self,
        context: Context,
        tables: SetTables,
        kept: Callable[[CriteriaSet], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._context, self.tables, self._kept = context, tables, kept
        self._touched = self._ended = False
        self._found: tuple[Located, ...] = ()
        self._open: tuple[Spot, str] | None = None  # the cell being typed in, and its text
        self.models = {table: TableModel(tables, table, self) for table in TABLES}
        self.views = {table: self._view(self.models[table]) for table in TABLES}
        self.tabs, self.verdict, self.faults = QTabWidget(), QLabel(), QListWidget()
        self.keeper = DraftKeeper(context, self.draft, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self._check_later)
        self._lay_out()
        self._connect()
        self.check()
        fit_screen(self, 150, 17)
        self.views[LINES].setFocus()

    def draft(self) -> Draft | None:
        """What stands in the editor and is not kept yet."""
        spot, text = self._open or (None, "")
        is_typing = spot is not None and self.tables.text(spot) != text
        if self._ended or not (self._touched or is_typing):
            return None
        typed = _copied({LINES: self.tables.lines, RULES: self.tables.rules, EXAMPLES: self.tables.examples})
        words = {texts.TABS[0].replace("&", ""): texts.DRAFT_LINES.format(len(self.tables.lines))}
        if spot is not None and is_typing:
            row = typed[RULES] if spot.table == RULES else typed[spot.table][spot.row]
            row[spot.key] = text
            words[place_words(self.tables, spot)] = text
        return Draft(drafts.CRITERIA, self._context.year, None, self._name(), typed, {}, words=words)

    def take_over(self, draft: Draft) -> None:
        """The tables came from this draft: it goes when they are kept or dropped."""
        self._touched = True
        self.keeper.take_over(draft)

    def check(self) -> Built:
        """Check everything, and show each problem in the list and at its cell."""
        self._soon.stop()
        if isinstance(self.focusWidget(), QLineEdit):
            self._soon.start()  # other columns would close the cell that is being typed in
        else:
            for model in self.models.values():
                model.read_again()
        built = versions.build_version(self._context.file, self.tables)
        self._found = built.problems
        told = {one.spot: f"{one.problem.message}. {one.problem.cure}" for one in built.problems if one.spot}
        for table, model in self.models.items():
            model.show_problems({spot: words for spot, words in told.items() if spot.table == table})
        self._tell(built)
        return built

    def _check_later(self) -> None:
        """Check after a pause, unless the program is ending and the file is closed by now."""
        if self._context.file.is_open_here():
            self.check()

    def keep(self) -> None:
        """Keep the set as a new version once nothing is wrong; else go to the first problem."""
        self._close_cell()
        built = self.check()
        if built.criteria_set is None:
            self.faults.setCurrentRow(0)
            self.go_to_fault()
            return
        try:
            kept = criteria_sets.keep_set(self._context.file, built.criteria_set, built.text)
        except UserError as refusal:
            self._context.notices.error(refusal)
            return
        self._end()
        self._kept(kept)
        self.accept()

    def reject(self) -> None:
        """Leave; what was typed is kept as a draft, or dropped when asked to."""
        self._close_cell()
        if self._touched:
            chosen = self._context.notices.choose(texts.LATER_TITLE, texts.LATER_TEXT, texts.LATER_CHOICES)
            if chosen not in (0, 1):
                return
            if chosen == 0:
                self.keeper.keep()
                self._touched = False
                self._context.notices.status(texts.DRAFT_KEPT)
                super().reject()
                return
        self._end()
        super().reject()

    def go_to_fault(self) -> None:
        """Go to the cell of the current problem."""
        at = self.faults.currentRow()
        spot = self._found[at].spot if 0 <= at < len(self._found) else None
        if spot is not None:
            self.go_to(spot)

    def go_to(self, spot: Spot) -> None:
        """Show a cell and put the keyboard there."""
        view = self.views[spot.table]
        self.tabs.setCurrentWidget(view)
        index = self.models[spot.table].index_of(spot)
        view.setCurrentIndex(index)
        view.scrollTo(index)
        view.setFocus()

    def add_row(self) -> None:
        """An empty row below the current one."""
        view, model = self._current()
        if model.table != RULES:
            at = view.currentIndex().row() + 1 if view.currentIndex().isValid() else model.rowCount()
            model.insert(at)
            view.setCurrentIndex(model.index(at, max(view.currentIndex().column(), 0)))
            view.setFocus()
            self._touch()

    def delete_row(self) -> None:
        """Take the current row away; it stays in the draft's older version only."""
        view, model = self._current()
        if model.table != RULES and view.currentIndex().isValid():
            model.remove(view.currentIndex().row())
            self._touch()

    def move_row(self, by: int) -> None:
        """Move the current row up or down."""
        view, model = self._current()
        at = view.currentIndex()
        if model.table != RULES and at.isValid() and 0 <= at.row() + by < model.rowCount():
            model.move(at.row(), at.row() + by)
            view.setCurrentIndex(model.index(at.row() + by, at.column()))
            self._touch()

    def _current(self) -> tuple[QTableView, TableModel]:
        table = TABLES[self.tabs.currentIndex()]
        return self.views[table], self.models[table]

    def _close_cell(self) -> None:
        """What is being typed in a cell counts."""
        view, _ = self._current()
        view.setFocus()

    def _typing(self, spot: Spot, text: str) -> None:
        self._open = (spot, text)
        self.keeper.soon()

    def _cell_closed(self) -> None:
        """Its text is in the tables now, or was dropped."""
        self._open = None
        self.keeper.touch()

    def _touch(self) -> None:
        self._touched = True
        self.keeper.touch()
        self._soon.start()

    def _end(self) -> None:
        self._ended = True
        self.keeper.keep()

    def _name(self) -> str:
        return self.tables.rules.get("name") or texts.UNNAMED

    def _tell(self, built: Built) -> None:
        well = built.criteria_set is not None
        version = self.tables.rules.get("version", "")
        words = texts.ALL_WELL.format(version=version) if well else texts.FAULTS.format(count=len(built.problems))
        self.verdict.setText(words)
        self.verdict.setProperty("kind", "good" if well else "refusal")
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)
        self.faults.clear()
        for one in built.problems:
            place = place_words(self.tables, one.spot)
            words = texts.FAULT.format(place=place, message=one.problem.message, cure=one.problem.cure)
            self.faults.addItem(words)
        self.faults.setVisible(not well)
        line = self.faults.sizeHintForRow(0) + theme.px(4)
        self.faults.setFixedHeight(min(max(len(built.problems), 1) * line + theme.px(12), theme.row_height() * 3))
        self.setWindowTitle(texts.EDITOR_TITLE.format(name=self._name()))

    def _view(self, model: TableModel) -> QTableView:
        view = QTableView()
        view.setModel(model)
        delegate = CellDelegate(view)
        delegate.typing.connect(self._typing)
        delegate.closeEditor.connect(self._cell_closed)
        view.setItemDelegate(delegate)
        view.setEditTriggers(Edit.AnyKeyPressed | Edit.EditKeyPressed | Edit.DoubleClicked)
        view.setAccessibleName(model.table)
        view.setWordWrap(True)
        view.activated.connect(lambda index: _type_in(view, index))
        rows = view.verticalHeader()
        rows.setMinimumSectionSize(theme.row_height())
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)  # a set has some dozen rows
        widths = RULE_WIDTHS if model.table == RULES else _widths(headings(self.tables, model.table))
        for column, width in enumerate(widths):
            view.setColumnWidth(column, theme.text_width(min(width, MOST_WIDTH if model.table != RULES else 60)))
        view.setCurrentIndex(model.index(0, 1 if model.table == RULES else 0))
        return view

    def _lay_out(self) -> None:
        intro = QLabel(texts.EDITOR_INTRO)
        intro.setWordWrap(True)
        intro.setProperty("kind", "muted")
        self.verdict.setWordWrap(True)
        self.faults.setAccessibleName(texts.FAULTS_NAME)
        self.faults.setSpacing(theme.px(2))
        self.faults.setWordWrap(True)
        for table, words in zip(TABLES, texts.TABS, strict=True):
            self.tabs.addTab(self.views[table], words)
        layout = QVBoxLayout(self)
        layout.addWidget(intro)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.verdict)
        layout.addWidget(self.faults)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.row_buttons = [
            Button(texts.ADD_ROW, self.add_row),
            Button(texts.DELETE_ROW, self.delete_row),
            Button(texts.MOVE_UP, lambda: self.move_row(-1)),
            Button(texts.MOVE_DOWN, lambda: self.move_row(1)),
        ]
        for button in self.row_buttons:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(Button(texts.KEEP, self.keep, "primary"))
        row.addWidget(Button(texts.LATER, self.reject))
        return row

    def _connect(self) -> None:
        for model in self.models.values():
            model.dataChanged.connect(self._changed)
        self.tabs.currentChanged.connect(self._show_row_buttons)
        self.faults.itemActivated.connect(lambda _item: self.go_to_fault())
        self.faults.itemClicked.connect(lambda _item: self.go_to_fault())
        keys: dict[str, Callable[[], None]] = {
            "Ctrl+S": self.keep,
            "Ctrl+Ins": self.add_row,
            "Ctrl+Del": self.delete_row,
            "Alt+Up": lambda: self.move_row(-1),
            "Alt+Down": lambda: self.move_row(1),
        }
        for key, run in keys.items():
            QShortcut(QKeySequence(key), self, run)

    def _changed(self, _first: object, _last: object, roles: list[int]) -> None:
        if not roles:  # with roles only the look of cells has changed
            self._touch()

    def _show_row_buttons(self, place: int) -> None:
        for button in self.row_buttons:
            button.setEnabled(TABLES[place] != RULES)


def _type_in(view: QTableView, index: QModelIndex) -> None:
    """Enter on a cell begins to type in it."""
    if index.flags() & Qt.ItemFlag.ItemIsEditable:
        view.edit(index)


def _widths(heads: Iterable[Heading]) -> list[int]:
    """Room for what is typed, and for the heading."""
    return [max(one.width, len(one.words) + ROOM) for one in heads]


def _copied(typed: dict[str, Any]) -> dict[str, Any]:
    """The tables as they are now: what is typed later must not change a draft already taken."""
    return {
        LINES: [dict(row) for row in typed[LINES]],
        RULES: dict(typed[RULES]),
        EXAMPLES: [dict(row) for row in typed[EXAMPLES]],
    }


def tables_of_draft(draft: Draft) -> SetTables:
    """The tables that a draft holds."""
    typed = _copied(draft.typed)
    return SetTables(typed[LINES], typed[RULES], typed[EXAMPLES])
