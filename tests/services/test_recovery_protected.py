"""A damaged commune file that has a password: read page by page under its key, and never plain on the disk."""

import random
import shutil

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import backup, check, communes, groups, privacy, recovery, recovery_password
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.services.recovery import Way
from khuyenhoc_desktop.store import encryption, encryption_change
from khuyenhoc_desktop.store.encryption import KEYRING, FileKey
from khuyenhoc_desktop.store.recovery_cipher import deciphering
from khuyenhoc_desktop.store.recovery_pages import Damaged, DamagedFile
from tests.services.test_recovery import PAGE, opened_after, options, overwrite, work_more
from tests.store.facts import dump

PASSWORD = "ruộng lúa xanh mướt"
KEY = FileKey(bytes(range(16)), bytes(range(32)))


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch):
    """Deriving a key takes half a second on purpose; here the words and the salt make one at once."""
    import hashlib

    def derived(password, salt):
        return FileKey(salt, hashlib.sha256(password.encode() + salt).digest())

    monkeypatch.setattr(encryption, "derive", derived)
    yield
    KEYRING.forget_all()


@pytest.fixture
def folder(sample):
    """A closed, protected file of the sample commune with a protected backup and later work; and what it held."""
    sample.close()
    privacy.set_password(sample.folder, PASSWORD)
    file = communes.open_commune(sample.folder)
    backup.make_backup(file)
    work_more(file)
    held = dump(file)
    file.close()
    return file.folder, held


def path_of(folder):
    return folder / communes.FILE_NAME


def leaf_of(folder, name):
    """The number of a page on which a name stands."""
    with deciphering(encryption.key_for(path_of(folder)), PAGE) as decipher:
        damaged = DamagedFile(path_of(folder), decipher)
        return next(n for n in range(2, damaged.count) if name.encode() in damaged.page(n))


def forget_and_ask(folder, password=PASSWORD):
    """As at a new start: nothing is known until the password is typed."""
    KEYRING.forget_all()
    assert recovery_password.is_unreadable_without(path_of(folder))
    recovery_password.unlock(path_of(folder), password)
    assert not recovery_password.is_unreadable_without(path_of(folder))


DAMAGE = {
    "first page zeroed": lambda folder: overwrite(folder, 1),
    "the salt torn": lambda folder: overwrite(folder, 1, b"\xff" * 16),
    "header torn": lambda folder: overwrite(folder, 1, b"\xff" * 60, 20),
    "a leaf of the journal torn": lambda folder: overwrite(folder, leaf_of(folder, "Thôn Mới"), b"\0" * 99, 2000),
    "one bit of a page": lambda folder: overwrite(folder, 9, b"\x55", 77),
    "noise over a page": lambda folder: overwrite(folder, 12, random.Random(7).randbytes(PAGE)),
}


@pytest.mark.parametrize("name", list(DAMAGE))
def test_backup_and_journal_bring_it_back_under_the_same_password(folder, name):
    place, held = folder
    DAMAGE[name](place)
    forget_and_ask(place)
    found = options(place)
    best = next(option for option in found.values() if option.recommended)
    if name != "a leaf of the journal torn":  # there the last entries themselves are what was lost
        assert best.missing_entries == 0
    file = opened_after(place, best)
    if name != "a leaf of the journal torn":
        assert dump(file) == held
    assert check.check(file) == []
    file.close()
    KEYRING.forget_all()
    privacy.unlock(path_of(place), PASSWORD)
    communes.open_commune(place).close()


def test_nothing_plain_is_left_on_the_disk(folder):
    place, _ = folder
    overwrite(place, 1)
    forget_and_ask(place)
    recovery.go_on_with(place, options(place)[Way.ROLLED])
    held = [path for path in place.rglob("*") if path.is_file()]
    assert len(held) > 4
    assert not [path for path in held if "Lê Thị Sau".encode() in path.read_bytes()]
    assert not [one for one in place.rglob("*.db") if one.stem[:8] != "tep-hong" and not privacy.is_protected(one)]


def test_without_any_backup_the_pages_alone_make_a_sound_protected_file(folder):
    place, held = folder
    shutil.rmtree(place / backup.FOLDER)
    overwrite(place, 9, b"\x55", 77)
    forget_and_ask(place)
    (option,) = options(place).values()
    assert option.way is Way.SALVAGED
    assert privacy.is_protected(option.path)
    file = opened_after(place, option)
    lost = {table: len(set(rows) - set(dump(file)[table])) for table, rows in held.items()}
    assert sum(lost.values()) < 400
    assert [one.code for one in check.check(file) if one.is_error] == []
    file.close()
    assert privacy.is_protected(path_of(place))


def test_what_only_the_wal_holds_is_deciphered_too(folder, tmp_path):
    place, _ = folder
    file = communes.open_commune(place)
    groups.add_group(file, "Thôn Chỉ Có Trong Nhật Ký", "thôn", 2026)
    held = dump(file)
    crashed = shutil.copytree(place, tmp_path / "crashed")
    assert (crashed / f"{communes.FILE_NAME}-wal").stat().st_size > PAGE
    file.close()
    overwrite(crashed, 1)
    forget_and_ask(crashed)
    opened = opened_after(crashed, options(crashed)[Way.SALVAGED])
    assert dump(opened) == held
    opened.close()


def test_a_wrong_password_says_so_and_reads_nothing(folder):
    place, _ = folder
    overwrite(place, 1)
    KEYRING.forget_all()
    with pytest.raises(UserError) as refused:
        recovery_password.unlock(path_of(place), "không phải")
    assert refused.value.code == "wrong_password"
    with pytest.raises(UserError) as refused:
        finish(recovery.rescue(place))
    assert refused.value.code == "nothing_to_rescue"
    assert recovery_password.is_unreadable_without(path_of(place))


def test_at_the_start_the_right_password_of_a_damaged_file_is_not_called_wrong(folder):
    place, _ = folder
    overwrite(place, 1, b"\x00" * 200, 100)  # header and salt are whole, what says that the key is right is not
    KEYRING.forget_all()
    privacy.unlock(path_of(place), PASSWORD)
    with pytest.raises(UserError) as refused:
        communes.open_commune(place)
    assert refused.value.code == "corrupt"


def test_the_printed_code_reads_a_file_whose_salt_is_gone(folder):
    place, held = folder
    file = communes.open_commune(place)
    code = privacy.recovery_code(file)
    file.close()
    shutil.rmtree(place / backup.FOLDER)
    overwrite(place, 1, b"\x77" * 16)
    KEYRING.forget_all()
    with pytest.raises(UserError) as refused:
        recovery_password.unlock_with_code(path_of(place), privacy.passwords.code_of(b"\1" * 32))
    assert refused.value.code == "other_code"
    recovery_password.unlock_with_code(path_of(place), code)
    file = opened_after(place, options(place)[Way.SALVAGED])
    assert dump(file) == held
    file.close()


def test_plain_copies_carry_a_protected_file_on_under_its_password(folder):
    place, held = folder
    (copy,) = backup.backups(place)
    encryption_change.change_key(copy, None)
    overwrite(place, 1)
    recovery.go_on_with(place, options(place)[Way.ROLLED])
    assert privacy.is_protected(path_of(place))
    file = communes.open_commune(place)
    assert dump(file) == held
    file.close()


def test_a_file_whose_password_was_taken_away_is_read_with_its_long_texts(folder):
    """Such a file keeps bytes reserved at the end of its pages: chains of long texts are cut elsewhere."""
    place, held = folder
    privacy.set_password(place, None)
    for damage in (lambda: None, lambda: overwrite(place, 1), lambda: overwrite(place, 1, b"\xff" * 60, 20)):
        damage()
        file = opened_after(place, options(place)[Way.SALVAGED])
        assert dump(file) == held
        file.close()


def test_noise_is_never_deciphered():
    with deciphering(KEY, PAGE) as decipher:
        for page in (random.Random(5).randbytes(PAGE), bytes(PAGE), b"cut short"):
            with pytest.raises(Damaged):
                decipher(3, page)
