"""A clan's fields: how they are tidied and what is wrong or doubtful in them."""

from dataclasses import dataclass

from khuyenhoc_desktop.domain import body
from khuyenhoc_desktop.domain.problems import Problem

NOUN = "dòng họ"


@dataclass(frozen=True, slots=True)
class ClanFields:
    """What an officer keeps about a clan, in the order of the table's columns; None means "not entered".

    `address` is where the clan worships or meets, `group_id` the thôn where it counts (None: the whole commune).
    It counts from `valid_from` to `valid_to`, assessment years; `valid_to` None = to this day.
    """

    code: str | None = None
    name: str = ""
    head_name: str | None = None
    address: str | None = None
    group_id: int | None = None
    note: str | None = None
    valid_from: int | None = None
    valid_to: int | None = None


def tidied(fields: ClanFields) -> ClanFields:
    """The fields as they are kept."""
    return body.tidied(fields)


def check_fields(fields: ClanFields) -> list[Problem]:
    """Everything wrong (errors) or doubtful (warnings) in a clan's fields."""
    found = (
        body.check_name(fields.name, NOUN),
        body.check_head(fields.head_name),
        body.check_years(fields.valid_from, fields.valid_to),
    )
    return [problem for problem in found if problem is not None]
