"""Step 3: what the import would do, everything doubtful about it, and what can be decided."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import Severity
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.importing.plan import ImportPlan
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.banner import Banner
from khuyenhoc_desktop.ui.importing.groups_pane import GroupsPane
from khuyenhoc_desktop.ui.importing.households_pane import HouseholdsPane
from khuyenhoc_desktop.ui.importing.pairs_pane import PairsPane
from khuyenhoc_desktop.ui.importing.problems_pane import ProblemsPane
from khuyenhoc_desktop.ui.importing.row_panes import ChangesPane, RowsPane
from khuyenhoc_desktop.ui.importing.state import Wizard
from khuyenhoc_desktop.ui.importing.tiles import Tiles
from khuyenhoc_desktop.ui.widgets.scrolled import scrolled

ALWAYS = ("problems", "rows")
FIRST_TO_SEE = ("households", "problems", "pairs", "changes", "groups", "rows")


class CheckStep(QWidget):
    """Signals: changed - something was decided, so that the plan must be made again."""

    changed = Signal()

    def __init__(self, wizard: Wizard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wizard = wizard
        self._shown: ImportPlan | None = None
        self.state = Banner()
        self.tiles = Tiles()
        self.problems, self.changes = ProblemsPane(), ChangesPane()
        self.pairs, self.groups, self.rows = PairsPane(wizard), GroupsPane(wizard), RowsPane()
        self.households = HouseholdsPane(wizard)
        self.notices = QPlainTextEdit()
        self.notices.setReadOnly(True)
        self.notices.setTabChangesFocus(True)
        self.notices.setAccessibleName(texts.TABS["notices"].replace("&", ""))
        self.tabs = QTabWidget()
        self._panes = {
            "problems": self.problems,
            "households": self.households,
            "pairs": self.pairs,
            "changes": self.changes,
            "groups": self.groups,
            "rows": self.rows,
            "notices": self.notices,
        }
        for pane in self._panes.values():
            self.tabs.addTab(scrolled(pane) if pane is self.pairs else pane, "")
        self._lay_out()
        self.tiles.wanted.connect(self._show_tile)
        self.pairs.changed.connect(self._decided)
        self.groups.changed.connect(self._decided)
        self.households.changed.connect(self._decided)

    def show_wizard(self, wizard: Wizard, known_groups: Sequence[str]) -> None:
        """Show the wizard's plan; one that was shown before keeps its filters and place."""
        self._wizard = wizard
        plan = wizard.plan
        assert plan is not None
        if plan is not self._shown:
            self._show_plan(plan, known_groups)
        self.show_state()

    def take_focus(self) -> None:
        """The keyboard goes to what should be looked at; where there is nothing, Enter goes on."""
        name = self._current()
        to_see: dict[str, ProblemsPane | PairsPane | HouseholdsPane]
        to_see = {"problems": self.problems, "pairs": self.pairs, "households": self.households}
        if name in to_see and self._count(name):
            to_see[name].take_focus()
        else:
            self.tabs.tabBar().setFocus()

    def show_state(self) -> None:
        """What can be done now, in a sentence."""
        plan = self._wizard.plan
        assert plan is not None
        good = plan.new + plan.updated
        if self._wizard.is_stale:
            words, kind = texts.STALE, "notice"
        elif good and (left := self._wizard.undecided()):
            words, kind = texts.DOUBTS_STATE.format(count=format_count(left)), "notice"
        elif good:
            words, kind = (texts.READY if plan.rejected else ""), "good"
        elif plan.rejected and not plan.unchanged:
            words, kind = texts.NOTHING_GOOD, "refusal"
        elif plan.rejected:
            words, kind = texts.NOTHING_NEW, "notice"
        else:
            words, kind = texts.ALL_UNCHANGED, "good"
        self.state.say(kind, words)

    def _show_plan(self, plan: ImportPlan, known_groups: Sequence[str]) -> None:
        before = self._current() if self._shown is not None and self._shown.path == plan.path else None
        self._shown = plan
        self.tiles.set_counts({**plan.counts, "warnings": len(plan.warnings)})
        self.problems.show_plan(plan)
        self.changed_values = self.changes.show_plan(plan)
        self.pairs.show_wizard(self._wizard)
        self.groups.show_wizard(self._wizard, known_groups)
        self.households.show_wizard(self._wizard)
        self.rows.show_plan(plan)
        self.notices.setPlainText("\n".join(plan.notices))
        for place, name in enumerate(self._panes):
            count = self._count(name)
            self.tabs.setTabText(place, texts.TABS[name].format(count=format_count(count)))
            self.tabs.setTabVisible(place, bool(count) or name in ALWAYS)
        wanted = before or next(name for name in FIRST_TO_SEE if self._count(name) or name == "rows")
        self._go(wanted if self._count(wanted) else "rows")

    def _count(self, name: str) -> int:
        plan = self._wizard.plan
        assert plan is not None
        counts = {
            "problems": len(plan.problems),
            "changes": self.changed_values,
            "households": len(plan.doubtful),
            "pairs": len(self._wizard.pairs),
            "groups": len(self._wizard.groups),
            "rows": len(plan.rows),
            "notices": len(plan.notices),
        }
        return counts[name]

    def _current(self) -> str:
        return list(self._panes)[max(self.tabs.currentIndex(), 0)]

    def _go(self, name: str) -> None:
        self.tabs.setCurrentIndex(list(self._panes).index(name))

    def _show_tile(self, name: str) -> None:
        """Show the rows behind a count."""
        if name in ("rejected", "warnings"):
            self.problems.show_severity(Severity.ERROR if name == "rejected" else Severity.WARNING)
            self._go("problems")
            self.problems.take_focus()
        elif name == "updated" and self.changed_values:
            self._go("changes")
            self.changes.take_focus()
        else:
            self.rows.show_state(name)
            self._go("rows")
            self.rows.take_focus()

    def _decided(self) -> None:
        self.show_state()
        self.changed.emit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(6))
        layout.addWidget(self.tiles)
        layout.addWidget(self.state)
        layout.addWidget(self.tabs, 1)
