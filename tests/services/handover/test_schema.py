"""Values as cells of text, and back; and the guard against formulas."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.cell_text import guarded
from khuyenhoc_desktop.services.handover.schema import (
    BadValueError,
    Field,
    decimal,
    identity,
    unguarded,
)


@given(st.text())
@example("'=A")
@example("''")
def test_the_guard_comes_off_again_and_leaves_no_formula(text):
    shown = guarded(text)
    assert unguarded(shown) == text
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("text", ["=A", "+1", "-1", "@A", "\tA", "'A"])
def test_a_bare_formula_or_idle_apostrophe_is_refused(text):
    with pytest.raises(BadValueError):
        unguarded(text)


@given(st.integers(-(10**9), 10**9))
def test_decimals_come_back(hundredths):
    text = decimal(hundredths)
    assert Field("a", "number", "A").read(text) == hundredths
    assert float(text) == pytest.approx(hundredths / 100)


@pytest.mark.parametrize(
    ("hundredths", "text"), [(7450, "74.5"), (0, "0"), (5, "0.05"), (-50, "-0.5"), (10000, "100"), (725, "7.25")]
)
def test_decimals_have_a_point_and_no_idle_zeros(hundredths, text):
    assert decimal(hundredths) == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("integer", "1.0"),
        ("integer", "01"),
        ("integer", "٣"),
        ("integer", " 1"),
        ("integer", "9" * 5000),
        ("number", "1,5"),
        ("number", "1.234"),
        ("number", "nan"),
        ("number", "1e9"),
        ("boolean", "TRUE"),
        ("boolean", "1"),
        ("date", "2026-02-30"),
        ("date", "20260201"),
        ("date", "2026-W01-1"),
        ("year", "26"),
        ("string", ""),
    ],
)
def test_other_texts_are_refused(kind, text):
    with pytest.raises(BadValueError):
        Field("a", kind, "A").read(text)


def test_empty_is_none_only_where_it_may_be():
    assert Field("a", "integer", "A", required=False).read("") is None
    assert Field("a", "integer", "A", required=False).write(None) == ""


@pytest.mark.parametrize("text", ["0", "01", "-1", "1x", "1" * 20])
def test_ids_are_whole_numbers_of_at_most_19_digits(text):
    with pytest.raises(BadValueError):
        identity("a", "A").read(text)


def test_constraints_hold_and_are_told():
    each = Field("a", "number", "A", minimum=0, maximum=1050)
    assert each.descriptor()["constraints"] == {"required": True, "minimum": 0, "maximum": 10.5}
    with pytest.raises(BadValueError):
        each.read("10.51")
    with pytest.raises(BadValueError):
        each.read("-0.01")
    with pytest.raises(BadValueError):
        Field("a", "string", "A", enum=("x",)).read("y")
