"""What must hold between the pieces of a criteria set, its worked examples among them."""

from collections.abc import Iterable, Iterator

from khuyenhoc_desktop.domain.answer_text import MOST_COUNT, MOST_PERCENT, NA_WORDS, check_answer
from khuyenhoc_desktop.domain.criteria_json import Node
from khuyenhoc_desktop.domain.criteria_model import (
    TITLES,
    CriteriaSet,
    Criterion,
    Example,
    Indicator,
    Kind,
    Outcome,
    Source,
)
from khuyenhoc_desktop.domain.criteria_parsing import Draft
from khuyenhoc_desktop.domain.measures import MEASURES
from khuyenhoc_desktop.domain.problems import Problem
from khuyenhoc_desktop.domain.scoring import score
from khuyenhoc_desktop.domain.scoring_texts import OUTCOME_NAMES, REASON_NAMES
from khuyenhoc_desktop.domain.text import fold, format_points


def check_set(draft: Draft) -> None:
    """Add every contradiction to the problems.

    A piece that could not be read is not checked further, and the examples are worked only where all else is
    right: what is reported is a fault of the file, not the echo of another.
    """
    faulty = _faulty_paths(draft.root.problems)
    _check_title(draft)
    _check_years_and_notice(draft)
    _check_changes(draft)
    _check_uniqueness(draft)
    for node, indicator in _indicators(draft):
        if node.path not in faulty:
            _check_indicator(node, indicator)
            _check_floor(draft, node, indicator)
            _check_source(draft, node, indicator)
            _check_measure(draft, node, indicator)
            _check_targets(node, indicator)
    for node, criterion in _criteria(draft):
        if node.path not in faulty:
            _check_sum(node, criterion)
    _check_rules(draft, faulty)
    _check_examples(draft)


def _faulty_paths(problems: Iterable[Problem]) -> set[str]:
    """The paths of all problems and of everything they are part of."""
    paths: set[str] = set()
    for problem in problems:
        path = problem.field or ""
        while path and path not in paths:
            paths.add(path)
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return paths


def _criteria(draft: Draft) -> Iterator[tuple[Node, Criterion]]:
    for place, criterion in enumerate(draft.criteria_set.criteria):
        yield _at(draft, f"criteria[{place}]"), criterion


def _indicators(draft: Draft) -> Iterator[tuple[Node, Indicator]]:
    for node, criterion in _criteria(draft):
        for place, indicator in enumerate(criterion.indicators):
            yield node.child(f"indicators[{place}]", None), indicator


def _at(draft: Draft, path: str) -> Node:
    """A place to hang a problem on; its value does not matter."""
    return draft.root.child(path, None)


def _check_title(draft: Draft) -> None:
    """The set's subject is the title's, and only people come in groups."""
    criteria_set = draft.criteria_set
    subject = TITLES[criteria_set.title][0] if criteria_set.title else criteria_set.applies_to
    if criteria_set.applies_to and criteria_set.applies_to != subject:
        _at(draft, "applies_to").refuse("wrong_subject", f"Danh hiệu này dành cho «{subject}»")
    if criteria_set.person_group and criteria_set.applies_to != "person":
        _at(draft, "person_group").refuse("wrong_subject", "Chỉ bộ dành cho người mới có nhóm đối tượng")


def _check_years_and_notice(draft: Draft) -> None:
    criteria_set = draft.criteria_set
    if criteria_set.valid_to is not None and criteria_set.valid_to < criteria_set.valid_from:
        _at(draft, "valid_to").refuse("bad_year", "Năm hết hiệu lực trước năm bắt đầu")
    if criteria_set.is_sample and "provenance" in draft.fields and not criteria_set.notice:
        cure = "Viết «notice»: vì sao là bộ mẫu và phải thay bằng văn bản nào."
        _at(draft, "notice").refuse("no_notice", "Bộ mẫu phải có lời báo cho người dùng", cure)


def _check_changes(draft: Draft) -> None:
    """What became of the superseded version's codes: renamed to codes that exist, and never used again."""
    criteria_set, node = draft.criteria_set, _at(draft, "changes")
    if criteria_set.supersedes is None and "changes" in draft.fields:
        node.refuse("no_supersedes", "Có «changes» thì phải ghi «supersedes»: bản được thay")
    if criteria_set.supersedes and criteria_set.supersedes == criteria_set.version:
        _at(draft, "supersedes").refuse("own_version", "Bản mới phải có số khác bản được thay")
    codes = {indicator.code for indicator in criteria_set.indicators}
    for old, new in criteria_set.changes.renamed.items():
        if new and new not in codes:
            message = f"Không có chỉ số «{new}» để đổi mã sang"
            node.child("renamed", None).child(old, None).refuse("unknown_indicator", message)
    for old in sorted(codes & {*criteria_set.changes.renamed, *criteria_set.changes.deleted}):
        node.refuse("code_reused", f"Mã «{old}» đã bỏ thì không được dùng lại")


def _check_uniqueness(draft: Draft) -> None:
    """Codes are unique over criteria and indicators whatever their case, numbers among their like."""
    codes: set[str] = set()
    numbers: set[str] = set()
    for node, criterion in _criteria(draft):
        _once(node.child("code", None), criterion.code.casefold(), codes)
        _once(node.child("number", None), criterion.number, numbers)
    numbers = set()
    for node, indicator in _indicators(draft):
        _once(node.child("code", None), indicator.code.casefold(), codes)
        _once(node.child("number", None), indicator.number, numbers)


def _once(node: Node, value: str, seen: set[str]) -> None:
    if value and value in seen:
        node.refuse("duplicate", f"«{value}» đã dùng ở trên")
    seen.add(value)


def _check_indicator(node: Node, indicator: Indicator) -> None:
    """What must hold within one indicator, by its kind."""
    most = node.child("max_points", None)
    if indicator.kind is Kind.TEXT and indicator.max_points:
        most.refuse("not_scored", "Chỉ số ghi bằng chữ không có điểm: ghi 0")
    elif indicator.kind is Kind.POINTS and not indicator.max_points:
        most.refuse("out_of_range", "Điểm tối đa phải lớn hơn 0")
    elif indicator.kind is Kind.POINTS:
        _check_step(node, indicator)
    elif indicator.kind is Kind.CHOICE:
        _check_options(node, indicator)
    elif indicator.kind in (Kind.COUNT, Kind.PERCENT):
        _check_bands(node, indicator)


def _check_step(node: Node, indicator: Indicator) -> None:
    if indicator.step == 0:
        node.child("step", None).refuse("out_of_range", "Bước điểm phải lớn hơn 0")
    elif indicator.max_points % indicator.step:
        node.child("step", None).refuse("wrong_step", "Điểm tối đa phải là bội số của bước điểm")


def _check_options(node: Node, indicator: Indicator) -> None:
    if len(indicator.options) < 2:
        node.child("options", None).refuse("too_few", "Chỉ số lựa chọn phải có ít nhất hai lựa chọn")
        return
    codes: set[str] = set()
    labels: set[str] = set()
    for place, option in enumerate(indicator.options):
        each = node.child(f"options[{place}]", None)
        _once(each.child("code", None), option.code.casefold(), codes)
        _once(each.child("label", None), fold(option.label), labels)
        if {option.code.casefold(), option.label.casefold()} & NA_WORDS or option.label.isdigit():
            each.refuse("taken_word", "Chữ này đã dùng cho «không áp dụng» hoặc số thứ tự")
    _check_best(node, indicator, max(option.points for option in indicator.options))


def _check_bands(node: Node, indicator: Indicator) -> None:
    starts = [band.start for band in indicator.bands]
    if starts != sorted(set(starts)):
        node.child("bands", None).refuse("not_rising", "Các mốc phải tăng dần và không trùng nhau")
    _check_best(node, indicator, max((band.points for band in indicator.bands), default=0))


def _check_best(node: Node, indicator: Indicator, best: int) -> None:
    if best != indicator.max_points:
        message = f"Ghi {format_points(indicator.max_points)} điểm, mức cao nhất lại là {format_points(best)}"
        node.child("max_points", None).refuse("wrong_sum", message)


def _check_floor(draft: Draft, node: Node, indicator: Indicator) -> None:
    floor = draft.criteria_set.floor_of(indicator)
    if floor is None or floor <= indicator.max_points:
        return
    own = indicator.floor_points is not None
    place = node.child("floor_points", None) if own else _at(draft, "rules.min_per_indicator")
    most = format_points(indicator.max_points)
    message = f"Mức sàn {format_points(floor)} lớn hơn điểm tối đa {most} của chỉ số {indicator.number}"
    place.refuse("floor_too_high", message)


def _check_source(draft: Draft, node: Node, indicator: Indicator) -> None:
    if indicator.source is Source.PLACEHOLDER and not draft.criteria_set.is_sample:
        message = "Bộ ghi là chính thức thì không được có chỉ số tạm"
        cure = "Ghi «provenance» là «sample», hoặc nhập chỉ số theo văn bản."
        node.child("source", None).refuse("placeholder", message, cure)


def _check_measure(draft: Draft, node: Node, indicator: Indicator) -> None:
    """A measure is a share or a number, of things that the set's subjects have."""
    if indicator.measure is None:
        return
    place, subject = node.child("measure", None), draft.criteria_set.applies_to
    if indicator.kind not in (Kind.PERCENT, Kind.COUNT):
        place.refuse("wrong_kind", "Chỉ số tự tính phải có kiểu «percent» hoặc «count»")
    elif subject and subject not in MEASURES[indicator.measure].subjects:
        fitting = ", ".join(code for code, each in MEASURES.items() if subject in each.subjects)
        message = f"«{indicator.measure}» không tính được cho «{subject}»; dùng được: {fitting or 'không có'}"
        place.refuse("wrong_subject", message)


def _check_targets(node: Node, indicator: Indicator) -> None:
    """Targets rise with the levels and can be met."""
    place = node.child("targets", None)
    if indicator.kind is Kind.TEXT and indicator.targets:
        place.refuse("wrong_kind", "Chỉ tiêu ghi bằng chữ không có mức phải đạt")
        return
    levels = [target.level for target in indicator.targets]
    values = [target.value for target in indicator.targets]
    if levels != sorted(set(levels)) or values != sorted(values):
        place.refuse("not_rising", "Các mức độ phải tăng dần, mức sau không thấp hơn mức trước")
    most = MOST_PERCENT if indicator.kind is Kind.PERCENT else MOST_COUNT
    for at, value in enumerate(values):
        if not 0 < value <= most:
            message = f"Mức phải đạt phải lớn hơn 0 và không quá {format_points(most)}"
            node.child(f"targets[{at}]", None).child("value", None).refuse("out_of_range", message)


def _check_levels(draft: Draft) -> None:
    """The levels of a checklist are 1, 2 … and each asks for something; no target is for another level."""
    levels = [each.level for each in draft.criteria_set.rules.levels]
    place = _at(draft, "rules").child("levels", None)
    if not levels or levels != list(range(1, len(levels) + 1)):
        place.refuse("not_rising", "Các mức độ phải là 1, 2 … theo thứ tự, ít nhất một mức")
        return
    asked: set[int] = set()
    for node, indicator in _indicators(draft):
        asked.update(target.level for target in indicator.targets)
        for at, target in enumerate(indicator.targets):
            if target.level > len(levels):
                message = f"Phần «rules» không có mức độ {target.level}"
                node.child(f"targets[{at}]", None).child("level", None).refuse("unknown_level", message)
    for level in sorted(set(levels) - asked):
        place.refuse("empty", f"Không chỉ tiêu nào có mức phải đạt cho mức độ {level}")


def _check_sum(node: Node, criterion: Criterion) -> None:
    total = sum(indicator.max_points for indicator in criterion.indicators)
    if total != criterion.max_points:
        written = format_points(criterion.max_points)
        message = f"Ghi {written} điểm, cộng các chỉ số lại được {format_points(total)}"
        node.child("max_points", None).refuse("wrong_sum", message)


def _check_rules(draft: Draft, faulty: set[str]) -> None:
    criteria_set, node = draft.criteria_set, _at(draft, "rules")
    if not {"rules", "criteria"} & (faulty | ({"rules", "criteria"} - draft.fields.keys())):
        if criteria_set.is_checklist:
            _check_levels(draft)
        else:
            _check_min_total(node, criteria_set)
    maxima = {criterion.code: criterion.max_points for criterion in criteria_set.criteria}
    for code, least in criteria_set.rules.min_per_criterion.items():
        each = node.child("min_per_criterion", None).child(code, None)
        if code not in maxima:
            each.refuse("unknown_criterion", "Không có tiêu chí mang mã này")
        elif least > maxima[code]:
            each.refuse("floor_too_high", f"Lớn hơn điểm tối đa {format_points(maxima[code])} của tiêu chí")
    conditions = {each.code for each in criteria_set.indicators if each.kind is Kind.YES_NO}
    for code in sorted(criteria_set.rules.required_yes - conditions):
        message = f"«{code}» không phải chỉ số có/không"
        node.child("required_yes", None).refuse("unknown_indicator", message)


def _check_min_total(node: Node, criteria_set: CriteriaSet) -> None:
    if not 0 < criteria_set.rules.min_total <= criteria_set.max_total:
        message = f"Điểm đạt phải lớn hơn 0 và không quá tổng {format_points(criteria_set.max_total)}"
        node.child("min_total", None).refuse("out_of_range", message)


def _check_examples(draft: Draft) -> None:
    examples = draft.criteria_set.examples
    outcomes = {example.outcome for example in examples}
    if "examples" in draft.fields and not {Outcome.REACHED, Outcome.NOT_REACHED} <= outcomes:
        message = "Phải có ít nhất một ví dụ đạt (reached) và một ví dụ chưa đạt (not_reached)"
        _at(draft, "examples").refuse("too_few", message)
    if draft.root.problems:
        return
    for place, example in enumerate(examples):
        _check_example(draft.criteria_set, _at(draft, f"examples[{place}]"), example)


def _check_example(criteria_set: CriteriaSet, node: Node, example: Example) -> None:
    """The example's answers are allowed, and come to what it says."""
    allowed = True
    for code, answer in example.answers.items():
        problem = check_answer(criteria_set.indicator(code), answer)
        if problem:
            allowed = False
            node.child("answers", None).child(code, None).refuse(problem.code, problem.message, problem.cure)
    if allowed:
        _work_example(criteria_set, node, example)


def _work_example(criteria_set: CriteriaSet, node: Node, example: Example) -> None:
    result = score(criteria_set, example.answers)
    found = frozenset(reason.code for reason in result.reasons)
    figures = {
        "total": (format_points(example.total), format_points(result.total)),
        "level": (_level(example.level), _level(result.level)),
        "outcome": (OUTCOME_NAMES[example.outcome], OUTCOME_NAMES[result.outcome]),
        "reasons": (_list(example.reasons), _list(found)),
    }
    for key, (written, worked) in figures.items():
        if written != worked:
            message = f"Ví dụ «{example.name}» ghi «{written}», chương trình tính ra «{worked}»"
            node.child(key, None).refuse("example_failed", message)


def _level(level: int | None) -> str:
    return str(level) if level else "chưa đạt mức nào"


def _list(codes: frozenset[str]) -> str:
    return ", ".join(REASON_NAMES.get(code, code) for code in sorted(codes)) or "không có lý do nào"
