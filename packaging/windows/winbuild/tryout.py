"""The try-out: what an officer does from the installer to the removal, done with keys under Wine."""

import json
import shutil
import sqlite3
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from winbuild import pe, trial_build
from winbuild.common import BUILD, CONSOLE_EXE, GUI_EXE, PROGRAM, ROOT, BuildError, run, say
from winbuild.screen import Screen, wait_until
from winbuild.wine import Wine

PICTURES = BUILD / "pictures"
FIRST, MAIN, BARE = "Khuyến học – Bắt đầu", " – Khuyến học", "Bare window"
WIZARD = "Khuyến học xã"
ENTRY = rf"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{PROGRAM}"
UNINSTALLER = "Go-cai-dat.exe"
IS_RUNNING, IS_OLDER = 5, 6  # the installer's exit codes (installer.nsi)
SCORES = ("8", "9", "7comma5", "k", "8", "8comma5")
STORED = [("C1_1", 800), ("C1_2", 900), ("C1_3", 750), ("C2_1", None), ("C2_2", 800), ("C2_3", 850)]
NOT_OURS = {UNINSTALLER}


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


class Story:
    """One try-out in a fresh prefix."""

    def __init__(self, wine: Wine, screen: Screen, work: Path, setup: Path, portable: Path, version: str) -> None:
        self._wine, self._screen, self._work = wine, screen, work
        self._setup, self._portable, self._version = setup, portable, version
        self._next = trial_build.next_version(version)
        self._program = wine.local / "Programs" / PROGRAM
        self._home = wine.local / PROGRAM
        self._data = self._home / "sample"
        self._bundles = wine.drive / "Gói nộp"
        self._before: dict[str, tuple[int, int]] = {}

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
            ("refusals while it is running", self._refuse_while_running),
            ("closed, checked inside Wine and on Linux", self._close_and_check),
            ("repair", self._repair),
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
        for _ in range(2):  # the first one finds fonts
            self._bare_seconds = self._seconds_to(bare, BARE)
            self._screen.close_window(BARE)

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
        self._go_to(5, "Phiếu chấm điểm")
        self._screen.keys("ctrl+f")
        self._screen.paste(trial_build.NEW_HOUSEHOLD)
        self._screen.settle()
        self._screen.keys("Return")  # the only household found
        self._screen.settle()
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
        self._expect((self._program / "app" / "main.py").exists(), "a refused installation touches nothing")

    def _close_and_check(self) -> None:
        self._close()
        checked = self._ask("check", "--data", self._wine.path(self._data))
        self._expect(checked["ok"], f"the check finds nothing ({checked['problems']})")
        (bundle,) = self._made_bundles()
        verified = run([sys.executable, ROOT / "main.py", "verify", bundle])
        self._expect(json.loads(verified)["ok"], "Linux finds the bundle good")
        self._expect((self._home / "logs").is_dir(), "the log has its folder")
        self._expect(self._program_files() == self._before, "nothing is written into the program's folder")

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
        copies = list((self._data / "backups").glob("truoc-nang-cap-*.db"))
        self._expect(len(copies) == 1, "the file was copied before it was migrated")
        self._close()

    def _refuse_older(self) -> None:
        self._silently(self._setup, IS_OLDER)
        older = self._unpack_portable() / CONSOLE_EXE
        code, said = self._wine.call(older, "check", "--data", self._wine.path(self._data))
        self._expect(code == 1 and json.loads(said)["code"] == "newer_file", "the older version refuses the file")

    def _shut_down(self) -> None:
        self._start_again()
        self._wine.call("wineboot", "--end-session")
        self._screen.wait_gone(MAIN)
        wait_until(lambda: not list(self._data.glob("*-wal")), 30, "the file to be closed as it should be")

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
        self._expect(self._shown_version() is None, "the list of programs has it no more")
        self._expect(not self._shortcuts(), "the shortcuts are gone")
        self._expect((self._data / "khuyenhoc.db").exists(), "the data is kept")
        self._screen.settle()
        self._screen.picture("removed")

    # What the chapters are made of

    def _silently(self, setup: Path, expected: int) -> None:
        code, _ = self._wine.call(setup, "/S")
        self._expect(code == expected, f"{setup.name} /S ends with {expected} (it ended with {code})")

    def _seconds_to(self, program: Path, title: str) -> float:
        self._wine.start(program)
        return self._screen.wait_for(title, 60)

    def _start_again(self) -> None:
        seconds = self._seconds_to(self._program / GUI_EXE, MAIN)
        say(f"  started in {seconds:.1f} s, {seconds / self._bare_seconds:.1f} times a bare window")

    def _close(self) -> None:
        self._screen.close_window(MAIN)

    def _go_to(self, number: int, title: str) -> None:
        self._screen.focus(MAIN)
        self._screen.keys(f"ctrl+{number}")
        self._screen.wait_for(title)

    def _ask(self, *arguments: str) -> dict[str, Any]:
        """The answer of a headless command, given inside Wine."""
        code, said = self._wine.call(self._program / CONSOLE_EXE, *arguments)
        if not said:
            raise BuildError(f"{' '.join(arguments)} ended with {code} and said nothing.")
        answer: dict[str, Any] = json.loads(said)
        return answer

    def _wait_for_data(self, sql: str, expected: list[tuple[Any, ...]], *given: str) -> None:
        wait_until(lambda: self._rows(sql, given) == expected, 30, f"{expected} as the answer to {sql}")

    def _rows(self, sql: str, given: tuple[str, ...]) -> list[tuple[Any, ...]]:
        """Rows of a copy of the file: a second SQLite must not touch the one that is in use."""
        with tempfile.TemporaryDirectory() as folder:
            for path in self._data.glob("khuyenhoc.db*"):
                shutil.copy2(path, folder)
            connection = sqlite3.connect(Path(folder) / "khuyenhoc.db")
            try:
                return connection.execute(sql, given).fetchall()
            except sqlite3.DatabaseError:  # copied in the middle of a write
                return []
            finally:
                connection.close()

    def _made_bundles(self) -> list[Path]:
        return list(self._bundles.glob("*.zip"))

    def _shown_version(self) -> str | None:
        return self._wine.value(ENTRY, "DisplayVersion")

    def _shortcuts(self) -> list[Path]:
        return list(self._work.rglob("Khuyến học xã.lnk"))  # Wine's desktop is the home's

    def _program_files(self) -> dict[str, tuple[int, int]]:
        """Every file of the program's folder, with size and time of change."""
        files = [path for path in self._program.rglob("*") if path.is_file() and path.name not in NOT_OURS]
        stats = {str(path.relative_to(self._program)): path.stat() for path in files}
        return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in stats.items()}

    def _unpack_portable(self) -> Path:
        place = self._work / "USB của tôi"
        if not place.exists():
            with zipfile.ZipFile(self._portable) as archive:
                archive.extractall(place)
        return place / PROGRAM

    def _expect(self, so: bool, what: str) -> None:
        if not so:
            raise BuildError(f"Not so: {what}.")
