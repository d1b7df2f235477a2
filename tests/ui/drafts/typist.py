"""A run of the program that types somewhere by keys and is killed while nothing is saved.

`python -m tests.ui.drafts.typist FOLDER PLACE SUBJECT MILLISECONDS`: over the commune in FOLDER, types in PLACE,
about SUBJECT where it is about one, and dies of SIGKILL that many milliseconds after the last key.
"""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from khuyenhoc_desktop.services.criteria.tables import LINES, Spot
from khuyenhoc_desktop.ui.sheet.deriving import OverrideDialog

WORDS = "chua du ho so"
LIST, NOTE = "cong dan.xlsx", "Ghi chú"


def household(window, subject):
    window.context.go_to("households", household=subject)
    QTest.keyClicks(window.stack.page().form.editors.editor("address").line, WORDS)


def note(page, name):
    """The note in the form of a register's record."""

    def typed(window, subject):
        window.context.go_to(page, **{name: subject})
        QTest.keyClicks(window.stack.page().form.editors.editor("note").line, WORDS)

    return typed


def new_household(window, _subject):
    window.context.go_to("households")
    window.stack.page().add()
    QTest.keyClicks(window.stack.page().form.editors.editor("head_name").line, "Le Van Moi")


def sheet(window, subject):
    window.context.go_to("sheet", household=subject)
    line = window.stack.page().form.rows[0].field.line
    QTest.keyClicks(line, "9")
    QTest.qWait(1000)  # put down once; what is typed on, now too much, must be as well
    QTest.keyClicks(line, "999")


def grid(window, subject):
    window.context.go_to("grid", household=subject)
    view = window.stack.page().view
    view.go(0, 3)
    QTest.keyClicks(view, "4,")


def settings(window, _subject):
    window.context.go_to("settings")
    QTest.keyClicks(window.stack.page().commune.form.editor("chairman").line, "Le Van Moi")


def papers(window, _subject):
    window.context.go_to("settings")
    QTest.keyClicks(window.stack.page().documents.editors["committee_chairman"].line, "Le Van Moi")


def criteria(window, _subject):
    window.context.go_to("criteria")
    page = window.stack.page()
    page.edit()
    QTest.qWaitForWindowActive(page.dialog)
    view = page.dialog.views[LINES]
    page.dialog.go_to(Spot(LINES, 2, "help"))
    QTest.keyClick(view, Qt.Key.Key_F2)
    QTest.keyClicks(view.viewport().findChild(QLineEdit), WORDS)


def confirmation(window, _subject):
    window.context.go_to("criteria")
    page = window.stack.page()
    page.confirm()
    QTest.keyClicks(page.dialog.document.line, WORDS)


def recognition(window, subject):
    window.context.go_to("recognition", household=subject)
    return window.stack.page()


def recognised(window):
    from khuyenhoc_desktop.services import recognition as service

    return service.decisions(window.context.file, 2026)


def decision(window, subject):
    page = recognition(window, subject)
    known = recognised(window)[0].id
    page.commands.edit_decision(known)
    QTest.keyClicks(page.commands.dialog.form.signer.line, "Moi")


def new_decision(window, subject):
    page = recognition(window, subject)
    page.commands.recognise()
    QTest.keyClicks(page.commands.dialog.number.line, "77/QD")
    QTest.keyClicks(page.commands.dialog.day.line, "1111")


def step(command):
    def typed(window, subject):
        steps = recognition(window, subject).step_commands
        getattr(steps, command)()
        QTest.keyClicks(steps.dialog.form.editor("note").box, WORDS)

    return typed


def stage(window, subject):
    steps = recognition(window, subject).step_commands
    steps.declare()
    QTest.keyClicks(steps.dialog.form.editor("person").line, WORDS)


def year(command, field):
    def typed(window, _subject):
        window.context.go_to("year")
        page = window.stack.page()
        getattr(page, command)()
        editor = page.dialog.form.editor(field)
        QTest.keyClicks(editor.focusProxy(), "1111" if field == "registration" else WORDS)

    return typed


def groups(window, _subject):
    from khuyenhoc_desktop.ui.groups.dialogs import AddGroupsDialog

    window.context.go_to("groups")
    page = window.stack.page()
    page.add()
    QTest.keyClicks(page.findChild(AddGroupsDialog).names.box, "Thon Moi")


def override(window, subject):
    window.context.go_to("sheet", subject=subject)
    page = window.stack.page()

    page.deriving.override(next(iter(page.sheet.measured)))
    QTest.keyClicks(page.window().findChild(OverrideDialog).reason.line, WORDS)


def importing(window, _subject):
    window.context.go_to("import", kind="persons", path=window.context.file.folder / LIST)
    page = window.stack.page()
    while page.wizard.found is None:
        QTest.qWait(50)
    page.next()
    combo = page.columns.combos[4]
    combo.setFocus()
    while combo.currentText() != NOTE:
        before = combo.currentIndex()
        QTest.keyClick(combo, Qt.Key.Key_Down)
        if combo.currentIndex() == before:
            raise AssertionError("no such field")


PLACES = {
    "household": household,
    "new household": new_household,
    "person": note("persons", "person"),
    "clan": note("clans", "clan"),
    "unit": note("units", "unit"),
    "sheet": sheet,
    "grid": grid,
    "settings": settings,
    "papers": papers,
    "criteria": criteria,
    "confirmation": confirmation,
    "decision": decision,
    "new decision": new_decision,
    "correction": step("correct"),
    "stage": stage,
    "return": step("send_back"),
    "withdrawal": step("withdraw"),
    "lock": year("lock", "reason"),
    "unlock": year("unlock", "reason"),
    "deadlines": year("set_deadlines", "registration"),
    "groups": groups,
    "override": override,
    "import": importing,
}


def main():
    from khuyenhoc_desktop.ui.notify import DialogNotices
    from khuyenhoc_desktop.ui.preferences import Preferences
    from khuyenhoc_desktop.ui.session import Session

    folder, place, subject, later = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    app = QApplication([])
    session = Session(folder / "home", DialogNotices(), Preferences(folder / "ui.ini"))
    session.begin(folder)
    PLACES[place](session.window, subject)
    QTimer.singleShot(later, lambda: os.kill(os.getpid(), signal.SIGKILL))
    app.exec()


if __name__ == "__main__":
    main()
