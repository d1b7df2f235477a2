"""Drafts by themselves: one for one place, read back as they were, and never for another place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.services import drafts
from khuyenhoc_desktop.services.drafts import Draft

IDS = st.one_of(st.none(), st.integers(1, 2**63 - 1))
PLACES = st.fixed_dictionaries({}, optional={"title": st.text(max_size=8), "ids": st.lists(IDS, max_size=3)})
WHERE = st.tuples(st.sampled_from(drafts.KINDS), st.sampled_from((2025, 2026)), IDS, PLACES)


def draft(where, typed=None, form=""):
    kind, year, subject, place = where
    return Draft(kind, year, subject, "Hoa", typed or {"note": "x"}, {"note": None}, place=place, form=form)


class Memory:
    """What a file remembers, without the file."""

    def __init__(self):
        self.texts = {}

    def is_open_here(self):
        return True

    def remembered(self, key):
        return self.texts.get(key)

    def remember(self, key, value):
        self.texts[key] = value

    def forget(self, key):
        del self.texts[key]


@given(WHERE, WHERE)
def test_a_draft_is_found_at_its_own_place_and_at_no_other(one, other):
    memory = Memory()
    drafts.keep(memory, draft(one, {"note": "dở dang"}))
    found = drafts.kept_at(memory, draft(one))
    assert found is not None
    assert (found.subject_id, found.place, found.typed) == (one[2], one[3], {"note": "dở dang"})
    if one != other:
        assert drafts.kept_at(memory, draft(other)) is None


@given(WHERE)
def test_the_key_ends_in_the_subject_by_which_erasing_finds_it(where):
    end = draft(where).key.rsplit(".", 1)[-1]
    assert end == (str(where[2]) if where[2] else "new")


@given(WHERE)
def test_a_draft_set_aside_keeps_its_time_and_its_subject_at_the_end_of_its_key(where):
    memory = Memory()
    drafts.keep(memory, draft(where, {"note": "trước"}))
    (before,) = map(json.loads, memory.texts.values())
    drafts.set_aside(memory, draft(where))
    drafts.keep(memory, draft(where, {"note": "sau"}))
    beside = {
        json.loads(text)["typed"]["note"]: (key, json.loads(text)["at"]) for key, text in memory.texts.items()
    }
    assert set(beside) == {"trước", "sau"}
    key, at = beside["trước"]
    assert at == before["at"]
    assert key.rsplit(".", 1)[-1] == draft(where).key.rsplit(".", 1)[-1]


def test_another_form_of_the_same_record_is_another_place():
    memory, where = Memory(), ("form", 2026, 7, {})
    drafts.keep(memory, draft(where, form="lock"))
    assert drafts.kept_at(memory, draft(where, form="unlock")) is None


def test_two_forms_of_one_page_are_joined():
    one = Draft("settings", 2026, None, "", {"a": "1"}, {"a": ""}, words={"A": "1"})
    both = one.joined(Draft("settings", 2026, None, "", {"b": "2"}, {"b": "0"}, words={"B": "2"}))
    assert (both.typed, both.before, both.words) == (
        {"a": "1", "b": "2"},
        {"a": "", "b": "0"},
        {"A": "1", "B": "2"},
    )


def test_a_draft_of_an_earlier_version_without_words_is_still_read(commune):
    told = {"kind": "household", "year": 2026, "subject_id": 5, "name": "Hoa", "typed": {"address": "Xóm Bến"}}
    told |= {"before": {}, "at": "2026-11-22T06:00:00", "page": "", "form": ""}
    commune.remember("draft.household.2026.5", json.dumps(told))
    assert [one.typed for one in drafts.kept(commune)] == [{"address": "Xóm Bến"}]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kind": "other"}', '{"kind": "sheet", "at": "x"}'])
def test_a_draft_that_cannot_be_read_is_no_hindrance(commune, text):
    commune.remember("draft.household.2026.1", text)
    assert drafts.kept(commune) == []
