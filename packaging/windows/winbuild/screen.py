"""A screen without a monitor, with a window manager, keys and pictures: what a person has in front of them."""

import os
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from winbuild.common import BuildError

SIZE = "1366x768x24"  # the screen of an old laptop
STEP = 0.1  # seconds between two looks
KEY_GAP = 0.05
ANSWER = 20  # seconds that a tool of the screen may take


def wait_until(there: Callable[[], bool], seconds: float, what: str) -> float:
    """Wait until something is so; the seconds it took.

    Raises:
        BuildError: it did not come to be.
    """
    begun = time.monotonic()
    while not there():
        if time.monotonic() - begun > seconds:
            raise BuildError(f"Waited {seconds:.0f} s in vain: {what}")
        time.sleep(STEP)
    return time.monotonic() - begun


class Screen:
    """An X server of our own; pictures go into a folder, numbered in the order they were taken."""

    def __init__(self, pictures: Path) -> None:
        self._pictures = pictures
        self._taken = 0
        reading, writing = os.pipe()
        server = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"]
        self._programs = [_start(server, {}, (writing,))]
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise BuildError("Xvfb did not start.")
        self.variables = {"DISPLAY": f":{number}"}
        self._programs.append(_start(["openbox"], self.variables))

    def close(self) -> None:
        """End the X server and what runs on it."""
        for program in reversed(self._programs):
            program.terminate()
            program.wait()

    def windows(self, title: str) -> list[str]:
        """The windows whose title holds this text."""
        found = self._ask("xdotool", "search", "--onlyvisible", "--name", title)
        return found.split()

    def windows_of(self, program: str) -> list[str]:
        """The windows of a program, by its file name, with a title or without."""
        return self._ask("xdotool", "search", "--onlyvisible", "--class", program).split()

    def wait_for(self, title: str, seconds: float = 30) -> float:
        """Wait for a window and give it the keyboard; the seconds until it was there."""
        took = wait_until(lambda: bool(self.windows(title)), seconds, f"the window «{title}»")
        self.focus(title)
        return took

    def wait_gone(self, title: str, seconds: float = 30) -> None:
        """Wait until a window is closed."""
        wait_until(lambda: not self.windows(title), seconds, f"the window «{title}» to close")

    def close_window(self, title: str) -> None:
        """Close a window by Alt+F4; a key pressed while Wine still moves the keyboard there is pressed again."""
        for _ in range(5):
            if self.windows(title):
                self.focus(title)
                self.keys("alt+F4")
            with suppress(BuildError):
                return self.wait_gone(title, 5)
        return self.wait_gone(title, 5)

    def focus(self, title: str) -> None:
        """Give a window the keyboard; one that is just being shown may be away for a moment."""
        found: list[str] = []

        def seen() -> bool:
            found[:] = self.windows(title)
            return bool(found)

        wait_until(seen, 10, f"the window «{title}»")
        self._ask("xdotool", "windowactivate", "--sync", found[-1])
        time.sleep(3 * STEP)

    def keys(self, *names: str) -> None:
        """Press keys one after another ("alt+x", "Return", "8")."""
        for name in names:
            self._ask("xdotool", "key", name)
            time.sleep(KEY_GAP)

    def paste(self, text: str) -> None:
        """Put a text on the clipboard and press Ctrl+V; xdotool cannot type Vietnamese into Wine."""
        subprocess.run(
            ["xclip", "-selection", "clipboard", "-i"],
            input=text.encode(),
            env={**os.environ, **self.variables},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        time.sleep(3 * STEP)
        self.keys("ctrl+v")
        time.sleep(3 * STEP)

    def settle(self) -> None:
        """Wait until the screen stands still, at least a second: what the last keys asked for has been drawn."""
        time.sleep(1)
        before = b""
        for _ in range(40):
            now = self._pixels()
            if now == before:
                return
            before = now
            time.sleep(2 * STEP)

    def _pixels(self) -> bytes:
        looking = ["import", "-window", "root", "rgb:-"]
        environment = {**os.environ, **self.variables}
        return subprocess.run(looking, env=environment, capture_output=True, check=False).stdout

    def picture(self, name: str) -> None:
        """Take a picture of the whole screen."""
        self._taken += 1
        self._ask("import", "-window", "root", str(self._pictures / f"{self._taken:02}-{name}.png"))

    def _ask(self, *command: str) -> str:
        environment = {**os.environ, **self.variables}
        with suppress(subprocess.TimeoutExpired):  # xdotool waits for ever for a window that has just gone
            asked = subprocess.run(
                command, env=environment, capture_output=True, text=True, timeout=ANSWER, check=False
            )
            return asked.stdout
        return ""


def _start(
    command: list[str], variables: dict[str, str], passed: tuple[int, ...] = ()
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=passed,
    )
