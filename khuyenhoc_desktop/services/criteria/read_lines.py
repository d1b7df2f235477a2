"""The table «Bộ tiêu chí»: criteria, their indicators, and under these the options or bands."""

from typing import Any

from khuyenhoc_desktop.domain.criteria import Kind
from khuyenhoc_desktop.services.criteria import read_cells
from khuyenhoc_desktop.services.criteria.from_tables import Draft
from khuyenhoc_desktop.services.criteria.read_rules import is_checklist
from khuyenhoc_desktop.services.criteria.tables import (
    KINDS,
    LINES,
    MEASURE_NAMES,
    MOST_LEVELS,
    SOURCE_NAMES,
    Row,
    SetTables,
    Spot,
)

_NOT_LINES = "Ghi tên ở cột Tiêu chí, Chỉ số, hoặc Phương án, mốc; hàng thừa thì xóa."
_NUMBERS = "Ghi số như 10 hoặc 7,5."
_LONGEST_NUMBER = 8


def read_lines(draft: Draft, tables: SetTables, taken: frozenset[str]) -> None:
    """Read the whole table into the draft."""
    _Lines(draft, tables, taken).read()


class _Lines:
    """Goes through the rows; what stands under a criterion or indicator belongs to it."""

    def __init__(self, draft: Draft, tables: SetTables, taken: frozenset[str]) -> None:
        self._draft, self._rows = draft, tables.lines
        self._checklist = is_checklist(tables)
        self._taken = {*taken, *(row.get("code", "") for row in tables.lines)}
        self._criteria: list[dict[str, Any]] = []
        self._row, self._at = Row(), 0

    def read(self) -> None:
        """All rows."""
        draft = self._draft
        for at, row in enumerate(self._rows):
            self._at, self._row = at, row
            self._line()
        for place, criterion in enumerate(self._criteria):
            self._sum_up(place, criterion)
        draft.value["criteria"] = self._criteria
        draft.note("criteria", Spot(LINES, 0, "criterion"))

    def _line(self) -> None:
        row = self._row
        if not any(row.values()):
            return
        if row.get("criterion"):
            self._criterion()
        if row.get("indicator"):
            self._indicator()
        elif row.get("option"):
            self._option()
        elif not row.get("criterion"):
            self._refuse_row("không rõ hàng này là tiêu chí, chỉ số hay phương án", _NOT_LINES)

    def _spot(self, key: str) -> Spot:
        return Spot(LINES, self._at, key)

    def _refuse_row(self, message: str, cure: str) -> None:
        key = next(key for key, text in self._row.items() if text)
        self._draft.refuse(f"row{self._at}", self._spot(key), "unknown_row", message, cure)

    def _criterion(self) -> None:
        """A new criterion; where its indicator stands in the same row, code and points are the indicator's."""
        row, shared = self._row, bool(self._row.get("indicator"))
        place = len(self._criteria)
        path = f"criteria[{place}]"
        own = {} if shared else row
        criterion: dict[str, Any] = {
            "code": own.get("code") or self._new_code(f"C{place + 1}"),
            "number": own.get("number") or str(place + 1),
            "name": row["criterion"],
            "indicators": [],
        }
        self._note(path, {"": "criterion", "code": "code", "number": "number", "name": "criterion",
                          "max_points": "points"})  # fmt: skip
        self._criteria.append(criterion)
        self._number(own, criterion, path, "points", "max_points")
        least: dict[str, Any] = {}
        self._number(own, least, f"rules.min_per_criterion.{criterion['code']}", "floor", criterion["code"])
        if least:
            self._draft.note(f"rules.min_per_criterion.{criterion['code']}", self._spot("floor"))
            self._draft.value["rules"].setdefault("min_per_criterion", {}).update(least)

    def _note(self, path: str, keys: dict[str, str]) -> None:
        for name, key in keys.items():
            self._draft.note(f"{path}.{name}" if name else path, self._spot(key))

    def _new_code(self, wanted: str) -> str:
        """A code that no line has or had."""
        code, more = wanted, 1
        while code in self._taken:
            more += 1
            code = f"{wanted}_{more}"
        self._taken.add(code)
        return code

    def _number(self, row: Row, target: dict[str, Any], path: str, key: str, name: str) -> None:
        """A number, where the cell has one."""
        text = row.get(key, "")
        if not text:
            return
        value = read_cells.number(text)
        target[name] = text if value is None else value
        if value is None:
            at = path if path.endswith(f".{name}") else f"{path}.{name}"
            self._draft.refuse(at, self._spot(key), "wrong_type", f"«{text}» không phải số", _NUMBERS)

    def _indicator(self) -> None:
        if not self._criteria:
            self._refuse_row("chỉ số phải đứng dưới một tiêu chí", "Thêm hàng tiêu chí ở trên.")
            return
        row, parent = self._row, self._criteria[-1]
        path = f"criteria[{len(self._criteria) - 1}].indicators[{len(parent['indicators'])}]"
        order = len(parent["indicators"]) + 1
        indicator: dict[str, Any] = {
            "code": row.get("code") or self._new_code(f"{parent['code']}_{order}"),
            "number": row.get("number") or f"{parent['number']}.{order}"[:_LONGEST_NUMBER],
            "name": row["indicator"],
            "kind": self._kind(path),
        }
        same = {key: key for key in ("code", "number", "help", "kind", "step", "measure", "source")}
        self._note(path, {"": "indicator", "name": "indicator", "max_points": "points", "floor_points": "floor",
                          "allow_na": "na", "options": "points", "bands": "points", **same})  # fmt: skip
        parent["indicators"].append(indicator)
        if row.get("help"):
            indicator["help"] = row["help"]
        for key, name in (("points", "max_points"), ("floor", "floor_points"), ("step", "step")):
            self._number(row, indicator, f"{path}.{name}", key, name)
        self._flags(indicator, path)
        self._words(indicator, path)
        self._targets(indicator, path)

    def _kind(self, path: str) -> str:
        """The kind as written, or the only one that the row can mean."""
        text = self._row.get("kind", "")
        kind = read_cells.word_of(text, KINDS) if text else self._meant()
        if kind is None:
            said = f"không hiểu «{text}»" if text else "còn trống"
            cure = f"Ghi một trong: {', '.join(KINDS.values())}."
            self._draft.refuse(f"{path}.kind", self._spot("kind"), "unknown_value", said, cure)
        return str(kind) if kind else text

    def _meant(self) -> Kind | None:
        if self._row.get("measure"):
            return Kind.PERCENT
        asked = [self._row[f"level{n}"] for n in range(1, MOST_LEVELS + 1) if self._row.get(f"level{n}")]
        if asked:
            if all("%" in text for text in asked):
                return Kind.PERCENT
            return Kind.YES_NO if all(read_cells.yes_no(text) for text in asked) else None
        below = [row for row in self._rows[self._at + 1 : self._at + 2] if row.get("option")]
        if below:
            return Kind.CHOICE if read_cells.number(below[0]["option"]) is None else None
        return Kind.POINTS if self._row.get("points") and not self._checklist else None

    def _flags(self, indicator: dict[str, Any], path: str) -> None:
        for key, name in (("na", "allow_na"), ("required", "required")):
            text = self._row.get(key, "")
            self._draft.note(f"{path}.{name}", self._spot(key))
            if not text:
                continue
            value = read_cells.yes_no(text)
            indicator[name] = text if value is None else value
            if value is None:
                self._draft.refuse(f"{path}.{name}", self._spot(key), "wrong_type", f"không hiểu «{text}»",
                                   "Ghi có hoặc không.")  # fmt: skip

    def _words(self, indicator: dict[str, Any], path: str) -> None:
        for key, names in (("measure", MEASURE_NAMES), ("source", SOURCE_NAMES)):
            text = self._row.get(key, "")
            if not text:
                continue
            code = read_cells.word_of(text, {str(each): name for each, name in names.items()})
            indicator[key] = text if code is None else str(code)
            if code is None:
                self._draft.refuse(f"{path}.{key}", self._spot(key), "unknown_value", f"không hiểu «{text}»",
                                   f"Ghi một trong: {', '.join(names.values())}.")  # fmt: skip

    def _targets(self, indicator: dict[str, Any], path: str) -> None:
        targets: list[dict[str, Any]] = []
        for level in range(1, MOST_LEVELS + 1):
            key = f"level{level}"
            text = self._row.get(key, "")
            if not text:
                continue
            at = f"{path}.targets[{len(targets)}]"
            self._draft.note(at, self._spot(key))
            self._draft.places.setdefault(f"{path}.targets", self._spot(key))
            is_yes = indicator["kind"] == Kind.YES_NO
            value = read_cells.yes_no(text) if is_yes else read_cells.number(text)
            targets.append({"level": level, "value": text if value is None else value})
            if value is None:
                self._draft.refuse(f"{at}.value", self._spot(key), "wrong_type", f"không hiểu «{text}»",
                                   "Ghi có." if is_yes else "Ghi số, ví dụ 80.")  # fmt: skip
        if targets:
            indicator["targets"] = targets

    def _option(self) -> None:
        """An option of a choice, or a band of a number or share, of the indicator above."""
        row = self._row
        if not self._criteria or not self._criteria[-1]["indicators"]:
            self._refuse_row("phương án phải đứng dưới một chỉ số", "Thêm hàng chỉ số ở trên.")
            return
        parent = self._criteria[-1]["indicators"]
        above = f"criteria[{len(self._criteria) - 1}].indicators[{len(parent) - 1}]"
        indicator = parent[-1]
        is_band = indicator["kind"] in (Kind.COUNT, Kind.PERCENT)
        items = indicator.setdefault("bands" if is_band else "options", [])
        path = f"{above}.{'bands' if is_band else 'options'}[{len(items)}]"
        item: dict[str, Any] = {}
        items.append(item)
        self._draft.note(path, self._spot("option"))
        self._draft.note(f"{path}.points", self._spot("points"))
        self._draft.note(f"{path}.code", self._spot("code"))
        if is_band:
            self._number(row, item, f"{path}.from", "option", "from")
        else:
            item.update(code=row.get("code") or f"p{len(items)}", label=row["option"])
        self._number(row, item, f"{path}.points", "points", "points")
        if "points" not in item:
            item["points"] = ""
            self._draft.refuse(f"{path}.points", self._spot("points"), "empty", "còn trống", _NUMBERS)

    def _sum_up(self, place: int, criterion: dict[str, Any]) -> None:
        """Points that were left out and can only be one thing."""
        for at, indicator in enumerate(criterion["indicators"]):
            if not self._checklist and "max_points" not in indicator:
                self._best(f"criteria[{place}].indicators[{at}].max_points", indicator)
        if not self._checklist and "max_points" not in criterion:
            points = [indicator["max_points"] for indicator in criterion["indicators"]]
            known = [each for each in points if isinstance(each, int | float)]
            criterion["max_points"] = _tidy(sum(round(each * 100) for each in known))

    def _best(self, path: str, indicator: dict[str, Any]) -> None:
        items = [*indicator.get("options", []), *indicator.get("bands", [])]
        given = [item["points"] for item in items if isinstance(item["points"], int | float)]
        indicator["max_points"] = max(given, default=0)
        if not given and indicator["kind"] in (Kind.POINTS, Kind.YES_NO):
            indicator["max_points"] = ""
            self._draft.refuse(path, self._draft.spot_of(path), "empty", "còn trống", "Ghi số điểm cao nhất.")


def _tidy(hundredths: int) -> int | float:
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
