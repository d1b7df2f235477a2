"""Qt's own words: the buttons speak Vietnamese, and the catalogue leaves nothing English."""

import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox, QWizard

from khuyenhoc_desktop.ui import translation

SOURCE = translation.CATALOGUE.with_suffix(".ts")
CONTEXTS = {
    "QAbstractSpinBox", "QComboBox", "QDialogButtonBox", "QErrorMessage", "QFileDialog", "QInputDialog",
    "QLineEdit", "QMessageBox", "QPageSetupWidget", "QPlatformTheme", "QPrintDialog", "QPrintPreviewDialog",
    "QPrintPropertiesWidget", "QPrintSettingsOutput", "QPrintWidget", "QProgressDialog", "QScrollBar",
    "QWidgetTextControl", "QWizard",
}  # fmt: skip
# Units, key names and grids are the same in both languages.
SAME = {"mm", "pt", "in", "P̸", "DD", "CC", "Didot (DD)", "Cicero (CC)", "Pica (P̸)", "Inches (in)"}


def messages():
    for context in ET.parse(SOURCE).getroot().iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name"), message.findtext("source"), message.findtext("translation")


@pytest.fixture
def vietnamese(qapp):
    before = QLocale()
    assert translation.install(qapp)
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


def test_all_contexts_that_our_windows_use_are_there():
    assert {context for context, _, _ in messages()} >= CONTEXTS


def test_nothing_is_left_english():
    same = [source for _, source, words in messages() if words == source]
    keys_and_grids = [word for word in same if word.startswith("Alt+") or "x" in word]
    assert set(same) - set(keys_and_grids) <= SAME


def test_place_holders_survive():
    for _, source, words in messages():
        assert source.count("%1") == words.count("%1"), source


def test_the_compiled_catalogue_holds_every_message(vietnamese):
    for context, source, words in messages():
        assert QCoreApplication.translate(context, source) == words


@pytest.mark.parametrize(
    ("button", "words"),
    [
        (QDialogButtonBox.StandardButton.Yes, "&Có"),
        (QDialogButtonBox.StandardButton.No, "&Không"),
        (QDialogButtonBox.StandardButton.Cancel, "Hủy"),
        (QDialogButtonBox.StandardButton.Ok, "Đồng ý"),
        (QDialogButtonBox.StandardButton.Close, "Đóng"),
        (QDialogButtonBox.StandardButton.Save, "Ghi"),
    ],
)
def test_standard_buttons(vietnamese, qtbot, button, words):
    box = QDialogButtonBox(button)
    qtbot.addWidget(box)
    assert box.button(button).text().replace("&", "") == words.replace("&", "")


def test_message_box_and_wizard(vietnamese, qtbot):
    box = QMessageBox()
    qtbot.addWidget(box)
    assert box.addButton(QMessageBox.StandardButton.Yes).text() == "&Có"
    wizard = QWizard()
    qtbot.addWidget(wizard)
    assert wizard.buttonText(QWizard.WizardButton.FinishButton).replace("&", "") == "Xong"


def test_numbers_and_days_are_vietnamese(vietnamese):
    assert QLocale().toString(1234567.89, "f", 2) == "1.234.567,89"
