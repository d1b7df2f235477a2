"""A thôn as a learning community, and the commune as one: where it stands, and what it is made of."""

from dataclasses import dataclass

from khuyenhoc_desktop.domain.subjects import (
    COMMUNE_SUBJECT,
    LEARNING_CITIZEN,
    LEARNING_CLAN,
    LEARNING_COMMUNITY,
    LEARNING_FAMILY,
    LEARNING_UNIT,
)
from khuyenhoc_desktop.services import resting, subjects
from khuyenhoc_desktop.services.subjects import SubjectRow
from khuyenhoc_desktop.store import summary_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile

# What a thôn is made of, and what the commune has beside.
PARTS = (LEARNING_CITIZEN, LEARNING_FAMILY, LEARNING_CLAN, LEARNING_UNIT)
WHOLE = (*PARTS, LEARNING_COMMUNITY)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many subjects of one title count in a thôn or in the commune, and how far they are."""

    total: int = 0
    registered: int = 0
    reached: int = 0
    proposed: int = 0
    recognised: int = 0


@dataclass(frozen=True, slots=True)
class Community:
    """A thôn or the commune in a year.

    `parts` are the titles below it with how many count there and how far they are; `rests` a sentence for each
    derived indicator of its own sheet. `group_id` is None for the commune.
    """

    row: SubjectRow
    group_id: int | None
    parts: tuple[tuple[str, Standing], ...]
    rests: tuple[str, ...]


def community(file: CommuneFile, year: int, group_id: int | None) -> Community:
    """A thôn, or the commune where `group_id` is None.

    Raises:
        UserError: no_subject.
    """
    subject = COMMUNE_SUBJECT if group_id is None else group_id
    row = subjects.get(file, year, subject)
    found = standings(file, year, group_id)
    titles = WHOLE if group_id is None else PARTS
    return Community(
        row,
        group_id,
        tuple((title, found.get(title, Standing())) for title in titles),
        tuple(resting.sentences(file, year, row.title, subject)),
    )


def standings(file: CommuneFile, year: int, group_id: int | None = None) -> dict[str, Standing]:
    """By title: what counts in a thôn (None: in the commune). A title of which nobody counts has no entry."""
    found = summary_queries.standings(file, year, group_id)
    return {title: Standing(*numbers) for title, numbers in found.items()}
