"""argparse with Vietnamese words: how a command is used, and what is wrong with how it was used."""

import argparse
import re
import sys
from typing import Any, Final, NoReturn

_USAGE, _HEADING = "usage: ", "cách dùng: "
# What argparse says -> the same in Vietnamese; a sentence that is in none of them is shown as it is.
_SENTENCES: Final = (
    (r"the following arguments are required: (.+)", r"còn thiếu {0}"),
    (r"unrecognized arguments: (.+)", r"không hiểu {0}"),
    (r"argument (.+?): (.+)", r"{0}: {1}"),
    (r"invalid choice: (.+) \(choose from (.+)\)", r"không có {0}; chọn một trong: {1}"),
    (r"invalid \w+ value: (.+)", r"không đọc được giá trị {0}"),
    (r"expected (?:at least )?one argument", r"thiếu giá trị ở sau"),
    (r"ignored explicit argument (.+)", r"không dùng kèm giá trị {0}"),
    (r"ambiguous option: (.+) could match (.+)", r"{0} viết tắt quá, có thể là {1}"),
)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Vietnamese; wrong usage ends the process with code 2, as argparse's does."""

    def __init__(self, *, add_help: bool = True, **more: Any) -> None:
        super().__init__(add_help=False, **more)
        self._positionals.title, self._optionals.title = (
            "phải ghi",
            "lựa chọn (trong [ ] ở trên là không bắt buộc)",
        )
        if add_help:
            self.add_argument("-h", "--help", action="help", help="xem lời chỉ dẫn này")

    def format_usage(self) -> str:
        """How the command is used."""
        return super().format_usage().replace(_USAGE, _HEADING, 1)

    def format_help(self) -> str:
        """How the command is used, with every argument."""
        return super().format_help().replace(_USAGE, _HEADING, 1)

    def error(self, message: str) -> NoReturn:
        """Say how the command is used and what is wrong, and end with code 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: sai cách dùng: {in_vietnamese(message)}\n")


def in_vietnamese(message: str) -> str:
    """What argparse says is wrong, in Vietnamese as far as it is known here."""
    for pattern, words in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words.format(*map(in_vietnamese, found.groups()))
    return message
