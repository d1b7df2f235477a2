"""Starting: arguments, no display, a lean start, and the crash-free way to the first window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from khuyenhoc_desktop import app

ROOT = Path(__file__).resolve().parent.parent
LATE = ("xlsxwriter", "python_calamine", "msgspec", "rapidfuzz", "PySide6.QtPrintSupport", "PySide6.QtNetwork",
    "PySide6.QtSvg", "PySide6.QtSql", "docxtpl", "docx", "lxml", "jinja2", "segno", "nacl")  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "headless"),
    [
        ([], False),
        (["--data", "D:/xã"], False),
        (["--data=D:/xã"], False),
        (["summary", "--year", "2026"], True),
        (["--data", "D:/xã", "check"], True),
        (["--help"], True),
        (["--wrong"], True),
        (["C:/Gói nộp/khuyenhoc-08254-2026-1.zip"], False),
        (["--data", "D:/xã", "gửi xã.khb"], False),
        (["thư mục/tệp"], False),
        (["verify", "gói.zip"], True),
    ],
)
def test_a_command_is_told_from_a_window(arguments, headless):
    assert app.names_command(arguments) is headless


def run(code, **environment):
    kept = {name: value for name, value in os.environ.items() if name not in app.DISPLAYS}
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, cwd=ROOT, env=kept | environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux runs without a display")
def test_without_a_display_one_line_names_the_demo():
    done = run("import main; raise SystemExit(main.main([]))")
    assert done.returncode == app.WRONG_USE
    assert len(done.stderr.strip().splitlines()) == 1
    assert "python dev.py demo" in done.stderr
    assert done.stdout == ""


def test_the_window_starts_without_what_is_used_later(tmp_path, sample):
    """Runs the real start over a commune, up to the first page shown, and looks at what was imported."""
    code = f"""
import sys
from pathlib import Path
from khuyenhoc_desktop import app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
QTimer.singleShot(0, lambda: None)
import khuyenhoc_desktop.ui.session as session
begin = session.Session.begin
def begun(self, folder, file):
    opened = begin(self, folder, file)
    print(opened, self.window.stack.name, self.window.isVisible())
    QTimer.singleShot(0, self.window.close)
    return opened
session.Session.begin = begun
code = app.main(["--data", {str(sample.folder)!r}])
print(*[name for name in {LATE!r} if name in sys.modules])
raise SystemExit(code)
"""
    done = run(code, QT_QPA_PLATFORM="offscreen", KHUYENHOC_HOME=str(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["True home True", ""]
