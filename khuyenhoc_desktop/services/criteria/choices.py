"""What may be chosen in a cell of the tables, where it is one of a few words."""

from collections.abc import Mapping
from typing import Final

from khuyenhoc_desktop.domain.criteria_compare import POLICY_NAMES
from khuyenhoc_desktop.domain.scoring_texts import OUTCOME_NAMES, REASON_NAMES
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS
from khuyenhoc_desktop.services.criteria.tables import (
    EXAMPLES,
    KINDS,
    LINES,
    MEASURE_NAMES,
    PROVENANCE_NAMES,
    RULE_KIND_NAMES,
    RULES,
    SOURCE_NAMES,
    TITLE_NAMES,
)

_CHOICES: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    (LINES, "kind"): tuple(KINDS.values()),
    (LINES, "na"): ("được",),
    (LINES, "required"): ("không",),
    (LINES, "measure"): tuple(MEASURE_NAMES.values()),
    (LINES, "source"): tuple(SOURCE_NAMES.values()),
    (RULES, "title"): tuple(TITLE_NAMES.values()),
    (RULES, "person_group"): tuple(PERSON_GROUPS.values()),
    (RULES, "provenance"): tuple(PROVENANCE_NAMES.values()),
    (RULES, "kind"): tuple(RULE_KIND_NAMES.values()),
    (RULES, "not_applicable"): tuple(POLICY_NAMES.values()),
    (EXAMPLES, "outcome"): tuple(OUTCOME_NAMES.values()),
    (EXAMPLES, "reasons"): tuple(REASON_NAMES.values()),
}
_LONGEST_LIST = 255
"""Letters; Excel takes no longer list of choices in a cell."""


def choices_of(table: str, key: str) -> tuple[str, ...]:
    """The words that a cell may hold; () where anything may be typed."""
    return _CHOICES.get((table, key), ())


def excel_choices(table: str, key: str) -> tuple[str, ...]:
    """The same where Excel can offer them."""
    found = choices_of(table, key)
    fits = len(",".join(found)) <= _LONGEST_LIST and not any("," in word for word in found)
    return found if fits else ()
