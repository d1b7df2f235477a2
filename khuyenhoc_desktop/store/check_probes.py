"""What the probes of the check share: days, names of subjects, who is in the wastebasket."""

from typing import NamedTuple

from khuyenhoc_desktop.domain.subjects import COMMUNE_SUBJECT


class Probe(NamedTuple):
    """How a kind of fault is found; `fix` is "" where a person must decide.

    `find` gives rows (label, id, year, key ...): the label names the place to a person, `fix` is run once for each
    row, with its columns after the first three.
    """

    find: str
    fix: str = ""


# No date or year of birth may lie beyond this year: the clock's or the newest one kept, whichever is later.
NOW = (
    "max(CAST(strftime('%Y', 'now', 'localtime') AS INTEGER),"
    " (SELECT coalesce(max(year), 0) FROM assessment_year))"
)
IS_DAY = "date({0}) IS {0} AND {0} GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_YEAR = "CAST(substr({0}, 1, 4) AS INTEGER)"
SOUND_DAY = f"({IS_DAY} AND {_YEAR} BETWEEN 1990 AND {NOW} + 1)"
SOUND_BIRTH = f"(({{0}} GLOB '[12][0-9][0-9][0-9]' OR {IS_DAY}) AND {_YEAR} BETWEEN 1900 AND {NOW})"
SOUND_NUMBER = "({0} NOT GLOB '*[^0-9]*' AND length({0}) IN (9, 12))"

_LISTED = ("household", "person", "clan", "unit")
# The name of a subject of any kind: looked up only for what is found, so it costs nothing where all is well.
NAME = (
    "coalesce((SELECT head_name FROM household WHERE id = {0}), (SELECT name FROM person WHERE id = {0}),"
    " (SELECT name FROM clan WHERE id = {0}), (SELECT name FROM unit WHERE id = {0}),"
    f" (SELECT name FROM residential_group WHERE id = {{0}}), iif({{0}} = {COMMUNE_SUBJECT}, 'Toàn xã', NULL))"
)
IN_WASTEBASKET = (
    "("
    + " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE id = {{0}} AND deleted_at NOTNULL)" for table in _LISTED)
    + ")"
)


def sheets(where: str, more: str = "", keys: str = "") -> str:
    """A query for the sheets, of subjects that are there, of which `where` is true.

    `more` is added to the name, `keys` are for the fix.
    """
    return (
        f"SELECT {NAME.format('a.subject_id')}{more}, a.subject_id, a.year{keys} FROM assessment a"
        f" WHERE ({where}) AND NOT {IN_WASTEBASKET.format('a.subject_id')}"
        f" AND {NAME.format('a.subject_id')} NOTNULL"
    )
