"""«Nếu …»: what another set, another version or another threshold would do to a year. Nothing is changed by it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Outcome
from khuyenhoc_desktop.domain.criteria_compare import carried
from khuyenhoc_desktop.domain.measures import measured_answer
from khuyenhoc_desktop.domain.scoring import Scorer, scorer
from khuyenhoc_desktop.services import criteria_sets, subjects
from khuyenhoc_desktop.services.groups import list_groups
from khuyenhoc_desktop.services.importing.new_workbook import new_workbook
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store import criteria_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.criteria_queries import Key, Sheet
from khuyenhoc_desktop.store.measuring import Share
from khuyenhoc_desktop.store.scorers import answers_of

_AT_ONCE = 2_000
NO_GROUP = "Chưa rõ thôn"
_HEADS = ("Thôn, tổ dân phố", "Tên", "Mã", "Thay đổi", "Theo bộ đang dùng", "Nếu áp dụng bộ mới")


@dataclass(frozen=True, slots=True)
class Flip:
    """A subject whose result would be another one: reached now and not then, or the other way round."""

    subject: int
    group_id: int | None
    reached_then: bool
    now: str
    then: str


@dataclass(slots=True)
class WhatIf:
    """What would become of the begun sheets of a year; outcomes by their codes.

    `dropped` counts the values that the new set has no place for, by the old set's indicator; `undecided` are
    the sheets filled with another set that could be carried over, `decided` those that a decision holds fast.
    """

    criteria_set: CriteriaSet
    year: int
    sheets: int = 0
    now: Counter[str] = field(default_factory=Counter)
    then: Counter[str] = field(default_factory=Counter)
    flips: list[Flip] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    undecided: int = 0
    decided: int = 0

    @property
    def gained(self) -> int:
        """How many would reach the title that do not now."""
        return sum(flip.reached_then for flip in self.flips)

    @property
    def lost(self) -> int:
        """How many reach the title now and would not then."""
        return len(self.flips) - self.gained


def with_threshold(
    criteria_set: CriteriaSet, min_total: int | None = None, min_per_indicator: int | None = None
) -> CriteriaSet:
    """The set with another total (or floor) asked for, in hundredths, to try out; None leaves what it is."""
    rules = criteria_set.rules
    least = rules.min_per_indicator if min_per_indicator is None else min_per_indicator
    total = rules.min_total if min_total is None else min_total
    return replace(criteria_set, rules=replace(rules, min_total=total, min_per_indicator=least))


def what_if(file: CommuneFile, criteria_set: CriteriaSet, year: int, *, with_decided: bool = True) -> Job[WhatIf]:
    """Grade the begun sheets of a year by this set, as if all were carried over to it.

    Without `with_decided` the sheets that a decision holds to another set are only counted: they stay as they are.
    Derived indicators are computed by the standings as they are now; sheets of other titles that rest on these
    are not followed.
    """
    found = WhatIf(criteria_set, year)
    grading = _Grading(file, criteria_set, year, with_decided)
    yield Progress(0, 0, "Đang đọc các phiếu")
    sheets = criteria_queries.sheets_for(file, criteria_set, year)
    for done, sheet in enumerate(sheets):
        if done % _AT_ONCE == 0:
            yield Progress(done, len(sheets), "Đang chấm thử")
        grading.grade(sheet, found)
    return found


class _Grading:
    """Grades sheets by the set they have and by the other one."""

    def __init__(self, file: CommuneFile, criteria_set: CriteriaSet, year: int, with_decided: bool) -> None:
        self._file, self._new, self._with_decided = file, criteria_set, with_decided
        self._scorer = scorer(criteria_set)
        self._old: dict[Key, Scorer] = {}
        kept = [one for one in criteria_sets.all_kept(file) if one.title == criteria_set.title]
        codes = {each.measure or "" for one in (*kept, criteria_set) for each in one.measured}
        self._shares = criteria_queries.shares(file, criteria_set.title, year, sorted(codes))
        self._by_hand = criteria_queries.overridden(file, criteria_set.title, year)

    def grade(self, sheet: Sheet, found: WhatIf) -> None:
        """Both results of one sheet."""
        if sheet.is_decided and sheet.is_filled and sheet.key != (self._new.set_id, self._new.version):
            found.decided += 1
            if not self._with_decided:
                return
        typed = answers_of(sheet.text)
        old = self._scorer_of(sheet.key) if sheet.key else None
        by_hand = self._by_hand.get(sheet.subject, set())
        moved = carried(old.criteria_set, self._new, typed) if old else {}
        kept_by_hand = (
            set(carried(old.criteria_set, self._new, dict.fromkeys(by_hand, 0))) if old and by_hand else set()
        )
        answers = self._measured(self._new, sheet.subject, moved, kept_by_hand)
        outcome = self._scorer.outcome(answers)[3]
        found.sheets += 1
        found.now[sheet.outcome] += 1
        found.then[outcome.value] += 1
        self._note_other(sheet, found, old, typed, moved)
        if (sheet.outcome == Outcome.REACHED) != (outcome is Outcome.REACHED):
            before = self._measured(old.criteria_set, sheet.subject, typed, by_hand) if old else {}
            now = old.score(before).sentence if old else ""
            then = self._scorer.score(answers).sentence
            found.flips.append(Flip(sheet.subject, sheet.group_id, outcome is Outcome.REACHED, now, then))

    def _note_other(
        self,
        sheet: Sheet,
        found: WhatIf,
        old: Scorer | None,
        typed: Mapping[str, Answer],
        moved: Mapping[str, Answer],
    ) -> None:
        """What carrying a sheet over would lose, and whether it may be carried."""
        is_other = sheet.is_filled and sheet.key != (self._new.set_id, self._new.version)
        if old is None or not is_other or sheet.is_decided:
            return
        found.undecided += 1
        if len(moved) < len(typed):
            for code in typed:
                if not carried(old.criteria_set, self._new, {code: typed[code]}):
                    found.dropped[_line(old.criteria_set, code)] += 1

    def _scorer_of(self, key: Key) -> Scorer:
        if key not in self._old:
            self._old[key] = scorer(criteria_sets.kept(self._file, *key))
        return self._old[key]

    def _measured(
        self, criteria_set: CriteriaSet, subject: int, typed: Mapping[str, Answer], by_hand: set[str]
    ) -> dict[str, Answer]:
        """The answers with the derived ones computed, but for those set by hand."""
        answers = dict(typed)
        for indicator in criteria_set.measured:
            if indicator.code in by_hand:
                continue
            share = self._shares[indicator.measure or ""].get(subject, Share(0, 0))
            answer = measured_answer(indicator, *share)
            answers.pop(indicator.code, None)
            if answer is not None:
                answers[indicator.code] = answer
        return answers


def _line(criteria_set: CriteriaSet, code: str) -> str:
    """An indicator as people know it."""
    if not criteria_set.has_indicator(code):
        return code
    indicator = criteria_set.indicator(code)
    return f"{indicator.number} {indicator.name}"


def by_group(file: CommuneFile, found: WhatIf) -> list[tuple[str, int, int]]:
    """Thôn, how many would gain and how many would lose the title there; thôn without a change are left out."""
    gained = Counter(flip.group_id for flip in found.flips if flip.reached_then)
    lost = Counter(flip.group_id for flip in found.flips if not flip.reached_then)
    rows = [(group.id, group.name) for group in list_groups(file, found.year, with_ended=True)]
    named = [*rows, (None, NO_GROUP)]
    return [(name, gained[ident], lost[ident]) for ident, name in named if gained[ident] or lost[ident]]


def export_what_if(file: CommuneFile, found: WhatIf, path: Path) -> Job[Path]:
    """Write the list of all whose result would change, by thôn, as a workbook.

    Raises:
        UserError: workbook_locked.
    """
    flips = {flip.subject: flip for flip in found.flips}
    lines: list[tuple[str, ...]] = []
    ids = list(flips)
    for start in range(0, len(ids), _AT_ONCE):
        yield Progress(start, len(ids), "Đang ghi danh sách")
        for row in subjects.rows(file, found.year, ids[start : start + _AT_ONCE]):
            flip = flips[row.id]
            lines.append(
                (row.group or NO_GROUP, row.name, row.code or "", change_words(flip), flip.now, flip.then)
            )
    with new_workbook(path) as book:
        page = book.add_worksheet("Nếu áp dụng")
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#DDEBF7"})
        name = f"{found.criteria_set.name}, bản {found.criteria_set.version}, năm {found.year}"
        page.write_string(0, 0, f"Nếu áp dụng: {name}", book.add_format({"bold": True, "font_size": 13}))
        page.write_string(1, 0, "Danh sách xem trước; chưa có kết quả nào bị thay đổi.")
        for column, (words, width) in enumerate(zip(_HEADS, (22, 26, 12, 18, 60, 60), strict=True)):
            page.set_column(column, column, width)
            page.write_string(3, column, words, bold)
        for at, line in enumerate(sorted(lines, key=lambda each: each[:1]), start=4):
            for column, text in enumerate(line):
                page.write_string(at, column, text)
        page.freeze_panes(4, 0)
    return path


def change_words(flip: Flip) -> str:
    """Which way a result would change."""
    return "chưa đạt → đạt" if flip.reached_then else "đạt → chưa đạt"
