"""Chapters of the try-out about what Windows does: opening files, the starter's sign, old data, shutting down."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from winbuild import trial_build
from winbuild.common import GUI_EXE, ROOT, say
from winbuild.screen import wait_until
from winbuild.stage import MAIN, Stage

CLASSES = r"HKCU\Software\Classes"
KINDS = {".khb": "KhuyenHoc.Hop", ".zip": "KhuyenHoc.GoiNop", ".db": "KhuyenHoc.BanSao"}  # installer.nsi
PASSPHRASE = "bảy con cá vàng bơi"
SIGN_WITHIN = 1.0  # seconds until something of ours is on the screen
TYPED_AT_THE_END = 500  # hundredths of a point: what stands unsaved in C1_1 when Windows shuts down
OLD_FILE = ROOT / "tests" / "db_versions" / "khuyenhoc-v1.db"
DRAFT, ABOUT, REFUSED = "Có phần đang gõ dở", "Giấy phép và phiên bản", "Chưa làm được"
VERDICT, BOX, TAKEN_OUT, RESTORE = "Kiểm tra gói nộp", "Mở gói", "Đã lấy tệp ra", "Phục hồi dữ liệu"
FOLDER_DIALOG = "Select Folder"  # Wine's own words; Windows shows the program's


class WindowsChapters(Stage):
    """What an officer meets outside the program's window."""

    def _check_kinds(self, *, there: bool) -> None:
        """Whether Windows knows the program's kinds of files; .zip and .db never become ours."""
        for ending, kind in KINDS.items():
            command = self._wine.value(rf"{CLASSES}\{kind}\shell\open\command")
            self._expect((command or "").endswith(rf'{GUI_EXE}" "%1"') is there, f"{kind} is registered: {there}")
            owner = self._wine.value(rf"{CLASSES}\{ending}")
            self._expect((owner == kind) is (there and ending == ".khb"), f"whose {ending} is ({owner})")
            offered = self._wine.knows(rf"{CLASSES}\{ending}\OpenWithProgids", kind)
            self._expect(offered is there, f"«Open with» offers the program for {ending}: {there}")

    def _open_files(self) -> None:
        """Files opened while the program runs: it shows them in the window that is there."""
        (bundle,) = self._made_bundles()
        self._open(bundle)
        self._screen.wait_for(VERDICT)
        self._screen.settle()
        self._screen.picture("bundle-opened")
        self._screen.keys("Escape")
        self._screen.wait_gone(VERDICT)
        self._open_box()
        self._wine.start(self._program / GUI_EXE, r"C:\Danh sách hộ.xlsx")
        self._screen.wait_for(REFUSED)
        self._screen.settle()
        self._screen.picture("file-refused")
        self._screen.keys("Escape")
        self._screen.wait_gone(REFUSED)
        self._expect(len(self._screen.windows(MAIN)) == 1, "opening files opens no second window")

    def _open_box(self) -> None:
        folder = self._wine.drive / "Gửi lên tỉnh"
        folder.mkdir()
        box = trial_build.make_box(folder / "Số liệu xã Yên Phú.khb", PASSPHRASE)
        self._open(box)
        self._screen.wait_for(BOX)
        self._screen.paste(PASSPHRASE)
        self._screen.picture("box-opened")
        self._screen.keys("Return")
        self._screen.wait_for(FOLDER_DIALOG)
        self._screen.paste(self._wine.path(folder))
        self._screen.keys("Return")
        self._screen.wait_for(TAKEN_OUT)
        self._screen.picture("box-taken-out")
        self._screen.keys("Escape")
        self._screen.wait_gone(TAKEN_OUT)
        self._expect((folder / trial_build.IN_BOX).read_text("utf-8") == trial_build.BOX_TEXT, "the box is opened")

    def _start_with_file(self) -> None:
        """A start with a file, while the program does not run: the window comes, then what fits the file."""
        copy = self._wine.drive / "Bản sao của xã.db"
        shutil.copy2(max((self._data / "backups").glob("*.db")), copy)
        self._open(copy)
        self._screen.wait_for(RESTORE, 60)
        self._screen.settle()
        self._screen.picture("copy-opened")
        self._screen.keys("Escape")
        self._screen.wait_gone(RESTORE)

    def _look_at_about(self) -> None:
        """Thiết lập is the last page: from the first one, one step up."""
        self._screen.focus(MAIN)
        self._screen.keys("ctrl+1", "F6", "Up", "Return")
        self._screen.wait_for("Thiết lập")
        self._screen.settle()
        self._screen.picture("settings")
        self._screen.keys("alt+y")
        self._screen.wait_for(ABOUT)
        self._screen.settle()
        self._screen.picture("about")
        self._screen.keys("Tab", "ctrl+End")
        self._screen.settle()
        self._screen.picture("about-packages")
        self._screen.keys("Escape")
        self._screen.wait_gone(ABOUT)

    def _look_at_sign(self) -> None:
        """The starter's sign, which is there long before Python and Qt are."""
        self._wine.start(self._program / GUI_EXE)
        seconds = wait_until(lambda: bool(self._screen.windows_of(GUI_EXE)), 20, "the starter's sign")
        is_sign = not self._screen.windows(MAIN)
        self._screen.picture("sign")
        say(f"  the starter's sign was there in {seconds:.2f} s")
        self._expect(is_sign and seconds <= SIGN_WITHIN, f"the sign comes within a second ({seconds:.2f} s)")
        self._screen.wait_for(MAIN, 60)
        self._screen.close_window(MAIN)

    def _open_old_data(self) -> None:
        """The file of the first version, as someone has it who comes from there: copied, then migrated."""
        folder = self._wine.drive / "Dữ liệu bản cũ"
        folder.mkdir()
        file = folder / "khuyenhoc.db"
        shutil.copyfile(OLD_FILE, file)
        checked = self._ask("check", "--data", self._wine.path(folder))
        self._expect(checked["ok"], f"the old file is sound in this version ({checked['problems']})")
        before, after = _version(OLD_FILE), _version(file)
        wanted = trial_build.schema_version(self._program / "app" / "khuyenhoc_desktop" / "store")
        self._expect(after == wanted, f"the old file has become one of version {wanted} ({after})")
        copies = list(folder.glob(f"backups/truoc-nang-cap-v{before}-*.db"))
        self._expect([_version(path) for path in copies] == [before] * len(copies), "the copy is as the file was")
        self._expect(len(copies) == (before < wanted), f"a copy was made before the migration ({len(copies)})")
        same = _households(file) == _households(OLD_FILE)
        self._expect(same, "every household of the old file is there")
        say(f"  old data: version {before} -> {after}, {len(copies)} copies")

    def _shut_down(self) -> None:
        """Windows ends while scores are typed and not saved: nothing is asked, and they are offered again."""
        running = self._start_again()
        self._find_household()
        self._screen.keys("5", "Return")
        self._wine.call("wineboot", "--end-session")
        self._screen.wait_gone(MAIN)
        wait_until(lambda: running.poll() is not None, 30, "the program to end")
        left = [*self._data.glob("*-wal"), *self._data.glob("*.lock")]
        self._expect(not left, f"the file is closed as it should be and let go of ({left})")
        self._wine.start(self._program / GUI_EXE)
        self._screen.wait_for(DRAFT, 60)
        self._screen.settle()
        self._screen.picture("draft-offered")
        self._screen.keys("Return")
        self._screen.wait_gone(DRAFT)
        self._screen.settle()
        self._screen.focus(MAIN)
        self._screen.keys("ctrl+s")
        stored = """SELECT value FROM score JOIN household ON id = subject_id
            WHERE head_name = ? AND indicator = 'C1_1'"""
        self._wait_for_data(stored, [(TYPED_AT_THE_END,)], trial_build.NEW_HOUSEHOLD)
        self._screen.picture("draft-saved")
        self._close()

    def _open(self, file: Path) -> None:
        """Run the command that the installer has registered for a kind of file, as Windows does.

        Wine 8 does not: it looks for the kinds of files of all users alone.
        """
        command = self._wine.whole_value(rf"{CLASSES}\{KINDS[file.suffix]}\shell\open\command")
        program, _, given = command.removeprefix('"').partition('" ')
        self._expect(given == '"%1"', f"the registered command takes the file ({command})")
        self._wine.start(Path(program), self._wine.path(file))


def _version(file: Path) -> int:
    return int(_ask_file(file, "PRAGMA user_version")[0][0])


def _households(file: Path) -> list[tuple[Any, ...]]:
    return _ask_file(file, "SELECT id, head_name FROM household ORDER BY id")


def _ask_file(file: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()
