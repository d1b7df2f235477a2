"""What the Windows build takes in: just the pinned files, the very versions that are tested, else it stops."""

import hashlib

import pytest
from winbuild import contents, wheels
from winbuild.common import BuildError

import dev

HASH = "0" * 64


def lock(tmp_path, text):
    path = tmp_path / "some.lock"
    path.write_text(text, "utf-8")
    return path


def test_windows_gets_the_versions_of_the_programs_lock():
    wheels.check_versions(wheels.read_lock(wheels.WHEELS_LOCK), wheels.PROGRAM_LOCK.read_text("utf-8"))


def test_the_pinned_files_are_among_those_of_the_programs_lock():
    """A wheel for Windows has no other hash than the ones that the program's own lock knows for the package."""
    known = dev.RUN_LOCK.read_text("utf-8")
    assert [wheel.name for wheel in wheels.read_lock(wheels.WHEELS_LOCK) if wheel.sha256 not in known] == []


def test_every_package_has_a_white_list():
    assert {wheel.name for wheel in wheels.read_lock(wheels.WHEELS_LOCK)} == set(contents.WANTED)


def test_an_entry_is_read(tmp_path):
    (wheel,) = wheels.read_lock(lock(tmp_path, f"# why\none==1.0 \\\n    --hash=sha256:{HASH}\n"))
    assert (wheel.name, wheel.version, wheel.sha256) == ("one", "1.0", HASH)


@pytest.mark.parametrize(
    "text",
    [
        "one==1.0\n",
        f"one>=1.0 \\\n    --hash=sha256:{HASH}\n",
        f"one==1.0 \\\n    --hash=sha256:{HASH} \\\n    --hash=sha256:{HASH}\n",
        f"--find-links /wheels\none==1.0 \\\n    --hash=sha256:{HASH}\n",
    ],
)
def test_a_line_that_is_no_pin_is_refused(tmp_path, text):
    with pytest.raises(BuildError, match=r"some\.lock"):
        wheels.read_lock(lock(tmp_path, text))


@pytest.mark.parametrize("shipped", ["1.1", None])
def test_another_version_stops_the_build(shipped):
    had = [wheels.Wheel("one", shipped, HASH)] if shipped else []
    with pytest.raises(BuildError, match="nothing else is taken"):
        wheels.check_versions(had, f"One==1.0 \\\n    --hash=sha256:{HASH}\n")


@pytest.fixture
def fetched(tmp_path, monkeypatch):
    """A wheel that lies there already; pip must not be asked."""
    monkeypatch.setattr(wheels, "FOLDER", tmp_path)
    monkeypatch.setattr(wheels, "run", lambda *_: pytest.fail("pip was asked"))
    (tmp_path / "one_two-1.0-py3-none-any.whl").write_bytes(b"what was pinned")
    return hashlib.sha256(b"what was pinned").hexdigest()


def test_a_wheel_with_the_pinned_hash_is_taken(tmp_path, fetched):
    (wheel,) = wheels.fetch(lock(tmp_path, f"one-two==1.0 \\\n    --hash=sha256:{fetched}\n"))
    assert wheel.path.read_bytes() == b"what was pinned"


def test_a_wheel_with_another_hash_stops_the_build(tmp_path, fetched):
    with pytest.raises(BuildError, match="another hash"):
        wheels.fetch(lock(tmp_path, f"one-two==1.0 \\\n    --hash=sha256:{HASH}\n"))


def test_a_wheel_that_pip_does_not_bring_stops_the_build(tmp_path, monkeypatch):
    monkeypatch.setattr(wheels, "FOLDER", tmp_path)
    monkeypatch.setattr(wheels, "run", lambda *_: "")
    with pytest.raises(BuildError, match="did not bring three"):
        wheels.fetch(lock(tmp_path, f"three==3 \\\n    --hash=sha256:{HASH}\n"))
