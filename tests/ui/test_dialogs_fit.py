"""The windows beside the main one stay on the screen at the largest letters, with their buttons."""

import pytest

from khuyenhoc_desktop.ui import theme, theme_tokens
from khuyenhoc_desktop.ui.about.dialog import AboutDialog
from khuyenhoc_desktop.ui.first_run.dialog import FirstRun
from khuyenhoc_desktop.ui.help_dialog import HelpDialog
from khuyenhoc_desktop.ui.privacy import registers
from khuyenhoc_desktop.ui.privacy.erase_dialog import EraseDialog
from khuyenhoc_desktop.ui.theme import Look

DIALOGS = {
    "help": lambda context, folder: HelpDialog("year"),
    "about": lambda context, folder: AboutDialog(),
    "first run": lambda context, folder: FirstRun(folder, folder / "sample", context.notices, context.settings),
    "erase": lambda context, folder: EraseDialog(context, registers.PERSONS, print, None),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_at_the_largest_letters_stays_on_the_screen(qtbot, qapp, sample, make_context, tmp_path, name):
    theme.apply(qapp, Look.LIGHT, theme_tokens.LARGEST)
    made = DIALOGS[name](make_context(sample), tmp_path)
    qtbot.addWidget(made)
    made.show()
    qtbot.wait(20)
    room = made.screen().availableGeometry()
    assert made.width() <= room.width()
    assert made.height() <= room.height()
    theme.apply(qapp, Look.LIGHT, 100)
