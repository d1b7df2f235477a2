"""The log names kind and place of what went wrong, never what a record held."""

import logging

import pytest

from khuyenhoc_desktop import logs
from khuyenhoc_desktop.domain.problems import UserError


@pytest.fixture
def log(tmp_path):
    path = logs.start_logging(tmp_path / "logs")
    handler = logging.getLogger().handlers[-1]
    yield path
    logging.getLogger().removeHandler(handler)
    handler.close()


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
        (OSError(28, "No space left"), "No space left"),
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
