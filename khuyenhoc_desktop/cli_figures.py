"""The figures of a year as JSON: the command `summary`, and what `demo` tells (docs/cli.md)."""

from typing import Any

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.summary import GroupFigures, TitleFigures, percent_number
from khuyenhoc_desktop.services.communes import CommuneFile, facts
from khuyenhoc_desktop.services.summary import Citizens, citizens, year_summary

Answer = dict[str, Any]


def figures(file: CommuneFile, year: int) -> Answer:
    """The figures of a year of every title, and of citizens by group of person and by sex."""
    commune = facts(file)
    known = year_summary(file, year)
    return {
        "year": year,
        "commune": {"code": commune.code, "name": commune.name, "level": known.level},
        "titles": [_title(title) for title in known.titles],
        "citizens": _citizens(citizens(file, year)),
    }


def _citizens(people: Citizens) -> Answer:
    """Citizens by group of person and by sex, and who does not count."""
    names = ("total", "registered", "recognised")
    told = {
        f"by_{what}": [{what: code, **dict(zip(names, counts, strict=True))} for code, *counts in people.by(what)]
        for what in ("person_group", "sex")
    }
    left_out = {name: getattr(people, name) for name in ("below_age", "unknown_birth", "elsewhere")}
    return {"base_age": people.base_age, "not_counted": left_out, **told}


def _title(figures: TitleFigures) -> Answer:
    target = figures.commune.target
    return {
        "title": figures.title,
        "name": TITLES[figures.title][1],
        **_group(figures.commune),
        "target_percent": target.percent / 100 if target else None,
        "target_base": target.base if target else None,
        "short_of_target": figures.commune.short_of_target,
        "by_group": [
            {"group": row.group, "group_id": row.group_id and str(row.group_id), **_group(row)}
            for row in figures.by_group
        ],
    }


def _group(row: GroupFigures) -> Answer:
    return {
        "total": row.total,
        "registered": row.registered,
        "scored": row.scored,
        "reached": row.reached,
        "proposed": row.proposed,
        "recognised": row.recognised,
        "percent_of_total": percent_number(row.recognised, row.total),
        "percent_of_registered": percent_number(row.recognised, row.registered),
        "last_year_recognised": row.last_year_recognised,
        "change": row.change,
    }
