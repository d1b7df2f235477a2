"""How the program looks: colours by role, sizes by the text size chosen; Fusion drawn with one style sheet.

Pages never name a colour: they ask colour("ok"), colour("muted") … at the moment they paint.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from string import Template

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from khuyenhoc_desktop.ui import theme_tokens as tokens
from khuyenhoc_desktop.ui.theme_sheet import SHEET

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"
CELL_FRAME = 8  # what Qt adds around the words of a cell, in pixels
FAMILIES = ("Segoe UI", "Liberation Sans", "Noto Sans", "DejaVu Sans")


class Look(StrEnum):
    """Which colours the user wants; SYSTEM follows Windows."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


SCHEMES = {
    Look.SYSTEM: Qt.ColorScheme.Unknown,
    Look.LIGHT: Qt.ColorScheme.Light,
    Look.DARK: Qt.ColorScheme.Dark,
}


@dataclass(slots=True)
class _Shown:
    """What is on the screen now."""

    colours: tokens.Colours
    percent: int


_shown = _Shown(tokens.LIGHT, 100)


def colour(role: str) -> QColor:
    """The colour of a role ("text", "muted", "ok", "warn", "error", "accent", …: theme_tokens.Colours)."""
    return QColor(getattr(_shown.colours, role))


def percent() -> int:
    """The text size on the screen, 100 to 200."""
    return _shown.percent


def is_dark() -> bool:
    """Whether the dark colours are shown."""
    return _shown.colours is tokens.DARK


def px(size: float) -> int:
    """A distance in pixels for the text size chosen; distances grow half as fast as letters, to save room."""
    return round(size * (1 + (_shown.percent - 100) / 200))


def points(factor: float = 1.0) -> float:
    """The size of letters in points, `factor` times the usual size."""
    return tokens.BASE_POINTS * factor * _shown.percent / 100


def font(factor: float = 1.0, *, bold: bool = False) -> QFont:
    """The program's font, `factor` times the usual size."""
    made = QFont(QApplication.font())
    made.setPointSizeF(points(factor))
    made.setBold(bold)
    return made


def row_height() -> int:
    """The fixed height of a table row: a target of 40 pixels, or the letters with air around them."""
    return max(tokens.TARGET, QFontMetrics(font()).height() + px(12))


def text_width(characters: int) -> int:
    """The width in pixels of about so many letters at the size chosen."""
    return QFontMetrics(font()).horizontalAdvance("n") * characters


def column_width(characters: int) -> int:
    """The width in pixels of a table column for about so many letters, with the air around them."""
    return text_width(characters) + 2 * px(tokens.SPACE) + CELL_FRAME


def apply(app: QApplication, look: Look, text_size: int) -> None:
    """Show the program in these colours and this text size (per cent; held between 100 and 200)."""
    # Also the frames that the system draws around the windows.
    app.styleHints().setColorScheme(SCHEMES[look])
    _shown.percent = min(max(text_size, tokens.SMALLEST), tokens.LARGEST)
    _shown.colours = tokens.DARK if _wants_dark(look) else tokens.LIGHT
    if not app.styleSheet():
        app.setStyle(QStyleFactory.create("Fusion"))
        QDir.addSearchPath("icons", str(ICONS))
    app.setFont(_application_font())
    app.setPalette(_palette(_shown.colours))
    app.setStyleSheet(style_sheet())


def style_sheet() -> str:
    """The style sheet of the whole program, with today's colours and sizes put in."""
    sizes = {
        # Windows has fonts of its own for lists, menus and tips, which app.setFont() leaves as they are.
        "family": font().family(),
        "base": f"{points():.1f}pt",
        "small": f"{points(0.92):.1f}pt",
        "large": f"{points(1.18):.1f}pt",
        "title": f"{points(1.45):.1f}pt",
        "target": f"{_content_height()}px",
        "icon": f"{px(20)}px",
        "radius": f"{tokens.RADIUS}px",
        "space": f"{px(tokens.SPACE)}px",
        "half": f"{px(tokens.SPACE // 2)}px",
        "wide": f"{px(tokens.SPACE * 2)}px",
        "thick": f"{px(14)}px",
        "arrow": f"icons:down-{'dark' if is_dark() else 'light'}.svg",
        "check": f"icons:check-{'dark' if is_dark() else 'light'}.svg",
    }
    return Template(SHEET).substitute(asdict(_shown.colours) | sizes)


def _content_height() -> int:
    """The height inside a button or field: the whole, with border and padding, is at least 40 pixels."""
    return max(tokens.TARGET, QFontMetrics(font()).height() + px(14)) - 2 * 2 - 2 * px(tokens.SPACE // 2)


def _wants_dark(look: Look) -> bool:
    if look is Look.SYSTEM:
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return look is Look.DARK


def _application_font() -> QFont:
    there = set(QFontDatabase.families())
    family = next((name for name in FAMILIES if name in there), QApplication.font().family())
    made = QFont(family)
    made.setPointSizeF(points())
    return made


def _palette(colours: tokens.Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for place, value in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.raised),
        (role.Text, colours.text),
        (role.Button, colours.raised),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.error),
        (role.Highlight, colours.selection),
        (role.HighlightedText, colours.selection_text),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Mid, colours.border),
        (role.Accent, colours.accent),
    ):
        palette.setColor(place, QColor(value))
    for place in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(colours.border_strong))
    return palette
