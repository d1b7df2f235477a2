"""Every page of the window over the sample commune: no word cut at any text size, all of it named and reached."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from khuyenhoc_desktop.services import sample
from khuyenhoc_desktop.ui import help_dialog, shell_texts, theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.main_window import MainWindow
from khuyenhoc_desktop.ui.pages import all_pages
from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.theme import Look
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable
from tests.ui.conftest import FakeLane, FakeNotices

SMALLEST_SCREEN = (1366, 698)  # without the task bar and the window's own title
INPUTS = (QLineEdit, QComboBox, QTextEdit, QPlainTextEdit, QAbstractItemView)
PAGES = list(all_pages())
ONE_LINE, NEXT_COLUMN = 25, 100  # pixels: parts of one line need not be equally high; columns stand side by side


@pytest.fixture(scope="module")
def sample_folder(tmp_path_factory):
    """The sample commune, made once; the tests here only look."""
    folder = tmp_path_factory.mktemp("sample")
    sample.make_sample(folder).close()
    return folder


@pytest.fixture
def window(qtbot, qapp, sample_folder, tmp_path):
    from khuyenhoc_desktop.services.communes import open_commune

    file, notices = open_commune(sample_folder), FakeNotices()
    preferences = Preferences(tmp_path / "ui.ini")
    made = MainWindow(Context(file, 2026, FakeLane(file, notices), notices, preferences), all_pages(), preferences)
    qtbot.addWidget(made)
    made.showNormal()
    made.resize(*SMALLEST_SCREEN)
    yield made
    theme.apply(qapp, Look.LIGHT, 100)
    qtbot.wait(20)  # the window, closed by now, is freed while its file is still open
    file.close()


def turn_to(window, qtbot, name):
    """Show a page and let it take its places."""
    window.show_page(name, {})
    qtbot.wait(60)
    return window.stack.page()


def visible(root, *kinds):
    return [one for kind in kinds for one in root.findChildren(kind) if one.isVisible()]


def is_cut(part):
    """Whether the words of a label or a button have less room than they need."""
    if not part.text():
        return False
    if isinstance(part, QLabel) and part.wordWrap():
        return part.heightForWidth(part.width()) > part.height() + 1
    too_low = "\n" in part.text() and part.sizeHint().height() > part.height() + 1
    return too_low or part.sizeHint().width() > part.width() + 1


def is_combo_cut(combo):
    shown = QFontMetrics(combo.font()).horizontalAdvance(combo.currentText())
    return shown > combo.width() - theme.px(20)


def lies_over_the_edge(part):
    """Whether a part of a layout is cut off by the widget that holds it (and does not scroll)."""
    holder = part.parentWidget()
    return not holder.rect().adjusted(-1, -1, 1, 1).contains(part.geometry())


def say(part):
    words = part.text() if isinstance(part, (QLabel, QAbstractButton)) else part.accessibleName()
    return f"{type(part).__name__} «{words}»"


@pytest.mark.parametrize("size", [100, 150, 200])
@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_a_page_is_cut_on_the_smallest_screen(window, qapp, qtbot, name, size):
    theme.apply(qapp, Look.LIGHT, size)
    page = turn_to(window, qtbot, name)
    assert (window.width(), window.height()) == SMALLEST_SCREEN
    words = visible(window, QLabel, QAbstractButton)
    cut = [say(one) for one in words if is_cut(one)]
    cut += [f"list «{one.currentText()}»" for one in visible(page, QComboBox) if one.width() and is_combo_cut(one)]
    cut += [f"over the edge: {say(one)}" for one in visible(page, QComboBox, QLabel) if lies_over_the_edge(one)]
    for bar in visible(page, QTabBar):
        cut += [
            bar.tabText(at) for at in range(bar.count()) if bar.tabSizeHint(at).width() > bar.tabRect(at).width()
        ]
    assert cut == []


@pytest.mark.parametrize("name", PAGES)
def test_every_field_of_a_page_has_a_name_for_screen_readers(window, qtbot, name):
    page = turn_to(window, qtbot, name)
    buddies = {label.buddy() for label in page.findChildren(QLabel) if label.buddy() is not None}
    nameless = [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in page.findChildren(QWidget)
        if isinstance(one, INPUTS)
        and is_reached(one)
        and one.window() is window
        and not one.isHidden()
        and not one.accessibleName()
        and one not in buddies
    ]
    nameless += [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in page.findChildren(QAbstractButton)
        if is_reached(one) and one.isVisible() and not (one.accessibleName() or one.text())
    ]
    assert nameless == [], nameless


def is_reached(part):
    """Whether Tab stops here: lists behind lists and the views inside others are left out."""
    return part.focusPolicy().value & 1 and not (
        isinstance(part, QLineEdit) and isinstance(part.parent(), QComboBox)
    )


@pytest.mark.parametrize("name", PAGES)
def test_each_alt_letter_of_a_page_is_there_once_and_on_the_keyboard(window, qtbot, name):
    window.navigation.add_command(shell_texts.MAKE_OWN, lambda: None)  # as in the sample commune
    turn_to(window, qtbot, name)
    marked = [one.text() for one in visible(window, QAbstractButton, QLabel) if "<" not in one.text()]
    for bar in visible(window, QTabBar):
        marked += [bar.tabText(at) for at in range(bar.count()) if bar.isTabVisible(at)]
    letters = Counter(
        found[1].upper() for words in marked if (found := re.search(r"&([^&\s])", words.replace("&&", "")))
    )
    assert [letter for letter, count in letters.items() if count > 1 or not letter.isascii()] == []


@pytest.mark.parametrize("name", ["households", "persons", "clans", "units"])
def test_each_alt_letter_is_there_once_beside_an_open_form(window, qtbot, name):
    page = turn_to(window, qtbot, name)
    page.open(page.list.table.current_id())
    qtbot.wait(60)
    assert page.form.isVisible()
    marked = [one.text() for one in visible(window, QAbstractButton, QLabel) if "<" not in one.text()]
    letters = Counter(found[1].upper() for words in marked if (found := re.search(r"&([^&\s])", words)))
    assert [letter for letter, count in letters.items() if count > 1 or not letter.isascii()] == []


@pytest.mark.parametrize("name", PAGES)
def test_tab_walks_through_a_page_in_reading_order(window, qtbot, name):
    page = turn_to(window, qtbot, name)
    stops, one = [], page.nextInFocusChain()
    while one is not page:
        if page.isAncestorOf(one) and one.isVisible() and one.isEnabled() and is_reached(one):
            stops.append(one)
        one = one.nextInFocusChain()
    places = [one.mapTo(page, QPoint(0, 0)) for one in stops]
    back = [
        f"{say(stops[at])} → {say(stops[at + 1])}"
        for at, (here, there) in enumerate(pairwise(places))
        if there.y() < here.y() - ONE_LINE and there.x() < here.x() + NEXT_COLUMN
    ]
    assert back == []


@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_is_in_the_page_from_the_first_moment(window, qtbot, name):
    page = turn_to(window, qtbot, name)
    focus = window.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus)
    assert focus.isVisibleTo(window)


@pytest.mark.parametrize("name", ["households", "groups", "recognition", "year", "clans", "units", "nearest"])
def test_a_list_fits_at_the_usual_size_and_has_a_row_to_work_on(window, qtbot, name):
    page = turn_to(window, qtbot, name)
    (table,) = visible(page, RecordTable)
    assert table.horizontalScrollBar().maximum() == 0
    assert len(table.selected_ids()) == 1
    assert "đang chọn" not in " ".join(label.text() for label in visible(page, QLabel))


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_its_chapter_of_the_guide(name):
    assert help_dialog.chapter(name).startswith("# ")
    assert "Chưa có hướng dẫn" not in help_dialog.chapter(name)


@pytest.mark.parametrize("name", ["home", "households", "groups", "sheet", "grid", "recognition", "summary"])
def test_where_nothing_is_there_yet_the_keyboard_is_on_the_button_that_leads_on(qtbot, commune, tmp_path, name):
    notices, preferences = FakeNotices(), Preferences(tmp_path / "ui.ini")
    context = Context(commune, 2026, FakeLane(commune, notices), notices, preferences)
    made = MainWindow(context, all_pages(), preferences)
    qtbot.addWidget(made)
    made.show()
    page = turn_to(made, qtbot, name)
    shown = next(one for one in page.findChildren(EmptyState) if one.isVisibleTo(page))
    assert shown.isAncestorOf(made.focusWidget())
