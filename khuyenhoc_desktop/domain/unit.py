"""A unit's fields (school, agency, enterprise …): how they are tidied, what is wrong, its kind in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from khuyenhoc_desktop.domain import body
from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.domain.spelling import fold, tidy
from khuyenhoc_desktop.domain.subjects import UNIT_KINDS

NOUN = "đơn vị"
OTHER: Final = "other"
# More than these in one unit of a commune are possible, but seldom: ask for a look.
MANY: Final[Mapping[str, int]] = {"staff_count": 2_000, "learner_count": 5_000}

# How officers write the kinds in lists, and how the names of such units begin.
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "school": (
        "trường",
        "trường học",
        "nhà trẻ",
        "mầm non",
        "mẫu giáo",
        "tiểu học",
        "thcs",
        "thpt",
        "trung học cơ sở",
        "trung học phổ thông",
        "giáo dục",
    ),
    "agency": (
        "cơ quan",
        "hành chính",
        "đơn vị sự nghiệp",
        "ubnd",
        "ủy ban nhân dân",
        "uỷ ban nhân dân",
        "đảng ủy",
        "đảng uỷ",
        "công an",
        "trạm y tế",
        "ban chỉ huy quân sự",
        "hội nông dân",
        "hội phụ nữ",
        "hội cựu chiến binh",
        "đoàn thanh niên",
        "trung tâm học tập cộng đồng",
    ),
    "enterprise": ("doanh nghiệp", "công ty", "dn", "cty", "doanh nghiệp tư nhân"),
    "cooperative": ("hợp tác xã", "htx"),
    OTHER: ("khác", "đơn vị khác"),
}


@dataclass(frozen=True, slots=True)
class UnitFields:
    """What an officer keeps about a unit, in the order of the table's columns; None means "not entered".

    `kind` is a code of domain.subjects.UNIT_KINDS, None while not chosen; `staff_count` and `learner_count` are
    the numbers that the unit reports; `group_id` the thôn in which it counts (None: the whole commune). It counts
    from `valid_from` to `valid_to`, assessment years; `valid_to` None = to this day.
    """

    code: str | None = None
    name: str = ""
    kind: str | None = None
    head_name: str | None = None
    address: str | None = None
    group_id: int | None = None
    staff_count: int | None = None
    learner_count: int | None = None
    note: str | None = None
    valid_from: int | None = None
    valid_to: int | None = None


def tidied(fields: UnitFields) -> UnitFields:
    """The fields as they are kept."""
    return body.tidied(fields)


def check_fields(fields: UnitFields) -> list[Problem]:
    """Everything wrong (errors) or doubtful (warnings) in a unit's fields."""
    found = (
        body.check_name(fields.name, NOUN),
        _check_kind(fields.kind),
        body.check_head(fields.head_name),
        check_count("staff_count", fields.staff_count),
        check_count("learner_count", fields.learner_count),
        body.check_years(fields.valid_from, fields.valid_to),
    )
    return [problem for problem in found if problem is not None]


def check_count(field: str, count: int | None) -> Problem | None:
    """A number of staff or learners: not below 0, and seldom above some thousands."""
    if count is None or 0 <= count <= MANY[field]:
        return None
    if count < 0:
        return error("count_negative", f"Số người là {count}.", "Số người phải từ 0 trở lên.", field)
    return warning("count_large", f"Số người {count} là rất nhiều.", "Xem lại có gõ nhầm không.", field)


def kind_of_words(words: str) -> str | None:
    """The code of a kind as officers write it in a list («Trường học», «HTX»), marks or not; None: not known."""
    folded = fold(words)
    return next((code for code, known in _WORDS.items() if folded in map(fold, (UNIT_KINDS[code], *known))), None)


def kind_of_name(name: str) -> str | None:
    """The code of the kind that a unit's name begins with («Trường Tiểu học An Học»); None when it tells none.

    Marks count here: «Trưởng Thành» is no school.
    """
    begun = f"{tidy(name).casefold()} "
    return next(
        (code for code, known in _WORDS.items() if begun.startswith(tuple(f"{one} " for one in known))), None
    )


def _check_kind(kind: str | None) -> Problem | None:
    if kind in UNIT_KINDS:
        return None
    return error("unit_kind_missing", "Chưa chọn loại đơn vị.", "Chọn một loại trong danh sách.", "kind")
