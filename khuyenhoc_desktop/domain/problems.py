"""Refusals and remarks: each has a code, a place, a reason and a cure."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How grave a problem is: an error stops the row or action, a warning only asks for a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or doubtful, with its place and its cure, in plain Vietnamese.

    `cell` is a spreadsheet address ("D9"), `row` counts from 1 as Excel does, `field` names a form field.
    """

    code: str
    severity: Severity
    message: str
    cure: str
    sheet: str | None = None
    row: int | None = None
    cell: str | None = None
    field: str | None = None

    @property
    def is_error(self) -> bool:
        """Whether this problem stops what was asked."""
        return self.severity is Severity.ERROR

    def at(self, sheet: str | None, row: int | None, cell: str | None) -> "Problem":
        """The same problem at a place in a workbook."""
        return replace(self, sheet=sheet, row=row, cell=cell)


def error(code: str, message: str, cure: str, field: str | None = None) -> Problem:
    """A problem that stops what was asked."""
    return Problem(code, Severity.ERROR, message, cure, field=field)


def warning(code: str, message: str, cure: str, field: str | None = None) -> Problem:
    """A problem that only asks for a look."""
    return Problem(code, Severity.WARNING, message, cure, field=field)


class UserError(Exception):
    """A refusal shown to the user: code, reason, cure; where there are several, the problems one by one."""

    def __init__(
        self, code: str, message: str, cure: str = "", place: str = "", problems: tuple[Problem, ...] = ()
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.cure = cure
        self.place = place
        self.problems = problems


class Cancelled(Exception):
    """The user stopped a long job; nothing was changed and nothing needs saying."""
