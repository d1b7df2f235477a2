"""The try-out: what an officer does from the installer to the removal, done with keys under Wine."""

import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from winbuild import pe, trial_build
from winbuild.common import BUILD, CONSOLE_EXE, GUI_EXE, PROGRAM, ROOT, run, say
from winbuild.screen import Screen, wait_until
from winbuild.stage import BARE, FIRST, MAIN, UNINSTALLER
from winbuild.windows_chapters import WindowsChapters
from winbuild.wine import Wine

PICTURES = BUILD / "pictures"
WIZARD = "Khuyến học xã"
NOT_OPENED = "Chưa mở được dữ liệu"
IS_RUNNING, IS_OLDER = 5, 6  # the installer's exit codes (installer.nsi)
BARE_STARTS = 4
SCORES = ("8", "9", "7comma5", "k", "8", "8comma5")
STORED = [("C1_1", 800), ("C1_2", 900), ("C1_3", 750), ("C2_1", None), ("C2_2", 800), ("C2_3", 850)]


def try_out(setup: Path, portable: Path, version: str) -> None:
    """Try the built files; one failure may be Wine's, so a try-out that fails is tried once more.

    Raises:
        BuildError: it failed twice.
    """
    for attempt in (1, 2):
        try:
            _once(setup, portable, version)
            return
        except Exception as problem:  # whatever it was, the second time it counts
            if attempt == 2:
                raise
            say(f"The try-out failed: {problem!r}\nTrying once more.")


def _once(setup: Path, portable: Path, version: str) -> None:
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    begun = time.monotonic()
    screen = Screen(PICTURES)
    with tempfile.TemporaryDirectory(prefix="khuyenhoc-") as folder:
        wine = Wine(Path(folder) / "prefix", screen.variables)
        try:
            Story(wine, screen, Path(folder), setup, portable, version).tell()
        except Exception:
            screen.picture("failed")
            raise
        finally:
            wine.stop()
            screen.close()
    say(f"The try-out passed in {time.monotonic() - begun:.0f} s; pictures: {PICTURES.relative_to(ROOT)}")


class Story(WindowsChapters):
    """One try-out in a fresh prefix."""

    def tell(self) -> None:
        """All chapters in turn, each with the seconds it took."""
        chapters: list[tuple[str, Callable[[], None]]] = [
            ("a fresh Windows under Wine", self._prepare),
            ("the wizard's pages, given up", self._look_at_wizard),
            ("silent installation", self._install),
            ("everything that is imported is there", self._import_all),
            ("a bare window, to compare", self._start_bare),
            ("first start, sample commune", self._make_sample),
            ("import of a workbook", self._import),
            ("scores typed, name pasted", self._type_scores),
            ("bundle exported", self._export),
            ("files opened while it is running", self._open_files),
            ("refusals while it is running", self._refuse_while_running),
            ("closed, checked inside Wine and on Linux", self._close_and_check),
            ("the starter's sign", self._look_at_sign),
            ("started with a file, licences", self._open_copy_and_about),
            ("repair", self._repair),
            ("data of the first version", self._open_old_data),
            ("upgrade by the wizard", self._upgrade),
            ("older versions refuse", self._refuse_older),
            ("Windows shuts down", self._shut_down),
            ("portable folder", self._use_portable),
            ("another LOCALAPPDATA, UTF-8 in cmd", self._redirect),
            ("removal keeps the data", self._uninstall),
        ]
        for name, chapter in chapters:
            begun = time.monotonic()
            chapter()
            say(f"  {name}: {time.monotonic() - begun:.1f} s")

    def _prepare(self) -> None:
        self._wine.make()
        trial_build.make_workbook(self._wine.drive / "Danh sách hộ.xlsx")
        self._bundles.mkdir()

    def _look_at_wizard(self) -> None:
        wizard = self._wine.start(self._setup)
        self._screen.wait_for(WIZARD)
        self._screen.picture("setup-first")
        self._screen.keys("Return")
        self._screen.settle()
        self._screen.picture("setup-folder")
        self._screen.keys("Escape")
        self._screen.settle()
        self._screen.picture("setup-given-up")
        self._screen.keys("Return")
        wait_until(lambda: wizard.poll() is not None, 30, "the wizard to end")
        self._expect(not self._program.exists(), "a wizard that is given up installs nothing")

    def _install(self) -> None:
        self._silently(self._setup, 0)
        self._expect(self._shown_version() == self._version, "the list of programs shows the version")
        kinds = [pe.read(self._program / name).subsystem for name in (GUI_EXE, CONSOLE_EXE)]
        self._expect(kinds == [pe.WINDOW, pe.CONSOLE], "the window opens no console, the commands have one")
        self._expect(len(self._shortcuts()) == 2, "there are a start menu and a desktop shortcut")
        self._check_kinds(there=True)
        self._before = self._program_files()

    def _import_all(self) -> None:
        code = self._program / "app"
        names = self._work / "names.txt"
        wanted = trial_build.shipped_names(self._program / "runtime" / "site-packages")
        wanted += trial_build.imported_names(code / "khuyenhoc_desktop")
        names.write_text("\n".join(wanted), "utf-8")
        importer = trial_build.make_importer(self._program, self._work)
        _, said = self._wine.call(importer, self._wine.path(code), self._wine.path(names))
        self._expect(said.strip() == "[]", f"every import is found; {said}")

    def _start_bare(self) -> None:
        bare = trial_build.make_bare(self._program, self._work)
        seconds = []
        for _ in range(BARE_STARTS):
            self._wine.start(bare)
            seconds.append(self._screen.wait_for(BARE, 60))
            self._screen.close_window(BARE)
        self._bare_seconds = statistics.median(seconds[1:])  # the first one finds fonts
        say(f"  a bare window started in {self._bare_seconds:.2f} s")

    def _make_sample(self) -> None:
        self._wine.start(self._program / GUI_EXE)
        self._screen.wait_for(FIRST)
        self._screen.picture("first-start")
        self._screen.keys("alt+x")
        self._screen.wait_for(MAIN, 60)
        self._screen.picture("sample-commune")

    def _import(self) -> None:
        self._go_to(3, "Nhập từ Excel")
        self._screen.keys("alt+c")
        self._screen.wait_for("Chọn tệp bảng tính")
        self._screen.paste(r"C:\Danh sách hộ.xlsx")
        self._screen.picture("file-dialog")
        self._screen.keys("Return")
        self._screen.wait_gone("Chọn tệp bảng tính")
        for name in ("import-sheet", "import-columns", "import-check"):
            self._screen.settle()
            self._screen.focus(MAIN)
            self._screen.picture(name)
            self._screen.keys("alt+n" if name == "import-check" else "alt+t")
        found = "SELECT count(*) FROM household WHERE head_name = ?"
        self._wait_for_data(found, [(1,)], trial_build.NEW_HOUSEHOLD)
        self._screen.settle()
        self._screen.picture("import-result")

    def _type_scores(self) -> None:
        self._find_household()
        for score in SCORES:
            self._screen.keys(*score.replace("comma", " comma ").split(), "Return")
        self._screen.keys("ctrl+s")
        stored = """SELECT indicator, value FROM score JOIN household ON id = subject_id WHERE head_name = ?
            ORDER BY indicator"""
        self._wait_for_data(stored, STORED, trial_build.NEW_HOUSEHOLD)
        self._screen.picture("scores-saved")

    def _export(self) -> None:
        self._go_to(9, "Kiểm tra và Nộp")
        self._screen.settle()
        self._screen.keys("F9")
        self._screen.wait_for("điều chưa xem")
        self._screen.picture("open-questions")
        self._screen.keys("alt+v")
        self._screen.wait_for("Select Folder")  # Wine's own words; Windows shows the program's
        self._screen.paste(r"C:\Gói nộp")
        self._screen.keys("Return")
        wait_until(lambda: bool(self._made_bundles()), 30, "the bundle")
        self._screen.settle()
        self._screen.focus(MAIN)
        self._screen.picture("bundle-made")

    def _refuse_while_running(self) -> None:
        second = self._wine.start(self._program / GUI_EXE)
        wait_until(lambda: second.poll() is not None, 30, "the second start to end")
        self._expect(len(self._screen.windows(MAIN)) == 1, "a second start opens no second window")
        self._silently(self._setup, IS_RUNNING)
        wizard = self._wine.start(self._setup)
        self._screen.wait_for(WIZARD)
        self._screen.picture("setup-repair")
        self._screen.keys("Return")
        self._screen.settle()
        self._screen.picture("setup-refused-while-running")
        self._screen.keys("Escape")
        wait_until(lambda: wizard.poll() is not None, 30, "the wizard to end")
        self._expect(wizard.returncode == IS_RUNNING, f"the wizard says that it runs ({wizard.returncode})")
        self._expect((self._program / "app" / "main.py").exists(), "a refused installation touches nothing")

    def _close_and_check(self) -> None:
        self._close()
        checked = self._ask("check", "--data", self._wine.path(self._data))
        self._expect(checked["ok"], f"the check finds nothing ({checked['problems']})")
        (bundle,) = self._made_bundles()
        verified = run([sys.executable, ROOT / "main.py", "verify", bundle])
        self._expect(json.loads(verified)["ok"], "Linux finds the bundle good")
        self._expect(bool(list((self._home / "logs").glob("*.log"))), "the log is in its folder")
        self._expect(self._program_files() == self._before, "nothing is written into the program's folder")

    def _open_copy_and_about(self) -> None:
        self._start_with_file()
        self._look_at_about()
        self._close()

    def _repair(self) -> None:
        shutil.rmtree(self._program / "runtime" / "site-packages" / "PySide6")
        (self._program / "app" / "main.py").write_text("damaged", "utf-8")
        self._silently(self._setup, 0)
        self._expect(self._program_files().keys() == self._before.keys(), "the repair brings every file back")
        self._start_again()
        self._close()

    def _upgrade(self) -> None:
        setup = trial_build.make_next(BUILD / PROGRAM, self._work, self._next)
        wizard = self._wine.start(setup)
        self._screen.wait_for(WIZARD)
        self._screen.picture("setup-welcome")
        self._screen.keys("Return")
        wait_until(lambda: self._shown_version() == self._next, 120, "the new version to be installed")
        self._screen.settle()
        self._screen.picture("setup-finished")
        self._screen.keys("Return")
        wait_until(lambda: wizard.poll() is not None, 30, "the wizard to end")
        self._screen.wait_for(MAIN, 60)  # the wizard's last page opens the program
        self._screen.picture("upgraded")
        kept = "SELECT count(*) FROM household WHERE head_name = ?"
        self._wait_for_data(kept, [(1,)], trial_build.NEW_HOUSEHOLD)
        self._check_kinds(there=True)
        copies = list((self._data / "backups").glob("truoc-nang-cap-*.db"))
        self._expect(len(copies) == 1, "the file was copied before it was migrated")
        self._close()

    def _refuse_older(self) -> None:
        self._silently(self._setup, IS_OLDER)
        older_setup = self._wine.start(self._setup)
        self._screen.wait_for(WIZARD)
        self._screen.settle()
        self._screen.picture("setup-older-refused")
        self._screen.keys("Return")
        wait_until(lambda: older_setup.poll() is not None, 30, "the older installer to end")
        older = self._unpack_portable() / CONSOLE_EXE
        code, said = self._wine.call(older, "check", "--data", self._wine.path(self._data))
        self._expect(code == 1 and json.loads(said)["code"] == "newer_file", "the older version refuses the file")
        older_window = self._wine.start(older.with_name(GUI_EXE), "--data", self._wine.path(self._data))
        self._screen.wait_for(NOT_OPENED, 60)
        self._screen.settle()
        self._screen.picture("newer-file-refused")
        self._screen.keys("Escape")
        wait_until(lambda: older_window.poll() is not None, 30, "the older program to end")

    def _use_portable(self) -> None:
        folder = self._unpack_portable()
        commune = ("--code", "08254", "--name", "Yên Phú", "--province", "Phú Thọ", "--year", "2026")
        code, said = self._wine.call(folder / CONSOLE_EXE, "new", *commune)
        self._expect(code == 0, "the portable program makes a commune")
        place = Path(json.loads(said)["database"].replace("\\", "/")).parent
        self._expect(place.parts[-2:] == ("du-lieu", "data"), "its data lies beside it")
        self._expect((folder / "du-lieu" / "data" / "khuyenhoc.db").exists(), "its data is really there")
        self._expect(not (self._home / "data").exists(), "nothing is kept on the computer")

    def _redirect(self) -> None:
        elsewhere, said = self._wine.drive / "Dữ liệu riêng", self._wine.drive / "trả-lời.json"
        # Without quotes, which Wine does not hand on to cmd as they are.
        steps = (
            f"set LOCALAPPDATA={self._wine.path(elsewhere)}",
            f" cd /d {self._wine.path(self._program)}",
            f" {CONSOLE_EXE} new --code 08254 --name Phú --province Huế --year 2026 > {self._wine.path(said)}",
        )
        self._wine.call("cmd", "/c", "&&".join(steps))
        self._expect((elsewhere / PROGRAM / "data" / "khuyenhoc.db").exists(), "LOCALAPPDATA is followed")
        answer = json.loads(said.read_text("utf-8"))
        self._expect("Dữ liệu riêng" in answer["database"], "what cmd writes into a file is UTF-8")

    def _uninstall(self) -> None:
        self._wine.start(self._program / UNINSTALLER)
        self._screen.wait_for(WIZARD)
        self._screen.picture("removal")
        self._screen.keys("Return")
        wait_until(lambda: not self._program.exists(), 30, "the program's folder to go")
        wait_until(lambda: self._shown_version() is None, 30, "the list of programs to have it no more")
        self._expect(not self._shortcuts(), "the shortcuts are gone")
        self._wine.call(self._unpack_portable() / CONSOLE_EXE, "check")
        self._check_kinds(there=False)  # and the portable program registers nothing
        self._expect((self._data / "khuyenhoc.db").exists(), "the data is kept")
        self._screen.settle()
        self._screen.picture("removed")
