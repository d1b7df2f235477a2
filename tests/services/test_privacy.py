"""The password of the data file: set, changed, removed; nothing readable without it; nothing lost on the way."""

import json
import threading
import time

import apsw
import pytest

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.services import backup, backup_restore, communes, groups, households, privacy, recovery
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.store import connection as connections
from khuyenhoc_desktop.store import encryption, encryption_change
from khuyenhoc_desktop.store.encryption import KEYRING
from khuyenhoc_desktop.store.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.refusals import code_of

PASSWORD, OTHER = "ruộng lúa xanh mướt", "sông Đáy mùa nước lên"
HEAD, NUMBER = "Nguyễn Thị Bích Đào", "001183012394"


@pytest.fixture(autouse=True)
def empty_keyring():
    yield
    KEYRING.forget_all()


@pytest.fixture
def folder(tmp_path):
    """A closed commune file with one household and one copy made before there was a password."""
    made = tmp_path / "xã Ân Thi"
    file = communes.create_commune(made, "99999", "Mẫu", "Tỉnh", 2026)
    group = groups.add_group(file, "Thôn Hạ", "thôn", 2026)
    households.add(file, 2026, group, HouseholdFields(head_name=HEAD, personal_number=NUMBER))
    backup.make_backup(file)
    file.close()
    return made


def protect(folder, password=PASSWORD):
    privacy.set_password(folder, password)
    return folder / communes.FILE_NAME


def heads(folder):
    file = communes.open_commune(folder)
    try:
        return [row[0] for row in file.query("SELECT head_name FROM household")]
    finally:
        file.close()


def readable(path):
    """Whether the name or the number stands anywhere in the bytes of a file, in any of SQLite's encodings."""
    content = path.read_bytes()
    return any(text.encode(form) in content for text in (HEAD, NUMBER) for form in ("utf-8", "utf-16-le"))


def test_without_the_password_there_is_no_data(folder):
    path = folder / communes.FILE_NAME
    assert readable(path)
    protect(folder)
    assert not readable(path)
    KEYRING.forget_all()
    assert code_of(communes.open_commune, folder) == privacy.PASSWORD_NEEDED
    raw = apsw.Connection(str(path))
    with pytest.raises(apsw.NotADBError):
        raw.execute("SELECT * FROM household").fetchall()
    raw.close()
    assert code_of(privacy.unlock, path, "sai mật khẩu") == "wrong_password"
    assert code_of(communes.open_commune, folder) == privacy.PASSWORD_NEEDED
    privacy.unlock(path, PASSWORD)
    assert heads(folder) == [HEAD]


def test_what_is_written_later_is_not_readable_either(folder):
    path = protect(folder)
    file = communes.open_commune(folder)
    group = groups.list_groups(file, 2026)[0].id
    households.add(file, 2026, group, HouseholdFields(head_name="Hoàng Kim Ngân"))
    parts = [part for part in folder.iterdir() if part.name.startswith(communes.FILE_NAME)]
    assert path.with_name(path.name + "-wal") in parts
    assert not any("Hoàng Kim Ngân".encode() in part.read_bytes() for part in parts)
    file.close()


def test_a_password_is_the_same_however_its_marks_are_composed(folder):
    path = protect(folder, "mật khẩu dài lắm")
    KEYRING.forget_all()
    import unicodedata

    privacy.unlock(path, unicodedata.normalize("NFD", "mật khẩu dài lắm"))
    assert heads(folder) == [HEAD]


def test_guessing_is_slow(folder):
    path = protect(folder)
    begun = time.process_time()
    assert code_of(privacy.unlock, path, "guess") == "wrong_password"
    assert time.process_time() - begun > 0.1


def test_the_other_threads_connection_has_the_key_too(folder):
    protect(folder)
    file = communes.open_commune(folder)
    found = []

    def read():
        file.open_here()
        found.append(file.value("SELECT head_name FROM household"))
        file.close()

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    file.close()
    assert found == [HEAD]


def test_a_copy_carries_its_own_salt_to_another_machine(folder, tmp_path):
    protect(folder)
    file = communes.open_commune(folder)
    copy = backup.make_backup(file, tmp_path / "usb")
    file.close()
    KEYRING.forget_all()
    elsewhere = tmp_path / "máy khác"
    elsewhere.mkdir()
    assert code_of(backup_restore.restore, elsewhere, copy) == privacy.PASSWORD_NEEDED
    assert list(elsewhere.iterdir()) == []
    privacy.unlock(copy, PASSWORD)
    backup_restore.restore(elsewhere, copy)
    assert heads(elsewhere) == [HEAD]
    assert not readable(elsewhere / communes.FILE_NAME)
    assert connections.version_of(elsewhere / communes.FILE_NAME) == (APPLICATION_ID, SCHEMA_VERSION)


def test_copies_follow_the_password_and_keep_their_day(folder):
    (copy,) = (folder / "backups").glob("*.db")
    before = copy.stat().st_mtime_ns
    protect(folder)
    assert privacy.copies_behind(folder) == [copy]
    assert finish(privacy.convert_copies(folder)) == 1
    assert not readable(copy)
    assert copy.stat().st_mtime_ns == before
    assert privacy.copies_behind(folder) == []


def test_a_copy_under_an_unknown_password_is_left_alone(folder):
    (copy,) = (folder / "backups").glob("*.db")
    encryption_change.change_key(copy, encryption.new_key(OTHER))
    KEYRING.forget_all()
    before = copy.read_bytes()
    protect(folder)
    assert privacy.copies_behind(folder) == []
    finish(privacy.convert_copies(folder))
    assert copy.read_bytes() == before


def test_changing_and_removing(folder):
    path = protect(folder)
    privacy.set_password(folder, OTHER)
    KEYRING.forget_all()
    assert code_of(privacy.unlock, path, PASSWORD) == "wrong_password"
    privacy.unlock(path, OTHER)
    privacy.set_password(folder, None)
    KEYRING.forget_all()
    assert not privacy.is_protected(path)
    assert heads(folder) == [HEAD]


def test_the_printed_code_opens_the_file(folder):
    path = protect(folder)
    file = communes.open_commune(folder)
    printed = privacy.recovery_code(file)
    privacy.confirm_code(file, printed)
    privacy.confirm_password(file, PASSWORD)
    assert code_of(privacy.confirm_password, file, OTHER) == "wrong_password"
    assert code_of(privacy.confirm_code, file, "AAAAA") == "bad_code"
    privacy.confirm(file, printed)  # who forgot the password sets another one with the sheet
    privacy.confirm(file, PASSWORD)
    assert code_of(privacy.confirm, file, OTHER) == "wrong_password"
    file.close()
    KEYRING.forget_all()
    assert code_of(privacy.unlock_with_code, path, printed[:-1] + "?") == "bad_code"
    privacy.unlock_with_code(path, printed.lower())
    assert heads(folder) == [HEAD]


def test_the_code_of_an_older_password_does_not_open(folder):
    path = protect(folder)
    file = communes.open_commune(folder)
    printed = privacy.recovery_code(file)
    file.close()
    privacy.set_password(folder, OTHER)
    KEYRING.forget_all()
    assert code_of(privacy.unlock_with_code, path, printed) == "other_code"


def test_a_copy_that_is_not_whole_never_takes_the_place(folder, monkeypatch):
    path = folder / communes.FILE_NAME
    before = path.read_bytes()
    counts = iter([[1], [2]])
    monkeypatch.setattr(encryption_change, "_held", lambda _connection: next(counts))
    assert code_of(privacy.set_password, folder, PASSWORD) == "key_not_changed"
    assert path.read_bytes() == before
    assert not list(folder.glob("*" + encryption_change.ENDING))


def read_everything(folder):
    file = communes.open_commune(folder)
    try:
        file.query("PRAGMA integrity_check")
        for (table,) in file.query("SELECT name FROM sqlite_master WHERE type = 'table'"):
            file.query(f"SELECT * FROM {table}")
    finally:
        file.close()


def test_a_damaged_page_under_a_password_is_told(folder):
    path = protect(folder)
    content = bytearray(path.read_bytes())
    content[4096 * 3 + 100] ^= 1  # one bit in the fourth page
    path.write_bytes(content)
    assert code_of(read_everything, folder) == "corrupt"


def test_new_passwords_are_checked():
    assert code_of(privacy.check_new, "12345678", "12345678") == "password_weak"
    assert code_of(privacy.check_new, PASSWORD, OTHER) == "passwords_differ"
    assert privacy.check_new(PASSWORD, PASSWORD).level == 3


@pytest.mark.parametrize(("now", "then"), [(PASSWORD, None), (None, PASSWORD), (PASSWORD, OTHER)])
def test_a_copy_under_another_password_is_listed_compared_and_put_back(folder, now, then):
    (copy,) = (folder / "backups").glob("*.db")
    encryption_change.change_key(copy, encryption.new_key(then) if then else None)
    privacy.set_password(folder, now)
    KEYRING.forget_all()
    if now:
        privacy.unlock(folder / communes.FILE_NAME, now)
    file = communes.open_commune(folder)
    (listed,) = backup.copies_in(folder / "backups")
    assert (listed.facts is None) is bool(then)
    if then:
        assert code_of(finish, backup_restore.preview(file, copy)) == privacy.PASSWORD_NEEDED
        privacy.unlock(copy, then)
    seen = finish(backup_restore.preview(file, copy))
    assert seen.copy.households == 1
    assert seen.password == ("kept" if now else "comes")
    file.close()
    backup_restore.restore(folder, copy)
    assert heads(folder) == [HEAD]
    KEYRING.forget_all()
    privacy.unlock(folder / communes.FILE_NAME, now or then)  # a password that was there stays, whatever comes
    assert heads(folder) == [HEAD]
    assert not readable(folder / communes.FILE_NAME)


def test_a_migration_of_a_protected_file_copies_it_protected(folder, monkeypatch, tmp_path):
    path = protect(folder)
    migrations = tmp_path / "migrations"
    migrations.mkdir()
    for source in connections.MIGRATIONS.glob("0*.py"):
        (migrations / source.name).write_bytes(source.read_bytes())
    (migrations / "0099_next.py").write_text(
        "def up(migrator, db):\n"
        "    db.connection().execute('ALTER TABLE household ADD COLUMN extra TEXT;"
        f" PRAGMA user_version = {SCHEMA_VERSION + 1}')\n"
    )
    monkeypatch.setattr(connections, "MIGRATIONS", migrations)
    monkeypatch.setattr(connections, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    communes.open_commune(folder).close()
    (copy,) = (folder / "backups").glob("truoc-nang-cap-*.db")
    assert encryption.salt_of(copy) == encryption.salt_of(path)
    assert not readable(copy)
    assert connections.version_of(copy) == (APPLICATION_ID, SCHEMA_VERSION)


def test_without_a_window_the_password_comes_from_the_environment(folder, monkeypatch, capsys):
    from khuyenhoc_desktop import cli

    protect(folder)
    told = []
    for word in (None, "sai", PASSWORD):
        KEYRING.forget_all()
        if word:
            monkeypatch.setenv(privacy.ENVIRONMENT, word)
        code = cli.main(["--data", str(folder), "history"])
        told.append((code, json.loads(capsys.readouterr().out).get("code")))
    assert told == [(1, "password_needed"), (1, "wrong_password"), (0, None)]


def test_without_a_window_a_copy_comes_back_under_the_password(folder, tmp_path, monkeypatch, capsys):
    """The copy's own password is asked for; a plain copy comes under the password of the file it replaces."""
    from khuyenhoc_desktop import cli

    def restored(backup, data=folder):
        KEYRING.forget_all()
        code = cli.main(["--data", str(data), "restore", str(backup)])
        return code, json.loads(capsys.readouterr().out).get("code")

    def copied():
        file = communes.open_commune(folder)
        try:
            return backup.make_backup(file, tmp_path / "usb")
        finally:
            file.close()

    plain = copied()
    path = protect(folder)
    protected = copied()
    assert restored(protected) == restored(plain) == (1, "password_needed")
    monkeypatch.setenv(privacy.ENVIRONMENT, PASSWORD)
    assert restored(protected) == restored(plain) == restored(protected, tmp_path / "máy mới") == (0, None)
    assert privacy.is_protected(path)
    assert privacy.is_protected(tmp_path / "máy mới" / path.name)


def test_a_damaged_protected_file_leads_back_to_its_protected_copy(folder):
    path = protect(folder)
    finish(privacy.convert_copies(folder))
    path.write_bytes(path.read_bytes()[: 4096 * 3])  # cut off
    found = finish(recovery.rescue(folder))
    assert found.options
    recovery.go_on_with(folder, found.options[0])
    assert heads(folder) == [HEAD]
    assert privacy.is_protected(path)
    assert not [one for one in folder.rglob("*") if one.is_file() and readable(one)]
