"""«Nếu …»: what a set or another threshold would do to a year, before anything is written."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.text import NumberError, format_count, format_points, parse_points
from khuyenhoc_desktop.services import subjects
from khuyenhoc_desktop.services.criteria import what_if
from khuyenhoc_desktop.services.criteria.what_if import Flip, WhatIf
from khuyenhoc_desktop.services.subjects import SubjectRow
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.criteria import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.fitting import fit_screen
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.line_editors import TextEdit
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

MOST_GROUPS = 6
MOST_LINES = 5
Row = tuple[SubjectRow, Flip]


class WhatIfDialog(QDialog):
    """Shows the preview; `use` (whether filled sheets are carried over) is called when a set is to be used.

    Without `use` it only previews.
    """

    def __init__(
        self,
        context: Context,
        found: WhatIf,
        use: Callable[[bool], None] | None,
        doubts: list[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._use, self._doubts = context, use, doubts
        self._set, self.found = found.criteria_set, found
        self._flips: dict[int, Flip] = {}
        self.told, self.groups, self.warnings = QLabel(), QLabel(), QLabel()
        self.model = IdsModel(_columns(), self._records, lambda row: row[0].id, self)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.FLIPS_NAME)
        self.threshold = TextEdit()
        self.threshold.set_name(texts.THRESHOLD.replace("&", ""))
        self._lay_out()
        self.show_found(found)
        fit_screen(self, 140, 15)

    def show_found(self, found: WhatIf) -> None:
        """Show what was found."""
        one, self.found = found.criteria_set, found
        self.setWindowTitle(texts.WHAT_IF_TITLE.format(name=one.name, version=one.version, year=found.year))
        self.told.setText("\n".join(_told(found)))
        self.groups.setText(_groups(what_if.by_group(self._context.file, found)))
        self.groups.setVisible(bool(found.flips))
        warnings = [*self._doubts, *_consequences(found, self._use is not None), *self._tried(one)]
        self.warnings.setText("\n".join(warnings))
        self.warnings.setVisible(bool(warnings))
        self._flips = {flip.subject: flip for flip in found.flips}
        self.table.show_ids(list(self._flips))
        self.table.setVisible(bool(found.flips))
        self.export.setEnabled(bool(found.flips))

    def recalculate(self) -> None:
        """Try the total that is typed."""
        try:
            total = parse_points(self.threshold.line.text())
        except NumberError as refused:
            self._context.notices.inform(texts.THRESHOLD.replace("&", ""), f"{refused.message} {refused.cure}")
            return
        tried, year = what_if.with_threshold(self._set, total), self.found.year
        self._context.lane.run(texts.WHAT_IF_JOB, lambda file: what_if.what_if(file, tried, year), self.show_found)

    def save_list(self) -> None:
        """Write the list of changes as a workbook."""
        one = self.found.criteria_set
        name = texts.EXPORT_NAME.format(set_id=one.set_id, version=one.version)
        start = Path(self._context.settings.last_folder() or Path.home()) / name
        chosen, _ = QFileDialog.getSaveFileName(self, texts.EXPORT_TITLE, str(start), texts.EXCEL_FILES)
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
        self._context.settings.set_last_folder(path.parent)
        found = self.found
        self._context.lane.run(
            texts.EXPORT_TITLE,
            lambda file: what_if.export_what_if(file, found, path),
            lambda done: self._context.notices.status(texts.SAVED.format(path=done)),
        )

    def _tried(self, one: CriteriaSet) -> list[str]:
        if one.is_checklist or one.rules.min_total == self._set.rules.min_total:
            return []
        return [texts.TRIED.format(points=format_points(one.rules.min_total))]

    def _records(self, ids: list[int]) -> list[Row]:
        rows = subjects.rows(self._context.file, self.found.year, ids)
        return [(row, self._flips[row.id]) for row in rows]

    def _lay_out(self) -> None:
        self.warnings.setProperty("kind", "notice")
        self.told.setProperty("kind", "good")
        layout = QVBoxLayout(self)
        for part in (self.told, self.groups, self.warnings):
            part.setWordWrap(True)
            layout.addWidget(part)
        layout.addWidget(self.table, 1)
        if self._use is None and not self._set.is_checklist:
            layout.addLayout(self._threshold_row())
        layout.addStretch(0)
        layout.addLayout(self._buttons())

    def _threshold_row(self) -> QHBoxLayout:
        label = QLabel(texts.THRESHOLD)
        label.setBuddy(self.threshold)
        self.threshold.set_value(format_points(self._set.rules.min_total))
        self.threshold.setMaximumWidth(theme.text_width(12))
        self.threshold.next_wanted.connect(self.recalculate)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.threshold)
        row.addWidget(Button(texts.RECALCULATE, self.recalculate))
        row.addStretch(1)
        return row

    def _buttons(self) -> QHBoxLayout:
        self.export = Button(texts.EXPORT, self.save_list)
        row = QHBoxLayout()
        row.addWidget(self.export)
        row.addStretch(1)
        if self._use is not None:
            filled = self.found.undecided + self.found.decided > 0
            words = texts.ONLY_NEW if filled else texts.USE_NOW.format(year=self.found.year)
            self.only_new = Button(words, lambda: self._use_it(carry=False), "primary")
            row.addWidget(self.only_new)
            if self.found.undecided:
                self.carry = Button(texts.CARRY, lambda: self._use_it(carry=True))
                row.addWidget(self.carry)
        row.addWidget(Button(texts.CLOSE, self.reject))
        return row

    def _use_it(self, *, carry: bool) -> None:
        use = self._use
        self.accept()
        if use is not None:
            use(carry)


def _told(found: WhatIf) -> list[str]:
    if not found.sheets:
        return [texts.NO_SHEETS.format(year=found.year)]
    words = texts.FLIPS if found.flips else texts.NO_FLIPS
    figures = {
        "gained": found.gained,
        "lost": found.lost,
        "now": found.now["reached"],
        "then": found.then["reached"],
    }
    shown = {name: format_count(figure) for name, figure in figures.items()}
    return [texts.WHAT_IF_TEXT.format(sheets=format_count(found.sheets)), words.format(**shown)]


def _groups(rows: list[tuple[str, int, int]]) -> str:
    told = [texts.ONE_GROUP.format(name=name, changes=_changes(gained, lost)) for name, gained, lost in rows]
    more = texts.MORE_GROUPS.format(count=len(told) - MOST_GROUPS) if len(told) > MOST_GROUPS else ""
    return texts.BY_GROUP.format(groups=", ".join(told[:MOST_GROUPS]) + more)


def _changes(gained: int, lost: int) -> str:
    kinds = ((texts.MORE_REACH, gained), (texts.FEWER_REACH, lost))
    return ", ".join(words.format(count=format_count(count)) for words, count in kinds if count)


def _consequences(found: WhatIf, is_use: bool) -> list[str]:
    """What using the set does to the sheets that are filled with another."""
    if not is_use:
        return []
    told = []
    if found.undecided:
        told.append(texts.USE_FILLED.format(count=format_count(found.undecided), year=found.year))
        told.append(_losses(found))
    if found.decided:
        told.append(texts.DECIDED.format(count=format_count(found.decided)))
    return told


def _losses(found: WhatIf) -> str:
    if not found.dropped:
        return texts.LOSES_NOTHING
    most = found.dropped.most_common(MOST_LINES)
    lines = [texts.LOSE_LINE.format(name=name, count=format_count(count)) for name, count in most]
    more = ["…"] if len(found.dropped) > MOST_LINES else []
    return texts.LOSES.format(lines="; ".join([*lines, *more]))


def _columns() -> list[Column]:
    name, group, change, now, then = texts.FLIP_COLUMNS
    return [
        Column(name, lambda row: row[0].name, width=18),
        Column(group, lambda row: row[0].group or "", width=14),
        Column(change, lambda row: what_if.change_words(row[1]), width=13, colour=_colour),
        Column(now, lambda row: row[1].now, width=30),
        Column(then, lambda row: row[1].then, width=25, stretch=True),
    ]


def _colour(row: Row) -> str:
    return "ok" if row[1].reached_then else "error"
