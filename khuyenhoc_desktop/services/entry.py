"""Entering scores: one sheet, or many cells of the grid, each as one action that is checked whole before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khuyenhoc_desktop.domain.answer_text import check_answer
from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.problems import Problem, UserError, error
from khuyenhoc_desktop.domain.scoring import ScoreResult, score
from khuyenhoc_desktop.services import criteria_sets, households
from khuyenhoc_desktop.services.criteria_sets import LEARNING_FAMILY
from khuyenhoc_desktop.store import score_queries
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.household_queries import HouseholdRow
from khuyenhoc_desktop.store.schema import SELF_SCORE_STAGE

# (household, indicator) -> what it becomes; None empties the cell.
Cells = Mapping[tuple[int, str], Answer | None]

_WRITE = (
    f"INSERT INTO score VALUES (?, ?, {SELF_SCORE_STAGE}, ?, ?)"
    " ON CONFLICT DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value"
)
_EMPTY = f"DELETE FROM score WHERE subject_id = ? AND year = ? AND stage = {SELF_SCORE_STAGE} AND indicator = ?"
_ASSESS = (
    "INSERT INTO assessment (subject_id, year, title, set_id, set_version) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET set_id = excluded.set_id, set_version = excluded.set_version"
    " WHERE set_id IS NULL"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A household's sheet of a year: the set it is (or will be) filled with, and the answers."""

    household: HouseholdRow
    year: int
    criteria_set: CriteriaSet
    answers: dict[str, Answer]
    last_year_answers: dict[str, Answer]

    @property
    def result(self) -> ScoreResult:
        """The result of the answers as they are stored."""
        return score(self.criteria_set, self.answers)


def criteria_for(file: CommuneFile, title: str, year: int) -> CriteriaSet:
    """The criteria set that a title uses in a year.

    Raises:
        UserError: no_criteria, bad_criteria.
    """
    return criteria_sets.chosen(file, title, year)


def load_sheet(file: CommuneFile, year: int, household_id: int) -> Sheet:
    """A household's sheet, with the answers of the year before beside it.

    Raises:
        UserError: no_household, no_criteria, bad_criteria.
    """
    return Sheet(
        household=households.get(file, household_id, year),
        year=year,
        criteria_set=_set_of(file, year, household_id),
        answers=score_queries.answers(file, year, [household_id])[household_id],
        last_year_answers=score_queries.answers(file, year - 1, [household_id])[household_id],
    )


def save_sheet(file: CommuneFile, year: int, household_id: int, answers: Mapping[str, Answer]) -> ScoreResult:
    """Make the household's sheet hold just these answers; one action, none when nothing changes.

    Raises:
        UserError: bad_scores with every problem; no_household.
    """
    sheet = load_sheet(file, year, household_id)
    codes = {*answers, *sheet.answers}
    cells = {(household_id, code): answers.get(code) for code in codes}
    save_cells(file, year, cells, f"Chấm điểm hộ {sheet.household.head_name}, năm {year}")
    return score(sheet.criteria_set, answers)


def grid_answers(file: CommuneFile, year: int, ids: Sequence[int]) -> dict[int, dict[str, Answer]]:
    """The answers of many households."""
    return score_queries.answers(file, year, ids)


def save_cells(file: CommuneFile, year: int, cells: Cells, what: str) -> None:
    """Change many cells as one action called `what`; all are checked first, none is written if one is bad.

    Raises:
        UserError: bad_scores with every problem.
    """
    problems = check_cells(file, year, cells)
    if problems:
        raise UserError(
            "bad_scores",
            f"{problems[0].message}" + (f" (và {len(problems) - 1} lỗi khác)" if len(problems) > 1 else ""),
            problems[0].cure,
            problems=tuple(problems),
        )
    with file.action("score.save", what) as action:
        write_cells(action, year, cells, criteria_for(file, LEARNING_FAMILY, year))


def write_cells(action: Action, year: int, cells: Cells, criteria_set: CriteriaSet) -> None:
    """Write cells that have been checked, inside an action; sheets not begun yet take this criteria set."""
    filled = [
        (subject, year, code, score_queries.stored(a)) for (subject, code), a in cells.items() if a is not None
    ]
    emptied = [(subject, year, code) for (subject, code), answer in cells.items() if answer is None]
    begun = dict.fromkeys(subject for subject, *_ in filled)
    set_id, version = criteria_set.set_id, criteria_set.version
    action.executemany(_ASSESS, [(subject, year, LEARNING_FAMILY, set_id, version) for subject in begun])
    action.executemany(_WRITE, filled)
    action.executemany(_EMPTY, emptied)


def check_cells(file: CommuneFile, year: int, cells: Cells) -> list[Problem]:
    """What is wrong in cells about to be written, each against the set that its sheet is filled with."""
    own_sets = _own_sets(file, year, list({subject for subject, _ in cells}))
    chosen = criteria_for(file, LEARNING_FAMILY, year)
    found = []
    for (subject, code), answer in cells.items():
        if answer is not None:
            found.append(_check_cell(own_sets.get(subject, chosen), code, answer))
    return [problem for problem in found if problem is not None]


def _check_cell(criteria_set: CriteriaSet, code: str, answer: Answer) -> Problem | None:
    try:
        indicator = criteria_set.indicator(code)
    except KeyError:
        return error(
            "no_indicator",
            f"Bộ tiêu chí {criteria_set.name} không có chỉ số {code}.",
            "Nạp lại trang này rồi nhập lại.",
            code,
        )
    return check_answer(indicator, answer)


def _set_of(file: CommuneFile, year: int, household_id: int) -> CriteriaSet:
    row = score_queries.assessment(file, household_id, year)
    if row is not None and row.set_id is not None and row.set_version is not None:
        return criteria_sets.kept(file, row.set_id, row.set_version)
    return criteria_for(file, LEARNING_FAMILY, year)


def _own_sets(file: CommuneFile, year: int, subjects: list[int]) -> dict[int, CriteriaSet]:
    """The sets of the sheets that were begun with another set than the year's chosen one."""
    chosen = criteria_for(file, LEARNING_FAMILY, year)
    others = score_queries.sheets_with_other_set(
        file, LEARNING_FAMILY, year, chosen.set_id, chosen.version, subjects
    )
    return {subject: criteria_sets.kept(file, set_id, version) for subject, set_id, version in others}
