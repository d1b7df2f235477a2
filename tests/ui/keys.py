"""Typing in tests: key events as a keyboard sends them, Vietnamese letters too."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def type_text(widget, text):
    """Type a text letter by letter into a widget."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
            QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key, as a shortcut too."""
    QTest.keyClick(widget, key, modifier)
