"""From the JSON of a criteria file to a CriteriaSet: the shape of the file (docs/criteria-format.md)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria_json import (
    Node,
    read_code,
    read_codes,
    read_date,
    read_flag,
    read_level,
    read_number_label,
    read_one_of,
    read_points,
    read_text,
    read_version,
    read_year,
)
from khuyenhoc_desktop.domain.criteria_model import (
    TITLES,
    Band,
    CodeChanges,
    CriteriaSet,
    Criterion,
    Example,
    Indicator,
    Kind,
    Level,
    NotApplicablePolicy,
    Option,
    Outcome,
    Provenance,
    RuleKind,
    Rules,
    Source,
    Target,
)
from khuyenhoc_desktop.domain.measures import MEASURES
from khuyenhoc_desktop.domain.problems import Problem
from khuyenhoc_desktop.domain.scoring_texts import REASON_CODES
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS

_Kinds = Mapping[str, Kind] | None

FORMAT = 1
MOST_VALUE = 999_999_00

TOP_REQUIRED = (
    *("format", "set_id", "version", "title", "name", "applies_to", "document", "valid_from"),
    *("provenance", "criteria", "rules", "examples"),
)
TOP_OPTIONAL = ("person_group", "valid_to", "notice", "supersedes", "changes")
INDICATOR_REQUIRED = ("code", "number", "name", "kind", "max_points")
INDICATOR_OPTIONAL = (
    *("help", "step", "allow_na", "floor_points", "required", "options", "bands", "source", "measure"),
)
# a checklist has no points
TARGET_REQUIRED = ("code", "number", "name", "kind")
TARGET_OPTIONAL = ("help", "allow_na", "required", "source", "measure", "targets")
CHECKLIST_KINDS = (Kind.YES_NO, Kind.COUNT, Kind.PERCENT, Kind.TEXT)

# the key only that kind has
KEY_OF_KIND: Mapping[Kind, str] = {
    Kind.POINTS: "step",
    Kind.CHOICE: "options",
    Kind.COUNT: "bands",
    Kind.PERCENT: "bands",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A set as read, with neutral values where a piece could not be; `fields` are the file's top keys."""

    criteria_set: CriteriaSet
    root: Node
    fields: Mapping[str, Node]


def read_set(root: Node, text: str) -> Draft:
    """Read the whole file; faults are added to the root's problems."""
    fields = root.fields(TOP_REQUIRED, TOP_OPTIONAL)
    _check_format(fields.get("format"))
    return Draft(_build(root, fields, text), root, fields)


def _check_format(node: Node | None) -> None:
    if node is not None and (isinstance(node.value, bool) or node.value != FORMAT):
        cure = "Cập nhật chương trình, hoặc dùng tệp đúng định dạng 1."
        node.refuse("unknown_format", "Chương trình chỉ đọc được định dạng số 1", cure)


def _build(root: Node, fields: Mapping[str, Node], text: str) -> CriteriaSet:
    """The set with neutral values where something could not be read."""
    document = _keys(fields.get("document"), ("number",), ("issued_on", "note"))
    rules = _read_rules(fields.get("rules"))
    criteria = _read_criteria(fields.get("criteria"), rules.kind)
    kinds = _kinds(criteria, root.problems)
    provenance = read_one_of(fields.get("provenance"), list(Provenance)) or Provenance.SAMPLE
    return CriteriaSet(
        set_id=read_code(fields.get("set_id")),
        version=read_version(fields.get("version")),
        title=read_one_of(fields.get("title"), TITLES),
        name=read_text(fields.get("name")),
        applies_to=read_one_of(fields.get("applies_to"), [subject for subject, _ in TITLES.values()]),
        person_group=_read_person_group(fields.get("person_group")),
        document=read_text(document.get("number")),
        issued_on=read_date(document.get("issued_on")),
        document_note=read_text(document.get("note"), empty=True),
        valid_from=read_year(fields.get("valid_from")) or 0,
        valid_to=read_year(fields.get("valid_to")),
        provenance=Provenance(provenance),
        notice=read_text(fields.get("notice"), empty=True),
        supersedes=read_version(fields.get("supersedes")) or None,
        criteria=criteria,
        rules=rules,
        examples=tuple(_read_example(each, kinds, rules.kind) for each in _items(fields.get("examples"))),
        changes=_read_changes(fields.get("changes")),
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def _keys(node: Node | None, required: Sequence[str], optional: Sequence[str] = ()) -> dict[str, Node]:
    return node.fields(required, optional) if node else {}


def _items(node: Node | None) -> list[Node]:
    return node.items() if node else []


def _entries(node: Node | None) -> list[tuple[str, Node]]:
    return node.entries() if node else []


def _some(node: Node | None, message: str) -> list[Node]:
    """The items of a list that must not be empty."""
    if node and node.value == []:
        node.refuse("empty", message)
    return _items(node)


def _kinds(criteria: tuple[Criterion, ...], problems: Iterable[Problem]) -> _Kinds:
    """The kinds by code; None where a code or kind is lacking, so that examples cannot be held against it."""
    if any((problem.field or "").endswith(".kind") for problem in problems):
        return None
    kinds = {i.code: i.kind for criterion in criteria for i in criterion.indicators}
    whole = all(criterion.indicators for criterion in criteria)
    return kinds if kinds and whole and "" not in kinds else None


def _read_person_group(node: Node | None) -> str | None:
    """The code of a group of persons; its name in full, as the first files were to have it, means the same."""
    names = {name.casefold(): code for code, name in PERSON_GROUPS.items()}
    text = read_text(node)
    if text.casefold() in names:
        return names[text.casefold()]
    return read_one_of(node, PERSON_GROUPS) or None


def _read_criteria(node: Node | None, rules: RuleKind) -> tuple[Criterion, ...]:
    return tuple(_read_criterion(item, rules) for item in _some(node, "Phải có ít nhất một tiêu chí"))


def _read_criterion(node: Node, rules: RuleKind) -> Criterion:
    points = () if rules is RuleKind.CHECKLIST else ("max_points",)
    fields = node.fields(("code", "number", "name", "indicators", *points))
    items = _some(fields.get("indicators"), "Tiêu chí phải có ít nhất một chỉ số")
    return Criterion(
        code=read_code(fields.get("code")),
        number=read_number_label(fields.get("number")),
        name=read_text(fields.get("name")),
        max_points=read_points(fields.get("max_points")) or 0,
        indicators=tuple(_read_indicator(item, rules) for item in items),
    )


def _read_indicator(node: Node, rules: RuleKind) -> Indicator:
    if rules is RuleKind.CHECKLIST:
        fields = node.fields(TARGET_REQUIRED, TARGET_OPTIONAL)
    else:
        fields = node.fields(INDICATOR_REQUIRED, INDICATOR_OPTIONAL)
    kind = _read_kind(fields, rules)
    step = read_points(fields.get("step"))
    return Indicator(
        code=read_code(fields.get("code")),
        number=read_number_label(fields.get("number")),
        name=read_text(fields.get("name")),
        kind=kind or Kind.TEXT,
        max_points=read_points(fields.get("max_points")) or 0,
        help=read_text(fields.get("help"), empty=True),
        step=100 if step is None else step,
        allow_na=read_flag(fields.get("allow_na"), default=False),
        floor_points=read_points(fields.get("floor_points")),
        required=read_flag(fields.get("required"), default=True),
        options=tuple(_read_option(item) for item in _items(fields.get("options"))),
        bands=tuple(_read_band(item) for item in _items(fields.get("bands"))),
        source=Source(read_one_of(fields.get("source"), list(Source)) or Source.READ),
        measure=read_one_of(fields.get("measure"), MEASURES) or None,
        targets=tuple(_read_target(item, kind) for item in _items(fields.get("targets"))) if kind else (),
    )


def _read_target(node: Node, kind: Kind) -> Target:
    fields = node.fields(("level", "value"))
    value = _read_answer(fields["value"], kind) if "value" in fields else 0
    return Target(read_level(fields.get("level")), value if isinstance(value, int) else 0)


def _read_kind(fields: Mapping[str, Node], rules: RuleKind) -> Kind | None:
    """The kind, None where it cannot be read; keys that belong to other kinds are problems."""
    word = read_one_of(fields.get("kind"), CHECKLIST_KINDS if rules is RuleKind.CHECKLIST else list(Kind))
    if not word:
        return None
    for key in ("step", "options", "bands"):
        if key in fields and key != KEY_OF_KIND.get(Kind(word)):
            fields[key].refuse("wrong_kind", f"Chỉ số kiểu «{word}» không có mục «{key}»")
    return Kind(word)


def _read_option(node: Node) -> Option:
    fields = node.fields(("code", "label", "points"))
    points = read_points(fields.get("points")) or 0
    return Option(read_code(fields.get("code")), read_text(fields.get("label")), points)


def _read_band(node: Node) -> Band:
    fields = node.fields(("from", "points"))
    start = read_points(fields.get("from"), most=MOST_VALUE) or 0
    return Band(start, read_points(fields.get("points")) or 0)


def _read_rules(node: Node | None) -> Rules:
    if node and isinstance(node.value, dict) and node.value.get("kind") == RuleKind.CHECKLIST:
        fields = node.fields(("kind", "levels"))
        levels = tuple(_read_level(item) for item in _items(fields.get("levels")))
        return Rules(0, kind=RuleKind.CHECKLIST, levels=levels)
    return _read_point_rules(node)


def _read_level(node: Node) -> Level:
    fields = node.fields(("level", "name"))
    return Level(read_level(fields.get("level")), read_text(fields.get("name")))


def _read_point_rules(node: Node | None) -> Rules:
    optional = ("kind", "min_per_indicator", "min_per_criterion", "required_yes")
    fields = _keys(node, ("min_total", "not_applicable"), optional)
    minima = {code: read_points(each) or 0 for code, each in _entries(fields.get("min_per_criterion"))}
    policy = read_one_of(fields.get("not_applicable"), list(NotApplicablePolicy))
    read_one_of(fields.get("kind"), list(RuleKind))
    return Rules(
        min_total=read_points(fields.get("min_total")) or 0,
        min_per_indicator=read_points(fields.get("min_per_indicator")),
        min_per_criterion=minima,
        required_yes=frozenset(read_codes(fields.get("required_yes"))),
        not_applicable=NotApplicablePolicy(policy or NotApplicablePolicy.SCALED),
    )


def _read_changes(node: Node | None) -> CodeChanges:
    fields = _keys(node, (), ("renamed", "deleted"))
    renamed = {old: read_code(new) for old, new in _entries(fields.get("renamed"))}
    return CodeChanges(renamed, frozenset(read_codes(fields.get("deleted"))))


def _read_example(node: Node, kinds: _Kinds, rules: RuleKind) -> Example:
    figure, optional = ((), ("level",)) if rules is RuleKind.CHECKLIST else (("total",), ())
    fields = node.fields(("name", "answers", "outcome", *figure), ("not_applicable", "reasons", *optional))
    answers = _read_answers(fields, kinds)
    reasons = [read_one_of(each, sorted(REASON_CODES)) for each in _items(fields.get("reasons"))]
    outcome = read_one_of(fields.get("outcome"), list(Outcome)) or Outcome.EMPTY
    total = read_points(fields.get("total"), most=MOST_VALUE) or 0
    level = read_level(fields.get("level")) or None
    name, codes = read_text(fields.get("name")), frozenset(reasons) - {""}
    return Example(name, answers, total, Outcome(outcome), codes, level)


def _read_answers(fields: Mapping[str, Node], kinds: _Kinds) -> dict[str, Answer]:
    """The answers given, and NA for the codes listed as not applicable."""
    answers: dict[str, Answer] = {}
    if kinds is None:
        return answers
    for code, each in _entries(fields.get("answers")):
        answer = _read_answer(each, kinds.get(code))
        if answer is not None:
            answers[code] = answer
    for code, each in read_codes(fields.get("not_applicable")).items():
        if code not in kinds:
            each.refuse("unknown_indicator", f"Không có chỉ số «{code}»")
        elif code in answers:
            each.refuse("duplicate", f"Chỉ số «{code}» vừa có điểm vừa không áp dụng")
        answers[code] = NA
    return answers


def _read_answer(node: Node, kind: Kind | None) -> Answer | None:
    """An answer of a worked example: true/false, an option's code, a text or a number; None where it is none."""
    if kind is None:
        node.refuse("unknown_indicator", "Không có chỉ số mang mã này")
        return None
    if kind is Kind.YES_NO:
        return 100 if read_flag(node, default=False) else 0
    if kind is Kind.CHOICE:
        return read_code(node) or None
    if kind is Kind.TEXT:
        return read_text(node) or None
    return read_points(node, most=MOST_VALUE)
