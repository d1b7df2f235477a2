"""The page «Đơn vị»: finding, adding and editing units."""

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.services import units
from khuyenhoc_desktop.ui.bodies.page import BodiesPage
from khuyenhoc_desktop.ui.bodies.selection import BodyCommands
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.units import texts
from khuyenhoc_desktop.ui.units.form import UnitForm
from khuyenhoc_desktop.ui.units.listing import UnitList


class UnitsPage(BodiesPage):
    """The register of units."""

    title = texts.TITLE
    words = texts
    target = "unit"
    kind = "units"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.commands = BodyCommands(context, texts, units.REGISTER, self.selected_ids, self)
        self.bodies = UnitList(context, self.tools())
        self.put_together(self.bodies, UnitForm(context))
