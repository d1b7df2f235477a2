"""What is wrong or doubtful about a sheet as a whole: old fonts, titles, tables and columns that are not read."""

from collections.abc import Iterator

from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.columns import Column
from khuyenhoc_desktop.services.importing.guard import cell_address
from khuyenhoc_desktop.services.importing.heading_words import heading_key
from khuyenhoc_desktop.services.importing.legacy import LegacyText
from khuyenhoc_desktop.services.importing.table_rows import OTHER_TABLE
from khuyenhoc_desktop.services.importing.tables import Survey, Table


def sheet_problems(survey: Survey) -> list[Problem]:
    """The problems of all sheets; what leaves rows out is an error."""
    found: list[Problem] = []
    for table in survey.tables:
        if table.legacy and not table.is_converted:
            found.append(_old_font(table.legacy).at(table.name, None, None))
        if table.title_differs:
            found.append(_other_title(table.group or "", table.title_differs).at(table.name, None, None))
        found += _parts_without_total(table)
        found += _second_block(table)
        found += _other_tables(table)
    return found


def _old_font(legacy: LegacyText) -> Problem:
    old, new = legacy.preview[0]
    return warning(
        "legacy_text",
        f"Trang này có {format_count(legacy.cells)} ô gõ bằng phông cũ {legacy.name}, ví dụ «{old}» là «{new}».",
        "Xem các chữ mẫu; nếu đúng thì đồng ý chuyển phông rồi kiểm tra lại.",
    )


def _other_title(group: str, other: str) -> Problem:
    return warning(
        "group_title_differs",
        f"Tiêu đề trong trang và tên trang chỉ hai nơi: «{group}» và «{other}»; các hộ được xếp vào «{group}».",
        "Nếu không đúng, chọn lại thôn cho trang này.",
    )


def _parts_without_total(table: Table) -> Iterator[Problem]:
    """«Số khẩu» in two columns Nam, Nữ without a total: none of them is the number of members."""
    for field_name in (f.MEMBERS, f.CHILDREN):
        columns = table.mapping.parts_of(field_name)
        if table.mapping.index(field_name) is None and columns:
            label = f.FIELD_LABELS[field_name]
            listed = ", ".join(f"{column.letter} ({column.heading})" for column in columns)
            yield warning(
                "column_parts",
                f"«{label}» chia thành các cột {listed}, không có cột tổng nên không được nhập.",
                "Thêm một cột tổng, hoặc chọn cột cần nhập ở bước Ghép cột.",
            ).at(table.name, None, None)


def _second_block(table: Table) -> Iterator[Problem]:
    """Two lists side by side: only the left one is read."""
    name = table.mapping.index(f.HEAD_NAME)
    if name is None:
        return
    heading = heading_key(table.mapping.columns[name].heading)
    for column in table.mapping.columns[name + 2 :]:
        if column.field is None and heading_key(column.heading) == heading and column.samples:
            yield _is_second_block(column).at(
                table.name, table.header_row, cell_address(table.header_row, column.index)
            )


def _is_second_block(column: Column) -> Problem:
    return error(
        "columns_repeated",
        f"Cột {column.letter} lại là «{column.heading}»: trang có hai danh sách đặt cạnh nhau, "
        "danh sách bên phải không được nhập.",
        "Chuyển danh sách bên phải xuống dưới danh sách bên trái, hoặc sang trang khác, rồi nhập lại.",
    )


def _other_tables(table: Table) -> Iterator[Problem]:
    """A second table below with other columns: its rows are not read, for they would be read wrongly."""
    rows = [index for index, why in table.rows.skipped.items() if why == OTHER_TABLE]
    if rows:
        count = format_count(len(rows))
        yield error(
            "other_table",
            f"Từ hàng {rows[0] + 1} là bảng có các cột khác bảng ở trên: {count} hàng không được nhập.",
            "Chuyển bảng dưới sang trang khác, hoặc xếp các cột giống bảng trên, rồi nhập lại.",
        ).at(table.name, rows[0] + 1, cell_address(rows[0] + 1, 0))
