"""The windows. The only room that imports PySide6."""
