"""Import of a wide sheet of scores, one row a subject of a title: the plan, and what is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import TITLES, CriteriaSet, Indicator
from khuyenhoc_desktop.domain.problems import Problem, UserError, warning
from khuyenhoc_desktop.domain.scoring import Outcome, score
from khuyenhoc_desktop.domain.subjects import KIND_OF, SELF_SCORED
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services import entry as score_entry
from khuyenhoc_desktop.services.criteria_sets import kept
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.beginning import left_out, surveyed
from khuyenhoc_desktop.services.importing.group_book import GroupBook
from khuyenhoc_desktop.services.importing.on_file import OnFile
from khuyenhoc_desktop.services.importing.plan import (
    NEW,
    REJECTED,
    UNCHANGED,
    UPDATED,
    Change,
    ImportPlan,
    RowPlan,
    make_plan,
)
from khuyenhoc_desktop.services.importing.reading import Workbook
from khuyenhoc_desktop.services.importing.score_cells import AnswerReader, ScoreRow, read_rows, refuse
from khuyenhoc_desktop.services.importing.score_matching import SubjectFinder, register_of
from khuyenhoc_desktop.services.importing.score_words import CODE_LABELS, NAME_LABELS, title_vocabulary
from khuyenhoc_desktop.services.importing.tables import Options, Survey
from khuyenhoc_desktop.services.measured import Measured, overlaid
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store import assessment_queries, criteria_queries, score_queries
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile

_ROWS_A_STEP = 2_000
_SHEETS_A_STEP = 1_000


@dataclass(frozen=True, slots=True)
class Marks:
    """What is noted about a subject's year beside its answers."""

    registered: bool = False
    registered_on: str | None = None
    recognised: bool | None = None


@dataclass(slots=True)
class ScoreWrites:
    """What a plan of scores writes: answers (subject, codes, values) and marks by subject.

    A sheet's codes are one tuple shared by all who answer the same indicators: a large commune has a million
    answers. `sets` has the set (id, version) of each, where that is another than most have.
    """

    set_id: str
    set_version: str
    sets: dict[int, tuple[str, str]]
    answers: list[tuple[int, tuple[str, ...], tuple[Answer, ...]]] = field(default_factory=list)
    marks: dict[int, Marks] = field(default_factory=dict)
    _codes: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def set_of(self, subject: int) -> tuple[str, str]:
        """The set that a sheet not begun yet takes."""
        return self.sets.get(subject, (self.set_id, self.set_version))

    def add(self, subject: int, answers: Mapping[str, Answer]) -> None:
        """Note the answers to be written for a subject, if any."""
        if answers:
            codes = tuple(answers)
            self.answers.append((subject, self._codes.setdefault(codes, codes), tuple(answers.values())))

    def rows(self, start: int, end: int, year: int) -> Iterator[tuple[int, int, int, str, Any]]:
        """The rows to be stored for some of the subjects."""
        for subject, codes, values in self.answers[start:end]:
            for code, value in zip(codes, values, strict=True):
                yield subject, year, SELF_SCORED, code, score_queries.stored(value)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return not (self.answers or self.marks)


def plan_scores(
    file: CommuneFile, year: int, title: str, source: Path | Workbook, options: Options | None = None
) -> Job[ImportPlan]:
    """What importing a sheet of scores would do; nothing is written.

    Raises UserError: import.title for a title that is not known, no_criteria, other import.*.
    """
    _refuse_title(title)
    criteria_set = score_entry.criteria_for(file, title, year)
    vocabulary, kind = title_vocabulary(title, criteria_set.indicators), KIND_OF[title]
    headings = NAME_LABELS[kind], CODE_LABELS[kind]
    survey, options = yield from surveyed(file, source, options, vocabulary, headings)
    _require_columns(survey, criteria_set)
    planner = _Planner(file, year, title, criteria_set, survey, options)
    return (yield from planner.plan())


def _refuse_title(title: str) -> None:
    if title not in TITLES:
        raise UserError(
            "import.title",
            f"Không có danh hiệu «{title}».",
            f"Dùng một trong các danh hiệu: {', '.join(TITLES)}.",
        )


def _require_columns(survey: Survey, criteria_set: CriteriaSet) -> None:
    wanted = {f.REGISTERED, f.RECOGNISED} | {f.SCORE + one.code for one in criteria_set.indicators}
    if not any(wanted & set(table.mapping.fields) for table in survey.tables):
        numbers = ", ".join(one.number for one in criteria_set.indicators[:4])
        raise UserError(
            "import.no_indicators",
            f"Không thấy cột điểm nào của bộ «{criteria_set.name}» trong tệp «{survey.workbook.name}».",
            f"Đặt tiêu đề cột là số của chỉ số ({numbers}…), hoặc dùng «Tải tệp mẫu».",
        )


class _Sheets:
    """The answers of many sheets, held small: their codes and equal values once, by subject."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[tuple[str, ...], tuple[Answer, ...]]] = {}
        self._codes: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._values: dict[Answer, Answer] = {}

    def put(self, subject: int, answers: Mapping[str, Answer]) -> None:
        """Hold the answers of a subject."""
        codes = tuple(answers)
        values = tuple(self._values.setdefault(value, value) for value in answers.values())
        self._held[subject] = self._codes.setdefault(codes, codes), values

    def get(self, subject: int) -> dict[str, Answer] | None:
        """The answers of a subject by code, None where there is no sheet."""
        held = self._held.get(subject)
        return None if held is None else dict(zip(*held, strict=True))

    def __contains__(self, subject: int) -> bool:
        """Whether a subject has answers."""
        return subject in self._held


class _Planner:
    """Compares the rows with what is on file and puts the plan together."""

    def __init__(
        self, file: CommuneFile, year: int, title: str, criteria_set: CriteriaSet, survey: Survey, options: Options
    ) -> None:
        self._file, self._year, self._title = file, year, title
        self._set, self._survey, self._options = criteria_set, survey, options
        self._problems: list[Problem] = []
        self._groups = GroupBook.of(file, year, dict(options.same_group))
        register = register_of(file, year, title)
        self._known = register.by_id
        self._finder = SubjectFinder(KIND_OF[title], register, self._groups, self._problems)
        self._readers: dict[tuple[str, str], AnswerReader] = {}
        self._own_sets = self._sets_of_others(list(register.by_id))
        self._measured = self._computed(list(register.by_id))
        self._writes = ScoreWrites(criteria_set.set_id, criteria_set.version, self._own_sets)
        self._before = _Sheets()
        self._marks: dict[int, Marks] = {}
        self._changes: dict[tuple[str, str, str, Answer | None, Answer], Change] = {}

    def plan(self) -> Job[ImportPlan]:
        """The whole plan."""
        self._load()
        rows: list[RowPlan] = []
        total = sum(len(table.rows.data) for table in self._survey.tables)
        for table in self._survey.tables:
            for one in read_rows(table, self._problems, KIND_OF[self._title]):
                if len(rows) % _ROWS_A_STEP == 0:
                    yield Progress(len(rows), total, f"Đang kiểm tra trang {table.name}")
                if (one.entry.sheet, one.entry.row) in self._options.left_out:
                    refuse(one, f.HEAD_NAME, left_out(), self._problems)
                rows.append(self._row(one))
        kind, source = ("scores", self._year, self._title), (self._survey, self._options)
        return make_plan(self._file, kind, source, rows, self._problems, self._writes)

    def _load(self) -> None:
        for subject, answers in score_queries.all_self_scores(self._file, self._year):
            if subject in self._known:
                self._before.put(subject, answers)
        alike: dict[Marks, Marks] = {}
        for subject, registered, on, recognised in assessment_queries.all_marks(self._file, self._year):
            if subject in self._known:
                marks = Marks(registered, on, recognised)
                self._marks[subject] = alike.setdefault(marks, marks)

    def _sets_of_others(self, ids: list[int]) -> dict[int, tuple[str, str]]:
        """The sets of sheets that were begun with, or by the group of the person have, another set."""
        chosen = self._set.set_id, self._set.version
        found = criteria_queries.sets_of(self._file, self._title, self._year, ids)
        return {subject: key for subject, key in found.items() if key != chosen}

    def _computed(self, ids: list[int]) -> dict[int, dict[str, Measured]]:
        if not self._set.measured:
            return {}
        return score_entry.grid_measured(self._file, self._year, ids, self._title)

    def _reader(self, subject: OnFile | None) -> AnswerReader:
        """The reader for the set of the subject's sheet."""
        chosen = self._set.set_id, self._set.version
        own = self._own_sets.get(subject.id, chosen) if subject else chosen
        if own not in self._readers:
            self._readers[own] = AnswerReader(self._set if own == chosen else kept(self._file, *own))
        return self._readers[own]

    def _row(self, one: ScoreRow) -> RowPlan:
        subject = self._finder.find(one.entry, one.record) if not one.entry.is_rejected else None
        reader = self._reader(subject)
        reader.read(one, self._problems)
        name, group = one.entry.household.head_name, one.entry.group or ""
        if subject is None or one.entry.is_rejected:
            return RowPlan(one.entry.sheet, one.entry.row, REJECTED, name, group)
        self._check(one, subject, reader.criteria_set)
        written = len(self._writes.answers)
        changes = self._answer_changes(one, subject, reader.criteria_set)
        changes += self._mark_changes(one, subject)
        is_new = subject.id not in self._before and subject.id not in self._marks
        is_same = not changes and len(self._writes.answers) == written
        state = UNCHANGED if is_same else NEW if is_new else UPDATED
        name, group = subject.household.head_name, self._groups.name(subject.group_id)
        return RowPlan(one.entry.sheet, one.entry.row, state, name, group, subject.id, tuple(changes))

    def _answer_changes(self, one: ScoreRow, subject: OnFile, criteria_set: CriteriaSet) -> list[Change]:
        """Note the answers to be written; told are those that change a sheet already begun."""
        before = self._before.get(subject.id)
        if before is None:
            self._writes.add(subject.id, one.answers)
            return []
        new = {code: answer for code, answer in one.answers.items() if before.get(code) != answer}
        self._writes.add(subject.id, new)
        return [self._change(criteria_set, code, before.get(code), new[code]) for code in new]

    def _change(self, criteria_set: CriteriaSet, code: str, old: Answer | None, new: Answer) -> Change:
        """The change in words; where a whole sheet is imported again, few are different."""
        key = (criteria_set.set_id, criteria_set.version, code, old, new)
        if key not in self._changes:
            self._changes[key] = _answer_change(criteria_set.indicator(code), old, new)
        return self._changes[key]

    def _mark_changes(self, one: ScoreRow, subject: OnFile) -> list[Change]:
        before = self._marks.get(subject.id, Marks())
        registered = before.registered if one.registered is None else one.registered
        day = (one.registered_on or before.registered_on) if registered else None
        recognised = before.recognised if one.recognised is None else one.recognised
        after = Marks(registered, day, recognised)
        if after == before:
            return []
        self._writes.marks[subject.id] = after
        changes = [_mark_change(f.REGISTERED, before.registered, after.registered)]
        changes.append(_mark_change(f.RECOGNISED, before.recognised, after.recognised))
        return [change for change in changes if change.old != change.new] or changes[:1]

    def _check(self, one: ScoreRow, subject: OnFile, criteria_set: CriteriaSet) -> None:
        """Doubts about the row as a whole: its total, and a recognition that its points do not bear out."""
        if one.total is None and not one.recognised:
            return
        answers = {**(self._before.get(subject.id) or {}), **one.answers}
        result = score(criteria_set, overlaid(answers, self._measured.get(subject.id, {})))
        if one.total is not None and one.cells and one.total != result.total:
            self._problems.append(one.entry.place(_other_total(one.total, result.total), f.TOTAL))
        if one.recognised and result.outcome is not Outcome.REACHED:
            self._problems.append(one.entry.place(_not_borne_out(result.sentence), f.RECOGNISED))


def write_scores(action: Action, plan: ImportPlan) -> Job[None]:
    """Write the answers and marks of a plan inside an action."""
    writes: ScoreWrites = plan.writes
    year, title = plan.year, plan.title or ""
    scored = dict.fromkeys(subject for subject, _, _ in writes.answers)
    assessment_queries.fill(action, ((i, year, title, *writes.set_of(i)) for i in scored))
    assessment_queries.begin(action, year, title, writes.marks)
    marks = ((m.registered, m.registered_on, m.recognised, i, year) for i, m in writes.marks.items())
    assessment_queries.put_marks(action, marks)
    for start in range(0, len(writes.answers), _SHEETS_A_STEP):
        yield Progress(start, len(writes.answers), "Đang ghi điểm")
        score_queries.put(action, writes.rows(start, start + _SHEETS_A_STEP, year))


def _answer_change(indicator: Indicator, old: Answer | None, new: Answer) -> Change:
    from khuyenhoc_desktop.domain.answer_text import format_answer

    label = f"{indicator.number}. {indicator.name}"
    return Change(f.SCORE + indicator.code, label, format_answer(indicator, old), format_answer(indicator, new))


def _mark_change(name: str, old: bool | None, new: bool | None) -> Change:
    words = {None: "", True: "có", False: "không"}
    return Change(name, f.FIELD_LABELS[name], words[old], words[new])


def _other_total(written: int, ours: int) -> Problem:
    return warning(
        "total_differs",
        f"Tổng điểm ghi {format_points(written)}, cộng các chỉ số được {format_points(ours)}.",
        "Xem lại điểm từng chỉ số; chương trình dùng tổng tự cộng.",
    )


def _not_borne_out(sentence: str) -> Problem:
    return warning(
        "recognised_not_reached",
        f"Hàng này ghi là công nhận nhưng điểm cho thấy: {sentence}.",
        "Xem lại điểm hoặc ô công nhận.",
    )
