"""What every import begins with: the workbook read, its tables found, and the rows of a register compared."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from khuyenhoc_desktop.domain.problems import Problem, UserError, error
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing import memory
from khuyenhoc_desktop.services.importing.entries import SheetRow
from khuyenhoc_desktop.services.importing.fields import Vocabulary
from khuyenhoc_desktop.services.importing.reading import Workbook, read_workbook
from khuyenhoc_desktop.services.importing.tables import Options, Survey, Table, survey_workbook
from khuyenhoc_desktop.services.importing.twins import Twins
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store.commune_file import CommuneFile

_ROWS_A_STEP = 2_000

Row = TypeVar("Row", bound=SheetRow)


def opened(file: CommuneFile, source: Path | Workbook, options: Options | None) -> Job[tuple[Workbook, Options]]:
    """The workbook, read unless it was before, and the options with what this file remembers.

    Raises:
        UserError: import.*.
    """
    options = memory.with_remembered(file, options or Options())
    if isinstance(source, Workbook):
        return source, options
    return (yield from read_workbook(source, options.reads_hidden)), options


def surveyed(
    file: CommuneFile,
    source: Path | Workbook,
    options: Options | None,
    vocabulary: Vocabulary,
    headings: Sequence[str],
) -> Job[tuple[Survey, Options]]:
    """The tables of a workbook, and the options; see opened() and survey_lists().

    Raises:
        UserError: import.*.
    """
    workbook, options = yield from opened(file, source, options)
    yield Progress(0, 0, "Đang tìm bảng trong các trang")
    return survey_lists(workbook, options, vocabulary, headings), options


def survey_lists(workbook: Workbook, options: Options, vocabulary: Vocabulary, headings: Sequence[str]) -> Survey:
    """The tables of a workbook; `headings` name a column by which one is known, or another that does as well.

    Raises:
        UserError: import.no_table when there is none.
    """
    survey = survey_workbook(workbook, vocabulary, options)
    if not survey.tables:
        named = " hoặc ".join(f"«{heading}»" for heading in headings)
        raise UserError(
            "import.no_table",
            f"Không tìm thấy bảng danh sách nào trong tệp «{workbook.name}».",
            f"Bảng cần có một hàng tiêu đề với cột {named}. Có thể dùng «Tải tệp mẫu» rồi chép danh sách vào đó.",
        )
    return survey


def read_rows(
    survey: Survey,
    options: Options,
    problems: list[Problem],
    read: Callable[[Table, list[Problem]], Iterator[Row]],
) -> Job[list[Row]]:
    """All rows of all tables of a register, compared with each other; those left out are marked as rejected."""
    total = sum(len(table.rows.data) for table in survey.tables)
    rows: list[Row] = []
    twins = Twins(problems)
    for table in survey.tables:
        for row in read(table, problems):
            if (row.sheet, row.row) in options.left_out:
                row.reject(f.HEAD_NAME)
                problems.append(row.place(left_out(), f.HEAD_NAME))
            twins.check(row)
            rows.append(row)
            if len(rows) % _ROWS_A_STEP == 0:
                yield Progress(len(rows), total, f"Đang kiểm tra trang {table.name}")
    return rows


def left_out() -> Problem:
    """The mark of a row that the officer chose not to import."""
    return error(
        "left_out",
        "Hàng này được bỏ qua theo lựa chọn khi kiểm tra.",
        "Nếu vẫn muốn nhập, chọn lại ở mục «Có thể trùng» rồi kiểm tra lại.",
    )
