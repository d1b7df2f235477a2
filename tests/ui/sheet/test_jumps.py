"""«Xem danh sách» of every computed indicator, followed to the real page it leads to."""

import pytest

from khuyenhoc_desktop.domain.subjects import COMMUNE_SUBJECT
from khuyenhoc_desktop.services import entry
from khuyenhoc_desktop.ui.pages import all_pages
from khuyenhoc_desktop.ui.sheet.deriving import list_behind
from tests.all_titles import YEAR, make


@pytest.mark.parametrize("kind", ["clan", "unit", "group", "commune"])
def test_the_list_behind_each_number_is_shown(commune, make_context, show_page, kind):
    made = make(commune)
    subject = {"clan": made.clan, "unit": made.unit, "group": made.groups[0], "commune": COMMUNE_SUBJECT}[kind]
    sheet = entry.load_sheet(commune, YEAR, subject)
    assert sheet.measured
    for code in sheet.measured:
        page, target = list_behind(sheet, code)
        shown = show_page(all_pages()[page].factory(make_context(commune)))
        shown.activate(**target)
        assert shown.isVisible()
        assert shown.context.notices.errors == []
