"""The password of a commune file that is damaged: its first page, which says that it is right, may be gone.

So a key is tried on the other pages, and on the copies beside the file. The salt is that of the file's header, or,
where the header is damaged, that of a copy; the printed code needs no salt at all.
"""

from pathlib import Path
from secrets import token_bytes

from khuyenhoc_desktop.domain import password as passwords
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.store import encryption
from khuyenhoc_desktop.store.encryption import KEYRING, FileKey
from khuyenhoc_desktop.store.recovery_cipher import deciphers
from khuyenhoc_desktop.store.recovery_pages import DamagedFile

COPIES = "backups"
WRONG_PASSWORD = (
    "wrong_password",
    "Mật khẩu không đúng nên chưa mở được dữ liệu.",
    "Xem lại phím Caps Lock và bộ gõ tiếng Việt rồi gõ lại; bấm «Hiện» để nhìn chữ đang gõ.",
)
BAD_CODE = (
    "bad_code",
    "Mã khôi phục gõ thiếu hoặc sai ký tự.",
    "Gõ lại từng nhóm 5 ký tự như in trên giấy, chữ hoa hay thường đều được.",
)
OTHER_CODE = (
    "other_code",
    "Mã khôi phục này không phải của tệp dữ liệu đang mở.",
    "Tìm tờ giấy in sau lần đổi mật khẩu gần nhất; mỗi lần đổi mật khẩu có một mã mới.",
)


def is_unreadable_without(path: Path) -> bool:
    """Whether a damaged file looks protected (or is gone, and its newest copy is) and no key for it was given."""
    if not path.is_file():
        return any(KEYRING.find(salt) is None for salt in _salts(path)[:1])
    return DamagedFile(path).is_noise() and bool(_salts(path)) and key_of(path) is None


def key_of(path: Path) -> FileKey | None:
    """The key given in this run that deciphers a damaged file; None for a plain one."""
    if not path.is_file() or not DamagedFile(path).is_noise():
        return None
    own = encryption.salt_of(path)
    keys = [KEYRING.find(salt) for salt in ((own,) if own else ()) + tuple(_salts(path))]
    keys += KEYRING.all()
    return next((key for key in keys if key is not None and deciphers(path, key)), None)


def unlock(path: Path, password: str) -> None:
    """Show the password of a damaged file, under its own salt or a copy's.

    Raises:
        UserError: wrong_password.
    """
    for salt in _salts(path):
        if _accepted(path, encryption.derive(password, salt)):
            return
    raise UserError(*WRONG_PASSWORD)


def unlock_with_code(path: Path, code: str) -> None:
    """Read a damaged file with the recovery code that was printed.

    Raises:
        UserError: bad_code, other_code.
    """
    key = passwords.key_of(code)
    if key is None:
        raise UserError(*BAD_CODE)
    salts = _salts(path) or [token_bytes(encryption.SALT_BYTES)]
    if not any(_accepted(path, FileKey(salt, key)) for salt in reversed(salts)):
        raise UserError(*OTHER_CODE)


def _accepted(path: Path, key: FileKey) -> bool:
    """Whether a key opens the file, deciphers pages of it, or opens a copy beside it; it is remembered then."""
    own = encryption.salt_of(path)
    if own == key.salt and encryption.opens(path, key):
        return True
    fits = path.is_file() and deciphers(path, key)
    if not fits and not any(encryption.opens(copy, key) for copy in _copies_under(path, key.salt)):
        return False
    KEYRING.add(key)
    if own is not None:  # also where these bytes are what was damaged: opening it must say "damaged"
        KEYRING.add(FileKey(own, key.key))
    return True


def _salts(path: Path) -> list[bytes]:
    """The salts that the file's key may have: its own, then those of the copies, the newest first."""
    found = [encryption.salt_of(one) for one in (path, *_copies(path))]
    return list(dict.fromkeys(salt for salt in found if salt is not None))


def _copies(path: Path) -> list[Path]:
    return sorted((path.parent / COPIES).glob("*.db"), key=lambda copy: copy.stat().st_mtime, reverse=True)


def _copies_under(path: Path, salt: bytes) -> list[Path]:
    return [copy for copy in _copies(path) if encryption.salt_of(copy) == salt][:1]
