"""The list of decisions: the one that the check before handing up names, and what may be done in a locked year."""

from datetime import date

import pytest
import shiboken6

from khuyenhoc_desktop.domain.subjects import COMMUNE_LEARNING_COMMUNITY, COMMUNE_SUBJECT
from khuyenhoc_desktop.services import communes, households, recognition, year_lock
from khuyenhoc_desktop.ui.recognition.decision_form import DecisionDialog
from khuyenhoc_desktop.ui.recognition.decisions import DecisionsDialog
from khuyenhoc_desktop.ui.recognition.page import RecognitionPage


@pytest.fixture
def year(sample):
    return max(communes.facts(sample).years)


@pytest.fixture
def wanted(sample, year):
    """A decision about somebody, beside the one of the sample."""
    someone = households.find_ids(sample, households.Query(year, recognised=False))[:1]
    return recognition.recognise_by_decision(sample, year, "99/QĐ", date(year, 12, 1), "", someone)


@pytest.fixture
def page(sample, year, make_context, show_page):
    return show_page(RecognitionPage(make_context(sample, year)))


def test_a_decision_is_shown_among_the_others(page, wanted, qtbot):
    page.activate(decision=wanted)
    dialog = page.findChild(DecisionsDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.model.rowCount() == 2
    assert dialog.table.selected_ids() == [wanted]
    dialog.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


def test_a_decision_about_another_title_brings_its_list(commune, make_context, show_page, qtbot):
    wanted = recognition.recognise_by_decision(
        commune, 2026, "7/QĐ", None, "", [COMMUNE_SUBJECT], title=COMMUNE_LEARNING_COMMUNITY
    )
    page = show_page(RecognitionPage(make_context(commune)))
    page.activate(decision=wanted)
    assert page.filters.chosen_title() == COMMUNE_LEARNING_COMMUNITY
    dialog = page.findChild(DecisionsDialog)
    assert dialog.table.selected_ids() == [wanted]
    dialog.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


def enabled(dialog):
    return [button.isEnabled() for button in (dialog.edit, dialog.delete, dialog.show_them)]


def test_in_a_locked_year_decisions_are_only_looked_at(sample, page, year, wanted, qtbot):
    page.activate(decision=wanted)
    dialog = page.findChild(DecisionsDialog)
    assert enabled(dialog) == [True, True, True]
    dialog.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    year_lock.lock_year(sample, year)
    page.activate(decision=wanted)
    dialog = page.findChild(DecisionsDialog)
    assert enabled(dialog) == [False, False, True]
    dialog.edit_current()
    assert dialog.findChild(DecisionDialog) is None
    dialog.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
