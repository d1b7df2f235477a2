"""The command line of the build: `python dev.py windows [--try] [--python-runtime DIR]`."""

import argparse
import sys
from pathlib import Path

from winbuild import build, contents, tryout
from winbuild.common import BuildError, say


def main(arguments: list[str]) -> int:
    """Build; with --try, also try what was built. The exit code."""
    parser = argparse.ArgumentParser(prog="dev.py windows", description="The Windows installer and portable zip.")
    parser.add_argument("--try", dest="tried", action="store_true", help="install and use it under Wine")
    parser.add_argument(
        "--python-runtime", type=Path, metavar="DIR", help="an unpacked official embeddable Python 3.11, 64-bit"
    )
    chosen = parser.parse_args(arguments)
    try:
        setup, portable = build.everything(chosen.python_runtime)
        if chosen.tried:
            tryout.try_out(setup, portable, contents.program_version())
    except BuildError as problem:
        say(f"dev.py windows: {problem}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
