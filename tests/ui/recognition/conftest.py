"""The page over four households of one thôn."""

from datetime import date

import pytest

from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services import entry, groups, households, recognition
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.recognition.page import RecognitionPage
from tests.ui.recognition.looking import NAMES, YEAR


@pytest.fixture
def make_people(commune):
    """Makes An and Bình, who reach the title, Chi with the sheet given, and Dũng without one; some register."""

    def made(of_chi, registered):
        group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
        ids = {n: households.add(commune, YEAR, group, HouseholdFields(head_name=f"Nguyễn {n}")) for n in NAMES}
        full = {one.code: one.max_points for one in entry.criteria_for(commune, LEARNING_FAMILY, YEAR).indicators}
        for name in ("An", "Bình"):
            entry.save_sheet(commune, YEAR, ids[name], full)
        entry.save_sheet(commune, YEAR, ids["Chi"], of_chi(full))
        recognition.set_registered(commune, YEAR, [ids[name] for name in registered], True, date(2026, 3, 1))
        return ids

    return made


@pytest.fixture
def page(commune, people, make_context, show_page):
    """Over the `people` of the test's own file."""
    return show_page(RecognitionPage(make_context(commune)))
