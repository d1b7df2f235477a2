"""What is typed against what is stored, when the file changes under the form."""

from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.ui.sheet.draft import changed_codes, taken_in
from khuyenhoc_desktop.ui.sheet.position import Position

ANSWERS = st.dictionaries(st.sampled_from("ABCD"), st.sampled_from((0, 100, 500, NA)))


def test_own_typing_stays_and_the_rest_is_taken():
    before, typed, now = {"A": 1, "B": 2, "C": 3}, {"A": 9, "B": 2, "C": 3}, {"A": 5, "B": NA}
    assert taken_in(before, typed, now) == ({"B": NA, "C": None}, {"A"})


def test_saving_leaves_nothing_to_take_or_keep():
    typed = {"A": 9, "B": NA}
    assert taken_in({"A": 1}, typed, typed) == ({}, set())


@given(ANSWERS, ANSWERS, ANSWERS)
def test_nothing_typed_is_ever_lost(before, typed, now):
    fresh, kept = taken_in(before, typed, now)
    after = {code: value for code, value in {**typed, **fresh}.items() if value is not None}
    for code in changed_codes(before, typed):
        assert after.get(code) == typed.get(code)
    for code in set("ABCD") - changed_codes(before, typed):
        assert after.get(code) == now.get(code)
    assert changed_codes(now, after) == kept


def test_the_place_in_the_list():
    position = Position()
    assert position.number is None
    position.set_ids([5, 6, 7])
    position.go(6)
    assert (position.number, position.beside(-1), position.beside(1)) == (2, 5, 7)
    position.go(7)
    assert (position.number, position.beside(1)) == (3, None)


def test_a_household_that_left_the_list_is_followed_by_what_stands_in_its_place():
    position = Position()
    position.set_ids([5, 6, 7])
    position.go(6)
    position.set_ids([5, 7])
    assert position.number is None
    assert (position.beside(-1), position.beside(1)) == (5, 7)
