"""Which of many copies are kept: thick for today, thinner the older they are. Pure: times in, times out."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

NEWEST_KEPT = 3  # whatever their age: a file that rests for a year must not lose its last copies
FRESH = timedelta(hours=2)  # every copy of the last two hours is kept


@dataclass(frozen=True, slots=True)
class _Rhythm:
    """One copy is kept for each `bucket` (an hour, a day …) that is not older than `reach`."""

    reach: timedelta
    bucket: Callable[[datetime], Hashable]


RHYTHMS = (
    _Rhythm(timedelta(hours=24), lambda made: (made.date(), made.hour)),
    _Rhythm(timedelta(days=14), lambda made: made.date()),
    _Rhythm(timedelta(weeks=8), lambda made: made.isocalendar()[:2]),
    _Rhythm(timedelta(days=750), lambda made: (made.year, made.month)),
)


def superfluous(made: Collection[datetime], now: datetime) -> set[datetime]:
    """The times whose copies may go.

    Kept are the newest three, all of the last two hours, and the newest of each hour for a day, of each day for
    two weeks, of each week for eight weeks, of each month for two years. A time after `now` (the clock was set
    back) is always kept and stands in no other copy's way.
    """
    past = sorted((one for one in made if one <= now), reverse=True)
    kept = set(past[:NEWEST_KEPT]) | {one for one in past if now - one <= FRESH}
    for rhythm in RHYTHMS:
        kept |= _newest_of_each(past, rhythm, now)
    return set(past) - kept


def _newest_of_each(past: list[datetime], rhythm: _Rhythm, now: datetime) -> set[datetime]:
    newest: dict[Hashable, datetime] = {}
    for one in past:
        if now - one <= rhythm.reach:
            newest.setdefault(rhythm.bucket(one), one)
    return set(newest.values())
