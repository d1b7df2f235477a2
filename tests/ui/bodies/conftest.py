"""A small commune with clans, units and persons, and its pages with their bottom bar."""

import pytest

from tests import all_titles
from tests.ui.households.conftest import Desk, type_in

__all__ = ["type_in"]


@pytest.fixture
def made(commune):
    """What tests.all_titles makes, in the file `commune`."""
    return all_titles.make(commune)


@pytest.fixture
def make_desk(qtbot, make_context):
    def made_desk(file, page_class, year=2026):
        desk = Desk(page_class(make_context(file, year)))
        qtbot.addWidget(desk)
        desk.resize(1180, 620)
        desk.show()
        desk.activateWindow()
        desk.page.activate()
        qtbot.waitExposed(desk)
        return desk

    return made_desk


@pytest.fixture
def clans_desk(make_desk, commune, made):
    from khuyenhoc_desktop.ui.clans.page import ClansPage

    return make_desk(commune, ClansPage)


@pytest.fixture
def units_desk(make_desk, commune, made):
    from khuyenhoc_desktop.ui.units.page import UnitsPage

    return make_desk(commune, UnitsPage)
