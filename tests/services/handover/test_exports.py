"""The list of bundles made: newest first, the same bundle once, its figures those of the summary."""

import hashlib
import os
import time
from datetime import datetime

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes, households, summary
from khuyenhoc_desktop.services.handover import exports
from khuyenhoc_desktop.services.handover.exports import exporting
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.progress import finish


@pytest.fixture
def year(sample):
    return max(communes.facts(sample).years)


def test_an_export_is_remembered_with_its_figures(sample, year, tmp_path):
    made = finish(exporting(sample, year, tmp_path))
    whole = summary.family_figures(sample, year).commune
    assert exports.exports(sample, year) == [made]
    assert made.file.parent == tmp_path
    assert made.sha256 == hashlib.sha256(made.file.read_bytes()).hexdigest()
    assert (made.sequence, made.is_new) == (1, True)
    assert (made.total, made.registered, made.recognised) == (whole.total, whole.registered, whole.recognised)
    assert abs((datetime.now() - made.made).total_seconds()) < 60
    assert exports.exports(sample, year - 1) == []


def test_the_same_bundle_again_stands_in_the_list_once(sample, year, tmp_path):
    finish(exporting(sample, year, tmp_path))
    again = finish(exporting(sample, year, tmp_path))
    elsewhere = finish(exporting(sample, year, tmp_path / "usb"))
    assert not again.is_new
    assert exports.exports(sample, year) == [elsewhere, again]


def test_a_change_makes_the_next_number(sample, year, tmp_path):
    first = finish(exporting(sample, year, tmp_path))
    group = summary.family_figures(sample, year).by_group[0].group_id
    households.add(sample, year, group, HouseholdFields(head_name="Lê Văn Thêm"))
    assert exports.has_changed_since(sample, first)
    second = finish(exporting(sample, year, tmp_path))
    assert (second.sequence, second.total) == (2, first.total + 1)
    assert exports.exports(sample, year) == [second, first]


def test_a_refused_export_is_not_remembered(sample, year, tmp_path):
    (tmp_path / "no").write_text("a file where a folder is wanted", "utf-8")
    with pytest.raises(UserError):
        finish(exporting(sample, year, tmp_path / "no"))
    assert exports.exports(sample, year) == []


def test_what_a_killed_bundle_left_is_cleared_away_but_not_a_fresh_one(sample, tmp_path):
    old, fresh = tmp_path / ".khuyenhoc-cu", tmp_path / ".khuyenhoc-moi"
    for left in (old, fresh):
        left.mkdir()
        (left / "persons.csv").write_text("Nguyễn Văn An", "utf-8")
    two_hours_ago = time.time() - 7200
    os.utime(old, (two_hours_ago, two_hours_ago))
    finish(exporting(sample, max(communes.facts(sample).years), tmp_path))
    assert not old.exists()
    assert fresh.exists()
