"""The program's pictures for Windows, drawn from resources/icons/app.svg: its icon, the side of the installer."""

import struct
from pathlib import Path
from typing import TYPE_CHECKING

from winbuild.common import ROOT, BuildError

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SOURCE = ROOT / "resources" / "icons" / "app.svg"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)  # pixels
HEADER, ENTRY = 6, 16  # bytes
ICON, SIDE = "app.ico", "side.bmp"
SIDE_SIZE = (164, 314)  # what the installer shows at 100 %; it stretches it where letters are larger
GREEN = "#0B5749"  # the drawing's own ground


def make(folder: Path) -> None:
    """Draw all of them into a folder; needs Qt, but no display."""
    (folder / ICON).write_bytes(container([(size, bitmap(size, _pixels(size))) for size in SIZES]))
    width, height = SIDE_SIZE
    side = _drawn(width, height, width * 2 // 3, GREEN)
    if not side.convertToFormat(side.Format.Format_RGB888).save(str(folder / SIDE)):
        raise BuildError(f"{SIDE} could not be written.")


def _pixels(size: int) -> bytes:
    image = _drawn(size, size, size, "transparent")  # constBits() shows memory that goes with its image
    return bytes(image.constBits())


def _drawn(width: int, height: int, size: int, ground: str) -> "QImage":
    """The drawing, `size` pixels wide, in the middle of a picture."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter, QRectF((width - size) / 2, (height - size) / 2, size, size))
    painter.end()
    return image


def bitmap(size: int, pixels: bytes) -> bytes:
    """A picture as an .ico holds it: header, rows from the bottom up, and an empty mask (alpha is used)."""
    row = 4 * size
    rows = [pixels[start : start + row] for start in range(0, len(pixels), row)]
    mask_row = (size + 31) // 32 * 4
    header = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, row * size, 0, 0, 0, 0)
    return header + b"".join(reversed(rows)) + bytes(mask_row * size)


def container(pictures: list[tuple[int, bytes]]) -> bytes:
    """The .ico file of pictures, each with its size in pixels (256 is written as 0)."""
    entries, place = [], HEADER + ENTRY * len(pictures)
    for size, data in pictures:
        entries.append(struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place))
        place += len(data)
    return struct.pack("<HHH", 0, 1, len(pictures)) + b"".join(entries) + b"".join(data for _, data in pictures)
