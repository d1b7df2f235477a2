"""The look: contrast computed over the colour tables, sizes that grow, targets that can be hit."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QTableView

from khuyenhoc_desktop.ui import theme, theme_tokens
from khuyenhoc_desktop.ui.theme import Look
from khuyenhoc_desktop.ui.theme_tokens import DARK, LIGHT, PAIRS, contrast


@pytest.fixture
def look(qapp):
    yield lambda kind, size: theme.apply(qapp, kind, size)
    theme.apply(qapp, Look.LIGHT, 100)


def test_contrast_knows_the_ends_of_the_scale():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)  # WCAG's own example


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), [(words, ground) for words, all_ in PAIRS for ground in all_])
def test_words_stand_out_seven_to_one(colours, words, ground):
    assert contrast(getattr(colours, words), getattr(colours, ground)) >= 7


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("part", ["border_strong", "focus", "bar"])
def test_edges_and_bars_stand_out_three_to_one(colours, part):
    for ground in ("window", "surface", "raised"):
        assert contrast(getattr(colours, part), getattr(colours, ground)) >= 3


def test_dark_and_light_are_chosen(look):
    look(Look.DARK, 100)
    assert theme.is_dark()
    assert theme.colour("window").name().upper() == DARK.window
    look(Look.LIGHT, 100)
    assert not theme.is_dark()


@pytest.mark.parametrize(("asked", "shown"), [(50, 100), (100, 100), (150, 150), (400, 200)])
def test_text_size_is_held_between_100_and_200(look, qapp, asked, shown):
    look(Look.LIGHT, asked)
    assert theme.percent() == shown
    assert qapp.font().pointSizeF() == pytest.approx(theme_tokens.BASE_POINTS * shown / 100)


@pytest.mark.parametrize("size", [100, 150, 200])
def test_buttons_and_fields_are_at_least_40_pixels_high(look, qtbot, size):
    look(Look.LIGHT, size)
    for widget in (QPushButton("Ghi"), QLineEdit()):
        qtbot.addWidget(widget)
        widget.ensurePolished()
        assert widget.sizeHint().height() >= theme_tokens.TARGET
    assert theme.row_height() >= theme_tokens.TARGET


def test_lists_and_menus_grow_though_the_system_has_fonts_of_its_own_for_them(look, qapp, qtbot):
    """As on Windows, where the system brings them back with each change of its theme."""
    look(Look.LIGHT, 150)
    for kind in ("QAbstractItemView", "QMenu"):
        qapp.setFont(QFont("DejaVu Sans", 5), kind)
    for widget in (QTableView(), QMenu()):
        qtbot.addWidget(widget)
        widget.ensurePolished()
        assert widget.font().pointSizeF() == pytest.approx(theme.points(), abs=0.1)
        assert widget.font().family() == qapp.font().family()


def test_every_name_in_the_style_sheet_is_filled(look):
    look(Look.DARK, 120)
    assert "$" not in theme.style_sheet()
