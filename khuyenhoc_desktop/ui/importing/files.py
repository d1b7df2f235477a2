"""Where files of the wizard are written."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.preferences import Preferences

SUFFIX = ".xlsx"


def ask_result_path(parent: QWidget, source: Path) -> Path | None:
    """Where the result file of a workbook goes; None when the user thinks better of it.

    Raises UserError result.original for the workbook itself.
    """
    proposed = source.with_name(texts.RESULT_NAME.format(stem=source.stem))
    path = _ask(parent, texts.RESULT_TITLE, proposed, texts.RESULT_FILES)
    if path is not None and path.exists() and source.exists() and path.samefile(source):
        raise UserError("result.original", texts.ORIGINAL, texts.ORIGINAL_CURE, str(path))
    return path


def ask_template_path(parent: QWidget, settings: Preferences, what: str) -> Path | None:
    """Where a template goes; None when the user thinks better of it."""
    folder = Path(settings.last_folder() or Path.home())
    path = _ask(parent, texts.TEMPLATE_TITLE, folder / texts.TEMPLATE_NAMES[what], texts.TEMPLATE_FILES)
    if path is not None:
        settings.set_last_folder(path.parent)
    return path


def _ask(parent: QWidget, title: str, proposed: Path, kinds: str) -> Path | None:
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
