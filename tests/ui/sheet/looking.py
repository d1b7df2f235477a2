"""Where the keyboard is on the sheet, and whose sheet it is."""

from tests.ui.scoring import focus

MOST = {"C1_1": 1000, "C1_2": 1000, "C1_3": 1000, "C2_1": 1000, "C2_2": 1000, "C2_3": 1000}
MOST |= {"C3_1": 700, "C3_2": 700, "C3_3": 600, "C4_1": 700, "C4_2": 700, "C4_3": 600}


def here(page):
    """The indicator the keyboard is in."""
    return next(row.indicator.code for row in page.form.rows if row.isAncestorOf(focus()))


def head(page):
    return page.head.name.text()
