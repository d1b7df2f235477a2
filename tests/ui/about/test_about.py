"""About the program: its runtime and packages; every licence at hand, of the right version."""

import json
import re

import pytest
from PySide6.QtCore import Qt

from khuyenhoc_desktop.ui.about import facts, texts
from khuyenhoc_desktop.ui.about.dialog import AboutDialog
from tests.ui.keys import press

LINE = re.compile(r"^([A-Za-z0-9.-]+)==([^ ;]+)", re.MULTILINE)
BUILD_ONLY = {"pycparser"}


@pytest.fixture
def dialog(qtbot):
    made = AboutDialog()
    qtbot.addWidget(made)
    return made


def overview():
    return (facts.LICENCES / facts.OVERVIEW).read_text("utf-8")


def test_every_licence_can_be_read_in_full(dialog):
    for place in range(dialog.choice.count()):
        dialog.choice.setCurrentIndex(place)
        licence = dialog.choice.itemData(place)
        if licence.suffix == ".txt":
            assert dialog.text.toPlainText().split() == licence.read_text("utf-8").split()


def test_the_overview_comes_first_and_says_where_qts_source_is(dialog):
    assert dialog.choice.currentText() == texts.OVERVIEW
    assert "official_releases/qt" in dialog.text.toPlainText()


def test_the_text_is_read_to_its_end_by_keys(dialog):
    dialog.show()
    dialog.text.setFocus()
    press(dialog.text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert dialog.text.verticalScrollBar().value() > 0
    assert dialog.text.textCursor().atEnd()
    assert dialog.text.viewport().rect().contains(dialog.text.cursorRect().center())


def test_the_overview_leads_to_every_text():
    linked = set(re.findall(r"\]\(([^)]+)\)", overview()))
    assert linked == {licence.name for licence in facts.licences()} - {facts.OVERVIEW}


def test_the_overview_names_each_package_with_the_version_that_is_pinned():
    lock = (facts.HOME / "requirements.lock").read_text("utf-8")
    told = overview().lower()
    for name, version in LINE.findall(lock):
        if name not in BUILD_ONLY:
            assert any(name.lower() in row and f"| {version} |" in row for row in told.splitlines()), name


def test_an_installation_tells_its_runtime_and_hashes(tmp_path):
    package = {"name": "peewee", "version": "4.5.3", "sha256": "ab" * 32}
    python = {"version": "3.11.7", "source": "panda3d 1.10.14", "sha256": "cd" * 32}
    (tmp_path / "RUNTIME.json").write_text(json.dumps({"python": python, "packages": [package]}), "utf-8")
    told = facts.facts(tmp_path / "RUNTIME.json")
    assert "panda3d 1.10.14" in told.runs_on
    runtime, other = told.packages
    assert runtime == f"Gói panda3d 1.10.14, sha256 {'cd' * 32}"
    assert other == f"Gói peewee 4.5.3, sha256 {'ab' * 32}"


def test_an_official_runtime_has_no_hash_to_tell(tmp_path):
    python = {"version": "3.11.14", "source": "official embeddable Python", "sha256": ""}
    (tmp_path / "RUNTIME.json").write_text(json.dumps({"python": python, "packages": []}), "utf-8")
    told = facts.facts(tmp_path / "RUNTIME.json")
    assert "official embeddable Python" in told.runs_on
    assert told.packages == ()


@pytest.mark.parametrize("text", [None, "not json", "[]", '{"python": {}}'])
def test_without_a_readable_runtime_file_it_runs_from_source(tmp_path, text):
    if text is not None:
        (tmp_path / "RUNTIME.json").write_text(text, "utf-8")
    told = facts.facts(tmp_path / "RUNTIME.json")
    assert texts.FROM_SOURCE in told.runs_on
    assert told.packages == ()


def test_a_missing_text_is_told(tmp_path):
    assert str(tmp_path / "x.txt") in facts.text_of(tmp_path / "x.txt")
