"""The set-up script: what it installs, what it names, and that it does nothing twice."""

import json

import pytest

import dev


@pytest.fixture
def calls(monkeypatch):
    """The programs that dev.py would have started; each succeeds."""
    made = []
    monkeypatch.setattr(dev, "call", lambda command, **environment: made.append(command) or 0)
    return made


@pytest.fixture
def debian(monkeypatch):
    """A Debian machine; gives a function that says what is installed there and who asks."""
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")

    def machine(installed, user):
        monkeypatch.setattr(dev, "installed_packages", lambda: set(installed))
        monkeypatch.setattr(dev.os, "geteuid", lambda: user, raising=False)

    return machine


ALL = dev.QT_PACKAGES + dev.WINDOW_PACKAGES + dev.FONT_PACKAGES


def test_nothing_is_installed_where_all_is_there(debian, calls):
    debian(ALL, user=0)
    dev.install_debian_packages(dev.NEEDS["run"])
    assert calls == []


def test_root_gets_just_the_missing_packages(debian, calls):
    debian(set(ALL) - {"libegl1", "fonts-dejavu-core"}, user=0)
    dev.install_debian_packages(dev.NEEDS["test"])
    update, install = calls
    assert update == ["apt-get", "-q", "update"]
    assert install[-2:] == ["libegl1", "fonts-dejavu-core"]


def test_others_are_told_the_command_and_stopped(debian, calls):
    debian(set(ALL) - {"libegl1"}, user=1000)
    with pytest.raises(dev.SetupError, match="sudo apt-get install --no-install-recommends libegl1"):
        dev.install_debian_packages(dev.NEEDS["run"])
    assert calls == []


def test_missing_fonts_stop_nobody(debian, calls, capsys):
    debian(set(ALL) - {"fonts-liberation2"}, user=1000)
    dev.install_debian_packages(dev.NEEDS["run"])
    assert "sudo apt-get install --no-install-recommends fonts-liberation2" in capsys.readouterr().out


def test_wine_is_installed_for_the_try_out_only(debian, calls, monkeypatch):
    debian(ALL, user=0)
    monkeypatch.setattr(dev, "make_venv", lambda: "3.11.7")
    monkeypatch.setattr(dev, "install_lock", lambda lock, version: None)
    assert dev.main(["windows"]) == 0
    assert dev.main(["windows", "--try"]) == 0
    first, second = (command for command in calls if "install" in command)
    assert "nsis" in first
    assert "wine64" not in first
    assert "wine64" in second
    assert calls[-1][1:] == ["-m", "winbuild", "--try"]


def test_the_demo_needs_nothing_of_qt(debian, calls, monkeypatch):
    monkeypatch.setattr(dev, "venv_packages", list)
    debian([], user=1000)
    dev.install_debian_packages(dev.NEEDS["demo"])
    assert calls == []


def test_debian_without_venv_is_told(debian, monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "VENV_PYTHON", tmp_path / "python")
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None)
    debian(ALL, user=1000)
    with pytest.raises(dev.SetupError, match="python3-venv"):
        dev.install_debian_packages(dev.NEEDS["demo"])


def test_a_failed_apt_get_is_told(debian, monkeypatch):
    monkeypatch.setattr(dev, "call", lambda command, **environment: 100)
    debian([], user=0)
    with pytest.raises(dev.SetupError, match="apt-get -q update` failed with code 100"):
        dev.install_debian_packages(dev.NEEDS["test"])


@pytest.fixture
def stamp(monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "STAMP", tmp_path / "installed.json")
    return dev.STAMP


def test_a_lock_is_installed_once(calls, stamp):
    dev.install_lock(dev.RUN_LOCK, "3.11.7")
    dev.install_lock(dev.RUN_LOCK, "3.11.7")
    assert len(calls) == 1
    assert {"--require-hashes", str(dev.RUN_LOCK)} <= set(calls[0])


def test_the_development_lock_holds_the_other(calls, stamp):
    dev.install_lock(dev.DEV_LOCK, "3.11.7")
    dev.install_lock(dev.RUN_LOCK, "3.11.7")
    assert len(calls) == 1


def test_another_python_or_another_lock_installs_anew(calls, stamp):
    dev.install_lock(dev.RUN_LOCK, "3.11.7")
    dev.install_lock(dev.RUN_LOCK, "3.12.1")
    stamp.write_text(json.dumps({dev.RUN_LOCK.name: "3.12.1 another hash"}), "utf-8")
    dev.install_lock(dev.RUN_LOCK, "3.12.1")
    assert len(calls) == 3


def test_a_failed_installation_is_tried_again(monkeypatch, stamp, calls):
    dev.install_lock(dev.RUN_LOCK, "3.11.7")
    monkeypatch.setattr(dev, "call", lambda command, **environment: 1)
    with pytest.raises(dev.SetupError, match=r"requirements-dev\.lock"):
        dev.install_lock(dev.DEV_LOCK, "3.11.7")
    assert not stamp.exists()


def test_run_without_a_display_names_the_demo(monkeypatch, calls, capsys):
    monkeypatch.setattr(dev.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert dev.main(["run"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert "python dev.py demo" in line
    assert calls == []


def test_an_old_python_is_refused_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr(dev.sys, "version_info", (3, 10, 13))
    assert dev.main(["test"]) == 2
    (line,) = capsys.readouterr().out.splitlines()
    assert "3.11 or newer" in line


def test_all_checks_run_though_one_fails(monkeypatch, capsys):
    monkeypatch.setattr(dev, "prepare", lambda needs: None)
    made = []
    monkeypatch.setattr(dev, "call", lambda command, **environment: made.append(command) or int("mypy" in command))
    assert dev.main(["test", "-k", "undo"]) == 1
    assert len(made) == 5
    assert made[-1][1:] == ["-m", "pytest", "-k", "undo"]
    assert "FAILED so far: types" in capsys.readouterr().out


def test_all_checks_passed_is_success(monkeypatch):
    monkeypatch.setattr(dev, "prepare", lambda needs: None)
    monkeypatch.setattr(dev, "call", lambda command, **environment: 0)
    assert dev.main(["test"]) == 0
