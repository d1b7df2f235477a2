"""Where households live: writing a residence, which goes on in the thôn that theirs is merged into later."""

from collections.abc import Iterable, Sequence

from khuyenhoc_desktop.store.action import Action

_LIVE_IN = (
    "INSERT INTO residence VALUES (?, ?, ?, 0) ON CONFLICT DO UPDATE SET group_id = excluded.group_id, away = 0"
)
# Who goes away keeps the thôn they were in, so that the list and a return know it.
_GO_AWAY = (
    "INSERT INTO residence SELECT household_id, ?2, group_id, 1 FROM residence"
    " WHERE household_id = ?1 AND from_year <= ?2 ORDER BY from_year DESC LIMIT 1"
    " ON CONFLICT DO UPDATE SET away = 1"
)
_GO_OVER = (
    "INSERT INTO residence SELECT household_id, ?2, ?3, away FROM residence"
    " WHERE household_id = ?1 AND from_year <= ?2 ORDER BY from_year DESC LIMIT 1"
    " ON CONFLICT DO UPDATE SET group_id = excluded.group_id"
)
# Who is put, in an early year, into a thôn that is merged later goes with it, unless he moves before that.
_FOLLOW = (
    "INSERT OR IGNORE INTO residence SELECT r.household_id, g.valid_to + 1, g.merged_into, 0 FROM residence r"
    " JOIN residential_group g ON g.id = r.group_id WHERE r.household_id = ? AND g.merged_into IS NOT NULL"
    " AND g.valid_to >= r.from_year AND NOT r.away AND NOT EXISTS (SELECT 1 FROM residence x"
    " WHERE x.household_id = r.household_id AND x.from_year > r.from_year AND x.from_year <= g.valid_to + 1)"
)
# Who comes back to a thôn that is no more in that year lives in what it was merged into.
_COME_OVER = (
    "UPDATE residence SET group_id = (SELECT merged_into FROM residential_group WHERE id = group_id)"
    " WHERE household_id = ? AND EXISTS (SELECT 1 FROM residential_group g WHERE g.id = group_id"
    " AND g.merged_into IS NOT NULL AND g.valid_to < from_year)"
)
_ANY_MERGED = "SELECT count(*) FROM residential_group WHERE merged_into IS NOT NULL"


def reside(action: Action, homes: Iterable[Sequence[int]]) -> None:
    """From a year on these households live in these groups: (household, year, group)."""
    rows = list(homes)
    live_in(action, rows)
    follow_merges(action, {row[0] for row in rows})


def live_in(action: Action, homes: Iterable[Sequence[int]]) -> None:
    """What reside() writes first: for a step of many, after which follow_merges() is called once."""
    action.executemany(_LIVE_IN, homes)


def go_away(action: Action, households: Iterable[int], year: int) -> None:
    """From a year on these households are away."""
    action.executemany(_GO_AWAY, ((household, year) for household in households))


def go_over(action: Action, households: Iterable[int], year: int, source: int, into: int) -> None:
    """From a year on these households of a group, and whoever comes to it later, live in another."""
    action.executemany(_GO_OVER, ((household, year, into) for household in households))
    sql = "UPDATE residence SET group_id = ? WHERE group_id = ? AND from_year > ?"
    action.execute(sql, (into, source, year))


def come_back(action: Action, households: Iterable[int]) -> None:
    """Let households that come back to where they lived go on in what that was merged into since."""
    merged = action.execute(_ANY_MERGED)[0][0]
    ids = [(household,) for household in households] if merged else []
    for _ in range(merged if ids else 0):
        action.executemany(_COME_OVER, ids)
    follow_merges(action, [household for (household,) in ids])


def follow_merges(action: Action, households: Iterable[int]) -> None:
    """Let households go on in what their group was merged into later, step by step along a chain of merges."""
    merged = action.execute(_ANY_MERGED)[0][0]
    ids = [(household,) for household in households] if merged else []
    for _ in range(merged if ids else 0):
        action.executemany(_FOLLOW, ids)
