"""The long work of the wizard, as the lane runs it."""

from pathlib import Path

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.services import backup, criteria_sets
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.importing import applying
from khuyenhoc_desktop.services.importing.examine import Examination, examine
from khuyenhoc_desktop.services.importing.plan import ImportPlan, ImportResult
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.state import CLANS, HOUSEHOLDS, PERSONS, UNITS, Wizard

__all__ = ["Examination", "about_scores", "apply_plan", "examine", "plan", "result_file", "template"]


def plan(file: CommuneFile, year: int, wizard: Wizard) -> Job[ImportPlan]:
    """What the wizard's file, with all that was chosen, would do."""
    assert wizard.found is not None
    workbook, options = wizard.found.survey.workbook, wizard.options()
    if wizard.what == HOUSEHOLDS:
        from khuyenhoc_desktop.services.importing.households import plan_households

        return plan_households(file, year, workbook, options)
    if wizard.what == PERSONS:
        from khuyenhoc_desktop.services.importing.persons import plan_persons

        return plan_persons(file, year, workbook, options)
    if wizard.what == CLANS:
        from khuyenhoc_desktop.services.importing.clans import plan_clans

        return plan_clans(file, year, workbook, options)
    if wizard.what == UNITS:
        from khuyenhoc_desktop.services.importing.bodies import plan_units

        return plan_units(file, year, workbook, options)
    from khuyenhoc_desktop.services.importing.scores import plan_scores

    return plan_scores(file, year, wizard.title, workbook, options)


def apply_plan(file: CommuneFile, made: ImportPlan) -> Job[ImportResult]:
    """A copy of the data first, unless one holds all; then the plan's rows in one action."""
    yield from backup.ensure_backup(file, backup.IMPORT)
    return (yield from applying.apply_plan(file, made))


def result_file(made: ImportPlan, path: Path) -> Job[Path]:
    """The copy of their workbook with a reason in each row."""
    from khuyenhoc_desktop.services.importing.result_file import write_result

    return write_result(made, path)


def template(file: CommuneFile, what: str, year: int, title: str, path: Path) -> Job[Path]:
    """The empty workbook to fill in."""
    from khuyenhoc_desktop.services.importing.body_template import (
        write_clan_template,
        write_member_template,
        write_unit_template,
    )
    from khuyenhoc_desktop.services.importing.score_template import write_score_template
    from khuyenhoc_desktop.services.importing.template import write_household_template, write_person_template

    yield Progress(0, 0, texts.MAKING_TEMPLATE)
    if what == HOUSEHOLDS:
        return write_household_template(file, year, path)
    if what == PERSONS:
        return write_person_template(file, year, path)
    if what == CLANS:
        write_member_template(file, year, path.with_stem(path.stem + texts.MEMBERS_STEM))
        return write_clan_template(file, year, path)
    if what == UNITS:
        return write_unit_template(file, year, path)
    return (yield from write_score_template(file, year, title, path))


def about_scores(file: CommuneFile, criteria_set: CriteriaSet, year: int, *, whole: bool) -> str:
    """The title, year and criteria set that scores are imported for; the `whole` has a sample set's notice too."""
    document = texts.DOCUMENT.format(document=criteria_set.document) if criteria_set.document else ""
    line = texts.SCORES_LINE.format(
        title=criteria_set.title_name, year=year, name=criteria_set.name, document=document
    )
    return f"{line}\n{criteria_sets.notice(file, criteria_set)}" if criteria_set.is_sample and whole else line
