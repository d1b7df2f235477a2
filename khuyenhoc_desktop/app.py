"""The composition root of the window: builds the program out of its parts."""

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from khuyenhoc_desktop import logs
from khuyenhoc_desktop.cli_parser import Parser

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from khuyenhoc_desktop.ui.notify import DialogNotices
    from khuyenhoc_desktop.ui.preferences import Preferences

NO_DISPLAY = (
    "Máy này không có màn hình để mở cửa sổ; chạy «python dev.py demo» để làm cả việc chính không cần cửa sổ."
    " / No display: run `python dev.py demo`."
)
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
WRONG_USE = 2
log = logging.getLogger(__name__)


def main(arguments: Sequence[str]) -> int:
    """Open the window over the folder given by --data, or the last one, and show the file named; the exit code."""
    parser = _parser(add_help=True)
    parser.add_argument("file", nargs="?", metavar="FILE", help="gói nộp, gói .khb hoặc bản sao lưu cần mở")
    chosen = parser.parse_args(arguments)
    if not _has_display():
        print(NO_DISPLAY, file=sys.stderr)
        return WRONG_USE
    file = Path(chosen.file).absolute() if chosen.file else None
    return open_window(Path(chosen.data) if chosen.data else None, file)


def names_command(arguments: Sequence[str]) -> bool:
    """Whether a headless command is asked for: anything besides --data FOLDER and a file to be shown."""
    _, rest = _parser(add_help=False).parse_known_args(arguments)
    return bool(rest) and not (len(rest) == 1 and _looks_like_file(rest[0]))


def _looks_like_file(word: str) -> bool:
    """Whether a word is a path: it has a folder or an ending, which no command and no option has."""
    return not word.startswith("-") and (Path(word).name != word or bool(Path(word).suffix))


def open_window(data: Path | None, file: Path | None = None) -> int:
    """Run the program with its window until it is closed; `file` is shown in it."""
    from khuyenhoc_desktop.services.communes import program_folder
    from khuyenhoc_desktop.ui.notify import DialogNotices

    home = program_folder()
    log_file = logs.start_logging(home / "logs")
    native_log = logs.start_native_log(home / "logs")
    notices = DialogNotices(log_file)
    app, preferences = _start_qt(home, notices)
    from khuyenhoc_desktop.ui.session import Session

    session = Session(home, notices, preferences)
    app.aboutToQuit.connect(session.close)
    # A slot without arguments: PySide crashes when it makes a Python object of the session manager.
    app.commitDataRequest.connect(session.prepare_for_end)
    try:
        return app.exec() if session.begin(data, file) else 0
    finally:
        logs.end_native_log(native_log)


def _start_qt(home: Path, notices: "DialogNotices") -> "tuple[QApplication, Preferences]":
    """The application object with its words, look and crash reporter."""
    from PySide6.QtWidgets import QApplication

    from khuyenhoc_desktop.ui import icons, translation
    from khuyenhoc_desktop.ui.crash import CrashReporter
    from khuyenhoc_desktop.ui.preferences import Preferences

    app = QApplication(sys.argv[:1])
    app.setApplicationName("KhuyenHoc")
    if not translation.install(app):
        log.warning("the Vietnamese catalogue of Qt's words is missing")
    preferences = Preferences(home / "settings.ini", app)
    _keep_the_look(app, preferences)
    app.setWindowIcon(icons.application_icon())
    CrashReporter(notices.error, app).install()
    return app, preferences


def _keep_the_look(app: "QApplication", preferences: "Preferences") -> None:
    """Apply text size and colours now and whenever the user or the system changes them."""
    from khuyenhoc_desktop.ui import theme

    def show_look() -> None:
        theme.apply(app, preferences.look(), preferences.text_size())

    def system_changed() -> None:
        if preferences.look() is theme.Look.SYSTEM:
            show_look()

    preferences.look_changed.connect(show_look)
    app.styleHints().colorSchemeChanged.connect(system_changed)
    show_look()


def _has_display() -> bool:
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in DISPLAYS)


def _parser(*, add_help: bool) -> Parser:
    parser = Parser(prog="main.py", add_help=add_help)
    parser.add_argument("--data", metavar="FOLDER", help="thư mục dữ liệu của xã")
    return parser
