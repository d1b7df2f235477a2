"""Fields of clans and units: tidying, what is refused, and the kinds of units in words."""

import pytest

from khuyenhoc_desktop.domain import clan, unit
from khuyenhoc_desktop.domain.clan import ClanFields
from khuyenhoc_desktop.domain.subjects import UNIT_KINDS
from khuyenhoc_desktop.domain.unit import UnitFields, kind_of_name, kind_of_words


def told(problems):
    return [(problem.code, problem.field, problem.is_error) for problem in problems]


def test_a_clan_is_tidied():
    typed = ClanFields(" D1 ", "  Họ  Nguyễn\u00a0Văn ", "nguyễn văn tộc", "", None, " ", 2025)
    assert clan.tidied(typed) == ClanFields("D1", "Họ Nguyễn Văn", "Nguyễn Văn Tộc", None, None, None, 2025)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (ClanFields(name="Họ Nguyễn", valid_from=2025), []),
        (ClanFields(valid_from=2025), [("name_missing", "name", True)]),
        (ClanFields(name="123", valid_from=2025), [("name_digits", "name", True)]),
        (ClanFields(name="Họ Lê", head_name="Lê 2", valid_from=2025), [("head_digits", "head_name", False)]),
        (ClanFields(name="Họ Lê"), [("year_missing", "valid_from", True)]),
        (ClanFields(name="Họ Lê", valid_from=202), [("bad_year", "valid_from", True)]),
        (ClanFields(name="Họ Lê", valid_from=2025, valid_to=3000), [("bad_year", "valid_to", True)]),
        (ClanFields(name="Họ Lê", valid_from=2025, valid_to=2024), [("bad_years", "valid_to", True)]),
        (ClanFields(name="Họ Lê", valid_from=2025, valid_to=2025), []),
    ],
)
def test_what_is_wrong_in_a_clan(fields, expected):
    assert told(clan.check_fields(fields)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (UnitFields(name="Trường A", kind="school", valid_from=2025, staff_count=0, learner_count=5000), []),
        (UnitFields(name="Trường A", valid_from=2025), [("unit_kind_missing", "kind", True)]),
        (UnitFields(name="Trường A", kind="đâu", valid_from=2025), [("unit_kind_missing", "kind", True)]),
        (
            UnitFields(name="Cty", kind="enterprise", staff_count=-1, learner_count=5001, valid_from=2025),
            [("count_negative", "staff_count", True), ("count_large", "learner_count", False)],
        ),
    ],
)
def test_what_is_wrong_in_a_unit(fields, expected):
    assert told(unit.check_fields(fields)) == expected


@pytest.mark.parametrize("code", UNIT_KINDS)
def test_each_kind_is_known_by_its_own_words(code):
    assert kind_of_words(UNIT_KINDS[code].upper()) == code


@pytest.mark.parametrize(
    ("words", "code"),
    [("THCS", "school"), ("HTX", "cooperative"), ("công ty", "enterprise"), ("Sao Hỏa", None), ("", None)],
)
def test_kinds_in_officers_words(words, code):
    assert kind_of_words(words) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Trường Tiểu học An Học", "school"),
        ("Mầm non Hoa Sen", "school"),
        ("HTX Dịch vụ nông nghiệp", "cooperative"),
        ("Công an xã", "agency"),
        ("Công ty TNHH May", "enterprise"),
        ("Trạm Y tế xã", "agency"),
        ("Trưởng Thành", None),
        ("Chùa Láng", None),
    ],
)
def test_the_kind_that_a_name_begins_with(name, code):
    assert kind_of_name(name) == code
