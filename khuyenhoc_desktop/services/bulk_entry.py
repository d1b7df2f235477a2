"""Changing many cells of the scoring table at once: planned and shown first, then written as one action.

A plan changes nothing. It says what each cell would become, which of them already hold another value, and which
typed values are refused and why; the screen shows it, and `save_planned` writes what the user agreed to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from khuyenhoc_desktop.domain.answer_text import check_answer, format_answer, parse_answer
from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Indicator, Kind
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY, SELF_SCORED
from khuyenhoc_desktop.services import entry
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.services.sheet_sets import SheetSets
from khuyenhoc_desktop.store.commune_file import CommuneFile

Cell = tuple[int, str]  # subject, indicator code
Typed = Mapping[int, Mapping[str, str]]  # subject -> indicator code -> what was typed or pasted
Area = Mapping[int, Sequence[str]]  # subject -> indicator codes

SUBJECTS_AT_ONCE = 1000
CELLS_AT_ONCE = 5000
READING = "Đang xem lại từng ô"
WRITING = "Đang ghi"


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that cannot be taken: where, what was typed, why not and what helps."""

    subject: int
    indicator: str
    typed: str
    message: str
    cure: str


@dataclass(slots=True)
class Plan:
    """What would happen: `cells` are those that change, `before` what the ones already filled hold now.

    `kept` counts the cells that stay as they are: the value is the same, or nothing was given for them.
    """

    cells: dict[Cell, Answer | None] = field(default_factory=dict)
    before: dict[Cell, Answer] = field(default_factory=dict)
    kept: int = 0
    refused: list[Refused] = field(default_factory=list)

    def only_empty(self) -> "Plan":
        """The same plan, but every value there is stays."""
        cells = {cell: answer for cell, answer in self.cells.items() if cell not in self.before}
        return Plan(cells, {}, self.kept + len(self.before), self.refused)

    def note(self, cell: Cell, now: Answer | None, becomes: Answer | None) -> None:
        """Add what becomes of one cell."""
        if becomes == now and type(becomes) is type(now):
            self.kept += 1
            return
        self.cells[cell] = becomes
        if now is not None:
            self.before[cell] = now


def best_answer(indicator: Indicator) -> Answer | None:
    """The answer worth the most, None where an answer is a fact to be known (a count, a percentage, a text)."""
    if indicator.kind is Kind.CHOICE:
        best = max(indicator.options, key=lambda option: option.points, default=None)
        return best.code if best else None
    if indicator.kind is Kind.YES_NO:
        return 100
    return indicator.max_points if indicator.kind is Kind.POINTS else None


@dataclass(frozen=True, slots=True)
class Place:
    """Whose cells are changed: those of a title in a year, at a stage (1 self-scored, 2 reviewed, 3 verified)."""

    year: int
    title: str = LEARNING_FAMILY
    stage: int = SELF_SCORED


def plan_typed(file: CommuneFile, place: Place, typed: Typed) -> Job[Plan]:
    """Plan texts as typed or pasted; an empty text leaves its cell alone."""
    plan = Plan()
    for step, some in _answers(file, place, list(typed)):
        for subject, answers in some.now.items():
            for code, text in typed[subject].items():
                _note_typed(plan, some, (subject, code), text, answers.get(code))
        yield step
    return plan


def plan_best(file: CommuneFile, place: Place, area: Area) -> Job[Plan]:
    """Plan the highest points for every empty cell of an area; what is filled stays."""
    plan = Plan()
    for step, some in _answers(file, place, list(area)):
        for subject, answers in some.now.items():
            for code in area[subject]:
                indicator = some.indicator(subject, code)
                is_open = indicator is not None and indicator.measure is None and code not in answers
                best = best_answer(indicator) if indicator is not None and is_open else None
                plan.note((subject, code), answers.get(code), answers.get(code) if best is None else best)
        yield step
    return plan


def plan_empty(file: CommuneFile, place: Place, area: Area) -> Job[Plan]:
    """Plan to empty every cell of an area; at a later stage only what that stage itself has put there."""
    plan = Plan()
    for step, some in _answers(file, place, list(area)):
        for subject, answers in some.now.items():
            for code in area[subject]:
                now = answers.get(code)
                plan.note((subject, code), now, None if some.is_own(subject, code) else now)
        yield step
    return plan


def save_planned(file: CommuneFile, place: Place, cells: entry.Cells, what: str) -> Job[int]:
    """Write the cells of a plan as one action called `what`; returns how many. Cancelling writes nothing."""
    done = 0
    with file.action("score.save", what) as action:
        for part in _parts(cells):
            sets = SheetSets(file, place.title, place.year, {subject for subject, _ in part})
            own = entry.own_part(file, place.year, part, place.stage)
            entry.write_cells(action, place.year, own, sets, place.stage)
            done += len(part)
            yield Progress(done, len(cells), WRITING)
    return done


class _Some:
    """Some subjects: their answers as they stand after the stage, and the sets that these are to fit."""

    def __init__(self, file: CommuneFile, place: Place, ids: list[int]) -> None:
        self._sets = SheetSets(file, place.title, place.year, ids)
        self._derived = {code for one in map(self._sets.any_of, ids) if one for code in _measured_codes(one)}
        self.now = entry.grid_answers(file, place.year, ids, place.title, place.stage)
        before = place.stage - 1
        self._before = entry.grid_answers(file, place.year, ids, place.title, before) if before else None

    def indicator(self, subject: int, code: str) -> Indicator | None:
        """The indicator as the subject's own set has it; None where that set has none of this code."""
        own = self._sets.of(subject)
        return own.indicator(code) if own.has_indicator(code) else None

    def is_own(self, subject: int, code: str) -> bool:
        """Whether the stage itself has put an answer there that can be taken away."""
        if code in self._derived:
            return False
        return self._before is None or self._before[subject].get(code) != self.now[subject].get(code)


def _measured_codes(criteria_set: CriteriaSet) -> list[str]:
    return [indicator.code for indicator in criteria_set.measured]


def _note_typed(plan: Plan, some: _Some, cell: Cell, text: str, now: Answer | None) -> None:
    subject, code = cell
    indicator = some.indicator(subject, code)
    if indicator is None:
        message = "Phiếu này được chấm theo bộ tiêu chí khác, không có chỉ số này."
        plan.refused.append(Refused(subject, code, text, message, "Mở phiếu để xem."))
        return
    if indicator.measure is not None:
        if text.strip() and text.strip() != format_answer(indicator, now):
            message = f"Chỉ số {indicator.number} do chương trình tính, không dán số vào được."
            cure = "Mở phiếu, bấm «Nhập tay…» nếu cần số khác."
            plan.refused.append(Refused(subject, code, text, message, cure))
        else:
            plan.kept += 1
        return
    try:
        answer = parse_answer(indicator, text)
    except UserError as refusal:
        plan.refused.append(Refused(subject, code, text, refusal.message, refusal.cure))
        return
    plan.note(cell, now, now if answer is None else answer)


def _answers(file: CommuneFile, place: Place, ids: list[int]) -> Iterator[tuple[Progress, _Some]]:
    """The answers there are, some subjects at a time, with how far the reading is."""
    for start in range(0, len(ids), SUBJECTS_AT_ONCE):
        some = ids[start : start + SUBJECTS_AT_ONCE]
        yield Progress(start + len(some), len(ids), READING), _Some(file, place, some)


def _parts(cells: entry.Cells) -> Iterator[dict[Cell, Answer | None]]:
    left = iter(cells.items())
    while part := dict(islice(left, CELLS_AT_ONCE)):
        yield part


def allowed(indicator: Indicator, answer: Answer) -> bool:
    """Whether an answer (of last year, say) may stand in this indicator."""
    return check_answer(indicator, answer) is None
