"""Qt's own words in Vietnamese: Qt brings no Vietnamese catalogue, so the program has its own."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

CATALOGUE = Path(__file__).resolve().parents[2] / "resources" / "translations" / "qt_vi.qm"


def install(app: QCoreApplication) -> bool:
    """Speak Vietnamese from now on, numbers and dates too. Whether the catalogue was found."""
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    translator = QTranslator(app)
    return translator.load(str(CATALOGUE)) and app.installTranslator(translator)
