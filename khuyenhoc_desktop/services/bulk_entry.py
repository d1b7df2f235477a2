"""Changing many cells of the scoring table at once: planned and shown first, then written as one action.

A plan changes nothing. It says what each cell would become, which of them already hold another value, and which
typed values are refused and why; the screen shows it, and `save_planned` writes what the user agreed to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from khuyenhoc_desktop.domain.answer_text import check_answer, parse_answer
from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Indicator, Kind
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import criteria_sets, entry
from khuyenhoc_desktop.services.criteria_sets import LEARNING_FAMILY
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store import score_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile

Cell = tuple[int, str]  # household, indicator code
Typed = Mapping[int, Mapping[str, str]]  # household -> indicator code -> what was typed or pasted
Area = Mapping[int, Sequence[str]]  # household -> indicator codes

HOUSEHOLDS_AT_ONCE = 1000
CELLS_AT_ONCE = 5000
READING = "Đang xem lại từng ô"
WRITING = "Đang ghi"


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that cannot be taken: where, what was typed, why not and what helps."""

    household: int
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


def plan_typed(file: CommuneFile, year: int, typed: Typed) -> Job[Plan]:
    """Plan texts as typed or pasted; an empty text leaves its cell alone."""
    plan = Plan()
    sets = _Sets(file, year)
    for step, now in _answers(file, year, list(typed)):
        for household, answers in now.items():
            for code, text in typed[household].items():
                _note_typed(plan, sets, (household, code), text, answers.get(code))
        yield step
    return plan


def plan_best(file: CommuneFile, year: int, area: Area) -> Job[Plan]:
    """Plan the highest points for every empty cell of an area; what is filled stays."""
    plan = Plan()
    sets = _Sets(file, year)
    for step, now in _answers(file, year, list(area)):
        for household, answers in now.items():
            for code in area[household]:
                indicator = sets.indicator(household, code)
                best = best_answer(indicator) if indicator and code not in answers else None
                plan.note((household, code), answers.get(code), answers.get(code) if best is None else best)
        yield step
    return plan


def plan_empty(file: CommuneFile, year: int, area: Area) -> Job[Plan]:
    """Plan to empty every cell of an area."""
    plan = Plan()
    for step, now in _answers(file, year, list(area)):
        for household, answers in now.items():
            for code in area[household]:
                plan.note((household, code), answers.get(code), None)
        yield step
    return plan


def save_planned(file: CommuneFile, year: int, cells: entry.Cells, what: str) -> Job[int]:
    """Write the cells of a plan as one action called `what`; returns how many. Cancelling writes nothing."""
    chosen = entry.criteria_for(file, LEARNING_FAMILY, year)
    done = 0
    with file.action("score.save", what) as action:
        for part in _parts(cells):
            entry.write_cells(action, year, part, chosen)
            done += len(part)
            yield Progress(done, len(cells), WRITING)
    return done


class _Sets:
    """Which criteria set each household's sheet is filled with."""

    def __init__(self, file: CommuneFile, year: int) -> None:
        self._chosen = entry.criteria_for(file, LEARNING_FAMILY, year)
        others = score_queries.sheets_with_other_set(
            file, LEARNING_FAMILY, year, self._chosen.set_id, self._chosen.version
        )
        self._own: dict[int, CriteriaSet] = {
            household: criteria_sets.kept(file, set_id, version) for household, set_id, version in others
        }

    def indicator(self, household: int, code: str) -> Indicator | None:
        """The indicator as the household's own set has it; None where that set has none of this code."""
        own = self._own.get(household, self._chosen)
        return own.indicator(code) if own.has_indicator(code) else None


def _note_typed(plan: Plan, sets: _Sets, cell: Cell, text: str, now: Answer | None) -> None:
    household, code = cell
    indicator = sets.indicator(household, code)
    if indicator is None:
        message = "Phiếu của hộ này được chấm theo bộ tiêu chí khác, không có chỉ số này."
        plan.refused.append(Refused(household, code, text, message, "Mở phiếu của hộ để xem."))
        return
    try:
        answer = parse_answer(indicator, text)
    except UserError as refusal:
        plan.refused.append(Refused(household, code, text, refusal.message, refusal.cure))
        return
    plan.note(cell, now, now if answer is None else answer)


def _answers(
    file: CommuneFile, year: int, ids: list[int]
) -> Iterator[tuple[Progress, dict[int, dict[str, Answer]]]]:
    """The answers there are, some households at a time, with how far the reading is."""
    for start in range(0, len(ids), HOUSEHOLDS_AT_ONCE):
        some = ids[start : start + HOUSEHOLDS_AT_ONCE]
        yield Progress(start + len(some), len(ids), READING), entry.grid_answers(file, year, some)


def _parts(cells: entry.Cells) -> Iterator[dict[Cell, Answer | None]]:
    left = iter(cells.items())
    while part := dict(islice(left, CELLS_AT_ONCE)):
        yield part


def allowed(indicator: Indicator, answer: Answer) -> bool:
    """Whether an answer (of last year, say) may stand in this indicator."""
    return check_answer(indicator, answer) is None
