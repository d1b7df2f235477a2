"""Where the next step of each title is done: the page and the place in it."""

from typing import Any

from khuyenhoc_desktop.domain.subjects import KIND_OF
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.overview import DONE, LISTING, TitleProgress
from khuyenhoc_desktop.services.year_work import first_to_score
from khuyenhoc_desktop.ui.home.steps import StageWork

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


def way_to_group(file: CommuneFile, year: int, row: StageWork) -> tuple[str, dict[str, Any]]:
    """Where the next step of a title is done in a thôn; its list where nothing is left."""
    place: dict[str, Any] = {"title": row.title, "group": row.id or None}
    if not row.counts.registered:
        return "recognition", {**place, **_NARROWED["registration"]}
    step = next((step for step, _count in row.waiting), "")
    subject = first_to_score(file, year, row.id or None, row.title) if step == "self_score" else None
    if subject is not None:
        return "sheet", {"subject": subject}
    return "recognition", {**place, **_NARROWED.get(step, {})}
