"""Grading many sheets at once: the criteria sets of the file, compiled; whole sheets are only added up."""

from collections.abc import Iterator
from functools import lru_cache

import apsw

from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, parse_criteria_set
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.scoring import PackedScorer, PointsScorer, Scorer, scorer

# entered, missing, total in hundredths of a point, outcome, level (of a checklist)
Graded = tuple[int, int, int | None, str, int | None]

# Set and version, indicator, and its value as SQL writes it ("700", "NULL", "'text'").
Cell = tuple[str, str, str, str]

UNKNOWN_SET: Graded = (0, 0, None, "empty", None)

# Stands before a cell of a later stage: "2<29>A1<31>750". Cells of the first stage have none.
STAGE_MARK = "\x1d"


@lru_cache(maxsize=64)
def parsed(body: str) -> CriteriaSet:
    """The criteria set of a stored text.

    Raises:
        UserError: bad_criteria, when the text stored in the file is no longer a sound criteria set.
    """
    criteria_set, problems = parse_criteria_set(body)
    if criteria_set is None:
        raise UserError(
            "bad_criteria",
            "Bộ tiêu chí lưu trong tệp dữ liệu không đọc được.",
            "Vào Bộ tiêu chí và nạp lại bộ tiêu chí này từ tệp gốc.",
            problems=tuple(problems),
        )
    return criteria_set


class Scorers:
    """Grades sheets given as text ("A1<31>750<30>A2<31>NULL"), each with the set that it was filled with.

    Where an indicator has a value of several stages, that of the furthest counts. `stages` are those after the
    first that were met.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        self.stages: set[str] = set()
        self._connection = connection
        self._scorers: dict[tuple[str, str], Scorer | None] = {}
        self._cells: dict[tuple[str, str], _Cells] = {}
        self._adders: dict[tuple[str, str], _Adder | None] = {}

    def outcome(self, set_id: str | None, version: str | None, sheet: str) -> Graded:
        """Entered, missing, total and outcome of one sheet; nothing when its criteria set is not known."""
        if set_id is None or version is None:
            return UNKNOWN_SET
        cells = sheet.split("\x1e")
        if STAGE_MARK in sheet:
            cells = self._furthest(cells)
        try:
            adder = self._adders[set_id, version]
        except KeyError:
            adder = self._adders[set_id, version] = self._adder(set_id, version)
        added_up = adder.outcome(cells) if adder is not None and len(cells) == adder.count else None
        return added_up or self._grade(set_id, version, cells)

    def _furthest(self, cells: list[str]) -> list[str]:
        """Of each indicator the cell of the furthest stage, without its mark."""
        self.stages.update(cell.partition(STAGE_MARK)[0] for cell in cells if STAGE_MARK in cell)
        return list({cell.partition("\x1f")[0]: cell for cell in _by_stage(cells)}.values())

    def cells(self) -> Iterator[Cell]:
        """Each different cell of the sheets graded so far, with the set that it was graded by."""
        for (set_id, version), cells in self._cells.items():
            for cell in cells:
                indicator, _, literal = cell.partition("\x1f")
                yield set_id, version, indicator, literal

    def _adder(self, set_id: str, version: str) -> "_Adder | None":
        grader = self.scorer(set_id, version)
        packed = grader.packed() if isinstance(grader, PointsScorer) else None
        return _Adder(packed, self._read(set_id, version)) if packed else None

    def _read(self, set_id: str, version: str) -> "_Cells":
        return self._cells.setdefault((set_id, version), _Cells())

    def _grade(self, set_id: str, version: str, cells: list[str]) -> Graded:
        grader = self.scorer(set_id, version)
        if grader is None:
            return UNKNOWN_SET
        read = self._read(set_id, version)
        entered, missing, total, outcome, level = grader.outcome(dict(map(read.__getitem__, cells)))
        return entered, missing, total, outcome.value, level

    def scorer(self, set_id: str, version: str) -> Scorer | None:
        """The set's scorer; None when the file has no such set (then the check names the assessments)."""
        if (set_id, version) not in self._scorers:
            sql = "SELECT body FROM criteria_set WHERE set_id = ? AND version = ?"
            rows = self._connection.execute(sql, (set_id, version)).fetchall()
            self._scorers[set_id, version] = scorer(parsed(rows[0][0])) if rows else None
        return self._scorers[set_id, version]


def answers_of(sheet: str) -> dict[str, Answer]:
    """What counts on a sheet given as text: of each indicator the value of the furthest stage."""
    cells = _by_stage(sheet.split("\x1e")) if sheet else []
    return {code: answer_of(literal) for code, _, literal in (cell.partition("\x1f") for cell in cells)}


def _by_stage(cells: list[str]) -> list[str]:
    """The cells, those of later stages last, so that they win; their marks are taken off."""
    if not any(STAGE_MARK in cell for cell in cells):
        return cells
    staged = [cell.rpartition(STAGE_MARK) for cell in cells]
    return [cell for stage, _, cell in sorted(staged, key=lambda parts: parts[0])]


class _Adder(dict[str, int]):
    """The number of each cell met, and the outcome of each sum: few sums are different among many sheets."""

    def __init__(self, packed: PackedScorer, read: "_Cells") -> None:
        super().__init__()
        self.count = packed.count
        self._packed, self._read = packed, read
        self._outcomes: dict[int, Graded] = {}

    def outcome(self, cells: list[str]) -> Graded | None:
        """What a sheet with all its cells comes to; None when one has a code that the set does not have."""
        try:
            number = sum(map(self.__getitem__, cells))
        except KeyError:
            return None
        known = self._outcomes.get(number)
        if known is None:
            entered, missing, total, outcome, level = self._packed.outcome(number)
            known = self._outcomes[number] = (entered, missing, total, outcome.value, level)
        return known

    def __missing__(self, cell: str) -> int:
        number = self[cell] = self._packed.number(*self._read[cell])
        return number


class _Cells(dict[str, tuple[str, Answer]]):
    """Cells already read: the same indicator with the same value stands in thousands of sheets."""

    def __missing__(self, cell: str) -> tuple[str, Answer]:
        indicator, _, literal = cell.partition("\x1f")
        read = self[cell] = (indicator, answer_of(literal))
        return read


def answer_of(literal: str) -> Answer:
    """The answer that an SQL literal stands for."""
    if literal == "NULL":
        return NA
    if literal[:1] == "'":
        return literal[1:-1].replace("''", "'")
    try:
        return int(literal)
    except ValueError:
        return literal  # a fraction or bytes, written by another program: no answer to anything, so not counted
