"""The log names kind and place of what went wrong, never what a record held."""

import ast
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from khuyenhoc_desktop import logs
from khuyenhoc_desktop.domain.problems import UserError


def fail(error):
    try:
        raise error
    except Exception:
        logging.getLogger("khuyenhoc_desktop.test").exception("it failed")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValueError("Nguyễn Văn A 001099012345"), "ValueError"),
        (UserError("no_group", "Hộ Nguyễn Văn A chưa có thôn."), "UserError no_group"),
        (OSError(28, "No space left", "/media/usb/Hộ Nguyễn Văn A 001099012345.xlsx"), "OSError 28 No space left"),
        (PermissionError("Nguyễn Văn A"), "PermissionError"),
    ],
)
def test_kind_and_place_but_not_the_person(log, logged, error, words):
    fail(error)
    text = log.read_text("utf-8")
    assert words in text
    assert "test_logs.py" in text
    assert "Nguyễn" not in text
    assert "001099012345" not in text


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path):
    (tmp_path / "logs").write_text("a file", "utf-8")
    before = list(logging.getLogger().handlers)
    logs.start_logging(tmp_path / "logs")
    assert logging.getLogger().handlers == before


def test_a_native_crash_leaves_its_way_in_a_log_of_its_own(tmp_path):
    code = (
        "import ctypes, sys\nfrom pathlib import Path\nfrom khuyenhoc_desktop import logs\n"
        "name = 'Nguyễn Văn A 001099012345'\n"
        "stream = logs.start_native_log(Path(sys.argv[1]))\nctypes.string_at(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "logs")],
        cwd=Path(__file__).resolve().parent.parent,
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0
    text = (tmp_path / "logs" / logs.NATIVE_NAME).read_text("utf-8")
    assert "string_at" in text
    assert "Nguyễn" not in text


def test_a_native_log_that_cannot_be_written_is_no_reason_to_stop(tmp_path):
    (tmp_path / "logs").write_text("a file", "utf-8")
    assert logs.start_native_log(tmp_path / "logs") is None
    logs.end_native_log(None)


def test_the_log_turns_over(log):
    for _ in range(30):
        logging.getLogger("khuyenhoc_desktop.test").info("x" * (logs.MOST_BYTES // 5))
    files = sorted(log.parent.glob("khuyenhoc.log*"))
    assert len(files) == logs.KEPT + 1
    assert all(path.stat().st_size <= logs.MOST_BYTES for path in files)


def written_to_the_log():
    """Every call of a module's `log`: the file, and what is put into the line."""
    package = Path(logs.__file__).parent
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            function = node.func if isinstance(node, ast.Call) else None
            if isinstance(function, ast.Attribute) and ast.unparse(function.value) == "log":
                yield path.name, node.args


def test_no_line_of_the_log_is_given_a_message_or_a_record():
    found = list(written_to_the_log())
    assert len(found) > 5
    for name, (words, *told) in found:
        assert isinstance(words, ast.Constant), name
        assert all(ast.unparse(one).endswith((".code", ".code_of(error)")) for one in told), name
