"""Where the next step of each title is done: the page and the place in it."""

from typing import Any

from khuyenhoc_desktop.domain.subjects import KIND_OF
from khuyenhoc_desktop.services.overview import DONE, LISTING, TitleProgress

# Where the list of a kind of subjects is made.
_LISTS = {
    "person": "persons",
    "household": "households",
    "clan": "clans",
    "unit": "units",
    "residential_group": "groups",
    "commune": "settings",
}
_NARROWED: dict[str, dict[str, Any]] = {
    "registration": {"registered": False},
    "proposal": {"outcome": "reached", "decided": "not_recognised"},
}


def way_to(one: TitleProgress) -> tuple[str, dict[str, Any]]:
    """The page of a title's next step and what it is to show."""
    if one.step == LISTING:
        return _LISTS[KIND_OF[one.title]], {}
    if one.step == DONE:
        return "summary", {"title": one.title}
    if one.step == "self_score":
        return "sheet", {"title": one.title}
    return "recognition", {"title": one.title, **_NARROWED.get(one.step, {})}
