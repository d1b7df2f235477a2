"""The commands that import a workbook: what each reads, and the plan that it makes and applies."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from khuyenhoc_desktop.services.backup import IMPORT, ensure_backup
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.bodies import plan_units
from khuyenhoc_desktop.services.importing.clans import plan_clans
from khuyenhoc_desktop.services.importing.households import plan_households
from khuyenhoc_desktop.services.importing.persons import plan_persons
from khuyenhoc_desktop.services.importing.plan import ImportPlan
from khuyenhoc_desktop.services.importing.result_file import write_result
from khuyenhoc_desktop.services.importing.scores import plan_scores
from khuyenhoc_desktop.services.importing.tables import EVERY_DOUBT, NEW_HOUSEHOLD, NO_HOUSEHOLD, Options
from khuyenhoc_desktop.services.progress import Job, finish

if TYPE_CHECKING:
    from khuyenhoc_desktop.services.communes import CommuneFile

Plan = Callable[["CommuneFile", int, Path, Options], Job[ImportPlan]]

# The lists that need nothing but the file and the year.
_LISTS: Mapping[str, Plan] = {
    "import-households": plan_households,
    "import-persons": plan_persons,
    "import-clans": plan_clans,
    "import-units": plan_units,
}

# What becomes of persons whose household is doubtful; left out where nothing else is said.
_DOUBTFUL = {"none": NO_HOUSEHOLD, "new": NEW_HOUSEHOLD}


def import_workbook(
    file: "CommuneFile", year: int, arguments: argparse.Namespace
) -> tuple[ImportPlan, int | None, str | None]:
    """Plan the import of a workbook and apply it unless it is a dry run.

    The plan, the journal entry (None: nothing written) and where the result file is (None: none wanted).
    """
    plan = finish(_planned(file, year, arguments))
    # The result file first: where it cannot be written the command is refused, and nothing has changed.
    errors = str(finish(write_result(plan, arguments.errors))) if arguments.errors else None
    if not arguments.dry_run:
        finish(ensure_backup(file, IMPORT))
    entry = None if arguments.dry_run else finish(apply_plan(file, plan)).journal_id
    return plan, entry, errors


def _planned(file: "CommuneFile", year: int, arguments: argparse.Namespace) -> Job[ImportPlan]:
    doubtful = _DOUBTFUL.get(getattr(arguments, "doubtful", ""))
    options = Options(
        sheets=tuple(arguments.sheet) if arguments.sheet else None,
        legacy_encoding="convert" if arguments.convert_old_fonts else None,
        households={EVERY_DOUBT: doubtful} if doubtful else {},
    )
    if arguments.command == "import-scores":
        return plan_scores(file, year, arguments.title, arguments.file, options)
    return _LISTS[arguments.command](file, year, arguments.file, options)
