"""What this user on this machine likes: text size, colours, window, widths. Kept in one INI file."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from khuyenhoc_desktop.ui.theme import Look
from khuyenhoc_desktop.ui.theme_tokens import LARGEST, SMALLEST, STEP

TEXT_SIZE, LOOK, GEOMETRY, FOLDER = "view/text_size", "view/look", "window/geometry", "files/folder"


class Preferences(QObject):
    """The choices kept between runs. Signals: look_changed - text size or colours are other ones now."""

    look_changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    def text_size(self) -> int:
        """The text size in per cent, 100 to 200."""
        return _between(self.value(TEXT_SIZE, "100"))

    def set_text_size(self, percent: int) -> None:
        """Choose a text size; it is brought to the next step between 100 and 200."""
        wanted = _between(str(round(percent / STEP) * STEP))
        if wanted != self.text_size():
            self.set_value(TEXT_SIZE, str(wanted))
            self.look_changed.emit()

    def look(self) -> Look:
        """The colours chosen; an unknown word in the file means the system's."""
        word = self.value(LOOK, Look.SYSTEM)
        return Look(word) if word in set(Look) else Look.SYSTEM

    def set_look(self, look: Look) -> None:
        """Choose the colours."""
        if look is not self.look():
            self.set_value(LOOK, look.value)
            self.look_changed.emit()

    def geometry(self) -> QByteArray:
        """Where the main window stood, as Qt writes it; empty at first."""
        return QByteArray.fromBase64(self.value(GEOMETRY).encode())

    def set_geometry(self, geometry: QByteArray) -> None:
        """Remember where the main window stands."""
        self.set_value(GEOMETRY, bytes(geometry.toBase64().data()).decode())

    def last_folder(self) -> str:
        """The folder a file was chosen from last; "" at first."""
        return self.value(FOLDER)

    def set_last_folder(self, folder: str | Path) -> None:
        """Remember the folder a file was chosen from."""
        self.set_value(FOLDER, str(folder))

    def widths(self, table: str) -> list[int]:
        """The column widths of a table, [] when none were kept."""
        words = self.value(f"widths/{table}").split()
        return [int(word) for word in words] if all(word.isdigit() for word in words) else []

    def set_widths(self, table: str, widths: list[int]) -> None:
        """Remember the column widths of a table."""
        self.set_value(f"widths/{table}", " ".join(str(width) for width in widths))

    def value(self, key: str, default: str = "") -> str:
        """Any other choice, as text."""
        found = self._kept.value(key, default)
        return str(found) if isinstance(found, str | int) else default

    def set_value(self, key: str, value: str) -> None:
        """Remember any other choice, on the disk at once."""
        self._kept.setValue(key, value)
        self._kept.sync()


def _between(word: str) -> int:
    size = int(word) if word.isdigit() else SMALLEST
    return min(max(size, SMALLEST), LARGEST)
