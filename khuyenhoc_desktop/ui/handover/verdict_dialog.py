"""What came of checking a bundle: one sentence, and every problem with its place and cure."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import Problem
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.handover import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable


class VerdictDialog(QDialog):
    """Closed by Esc or Enter on its button."""

    def __init__(self, path: Path, problems: list[Problem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(texts.VERDICT_TITLE)
        self._problems = problems
        self.verdict, self.cure = QLabel(verdict(problems)), QLabel()
        self.verdict.setProperty("kind", _kind(problems))
        self.verdict.setWordWrap(True)
        self.cure.setWordWrap(True)
        file = QLabel(texts.VERDICT_FILE.format(path))
        file.setProperty("kind", "muted")
        file.setWordWrap(True)
        self.model = IdsModel(_columns(), self._load, ident=lambda row: row[0], parent=self)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.VERDICT_TABLE)
        self.table.current_id_changed.connect(self._show_cure)
        self.close_button = Button(texts.CLOSE, self.close, "primary")
        self._lay_out(file)

    def _lay_out(self, file: QLabel) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.verdict)
        layout.addWidget(file)
        if self._problems:
            layout.addWidget(self.table, 1)
            layout.addWidget(self.cure)
            self.table.show_ids(range(len(self._problems)))
            self.table.selectRow(0)
            self.resize(self._fitting(QSize(theme.text_width(100), theme.px(440))))
        else:
            self.table.setParent(self)
            self.table.hide()
            self.setMinimumWidth(theme.text_width(60))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        layout.addLayout(row)
        (self.table if self._problems else self.close_button).setFocus()

    def _fitting(self, wanted: QSize) -> QSize:
        """No larger than the window it stands over: the largest letters would widen it past the screen."""
        over = self.parentWidget()
        return wanted.boundedTo(over.window().size()) if over is not None else wanted

    def _load(self, ids: list[int]) -> list[tuple[int, Problem]]:
        return [(ident, self._problems[ident]) for ident in ids]

    def _show_cure(self, ident: int | None) -> None:
        if ident is not None:
            problem = self._problems[ident]
            self.cure.setText(f"{problem.message}\n{texts.CURE.format(problem.cure)}")


def verdict(problems: list[Problem]) -> str:
    """The sentence."""
    errors = sum(problem.is_error for problem in problems)
    if errors:
        return texts.VERDICT_BAD.format(count=format_count(errors))
    return texts.VERDICT_DOUBT.format(count=format_count(len(problems))) if problems else texts.VERDICT_GOOD


def _kind(problems: list[Problem]) -> str:
    if any(problem.is_error for problem in problems):
        return "refusal"
    return "notice" if problems else "good"


def _columns() -> list[Column]:
    return [
        Column(
            texts.SEVERITY,
            lambda row: texts.ERROR if row[1].is_error else texts.WARNING,
            width=9,
            colour=lambda row: "error" if row[1].is_error else "warn",
        ),
        Column(texts.MEMBER, lambda row: row[1].sheet or "", width=20),
        Column(texts.CELL, lambda row: row[1].cell or (str(row[1].row) if row[1].row else ""), width=6),
        Column(texts.MESSAGE, lambda row: row[1].message, width=24, stretch=True),
    ]
