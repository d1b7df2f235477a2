"""Going over to the next year (Chuyển năm): once, with one action that can be undone.

Subjects need no carrying: each says itself in which years it is there. What goes over are the choices of criteria
sets, the deadlines a year later, the targets, the base age, and the registrations of the titles asked for.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes
from khuyenhoc_desktop.services.year_frame import Frame, frame
from khuyenhoc_desktop.store import assessment_queries, criteria_queries, year_queries
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile


@dataclass(frozen=True, slots=True)
class RollTitle:
    """A title in a roll-over: how many registered in the old year, and whose registration would go over."""

    title: str
    registered: int
    carried: tuple[int, ...]

    @property
    def left(self) -> int:
        """Registered ones that are no longer there, or have a sheet in the new year already."""
        return self.registered - len(self.carried)


@dataclass(frozen=True, slots=True)
class RollPreview:
    """What a roll-over is going to do. `is_open`: the new year was opened before, and only what lacks is added."""

    from_year: int
    year: int
    is_open: bool
    titles: tuple[RollTitle, ...]
    deadlines: Mapping[str, date]
    targets: int
    base_age: int


def roll_preview(file: CommuneFile, from_year: int) -> RollPreview:
    """What a roll-over from a year would do.

    Raises:
        UserError: no_year, already_rolled, bad_year; year_locked when the new year is there and locked.
    """
    old = frame(file, from_year)
    year = from_year + 1
    _refuse(file, old, year)
    registered = year_queries.registered(file, from_year)
    titles = tuple(
        RollTitle(title, registered.get(title, 0), tuple(year_queries.carried(file, title, from_year, year)))
        for title in TITLES
    )
    days = {step: _a_year_later(day) for step, day in old.deadlines.items()}
    is_open = year_queries.frame(file, year) is not None
    return RollPreview(
        from_year, year, is_open, titles, days, len(year_queries.targets(file, from_year)), old.base_age
    )


def roll_over(file: CommuneFile, from_year: int, carry_registrations: Collection[str] = ()) -> RollPreview:
    """Go over to the next year; returns what was done. `carry_registrations` names titles.

    Raises what roll_preview raises.
    """
    found = roll_preview(file, from_year)
    with file.action("year.roll", f"Chuyển năm {from_year} sang năm {found.year}") as action:
        _open(action, found)
        criteria_queries.carry_choices(action, found.year)
        days = [(step, day.isoformat()) for step, day in found.deadlines.items()]
        year_queries.add_deadlines(action, found.year, days)
        year_queries.carry_targets(action, from_year, found.year)
        for title in found.titles:
            if title.title in carry_registrations:
                _register(action, found.year, title)
    return found


def _open(action: Action, found: RollPreview) -> None:
    """Open the year, or note of one opened before where it comes from."""
    if not found.is_open:
        year_queries.add_year(action, found.year)
    year_queries.note_rolled(action, found.from_year, found.year)


def _register(action: Action, year: int, title: RollTitle) -> None:
    assessment_queries.begin(action, year, title.title, title.carried)
    assessment_queries.register(action, year, title.carried, True)


def _refuse(file: CommuneFile, old: Frame, year: int) -> None:
    if old.rolled_into is not None:
        raise UserError(
            "already_rolled",
            f"Năm {old.year} đã chuyển sang năm {old.rolled_into} rồi.",
            f"Chọn năm {old.rolled_into} ở góc trên cửa sổ; nếu muốn làm lại thì hoàn tác việc chuyển năm.",
        )
    communes.check_year(year)
    known = year_queries.frame(file, year)
    if known is not None and known[0] is not None:
        raise UserError(
            "year_locked",
            f"Năm {year} đã có và đang khóa.",
            f"Mở khóa năm {year} trước nếu cần chuyển số liệu sang.",
        )


def _a_year_later(day: date) -> date:
    """The same day of the next year; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
