"""The check of the scores: each value that stands anywhere is held against the criteria set of its sheet."""

import re
from collections.abc import Mapping
from typing import Any

from khuyenhoc_desktop.domain.answer_text import check_answer, format_answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.check_findings import Finding, Spot, finding
from khuyenhoc_desktop.services.check_kinds import KINDS
from khuyenhoc_desktop.store import check_queries
from khuyenhoc_desktop.store import check_queries_repairs as repairs
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.scorers import answer_of

_CODES = {"above_maximum": "score_above_max", "wrong_type": "score_wrong_type"}
LOSSLESS = "lossless"
_WRITTEN_OTHERWISE = re.compile(r"([0-9]{1,9})\.0|'([0-9]{1,9})'", re.ASCII)
# Set and version, indicator and SQL literal of a value.
Place = tuple[str, str, str, str]


def scores(file: CommuneFile, cells: set[Place]) -> list[Finding]:
    """The cells that their criteria set does not allow; `cells` are all different ones, with their sets.

    A file holds millions of cells but few different ones: only where one of those is wrong are the sheets read.
    """
    sets = {key: _kept(file, *key) for key in {cell[:2] for cell in cells}}
    wrong = {
        cell: code
        for cell in cells
        if (criteria_set := sets[cell[:2]]) and (code := _fault(criteria_set, *cell[2:]))
    }
    return _findings(file, wrong, sets) if wrong else []


def titles(file: CommuneFile) -> list[Finding]:
    """Sheets that are filled with a criteria set of another title."""
    code = "sheet_of_other_title"
    spots = [
        Spot(*row)
        for title, set_id, version in check_queries.sets_of_titles(file)
        if (criteria_set := _kept(file, set_id, version)) and criteria_set.title != title
        for row in check_queries.sheets_filled_with(file, title, set_id, version)
    ]
    return [finding(code, KINDS[code], spots)] if spots else []


def _findings(
    file: CommuneFile, wrong: dict[Place, str], sets: Mapping[tuple[str, str], CriteriaSet | None]
) -> list[Finding]:
    by_code: dict[str, list[tuple[Spot, tuple[Any, ...]]]] = {}
    for name, subject, year, stage, *place in check_queries.cells_holding(file, list(wrong)):
        code = wrong[place[0], place[1], place[2], place[3]]
        words = _words(sets[place[0], place[1]], place[2], place[3])
        spot = Spot(f"{name} – {words}", subject, year)
        by_code.setdefault(code, []).append((spot, (subject, year, stage, place[2])))
    return [_finding(code, cells) for code, cells in by_code.items()]


def _words(criteria_set: CriteriaSet | None, indicator: str, literal: str) -> str:
    """«1.1 = 99,5» as the sheet shows it; what no sheet can show as it stands in the file."""
    if criteria_set is None or not criteria_set.has_indicator(indicator):
        return f"{indicator} = {'K' if literal == 'NULL' else literal}"
    asked, number = criteria_set.indicator(indicator), _integer(literal)
    shown = "K" if literal == "NULL" else literal if number is None else format_answer(asked, number)
    return f"{asked.number} = {shown}"


def _integer(literal: str) -> int | None:
    return int(literal) if literal.lstrip("-").isdecimal() else None


def _finding(code: str, cells: list[tuple[Spot, tuple[Any, ...]]]) -> Finding:
    spots, keys = [spot for spot, _ in cells], [key for _, key in cells]
    if code == LOSSLESS:
        return finding("score_wrong_type", KINDS["score_wrong_type"], spots, fixes=[repairs.as_numbers(keys)])
    return finding(code, KINDS[code], spots)


def _fault(criteria_set: CriteriaSet, indicator: str, literal: str) -> str:
    """The kind of fault, "" for none; LOSSLESS when the value only needs to be written as a number."""
    if not criteria_set.has_indicator(indicator):
        return "score_unknown_indicator"
    asked = criteria_set.indicator(indicator)
    problem = check_answer(asked, answer_of(literal))
    if problem is None:
        return ""
    number = _whole(literal)
    if number is not None and check_answer(asked, number) is None:
        return LOSSLESS
    return _CODES.get(problem.code, "score_not_allowed")


def _whole(literal: str) -> int | None:
    """700 for 700.0 and for '700': what another program made of a number."""
    found = _WRITTEN_OTHERWISE.fullmatch(literal)
    return int(found[1] or found[2]) if found else None


def _kept(file: CommuneFile, set_id: str, version: str) -> CriteriaSet | None:
    """The set; None when it is gone or cannot be read, which is told as a kind of its own."""
    try:
        return criteria_sets.kept(file, set_id, version)
    except UserError:
        return None
