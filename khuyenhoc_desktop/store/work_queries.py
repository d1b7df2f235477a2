"""How far each residential group is with the work of a year, out of the standings."""

from khuyenhoc_desktop.store.commune_file import CommuneFile

_COUNTS = """
SELECT group_id, count(*), sum(registered),
       sum(registered AND outcome IN ('reached', 'not_reached')),
       sum(registered AND outcome = 'incomplete'),
       sum(NOT registered AND entered > 0),
       sum(registered AND outcome = 'reached'),
       sum(registered AND outcome = 'reached' AND NOT proposed AND recognised IS NULL),
       sum(proposed AND recognised IS NULL),
       sum(proposed), sum(recognised IS NOT NULL), sum(coalesce(recognised, 0))
FROM standing WHERE year = ? AND title = 'learning_family' GROUP BY group_id
"""


def counts(file: CommuneFile, year: int) -> dict[int, tuple[int, ...]]:
    """By group: total, registered, complete, incomplete, scored unregistered, reached, to propose, to decide,
    proposed, decided, recognised households.
    """  # noqa: D205
    return {row[0]: row[1:] for row in file.query(_COUNTS, (year,))}
