"""From a criteria set to its tables: nothing is lost on the way (`from_tables` reads it back equal)."""

from khuyenhoc_desktop.domain.answer_text import NA_TEXT
from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Criterion, Example, Indicator, Kind, Rules
from khuyenhoc_desktop.domain.criteria_compare import POLICY_NAMES
from khuyenhoc_desktop.domain.scoring_texts import OUTCOME_NAMES, REASON_NAMES
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services.criteria.tables import (
    ANSWER,
    KINDS,
    MEASURE_NAMES,
    PROVENANCE_NAMES,
    RULE_KIND_NAMES,
    SOURCE_NAMES,
    TITLE_NAMES,
    Row,
    SetTables,
)

FROM = "từ "


def tables_of(criteria_set: CriteriaSet) -> SetTables:
    """The set as three tables."""
    lines = [row for criterion in criteria_set.criteria for row in _criterion(criteria_set, criterion)]
    examples = [_example(criteria_set, example) for example in criteria_set.examples]
    return SetTables(
        [_filled(row) for row in lines], _filled(_rules(criteria_set)), [_filled(e) for e in examples]
    )


def _filled(row: Row) -> Row:
    return {key: text for key, text in row.items() if text}


def _criterion(criteria_set: CriteriaSet, criterion: Criterion) -> list[Row]:
    least = criteria_set.rules.min_per_criterion.get(criterion.code)
    head = {
        "code": criterion.code,
        "number": criterion.number,
        "criterion": criterion.name,
        "points": "" if criteria_set.is_checklist else format_points(criterion.max_points),
        "floor": _points(least),
    }
    return [head, *(row for one in criterion.indicators for row in _indicator(criteria_set, one))]


def _indicator(criteria_set: CriteriaSet, one: Indicator) -> list[Row]:
    head = {
        "code": one.code,
        "number": one.number,
        "indicator": one.name,
        "points": "" if criteria_set.is_checklist else format_points(one.max_points),
        "floor": _points(one.floor_points),
        "kind": KINDS[one.kind],
        "help": one.help,
        "step": format_points(one.step) if one.kind is Kind.POINTS and one.step != 100 else "",
        "na": "được" if one.allow_na else "",
        "required": "" if one.required else "không",
        "measure": MEASURE_NAMES[one.measure] if one.measure else "",
        "source": SOURCE_NAMES[one.source],
    }
    for target in one.targets:
        head[f"level{target.level}"] = "có" if one.kind is Kind.YES_NO else format_points(target.value)
    options = [{"code": o.code, "option": o.label, "points": format_points(o.points)} for o in one.options]
    bands = [{"option": FROM + format_points(b.start), "points": format_points(b.points)} for b in one.bands]
    return [head, *options, *bands]


def _points(hundredths: int | None) -> str:
    return "" if hundredths is None else format_points(hundredths)


def _rules(one: CriteriaSet) -> Row:
    issued = one.issued_on
    return {
        "set_id": one.set_id,
        "version": one.version,
        "name": one.name,
        "title": TITLE_NAMES[one.title],
        "person_group": PERSON_GROUPS[one.person_group] if one.person_group else "",
        "document": one.document,
        "issued_on": f"{issued[8:]}/{issued[5:7]}/{issued[:4]}" if issued else "",
        "document_note": one.document_note,
        "valid_from": str(one.valid_from),
        "valid_to": str(one.valid_to or ""),
        "provenance": PROVENANCE_NAMES[one.provenance],
        "notice": one.notice,
        "supersedes": one.supersedes or "",
        "renamed": ", ".join(f"{old} → {new}" for old, new in one.changes.renamed.items()),
        "deleted": ", ".join(sorted(one.changes.deleted)),
        "kind": RULE_KIND_NAMES[one.rules.kind],
        **_thresholds(one, one.rules),
        **{f"level{each.level}": each.name for each in one.rules.levels},
    }


def _thresholds(one: CriteriaSet, rules: Rules) -> Row:
    if one.is_checklist:
        return {}
    return {
        "min_total": format_points(rules.min_total),
        "min_per_indicator": _points(rules.min_per_indicator),
        "required_yes": ", ".join(each.code for each in one.indicators if each.code in rules.required_yes),
        "not_applicable": POLICY_NAMES[rules.not_applicable],
    }


def _example(criteria_set: CriteriaSet, example: Example) -> Row:
    checklist = criteria_set.is_checklist
    answers = {
        ANSWER + code: _answer(criteria_set.indicator(code), answer) for code, answer in example.answers.items()
    }
    return {
        "name": example.name,
        "total": "" if checklist else format_points(example.total),
        "level": str(example.level or ""),
        "outcome": OUTCOME_NAMES[example.outcome],
        "reasons": ", ".join(REASON_NAMES[code] for code in sorted(example.reasons)),
        **answers,
    }


def _answer(indicator: Indicator, answer: Answer) -> str:
    """An answer; of a choice its code, which no label can be mistaken for."""
    if answer is NA:
        return NA_TEXT
    if isinstance(answer, str):
        return answer
    if indicator.kind is Kind.YES_NO:
        return "có" if answer else "không"
    return format_points(int(answer))
