"""The sheets of the bundle's workbook in order: families, TH1 … TH6, the lists of the other titles."""

from collections.abc import Iterator
from fractions import Fraction

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.subjects import LEARNING_CITIZEN, PERSON_GROUPS, UNIT_KINDS
from khuyenhoc_desktop.services import summary_tables
from khuyenhoc_desktop.services.handover.all_titles import AllTitles, SubjectResult
from khuyenhoc_desktop.services.handover.content import BundleContent
from khuyenhoc_desktop.services.handover.lists import (
    DECISIONS,
    DECISIONS_OF_ALL,
    LISTINGS,
    Cell,
    Column,
    Listing,
    decimal_cell,
    decision_rows,
    decision_rows_of_all,
    result_words,
    rows_of,
)
from khuyenhoc_desktop.services.handover.records import hundredths
from khuyenhoc_desktop.services.summary_tables import SummaryTable

Rows = Iterator[list[Cell]]

_KINDS = {**UNIT_KINDS, **PERSON_GROUPS}
_RESULT = (
    Column("Tổng điểm", 9, "decimal"),
    Column("Kết quả điểm", 14),
    Column("Đề nghị", 9),
    Column("Công nhận", 16),
    Column("Số quyết định", 18),
)
_NUMBER = Column("STT", 6, "count")
_GROUP = Column("Thôn, tổ dân phố", 24)
_BODIES = Listing(
    "Dòng họ, đơn vị, thôn, xã",
    "DÒNG HỌ, CỘNG ĐỒNG, ĐƠN VỊ ĐĂNG KÝ VÀ KẾT QUẢ",
    (_NUMBER, Column("Danh hiệu", 24), _GROUP, Column("Tên", 32), Column("Loại", 16), *_RESULT),
)
_CITIZENS = Listing(
    "Công dân",
    "CÔNG DÂN ĐỀ NGHỊ VÀ KẾT QUẢ CÔNG NHẬN CÔNG DÂN HỌC TẬP",
    (
        _NUMBER,
        _GROUP,
        Column("Họ và tên", 28),
        Column("Năm sinh", 9, "count"),
        Column("Tổng điểm", 9, "decimal"),
        Column("Công nhận", 16),
        Column("Số quyết định", 18),
    ),
)


def sheets_of(content: BundleContent) -> list[tuple[Listing, Rows]]:
    """Each sheet with the rows under its headings."""
    rows = rows_of(content)
    families = [(listing, rows[listing.name]) for listing in LISTINGS]
    if content.rest is None:
        return [*families, (DECISIONS, decision_rows(content))]
    return [
        *families,
        *(_of_table(table) for table in year_tables(content.rest)),
        (_BODIES, _body_rows(content, content.rest)),
        (_CITIZENS, _citizen_rows(content, content.rest)),
        (DECISIONS_OF_ALL, decision_rows_of_all(content)),
    ]


def year_tables(rest: AllTitles) -> list[SummaryTable]:
    """TH1 … TH6 of a bundle."""
    return summary_tables.made_of(rest.summary, rest.units, rest.citizens)


def of_whole_commune(rest: AllTitles) -> tuple[Listing, Rows]:
    """TH6, which the page shows too; without the notes below it."""
    table = year_tables(rest)[-1]
    return _listing(table), _table_rows(table)


def _of_table(table: SummaryTable) -> tuple[Listing, Rows]:
    notes: Rows = ([None, note] for note in table.notes)
    return _listing(table), _chained(_table_rows(table), notes)


def _listing(table: SummaryTable) -> Listing:
    columns = (_column(table, place, heading) for place, heading in enumerate(table.headings))
    return Listing(table.code, table.title.upper(), (_NUMBER, *columns), total_row=table.summed)


def _column(table: SummaryTable, place: int, heading: str) -> Column:
    if place == 0:
        return Column(heading, 26)
    kinds = {type(row[place]) for row in table.rows}
    kind = "decimal" if Fraction in kinds else "count" if int in kinds else "text"
    return Column(heading, 13, kind)


def _table_rows(table: SummaryTable) -> Rows:
    last = len(table.rows) - 1
    for place, row in enumerate(table.rows):
        number = None if table.summed and place == last else place + 1
        yield [number, *(_plain(cell) for cell in row)]


def _plain(cell: summary_tables.Cell) -> Cell:
    return decimal_cell(hundredths(cell)) if isinstance(cell, Fraction) else cell


def _chained(*parts: Rows) -> Rows:
    for part in parts:
        yield from part


def _body_rows(content: BundleContent, rest: AllTitles) -> Rows:
    names: dict[int | None, str] = {group.id: group.name for group in content.groups}
    told = (one for one in rest.subjects if one.title != LEARNING_CITIZEN and _took_part(one))
    for number, one in enumerate(told, 1):
        title, kind = TITLES[one.title][1], _KINDS.get(one.kind or "")
        yield [number, title, names.get(one.group_id), one.name, kind, *_result(content, one)]


def _citizen_rows(content: BundleContent, rest: AllTitles) -> Rows:
    names: dict[int | None, str] = {group.id: group.name for group in content.groups}
    told = (one for one in rest.subjects if one.title == LEARNING_CITIZEN and _is_judged(one))
    for number, one in enumerate(told, 1):
        total, _, _, *decided = _result(content, one)
        yield [number, names.get(one.group_id), one.name, one.birth_year, total, *decided]


def _took_part(one: SubjectResult) -> bool:
    return one.registered or one.set_key is not None or _is_judged(one)


def _is_judged(one: SubjectResult) -> bool:
    return one.proposed or one.recognised is not None


def _result(content: BundleContent, one: SubjectResult) -> list[Cell]:
    return [decimal_cell(one.total), *result_words(one), content.decision_numbers.get(one.decision_id)]
