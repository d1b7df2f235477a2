"""Entering scores of any title: one sheet, or many cells of the grid, each as one action that is checked before.

A sheet is scored in up to three stages. A stage keeps only what differs from the stages before it, so that a
reviewer types only where he differs; what counts is the furthest stage's value. Derived indicators are not typed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from khuyenhoc_desktop.domain.answer_text import check_answer
from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.problems import Problem, UserError, error
from khuyenhoc_desktop.domain.scoring import ScoreResult, score
from khuyenhoc_desktop.domain.stages import differences
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY, SELF_SCORED, VERIFIED
from khuyenhoc_desktop.services import measured, subjects
from khuyenhoc_desktop.services.effects import effects
from khuyenhoc_desktop.services.measured import Measured
from khuyenhoc_desktop.services.overrides import drop_override, set_override
from khuyenhoc_desktop.services.sheet_sets import SheetSets, chosen
from khuyenhoc_desktop.services.subjects import SubjectRow
from khuyenhoc_desktop.store import assessment_queries, score_queries
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile

__all__ = [
    "Cells",
    "Sheet",
    "StageMark",
    "criteria_for",
    "drop_override",
    "effects",
    "grid_answers",
    "grid_measured",
    "is_locked",
    "load_sheet",
    "own_part",
    "save_cells",
    "save_sheet",
    "set_override",
    "write_cells",
]

# (subject, indicator) -> what it becomes; None empties the cell.
Cells = Mapping[tuple[int, str], Answer | None]


@dataclass(frozen=True, slots=True)
class StageMark:
    """When a stage was declared done (ISO date) and by whom; both None where that was not said."""

    day: str | None
    person: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A subject's sheet of a year: the set it is (or will be) filled with, what each stage typed, what is derived.

    `done` has the stages declared done; `locked`: the year takes no changes.
    """

    subject: SubjectRow
    year: int
    criteria_set: CriteriaSet
    by_stage: Mapping[int, Mapping[str, Answer]]
    measured: Mapping[str, Measured]
    last_year_answers: Mapping[str, Answer]
    done: Mapping[int, StageMark]
    locked: bool

    def up_to(self, stage: int) -> dict[str, Answer]:
        """The whole sheet as it stands after a stage, with the derived answers."""
        return measured.up_to(self.by_stage, self.measured, stage)

    @property
    def answers(self) -> dict[str, Answer]:
        """What counts."""
        return self.up_to(VERIFIED)

    @property
    def differences(self) -> dict[str, dict[int, Answer]]:
        """The indicators on which stages differ, with what each said."""
        return differences(self.by_stage)

    @property
    def result(self) -> ScoreResult:
        """The result of the answers as they are stored."""
        return score(self.criteria_set, self.answers)


def criteria_for(file: CommuneFile, title: str, year: int, person_group: str | None = None) -> CriteriaSet:
    """The criteria set that a title (or the citizens of a group) uses in a year.

    Raises:
        UserError: no_criteria, bad_criteria.
    """
    return chosen(file, title, year, person_group)


def is_locked(file: CommuneFile, year: int) -> bool:
    """Whether a year takes no changes."""
    return score_queries.is_locked(file, year)


def load_sheet(file: CommuneFile, year: int, subject_id: int) -> Sheet:
    """A subject's sheet, with the answers of the year before beside it.

    Raises:
        UserError: no_subject, no_criteria, bad_criteria.
    """
    row = subjects.get(file, year, subject_id)
    sets = SheetSets(file, row.title, year, [subject_id])
    derived = measured.of_sheets(file, year, [subject_id], sets.of)[subject_id]
    marks = score_queries.stage_marks(file, subject_id, year)
    return Sheet(
        subject=row,
        year=year,
        criteria_set=sets.of(subject_id),
        by_stage=_typed(score_queries.by_stage(file, year, [subject_id])[subject_id], derived),
        measured=derived,
        last_year_answers=grid_answers(file, year - 1, [subject_id], row.title)[subject_id],
        done={stage: StageMark(*marks.get(stage, (None, None))) for stage in range(1, row.stage + 1)},
        locked=is_locked(file, year),
    )


def save_sheet(
    file: CommuneFile, year: int, subject_id: int, answers: Mapping[str, Answer], stage: int = SELF_SCORED
) -> ScoreResult:
    """Make the sheet come to these answers after a stage; one action, none when nothing changes.

    Only what differs from the stages before is kept for the stage; an answer left out falls back to theirs.

    Raises:
        UserError: bad_scores with every problem; no_subject, no_criteria, year_locked.
    """
    sheet = load_sheet(file, year, subject_id)
    now = sheet.up_to(stage)
    changed = {code for code in {*answers, *now} if answers.get(code) != now.get(code)}
    cells = {(subject_id, code): answers.get(code) for code in changed}
    if not cells:
        return sheet.result
    row = sheet.subject
    what = f"Chấm điểm {subjects.NOUNS[row.kind]} {row.name}, năm {year}"
    save_cells(file, year, cells, what, stage=stage, title=row.title)
    return load_sheet(file, year, subject_id).result


def grid_answers(
    file: CommuneFile, year: int, ids: Sequence[int], title: str = LEARNING_FAMILY, stage: int = VERIFIED
) -> dict[int, dict[str, Answer]]:
    """The answers of many subjects of a title as they stand after a stage, derived ones among them."""
    typed = score_queries.answers(file, year, ids, stage)
    derived = grid_measured(file, year, ids, title)
    return {subject: measured.overlaid(typed[subject], derived[subject]) for subject in ids}


def grid_measured(file: CommuneFile, year: int, ids: Sequence[int], title: str) -> dict[int, dict[str, Measured]]:
    """The derived indicators of many subjects of a title, with the numbers behind them."""
    return measured.of_sheets(file, year, ids, SheetSets(file, title, year, ids).any_of)


def save_cells(
    file: CommuneFile,
    year: int,
    cells: Cells,
    what: str,
    *,
    stage: int = SELF_SCORED,
    title: str = LEARNING_FAMILY,
) -> None:
    """Change many cells as one action called `what`; all are checked first, none is written if one is bad.

    Raises:
        UserError: bad_scores with every problem; no_criteria, year_locked.
    """
    sets = SheetSets(file, title, year, {subject for subject, _ in cells})
    problems = _problems(cells, sets.of)
    if problems:
        raise UserError(
            "bad_scores",
            f"{problems[0].message}" + (f" (và {len(problems) - 1} lỗi khác)" if len(problems) > 1 else ""),
            problems[0].cure,
            problems=tuple(problems),
        )
    with file.action("score.save", what) as action:
        write_cells(action, year, own_part(file, year, cells, stage), sets, stage)


def own_part(file: CommuneFile, year: int, cells: Cells, stage: int) -> Cells:
    """The cells as a stage keeps them: what only repeats the stages before it becomes empty."""
    if stage == SELF_SCORED:
        return cells
    before = score_queries.answers(file, year, list({subject for subject, _ in cells}), stage - 1)
    return {
        (subject, code): None if before[subject].get(code) == answer else answer
        for (subject, code), answer in cells.items()
    }


def write_cells(action: Action, year: int, cells: Cells, sets: SheetSets, stage: int = SELF_SCORED) -> None:
    """Write cells that have been checked, inside an action; sheets not begun yet take their set."""
    filled = [
        (subject, year, stage, code, score_queries.stored(answer))
        for (subject, code), answer in cells.items()
        if answer is not None
    ]
    emptied = [(subject, year, stage, code) for (subject, code), answer in cells.items() if answer is None]
    begun = [(subject, sets.of(subject)) for subject in dict.fromkeys(row[0] for row in filled)]
    assessment_queries.fill(action, [(who, year, one.title, one.set_id, one.version) for who, one in begun])
    score_queries.put(action, filled)
    score_queries.drop(action, emptied)


def _problems(cells: Cells, set_of: Callable[[int], CriteriaSet]) -> list[Problem]:
    found = (_problem(set_of(subject), code, answer) for (subject, code), answer in cells.items())
    return [problem for problem in found if problem is not None]


def _problem(criteria_set: CriteriaSet, code: str, answer: Answer | None) -> Problem | None:
    if not criteria_set.has_indicator(code):
        return None if answer is None else _unknown(criteria_set, code)
    indicator = criteria_set.indicator(code)
    if indicator.measure is not None:
        return error(
            "measured_indicator",
            f"Chỉ số {indicator.number} do chương trình tính từ kết quả đã có nên không gõ vào được.",
            "Muốn dùng số khác, mở phiếu, bấm «Nhập tay…» ở chỉ số này và ghi lý do.",
            code,
        )
    return None if answer is None else check_answer(indicator, answer)


def _unknown(criteria_set: CriteriaSet, code: str) -> Problem:
    return error(
        "no_indicator",
        f"Bộ tiêu chí {criteria_set.name} không có chỉ số {code}.",
        "Nạp lại trang này rồi nhập lại.",
        code,
    )


def _typed(by_stage: Mapping[int, Mapping[str, Answer]], derived: Iterable[str]) -> dict[int, dict[str, Answer]]:
    """What was typed, without what stands for derived indicators."""
    left_out = set(derived)
    return {
        stage: {code: answer for code, answer in answers.items() if code not in left_out}
        for stage, answers in by_stage.items()
    }
