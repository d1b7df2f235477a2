"""The password of the data file: is there one, opening with it, setting, changing and removing it.

The copies in `backups/` follow: a password that leaves last week's copy readable protects nothing.
"""

import hmac
import os
from collections.abc import Generator
from pathlib import Path

from khuyenhoc_desktop.domain import password as passwords
from khuyenhoc_desktop.domain.password import Strength
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import recovery_password
from khuyenhoc_desktop.services.communes import FILE_NAME, CommuneFile
from khuyenhoc_desktop.services.progress import Progress
from khuyenhoc_desktop.services.recovery_password import BAD_CODE, OTHER_CODE, WRONG_PASSWORD
from khuyenhoc_desktop.store import encryption, setting_queries
from khuyenhoc_desktop.store.encryption import KEYRING
from khuyenhoc_desktop.store.encryption_change import change_key

PASSWORD_NEEDED = encryption.PASSWORD_NEEDED[0]
ENVIRONMENT = "KHUYENHOC_PASSWORD"
COPIES = "backups"
CHANGING = "Đang ghi lại dữ liệu theo lựa chọn mật khẩu mới"
CONVERTING = "Đang áp dụng mật khẩu cho các bản sao lưu…"


def is_protected(path: Path) -> bool:
    """Whether a database has a password."""
    return encryption.salt_of(path) is not None


def needs_password(path: Path) -> bool:
    """Whether a file has a password that was not given yet in this run."""
    salt = encryption.salt_of(path)
    return salt is not None and KEYRING.find(salt) is None


def unlock_from_environment(path: Path) -> None:
    """Without a window the password comes from the environment, which other users of the computer cannot read.

    Raises:
        UserError: password_needed, wrong_password.
    """
    if not needs_password(path):
        return
    password = os.environ.get(ENVIRONMENT)
    if not password:
        cure = f"Ghi mật khẩu vào biến môi trường {ENVIRONMENT} rồi chạy lại lệnh."
        raise UserError(PASSWORD_NEEDED, f"Tệp {path.name} có mật khẩu.", cure)
    unlock(path, password)


def unlock(path: Path, password: str) -> None:
    """Show the password of a file, which then can be opened in this run, and so can its copies.

    Of a file whose first page is damaged too: opening it will say that it is damaged.

    Raises:
        UserError: wrong_password.
    """
    if is_protected(path):
        recovery_password.unlock(path, password)


def unlock_with_code(path: Path, code: str) -> None:
    """Open a file with the recovery code that was printed.

    Raises:
        UserError: bad_code when it was typed wrongly; other_code when it belongs to another file or password.
    """
    if passwords.key_of(code) is None:
        raise UserError(*BAD_CODE)
    if is_protected(path):
        recovery_password.unlock_with_code(path, code)


def confirm_password(file: CommuneFile, password: str) -> None:
    """Whoever is at the keyboard knows the password of the open file; takes as long as guessing does.

    Raises:
        UserError: wrong_password.
    """
    key = encryption.key_for(file.path)
    if key is not None and not hmac.compare_digest(encryption.derive(password, key.salt).key, key.key):
        raise UserError(*WRONG_PASSWORD)


def confirm_code(file: CommuneFile, code: str) -> None:
    """Whoever is at the keyboard holds the printed code of the open file.

    Raises:
        UserError: bad_code, other_code.
    """
    key, typed = encryption.key_for(file.path), passwords.key_of(code)
    if typed is None:
        raise UserError(*BAD_CODE)
    if key is not None and not hmac.compare_digest(typed, key.key):
        raise UserError(*OTHER_CODE)


def confirm(file: CommuneFile, typed: str) -> None:
    """Whoever is at the keyboard knows the password, or holds the printed code because it was forgotten.

    Raises:
        UserError: wrong_password, other_code.
    """
    if passwords.key_of(typed) is None:
        confirm_password(file, typed)
    else:
        confirm_code(file, typed)


def recovery_code(file: CommuneFile) -> str:
    """The code that opens the file without its password, as it is printed; "" for a file without one."""
    key = encryption.key_for(file.path)
    return passwords.code_of(key.key) if key else ""


def check_new(password: str, again: str, known: tuple[str, ...] = ()) -> Strength:
    """Whether a new password may be used.

    Raises:
        UserError: password_weak, passwords_differ.
    """
    found = passwords.strength(password, known)
    if not found.level:
        raise UserError("password_weak", f"Mật khẩu này {found.words}.", found.advice)
    if password != again:
        raise UserError("passwords_differ", "Hai lần gõ mật khẩu không giống nhau.", "Gõ lại cả hai ô.")
    return found


def set_password(folder: Path, password: str | None) -> None:
    """Give the closed commune file of a folder a password, another one, or none.

    Raises:
        UserError: key_not_changed, password_needed, disk_full … ; then the file stands as it was.
    """
    change_key(folder / FILE_NAME, encryption.new_key(password) if password else None)


def setting_password(folder: Path, password: str | None) -> Generator[Progress, None, None]:
    """As set_password, for whoever shows that it is being done."""
    yield Progress(0, 0, CHANGING)
    set_password(folder, password)


def copies_behind(folder: Path) -> list[Path]:
    """The copies not protected as the commune file is that can be: plain ones, or under an older password."""
    wanted = encryption.salt_of(folder / FILE_NAME)
    found = []
    for copy in sorted((folder / COPIES).glob("*.db")):
        salt = encryption.salt_of(copy)
        if salt != wanted and (salt is None or KEYRING.find(salt)):
            found.append(copy)
    return found


def convert_copies(folder: Path) -> Generator[Progress, None, int]:
    """Bring the copies under the commune file's password; how many. What cannot be converted stays."""
    key = encryption.key_for(folder / FILE_NAME)
    waiting, done = copies_behind(folder), 0
    for number, copy in enumerate(waiting):
        yield Progress(number, len(waiting), CONVERTING)
        try:
            change_key(copy, key)
        except UserError:
            continue
        done += 1
    return done


def known_words(file: CommuneFile) -> tuple[str, ...]:
    """The words a neighbour would try first."""
    known = setting_queries.settings(file)
    return tuple(known[key] for key in ("commune.code", "commune.name", "commune.province") if known.get(key))
