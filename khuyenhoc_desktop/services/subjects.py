"""Whoever strives for a title, by one id: person, household, clan, unit, thôn or the commune itself.

The one place that names subjects of all kinds, for screens and papers that serve all titles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.record_code import parse_code
from khuyenhoc_desktop.domain.subjects import (
    CLAN,
    COMMUNE,
    COMMUNE_SUBJECT,
    HOUSEHOLD,
    KIND_OF,
    LEARNING_COMMUNITY,
    PERSON,
    RESIDENTIAL_GROUP,
    UNIT,
)
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import communes
from khuyenhoc_desktop.services.groups import group_rank
from khuyenhoc_desktop.store import subject_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.subject_queries import SORTS, Query, SubjectRow

__all__ = ["NOUNS", "SORTS", "Query", "SubjectRow", "by_code", "counted", "find_ids", "get", "rows"]

# What one of a kind is called, as sentences need it ("Chấm điểm hộ Trần Văn An").
NOUNS: Final[Mapping[str, str]] = {
    PERSON: "công dân",
    HOUSEHOLD: "hộ",
    CLAN: "dòng họ",
    UNIT: "đơn vị",
    RESIDENTIAL_GROUP: "thôn, tổ dân phố",
    COMMUNE: "xã, phường",
}


def find_ids(file: CommuneFile, query: Query) -> list[int]:
    """The ids of the subjects of a title that are there in the year, in the order asked for."""
    needs_rank = query.sort == "group" or query.title == LEARNING_COMMUNITY
    return subject_queries.find_ids(file, query, group_rank(file, query.year) if needs_rank else {})


def rows(file: CommuneFile, year: int, ids: Sequence[int]) -> list[SubjectRow]:
    """The rows of these subjects of any kind (a screenful, at most some thousands, at once)."""
    found = subject_queries.rows(file, year, ids)
    if COMMUNE_SUBJECT not in ids:
        return found
    name = communes.facts(file).full_name
    name = name[:1].upper() + name[1:]
    return [replace(row, name=name) if row.kind == COMMUNE else row for row in found]


def get(file: CommuneFile, year: int, subject_id: int) -> SubjectRow:
    """One subject.

    Raises:
        UserError: no_subject.
    """
    found = rows(file, year, [subject_id])
    if not found:
        raise UserError(
            "no_subject",
            "Người, hộ hoặc đơn vị này không còn trong tệp.",
            "Nạp lại danh sách rồi chọn mục khác.",
        )
    return found[0]


def counted(title: str, count: int) -> str:
    """«12 hộ», «3 đơn vị»: so many subjects of a title."""
    kind = KIND_OF[title]
    return f"{format_count(count)} {NOUNS[kind]}"


def by_code(file: CommuneFile, year: int, typed: str) -> tuple[SubjectRow | None, bool]:
    """Whose paper sheet carries a code, and whether it was printed for this year; None when nobody here.

    Raises:
        UserError: code_format, code_check (a character is wrong or two are exchanged).
    """
    record = parse_code(typed)
    found = rows(file, year, [record.subject_id])
    return (found[0] if found else None), record.is_of(year)
