"""What must hold between the pieces of a criteria set, its worked examples among them."""

from collections.abc import Iterator

from khuyenhoc_desktop.domain.answer_text import NA_WORDS, check_answer
from khuyenhoc_desktop.domain.criteria_json import Node
from khuyenhoc_desktop.domain.criteria_model import TITLES, Indicator, Kind, Outcome, Source
from khuyenhoc_desktop.domain.criteria_parsing import Draft
from khuyenhoc_desktop.domain.scoring import score
from khuyenhoc_desktop.domain.text import fold, format_points


def check_set(draft: Draft) -> None:
    """Add every contradiction to the problems; the examples are tried only where all else is right."""
    _check_top(draft)
    _check_changes(draft)
    _check_uniqueness(draft)
    for node, indicator in _indicators(draft):
        _check_indicator(node, indicator, draft)
    _check_sums(draft)
    _check_rules(draft)
    _check_examples(draft)


def _indicators(draft: Draft) -> Iterator[tuple[Node, Indicator]]:
    for criterion in draft.criteria_set.criteria:
        for indicator in criterion.indicators:
            yield draft.indicator_nodes[indicator.code], indicator


def _at(draft: Draft, key: str) -> Node:
    return draft.fields.get(key) or draft.root.child(key, None)


def _check_top(draft: Draft) -> None:
    criteria_set = draft.criteria_set
    if criteria_set.title and criteria_set.applies_to and TITLES[criteria_set.title][0] != criteria_set.applies_to:
        message = f"Danh hiệu này dành cho “{TITLES[criteria_set.title][0]}”"
        _at(draft, "applies_to").refuse("wrong_subject", message)
    if criteria_set.person_group and criteria_set.applies_to != "person":
        _at(draft, "person_group").refuse("wrong_subject", "Chỉ bộ dành cho người mới có nhóm đối tượng")
    if criteria_set.is_sample and "provenance" in draft.fields and not criteria_set.notice:
        cure = "Viết “notice”: vì sao là bộ mẫu và phải thay bằng văn bản nào."
        _at(draft, "notice").refuse("no_notice", "Bộ mẫu phải có lời báo cho người dùng", cure)
    if criteria_set.valid_to is not None and criteria_set.valid_to < criteria_set.valid_from:
        _at(draft, "valid_to").refuse("bad_year", "Năm hết hiệu lực trước năm bắt đầu")


def _check_changes(draft: Draft) -> None:
    criteria_set, node = draft.criteria_set, _at(draft, "changes")
    if criteria_set.supersedes is None:
        if "changes" in draft.fields:
            node.refuse("no_supersedes", "Có “changes” thì phải ghi “supersedes”: bản được thay")
        return
    if criteria_set.supersedes == criteria_set.version:
        _at(draft, "supersedes").refuse("own_version", "Bản mới phải có số khác bản được thay")
    for old, new in criteria_set.changes.renamed.items():
        if new and not criteria_set.has_indicator(new):
            node.refuse("unknown_indicator", f"Không có chỉ số “{new}” để đổi mã sang")
        _check_gone(draft, node, old)
    for old in sorted(criteria_set.changes.deleted):
        _check_gone(draft, node, old)


def _check_gone(draft: Draft, node: Node, old: str) -> None:
    if draft.criteria_set.has_indicator(old):
        node.refuse("code_reused", f"Mã “{old}” đã bỏ thì không được dùng lại")


def _check_uniqueness(draft: Draft) -> None:
    """Codes are unique over criteria and indicators whatever their case, numbers among their like."""
    criteria = draft.criteria_set.criteria
    seen: set[str] = set()
    criterion_numbers: set[str] = set()
    indicator_numbers: set[str] = set()
    for place, criterion in enumerate(criteria):
        path = draft.root.child(f"criteria[{place}]", None)
        _once(path.child("code", None), criterion.code.casefold(), seen)
        _once(path.child("number", None), criterion.number, criterion_numbers)
        for row, indicator in enumerate(criterion.indicators):
            each = path.child(f"indicators[{row}]", None)
            _once(each.child("code", None), indicator.code.casefold(), seen)
            _once(each.child("number", None), indicator.number, indicator_numbers)


def _once(node: Node, value: str, seen: set[str]) -> None:
    if value and value in seen:
        node.refuse("duplicate", f"“{value}” đã dùng ở trên")
    seen.add(value)


def _check_indicator(node: Node, indicator: Indicator, draft: Draft) -> None:
    if indicator.kind is Kind.POINTS:
        _check_step(node, indicator)
    if indicator.kind is Kind.CHOICE:
        _check_options(node, indicator)
    if indicator.kind in (Kind.COUNT, Kind.PERCENT):
        _check_bands(node, indicator)
    if indicator.kind is Kind.TEXT and indicator.max_points:
        node.child("max_points", None).refuse("not_scored", "Chỉ số ghi bằng chữ không có điểm: ghi 0")
    if indicator.kind in (Kind.POINTS, Kind.YES_NO) and "max_points" in _keys(node) and not indicator.max_points:
        if indicator.kind is Kind.POINTS:
            node.child("max_points", None).refuse("out_of_range", "Điểm tối đa phải lớn hơn 0")
    _check_floor(node, indicator, draft)
    if indicator.source is Source.PLACEHOLDER and not draft.criteria_set.is_sample:
        message = "Bộ ghi là chính thức thì không được có chỉ số tạm"
        node.child("source", None).refuse("placeholder", message, "Ghi “provenance”: “sample”, hoặc nhập chỉ số thật.")


def _keys(node: Node) -> set[str]:
    return set(node.value) if isinstance(node.value, dict) else set()


def _check_step(node: Node, indicator: Indicator) -> None:
    if indicator.step == 0:
        node.child("step", None).refuse("out_of_range", "Bước điểm phải lớn hơn 0")
    elif indicator.max_points % indicator.step:
        node.child("step", None).refuse("wrong_step", "Điểm tối đa phải là bội số của bước điểm")


def _check_options(node: Node, indicator: Indicator) -> None:
    path = node.child("options", None)
    if len(indicator.options) < 2:
        path.refuse("too_few", "Chỉ số lựa chọn phải có ít nhất hai lựa chọn")
        return
    codes: set[str] = set()
    labels: set[str] = set()
    for place, option in enumerate(indicator.options):
        each = Node(None, f"{path.path}[{place}]", node.problems)
        _once(each.child("code", None), option.code.casefold(), codes)
        _once(each.child("label", None), fold(option.label), labels)
        if {option.code.casefold(), option.label.casefold()} & NA_WORDS or option.label.isdigit():
            each.refuse("taken_word", "Chữ này đã dùng cho “không áp dụng” hoặc số thứ tự")
    _check_best(node, indicator, max(option.points for option in indicator.options))


def _check_bands(node: Node, indicator: Indicator) -> None:
    starts = [band.start for band in indicator.bands]
    if starts != sorted(set(starts)):
        node.child("bands", None).refuse("not_rising", "Các mốc phải tăng dần và không trùng nhau")
    _check_best(node, indicator, max((band.points for band in indicator.bands), default=0))


def _check_best(node: Node, indicator: Indicator, best: int) -> None:
    if best != indicator.max_points:
        message = f"Điểm tối đa ghi {format_points(indicator.max_points)}, mức cao nhất lại là {format_points(best)}"
        node.child("max_points", None).refuse("wrong_sum", message)


def _check_floor(node: Node, indicator: Indicator, draft: Draft) -> None:
    floor = draft.criteria_set.floor_of(indicator)
    if floor is not None and floor > indicator.max_points:
        message = f"Mức sàn {format_points(floor)} lớn hơn điểm tối đa {format_points(indicator.max_points)}"
        node.child("floor_points", None).refuse("floor_too_high", message)


def _check_sums(draft: Draft) -> None:
    for place, criterion in enumerate(draft.criteria_set.criteria):
        total = sum(indicator.max_points for indicator in criterion.indicators)
        if total != criterion.max_points:
            message = f"Ghi {format_points(criterion.max_points)} điểm, cộng các chỉ số lại được {format_points(total)}"
            draft.root.child(f"criteria[{place}].max_points", None).refuse("wrong_sum", message)


def _check_rules(draft: Draft) -> None:
    criteria_set, node = draft.criteria_set, _at(draft, "rules")
    rules = criteria_set.rules
    if not 0 < rules.min_total <= criteria_set.max_total:
        message = f"Điểm đạt phải lớn hơn 0 và không quá tổng {format_points(criteria_set.max_total)}"
        node.child("min_total", None).refuse("out_of_range", message)
    maxima = {criterion.code: criterion.max_points for criterion in criteria_set.criteria}
    for code, least in rules.min_per_criterion.items():
        each = node.child("min_per_criterion", None).child(code, None)
        if code not in maxima:
            each.refuse("unknown_criterion", "Không có tiêu chí mang mã này")
        elif least > maxima[code]:
            each.refuse("floor_too_high", f"Lớn hơn điểm tối đa {format_points(maxima[code])} của tiêu chí")
    for code in sorted(rules.required_yes):
        if not criteria_set.has_indicator(code) or criteria_set.indicator(code).kind is not Kind.YES_NO:
            node.child("required_yes", None).refuse("unknown_indicator", f"“{code}” không phải chỉ số có/không")


def _check_examples(draft: Draft) -> None:
    examples = draft.criteria_set.examples
    outcomes = {example.outcome for example in examples}
    if "examples" in draft.fields and not {Outcome.REACHED, Outcome.NOT_REACHED} <= outcomes:
        message = "Phải có ít nhất một ví dụ đạt (reached) và một ví dụ chưa đạt (not_reached)"
        _at(draft, "examples").refuse("too_few", message)
    if draft.root.problems:
        return
    for node, example in zip(draft.example_nodes, examples, strict=True):
        before = len(draft.root.problems)
        _check_example_answers(node, draft, example.answers.items())
        if len(draft.root.problems) == before:
            _try_example(node, draft, examples.index(example))


def _check_example_answers(node: Node, draft: Draft, answers: object) -> None:
    for code, answer in answers:  # type: ignore[attr-defined]
        problem = check_answer(draft.criteria_set.indicator(code), answer)
        if problem:
            node.child("answers", None).child(code, None).refuse(problem.code, problem.message, problem.cure)


def _try_example(node: Node, draft: Draft, place: int) -> None:
    """Score the example and say each figure that comes out otherwise."""
    example = draft.criteria_set.examples[place]
    result = score(draft.criteria_set, example.answers)
    if result.total != example.total:
        message = f"Ví dụ ghi tổng {format_points(example.total)}, tính ra {format_points(result.total)}"
        node.child("total", None).refuse("example_failed", message)
    if result.outcome is not example.outcome:
        message = f"Ví dụ ghi kết quả {example.outcome}, tính ra {result.outcome}"
        node.child("outcome", None).refuse("example_failed", message)
    found = {reason.code for reason in result.reasons}
    if found != example.reasons:
        message = f"Ví dụ ghi lý do [{_list(example.reasons)}], tính ra [{_list(found)}]"
        node.child("reasons", None).refuse("example_failed", message)


def _list(codes: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(codes))
