"""What the tests of the pages share: a context whose lane works at once and whose notices only take note."""

import pytest

from khuyenhoc_desktop.services.progress import finish


class FakeNotices:
    """Takes note of what would be shown, and answers from a list made beforehand."""

    def __init__(self):
        self.errors, self.told, self.asked, self.statuses = [], [], [], []
        self.answers = []

    def error(self, problem):
        self.errors.append(problem)

    def inform(self, title, text):
        self.told.append((title, text))

    def ask(self, title, text, yes, no="&Thôi"):
        self.asked.append((title, text, [yes, no]))
        return self.answers.pop(0)

    def choose(self, title, text, choices):
        self.asked.append((title, text, choices))
        return self.answers.pop(0)

    def status(self, text):
        self.statuses.append(text)


class FakeLane:
    """Runs a job at once, on this thread; `texts` are the jobs' words."""

    def __init__(self, file, notices):
        self.file, self.notices, self.texts = file, notices, []

    def run(self, text, make_job, done, failed=None):
        self.texts.append(text)
        try:
            result = finish(make_job(self.file))
        except Exception as fault:
            (failed or self.notices.error)(fault)
        else:
            done(result)

    def run_quietly(self, make_job, done, failed):
        self.run("", make_job, done, failed)

    def is_busy(self):
        return False

    def stop(self):
        pass


@pytest.fixture
def make_context(qapp, tmp_path):
    """Makes the context of a page over an open file."""
    from khuyenhoc_desktop.ui.context import Context
    from khuyenhoc_desktop.ui.preferences import Preferences

    def made(file, year=2026):
        notices = FakeNotices()
        return Context(file, year, FakeLane(file, notices), notices, Preferences(tmp_path / "ui.ini"))

    return made


@pytest.fixture
def show_page(qtbot):
    """Shows a page in a window of the smallest screen, and tells it of changes as the main window does."""

    def shown(page):
        qtbot.addWidget(page)
        page.context.changed.connect(page.refresh)
        page.resize(1120, 560)
        with qtbot.waitActive(page):  # or its activation would arrive later, over a dialog's
            page.show()
        page.activate()
        return page

    return shown
