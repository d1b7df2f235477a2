"""The program's icon for Windows (.ico), drawn from resources/icons/app.svg."""

import struct
from pathlib import Path

from winbuild.common import ROOT

SOURCE = ROOT / "resources" / "icons" / "app.svg"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)  # pixels
HEADER, ENTRY = 6, 16  # bytes


def make(target: Path) -> None:
    """Draw the icon in all sizes; needs Qt, but no display."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawing = QSvgRenderer(str(SOURCE))
    pictures = []
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        pictures.append((size, bytes(image.constBits())))
    target.write_bytes(container([(size, bitmap(size, pixels)) for size, pixels in pictures]))


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
