"""A household's fields: how they are tidied and what is wrong or doubtful in them."""

from dataclasses import dataclass, replace

from khuyenhoc_desktop.domain import person
from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.domain.text import capitalise_name, tidy

# More members than this in one household are possible, but seldom: ask for a look.
MANY_MEMBERS = 20


@dataclass(frozen=True, slots=True)
class HouseholdFields:
    """What an officer keeps about a household, in the order of the table's columns.

    `born` is "YYYY" or "YYYY-MM-DD"; None everywhere means "not entered". `personal_number` is optional.
    """

    code: str | None = None
    head_name: str = ""
    born: str | None = None
    member_count: int | None = None
    school_age_count: int | None = None
    address: str | None = None
    personal_number: str | None = None
    note: str | None = None


def tidied(fields: HouseholdFields) -> HouseholdFields:
    """The fields with texts in NFC and tidy, empty texts as None, the name capitalised where it was not.

    A personal number with spaces, or one that lost its leading zeros, is written as it should be.
    """
    return replace(
        fields,
        code=tidy(fields.code or "") or None,
        head_name=capitalise_name(tidy(fields.head_name)),
        address=tidy(fields.address or "") or None,
        personal_number=person.tidied_number(fields.personal_number),
        note=tidy(fields.note or "") or None,
    )


def check_fields(fields: HouseholdFields, this_year: int) -> list[Problem]:
    """Everything wrong (errors) or doubtful (warnings) in a household's fields."""
    found = [
        check_name(fields.head_name),
        person.check_born(fields.born, this_year),
        *check_members(fields.member_count, fields.school_age_count),
        person.check_number(fields.personal_number),
    ]
    return [problem for problem in found if problem is not None]


def check_name(name: str) -> Problem | None:
    """A head of household's name: there must be one, in letters."""
    return person.check_name(name, "head_name", " chủ hộ")


def check_members(members: int | None, children: int | None) -> list[Problem]:
    """Numbers of members and of school-age children, alone and together."""
    found: list[Problem] = []
    if members is not None and members < 1:
        found.append(error("members_zero", f"Số khẩu là {members}.", "Số khẩu phải từ 1 trở lên.", "member_count"))
    elif members is not None and members > MANY_MEMBERS:
        found.append(
            warning(
                "members_large",
                f"Số khẩu {members} là rất nhiều.",
                "Xem lại có gõ nhầm không.",
                "member_count",
            )
        )
    if children is not None and children < 0:
        found.append(
            error("children_negative", f"Số trẻ là {children}.", "Số trẻ phải từ 0 trở lên.", "school_age_count")
        )
    if members is not None and children is not None and children > members >= 1:
        found.append(
            error(
                "children_gt_members",
                f"Số trẻ đi học ({children}) nhiều hơn số khẩu ({members}).",
                "Sửa lại một trong hai số.",
                "school_age_count",
            )
        )
    return found
