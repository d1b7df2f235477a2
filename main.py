"""Starts the program: `python main.py [--data FOLDER] [FILE | COMMAND …]`; without a command the window opens."""

import sys
from collections.abc import Sequence

from khuyenhoc_desktop import app


def main(arguments: Sequence[str]) -> int:
    """Hand over to the headless commands, or to the window; the exit code. All text is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if not app.names_command(arguments):
        return app.main(arguments)
    from khuyenhoc_desktop import cli

    return cli.main(list(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
