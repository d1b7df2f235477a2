"""QR codes by segno: as a picture for Word, as black and white cells for painting."""

from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from segno import QRCode

QR_SCHEME: Final = "qr:"
QUIET: Final = 2  # cells left white around it


def matrix(text: str) -> tuple[bytearray, ...]:
    """The cells, row by row; 1 is black."""
    rows: tuple[bytearray, ...] = _code(text).matrix
    return rows


def png(text: str) -> BytesIO:
    """The code as a PNG picture."""
    drawn = BytesIO()
    _code(text).save(drawn, kind="png", scale=6, border=QUIET)
    drawn.seek(0)
    return drawn


def _code(text: str) -> "QRCode":
    import segno

    return segno.make(text, error="m", micro=False)
