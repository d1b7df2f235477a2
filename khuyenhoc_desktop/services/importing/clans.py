"""Import of clans: a list of them, or a list with a row for each household of a clan, told by its columns."""

from collections.abc import Mapping
from pathlib import Path

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.beginning import opened, survey_lists
from khuyenhoc_desktop.services.importing.bodies import CLANS, plan_bodies
from khuyenhoc_desktop.services.importing.body_words import (
    CLAN_LABELS,
    MEMBER_LABELS,
    clan_vocabulary,
    member_vocabulary,
)
from khuyenhoc_desktop.services.importing.clan_members import plan_members
from khuyenhoc_desktop.services.importing.fields import Vocabulary
from khuyenhoc_desktop.services.importing.heading_words import heading_key
from khuyenhoc_desktop.services.importing.plan import ImportPlan
from khuyenhoc_desktop.services.importing.reading import Workbook
from khuyenhoc_desktop.services.importing.tables import Options, Survey, Table, survey_workbook
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store.commune_file import CommuneFile


def plan_clans(
    file: CommuneFile, year: int, source: Path | Workbook, options: Options | None = None
) -> Job[ImportPlan]:
    """What importing a list of clans, or of the households of clans, would do; nothing is written.

    `source` is a path, or a workbook read before (`read_workbook`). Raises UserError with a code import.*.
    """
    workbook, options = yield from opened(file, source, options)
    yield Progress(0, 0, "Đang tìm bảng danh sách trong các trang")
    members = survey_workbook(workbook, member_vocabulary(), options)
    homes = _of_households(members)
    if not homes:
        survey = survey_lists(workbook, options, clan_vocabulary(), [CLAN_LABELS[f.HEAD_NAME]])
        return plan_bodies(file, year, CLANS, survey, options)
    if _others(workbook, options, homes):
        raise _mixed(homes)
    return plan_members(file, year, members, options)


def vocabulary_for(workbook: Workbook, options: Options) -> tuple[Vocabulary, Mapping[str, str]]:
    """The words and the labels that fit a workbook: those of clans, or those of the households of clans."""
    homes = _of_households(survey_workbook(workbook, member_vocabulary(), options))
    if homes and not _others(workbook, options, homes):
        return member_vocabulary(), MEMBER_LABELS
    return clan_vocabulary(), CLAN_LABELS


def _of_households(survey: Survey) -> list[str]:
    """The sheets with a row for each household: a column of clans beside one of households."""
    return [table.name for table in survey.tables if _lists_households(table)]


def _others(workbook: Workbook, options: Options, homes: list[str]) -> list[str]:
    """The sheets beside these that list clans."""
    listed = survey_workbook(workbook, clan_vocabulary(), options)
    return [table.name for table in listed.tables if table.name not in homes]


def _lists_households(table: Table) -> bool:
    mapping = table.mapping
    if mapping.index(f.CLAN) is None:
        return False
    by_code = any(
        column.field == f.CODE and "ho" in heading_key(column.heading).split() for column in mapping.columns
    )
    named = [column for column in mapping.columns if column.field == f.HEAD_NAME and column.how != "content"]
    return by_code or bool(named)


def _mixed(homes: list[str]) -> UserError:
    return UserError(
        "import.mixed_lists",
        f"Tệp có cả trang danh sách dòng họ và trang ghi từng hộ của dòng họ ({', '.join(homes)}).",
        "Mỗi lần chỉ nhập một loại: chọn các trang cùng loại, nhập xong rồi nhập tiếp các trang kia.",
    )
