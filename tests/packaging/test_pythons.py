"""Which Python of the machine lends its standard library: one of just the version, never another."""

import sys
from pathlib import Path

import pytest
from winbuild import pe, pythons, runtime
from winbuild.common import BuildError


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine with Pythons of these versions, in the order in which they are looked at."""

    def has(*versions):
        found = []
        for version in versions:
            python = tmp_path / version
            python.write_text(f"#!/bin/sh\necho {version} /lib/{version}\n")
            python.chmod(0o755)
            found.append(python)
        monkeypatch.setattr(pythons, "_candidates", lambda: iter([tmp_path / "gone", *found]))

    return has


def test_the_very_version_is_found_behind_others(machine, tmp_path):
    machine("3.11.2", "3.12.1", "3.11.7")
    assert pythons.with_library() == (tmp_path / "3.11.7", Path("/lib/3.11.7"))


def test_another_patch_level_is_not_taken(machine):
    machine("3.11.2", "3.12.7")
    with pytest.raises(BuildError, match=r"3\.11\.7 is needed.*--python-runtime"):
        pythons.with_library()


def test_any_python_of_the_minor_version_compiles(machine, tmp_path):
    machine("3.12.7", "3.11.2")
    assert pythons.compiler() == tmp_path / "3.11.2"


def test_without_one_the_build_stops(machine):
    machine("3.12.7")
    with pytest.raises(BuildError, match=r"Python 3\.11 is needed"):
        pythons.compiler()


@pytest.fixture
def official(tmp_path, monkeypatch):
    """An unpacked embeddable Python, as far as the build looks at it."""
    folder = tmp_path / "official"
    folder.mkdir()
    for name in ("python311.dll", "python3.dll", "python311.zip", "python311._pth"):
        (folder / name).write_bytes(b"official")
    monkeypatch.setattr(pe, "read", lambda _path: type("File", (), {"machine": pe.AMD64}))
    monkeypatch.setattr(pe, "python_version", lambda _path: "3.11.14")
    return folder


def test_an_official_runtime_is_taken_as_it_is_but_for_its_search_path(official, tmp_path):
    made = runtime.make(tmp_path / "made", official)
    assert (made.python, made.sha256) == ("3.11.14", "")
    assert (tmp_path / "made" / "python3.dll").read_bytes() == b"official"
    assert (tmp_path / "made" / "python311._pth").read_text().splitlines()[-1] == r"..\app"


@pytest.mark.parametrize("missing", ["python311.dll", "python311.zip"])
def test_a_folder_that_is_no_such_runtime_stops_the_build(official, tmp_path, missing):
    (official / missing).unlink()
    with pytest.raises(BuildError, match=missing):
        runtime.make(tmp_path / "made", official)


@pytest.mark.skipif(sys.platform == "win32", reason="reads the machine's own Pythons")
def test_the_running_python_is_looked_at_first():
    assert next(pythons._candidates()) == Path(sys.executable)
