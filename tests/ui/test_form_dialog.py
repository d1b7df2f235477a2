"""The dialog around a form: saving, refusals at their fields, nothing thrown away unasked."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.theme import Look
from khuyenhoc_desktop.ui.widgets import form_dialog
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import BirthEdit, NameEdit, NoteEdit
from tests.ui.keys import type_text


@pytest.fixture
def saved():
    return []


@pytest.fixture
def dialog(qtbot, saved):
    name, born = FormRow("head_name", "&Họ tên", NameEdit()), FormRow("born", "&Năm sinh", BirthEdit())
    made = FormDialog("Thêm hộ", [name, born], lambda: saved.append((name.editor.value(), born.editor.value())))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def answer_with(words):
    def press():
        box = QApplication.activeModalWidget()
        next(one for one in box.findChildren(QPushButton) if one.text() == words).click()

    QTimer.singleShot(30, press)


def test_keyboard_only(dialog, saved, qtbot):
    type_text(dialog.focusWidget(), "nguyễn thị ánh")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    type_text(dialog.focusWidget(), "1956")
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved == [("Nguyễn Thị Ánh", "1956")]


def test_what_cannot_be_read_is_not_saved(dialog, saved):
    type_text(dialog.form.editor("born").line, "mai")
    dialog.accept()
    assert (saved, dialog.isVisible()) == ([], True)
    assert dialog.form.editor("born").line.hasFocus()
    assert dialog.form.rows[1].problem_line.isVisible()


def test_a_refusal_stays_at_its_field(dialog, qtbot):
    problem = error("head_name", "Thiếu tên.", "Gõ tên.", field="head_name")

    def refuse():
        raise UserError("fields", "Chưa đủ.", "Xem các ô.", problems=(problem,))

    dialog._save = refuse
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.form.editor("head_name").problem() == problem
    assert not dialog.refusal.isVisible()


def test_a_refusal_without_field_is_shown_below(dialog):
    def refuse():
        raise UserError("busy", "Đang bận.", "Thử lại.")

    dialog._save = refuse
    dialog.accept()
    assert dialog.refusal.isVisible()
    assert "Đang bận. Thử lại." in dialog.refusal.text()


def test_nothing_typed_is_thrown_away_unasked(dialog, saved, qtbot):
    type_text(dialog.form.editor("head_name").line, "a")
    answer_with(form_dialog.BACK)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    answer_with(form_dialog.LOSE)
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert saved == []


def test_an_untouched_dialog_closes_at_once(dialog, qtbot):
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_refusal_makes_room_for_its_words(qtbot):
    """It is not taken from the field, whose frame would be cut."""
    long = error("reason", "Chưa ghi lý do mở khóa.", "Gõ ngắn gọn vì sao phải mở khóa. " * 4, field="reason")

    def refuse():
        raise UserError("fields", "Chưa đủ.", "Xem các ô.", problems=(long,))

    row = FormRow("reason", "&Lý do", NoteEdit(lines=2))
    made = FormDialog("Mở khóa", [row], refuse)
    made.show()
    made.accept()
    qtbot.wait(20)
    assert row.editor.height() >= row.editor.box.height()


def test_large_letters_do_not_push_the_buttons_off_the_screen(qtbot, qapp):
    theme.apply(qapp, Look.LIGHT, 200)
    rows = [FormRow(str(number), f"Bước {number}", NameEdit()) for number in range(4)]
    made = FormDialog("Hạn các bước", rows, lambda: None, columns=2)
    made.show()
    qtbot.wait(20)
    assert made.width() <= made.screen().availableGeometry().width()
    theme.apply(qapp, Look.LIGHT, 100)
