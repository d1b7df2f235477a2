"""A criteria set as a workbook laid out like the annex of a decision, and the empty one to fill in.

The reading of it is in `workbook.py`; what is written here is read back as an equal set.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.services.criteria import read_cells
from khuyenhoc_desktop.services.criteria.choices import excel_choices
from khuyenhoc_desktop.services.criteria.tables import (
    ANSWER,
    EXAMPLES,
    LINES,
    MEASURE_NAMES,
    RULES,
    Heading,
    Row,
    SetTables,
    headings,
)
from khuyenhoc_desktop.services.criteria.to_tables import tables_of
from khuyenhoc_desktop.services.importing.new_workbook import new_workbook

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

HEADER_ROW: Final = 3
GUIDE: Final = "Hướng dẫn"
_MORE_ROWS = 300
_NUMBERS = frozenset(("points", "floor", "step", "total", "min_total", "min_per_indicator"))
_CENTRED = frozenset(("code", "number", "points", "floor", "kind", "step", "na", "required", "total", "level"))
_HINT = "Mỗi tiêu chí, chỉ số, phương án một hàng. Cách ghi từng cột: xem trang «Hướng dẫn»."


def export_xlsx(criteria_set: CriteriaSet, path: Path) -> Path:
    """Write a set as a workbook.

    Raises:
        UserError: workbook_locked.
    """
    return write_tables(tables_of(criteria_set), path)


def write_template(path: Path) -> Path:
    """Write the workbook to fill in; the few lines in it show how, and are to be replaced.

    Raises:
        UserError: workbook_locked.
    """
    return write_tables(_shown_how(), path)


def write_tables(tables: SetTables, path: Path) -> Path:
    """Write tables, finished or not, as a workbook.

    Raises:
        UserError: workbook_locked.
    """
    with new_workbook(path) as book:
        writer = _Writer(book, tables)
        writer.table(LINES, tables.lines, _HINT)
        writer.rules()
        writer.table(EXAMPLES, tables.examples, "Chương trình chấm thử từng ví dụ; ra khác thì không nhận bộ này.")
        writer.guide()
    return path


class _Writer:
    """Writes the sheets of one book."""

    def __init__(self, book: "Workbook", tables: SetTables) -> None:
        self._book, self._tables = book, tables
        cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF", "num_format": "@"}
        middle = cell | {"align": "center"}
        looks: dict[str, dict[str, Any]] = {
            "title": {"bold": True, "font_size": 14},
            "hint": {"italic": True, "font_color": "#595959"},
            "head": middle | {"bold": True, "valign": "vcenter", "bg_color": "#DDEBF7"},
            "cell": cell,
            "middle": middle,
            "number": middle | {"num_format": "0.##"},
            "strong": cell | {"bold": True, "bg_color": "#F2F2F2"},
            "strong_middle": middle | {"bold": True, "bg_color": "#F2F2F2"},
            "strong_number": middle | {"bold": True, "bg_color": "#F2F2F2", "num_format": "0.##"},
        }
        self._looks = {name: book.add_format(look) for name, look in looks.items()}

    def table(self, name: str, rows: Sequence[Row], hint: str) -> None:
        """The criteria or the examples: title, hint, headings, rows."""
        page = self._page(name, self._tables.rules.get("name") or name, hint)
        columns = headings(self._tables, name)
        for column, heading in enumerate(columns):
            page.set_column(column, column, heading.width, self._plain(heading))
            page.write_string(HEADER_ROW, column, heading.words, self._looks["head"])
            self._offer(page, name, column, heading.key)
        page.set_row(HEADER_ROW, 34)
        page.freeze_panes(HEADER_ROW + 1, 2 if name == LINES else 1)
        page.repeat_rows(HEADER_ROW)
        for at, row in enumerate(rows, start=HEADER_ROW + 1):
            for column, heading in enumerate(columns):
                self._cell(page, at, column, heading.key, row)

    def rules(self) -> None:
        """The rules: name and value in two columns, how to write it in the third."""
        page = self._page(RULES, self._tables.rules.get("name") or RULES, "Ghi vào cột «Giá trị».")
        for column, width in enumerate((26, 60, 70)):
            page.set_column(column, column, width)
        for column, words in enumerate(("Mục", "Giá trị", "Cách ghi")):
            page.write_string(HEADER_ROW, column, words, self._looks["head"])
        page.freeze_panes(HEADER_ROW + 1, 1)
        for at, rule in enumerate(headings(self._tables, RULES), start=HEADER_ROW + 1):
            page.write_string(at, 0, rule.words, self._looks["strong"])
            self._write(page, at, 1, self._tables.rules.get(rule.key, ""), rule.key, "cell")
            page.write_string(at, 2, rule.about, self._looks["hint"])
            if offered := excel_choices(RULES, rule.key):
                page.data_validation(at, 1, at, 1, _listed(offered))

    def guide(self) -> None:
        """How each column is filled in, and the measures to choose from."""
        page = self._page(GUIDE, GUIDE, "")
        page.set_column(0, 0, 24)
        page.set_column(1, 1, 100)
        told = [
            (f"{name}: {one.words}", one.about)
            for name in (LINES, EXAMPLES)
            for one in headings(SetTables(), name)
        ]
        measures = [(code, name) for code, name in MEASURE_NAMES.items()]
        for at, line in enumerate(
            [*told, ("Tự tính theo", "Các số chương trình tự tính được:"), *measures], start=2
        ):
            for column, words in enumerate(line):
                page.write_string(at, column, words, self._looks["cell"])

    def _page(self, name: str, title: str, hint: str) -> "Worksheet":
        page = self._book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.write_string(0, 0, title, self._looks["title"])
        page.write_string(1, 0, hint, self._looks["hint"])
        page.ignore_errors({"number_stored_as_text": "A1:AZ9999"})
        return page

    def _plain(self, heading: Heading) -> Any:
        """Numbers typed below in a column of codes stay what was typed: 1.10 is no 1.1."""
        is_number = heading.key in _NUMBERS
        return self._looks["number" if is_number else "middle" if heading.key in _CENTRED else "cell"]

    def _cell(self, page: "Worksheet", at: int, column: int, key: str, row: Row) -> None:
        strong = "strong" if row.get("criterion") else ""
        middle = key in _CENTRED or key.startswith(("level", ANSWER))
        look = "_".join(filter(None, (strong, "middle" if middle else ""))) or "cell"
        self._write(page, at, column, row.get(key, ""), key, look)

    def _write(self, page: "Worksheet", at: int, column: int, text: str, key: str, look: str) -> None:
        value = read_cells.number(text) if key in _NUMBERS else None
        if value is not None:
            page.write_number(at, column, value, self._looks["strong_number" if "strong" in look else "number"])
        elif text:
            page.write_string(at, column, text, self._looks[look])
        else:
            page.write_blank(at, column, None, self._looks[look])

    def _offer(self, page: "Worksheet", name: str, column: int, key: str) -> None:
        choices = excel_choices(name, key)
        if choices:
            page.data_validation(HEADER_ROW + 1, column, HEADER_ROW + _MORE_ROWS, column, _listed(choices))


def _listed(choices: Sequence[str]) -> dict[str, Any]:
    """A list to choose from in Excel; another text is taken after a question."""
    return {"validate": "list", "source": list(choices), "error_type": "information"}


def _shown_how() -> SetTables:
    """A few lines that are a whole set, to be replaced by the office's own."""
    lines = [
        {"code": "C1", "number": "1", "criterion": "Tên tiêu chí thứ nhất", "points": "20"},
        {"code": "C1_1", "number": "1.1", "indicator": "Lời của chỉ số chấm điểm", "points": "10", "kind": "điểm",
         "step": "0,5", "floor": "5"},
        {"code": "C1_2", "number": "1.2", "indicator": "Lời của chỉ số có hoặc không", "points": "4",
         "kind": "có / không", "na": "được"},
        {"code": "C1_3", "number": "1.3", "indicator": "Lời của chỉ số chọn một mức", "points": "6",
         "kind": "chọn một mức"},
        {"code": "tot", "option": "Tốt", "points": "6"},
        {"code": "kha", "option": "Khá", "points": "3"},
    ]  # fmt: skip
    rules = {
        "set_id": "bo_cua_xa", "version": "2026.1", "name": "Tên bộ tiêu chí", "title": "Gia đình học tập",
        "document": "Số văn bản", "valid_from": "2026", "provenance": "mẫu", "kind": "theo điểm",
        "notice": "Bộ mẫu trong tệp mẫu: thay bằng nội dung của văn bản.", "min_total": "16",
        "not_applicable": "giảm mức đạt theo tỷ lệ",
    }  # fmt: skip
    examples = [
        {"name": "Đạt", "total": "16", "outcome": "đạt", "@C1_1": "9", "@C1_2": "có", "@C1_3": "kha"},
        {"name": "Thiếu nửa điểm", "total": "15,5", "outcome": "chưa đạt", "reasons": "thiếu tổng điểm",
         "@C1_1": "8,5", "@C1_2": "có", "@C1_3": "kha"},
    ]  # fmt: skip
    return SetTables(lines, rules, examples)
