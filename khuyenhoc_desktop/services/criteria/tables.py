"""A criteria set as three tables of texts, as it stands in a workbook and in the editor.

The first has a row for each criterion, indicator and option or band; the second the rules; the third the worked
examples. What is typed there is text as people write it (7,5; có; 28/07/2022), whatever it may mean.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from khuyenhoc_desktop.domain.criteria import TITLES, Kind, Provenance, RuleKind, Source
from khuyenhoc_desktop.domain.criteria_compare import KIND_NAMES, POLICY_NAMES
from khuyenhoc_desktop.domain.measures import MEASURES
from khuyenhoc_desktop.domain.problems import Problem
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS

LINES: Final = "Bộ tiêu chí"
RULES: Final = "Quy tắc"
EXAMPLES: Final = "Ví dụ"
MOST_LEVELS: Final = 9
LEVELS_SHOWN: Final = 2
ANSWER: Final = "@"
"""Before the code of an indicator: the key of its column among the worked examples."""

Row = dict[str, str]


class Spot(NamedTuple):
    """A cell of the tables: which table, its row counted from 0 (of the rules 0), and its key."""

    table: str
    row: int
    key: str


@dataclass(slots=True)
class SetTables:
    """The three tables; what is left out of a row is empty."""

    lines: list[Row] = field(default_factory=list)
    rules: Row = field(default_factory=dict)
    examples: list[Row] = field(default_factory=list)

    def text(self, spot: Spot) -> str:
        """What stands in a cell."""
        if spot.table == RULES:
            return self.rules.get(spot.key, "")
        rows = self.lines if spot.table == LINES else self.examples
        return rows[spot.row].get(spot.key, "") if spot.row < len(rows) else ""

    @property
    def levels(self) -> int:
        """For how many levels of a checklist there is something in the tables."""
        named = [level for level in range(1, MOST_LEVELS + 1) if self.rules.get(f"level{level}")]
        asked = [
            level for level in range(1, MOST_LEVELS + 1) if any(row.get(f"level{level}") for row in self.lines)
        ]
        return max((*named, *asked), default=0)


@dataclass(frozen=True, slots=True)
class Located:
    """A problem and the cell it is about; None where it is about the whole."""

    spot: Spot | None
    problem: Problem


class Heading(NamedTuple):
    """A column or a rule: its key, what stands above or before it, its width in letters, what is written there."""

    key: str
    words: str
    width: int
    about: str


LINE_COLUMNS: Final = (
    Heading("code", "Mã", 9, "Chữ cái không dấu, số, gạch dưới (C1, C1_2). Để trống thì chương trình tự đặt."),
    Heading("number", "Số", 7, "Số thứ tự in trên phiếu: 1, 1.2, III."),
    Heading("criterion", "Tiêu chí", 30, "Tên tiêu chí, mỗi tiêu chí một hàng, đứng trên các chỉ số của nó."),
    Heading("indicator", "Chỉ số", 48, "Lời của chỉ số, mỗi chỉ số một hàng."),
    Heading("option", "Phương án, mốc", 24, "Hàng dưới chỉ số: mỗi phương án để chọn một hàng; với số lượng và "
            "phần trăm là mốc «từ 50»."),
    Heading("points", "Điểm tối đa", 10, "Điểm cao nhất; ở hàng phương án hoặc mốc là điểm của nó."),
    Heading("floor", "Mức sàn", 9, "Dưới mức này thì không đạt; ở hàng tiêu chí là điểm ít nhất của tiêu chí."),
    Heading("kind", "Kiểu", 14, f"{', '.join(KIND_NAMES.values())}."),
    Heading("help", "Ghi chú", 30, "Lời giải thích hiện bên cạnh chỉ số."),
    Heading("step", "Bước điểm", 9, "Kiểu điểm: 0,5 nghĩa là chấm 7 hoặc 7,5. Để trống là 1."),
    Heading("na", "Không áp dụng", 10, "Ghi «được» nếu chỉ số có thể không áp dụng."),
    Heading("required", "Bắt buộc nhập", 10, "Ghi «không» nếu có thể để trống. Để trống ô này là bắt buộc."),
    Heading("measure", "Tự tính theo", 22, "Chương trình tự tính, không phải nhập; tên ở trang Hướng dẫn."),
    *(
        Heading(f"level{level}", f"Mức độ {level}", 9, f"Xét theo mức độ: phải đạt bao nhiêu để được mức {level}.")
        for level in range(1, MOST_LEVELS + 1)
    ),
    Heading("source", "Lời văn", 14, "đã đọc (trong văn bản), theo dự thảo, hoặc chưa có văn bản."),
)  # fmt: skip

RULE_ROWS: Final = (
    Heading("set_id", "Mã bộ", 0, "Giống nhau ở mọi bản của bộ, chữ không dấu: gia_dinh_hoc_tap."),
    Heading("version", "Bản", 0, "Mỗi lần sửa là một bản mới: 2026.1."),
    Heading("name", "Tên bộ tiêu chí", 0, "Tên hiện trên màn hình và trên phiếu."),
    Heading("title", "Danh hiệu", 0, f"{', '.join(name for _, name in TITLES.values())}."),
    Heading(
        "person_group", "Nhóm đối tượng", 0, f"Chỉ cho Công dân học tập: {'; '.join(PERSON_GROUPS.values())}."
    ),
    Heading("document", "Số văn bản", 0, "Số, ký hiệu quyết định ban hành bộ tiêu chí."),
    Heading("issued_on", "Ngày văn bản", 0, "28/07/2022; không rõ thì để trống."),
    Heading("document_note", "Ghi chú về văn bản", 0, "Có thể để trống."),
    Heading("valid_from", "Áp dụng từ năm", 0, "Năm đánh giá đầu tiên."),
    Heading("valid_to", "Áp dụng đến năm", 0, "Để trống nếu chưa biết."),
    Heading("provenance", "Nguồn gốc", 0, "«chính thức» chỉ khi đã đọc quy tắc trong văn bản; còn lại là «mẫu»."),
    Heading("notice", "Lời báo", 0, "Bộ mẫu phải có: vì sao là mẫu, phải thay bằng văn bản nào."),
    Heading("supersedes", "Thay cho bản", 0, "Bản cũ được bản này thay, nếu có."),
    Heading("renamed", "Mã đã đổi", 0, "Mã ở bản cũ → mã mới, cách nhau bằng dấu phẩy: C1_2 → C1_3."),
    Heading("deleted", "Mã đã bỏ", 0, "Mã chỉ số của bản cũ không còn nữa, cách nhau bằng dấu phẩy."),
    Heading("kind", "Cách xét", 0, "theo điểm, hoặc theo mức độ."),
    Heading("min_total", "Điểm đạt", 0, "Tổng điểm từ mức này trở lên thì đạt."),
    Heading(
        "min_per_indicator", "Mức sàn chung", 0, "Chỉ số nào dưới mức này thì không đạt; không có thì để trống."
    ),
    Heading(
        "required_yes", "Chỉ số phải trả lời có", 0, "Mã các chỉ số kiểu có / không, cách nhau bằng dấu phẩy."
    ),
    Heading("not_applicable", "Khi không áp dụng", 0, f"{'; '.join(POLICY_NAMES.values())}."),
    *(
        Heading(f"level{level}", f"Tên mức độ {level}", 0, "Chỉ khi xét theo mức độ.")
        for level in range(1, MOST_LEVELS + 1)
    ),
)

EXAMPLE_COLUMNS: Final = (
    Heading("name", "Ví dụ", 34, "Tên ví dụ. Phải có ít nhất một ví dụ đạt và một ví dụ chưa đạt."),
    Heading("total", "Tổng điểm", 10, "Tổng điểm phải ra đúng như thế này (khi xét theo điểm)."),
    Heading("level", "Mức độ", 8, "Mức độ phải ra (khi xét theo mức độ); để trống nếu không đạt mức nào."),
    Heading("outcome", "Kết quả", 14, "đạt, chưa đạt, chưa nhập đủ hoặc chưa nhập."),
    Heading("reasons", "Lý do", 28, "Đúng các lý do phải ra, cách nhau bằng dấu phẩy."),
)

SOURCE_NAMES: Final[Mapping[Source, str]] = {
    Source.READ: "đã đọc",
    Source.DRAFT: "theo dự thảo",
    Source.PLACEHOLDER: "chưa có văn bản",
}
PROVENANCE_NAMES: Final[Mapping[Provenance, str]] = {
    Provenance.OFFICIAL: "chính thức",
    Provenance.SAMPLE: "mẫu",
}
RULE_KIND_NAMES: Final[Mapping[RuleKind, str]] = {
    RuleKind.POINTS: "theo điểm",
    RuleKind.CHECKLIST: "theo mức độ",
}
TITLE_NAMES: Final[Mapping[str, str]] = {code: name for code, (_, name) in TITLES.items()}
MEASURE_NAMES: Final[Mapping[str, str]] = {code: measure.name for code, measure in MEASURES.items()}
KINDS: Final[Mapping[Kind, str]] = KIND_NAMES


def headings(tables: SetTables, table: str) -> tuple[Heading, ...]:
    """The columns of the first or third table (of the second: its rows), as far as this set needs them."""
    levels = max(tables.levels, LEVELS_SHOWN)
    if table == EXAMPLES:
        codes = [row["code"] for row in tables.lines if row.get("code") and row.get("indicator")]
        codes += _without_line(tables, set(codes))
        return (*EXAMPLE_COLUMNS, *(Heading(ANSWER + code, code, 9, f"Trả lời của {code}") for code in codes))
    every = LINE_COLUMNS if table == LINES else RULE_ROWS
    return tuple(one for one in every if not one.key.startswith("level") or int(one.key[5:]) <= levels)


def _without_line(tables: SetTables, codes: set[str]) -> list[str]:
    """The codes of indicators that only an example still answers: it must be seen to be mended."""
    answered = (key for row in tables.examples for key, text in row.items() if key.startswith(ANSWER) and text)
    return [code for code in dict.fromkeys(key.removeprefix(ANSWER) for key in answered) if code not in codes]
