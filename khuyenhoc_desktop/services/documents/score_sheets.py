"""Score sheets: blank ones of a criteria set, and those of subjects with what has been entered."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from khuyenhoc_desktop.domain.answer_text import format_answer
from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Indicator, RuleKind
from khuyenhoc_desktop.domain.dates import format_birth
from khuyenhoc_desktop.domain.record_code import record_code
from khuyenhoc_desktop.domain.scoring import ScoreResult, score
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS, STAGES, UNIT_KINDS, VERIFIED
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services import criteria_sets, measured
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.documents.content import ScoreSheet, SheetRow, or_dots
from khuyenhoc_desktop.services.documents.layout import LONG_DOTS
from khuyenhoc_desktop.services.documents.words import words_of
from khuyenhoc_desktop.services.measured import Measured
from khuyenhoc_desktop.services.sheet_sets import SheetSets
from khuyenhoc_desktop.store import document_queries, score_queries
from khuyenhoc_desktop.store.document_queries import SubjectLine

_AT_ONCE = 500


class Given(NamedTuple):
    """What stands on a sheet: what was typed by stage (1 self, 2 reviewed, 3 verified), and what is derived."""

    by_stage: Mapping[int, Mapping[str, Answer]]
    measured: Mapping[str, Measured]


_NOTHING = Given({}, {})


def blank_sheets(
    file: CommuneFile, title: str, year: int, copies: int, set_key: tuple[str, str] | None = None
) -> tuple[ScoreSheet, ...]:
    """The blank sheet of each set that the title uses in the year, or of one set kept in the file.

    Raises:
        UserError: no_criteria.
    """
    keys = [set_key] if set_key else document_queries.sets_to_fill(file, title, year)
    sets = [criteria_sets.kept(file, *one) for one in keys]
    sets = sets or [criteria_sets.chosen(file, title, year)]
    return tuple(
        ScoreSheet(
            name=LONG_DOTS,
            about="",
            place=LONG_DOTS,
            code="",
            set_name=one.name,
            notice=notice_of(file, one),
            rule=_rule(one),
            rows=_rows(one, _NOTHING),
        )
        for one in sets
        for _copy in range(copies)
    )


def filled_sheets(
    file: CommuneFile, title: str, year: int, lines: Sequence[SubjectLine], groups: Mapping[int | None, str]
) -> Iterator[ScoreSheet]:
    """The sheets of subjects, with what has been entered, one after the other."""
    for start in range(0, len(lines), _AT_ONCE):
        some = lines[start : start + _AT_ONCE]
        ids = [line.id for line in some]
        sets, given = SheetSets(file, title, year, ids), read(file, title, year, ids)
        for line in some:
            yield _sheet(file, title, year, line, groups, sets.of(line.id), given[line.id])


def read(file: CommuneFile, title: str, year: int, ids: Sequence[int]) -> dict[int, Given]:
    """What stands on the sheets of these subjects."""
    typed = score_queries.by_stage(file, year, ids)
    derived = measured.of_sheets(file, year, ids, SheetSets(file, title, year, ids).any_of)
    return {subject: Given(typed[subject], derived[subject]) for subject in ids}


def result_of(criteria_set: CriteriaSet, given: Given) -> ScoreResult:
    """The result of what counts, with its reasons."""
    return score(criteria_set, measured.up_to(*given, VERIFIED))


def notice_of(file: CommuneFile, criteria_set: CriteriaSet) -> str:
    """What a reader must be told of a set that only stands in for a document that was not read."""
    if not criteria_sets.is_sample(file, criteria_set):
        return ""
    return f"Chấm theo bộ tiêu chí mẫu «{criteria_set.name}», chưa đối chiếu với văn bản gốc."


def _sheet(
    file: CommuneFile,
    title: str,
    year: int,
    line: SubjectLine,
    groups: Mapping[int | None, str],
    criteria_set: CriteriaSet,
    given: Given,
) -> ScoreSheet:
    return ScoreSheet(
        name=line.name,
        about=_about(line, title),
        place=or_dots(", ".join(filter(None, (line.address, groups.get(line.group_id))))),
        code=record_code(line.id, year),
        set_name=criteria_set.name,
        notice=notice_of(file, criteria_set),
        rule=_rule(criteria_set),
        rows=_rows(criteria_set, given),
    )


def _about(line: SubjectLine, title: str) -> str:
    """A few facts by which the subject is known."""
    facts = (
        f"mã {line.code}" if line.code else "",
        f"năm sinh {format_birth(line.born)}" if line.born else "",
        PERSON_GROUPS.get(line.sort or "") or UNIT_KINDS.get(line.sort or "") or "",
        f"người đại diện {line.head}" if line.head and not words_of(title)[1].startswith("Họ") else "",
    )
    return "".join(f"; {fact}" for fact in facts if fact)


def _rows(criteria_set: CriteriaSet, given: Given) -> tuple[SheetRow, ...]:
    is_checklist = criteria_set.rules.kind is RuleKind.CHECKLIST
    rows: list[SheetRow] = []
    for criterion in criteria_set.criteria:
        most = "" if is_checklist else format_points(criterion.max_points)
        rows.append(SheetRow(criterion.number, criterion.name, most, is_heading=True))
        rows += [_row(criteria_set, indicator, given) for indicator in criterion.indicators]
    if not is_checklist:
        self_score, reviewed, verified = (_total(criteria_set, given, stage) for stage in STAGES)
        most = format_points(criteria_set.max_total)
        rows.append(SheetRow("", "Tổng điểm", most, self_score, reviewed, verified, is_heading=True))
    return tuple(rows)


def _row(criteria_set: CriteriaSet, indicator: Indicator, given: Given) -> SheetRow:
    values = [given.by_stage.get(stage, {}).get(indicator.code) for stage in STAGES]
    if indicator.code in given.measured:
        values[0] = given.measured[indicator.code].answer
    self_score, reviewed, verified = (format_answer(indicator, value) for value in values)
    most = _most(criteria_set, indicator)
    return SheetRow(indicator.number, indicator.name, most, self_score, reviewed, verified)


def _most(criteria_set: CriteriaSet, indicator: Indicator) -> str:
    """The most points; of a checklist, what each level asks for."""
    if criteria_set.rules.kind is not RuleKind.CHECKLIST:
        return format_points(indicator.max_points) if indicator.max_points else ""
    return "; ".join(
        f"Mức {target.level}: {format_answer(indicator, target.value)}" for target in indicator.targets
    )


def _total(criteria_set: CriteriaSet, given: Given, stage: int) -> str:
    """The sum as it was at a stage; nothing where that stage entered nothing."""
    if not given.by_stage.get(stage):
        return ""
    total = score(criteria_set, measured.up_to(*given, stage)).total
    return "" if total is None else format_points(total)


def _rule(criteria_set: CriteriaSet) -> str:
    """When the title is reached, in a sentence."""
    rules = criteria_set.rules
    if rules.kind is RuleKind.CHECKLIST:
        return "Đạt một mức khi mọi chỉ tiêu đạt mức đó."
    floor = rules.min_per_indicator
    words = f"Đạt danh hiệu khi được từ {format_points(rules.min_total)} điểm trở lên"
    return words + (f", không chỉ số nào dưới {format_points(floor)} điểm." if floor else ".")
