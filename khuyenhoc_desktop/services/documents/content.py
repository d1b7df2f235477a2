"""What the papers hold: frozen, all of it words ready to print; what is not known is a dotted line, never None."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from khuyenhoc_desktop.services.documents.layout import DOTS


@dataclass(frozen=True, slots=True)
class Office:
    """What every paper says of the commune, the year and the title (see office.py for where it comes from)."""

    association: str
    association_upper: str
    upper_association: str
    committee: str
    committee_upper: str
    commune: str
    commune_capital: str
    province: str
    place: str
    day: str
    year: str
    next_year: str
    chairman: str
    committee_chairman: str
    upper_level: str
    submission_suffix: str
    report_suffix: str
    title: str = ""
    title_upper: str = ""
    subjects: str = ""
    subjects_capital: str = ""
    name_heading: str = ""
    result_heading: str = "Tổng điểm"
    notice: str = ""
    dots: str = DOTS


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list. `sort` is the group of a person or the kind of a unit; unknown cells are empty."""

    no: str
    name: str
    code: str = ""
    head: str = ""
    born: str = ""
    sex: str = ""
    sort: str = ""
    group: str = ""
    address: str = ""
    place: str = ""
    members: str = ""
    children: str = ""
    adults: str = ""
    registered_on: str = ""
    result: str = ""
    outcome: str = ""
    reasons: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GroupList:
    """The registrations of a thôn."""

    group: str
    count: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The review meeting of a thôn."""

    group: str
    total: str
    registered: str
    reached: str
    not_reached: str
    unfinished: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A line of a score sheet: a criterion (heading), an indicator or the total."""

    number: str
    name: str
    most: str
    self_score: str = ""
    reviewed: str = ""
    verified: str = ""
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A score sheet; `code` opens its record ("" on a blank one), `rule` says when the title is reached."""

    name: str
    about: str
    place: str
    code: str
    set_name: str
    notice: str
    rule: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate: «gia đình ông (bà)», the name, where they live."""

    no: str
    who: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class TitleRow:
    """A title's figures in the report."""

    no: str
    name: str
    total: str
    registered: str
    recognised: str
    percent_of_total: str
    percent_of_registered: str
    last_year: str


@dataclass(frozen=True, slots=True)
class TableContent:
    """A summary table (TH1 … TH6), the cells as they are read."""

    code: str
    title_upper: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a paper's fields are filled with: the office, and what the kind adds to it.

    `count` is how many subjects (or tables) it holds.
    """

    office: Office
    count: int
    own: Mapping[str, Any] = field(default_factory=dict)

    def fields(self) -> dict[str, Any]:
        """The fields by name."""
        return {**shallow(self.office), **self.own}


def shallow(of: Any) -> dict[str, Any]:
    """A dataclass as a dictionary, its parts left as they are."""
    return {one.name: getattr(of, one.name) for one in fields(of)}


def or_dots(text: str | None) -> str:
    """The text, or a dotted line where it is not known."""
    return text or DOTS
