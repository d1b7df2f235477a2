"""What is said of each step and each thôn: figures in plain words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.overview import TitleProgress
from khuyenhoc_desktop.services.subjects import counted
from khuyenhoc_desktop.services.year_view import StageCounts
from khuyenhoc_desktop.services.year_work import Counts, Step, YearWork
from khuyenhoc_desktop.ui.home import texts
from khuyenhoc_desktop.ui.widgets.ids_model import Column

ONLY_FULL = ("review", "verification")  # steps of the full round


@dataclass(frozen=True, slots=True)
class StepWords:
    """How one step stands: its words, and how much of it is done (`done` of `of`; `of` 0 = no bar)."""

    words: str
    done: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class StageWork:
    """A thôn (`id` 0 = in none) and how far those in it are who strive for a title; `full` as in the round."""

    id: int
    group: str
    counts: StageCounts
    title: str
    full: bool

    @property
    def waiting(self) -> list[tuple[str, int]]:
        """The steps (keys of year_frame.STEPS) that some wait for, in order, and how many."""
        steps = [step for step in texts.LEFT_STEPS if self.full or step not in ONLY_FULL]
        return [(step, count) for step in steps if (count := self.counts.waiting(step))]


def words_of(step: Step, work: YearWork) -> StepWords:
    """What a step's card says."""
    return _WORDS[step](work)


def with_round(words: StepWords, title: TitleProgress) -> StepWords:
    """The words of recognition; in the full round what comes between scoring and proposing is told first."""
    if title.step not in ONLY_FULL:
        return words
    first = texts.STEP_WORDS[title.step].format(counted(title.title, title.waiting))
    return replace(words, words=f"{first}\n{words.words}")


def left_of(counts: Counts) -> str:
    """What is left in a thôn: «chấm 12 hộ, đề nghị 3 hộ»."""
    if not counts.total:
        return texts.LEFT_HOUSEHOLDS
    if not counts.registered:
        return texts.LEFT_REGISTRATION
    kinds = (
        (texts.LEFT_SCORING, counts.to_score),
        (texts.LEFT_PROPOSAL, counts.to_propose),
        (texts.LEFT_DECISION, counts.to_decide),
    )
    left = [words.format(format_count(count)) for words, count in kinds if count]
    return ", ".join(left) or texts.LEFT_NOTHING


def left_of_stages(row: StageWork) -> str:
    """What is left in a thôn of a title: «chấm 2, bình xét 14, thẩm định 14»."""
    if not row.counts.registered:
        return texts.LEFT_REGISTRATION
    left = [texts.LEFT_STEPS[step].format(format_count(count)) for step, count in row.waiting]
    return ", ".join(left) or texts.LEFT_NOTHING


def stage_columns() -> list[Column]:
    """The table by thôn of another title than the families'."""
    return _columns(texts.WHOLE_COLUMN, (texts.REACHED_COLUMN, "reached"), left_of_stages)


def columns() -> list[Column]:
    """The table by thôn."""
    return _columns(texts.TOTAL, (texts.INCOMPLETE_COLUMN, "incomplete"), lambda row: left_of(row.counts))


def _columns(whole: str, own: tuple[str, str], left: Callable[[Any], str]) -> list[Column]:
    """`own` is the heading and name of the count that only one of the two tables has."""
    return [
        Column(texts.GROUP, lambda row: row.group, width=16, stretch=True),
        _count(whole, "total"),
        _count(texts.REGISTERED_COLUMN, "registered"),
        _count(texts.COMPLETE_COLUMN, "complete"),
        _count(*own),
        _count(texts.PROPOSED_COLUMN, "proposed"),
        _count(texts.RECOGNISED_COLUMN, "recognised"),
        Column(texts.LEFT_COLUMN, left, width=24, stretch=True, colour=lambda row: _colour_of(left(row))),
    ]


def _count(title: str, name: str) -> Column:
    return Column(title, lambda row: format_count(getattr(row.counts, name)), width=9, right=True)


def _colour_of(left: str) -> str | None:
    return "ok" if left == texts.LEFT_NOTHING else None


def _households(work: YearWork) -> StepWords:
    groups, empty = len(work.groups), work.empty_groups
    if not work.counts.total:
        return StepWords(texts.NO_HOUSEHOLDS)
    words = texts.HOUSEHOLDS.format(total=format_count(work.counts.total), groups=format_count(groups - empty))
    return StepWords(_lines(words, (texts.EMPTY_GROUPS, empty)), groups - empty, groups)


def _registration(work: YearWork) -> StepWords:
    counts = work.counts
    words = texts.REGISTERED.format(registered=format_count(counts.registered), total=format_count(counts.total))
    return StepWords(words, counts.registered, counts.total)


def _scoring(work: YearWork) -> StepWords:
    counts = work.counts
    if not counts.registered:
        return StepWords(_lines(texts.SCORE_LATER, (texts.UNREGISTERED, counts.scored_unregistered)))
    words = texts.SCORED.format(complete=format_count(counts.complete), registered=format_count(counts.registered))
    more = ((texts.INCOMPLETE, counts.incomplete), (texts.UNREGISTERED, counts.scored_unregistered))
    return StepWords(_lines(words, *more), counts.complete, counts.registered)


def _recognition(work: YearWork) -> StepWords:
    counts = work.counts
    if not counts.reached and not counts.decided:
        return StepWords(texts.NONE_REACHED)
    words = texts.REACHED.format(reached=format_count(counts.reached), recognised=format_count(counts.recognised))
    waiting = counts.to_propose + counts.to_decide
    awaited = counts.to_score if not waiting else 0
    more = (
        (texts.TO_PROPOSE, counts.to_propose),
        (texts.TO_DECIDE, counts.to_decide),
        (texts.AWAITING_SCORES, awaited),
    )
    return StepWords(_lines(words, *more), counts.decided, counts.decided + waiting)


def _handover(work: YearWork) -> StepWords:
    if work.export is None:
        return StepWords(texts.NOT_EXPORTED)
    words = texts.EXPORTED.format(sequence=work.export.sequence, made=work.export.made)
    return StepWords(f"{words}\n{texts.CHANGED}" if work.changed else words)


_WORDS = {
    Step.HOUSEHOLDS: _households,
    Step.REGISTRATION: _registration,
    Step.SCORING: _scoring,
    Step.RECOGNITION: _recognition,
    Step.HANDOVER: _handover,
}


def _lines(first: str, *more: tuple[str, int]) -> str:
    """The first line, and those of the others whose count is not 0."""
    return "\n".join([first, *(words.format(count=format_count(count)) for words, count in more if count)])
