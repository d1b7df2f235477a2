"""What somebody wants printed."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import format_date
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.documents import words
from khuyenhoc_desktop.services.documents.kinds import ALL, RECOGNISED, WHO, Kind, kind_of
from khuyenhoc_desktop.services.groups import list_groups
from khuyenhoc_desktop.store import document_queries
from khuyenhoc_desktop.store.document_queries import DecisionLine, Sought, SubjectLine

LONGEST_PART = 40  # letters of a thôn's name in a file name


@dataclass(frozen=True, slots=True)
class Request:
    """A kind of paper for a title in a year: of a thôn, of those in a standing (`who`), or of these ids.

    `size` is one of the kind's sizes, `day` what is printed as the paper's day, `decision_id` the decision whose
    list or certificates are wanted (None = the last one of the year), `set_key` the
    criteria set of a blank sheet (None = those of the year).
    """

    kind: str
    title: str
    year: int
    group_id: int | None = None
    who: str = ""
    ids: tuple[int, ...] | None = None
    size: str = ""
    day: date | None = None
    decision_id: int | None = None
    set_key: tuple[str, str] | None = None

    @property
    def known_kind(self) -> Kind:
        """The kind itself; raises what kind_of raises."""
        return kind_of(self.kind, self.title)

    @property
    def is_decided(self) -> bool:
        """Whether it prints what a decision says: a decision or certificates, for those recognised."""
        return self.kind in ("decision", "certificates") and self.wanted == RECOGNISED

    @property
    def wanted(self) -> str:
        """Whom it holds."""
        return self.who or self.known_kind.who or ALL


def count(file: CommuneFile, request: Request) -> int:
    """How many subjects the paper would hold."""
    return document_queries.count(file, _sought(file, request))


def decision_of(file: CommuneFile, request: Request) -> DecisionLine | None:
    """The decision asked for, else the last of the year; None for a draft, and while there is none."""
    if not request.is_decided:
        return None
    known = document_queries.decisions(file, request.title, request.year)
    if request.decision_id is not None:
        return next((one for one in known if one.id == request.decision_id), None)
    return known[-1] if known else None


def lines(file: CommuneFile, request: Request) -> list[SubjectLine]:
    """The subjects the paper holds, by thôn and name.

    Raises:
        UserError: nothing_to_print.
    """
    found = document_queries.subject_lines(file, _sought(file, request))
    if not found:
        raise _nothing(request)
    return in_order(file, request, found)


def decisions_of(file: CommuneFile, title: str, year: int) -> list[DecisionLine]:
    """The decisions of a title in a year, oldest first."""
    return document_queries.decisions(file, title, year)


def decision_words(decision: DecisionLine) -> str:
    """«12/QĐ-UBND, ngày 05/11/2026»."""
    if not decision.decided_on:
        return decision.number
    return f"{decision.number}, ngày {format_date(date.fromisoformat(decision.decided_on))}"


def _sought(file: CommuneFile, request: Request) -> Sought:
    """Whom the paper holds; the list of a decision is whom that names."""
    decision = decision_of(file, request) if request.ids is None else None
    return Sought(
        request.title,
        request.year,
        request.wanted,
        request.group_id,
        request.ids,
        decision.id if decision else None,
    )


def in_order(file: CommuneFile, request: Request, found: Sequence[SubjectLine]) -> list[SubjectLine]:
    """By thôn as they are listed, then by name in Vietnamese order."""
    from khuyenhoc_desktop.domain.text import name_sort_key, text_sort_key

    is_of_people = words.words_of(request.title)[1].startswith("Họ và tên")
    key = name_sort_key if is_of_people else text_sort_key
    rank = {group.id: place for place, group in enumerate(list_groups(file, request.year, with_ended=True))}
    last = len(rank)
    return sorted(found, key=lambda line: (rank.get(line.group_id or 0, last), key(line.name), line.id))


def group_names(file: CommuneFile, year: int) -> dict[int | None, str]:
    """The names of all thôn; of None: nothing."""
    return {None: "", **{group.id: group.name for group in list_groups(file, year, with_ended=True)}}


def file_stem(file: CommuneFile, request: Request) -> str:
    """A file's name without its ending: kind, title, thôn, year; letters without marks, few enough for a path."""
    kind = request.known_kind
    parts = [kind.file_name]
    if kind.by_title:
        parts.append(words.title_name(request.title))
    if request.group_id is not None:
        parts.append(group_names(file, request.year).get(request.group_id, ""))
    parts.append(str(request.year))
    return "-".join(_plain(part) for part in parts if part)


def _plain(text: str) -> str:
    """The text in small letters without marks, other characters as «-»."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    kept = "".join(c if c.isalnum() else "-" for c in letters if not unicodedata.combining(c))
    return "-".join(filter(None, kept.encode("ascii", "ignore").decode().split("-")))[:LONGEST_PART]


def _nothing(request: Request) -> UserError:
    subjects, title = words.words_of(request.title)[0], words.title_name(request.title)
    whom = WHO[request.wanted].lower()
    return UserError(
        "nothing_to_print",
        f"Năm {request.year} không có {subjects} nào thuộc diện «{whom}» cho danh hiệu {title} để in.",
        "Chọn thôn khác, chọn lại «In cho», hoặc ghi đăng ký, đề nghị, công nhận trước.",
    )
