"""The guide: each page has its chapter, and each button, tab and key that a chapter names is really there."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl

from khuyenhoc_desktop.ui import shell_texts
from khuyenhoc_desktop.ui.help_dialog import FOLDER, HelpDialog, chapter
from khuyenhoc_desktop.ui.pages import all_pages
from khuyenhoc_desktop.ui.widgets.buttons import Button

UI = Path(__file__).resolve().parents[2] / "khuyenhoc_desktop" / "ui"
ROOMS = {"import": "importing"}  # page -> its folder, where the names differ
SHARED = (UI / "records", UI / "bodies")  # what the registers share
CHAPTERS = sorted(path.stem for path in FOLDER.glob("*.md"))
# Words in quotation marks that are no words of the screen.
NOT_ON_SCREEN = {"xã"}
# Keys that the widgets and Qt know by other names than a page's text.
EVERYWHERE = {"Ctrl+L", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+T", "Ctrl+Z", "Ctrl+Y", "Ctrl+Enter", "Ctrl+D", "F2"}


def words_on_screen():
    """Every text in the sources of the screens, without the marks of Alt letters."""
    constants = [
        node.value
        for path in UI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return " ".join(" ".join("\n".join(constants).replace("&", "").split()).split())


def quoted(name):
    return {" ".join(words.split()) for words in re.findall(r"«([^»]+)»", chapter(name))} - NOT_ON_SCREEN


def keys_named(name):
    return set(re.findall(r"\b(?:Ctrl\+[A-Z0]|F\d{1,2})\b", chapter(name)))


@pytest.mark.parametrize("page", all_pages())
def test_each_page_has_its_chapter(page):
    assert page in CHAPTERS
    assert chapter(page).startswith("# ")


def test_the_index_leads_to_every_chapter():
    links = set(re.findall(r"\]\(([a-z-]+)\.md\)", chapter("README")))
    assert links == set(CHAPTERS) - {"README"}


@pytest.mark.parametrize("name", CHAPTERS)
def test_what_a_chapter_quotes_stands_on_a_screen(name):
    screen = words_on_screen()
    # «Dùng cho năm …», «Một …, cập nhật» stand for buttons of which a word changes.
    screen += re.sub(r"\{[^{}]*\}", "…", screen)
    assert {words for words in quoted(name) if words.removesuffix("…").strip() not in screen} == set()


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_alt_letters_that_a_chapter_tells_are_those_of_the_buttons(name):
    """«**Alt+N** nhập»: some button that begins with this word has its Alt letter N."""
    told = re.findall(r"\*\*Alt\+(\w)\*\* (\w+)", chapter(name))
    sources = "".join(path.read_text("utf-8") for path in UI.rglob("*texts.py"))
    labels = re.findall(r'"([^"\n]*&[^"\n]*)"', sources)
    for letter, word in told:
        marked = (one.lower() for one in labels if f"&{letter.lower()}" in one.lower())
        assert any(one.replace("&", "").startswith(word.lower()) for one in marked), (letter, word)


@pytest.mark.parametrize("page", all_pages())
def test_the_keys_of_a_chapter_are_those_of_its_page(page):
    room = UI / ROOMS.get(page, page)
    sources = "".join(path.read_text("utf-8") for one in (room, *SHARED) for path in one.glob("*.py"))
    unknown = {key for key in keys_named(page) - EVERYWHERE if f'"{key}"' not in sources}
    assert unknown - ({"Ctrl+F"} if "StandardKey.Find" in sources else set()) == set()


def test_the_keys_of_every_page_are_those_of_the_window():
    window = (UI / "main_window.py").read_text("utf-8")
    general = chapter("phim-tat").partition("## Trong danh sách")[0]
    for key in set(re.findall(r"\b(?:Ctrl\+[A-Z0]|F\d)\b", general)) - {"Ctrl+L"}:  # the idle lock's
        assert f'"{key}"' in window


def test_the_pages_that_have_a_digit_are_told_with_it():
    told = re.findall(r"^\| Ctrl\+([1-9]) \| (.+) \|$", chapter("phim-tat"), re.MULTILINE)
    assert told == [(str(page.digit), page.text) for page in all_pages().values() if page.digit]


def test_each_shortcut_of_a_pages_buttons_stands_in_its_chapter():
    """The other way round: a key on a button that the chapter is silent about."""
    silent = {}
    for page in all_pages():
        room = UI / ROOMS.get(page, page)
        source = (room / "page.py").read_text("utf-8") if (room / "page.py").is_file() else ""
        on_buttons = set(re.findall(r'PageAction\([^"]*?"([A-Z][A-Za-z0-9+]*)"', source))
        silent[page] = {key for key in on_buttons if key not in chapter(page)}
    assert {page: keys for page, keys in silent.items() if keys} == {}


def test_the_index_is_a_key_away_and_leads_through_the_year(qtbot):
    dialog = HelpDialog("sheet")
    qtbot.addWidget(dialog)
    dialog.show()
    (button,) = (one for one in dialog.findChildren(Button) if one.text() == shell_texts.HELP_INDEX)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert dialog.text.toPlainText().startswith("Hướng dẫn sử dụng")
    dialog.text.setSource(QUrl("lam-tron-mot-nam.md"))  # what a click on the first link does
    assert dialog.text.toPlainText().startswith("Làm trọn một năm")


def test_the_chapter_of_the_whole_year_leads_to_every_page_of_the_round():
    pages = {
        "households",
        "persons",
        "clans",
        "units",
        "groups",
        "import",
        "recognition",
        "sheet",
        "grid",
        "nearest",
    }
    pages |= {"year", "summary", "documents", "handover", "criteria", "backup", "settings", "home"}
    assert set(re.findall(r"\]\(([a-z-]+)\.md\)", chapter("lam-tron-mot-nam"))) == pages
