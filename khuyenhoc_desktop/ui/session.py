"""One run of the program: which commune is open, with its lane, context and window; opening another one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, QTimer

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import backup, backup_restore, communes, privacy
from khuyenhoc_desktop.ui import shell_texts
from khuyenhoc_desktop.ui.backup.keeper import copy_at_closing
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.jobs import Lane
from khuyenhoc_desktop.ui.main_window import MainWindow
from khuyenhoc_desktop.ui.notify import DialogNotices
from khuyenhoc_desktop.ui.one_window import FirstWindow, show_first
from khuyenhoc_desktop.ui.other_ways import DAMAGED, choose_way, run_rescue
from khuyenhoc_desktop.ui.pages import all_pages
from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.standing_by import StandingBy
from khuyenhoc_desktop.ui.system_end import SystemEnd, leave_copy_out

LAST_OPENED = "files/commune"
OWN, SAMPLE = "data", "sample"  # folders in the program's own folder
LOCK = "khuyenhoc.lock"
IMPORT_PAGE = "import"
NOT_OPENED = ("open_failed", "Chương trình gặp lỗi khi mở tệp dữ liệu này. Tệp không bị thay đổi gì.")
NO_YEARS = (
    "corrupt",
    "Tệp dữ liệu thiếu danh sách năm nên không mở được.",
    "Cứu dữ liệu, hoặc phục hồi bản sao lưu gần nhất. Tệp không bị thay đổi gì.",
)
ALREADY_OPEN = (
    "already_open",
    "Tệp dữ liệu của xã này đang được mở ở một cửa sổ khác.",
    "Chuyển sang cửa sổ đó để làm tiếp, hoặc đóng nó rồi mở lại.",
)


class Session(QObject):
    """Owns what is open. `home` is the program's own folder."""

    def __init__(self, home: Path, notices: DialogNotices, preferences: Preferences) -> None:
        super().__init__()
        self._home, self._notices, self._preferences = home, notices, preferences
        self.window: MainWindow | None = None
        self._lock: QLockFile | None = None
        self._file: Path | None = None
        self._system_end = SystemEnd()
        self._can_go_back = False

    def begin(self, folder: Path | None, file: Path | None = None, *, can_go_back: bool = False) -> bool:
        """Open a commune's folder, the last one, or go through the first run; False = nothing to show.

        `file` is one to be shown in the window, be it this one or that of the run that holds the folder. What
        cannot be opened leaves the officer a choice, unless whoever called goes back to another file.
        """
        self._file, self._can_go_back = file, can_go_back
        folder = folder or self._home / (self._preferences.value(LAST_OPENED) or OWN)
        import_wanted = False
        backup_restore.finish_interrupted(folder)
        if not (folder / communes.FILE_NAME).exists() and backup.backups(folder):
            run_rescue(folder, self._notices)
        if not (folder / communes.FILE_NAME).exists():
            found = self._first_run(folder)
            if found is None:
                return False
            folder, import_wanted = found
        return self._open(folder, import_wanted=import_wanted)

    def close(self) -> None:
        """Stop the lane, close the file, let go of the folder."""
        if self.window is None:
            return
        window, self.window = self.window, None
        context = window.context
        context.lane.stop()
        self._end_what_stands_by(window)
        if self._system_end.is_near():
            leave_copy_out(self._preferences)
        else:
            copy_at_closing(context.file, self._preferences)
        context.file.close()
        self._let_go()

    def _end_what_stands_by(self, window: MainWindow) -> None:
        """A window that is closing is not brought forward any more, and begins no copy beside the last one."""
        self.standing_by.keeper.rest()
        for first in window.findChildren(FirstWindow):
            first.close()

    def prepare_for_end(self) -> None:
        """The system is about to shut down: make sure that ending takes no time and asks nothing."""
        if self.window is not None:
            self._system_end.prepare(self.window, self.window.context)

    def _first_run(self, folder: Path) -> tuple[Path, bool] | None:
        from khuyenhoc_desktop.ui.first_run.dialog import FirstRun

        dialog = FirstRun(folder, self._home / SAMPLE, self._notices, self._preferences)
        dialog.exec()
        dialog.deleteLater()
        return None if dialog.made is None else (dialog.made, dialog.import_wanted)

    def _open(self, folder: Path, *, import_wanted: bool = False) -> bool:
        try:
            if not self._take_lock(folder):
                return False
            if not self._password_given(folder):
                self._let_go()
                return False
            file, year = _opened(folder)
        except UserError as refusal:
            self._let_go()
            return self._go_another_way(folder, refusal)
        except Exception as fault:  # ours, or of a file like none before: whoever stands there needs a way on
            self._let_go()
            self._notices.error(fault)
            return self._go_another_way(folder, UserError(*NOT_OPENED))
        self._show(file, year)
        if import_wanted and self.window is not None:
            self.window.context.go_to(IMPORT_PAGE, kind="households")
        return True

    def _go_another_way(self, folder: Path, refusal: UserError) -> bool:
        """After a refusal: the rescue screen, another folder, or the end; False = nothing to show."""
        file, back = self._file, self._can_go_back
        if refusal.code == ALREADY_OPEN[0] or (back and refusal.code not in DAMAGED):
            self._notices.error(refusal)
            return False
        way = choose_way(folder, refusal, self._notices)
        return way is not None and self.begin(way, file, can_go_back=back)

    def _show(self, file: communes.CommuneFile, year: int) -> None:
        """The window over an open file, and what stands by it."""
        folder = file.folder
        lane = Lane(file, self._notices)
        context = Context(file, year, lane, self._notices, self._preferences)
        self.window = window = MainWindow(context, all_pages(), self._preferences)
        for part in (lane, context):
            part.setParent(window)
        self._notices.status_wanted.connect(window.status_line.say)
        self._notices.last_saved = window.last_saved
        context.reopen_wanted.connect(self._reopen)
        self._remember(folder)
        window.show()
        self.standing_by = StandingBy(context, window, self._file)
        if folder == self._home / SAMPLE:
            window.navigation.add_command(shell_texts.MAKE_OWN, lambda: context.reopen(self._home / OWN))

    def _remember(self, folder: Path) -> None:
        """For the next start. Inside the program's own folder by its name: a USB stick changes its letter."""
        inside = folder.is_relative_to(self._home)
        self._preferences.set_value(LAST_OPENED, str(folder.relative_to(self._home) if inside else folder))

    def _take_lock(self, folder: Path) -> bool:
        """Keep others out; False when the window that has the folder was brought to the front instead."""
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)  # held as long as its process lives, however long that is
        if self._lock.tryLock(100) or self._lock.error() != QLockFile.LockError.LockFailedError:
            return True
        if self._is_another_run() and show_first(folder, self._file):
            return False
        if self._lock.tryLock(100):  # it was closing
            return True
        raise UserError(*ALREADY_OPEN)

    def _is_another_run(self) -> bool:
        holder: int = self._lock.getLockInfo()[0] if self._lock else 0
        return holder != QCoreApplication.applicationPid()

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.unlock()

    def _password_given(self, folder: Path) -> bool:
        """Ask for the password of a protected file; False when it was not given."""
        path = folder / communes.FILE_NAME
        if not privacy.needs_password(path):
            return True
        from khuyenhoc_desktop.ui.lock.dialog import ask_password

        return ask_password(path)

    def _reopen(self, folder: Path, meanwhile: Callable[[], object] | None) -> None:
        """Later, once the page that asked for it has returned."""
        QTimer.singleShot(0, self, lambda: self._close_and_open(folder, meanwhile))

    def _close_and_open(self, folder: Path, meanwhile: Callable[[], object] | None) -> None:
        old = self.window
        if old is None:
            return
        self.close()
        old.setUpdatesEnabled(False)  # its file is closed: it must not read to paint itself
        try:
            if meanwhile is not None:
                meanwhile()
        except Exception as fault:
            self._notices.error(fault)
        # A guide that was closed, or a file that cannot be opened, leads back to where one was.
        before = old.context.file.folder
        if not self.begin(folder, can_go_back=folder != before) and (folder == before or not self.begin(before)):
            QCoreApplication.quit()
        old.hide()
        old.deleteLater()


def _opened(folder: Path) -> tuple[communes.CommuneFile, int]:
    """The open file and its newest year.

    Raises:
        UserError: what opening refuses; corrupt when there is no year, or the facts cannot be read.
    """
    file = communes.open_commune(folder)
    try:
        years = communes.facts(file).years
        if not years:
            raise UserError(*NO_YEARS)
    except BaseException:
        file.close()
        raise
    return file, max(years)
