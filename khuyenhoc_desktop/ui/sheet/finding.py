"""Finding whose sheet is wanted: by words of the name, or by the code on the paper sheet, typed or read in."""

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.record_code import looks_like_code
from khuyenhoc_desktop.services import subjects
from khuyenhoc_desktop.services.subjects import Query, SubjectRow
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.sheet import texts

MOST_FOUND = 40


def find(context: Context, title: str, text: str) -> list[SubjectRow]:
    """Those of a title whose names fit; with a code the one that it names, of whatever title."""
    if looks_like_code(text):
        return _find_by_code(context, text)
    ids = subjects.find_ids(context.file, Query(context.year, text, title=title))[:MOST_FOUND]
    return subjects.rows(context.file, context.year, ids) if ids else []


def _find_by_code(context: Context, text: str) -> list[SubjectRow]:
    try:
        row, of_this_year = subjects.by_code(context.file, context.year, text)
    except UserError as refusal:
        context.notices.status(f"{refusal.message} {refusal.cure}")
        return []
    if row is None:
        context.notices.status(texts.CODE_UNKNOWN)
    elif not of_this_year:
        context.notices.status(texts.CODE_OTHER_YEAR.format(context.year, context.year))
    return [] if row is None else [row]
