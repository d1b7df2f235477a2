"""The sheet over a small commune."""

import pytest

from khuyenhoc_desktop.ui.sheet.page import SheetPage
from tests.ui.scoring import YEAR, fill, shown, use_all_kinds


@pytest.fixture
def ids(commune):
    return fill(commune, years=(2025, YEAR))


@pytest.fixture
def page(qtbot, commune, ids, make_context):
    made = SheetPage(make_context(commune))
    made.filter.sort.setCurrentIndex(1)  # by name: An, Bình, Cường, Dung
    return shown(qtbot, made)


@pytest.fixture
def all_kinds(qtbot, commune, make_context, tmp_path):
    household = fill(commune, 2)[0]
    use_all_kinds(commune, tmp_path)
    made = SheetPage(make_context(commune))
    made.filter.sort.setCurrentIndex(1)
    return shown(qtbot, made), household
