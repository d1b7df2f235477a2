"""The program's own line icons (resources/icons/*.svg), drawn in a colour of the theme."""

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QImageReader, QPixmap

from khuyenhoc_desktop.ui import theme

DENSITY = 2  # drawn twice as fine, for sharp screens


def icon(name: str, role: str = "text", size: int = 20) -> QIcon:
    """The icon of a name, `size` pixels at 100 %, in the colour of a theme role."""
    return QIcon(pixmap(name, role, size))


def pixmap(name: str, role: str = "text", size: int = 20) -> QPixmap:
    """The picture of a name; empty when there is no such file."""
    return _drawn(name, theme.colour(role).name(), theme.px(size))


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, side: int) -> QPixmap:
    path = theme.ICONS / f"{name}.svg"
    if not path.exists():
        return QPixmap()
    source = path.read_text(encoding="utf-8").replace("currentColor", colour)
    buffer = QBuffer()
    buffer.setData(QByteArray(source.encode()))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(side, side) * DENSITY)
    drawn = QPixmap.fromImage(reader.read())
    drawn.setDevicePixelRatio(DENSITY)
    return drawn


def application_icon() -> QIcon:
    """The icon of the windows and the task bar."""
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        reader = QImageReader(str(theme.ICONS / "app.svg"))
        reader.setScaledSize(QSize(side, side))
        made.addPixmap(QPixmap.fromImage(reader.read(), Qt.ImageConversionFlag.AutoColor))
    return made
