"""The sample commune: made up, for the first run and the demo; households, citizens, two years of family titles.

It is made as an officer would make it: the workbooks of resources/sample are imported, then proposals, decisions
and targets are recorded, each through its own service.
"""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.services import communes, households, recognition, summary
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.criteria_sets import RESOURCES
from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.services.sample_bodies import import_bodies

SAMPLE = RESOURCES / "sample"


def make_sample(folder: Path, who: str = "") -> CommuneFile:
    """Make the sample commune's file in a folder; its last year is the working year.

    Raises:
        UserError: already_there, or a fault of the disk; nothing is left behind then.
    """
    told = description()
    first, *later = told["years"]
    file = communes.create_commune(folder, told["code"], told["name"], told["province"], first["year"], who=who)
    with communes.discarded_on_failure(folder, file):
        _import_households(file, first["year"], SAMPLE / told["households"])
        import_bodies(file, first["year"])
        _import_persons(file, first["year"], SAMPLE / told["persons"])
        _do_year(file, first)
        for year in later:
            communes.add_year(file, year["year"])
            households.set_away(file, _ids(file, year["year"], year["moved_away"]), year["year"])
            _do_year(file, year)
    return file


def description() -> dict[str, Any]:
    """What ties the sample's workbooks together (resources/sample/README.md)."""
    told: dict[str, Any] = json.loads((SAMPLE / "xa-mau.json").read_text("utf-8"))
    return told


def _do_year(file: CommuneFile, told: dict[str, Any]) -> None:
    """Registrations and scores (one workbook), proposals, the decision and the target of one year."""
    year: int = told["year"]
    _import_scores(file, year, SAMPLE / told["scores"])
    reached = households.find_ids(file, Query(year, outcome="reached"))
    refused = _ids(file, year, told["not_recognised"])
    recognition.set_proposed(file, year, reached, True)
    decision = told["decision"]
    recognition.recognise_by_decision(
        file,
        year,
        decision["number"],
        date.fromisoformat(decision["decided_on"]),
        decision["signer"],
        [i for i in reached if i not in refused],
    )
    if refused:
        recognition.set_recognised(file, year, refused, False)
    summary.set_target(file, year, Target(told["target_percent"] * 100))


def _ids(file: CommuneFile, year: int, codes: Iterable[str]) -> list[int]:
    """The households of these codes."""
    rows = households.rows(file, year, households.find_ids(file, Query(year)))
    by_code = {row.code: row.id for row in rows}
    return [by_code[code] for code in codes]


def _import_households(file: CommuneFile, year: int, path: Path) -> None:
    from khuyenhoc_desktop.services.importing.applying import apply_plan
    from khuyenhoc_desktop.services.importing.households import plan_households

    finish(apply_plan(file, finish(plan_households(file, year, path))))


def _import_persons(file: CommuneFile, year: int, path: Path) -> None:
    from khuyenhoc_desktop.services.importing.applying import apply_plan
    from khuyenhoc_desktop.services.importing.persons import plan_persons

    finish(apply_plan(file, finish(plan_persons(file, year, path))))


def _import_scores(file: CommuneFile, year: int, path: Path) -> None:
    from khuyenhoc_desktop.services.importing.applying import apply_plan
    from khuyenhoc_desktop.services.importing.scores import plan_scores

    finish(apply_plan(file, finish(plan_scores(file, year, LEARNING_FAMILY, path))))
