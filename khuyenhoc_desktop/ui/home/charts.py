"""The charts of a title: recognised by thôn, and over the years; the same charts go to paper."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.summary import GroupFigures
from khuyenhoc_desktop.domain.text import format_count, format_percent
from khuyenhoc_desktop.services import summary
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.home import texts
from khuyenhoc_desktop.ui.summary.charting import chart_of
from khuyenhoc_desktop.ui.widgets.bar_chart import Bar, BarChart, Chart
from khuyenhoc_desktop.ui.widgets.choices import Picker, picker_line


class Charts(QWidget):
    """A picker of titles and two charts. Counted by `show_year`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.picker = Picker(texts.PICK_TITLE, [(title, TITLES[title][1]) for title in summary.ORDER])
        self.by_year, self.by_group = BarChart(), BarChart()
        self._charts: list[tuple[str, Chart]] = []
        self._headings = (QLabel(), QLabel())
        self._lay_out()
        self.picker.picked.connect(self.show_year)

    def show_year(self) -> None:
        """Count the charts of the title chosen."""
        title, file, year = str(self.picker.code()), self._context.file, self._context.year
        figures = summary.title_figures(file, year, title)
        name = TITLES[title][1]
        self._charts = [
            (texts.CHART_YEARS.format(title=name), _trend(summary.recognised_over_years(file, title))),
            (texts.CHART_GROUPS.format(title=name, year=year), chart_of(figures)),
        ]
        widgets = (self.by_year, self.by_group)
        for (words, chart), heading, widget in zip(self._charts, self._headings, widgets, strict=True):
            heading.setText(words)
            widget.set_bars(chart.bars, most=chart.most, target=chart.target, target_text=chart.target_text)

    def charts(self) -> list[tuple[str, Chart]]:
        """The charts with their headings, for paper."""
        self.show_year()
        return self._charts

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        for heading, chart in zip(self._headings, (self.by_year, self.by_group), strict=True):
            heading.setProperty("kind", "heading")
            heading.setWordWrap(True)
            body.addWidget(heading)
            body.addWidget(chart)
        body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addLayout(picker_line(texts.PICK_TITLE, self.picker))
        layout.addLayout(body, 1)


def _trend(years: dict[int, GroupFigures]) -> Chart:
    """A bar a year: recognised of all."""
    bars = []
    for year, figures in years.items():
        exact = figures.percent_of_total
        text = f"{format_percent(exact)} ({format_count(figures.recognised)}/{format_count(figures.total)})"
        bars.append(Bar(texts.YEAR.format(year), None if exact is None else float(exact), text))
    return Chart(tuple(bars))
