"""The page «Tổng hợp»: tiles, the table by thôn, the chart; print preview and PDF."""

from typing import Any

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from khuyenhoc_desktop.domain.summary import TitleFigures
from khuyenhoc_desktop.domain.text import format_count, format_percent
from khuyenhoc_desktop.services import communes, criteria_sets, summary
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.ui import printing, theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.summary import charting, texts
from khuyenhoc_desktop.ui.summary.figures import COLUMNS, signed
from khuyenhoc_desktop.ui.summary.model import FiguresModel
from khuyenhoc_desktop.ui.summary.paper import paint_summary
from khuyenhoc_desktop.ui.widgets.bar_chart import BarChart
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.frozen_table import FrozenTableView
from khuyenhoc_desktop.ui.widgets.scrolled import scrolled

HEADING_LINES = 2
ROWS_SEEN = 3  # at least; where the screen has less room, the page scrolls
CELL_EDGES = 24  # pixels left and right of a cell's words


class SummaryPage(Page):
    """The figures of the year."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.figures: TitleFigures = summary.family_figures(context.file, context.year)
        self.model = FiguresModel()
        self.table = self._make_table()
        self.chart = BarChart()
        self.heading = QLabel()
        self.heading.setProperty("kind", "heading")
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self._tiles: dict[str, QLabel] = {}
        self._lay_out()
        self._show()

    def actions_shown(self) -> list[PageAction]:
        """In, PDF, the households of the thôn, and on to handing up."""
        some = self.figures.commune.total > 0
        return [
            PageAction(texts.PRINT, self.print_preview, "Ctrl+P", some, texts.TIP_PRINT),
            PageAction(texts.PDF, self.save_pdf, "", some, texts.TIP_PDF),
            PageAction(texts.OPEN_GROUP, self.open_group, "F7", self._current_group() is not None, texts.TIP_OPEN),
            PageAction(texts.HAND_UP, lambda: self.context.go_to("handover"), "", some, primary=True),
        ]

    def activate(self, **target: Any) -> None:
        """The keyboard goes to the table; a row is always chosen, so that its households can be opened."""
        if self.table.body.currentIndex().row() < 0:
            self.table.body.selectRow(0)
        self.table.body.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Count again; the row chosen stays."""
        row = self.table.body.currentIndex().row()
        self.figures = summary.family_figures(self.context.file, self.context.year)
        self._show()
        self.table.body.selectRow(row)

    def print_preview(self) -> None:
        """Show the pages as they will be printed."""
        printing.preview(self, texts.TITLE, self._paint, landscape=True)

    def save_pdf(self) -> None:
        """Ask for a file and write the pages into it."""
        name = texts.PDF_FILE.format(year=self.context.year)
        path = printing.ask_pdf_path(self, self.context, texts.PDF_TITLE, name)
        if path is not None:
            printing.write_pdf(path, self._paint, landscape=True)
            self.context.notices.status(texts.PDF_SAVED.format(name=path.name))

    def open_group(self) -> None:
        """The list of the chosen thôn's households."""
        group = self._current_group()
        if group is not None:
            self.context.go_to("households", group=group)

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
        tabs = QTabWidget()
        tabs.addTab(self.table, texts.TAB_TABLE)
        tabs.addTab(self._chart_area(), texts.TAB_CHART)
        full = QWidget()
        inside = QVBoxLayout(full)
        inside.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(8))
        for part in (self.heading, self._tile_row(), self.remark):
            inside.addWidget(part)
        inside.addWidget(tabs, stretch=1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(scrolled(full))
        buttons = [(texts.EMPTY_BUTTON, lambda: self.context.go_to("import", kind="households"))]
        self._stack.addWidget(EmptyState("summary", texts.EMPTY_TITLE, texts.EMPTY_TEXT, buttons))

    def _chart_area(self) -> QWidget:
        title = QLabel(texts.CHART_TITLE)
        title.setProperty("kind", "heading")
        self._last_note = QLabel()
        self._last_note.setProperty("kind", "muted")
        inside = QWidget()
        layout = QVBoxLayout(inside)
        for part in (title, self._last_note, self.chart):
            layout.addWidget(part)
        layout.addStretch(1)
        return scrolled(inside)

    def _tile_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        for words in (
            texts.TILE_TOTAL,
            texts.TILE_REGISTERED,
            texts.TILE_SCORED,
            texts.TILE_RECOGNISED,
            texts.TILE_PERCENT_TOTAL,
            texts.TILE_PERCENT_REGISTERED,
        ):
            layout.addWidget(self._tile(words), stretch=1)
        return row

    def _tile(self, words: str) -> QFrame:
        tile = QFrame()
        tile.setProperty("kind", "card")
        figure, label = QLabel(), QLabel(words)
        figure.setProperty("kind", "figure")
        label.setWordWrap(True)
        layout = QVBoxLayout(tile)
        layout.setSpacing(0)
        layout.addWidget(figure)
        layout.addWidget(label)
        layout.addStretch(1)
        self._tiles[words] = figure
        return tile

    def _show(self) -> None:
        whole = self.figures.commune
        self._stack.setCurrentIndex(0 if whole.total else 1)
        self.heading.setText(texts.SUBTITLE.format(year=self.figures.year))
        figures = {
            texts.TILE_TOTAL: format_count(whole.total),
            texts.TILE_REGISTERED: format_count(whole.registered),
            texts.TILE_SCORED: format_count(whole.scored),
            texts.TILE_RECOGNISED: format_count(whole.recognised),
            texts.TILE_PERCENT_TOTAL: format_percent(whole.percent_of_total),
            texts.TILE_PERCENT_REGISTERED: format_percent(whole.percent_of_registered),
        }
        for words, figure in figures.items():
            self._tiles[words].setText(figure)
        self.remark.setText(self._remark())
        self.model.show_figures(self.figures)
        self._share_width()
        self._show_chart()

    def _remark(self) -> str:
        year, whole = self.figures.year - 1, self.figures.commune
        last = (
            texts.NO_LAST_YEAR.format(year=year)
            if whole.change is None
            else texts.LAST_YEAR.format(year=year, change=charting.counted(signed(whole.change)))
        )
        return " ".join(filter(None, (charting.target_words(whole), last, self._sample_notice())))

    def _sample_notice(self) -> str:
        """A plain word when the year is scored by a set that is only a sample (never passed off as a decree)."""
        file, family = self.context.file, criteria_sets.LEARNING_FAMILY
        used = [
            criteria_sets.kept(file, *one) for one in criteria_sets.sets_in_use(file, family, self.context.year)
        ]
        names = ", ".join(one.name for one in used if criteria_sets.is_sample(file, one))
        return texts.SAMPLE_SET.format(name=names) if names else ""

    def _share_width(self) -> None:
        """Each column as wide as its longest word; the room that is left is shared out."""
        widths = [self._column_width(column) for column in range(self.model.columnCount())]
        left = self.table.width() - sum(widths) - theme.px(24)
        more = max(0, left) // len(widths)
        for column, width in enumerate(widths):
            self.table.set_column_width(column, width + more)
        header = QFontMetrics(theme.font(bold=True)).lineSpacing() * HEADING_LINES + theme.px(12)
        self.table.set_header_height(header)
        self.table.setMinimumHeight(header + ROWS_SEEN * theme.row_height())

    def _column_width(self, column: int) -> int:
        bold = QFontMetrics(theme.font(bold=True))
        words = COLUMNS[column].title.split("\n")
        words += [COLUMNS[column].text(row) for row in (*self.figures.by_group, self.figures.commune)]
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
