"""The table «Quy tắc»: what the set is, and when the title is reached."""

from collections.abc import Mapping
from typing import Any

from khuyenhoc_desktop.domain.criteria import TITLES, RuleKind
from khuyenhoc_desktop.domain.criteria_compare import POLICY_NAMES
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS
from khuyenhoc_desktop.services.criteria import read_cells
from khuyenhoc_desktop.services.criteria.from_tables import Draft
from khuyenhoc_desktop.services.criteria.tables import (
    MOST_LEVELS,
    PROVENANCE_NAMES,
    RULE_KIND_NAMES,
    RULES,
    TITLE_NAMES,
    Row,
    SetTables,
    Spot,
)

_PATHS = {"document": "document.number", "issued_on": "document.issued_on", "document_note": "document.note"}
_NEEDED = ("set_id", "version", "name", "title", "document", "valid_from", "provenance")


def read_rules(draft: Draft, tables: SetTables) -> None:
    """Read the whole table into the draft."""
    row = tables.rules
    draft.value = {"format": 1, **{key: row.get(key, "") for key in ("set_id", "version", "name")}}
    _title(draft, row)
    _document(draft, row)
    _years(draft, row)
    _word(draft, row, "provenance", PROVENANCE_NAMES)
    for key in ("notice", "supersedes"):
        if row.get(key):
            draft.value[key] = row[key]
    _changes(draft, row)
    draft.value["rules"] = _judging(draft, tables)
    for key in ("set_id", "version", "name", "notice", "supersedes"):
        draft.note(key, spot(key))
    for key in _NEEDED:
        if not row.get(key):
            draft.refuse(_PATHS.get(key, key), spot(key), "empty", "còn trống", "Điền vào ô này.")


def spot(key: str) -> Spot:
    """The cell of a rule."""
    return Spot(RULES, 0, key)


def is_checklist(tables: SetTables) -> bool:
    """Whether the set is judged by levels: said so, or only levels are named."""
    said = read_cells.word_of(tables.rules.get("kind", ""), RULE_KIND_NAMES)
    return said is RuleKind.CHECKLIST or (said is None and tables.levels > 0 and not tables.rules.get("min_total"))


def _title(draft: Draft, row: Row) -> None:
    _word(draft, row, "title", TITLE_NAMES)
    draft.value["applies_to"] = TITLES.get(draft.value["title"], ("",))[0]
    draft.note("applies_to", spot("title"))
    _word(draft, row, "person_group", PERSON_GROUPS, needed=False)


def _word(draft: Draft, row: Row, key: str, names: Mapping[Any, str], *, needed: bool = True) -> None:
    """One of a few words; its code goes into the file."""
    text = row.get(key, "")
    draft.note(key, spot(key))
    if not text and not needed:
        return
    code = read_cells.word_of(text, names)
    draft.value[key] = text if code is None else str(code)
    if text and code is None:
        known = ", ".join(names.values())
        draft.refuse(key, spot(key), "unknown_value", f"không hiểu «{text}»", f"Ghi một trong: {known}.")


def _document(draft: Draft, row: Row) -> None:
    document = {"number": row.get("document", "")}
    issued = row.get("issued_on", "")
    if issued:
        document["issued_on"] = read_cells.iso_date(issued) or issued
        if read_cells.iso_date(issued) is None:
            draft.refuse("document.issued_on", spot("issued_on"), "bad_date", f"«{issued}» không phải ngày",
                         "Ghi ngày như 28/07/2022, hoặc để trống.")  # fmt: skip
    if row.get("document_note"):
        document["note"] = row["document_note"]
    draft.value["document"] = document
    for key, path in _PATHS.items():
        draft.note(path, spot(key))


def _years(draft: Draft, row: Row) -> None:
    for key in ("valid_from", "valid_to"):
        draft.note(key, spot(key))
        text = row.get(key, "")
        if not text and key == "valid_to":
            continue
        year = read_cells.number(text)
        draft.value[key] = text if year is None else year
        if text and year is None:
            draft.refuse(key, spot(key), "bad_year", f"«{text}» không phải năm", "Ghi năm như 2026.")


def _changes(draft: Draft, row: Row) -> None:
    changes: dict[str, Any] = {}
    draft.note("changes", spot("deleted" if row.get("deleted") else "renamed"))
    if row.get("renamed"):
        pairs = read_cells.renamed(row["renamed"])
        changes["renamed"] = pairs or {}
        draft.note("changes.renamed", spot("renamed"))
        if pairs is None:
            draft.refuse("changes.renamed", spot("renamed"), "bad_text", f"không hiểu «{row['renamed']}»",
                         "Ghi như: C1_2 → C1_3, C2_1 → C2_4.")  # fmt: skip
    if row.get("deleted"):
        changes["deleted"] = read_cells.codes(row["deleted"])
        draft.note("changes.deleted", spot("deleted"))
    if changes:
        draft.value["changes"] = changes


def _judging(draft: Draft, tables: SetTables) -> dict[str, Any]:
    """The rules; what each criterion must have at least stands with the criteria."""
    row = tables.rules
    draft.note("rules", spot("kind"))
    if row.get("kind") and read_cells.word_of(row["kind"], RULE_KIND_NAMES) is None:
        known = ", ".join(RULE_KIND_NAMES.values())
        draft.refuse("rules.kind", spot("kind"), "unknown_value", f"không hiểu «{row['kind']}»", f"Ghi: {known}.")
    if is_checklist(tables):
        return {"kind": "checklist", "levels": _levels(draft, row)}
    rules: dict[str, Any] = {}
    for key in ("min_total", "min_per_indicator"):
        _threshold(draft, row, rules, key)
    if row.get("required_yes"):
        rules["required_yes"] = read_cells.codes(row["required_yes"])
    draft.note("rules.required_yes", spot("required_yes"))
    text = row.get("not_applicable", "")
    policy = read_cells.word_of(text, POLICY_NAMES) if text else None
    rules["not_applicable"] = str(policy) if policy else text or "scaled"
    draft.note("rules.not_applicable", spot("not_applicable"))
    if text and policy is None:
        known = "; ".join(POLICY_NAMES.values())
        draft.refuse("rules.not_applicable", spot("not_applicable"), "unknown_value", f"không hiểu «{text}»",
                     f"Ghi một trong: {known}.")  # fmt: skip
    return rules


def _threshold(draft: Draft, row: Row, rules: dict[str, Any], key: str) -> None:
    text, path = row.get(key, ""), f"rules.{key}"
    draft.note(path, spot(key))
    if not text and key != "min_total":
        return
    value = read_cells.number(text)
    rules[key] = text if value is None else value
    if not text:
        draft.refuse(path, spot(key), "empty", "còn trống", "Ghi số điểm phải có, ví dụ 80.")
    elif value is None:
        draft.refuse(path, spot(key), "wrong_type", f"«{text}» không phải số điểm", "Ghi điểm như 80 hoặc 7,5.")


def _levels(draft: Draft, row: Row) -> list[dict[str, Any]]:
    found = [level for level in range(1, MOST_LEVELS + 1) if row.get(f"level{level}")]
    draft.note("rules.levels", spot("level1"))
    for place, level in enumerate(found):
        draft.note(f"rules.levels[{place}]", spot(f"level{level}"))
    return [{"level": level, "name": row[f"level{level}"]} for level in found]
