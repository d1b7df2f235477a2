"""What is typed on a sheet and not saved yet, against what is stored."""

from collections.abc import Mapping

from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.entry import Sheet

Answers = Mapping[str, Answer]


def concerns(changes: Changes, subject: int) -> bool:
    """Whether the sheet of a subject may be another one after these changes."""
    touched = changes.subjects is None or subject in changes.subjects
    return touched or bool(changes.effects) or "assessment_year" in changes.tables


def stored_answers(sheet: Sheet, stage: int) -> dict[str, Answer]:
    """What is stored of what can be typed, as it stands after a stage."""
    return {code: answer for code, answer in sheet.up_to(stage).items() if code not in sheet.measured}


def changed_codes(stored: Answers, typed: Answers) -> set[str]:
    """The indicators where the form holds something else than the file."""
    return {code for code in stored.keys() | typed.keys() if stored.get(code) != typed.get(code)}


def taken_in(before: Answers, typed: Answers, now: Answers) -> tuple[dict[str, Answer | None], set[str]]:
    """The file has changed under the form: what the form takes over, and where the user's own typing stays.

    `before` is what was stored when the form was loaded, `now` what is stored since. Cells that the user has not
    touched take the new value; cells that he has stay as typed (and count as not saved).
    """
    own = changed_codes(before, typed)
    fresh = {code: now.get(code) for code in changed_codes(before, now) - own}
    return fresh, {code for code in own if typed.get(code) != now.get(code)}


def empty_codes(codes: list[str], typed: Answers) -> list[str]:
    """The indicators that are not entered yet, in the order of the sheet."""
    return [code for code in codes if code not in typed]
