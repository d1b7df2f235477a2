"""What will happen, in words: how many households, and by name those that give rise to doubt."""

from collections.abc import Sequence

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import households
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.recognition import Candidates, Mark
from khuyenhoc_desktop.ui.recognition import texts

NAMED = 5  # households named one by one before "and so many more"


def told(pattern: str, count: int, names: str = "") -> str:
    """A sentence with its count and names put in; "" for none."""
    return pattern.format(count=format_count(count), names=names) if count else ""


def names_of(file: CommuneFile, year: int, ids: Sequence[int]) -> str:
    """«Nguyễn Văn An (Thôn Hạ), Lê Thị Bình (Thôn Thượng) và 12 hộ khác»."""
    rows = households.rows(file, year, ids[:NAMED])
    words = ", ".join(f"{row.head_name} ({row.group})" for row in rows)
    return words + told(texts.ONE_MORE, len(ids) - len(rows))


def of_candidates(file: CommuneFile, year: int, found: Candidates) -> str:
    """What «Đề nghị hộ đạt» is about to do."""
    out = found.not_registered
    lines = [
        texts.PROPOSE_READY.format(count=format_count(len(found.ready))),
        told(texts.PROPOSE_OUT, len(out), names_of(file, year, out)),
        told(texts.PROPOSE_ALREADY, len(found.proposed)),
    ]
    return "\n".join(line for line in lines if line)


def of_proposal(file: CommuneFile, year: int, marks: Sequence[Mark]) -> str:
    """What proposing these households means."""
    text = told(texts.PROPOSE_SELECTED_TEXT, len(marks))
    missed = [mark.id for mark in marks if not mark.reached]
    strangers = [mark.id for mark in marks if not mark.registered]
    text += told(texts.PROPOSE_NOT_REACHED, len(missed), names_of(file, year, missed))
    return text + told(texts.PROPOSE_NOT_REGISTERED, len(strangers), names_of(file, year, strangers))


def of_recognition(file: CommuneFile, year: int, marks: Sequence[Mark]) -> str:
    """What recognising these households means."""
    missed = [mark.id for mark in marks if not mark.reached]
    strangers = [mark.id for mark in marks if not mark.registered]
    lines = [
        told(texts.WILL, len(marks)),
        told(texts.WILL_NOT_REACHED, len(missed), names_of(file, year, missed)),
        told(texts.WILL_NOT_REGISTERED, len(strangers), names_of(file, year, strangers)),
        told(texts.WILL_ANOTHER, sum(mark.recognised is True for mark in marks)),
    ]
    return "\n".join(line for line in lines if line)
