"""Who is nearest to the title among those who have not reached it: how much is lacking, why, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from khuyenhoc_desktop.domain.criteria_model import TITLES
from khuyenhoc_desktop.domain.next_steps import next_steps
from khuyenhoc_desktop.domain.score_result import ScoreResult, shortfall
from khuyenhoc_desktop.domain.scoring import Outcome, score
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services import entry, subjects
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.services.sheet_sets import SheetSets
from khuyenhoc_desktop.services.subjects import SubjectRow
from khuyenhoc_desktop.store import score_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile

MOST_SHOWN = 500
READING = "Đang tìm ai gần đạt"
_AT_ONCE = 1000
_BARS = frozenset(("below_floor", "required_no", "criterion_short"))
_COLUMNS = (
    ("Danh hiệu", 24), ("Tên", 28), ("Mã", 12), ("Thôn, tổ dân phố", 20), ("Điểm", 8), ("Cần", 8),
    ("Còn thiếu", 22), ("Vì sao", 60), ("Việc cần làm", 60),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Near:
    """One who has not reached the title: `lacking` hundredths of a point in all, and `bars` single conditions.

    Of a checklist `lacking` is 0 and `bars` the number of targets. `steps` say what would bring the title.
    """

    subject: SubjectRow
    result: ScoreResult
    lacking: int
    bars: int
    steps: tuple[str, ...]

    @property
    def id(self) -> int:
        """The subject's id."""
        return self.subject.id

    @property
    def lacking_words(self) -> str:
        """What is lacking, in a few words: "2 điểm, 1 điều kiện"."""
        if self.result.is_checklist:
            return f"{self.bars} chỉ tiêu"
        parts = [f"{format_points(self.lacking)} điểm"] if self.lacking else []
        parts += [f"{self.bars} điều kiện"] if self.bars else []
        parts += [f"{len(self.result.missing)} ô chưa chấm"] if self.result.missing else []
        return ", ".join(parts)


def nearest(
    file: CommuneFile, year: int, title: str, group_id: int | None = None, *, with_unfinished: bool = False
) -> Job[list[Near]]:
    """Those who count in the figures and have not reached the title, the nearest first, at most MOST_SHOWN.

    Sheets not filled to the end are left out unless asked for, and never come if the title is out of reach.

    Raises:
        UserError: no_criteria, bad_criteria.
    """
    outcomes = [Outcome.NOT_REACHED.value] + ([Outcome.INCOMPLETE.value] if with_unfinished else [])
    ids = score_queries.not_reached(file, title, year, group_id, outcomes)
    found: list[tuple[int, int, int, int, ScoreResult]] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        yield Progress(start, len(ids), READING)
        found += _judged(file, year, title, some)
        found = sorted(found, key=lambda one: one[:3])[:MOST_SHOWN]
    return _told(file, year, title, found)


def _judged(
    file: CommuneFile, year: int, title: str, ids: Sequence[int]
) -> list[tuple[int, int, int, int, ScoreResult]]:
    """Points lacking, conditions lacking, missing answers, subject and result of each that can still reach it."""
    sets = SheetSets(file, title, year, ids)
    answers = entry.grid_answers(file, year, ids, title)
    judged = []
    for subject in ids:
        result = score(sets.of(subject), answers[subject])
        if result.outcome is Outcome.NOT_REACHED or (result.outcome is Outcome.INCOMPLETE and result.reachable):
            judged.append((shortfall(result), _bars(result), len(result.missing), subject, result))
    return judged


def _bars(result: ScoreResult) -> int:
    """How many single conditions are not met."""
    if not result.is_checklist:
        return sum(1 for reason in result.reasons if reason.code in _BARS)
    named = [reason.text.rpartition(": ")[2] for reason in result.reasons if reason.code == "targets_short"]
    return sum(len(numbers.split(", ")) for numbers in named)


def _told(
    file: CommuneFile, year: int, title: str, found: list[tuple[int, int, int, int, ScoreResult]]
) -> list[Near]:
    ids = [one[3] for one in found]
    rows = {row.id: row for row in subjects.rows(file, year, ids)}
    sets, answers = SheetSets(file, title, year, ids), entry.grid_answers(file, year, ids, title)
    return [
        Near(rows[i], result, lacking, bars, next_steps(sets.of(i), answers[i]))
        for lacking, bars, _, i, result in found
        if i in rows
    ]


def export(found: Sequence[Near], path: Path) -> Path:
    """Write the list as a workbook.

    Raises UserError workbook_locked when the place cannot be written to.
    """
    from khuyenhoc_desktop.services.importing.new_workbook import new_workbook

    with new_workbook(path) as book:
        page = book.add_worksheet("Gần đạt")
        bold, wrap = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
        for column, (heading, width) in enumerate(_COLUMNS):
            page.set_column(column, column, width, wrap)
            page.write_string(0, column, heading, bold)
        for row, one in enumerate(found, start=1):
            for column, value in enumerate(_cells(one)):
                page.write(row, column, value)
        page.freeze_panes(1, 2)
    return path


def _cells(one: Near) -> tuple[str | float, ...]:
    """One line of the workbook; points as numbers, "" where a checklist has none."""
    row, result = one.subject, one.result
    points: tuple[str | float, str | float] = ("", "")
    if not result.is_checklist:
        points = (result.total / 100, result.required_total / 100)
    place = (TITLES[row.title][1], row.name, row.code or "", row.group or "")
    return (*place, *points, one.lacking_words, result.sentence, " ".join(one.steps))
