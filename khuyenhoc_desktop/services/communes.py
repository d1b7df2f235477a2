"""The commune file: making it, opening it, and the facts about the commune itself."""

import json
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import tidy
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.store import criteria_queries, setting_queries, year_queries
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import FILE_NAME, CommuneFile

__all__ = [
    "FILE_NAME",
    "Commune",
    "CommuneFile",
    "add_year",
    "create_commune",
    "facts",
    "open_commune",
    "set_facts",
]

KINDS = ("xã", "phường", "đặc khu")
FIRST_YEAR, LAST_YEAR = 2015, 2100
_INSTALLATION_BITS = 23
# A commune gets its file's name when it is whole: a start killed half way must not leave one that nobody can open.
_BEING_MADE = f"{FILE_NAME}.dang-tao"
# What stands beside the file while it is made, restored, given a password or made anonymous; each begins anew.
_UNFINISHED = (_BEING_MADE, f"{FILE_NAME}.restoring", f"{FILE_NAME}.rekey", f"{FILE_NAME}.anonymous")
_LEFT_BEHIND = timedelta(hours=1)  # another run may still be at a fresh one
# Beside the program this file says that it is carried about (on a USB stick) with its data in a folder beside it.
PORTABLE_MARK, PORTABLE_FOLDER = "mang-theo.txt", "du-lieu"


@dataclass(frozen=True, slots=True)
class Commune:
    """The commune of a file. `code` is its five-digit code as text, or "" while it is not known.

    `locked` are the years in which nothing may change.
    """

    code: str
    name: str
    kind: str
    province: str
    association: str
    chairman: str
    years: tuple[int, ...]
    locked: tuple[int, ...] = ()

    @property
    def full_name(self) -> str:
        """«xã Yên Phú»."""
        return f"{self.kind} {self.name}"


def create_commune(
    folder: Path, code: str, name: str, province: str, year: int, *, kind: str = "xã", who: str = ""
) -> CommuneFile:
    """Make the commune's file in a folder (made if missing), with the criteria sets that the program brings.

    Raises:
        UserError: already_there, bad_commune_code, commune_name_missing, bad_year, or a fault of the disk; nothing
        is left behind then.
    """
    _check_facts(code, name, year)
    _refuse_another(folder)
    _make_folder(folder)
    values = {"commune.code": code, "commune.name": name, "commune.province": province, "commune.kind": kind}
    _discard(folder, _BEING_MADE)
    with discarded_on_failure(folder, name=_BEING_MADE):
        file = CommuneFile(folder, installation_number(), _who(who), create=True, name=_BEING_MADE)
        with discarded_on_failure(folder, file, _BEING_MADE):
            _begin(file, values, year)
            file.close_as_one()
        _make_room(folder)
        (folder / _BEING_MADE).replace(folder / FILE_NAME)
    with discarded_on_failure(folder):
        return open_commune(folder, who)


def _refuse_another(folder: Path) -> None:
    if (folder / FILE_NAME).exists():
        raise UserError(
            "already_there",
            f"Thư mục {folder} đã có tệp dữ liệu của một xã.",
            "Mở tệp đó, hoặc chọn thư mục khác để tạo tệp mới.",
        )


def _make_room(folder: Path) -> None:
    """Another window may have made a file meanwhile. What is left of one that was taken away goes aside.

    Its journal would be played back into the new file; it may hold the last work of the old one, so it is kept.
    """
    _refuse_another(folder)
    for ending in ("-wal", "-journal"):
        left = folder / f"{FILE_NAME}{ending}"
        if left.exists():
            left.replace(left.with_name(f"con-lai-{datetime.now():%Y%m%d-%H%M%S}-{left.name}"))
    (folder / f"{FILE_NAME}-shm").unlink(missing_ok=True)


@contextmanager
def discarded_on_failure(folder: Path, file: CommuneFile | None = None, name: str = FILE_NAME) -> Iterator[None]:
    """A file that could not be made to its end goes again, so that making it can be tried anew."""
    try:
        yield
    except BaseException:
        if file is not None:
            file.close()
        _discard(folder, name)
        raise


def _discard(folder: Path, name: str) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        (folder / f"{name}{ending}").unlink(missing_ok=True)


def open_commune(folder: Path, who: str = "") -> CommuneFile:
    """Open the commune's file in a folder.

    Raises:
        UserError: not_found, foreign_file, newer_file, or a fault of the disk.
    """
    file = CommuneFile(folder, installation_number(), _who(who))
    try:
        criteria_sets.install_missing(file)
    except BaseException:
        file.close()
        raise
    _clear_away(folder)
    return file


def _clear_away(folder: Path) -> None:
    """Remove what a run left beside the file that was killed half way; it holds nothing that the file has not."""
    for path in folder.glob(f"{FILE_NAME}.*"):
        with suppress(OSError):
            age = datetime.now() - datetime.fromtimestamp(path.stat().st_mtime)
            if path.name.startswith(_UNFINISHED) and abs(age) > _LEFT_BEHIND:
                path.unlink()


def facts(file: CommuneFile) -> Commune:
    """What is kept about the commune itself."""
    known = setting_queries.settings(file)
    name = known.get("commune.name") or ""
    kind = known.get("commune.kind") or "xã"
    return Commune(
        code=known.get("commune.code") or "",
        name=name,
        kind=kind,
        province=known.get("commune.province") or "",
        association=known.get("association.name") or f"Hội Khuyến học {kind} {name}",
        chairman=known.get("association.chairman") or "",
        years=tuple(year_queries.years(file)),
        locked=tuple(year_queries.locked_years(file)),
    )


def set_facts(file: CommuneFile, commune: Commune) -> None:
    """Change what is kept about the commune (its years apart: add_year).

    Raises:
        UserError: bad_commune_code, commune_name_missing.
    """
    _check_facts(commune.code, commune.name, FIRST_YEAR)
    values = {
        "commune.code": commune.code,
        "commune.name": commune.name,
        "commune.kind": commune.kind,
        "commune.province": commune.province,
        "association.name": commune.association,
        "association.chairman": commune.chairman,
    }
    with file.action("commune.edit", f"Sửa thông tin {tidy(commune.full_name)}") as action:
        _write_settings(action, values)


def add_year(file: CommuneFile, year: int) -> None:
    """Open another assessment year; it uses the criteria sets of the newest year before it.

    Raises:
        UserError: bad_year, year_exists.
    """
    check_year(year)
    if year in year_queries.years(file):
        raise UserError("year_exists", f"Năm {year} đã có trong tệp.", "Chọn năm đó ở góc trên cửa sổ.")
    with file.action("year.add", f"Mở năm {year}") as action:
        year_queries.add_year(action, year)
        criteria_queries.carry_choices(action, year)


def installation_number() -> int:
    """This installation's number, minted once and kept in the program's own folder (23 bits).

    Where that folder cannot be written, the number holds until the program ends.
    """
    place = program_folder() / "installation.json"
    try:
        number = json.loads(place.read_text("utf-8"))["number"]
        if isinstance(number, int) and 0 < number < 1 << _INSTALLATION_BITS:
            return number
    except (OSError, ValueError, KeyError, TypeError):
        pass  # first start, or the file is damaged: a new number is always safe
    return _mint_installation_number(place)


def program_folder() -> Path:
    """Where this installation keeps its own small files (not the commune's data)."""
    chosen = os.environ.get("KHUYENHOC_HOME")
    if chosen:
        return Path(chosen)
    beside = Path(sys.executable).parent
    if (beside / PORTABLE_MARK).is_file():
        return beside / PORTABLE_FOLDER
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "KhuyenHoc"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "khuyenhoc"


def _mint_installation_number(place: Path) -> int:
    number = secrets.randbelow((1 << _INSTALLATION_BITS) - 1) + 1
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps({"number": number}), "utf-8")
    return number


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise UserError(
            "cannot_make_folder",
            f"Không tạo được thư mục {folder}.",
            "Chọn thư mục khác mà máy này được phép ghi, ví dụ trong Tài liệu.",
        ) from fault


def _check_facts(code: str, name: str, year: int) -> None:
    if code and not (len(code) == 5 and code.isascii() and code.isdigit()):
        raise UserError(
            "bad_commune_code",
            f"Mã xã «{code}» không đúng: mã xã gồm đúng 5 chữ số.",
            "Gõ lại mã 5 chữ số, ví dụ 08254, hoặc để trống nếu chưa biết.",
        )
    if not tidy(name):
        raise UserError("commune_name_missing", "Chưa có tên xã, phường.", "Gõ tên, ví dụ: Yên Phú.")
    check_year(year)


def check_year(year: int) -> None:
    """A year that can be kept. Raises UserError bad_year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UserError("bad_year", f"Năm {year} không hợp lệ.", f"Gõ năm từ {FIRST_YEAR} đến {LAST_YEAR}.")


def _begin(file: CommuneFile, values: dict[str, str], year: int) -> None:
    """The first entry is what the file is made of: it cannot be taken back."""
    summary = f"Tạo tệp dữ liệu {values['commune.kind']} {tidy(values['commune.name'])}, năm {year}"
    with file.action("commune.create", summary, kind="begin") as action:
        _write_settings(action, values)
        year_queries.add_year(action, year)
        criteria_sets.install_shipped(action, [year])


def _write_settings(action: Action, values: dict[str, str]) -> None:
    setting_queries.put(action, [(key, tidy(value)) for key, value in values.items()])


def _who(who: str) -> str:
    return tidy(who) or os.environ.get("USERNAME") or os.environ.get("USER") or "cán bộ xã"
