"""Choosing a set for a year whose sheets are filled with another, with what is typed carried over to it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.criteria_compare import carried
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store import assessment_queries, criteria_queries, score_queries
from khuyenhoc_desktop.store.action import Action, year_locked
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.criteria_queries import Key, Sheet
from khuyenhoc_desktop.store.score_queries import is_locked

_AT_ONCE = 1_000


class Carried(NamedTuple):
    """What became of the sheets: how many were carried over, and how many single values had no place."""

    sheets: int
    lost: int


class _Moves(NamedTuple):
    """Rows of scores and overrides to write: (new code, subject, year[, stage], old code), and those to delete."""

    renamed: list[tuple[Any, ...]]
    dropped: list[tuple[Any, ...]]


def choose_and_carry(file: CommuneFile, criteria_set: CriteriaSet, year: int) -> Job[Carried]:
    """Use a set for a year and carry the filled sheets over to it, as one action that can be taken back.

    Values that the new set has no place for, or does not allow, are lost (`what_if` says which beforehand). Sheets
    that a decision has decided keep the set that was decided by.

    Raises:
        UserError: no_year, year_locked.
    """
    criteria_sets.refuse_unopened(file, year)
    if is_locked(file, year):
        raise year_locked()
    yield Progress(0, 0, "Đang đọc các phiếu")
    key = (criteria_set.set_id, criteria_set.version)
    every = criteria_queries.sheets_for(file, criteria_set, year)
    sheets = [sheet for sheet in every if sheet.is_filled and not sheet.is_decided and sheet.key != key]
    carrier = _Carrier(file, criteria_set, year)
    summary = f"{criteria_sets.choice_summary(criteria_set, year)}, chuyển {len(sheets)} phiếu sang bộ này"
    with file.action("criteria.carry", summary) as action:
        criteria_sets.put_choice(action, criteria_set, year)
        lost = 0
        for start in range(0, len(sheets), _AT_ONCE):
            yield Progress(start, len(sheets), "Đang chuyển phiếu")
            lost += carrier.carry(action, sheets[start : start + _AT_ONCE])
    return Carried(len(sheets), lost)


class _Carrier:
    """Moves the scores of sheets."""

    def __init__(self, file: CommuneFile, criteria_set: CriteriaSet, year: int) -> None:
        self._file, self._new, self._year = file, criteria_set, year
        self._sets: dict[Key, CriteriaSet] = {}
        self._known: dict[tuple[Key, str, Any], str | None] = {}
        self._measured = {indicator.code for indicator in criteria_set.measured}
        self._by_hand = criteria_queries.overridden(file, criteria_set.title, year)

    def carry(self, action: Action, sheets: list[Sheet]) -> int:
        """Carry some sheets over; returns how many values were lost."""
        scores, overrides = _Moves([], []), _Moves([], [])
        for sheet in sheets:
            self._sort(sheet, scores, overrides)
        score_queries.drop(action, scores.dropped)
        score_queries.rename(action, scores.renamed)
        score_queries.drop_reasons(action, overrides.dropped)
        score_queries.rename_reasons(action, overrides.renamed)
        new = (self._new.set_id, self._new.version)
        assessment_queries.refill(action, self._year, [sheet.subject for sheet in sheets], new)
        return len(scores.dropped)

    def _sort(self, sheet: Sheet, scores: _Moves, overrides: _Moves) -> None:
        by_hand = self._by_hand.get(sheet.subject, set())
        kept_by_hand: set[str] = set()
        for old in by_hand:
            new = self._place(sheet.key, old, None)
            if new in self._measured:
                kept_by_hand.add(old)
                _move(overrides, new, (sheet.subject, self._year), old)
            else:
                overrides.dropped.append((sheet.subject, self._year, old))
        for stage, old, value in criteria_queries.scores_of(self._file, self._year, sheet.subject):
            new = self._place(sheet.key, old, value)
            row = (sheet.subject, self._year, stage)
            if new is None or (new in self._measured and old not in kept_by_hand):
                scores.dropped.append((*row, old))
            else:
                _move(scores, new, row, old)

    def _place(self, key: Key | None, code: str, value: Any) -> str | None:
        """The code under which the new set takes a value, None where it does not."""
        if key is None:
            return None
        known = (key, code, value)
        if known not in self._known:
            if key not in self._sets:
                self._sets[key] = criteria_sets.kept(self._file, *key)
            moved: Iterator[str] = iter(
                carried(self._sets[key], self._new, {code: NA if value is None else value})
            )
            self._known[known] = next(moved, None)
        return self._known[known]


def _move(moves: _Moves, new: str | None, row: tuple[Any, ...], old: str) -> None:
    if new != old:
        moves.renamed.append((new, *row, old))
