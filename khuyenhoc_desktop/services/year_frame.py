"""The frame of a year: whether it is locked, by when each step is due, from which age citizens count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from khuyenhoc_desktop.domain.problems import Problem, UserError, error
from khuyenhoc_desktop.domain.subjects import DEFAULT_BASE_AGE
from khuyenhoc_desktop.domain.text import format_date
from khuyenhoc_desktop.store import year_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile

# The steps of the round that may be due by a day, in order.
STEPS: Final = {
    "registration": "Đăng ký",
    "self_score": "Tự chấm điểm",
    "review": "Thôn, chi hội bình xét",
    "verification": "Xã thẩm định",
    "proposal": "Đề nghị công nhận",
    "decision": "Quyết định công nhận",
    "handover": "Nộp kết quả lên cấp trên",
}
LOWEST_AGE, HIGHEST_AGE = 6, 60


@dataclass(frozen=True, slots=True)
class Frame:
    """A year's frame. `locked_at` is an ISO time or None, `lock_reason` the last reason given, for or against.

    `base_age` is in years; `rolled_from` the year it was rolled over from, `rolled_into` the one it went over to.
    """

    year: int
    locked_at: str | None
    lock_reason: str | None
    rolled_from: int | None
    rolled_into: int | None
    base_age: int
    deadlines: Mapping[str, date]

    @property
    def is_locked(self) -> bool:
        """Whether nothing of the year may change."""
        return self.locked_at is not None


def frame(file: CommuneFile, year: int) -> Frame:
    """The frame of a year.

    Raises:
        UserError: no_year.
    """
    row = year_queries.frame(file, year)
    if row is None:
        raise UserError("no_year", f"Tệp chưa có năm {year}.", "Chọn năm khác ở góc trên cửa sổ.")
    locked_at, reason, rolled_from, base_age = row
    days = {step: date.fromisoformat(day) for step, day in year_queries.deadlines(file, year).items()}
    into = year_queries.rolled_into(file, year)
    return Frame(year, locked_at, reason, rolled_from, into, base_age or DEFAULT_BASE_AGE, days)


def set_deadlines(file: CommuneFile, year: int, days: Mapping[str, date | None]) -> None:
    """Set by when steps of a year are due; None takes a deadline away, steps not named stay.

    Raises:
        UserError: bad_deadline with every problem: a day outside the year and the one after it.
    """
    problems = tuple(_out_of_range(year, step, day) for step, day in days.items() if day and _is_out(year, day))
    if problems:
        raise UserError("bad_deadline", problems[0].message, problems[0].cure, problems=problems)
    known = frame(file, year).deadlines
    with file.action("year.deadlines", f"Đặt hạn các bước năm {year}") as action:
        for step, day in days.items():
            if known.get(step) != day:
                year_queries.set_deadline(action, year, step, day.isoformat() if day else None)


def set_base_age(file: CommuneFile, year: int, age: int) -> None:
    """From which age (in years) citizens count in a year's figures; the figures follow.

    Raises:
        UserError: bad_age; year_locked.
    """
    if not LOWEST_AGE <= age <= HIGHEST_AGE:
        raise UserError(
            "bad_age",
            f"Tuổi {age} không hợp lệ.",
            f"Gõ số từ {LOWEST_AGE} đến {HIGHEST_AGE}, ví dụ 15, 16 hoặc 18.",
            place="base_age",
        )
    with file.action("year.base_age", f"Tính công dân từ {age} tuổi, năm {year}") as action:
        if age != frame(file, year).base_age:
            year_queries.set_base_age(action, year, age)


def citizens(file: CommuneFile, year: int) -> tuple[int, int]:
    """How many persons of a year do not count (too young, of unknown age, living elsewhere), and how many do."""
    return year_queries.frame_of_citizens(file, year)


def _is_out(year: int, day: date) -> bool:
    return day.year not in (year, year + 1)


def _out_of_range(year: int, step: str, day: date) -> Problem:
    return error(
        "bad_deadline",
        f"Hạn {STEPS[step].lower()} ({format_date(day)}) không thuộc năm {year} hay năm {year + 1}.",
        "Gõ lại ngày, tháng, năm.",
        step,
    )
