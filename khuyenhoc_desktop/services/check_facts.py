"""The check of the facts: kinds that a query finds, criteria sets, texts, thôn names, settings, journal."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby
from typing import Any

from khuyenhoc_desktop.domain.criteria import parse_criteria_set
from khuyenhoc_desktop.domain.dates import parse_birth
from khuyenhoc_desktop.domain.subjects import STAGES
from khuyenhoc_desktop.domain.text import fold, tidy
from khuyenhoc_desktop.services import communes, criteria_sets
from khuyenhoc_desktop.services.check_findings import Finding, Spot, finding
from khuyenhoc_desktop.services.check_kinds import KINDS
from khuyenhoc_desktop.store import check_queries, check_queries_journal, check_queries_sheets, setting_queries
from khuyenhoc_desktop.store import check_queries_repairs as repairs
from khuyenhoc_desktop.store.as_stored import Reading
from khuyenhoc_desktop.store.check_probes import Probe
from khuyenhoc_desktop.store.check_queries_repairs import Fix
from khuyenhoc_desktop.store.commune_file import CommuneFile, Row

_BETWEEN = "¦"  # no officer types it, and tidying leaves it alone
# Kinds of births that cannot be, and the table in which they stand.
_BIRTHS = {"born_impossible": "household", "person_born_impossible": "person"}
_STAGES = {str(stage) for stage in STAGES}
_KEPT_SETTINGS = ("commune.name", "commune.kind", "commune.code")


def probes(file: CommuneFile) -> Iterator[Finding]:
    """The kinds that one query each finds."""
    return _found(file, check_queries.PROBES)


def score_probes(file: CommuneFile, reading: Reading) -> Iterator[Finding]:
    """The kinds that a query over all scores finds, unless these were read and rule them out."""
    if not reading.whole or reading.lost or not reading.stages <= _STAGES:
        yield from _found(file, check_queries_sheets.PROBES_OF_SCORES)


def _found(file: CommuneFile, asked: Mapping[str, Probe]) -> Iterator[Finding]:
    for code, probe in asked.items():
        rows = check_queries.found_by(file, probe)
        if not rows:
            continue
        if code in _BIRTHS:
            yield from _births(code, rows)
            continue
        fixes: list[Fix] = [Fix(probe.fix, [row[3:] for row in rows])] if probe.fix else []
        yield finding(code, KINDS[code], [Spot(*row[:3]) for row in rows], fixes=fixes)


def _births(code: str, rows: list[Row]) -> Iterator[Finding]:
    """A day that was only written another way is put right; one that cannot be is for a person."""
    read = [(Spot(row[0], row[1]), row[1], _birth((row[0] or "").rpartition(" – ")[2])) for row in rows]
    mended = [(spot, (born, ident)) for spot, ident, born in read if born]
    if mended:
        fix = repairs.births(_BIRTHS[code], [keys for _, keys in mended])
        yield finding(code, KINDS[code], [spot for spot, _ in mended], fixes=[fix])
    left = [spot for spot, _, born in read if not born]
    if left:
        yield finding(code, KINDS[code], left)


def _birth(text: str) -> str | None:
    try:
        return parse_birth(text) if not text.isdigit() else None  # bare digits may mean a year or a day: ask
    except ValueError:
        return None


def criteria(file: CommuneFile) -> Iterator[Finding]:
    """Sets that were altered after they were loaded, cannot be read, or bear another's name."""
    faults: dict[str, list[tuple[Spot, list[Fix]]]] = {}
    for set_id, version, sha256, body, titles in check_queries.criteria_rows(file):
        code = _criteria_fault(set_id, version, sha256, body, titles)
        if code:
            fixes = _body_back(file, set_id, version, sha256) if code == "criteria_altered" else []
            faults.setdefault(code, []).append((Spot(f"{set_id} bản {version}"), fixes))
    for code, found in faults.items():
        for repairable in (True, False):
            some = [(spot, fixes) for spot, fixes in found if bool(fixes) is repairable]
            if some:
                yield finding(
                    code,
                    KINDS[code],
                    [spot for spot, _ in some],
                    fixes=[fix for _, fixes in some for fix in fixes],
                )


def _criteria_fault(set_id: str, version: str, sha256: str, body: str, titles: str | None) -> str:
    if hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest() != sha256:
        return "criteria_altered"
    criteria_set, _ = parse_criteria_set(body)
    if criteria_set is None:
        return "criteria_unreadable"
    chosen = set(titles.split(",")) if titles else set()
    named = (criteria_set.set_id, criteria_set.version)
    return "criteria_mislabelled" if named != (set_id, version) or chosen - {criteria_set.title} else ""


def _body_back(file: CommuneFile, set_id: str, version: str, sha256: str) -> list[Fix]:
    """The text with the recorded sha256, out of the program's own sets or out of the journal."""
    texts = [text for text, _ in criteria_sets.shipped()]
    rows = check_queries_journal.remembered(file, {"criteria_set": {set_id}})
    texts += [str(row[3]) for row in rows.values()]
    for text in texts:
        if hashlib.sha256(text.encode()).hexdigest() == sha256:
            return [repairs.criteria_body(set_id, version, text)]
    return []


def texts(file: CommuneFile) -> list[Finding]:
    """Texts that are not as the program keeps them; tidying never changes what a person reads."""
    fixes: list[Fix] = []
    spots: list[Spot] = []
    for table, columns, key in check_queries.TYPED:
        if not _is_tidy(check_queries.all_typed(file, table, columns, _BETWEEN)):
            for row in check_queries.typed_texts(file, table, columns, key):
                _note_untidy(table, columns, key[0], row, fixes, spots)
    return [finding("text_untidy", KINDS["text_untidy"], spots, fixes=fixes)] if spots else []


def _is_tidy(whole: str) -> bool:
    """Whether all texts of a table are tidy, told from all of them in one: many at the price of one."""
    return tidy(whole) == whole and f" {_BETWEEN}" not in whole and f"{_BETWEEN} " not in whole


def _note_untidy(
    table: str, columns: Sequence[str], key: str, row: Row, fixes: list[Fix], spots: list[Spot]
) -> None:
    for column, text in zip(columns, row[1:], strict=True):
        if text and tidy(text) != text:
            fixes.append(repairs.text(table, column, key, tidy(text), row[0]))
            spots.append(Spot(tidy(text) or str(row[0])))


def group_names(file: CommuneFile) -> list[Finding]:
    """Two groups of one name in the same years."""
    rows = sorted(
        (fold(name), name, ident, first, last or 9999)
        for ident, name, first, last in check_queries.all_groups(file)
    )
    spots = [
        Spot(left[1], left[2])
        for _, same in groupby(rows, key=lambda row: row[0])
        for left, right in combinations(list(same), 2)
        if left[3] <= right[4] and right[3] <= left[4]
    ]
    return [finding("duplicate_group", KINDS["duplicate_group"], spots)] if spots else []


def decisions(file: CommuneFile) -> list[Finding]:
    """Numbers, however they are typed, that one year has twice."""
    seen = Counter((year, title, fold(number)) for year, title, number in check_queries.all_decisions(file))
    spots = [Spot(f"Quyết định {number}", None, year) for (year, _, number), times in seen.items() if times > 1]
    return [finding("decision_twice", KINDS["decision_twice"], spots)] if spots else []


def settings(file: CommuneFile) -> list[Finding]:
    """What must be known of the commune; the journal may still know what is missing."""
    kept: dict[str, Any] = setting_queries.settings(file)
    wrong = [key for key in _KEPT_SETTINGS if not _is_sound(key, kept.get(key))]
    rows = check_queries_journal.remembered(file, {"setting": set(wrong)}) if wrong else {}
    known = {key: row[1] for (_, (key,)), row in rows.items() if _is_sound(key, row[1])}
    found = []
    if known:
        found.append(
            finding(
                "setting_missing",
                KINDS["setting_missing"],
                [Spot(key) for key in known],
                fixes=[repairs.settings(list(known.items()))],
            )
        )
    if left := [Spot(key) for key in wrong if key not in known]:
        found.append(finding("setting_missing", KINDS["setting_missing"], left))
    return found


def _is_sound(key: str, value: str | None) -> bool:
    if key == "commune.kind":
        return value in communes.KINDS
    if key == "commune.code":
        return not value or (len(value) == 5 and value.isascii() and value.isdigit())
    return bool(value)


def journal(file: CommuneFile) -> list[Finding]:
    """Entries that cannot be read."""
    rows = check_queries_journal.unreadable_entries(file)
    spots = [Spot(f"{number}. {summary}") for number, summary in rows]
    return [finding("journal_unreadable", KINDS["journal_unreadable"], spots)] if spots else []
