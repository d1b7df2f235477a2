"""The two colour tables, light and dark, and the sizes: no other place names a colour or a size."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One colour for each role. Words on a background keep a contrast of 7 to 1 (tests/ui/test_theme.py)."""

    window: str
    surface: str
    raised: str
    nav: str
    text: str
    muted: str
    accent: str
    accent_text: str
    accent_soft: str
    selection: str
    selection_text: str
    border: str
    border_strong: str
    focus: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    error: str
    error_soft: str
    bar: str
    bar_last: str
    target: str


LIGHT = Colours(
    window="#F3F6F5",
    surface="#FFFFFF",
    raised="#FAFCFB",
    nav="#E4ECE9",
    text="#17211F",
    muted="#3F4B48",
    accent="#0B5749",
    accent_text="#FFFFFF",
    accent_soft="#D6E9E3",
    selection="#C6E2D9",
    selection_text="#0F1B18",
    border="#CBD5D1",
    border_strong="#71807B",
    focus="#0B5749",
    ok="#0A5227",
    ok_soft="#E1F3E6",
    warn="#633D00",
    warn_soft="#FFF1D6",
    error="#8A1414",
    error_soft="#FDE9E7",
    bar="#2B8371",
    bar_last="#A9C9BF",
    target="#633D00",
)

DARK = Colours(
    window="#151A19",
    surface="#1C2221",
    raised="#232B29",
    nav="#101413",
    text="#EEF3F1",
    muted="#C0CBC7",
    accent="#8CD8C0",
    accent_text="#08201A",
    accent_soft="#1F3F37",
    selection="#24493F",
    selection_text="#F4F9F7",
    border="#37423F",
    border_strong="#84938E",
    focus="#8CD8C0",
    ok="#9FE0AE",
    ok_soft="#17301F",
    warn="#FFD38F",
    warn_soft="#372A12",
    error="#FFB9B1",
    error_soft="#401D1B",
    bar="#4FAE97",
    bar_last="#3E5F56",
    target="#FFD38F",
)

# Which words stand on which grounds: (role of the words, roles of the grounds).
PAIRS = (
    ("text", ("window", "surface", "raised", "nav", "accent_soft", "selection")),
    ("muted", ("window", "surface", "raised", "nav")),
    ("accent", ("surface", "window", "raised")),
    ("accent_text", ("accent",)),
    ("selection_text", ("selection", "accent_soft")),
    ("ok", ("surface", "window", "ok_soft")),
    ("warn", ("surface", "window", "warn_soft")),
    ("error", ("surface", "window", "error_soft")),
    ("text", ("ok_soft", "warn_soft", "error_soft")),
)

BASE_POINTS = 11.0  # size of the letters at 100 %
SMALLEST, LARGEST, STEP = 100, 200, 10  # text size in per cent
TARGET = 40  # least height of anything to be hit, in pixels
SPACE = 8  # unit of distance
RADIUS = 6


def contrast(one: str, other: str) -> float:
    """The contrast of two colours "#RRGGBB" after WCAG 2.1, from 1 (alike) to 21 (black on white)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
