"""What the check finds: a kind of fault with its words, its places, and how it is put right if it can be."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from khuyenhoc_desktop.domain.problems import Problem, Severity, error, warning
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.handover.places import NAMED_PLACES, Place
from khuyenhoc_desktop.store.check_queries_repairs import Fix

RECOMPUTABLE = "Bấm Sửa những lỗi sửa được: chương trình tính lại, số liệu gốc không thay đổi."
REPAIRABLE = "Bấm Sửa những lỗi sửa được. Việc sửa ghi thành một dòng trong Nhật ký và hoàn tác được."


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind of fault and where it is. `fixes` put all of it right; `rebuild` and `reindex` recompute.

    `page` and `target` lead to the first place ("" = nowhere); `count` is of all places.
    """

    problem: Problem
    count: int = 1
    places: tuple[Place, ...] = ()
    fixes: tuple[Fix, ...] = ()
    rebuild: bool = False
    reindex: bool = False
    page: str = ""
    target: dict[str, Any] = field(default_factory=dict)

    @property
    def is_repairable(self) -> bool:
        """Whether the program can put it right without deciding anything."""
        return bool(self.fixes) or self.rebuild or self.reindex


@dataclass(frozen=True, slots=True)
class Kind:
    """The words of a kind: `{}` is how many. `page` is where a person puts it right ("" = nowhere)."""

    message: str
    cure: str = ""
    page: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a fault: its name, the household or thôn, the year."""

    label: str | None
    ident: int | None = None
    year: int | None = None

    @property
    def words(self) -> str:
        """The name with the year, where there is one; a damaged row may have no name."""
        label = self.label or "không có tên"
        return f"{label} (năm {self.year})" if self.year else label


def finding(
    code: str,
    kind: Kind,
    spots: Sequence[Spot],
    *,
    count: int | None = None,
    fixes: Sequence[Fix] = (),
    rebuild: bool = False,
    reindex: bool = False,
) -> Finding:
    """A finding of a kind at these spots; the first of them are named."""
    places = tuple(_place(kind.page, spot) for spot in spots[:NAMED_PLACES])
    many = len(spots) if count is None else count
    message = kind.message.format(format_count(many))
    if places:
        message += ": " + "; ".join(place.text for place in places) + ("; …" if many > len(places) else "")
    cure = REPAIRABLE if fixes else RECOMPUTABLE if rebuild or reindex else kind.cure
    told = error if kind.severity is Severity.ERROR else warning
    return Finding(
        told(code, message, cure),
        many,
        places,
        tuple(fixes),
        rebuild,
        reindex,
        kind.page,
        places[0].target if places else {},
    )


# Under which name a page takes the id of what it is to show.
_TARGETS = {
    "households": "household",
    "persons": "person",
    "clans": "clan",
    "units": "unit",
    "groups": "group",
    "sheet": "subject",
    "recognition": "subject",
}


def _place(page: str, spot: Spot) -> Place:
    target = {"year": spot.year} if spot.year else {}
    if spot.ident is not None and page in _TARGETS:
        target[_TARGETS[page]] = spot.ident
    return Place(spot.words, page, target)
