"""The editor of a day."""

from datetime import date

import pytest

from khuyenhoc_desktop.ui.widgets.day_edit import DayEdit


@pytest.mark.parametrize("typed", ["01122026", "1/12/2026", "01-12-2026"])
def test_a_day_is_read_as_officers_type_it(qtbot, typed):
    editor = DayEdit()
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.line, typed)
    assert editor.line.text() == typed  # nothing is rewritten while it is typed
    editor.tidy_up()
    assert (editor.value(), editor.line.text()) == (date(2026, 12, 1), "01/12/2026")


def test_what_is_no_day_stays_with_its_problem(qtbot):
    editor = DayEdit()
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.line, "31022026")
    assert editor.check().is_error
    assert editor.value() is None
    assert editor.line.text() == "31022026"


def test_empty_is_no_day(qtbot):
    editor = DayEdit()
    qtbot.addWidget(editor)
    editor.set_value(None)
    assert (editor.value(), editor.check()) == (None, None)
