"""What the first run does in the end: make the commune's file and its groups, or the sample commune."""

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from khuyenhoc_desktop.services import communes, groups
from khuyenhoc_desktop.ui.first_run.questions import Answers


def make_commune(folder: Path, answers: Answers) -> None:
    """Make the file with its thôn. Raises UserError as the services do; then nothing is left behind."""
    file = communes.create_commune(
        folder, answers.code, answers.name, answers.province, answers.year, kind=answers.kind
    )
    try:
        if answers.groups:
            named = [(name, groups.kind_of(name)) for name in answers.groups]
            groups.add_groups(file, named, answers.year)
    except BaseException:
        file.close()
        for end in ("", "-wal", "-shm"):
            file.path.with_name(file.path.name + end).unlink(missing_ok=True)
        raise
    file.close()


def make_sample(folder: Path) -> None:
    """Make the sample commune in a folder, unless it was made before."""
    from khuyenhoc_desktop.services import sample

    if not (folder / communes.FILE_NAME).exists():
        sample.make_sample(folder).close()


class Maker(QObject):
    """Makes a file on a thread of its own, so that the window stays alive; there is no lane yet.

    Signals: ended - None, or the exception that stopped it.
    """

    ended = Signal(object)

    def start(self, make: Callable[[], None]) -> None:
        """Begin; `ended` comes later, on the window's thread."""
        threading.Thread(target=self._work, args=(make,), name="maker", daemon=True).start()

    def _work(self, make: Callable[[], None]) -> None:
        try:
            make()
        except BaseException as error:
            self.ended.emit(error)
        else:
            self.ended.emit(None)
