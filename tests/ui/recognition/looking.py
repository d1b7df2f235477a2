"""What stands in the list, and how its buttons, its menu and its dialogs are used."""

YEAR = 2026
NAMES = ("An", "Bình", "Chi", "Dũng")


def names(page):
    return [page.model.record(row).subject.name.split()[-1] for row in range(page.model.rowCount())]


def cell(page, name, title):
    column = [one.title for one in page.model.columns].index(title)
    return page.model.index(names(page).index(name), column).data()


def press(page, words):
    """Press a button of the bottom bar."""
    action = next(one for one in page.actions_shown() if one.text == words)
    assert action.enabled
    action.run()


def choose_in_menu(page, words):
    """Choose among the rarer commands; the dialog of a step, where it opens one."""
    next(one for one in page.more_menu().actions() if one.text() == words).trigger()
    return page.step_commands.dialog


def fill(qtbot, dialog, field, typed):
    """Type over a field; what has marks an input method hands over whole."""
    line = dialog.form.editor(field).line
    line.clear()
    if typed.isascii():
        qtbot.keyClicks(line, typed)
    else:
        line.insert(typed)
        line.textEdited.emit(typed)
