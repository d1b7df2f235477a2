"""The page «Dòng họ»: finding, adding and editing clans, and choosing their households."""

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.services import clans
from khuyenhoc_desktop.ui.bodies.page import BodiesPage
from khuyenhoc_desktop.ui.bodies.selection import BodyCommands
from khuyenhoc_desktop.ui.clans import texts
from khuyenhoc_desktop.ui.clans.form import ClanForm
from khuyenhoc_desktop.ui.clans.listing import ClanList
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.page import PageAction


class ClansPage(BodiesPage):
    """The register of clans."""

    title = texts.TITLE
    words = texts
    target = "clan"
    kind = "clans"
    form: ClanForm

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.commands = BodyCommands(context, texts, clans.REGISTER, self.selected_ids, self)
        self.bodies = ClanList(context, self.tools())
        self.put_together(self.bodies, ClanForm(context))

    def more_actions(self, some: bool, one: bool) -> list[PageAction]:
        """The households of the clan, and its sheet."""
        choose = PageAction(texts.CHOOSE, self.choose_households, "F4", one, texts.TIP_CHOOSE)
        return [choose, *super().more_actions(some, one)]

    def choose_households(self) -> None:
        """Open the clan, when it is not, and choose its households."""
        shown = self.shown_id()
        if shown is not None and self.leave():
            self.open(shown)
            self.form.members.choose()
