"""What will happen, in words: how many, and by name those that give rise to doubt or are left out."""

from collections.abc import Sequence

from khuyenhoc_desktop.domain.subjects import KIND_OF
from khuyenhoc_desktop.services import subjects
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.recognition import Candidates, LeftOut, Mark, Preview
from khuyenhoc_desktop.services.subjects import NOUNS, counted
from khuyenhoc_desktop.ui.recognition import texts

NAMED = 3  # named one by one before "and so many more"


class Teller:
    """Tells of the subjects of one title in one year."""

    def __init__(self, file: CommuneFile, year: int, title: str) -> None:
        self._file, self._year, self._title = file, year, title

    def told(self, pattern: str, ids: Sequence[int], **more: str) -> str:
        """A sentence with the count and the names of these put in; "" for none."""
        if not ids:
            return ""
        names = self.names(ids) if "{names}" in pattern else ""
        return pattern.format(count=counted(self._title, len(ids)), names=names, **more)

    def count(self, pattern: str, count: int) -> str:
        """A sentence with a count put in; "" for none."""
        return pattern.format(count=counted(self._title, count)) if count else ""

    def names(self, ids: Sequence[int]) -> str:
        """«Nguyễn Văn An (Thôn Hạ), Lê Thị Bình (Thôn Thượng) và 12 hộ khác»."""
        rows = subjects.rows(self._file, self._year, ids[:NAMED])
        words = ", ".join(f"{row.name} ({row.group})" if row.group else row.name for row in rows)
        return words + self.count(texts.ONE_MORE, len(ids) - len(rows))

    def of_candidates(self, found: Candidates) -> str:
        """What «Đề nghị … đạt» is about to do."""
        noun = NOUNS[KIND_OF[self._title]]
        lines = [
            self.told(texts.PROPOSE_READY, found.ready) or texts.PROPOSE_NONE_READY.format(noun=noun),
            self.told(texts.PROPOSE_OUT, found.not_registered),
            self.told(texts.PROPOSE_UNVERIFIED, found.not_verified),
            self.told(texts.PROPOSE_ALREADY, found.proposed),
        ]
        return _lines(lines)

    def of_proposal(self, marks: Sequence[Mark]) -> str:
        """What proposing these means."""
        return (
            self.told(texts.PROPOSE_SELECTED_TEXT, [mark.id for mark in marks])
            + self.told(texts.PROPOSE_NOT_REACHED, [mark.id for mark in marks if not mark.reached])
            + self.told(texts.PROPOSE_NOT_REGISTERED, [mark.id for mark in marks if not mark.registered])
        )

    def of_recognition(self, marks: Sequence[Mark], ruled: Sequence[int]) -> str:
        """What recognising these means; `ruled` stand in a decision already and are left as they are."""
        lines = [
            self.told(texts.WILL, [mark.id for mark in marks]),
            self.told(texts.WILL_NOT_REACHED, [mark.id for mark in marks if not mark.reached]),
            self.told(texts.WILL_NOT_REGISTERED, [mark.id for mark in marks if not mark.registered]),
            self.told(texts.WILL_ANOTHER, ruled),
        ]
        return _lines(lines)

    def of_left_out(self, found: Sequence[LeftOut]) -> list[str]:
        """A line for each reason of being left out."""
        return [self.told(texts.LEFT_OUT, left.ids, reason=left.words) for left in found]

    def of_step(self, found: Preview) -> str:
        """Whom a bulk step takes, and whom it leaves out for which reason."""
        lines = [self.told(texts.TAKEN, found.taken) or texts.TAKEN_NONE]
        lines += self.of_left_out(found.left_out)
        lines.append(self.count(texts.UNPROPOSED, found.unproposed))
        return _lines(lines)


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(line for line in lines if line)
