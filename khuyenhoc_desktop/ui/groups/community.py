"""The pane of one community: its own result, who is recognised in it, and what its result rests on."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import (
    COMMUNE_SUBJECT,
    LEARNING_CITIZEN,
    LEARNING_CLAN,
    LEARNING_COMMUNITY,
    LEARNING_FAMILY,
    LEARNING_UNIT,
)
from khuyenhoc_desktop.domain.text import format_count, format_percent
from khuyenhoc_desktop.services.communities import Community, Standing, community
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.bodies.facts import facts_of
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.groups import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button

WIDTH = 44  # letters
# On which page those of a title are listed.
PAGES: Final[Mapping[str, str]] = {
    LEARNING_CITIZEN: "persons",
    LEARNING_FAMILY: "households",
    LEARNING_CLAN: "clans",
    LEARNING_UNIT: "units",
    LEARNING_COMMUNITY: "groups",
}


class CommunityPane(QFrame):
    """One thôn, or the commune. Signals: close_wanted - Esc or «Đóng»."""

    close_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._group: int | None = None
        self.setProperty("kind", "card")
        self.setAccessibleName(texts.COMMUNITY_NAME)
        self.title, self.award, self.facts = QLabel(), QLabel(), QLabel()
        self.parts: dict[str, QLabel] = {}
        self.lines: dict[str, QWidget] = {}
        self.buttons: dict[str, Button] = {}
        self.sheet_button = Button(texts.OPEN_SHEET, self.open_sheet)
        self._lay_out()

    def show_group(self, group_id: int | None) -> None:
        """Show a thôn; None: the commune."""
        self._group = group_id
        try:
            found = community(self._context.file, self._context.year, group_id)
        except UserError:
            self.close_wanted.emit()
            return
        self._show(found)

    def shown(self) -> int | None:
        """The thôn shown; None: the commune."""
        return self._group

    def again(self) -> None:
        """Show the same one as it is now."""
        self.show_group(self._group)

    def open_sheet(self) -> None:
        """The sheet of this community."""
        self._context.go_to("sheet", subject=COMMUNE_SUBJECT if self._group is None else self._group)

    def open_list(self, title: str) -> None:
        """The list of those of a title who are in this community."""
        if title == LEARNING_COMMUNITY:
            self.close_wanted.emit()
        else:
            self._context.go_to(PAGES[title], group=self._group)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, found: Community) -> None:
        row, year = found.row, self._context.year
        self.title.setText(row.name)
        self.award.setText(texts.AWARD.format(title=TITLES[row.title][1]))
        told = facts_of(self._context.file, year, row.title, row)
        self.facts.setText(told if row.present else texts.NOT_THERE.format(year=year))
        standings = dict(found.parts)
        for title, label in self.parts.items():
            self.lines[title].setVisible(title in standings)
            label.setText(part_words(title, standings.get(title, Standing())))
        self.sheet_button.setEnabled(row.present)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        self.award.setProperty("kind", "strong")
        heading = QLabel(texts.INSIDE)
        heading.setProperty("kind", "strong")
        for part in (self.award, self.facts, self.sheet_button, heading):
            column.addWidget(part)
        for title in PAGES:
            column.addWidget(self._part(title))
        column.addStretch(1)
        for label in (self.title, self.award, self.facts):
            label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(10),) * 4)
        layout.addLayout(self._head())
        layout.addWidget(_scrolled(inside), 1)

    def _head(self) -> QLayout:
        self.title.setProperty("kind", "heading")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        closing = Button(texts.CLOSE, self.close_wanted.emit, "flat")
        head.addWidget(closing, alignment=Qt.AlignmentFlag.AlignTop)
        return head

    def _part(self, title: str) -> QWidget:
        """The figures of one title, and the way to its list."""
        self.lines[title] = line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        self.parts[title] = label = QLabel()
        label.setWordWrap(True)
        self.buttons[title] = button = Button(texts.LOOK, partial(self.open_list, title))
        button.setAccessibleName(texts.LOOK_AT.format(what=texts.PARTS[title]))
        layout.addWidget(label, 1)
        layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        return line


def part_words(title: str, standing: Standing) -> str:
    """How many of those of a title are recognised, with both shares and their bases."""
    what = texts.PARTS[title]
    if not standing.total:
        return texts.NONE_THERE.format(what=what)
    pattern = texts.PART if standing.registered else texts.PART_NOBODY_REGISTERED
    return pattern.format(
        what=what,
        recognised=format_count(standing.recognised),
        total=format_count(standing.total),
        of_all=_share(standing.recognised, standing.total),
        registered=format_count(standing.registered),
        of_registered=_share(standing.recognised, standing.registered),
    )


def _share(part: int, base: int) -> str:
    """A share that is not broken between number and sign."""
    return format_percent(Fraction(100 * part, base) if base else None).replace(" ", "\u00a0")


def _scrolled(inside: QWidget) -> QScrollArea:
    scroller = QScrollArea()
    scroller.setWidgetResizable(True)
    scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroller.setWidget(inside)
    return scroller
