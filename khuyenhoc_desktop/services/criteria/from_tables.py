"""From the tables of a criteria set to its file: every problem at its cell, all at once.

What a cell cannot mean is put into the file as it stands, so that the file's own checks pass over it; their
problems come back to the cells by the places noted here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from khuyenhoc_desktop.domain.criteria import CriteriaSet, parse_criteria_set
from khuyenhoc_desktop.domain.criteria_json import SEE_FORMAT
from khuyenhoc_desktop.domain.problems import Problem, error
from khuyenhoc_desktop.services.criteria.tables import ANSWER, EXAMPLES, RULES, Located, SetTables, Spot, headings

MEND = "Sửa ô này rồi kiểm tra lại."
# Problems whose words speak of the file's keys, in the words of the tables.
_WORDS: Mapping[str, tuple[str, str]] = {
    "no_notice": ("Bộ mẫu phải có lời báo cho người dùng", "Viết vì sao là bộ mẫu và phải thay bằng văn bản nào."),
    "no_supersedes": (
        "Có mã đã đổi hoặc đã bỏ thì phải ghi bản được thay",
        "Ghi số bản cũ ở «Thay cho bản», hoặc xóa các mã này.",
    ),
    "placeholder": (
        "Bộ ghi là chính thức thì không được có chỉ số chưa có văn bản",
        "Ghi nguồn gốc là «mẫu», hoặc nhập chỉ số theo văn bản.",
    ),
    "too_few_examples": (
        "Phải có ít nhất một ví dụ đạt và một ví dụ chưa đạt",
        "Thêm hàng ở bảng ví dụ, lấy từ văn bản nếu có.",
    ),
}


@dataclass(slots=True)
class Draft:
    """What the tables come to: the file's value, where each piece stands, and what could not be read."""

    value: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Spot] = field(default_factory=dict)
    problems: dict[str, Located] = field(default_factory=dict)

    def note(self, path: str, spot: Spot) -> None:
        """A piece of the file stands in this cell."""
        self.places[path] = spot

    def refuse(self, path: str, spot: Spot | None, code: str, message: str, cure: str = MEND) -> None:
        """What stands in a cell cannot be meant."""
        self.problems.setdefault(path, Located(spot, error(code, message, cure)))

    def spot_of(self, path: str) -> Spot | None:
        """The cell of a place in the file, or of the nearest piece around it."""
        while path and path not in self.places:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.places.get(path)


@dataclass(frozen=True, slots=True)
class Built:
    """A set made of tables: its file's text and the set, or None with the problems."""

    text: str
    criteria_set: CriteriaSet | None
    problems: tuple[Located, ...]


def build(tables: SetTables, taken: frozenset[str] = frozenset()) -> Built:
    """The criteria set of these tables; `taken` are codes that a new line must not be given by itself."""
    from khuyenhoc_desktop.services.criteria.read_examples import read_examples
    from khuyenhoc_desktop.services.criteria.read_lines import read_lines
    from khuyenhoc_desktop.services.criteria.read_rules import read_rules

    draft = Draft()
    read_rules(draft, tables)
    read_lines(draft, tables, taken)
    read_examples(draft, tables)
    text = json.dumps(draft.value, ensure_ascii=False, indent=1) + "\n"
    criteria_set, problems = parse_criteria_set(text)
    found = [*draft.problems.values(), *(_located(draft, each) for each in problems if _is_news(draft, each))]
    told = tuple(_in_words(tables, each) for each in found)
    return Built(text, None if told else criteria_set, told)


def _is_news(draft: Draft, problem: Problem) -> bool:
    """Whether nothing has been said yet of the cell it is about."""
    spot = draft.spot_of(problem.field or "")
    return spot is None or all(spot != known.spot for known in draft.problems.values())


def _located(draft: Draft, problem: Problem) -> Located:
    return Located(draft.spot_of(problem.field or ""), replace(problem, field=None))


def _in_words(tables: SetTables, located: Located) -> Located:
    """The problem in words of the tables, beginning with the column or rule that it is about."""
    problem, spot = located.problem, located.spot
    code = "too_few_examples" if problem.code == "too_few" and spot and spot.table == EXAMPLES else problem.code
    message, cure = _WORDS.get(code, (problem.message, MEND if problem.cure == SEE_FORMAT else problem.cure))
    name = _name(tables, spot) if spot else ""
    return Located(spot, replace(problem, message=f"{name}: {message}" if name else message, cure=cure))


def _name(tables: SetTables, spot: Spot) -> str:
    if spot.table == EXAMPLES and spot.key.startswith(ANSWER):
        return spot.key.removeprefix(ANSWER)
    return next((one.words for one in headings(tables, spot.table) if one.key == spot.key), "")


def place_words(tables: SetTables, spot: Spot | None) -> str:
    """Where a problem is, as the editor says it: "Bộ tiêu chí, hàng 3"."""
    if spot is None:
        return "cả bộ"
    return spot.table if spot.table == RULES else f"{spot.table}, hàng {spot.row + 1}"
