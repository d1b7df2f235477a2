"""Two sets side by side: what differs, and what that does to the scores entered."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.criteria_compare import SetDifference, compare
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.criteria import versions
from khuyenhoc_desktop.services.criteria.versions import Touched
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.criteria import texts
from khuyenhoc_desktop.ui.criteria.view import lines_html, table
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.fitting import fit_screen


class CompareDialog(QDialog):
    """Compares a set, as the newer one, with another of its title; the one that it follows stands first."""

    def __init__(
        self, context: Context, newer: CriteriaSet, others: list[CriteriaSet], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts.COMPARE_TITLE)
        self._context, self._newer = context, newer
        ordered = sorted(others, key=lambda one: not _is_followed(newer, one))
        self._others = dict(enumerate(ordered))
        options = [(number, f"{one.name}, bản {one.version}") for number, one in self._others.items()]
        self.choice = Picker(texts.COMPARE_WITH.replace("&", ""), options)
        self.choice.setMaximumWidth(theme.text_width(90))
        self.view = QTextBrowser()
        self.view.setAccessibleName(texts.COMPARE_TITLE)
        self.choice.picked.connect(self._show)
        self._lay_out()
        self._show()
        fit_screen(self, 120, 15)

    def _lay_out(self) -> None:
        label = QLabel(texts.COMPARE_WITH)
        label.setBuddy(self.choice)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(label)
        head.addWidget(self.choice, 1)
        foot.addStretch(1)
        foot.addWidget(Button(texts.CLOSE, self.reject))
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)

    def _show(self) -> None:
        older = self._others[int(str(self.choice.code()))]
        difference = compare(older, self._newer)
        touched = versions.touched_scores(self._context.file, older, difference)
        self.view.setHtml(html_of(older, self._newer, difference, touched))


def _is_followed(newer: CriteriaSet, older: CriteriaSet) -> bool:
    return newer.set_id == older.set_id and newer.supersedes == older.version


def html_of(older: CriteriaSet, newer: CriteriaSet, found: SetDifference, touched: list[Touched]) -> str:
    """The difference of two sets as HTML."""
    names = [escape(f"{one.name}, bản {one.version}") for one in (older, newer)]
    head = f"<h3>{texts.COMPARE_HEAD.format(old=names[0], new=names[1])}</h3>"
    if found.is_empty:
        return f"{head}<p>{texts.SAME}</p>"
    renamed = (
        texts.RENAMED_LINE.format(number=one.new.number, name=one.new.name, old=one.old.code, new=one.new.code)
        for one in found.renamed
    )
    parts = (
        _section(texts.ADDED, (f"{one.number} {one.name}" for one in found.added)),
        _section(texts.REMOVED, (f"{one.number} {one.name}" for one in found.removed)),
        _section(texts.RENAMED, renamed),
        _changes(found),
        f"<h4>{texts.ENTERED}</h4><p>{texts.ENTERED_TEXT}</p>",
        _entered(touched),
    )
    return head + "".join(parts)


def _section(title: str, lines: Iterable[str]) -> str:
    told = list(lines)
    return f"<h4>{title} ({len(told)})</h4>{lines_html(told)}" if told else ""


def _changes(found: SetDifference) -> str:
    rows = [(texts.RULES_CHANGED, one) for one in found.rules]
    rows += [(f"{each.new.number} {each.new.name}", one) for each in found.changed for one in each.changes]
    cells = ((name, one.what, one.old, one.new) for name, one in rows)
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in cells]
    if not lines:
        return ""
    html = table(texts.CHANGE_COLUMNS, (f"<tr>{line}</tr>" for line in lines), texts.CHANGE_WIDTHS)
    return f"<h4>{texts.CHANGED} ({len(lines)})</h4>{html}"


def _entered(touched: list[Touched]) -> str:
    if not touched:
        return f"<p>{texts.ENTERED_NONE}</p>"
    rows = (
        f"<tr><td>{one.year}</td><td>{escape(f'{one.number} {one.name}')}</td>"
        f"<td>{texts.IS_DROPPED if one.is_dropped else texts.IS_CHANGED}</td>"
        f'<td align="right">{format_count(one.sheets)}</td></tr>'
        for one in touched
    )
    return table(texts.ENTERED_COLUMNS, rows, texts.ENTERED_WIDTHS)
