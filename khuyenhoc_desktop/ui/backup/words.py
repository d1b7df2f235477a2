"""What the page says of copies: why they are there, what differs from now, how old they are."""

from collections.abc import Iterator
from datetime import datetime

from khuyenhoc_desktop.domain.text import format_count, format_points
from khuyenhoc_desktop.services.backup import Copy, CopyFacts
from khuyenhoc_desktop.services.backup_restore import Password, Preview
from khuyenhoc_desktop.services.left_files import Room
from khuyenhoc_desktop.ui.backup import texts

MEGABYTE = 1_000_000
LATER_SHOWN = 4
PASSWORD_WORDS = {
    Password.SAME: "",
    Password.KEPT: texts.PASSWORD_KEPT,
    Password.COMES: texts.PASSWORD_COMES,
}


def why(copy: Copy) -> str:
    """Why a copy was made, or what a file that was put aside is."""
    for start, words in texts.KEPT_REASONS.items():
        if copy.path.name.startswith(start):
            return words
    return texts.REASONS.get(copy.facts.reason if copy.facts else "", texts.REASONS[""])


def state(copy: Copy) -> str:
    """Whether a copy was checked."""
    if copy.facts is None:
        return texts.UNREADABLE
    if not copy.is_checked:
        return texts.NOT_CHECKED
    return texts.CHECKED_ALL if copy.facts.recomputed == "all" else texts.CHECKED


def room(taken: Room) -> str:
    """How much room the copies take, and the files put aside if there are any."""
    told = texts.ROOM.format(copies=format_count(taken.copies), copies_size=size(taken.copies_bytes))
    if not taken.aside:
        return told
    aside = texts.ROOM_ASIDE.format(aside=format_count(taken.aside), aside_size=size(taken.aside_bytes))
    return f"{told} {aside}"


def size(count: int) -> str:
    """A number of bytes in megabytes with one decimal, at least 0,1."""
    tenths = max(round(count * 10 / MEGABYTE), 1)
    return texts.SIZE_WORDS.format(format_points(tenths * 10))


def when(moment: datetime) -> str:
    """«22/11/2026 14:03»."""
    return f"{moment:%d/%m/%Y %H:%M}"


def age(at: datetime | None, now: datetime) -> str:
    """How long ago: «hôm nay», «2 ngày trước»; a moment to come (the clock was set back) by its date."""
    if at is None:
        return texts.NEVER
    days = (now.date() - at.date()).days
    if days < 0:
        return f"{at:%d/%m/%Y}"
    return (texts.TODAY, texts.YESTERDAY)[days] if days < 2 else texts.DAYS_AGO.format(days)


def side(facts: CopyFacts) -> str:
    """«3.321 hộ, 8.120 người, 120.300 điểm, các năm 2025, 2026»; of what there is nothing nothing is said."""
    years = ", ".join(map(str, facts.years))
    told = (texts.ONE_YEAR if len(facts.years) == 1 else texts.YEARS).format(years)
    others = [
        words.format(format_count(count))
        for field, words in texts.SIDE_OTHERS.items()
        if (count := getattr(facts, field))
    ]
    return texts.SIDE.format(
        households=format_count(facts.households),
        others="".join(others),
        scores=format_count(facts.scores),
        years=told,
    )


def preview(name: str, made: datetime, seen: Preview) -> str:
    """What the officer reads before agreeing to a restore."""
    parts = [
        texts.ASK_HEAD.format(name=name, when=when(made)),
        texts.ASK_SIDES.format(now=side(seen.now), copy=side(seen.copy)),
        _differences(seen),
        _later(seen),
        PASSWORD_WORDS[seen.password],
        texts.ASK_FOOT,
    ]
    return "\n\n".join(part for part in parts if part)


def _differences(seen: Preview) -> str:
    if seen.differences is None:
        return texts.OLDER_SCHEMA
    if seen.differences.is_empty:
        return texts.SAME
    return texts.DIFFERENT.format(", ".join(_each_difference(seen)))


def _each_difference(seen: Preview) -> Iterator[str]:
    found = seen.differences
    assert found is not None
    if found.households:
        yield texts.DIFFERENT_HOUSEHOLDS.format(format_count(found.households))
    if found.subjects:
        yield texts.DIFFERENT_SUBJECTS.format(format_count(found.subjects))
    for year, count in found.scores.items():
        yield texts.DIFFERENT_SCORES.format(count=format_count(count), year=year)
    for year, count in found.assessments.items():
        yield texts.DIFFERENT_SHEETS.format(count=format_count(count), year=year)
    if found.decisions:
        yield texts.DIFFERENT_DECISIONS.format(format_count(found.decisions))
    if found.others:
        yield texts.DIFFERENT_OTHERS.format(format_count(found.others))


def _later(seen: Preview) -> str:
    if seen.later is None:
        return texts.NO_LINE
    if not seen.later:
        return ""
    lines = [f"• {line}" for line in seen.later[:LATER_SHOWN]]
    if len(seen.later) > LATER_SHOWN:
        lines.append(texts.LATER_MORE.format(len(seen.later) - LATER_SHOWN))
    return texts.LATER.format(count=len(seen.later), lines="\n".join(lines))
