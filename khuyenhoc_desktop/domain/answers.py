"""The three nothings: an answer is a value, "not applicable" (NA), or not entered (no answer at all)."""

from enum import Enum
from typing import Final


class NotApplicable(Enum):
    """The type of NA, so that type checkers know it."""

    NA = "not applicable"

    def __repr__(self) -> str:
        return "NA"


NA: Final = NotApplicable.NA

# Numbers are integers of hundredths (74,5 points = 7450; yes = 100, no = 0); a choice is its option's code.
Answer = int | str | NotApplicable
