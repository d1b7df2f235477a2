"""What all tests share: no window is shown, and a warning in the log fails the test unless it is expected."""

import logging
import os
import shutil

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Machines differ too much for a limit in milliseconds. On CI the examples are the same each time, so that a change
# is judged by what it changes; at a desk they are new each time, and find what nobody thought of.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory):
    """The program's own small files of this run; the ones of the machine's user are left alone."""
    os.environ["KHUYENHOC_HOME"] = str(tmp_path_factory.mktemp("home"))


class Collector(logging.Handler):
    """Keeps the warnings and errors that are logged."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages = []

    def emit(self, record):
        self.messages.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture
def logged():
    """The warnings and errors logged so far; a test that asks for this list expects some."""
    return []


@pytest.fixture(autouse=True)
def no_unexpected_warnings(request):
    collector = Collector()
    expected = "logged" in request.fixturenames
    if expected:
        collector.messages = request.getfixturevalue("logged")
    root = logging.getLogger()
    root.addHandler(collector)
    yield
    root.removeHandler(collector)
    if collector.messages and not expected:
        pytest.fail("logged without being expected:\n" + "\n".join(collector.messages))


@pytest.fixture
def log(tmp_path):
    """The program's log, begun in a folder of this test's own."""
    from khuyenhoc_desktop import logs

    path = logs.start_logging(tmp_path / "nhat-ky")
    handler = logging.getLogger().handlers[-1]
    yield path
    logging.getLogger().removeHandler(handler)
    handler.close()


@pytest.fixture
def commune(tmp_path):
    """The open file of a commune without thôn and households, year 2026."""
    from khuyenhoc_desktop.services.communes import create_commune

    file = create_commune(tmp_path / "xa", "99999", "An Học", "Tỉnh mẫu", 2026, who="Cán bộ thử")
    yield file
    file.close()


@pytest.fixture(scope="session")
def sample_made(tmp_path_factory):
    """A folder with the sample commune, made once; not to be written to."""
    from khuyenhoc_desktop.services.sample import make_sample

    folder = tmp_path_factory.mktemp("sample") / "xa-mau"
    make_sample(folder).close()
    return folder


@pytest.fixture
def sample(sample_made, tmp_path):
    """The open file of the sample commune, a copy of this test's own."""
    from khuyenhoc_desktop.services.communes import open_commune

    folder = shutil.copytree(sample_made, tmp_path / "xa-mau")
    file = open_commune(folder, who="Cán bộ thử")
    yield file
    file.close()
