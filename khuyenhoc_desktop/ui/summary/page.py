"""The page «Tổng hợp»: tiles, the table by thôn, the chart; print preview and PDF."""

from typing import Any

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.subjects import (
    COMMUNE_LEARNING_COMMUNITY,
    LEARNING_CITIZEN,
    LEARNING_CLAN,
    LEARNING_FAMILY,
    LEARNING_UNIT,
)
from khuyenhoc_desktop.domain.summary import TitleFigures
from khuyenhoc_desktop.domain.text import format_count, format_percent
from khuyenhoc_desktop.services import communes, summary
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.summary import YearSummary
from khuyenhoc_desktop.ui import printing, theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.summary import charting, remarks, texts
from khuyenhoc_desktop.ui.summary.figures import COLUMNS, rows_of
from khuyenhoc_desktop.ui.summary.model import FiguresModel
from khuyenhoc_desktop.ui.summary.paper import paint_summary
from khuyenhoc_desktop.ui.summary.tables_view import TablesView
from khuyenhoc_desktop.ui.summary.target_dialog import target_dialog
from khuyenhoc_desktop.ui.widgets.bar_chart import BarChart
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.figure_tiles import FigureTiles
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.frozen_table import FrozenTableView
from khuyenhoc_desktop.ui.widgets.scrolled import scrolled

TILES = (
    texts.TILE_TOTAL,
    texts.TILE_REGISTERED,
    texts.TILE_SCORED,
    texts.TILE_RECOGNISED,
    texts.TILE_PERCENT_TOTAL,
    texts.TILE_PERCENT_REGISTERED,
)
# Of these there are lists to fill; thôn and commune are there by themselves.
LISTED = (LEARNING_FAMILY, LEARNING_CITIZEN, LEARNING_CLAN, LEARNING_UNIT)
HEADING_LINES = 2
ROWS_SEEN = 3  # at least; where the screen has less room, the page scrolls
CELL_EDGES = 24  # pixels left and right of a cell's words
NAME_SEEN = 16  # letters of a thôn's name, however little room there is


class SummaryPage(Page):
    """The figures of the year."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.year: YearSummary = summary.year_summary(context.file, context.year)
        names = [(title, TITLES[title][1]) for title in summary.ORDER]
        self.picker = Picker(texts.PICK_TITLE, names)
        self.picker.choose(LEARNING_FAMILY)
        self.tables = TablesView(context)
        self.dialog: FormDialog | None = None
        self.model = FiguresModel()
        self.table = self._make_table()
        self.chart = BarChart()
        self.heading = QLabel()
        self.heading.setProperty("kind", "heading")
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.tiles = FigureTiles(TILES, upright=True)
        self._lay_out()
        self.picker.picked.connect(self.show_title)
        self._tabs.currentChanged.connect(self._tab_shown)
        self._show()

    @property
    def figures(self) -> TitleFigures:
        """The figures of the title chosen."""
        return self.year.of(str(self.picker.code()))

    def actions_shown(self) -> list[PageAction]:
        """In, PDF, the list of the thôn, the target, the tables TH1 to TH6, and on to handing up."""
        some = self.figures.commune.total > 0 and self._stack.currentIndex() == 0
        one = some and not self._shows_tables()  # of one title, which the tables are not about
        group = one and self._current_group() is not None
        return [
            PageAction(texts.PRINT, self.print_preview, "Ctrl+P", some, texts.TIP_PRINT),
            PageAction(texts.PDF, self.save_pdf, "", some, texts.TIP_PDF),
            PageAction(texts.OPEN_GROUP, self.open_group, "F7", group, texts.TIP_OPEN),
            PageAction(texts.SET_TARGET, self.set_target, "", one, texts.TIP_SET_TARGET),
            PageAction(texts.TABLES, self.open_tables, "", some, texts.TIP_TABLES),
            PageAction(texts.HAND_UP, lambda: self.context.go_to("handover"), "", some, primary=True),
        ]

    def activate(self, **target: Any) -> None:
        """Show a title (title=) or the tables (tables=True); a row is always chosen, to be opened."""
        if "title" in target:
            self.picker.choose(target["title"])
            self._show()
        if target.get("tables"):
            self._tabs.setCurrentWidget(self.tables)
        if self.table.body.currentIndex().row() < 0:
            self.table.body.selectRow(0)
        self.table.body.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Count again; the row chosen stays."""
        row = self.table.body.currentIndex().row()
        self.year = summary.year_summary(self.context.file, self.context.year)
        self._show()
        self.table.body.selectRow(row)
        self._tab_shown()

    def show_title(self) -> None:
        """Show the title chosen above."""
        self._show()
        self.table.body.selectRow(0)
        self.actions_changed.emit()

    def print_preview(self) -> None:
        """Show the pages as they will be printed; those of TH1 to TH6 where these are on the screen."""
        if self._shows_tables():
            self.open_tables()
            return
        printing.preview(self, texts.TITLE, self._paint, landscape=True)

    def save_pdf(self) -> None:
        """Ask for a file and write the pages into it; those of TH1 to TH6 are made where papers are."""
        if self._shows_tables():
            self.open_tables()
            return
        name = texts.PDF_FILE.format(year=self.context.year)
        path = printing.ask_pdf_path(self, self.context, texts.PDF_TITLE, name)
        if path is not None:
            printing.write_pdf(path, self._paint, landscape=True)
            self.context.notices.status(texts.PDF_SAVED.format(name=path.name))

    def open_group(self) -> None:
        """The list of the chosen thôn: its households, or those who strive for another title."""
        group = self._current_group()
        if group is None:
            return
        if self.figures.title == LEARNING_FAMILY:
            self.context.go_to("households", group=group)
        else:
            self.context.go_to("recognition", title=self.figures.title, group=group)

    def open_tables(self) -> None:
        """The papers of the tables TH1 to TH6: preview, print, Word, PDF, Excel."""
        self.context.go_to("documents", kind="summary_tables")

    def set_target(self) -> None:
        """Ask for the year's target of the title."""
        self.dialog = target_dialog(self, self.context, self.figures)
        self.dialog.open()

    def _paint(self, printer: object) -> None:
        chart = charting.chart_of(self.figures)
        commune = communes.facts(self.context.file)
        paint_summary(printer, commune, self.figures, chart, self._sample_notice())  # type: ignore[arg-type]

    def _current_group(self) -> int | None:
        row = self.model.figures_at(self.table.body.currentIndex().row())
        return row.group_id if row else None

    def _make_table(self) -> FrozenTableView:
        view = FrozenTableView()
        view.set_model(self.model, 1, 0)
        table = view.body
        table.setAccessibleName(texts.TABLE_NAME)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.activated.connect(lambda _index: self.open_group())
        table.selectionModel().currentRowChanged.connect(lambda *_: self.actions_changed.emit())
        return view

    def _lay_out(self) -> None:
        self._tabs = tabs = QTabWidget()
        tabs.addTab(self.table, texts.TAB_TABLE)
        tabs.addTab(self._chart_area(), texts.TAB_CHART)
        tabs.addTab(self.tables, texts.TAB_TABLES)
        full = QWidget()
        inside = QVBoxLayout(full)
        inside.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(8))
        for part in (self._head(), self.tiles, self.remark):
            inside.addWidget(part)
        inside.addWidget(tabs, stretch=1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(scrolled(full))
        buttons = [(texts.EMPTY_BUTTON, lambda: self.context.go_to("import", kind="households"))]
        self._stack.addWidget(EmptyState("summary", texts.EMPTY_TITLE, texts.EMPTY_TEXT, buttons))

    def _head(self) -> QWidget:
        head = QWidget()
        layout = QHBoxLayout(head)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.heading, 1)
        self._pick = QLabel(texts.PICK_TITLE)
        self._pick.setBuddy(self.picker)
        layout.addWidget(self._pick)
        layout.addWidget(self.picker)
        return head

    def _chart_area(self) -> QWidget:
        self._chart_title = title = QLabel()
        title.setProperty("kind", "heading")
        self._last_note = QLabel()
        self._last_note.setProperty("kind", "muted")
        inside = QWidget()
        layout = QVBoxLayout(inside)
        for part in (title, self._last_note, self.chart):
            layout.addWidget(part)
        layout.addStretch(1)
        return scrolled(inside)

    def _show(self) -> None:
        whole, title = self.figures.commune, self.figures.title
        people = (figures.commune.total for figures in self.year.titles if figures.title in LISTED)
        self._stack.setCurrentIndex(0 if any(people) else 1)
        self._chart_title.setText(texts.CHART_TITLE.format(title=TITLES[title][1]))
        figures = {
            texts.TILE_TOTAL: format_count(whole.total),
            texts.TILE_REGISTERED: format_count(whole.registered),
            texts.TILE_SCORED: format_count(whole.scored),
            texts.TILE_RECOGNISED: format_count(whole.recognised),
            texts.TILE_PERCENT_TOTAL: format_percent(whole.percent_of_total),
            texts.TILE_PERCENT_REGISTERED: format_percent(whole.percent_of_registered),
        }
        self.tiles.show_figures(figures, noun=remarks.noun(title))
        self.remark.setText(remarks.remark(self.context.file, self.year, title))
        self.model.show_figures(self.figures)
        self._share_width()
        self._show_chart()
        self._show_head()

    def _show_head(self) -> None:
        """The figures of the title chosen stand above its table and its chart, not above the tables of all."""
        tables, title = self._shows_tables(), self.figures.title
        words = texts.TABLES_HEADING if tables else texts.SUBTITLE
        self.heading.setText(words.format(title=TITLES[title][1], year=self.figures.year))
        for part in (self.remark, self._pick, self.picker):
            part.setHidden(tables)
        self.tiles.setHidden(tables or title == COMMUNE_LEARNING_COMMUNITY)

    def _shows_tables(self) -> bool:
        return self._tabs.currentWidget() is self.tables

    def _sample_notice(self) -> str:
        """A plain word when the year is scored by a set that is only a sample (never passed off as a decree)."""
        return remarks.sample_notice(self.context.file, self.context.year, self.figures.title)

    def _tab_shown(self, _place: int = 0) -> None:
        """The tables are counted when they are looked at."""
        if self._shows_tables():
            self.tables.show_year(self.context.year)
        self._show_head()
        self.actions_changed.emit()

    def _share_width(self) -> None:
        """Each column as wide as its longest word; the room that is left is shared out."""
        widths = [self._column_width(column) for column in range(self.model.columnCount())]
        room = self.table.width() - theme.px(24)
        least = theme.text_width(NAME_SEEN) + theme.px(CELL_EDGES)
        widths[0] = min(widths[0], max(room - sum(widths[1:]), least))  # the name of a thôn may be long
        left = room - sum(widths)
        more = max(0, left) // len(widths)
        for column, width in enumerate(widths):
            self.table.set_column_width(column, width + more)
        header = QFontMetrics(theme.font(bold=True)).lineSpacing() * HEADING_LINES + theme.px(12)
        self.table.set_header_height(header)
        self.table.setMinimumHeight(header + ROWS_SEEN * theme.row_height())

    def _column_width(self, column: int) -> int:
        bold = QFontMetrics(theme.font(bold=True))
        words = COLUMNS[column].title.split("\n")
        words += [COLUMNS[column].text(row) for row in rows_of(self.figures)]
        return max(bold.horizontalAdvance(word) for word in words) + theme.px(CELL_EDGES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: share the new width out."""
        super().resizeEvent(event)
        self._share_width()

    def _show_chart(self) -> None:
        chart = charting.chart_of(self.figures)
        self.chart.set_bars(chart.bars, most=chart.most, target=chart.target, target_text=chart.target_text)
        self._last_note.setText(texts.CHART_LAST.format(year=self.figures.year - 1))
        self._last_note.setVisible(any(bar.last is not None for bar in chart.bars))
