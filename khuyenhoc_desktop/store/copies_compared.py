"""What differs between the commune file as it is and a copy: how many records, of which years."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khuyenhoc_desktop.store import encryption
from khuyenhoc_desktop.store.errors import told_in_words
from khuyenhoc_desktop.store.schema import FACT_TABLES

# Rows that stand in one of the two only, or are not alike; what a household's number or thôn is counts too.
_DIFFERENT = "(SELECT * FROM {0}.{2} EXCEPT SELECT * FROM {1}.{2})"
_HOUSEHOLDS = {"household": "id", "residence": "household_id"}
_OTHER_SUBJECTS = {"person": "id", "clan": "id", "unit": "id", "clan_household": "clan_id"}
_DECISIONS = {"decision": "id", "ruling": "decision_id"}
_COUNTED = (*_HOUSEHOLDS, *_OTHER_SUBJECTS, *_DECISIONS, "score", "assessment")
_OTHERS = tuple(table for table in FACT_TABLES if table not in _COUNTED)
_BY_YEAR = {"score": "subject_id, year, stage, indicator", "assessment": "subject_id, year"}


@dataclass(frozen=True, slots=True)
class Differences:
    """Records that differ: households (and where they live), other subjects, scores and sheets by year, the rest.

    `subjects` are persons, clans and units; `decisions` differ themselves or in whom they name.
    """

    households: int
    subjects: int
    scores: dict[int, int]
    assessments: dict[int, int]
    decisions: int
    others: int

    @property
    def is_empty(self) -> bool:
        """Whether both hold the same facts."""
        counts = (self.households, self.subjects, self.scores, self.assessments, self.decisions, self.others)
        return not any(counts)


def compare(current: Path, copy: Path) -> Differences | None:
    """Compare the fact tables; None when the copy is of another schema version.

    Raises:
        UserError: corrupt, password_needed … for either of the two.
    """
    with told_in_words(), closing(encryption.connect(copy)) as both:
        name = encryption.target_name(current, encryption.key_for(current))
        both.execute("ATTACH ? AS now", (f"{name}&mode=ro",))
        if (
            both.execute("PRAGMA main.user_version").fetchall()
            != both.execute("PRAGMA now.user_version").fetchall()
        ):
            return None
        return Differences(
            households=_subjects(both, _HOUSEHOLDS),
            subjects=_subjects(both, _OTHER_SUBJECTS),
            scores=_by_year(both, "score"),
            assessments=_by_year(both, "assessment"),
            decisions=_subjects(both, _DECISIONS),
            others=_others(both),
        )


def _subjects(both: Any, tables: dict[str, str]) -> int:
    parts = [
        f"SELECT {key} FROM {_DIFFERENT.format(*pair, table)}"
        for table, key in tables.items()
        for pair in (("main", "now"), ("now", "main"))
    ]
    return int(both.execute(f"SELECT count(*) FROM ({' UNION '.join(parts)})").fetchall()[0][0])


def _by_year(both: Any, table: str) -> dict[int, int]:
    keys = _BY_YEAR[table]
    parts = [
        f"SELECT {keys} FROM {_DIFFERENT.format(*pair, table)}" for pair in (("main", "now"), ("now", "main"))
    ]
    return dict(both.execute(f"SELECT year, count(*) FROM ({' UNION '.join(parts)}) GROUP BY year ORDER BY year"))


def _others(both: Any) -> int:
    """Thôn, years, events, sets, settings …: the rows of the side on which more of them differ."""
    return max(_rows_only_in(both, "main", "now"), _rows_only_in(both, "now", "main"))


def _rows_only_in(both: Any, one: str, other: str) -> int:
    counts = [f"SELECT count(*) FROM {_DIFFERENT.format(one, other, table)}" for table in _OTHERS]
    return sum(row[0] for row in both.execute(" UNION ALL ".join(counts)))
