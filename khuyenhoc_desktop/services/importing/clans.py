"""Import of clans: a list of them, or a list with a row for each household of a clan, told by its columns."""

from pathlib import Path

from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing import memory
from khuyenhoc_desktop.services.importing.bodies import CLANS, plan_bodies, survey_bodies
from khuyenhoc_desktop.services.importing.body_words import clan_vocabulary, member_vocabulary
from khuyenhoc_desktop.services.importing.clan_members import plan_members
from khuyenhoc_desktop.services.importing.heading_words import heading_key
from khuyenhoc_desktop.services.importing.plan import ImportPlan
from khuyenhoc_desktop.services.importing.reading import Workbook, read_workbook
from khuyenhoc_desktop.services.importing.tables import Options, Survey, Table, survey_workbook
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store.commune_file import CommuneFile


def plan_clans(
    file: CommuneFile, year: int, source: Path | Workbook, options: Options | None = None
) -> Job[ImportPlan]:
    """What importing a list of clans, or of the households of clans, would do; nothing is written.

    `source` is a path, or a workbook read before (`read_workbook`). Raises UserError with a code import.*.
    """
    options = memory.with_remembered(file, options or Options())
    workbook = source if isinstance(source, Workbook) else (yield from read_workbook(source, options.reads_hidden))
    yield Progress(0, 0, "Đang tìm bảng danh sách trong các trang")
    members = survey_workbook(workbook, member_vocabulary(), options)
    if lists_households(members):
        return plan_members(file, year, members, options)
    return plan_bodies(file, year, CLANS, survey_bodies(workbook, CLANS, clan_vocabulary(), options), options)


def lists_households(survey: Survey) -> bool:
    """Whether the tables have a row for each household: a column of clans beside one of households."""
    return bool(survey.tables) and all(_lists_households(table) for table in survey.tables)


def _lists_households(table: Table) -> bool:
    mapping = table.mapping
    if mapping.index(f.CLAN) is None:
        return False
    by_code = any(
        column.field == f.CODE and "ho" in heading_key(column.heading).split() for column in mapping.columns
    )
    named = [column for column in mapping.columns if column.field == f.HEAD_NAME and column.how != "content"]
    return by_code or bool(named)
