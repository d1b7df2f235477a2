"""Changesets in words: "Hộ Nguyễn Văn A: Số khẩu: 4 → 5"."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS, SELF_SCORED, STAGES
from khuyenhoc_desktop.domain.text import format_count, format_date
from khuyenhoc_desktop.services.history_labels import (
    COLUMNS,
    COUNTED,
    DECIDED,
    FLAGS,
    GONE,
    NAME_COLUMN,
    NOT_ENTERED,
    NOTHING,
    SETTINGS,
    SUBJECTS,
    USUAL,
    WASTEBASKET,
)
from khuyenhoc_desktop.services.history_subjects import Subjects
from khuyenhoc_desktop.services.history_values import Values
from khuyenhoc_desktop.services.workflow import EVENTS
from khuyenhoc_desktop.services.year_frame import STEPS
from khuyenhoc_desktop.store import criteria_queries
from khuyenhoc_desktop.store.changesets import RowChange
from khuyenhoc_desktop.store.commune_file import CommuneFile

_CHOSEN: Mapping[str, Callable[..., tuple[str, str] | None]] = {
    "criteria_choice": criteria_queries.choice,
    "group_choice": criteria_queries.group_choice,
}
_SAID = {"INSERT": "thêm mới", "DELETE": "bỏ"}


def counted(counts: Mapping[tuple[str, str], int]) -> list[str]:
    """Lines that count the rows of each kind: "Thêm mới 3.200 hộ". What has no such line is left out."""
    return [COUNTED[kind].format(format_count(counts[kind])) for kind in COUNTED if counts.get(kind)]


class Words:
    """Puts the rows of a changeset into words."""

    def __init__(self, file: CommuneFile) -> None:
        self._file = file
        self._values = Values(file)
        self._subjects = Subjects(file)
        self._tellers = {
            "setting": self._setting,
            "assessment_year": self._year,
            "criteria_set": self._criteria_set,
            "criteria_choice": self._criteria_choice,
            "group_choice": self._group_choice,
            "residence": self._residence,
            "score": self._score,
            "assessment": self._assessment,
            "clan_household": self._clan_household,
            "ruling": self._ruling,
            "override": self._override,
            "workflow_event": self._event,
            "deadline": self._deadline,
            "criteria_confirmation": self._confirmation,
        }

    def lines(self, changes: Iterable[RowChange], limit: int) -> list[str]:
        """At most `limit` lines, one a changed cell or a made or removed row."""
        return list(islice((line for change in changes for line in self.of(change)), limit))

    def of(self, change: RowChange) -> Iterator[str]:
        """The lines of one row; none when nothing in it is worth telling."""
        self._learn(change)
        if change.table not in self._tellers and change.table not in COLUMNS:
            return  # a table that has no words of its own: the entry's summary says what was done
        yield from self._tellers.get(change.table, self._record)(change)

    def _learn(self, change: RowChange) -> None:
        """The name of what was made here, for the rows that follow; it may have been taken back since."""
        self._subjects.learn(change)
        names = {"decision": self._values.decisions, "residential_group": self._values.groups}.get(change.table)
        told = _told(change, NAME_COLUMN[change.table]) if names is not None else None
        if names is not None and told:
            names.setdefault(change.key[0], told)

    def _record(self, change: RowChange) -> Iterator[str]:
        """A row with columns: a subject, group, decision or target."""
        who = self._who(change)
        if change.op == "UPDATE":
            yield from (f"{who}: {told}" for told in self._cells(change))
            return
        told = self._content(change, but=NAME_COLUMN.get(change.table))
        yield f"{who}: {_SAID[change.op]}" + (f" ({told})" if told else "")

    def _assessment(self, change: RowChange) -> Iterator[str]:
        """Registration, proposal, recognition; a row that was only begun says nothing."""
        who = self._of_year(change)
        if change.op == "UPDATE":
            yield from (f"{who}: {told}" for told in self._cells(change))
            return
        told = self._content(change)
        if told:
            yield f"{who}: {told}" if change.op == "INSERT" else f"{who}: bỏ {told}"

    def _cells(self, change: RowChange) -> Iterator[str]:
        for column, new in change.new.items():
            label = COLUMNS[change.table].get(column)
            if (change.table, column) in WASTEBASKET:
                yield "đưa vào thùng rác" if new else "lấy lại từ thùng rác"
            elif label:
                yield f"{label}: {self._step(change, column, new)}"

    def _step(self, change: RowChange, column: int, new: Any) -> str:
        old = self._values.cell(change.table, column, change.old.get(column))
        return f"{old} → {self._values.cell(change.table, column, new)}"

    def _content(self, change: RowChange, but: int | None = None) -> str:
        """What stands in a row that was made or removed: "Năm sinh: 1978; Số khẩu: 4"."""
        values = _whole(change)
        told = [
            f"{label}: {self._values.cell(change.table, column, values[column])}"
            for column, label in COLUMNS[change.table].items()
            if column != but and _is_said(change.table, column, values.get(column))
        ]
        return "; ".join(told)

    def _setting(self, change: RowChange) -> Iterator[str]:
        label = SETTINGS.get(change.key[0], change.key[0])
        yield f"{label}: {change.old.get(1) or NOTHING} → {change.new.get(1) or NOTHING}"

    def _year(self, change: RowChange) -> Iterator[str]:
        if change.op == "UPDATE":
            yield from (f"Năm {change.key[0]}: {told}" for told in self._cells(change))
        else:
            yield f"{'Mở' if change.op == 'INSERT' else 'Bỏ'} năm {change.key[0]}"

    def _criteria_set(self, change: RowChange) -> Iterator[str]:
        said = "nạp vào" if change.op == "INSERT" else "bỏ khỏi"
        yield f"{self._values.criteria_set(change.key[0], change.key[1])}: {said} tệp dữ liệu"

    def _criteria_choice(self, change: RowChange) -> Iterator[str]:
        title, year = change.key
        old, new = (self._chosen(change, side) for side in (change.old, change.new))
        yield f"{_title(title)} năm {year} dùng: {old} → {new}"

    def _group_choice(self, change: RowChange) -> Iterator[str]:
        year, group = change.key
        old, new = (self._chosen(change, side) for side in (change.old, change.new))
        yield f"Công dân học tập, nhóm {PERSON_GROUPS.get(group, group)}, năm {year} dùng: {old} → {new}"

    def _chosen(self, change: RowChange, side: dict[int, Any]) -> str:
        """The set that stood in a choice; of another version of one set, only the version changed."""
        if 3 not in side and 2 not in side:
            return NOTHING
        on_file = _CHOSEN[change.table](self._file, *change.key) or ("", "")
        return self._values.criteria_set(str(side.get(2, on_file[0])), str(side.get(3, on_file[1])))

    def _residence(self, change: RowChange) -> Iterator[str]:
        told = " → ".join(place for side in (change.old, change.new) if (place := self._place(side)))
        gone = " (bỏ)" if change.op == "DELETE" else ""
        yield f"{self._subjects.name(change.key[0])}: nơi ở từ năm {change.key[1]}: {told}{gone}"

    def _place(self, side: dict[int, Any]) -> str:
        if side.get(3):
            return "chuyển đi"
        if 2 in side:
            return self._values.groups.get(side[2], GONE)
        return "đang ở" if 3 in side else ""

    def _score(self, change: RowChange) -> Iterator[str]:
        title, stage, code = self._subjects.title(change.key[0]), change.key[2], change.key[3]
        old, new = (
            self._values.answer(title, code, side[4]) if 4 in side else NOT_ENTERED
            for side in (change.old, change.new)
        )
        by = f" ({STAGES[stage]})" if stage in STAGES and stage != SELF_SCORED else ""
        yield f"{self._of_year(change)}: {self._values.indicator(title, code)}{by}: {old} → {new}"

    def _clan_household(self, change: RowChange) -> Iterator[str]:
        old, new = (self._values.cell(change.table, 1, side.get(1)) for side in (change.old, change.new))
        yield f"{self._subjects.name(change.key[0])}: Dòng họ: {old} → {new}"

    def _ruling(self, change: RowChange) -> Iterator[str]:
        """What a decision says stands in the sheet's own line; here only why."""
        why = _told(change, 4)
        if why:
            number = self._values.decisions.get(change.key[2], GONE)
            said = DECIDED.get((change.old | change.new).get(3), NOTHING)
            yield f"{self._of_year(change)}: quyết định {number} {said}: {why}"

    def _override(self, change: RowChange) -> Iterator[str]:
        title, code = self._subjects.title(change.key[0]), change.key[2]
        said = "thôi ghi tay" if change.op == "DELETE" else f"ghi tay, lý do: {change.new.get(3, NOTHING)}"
        yield f"{self._of_year(change)}: {self._values.indicator(title, code)}: {said}"

    def _event(self, change: RowChange) -> Iterator[str]:
        whole = _whole(change)
        who = self._subjects.name(whole[1]) if whole.get(1) else "Quá trình xét"
        said = EVENTS.get(whole.get(3, ""), whole.get(3) or "sửa").lower()
        day = f" ngày {format_date(date.fromisoformat(whole[5]))}" if whole.get(5) else ""
        more = "; ".join(str(whole[column]) for column in (6, 7) if whole.get(column))
        gone = "bỏ " if change.op == "DELETE" else ""
        yield f"{who}, năm {whole.get(2, '')}: {gone}{said}{day}" + (f" ({more})" if more else "")

    def _deadline(self, change: RowChange) -> Iterator[str]:
        year, step = change.key
        old, new = (
            format_date(date.fromisoformat(side[2])) if side.get(2) else NOTHING
            for side in (change.old, change.new)
        )
        yield f"Hạn «{STEPS.get(step, step)}» năm {year}: {old} → {new}"

    def _confirmation(self, change: RowChange) -> Iterator[str]:
        whole = change.old | change.new
        gone = "bỏ xác nhận" if change.op == "DELETE" else "xác nhận"
        said = "; ".join(str(whole[column]) for column in (4, 3, 5) if whole.get(column))
        yield f"{self._values.criteria_set(*change.key)}: {gone} theo văn bản ({said})"

    def _who(self, change: RowChange) -> str:
        if change.table in SUBJECTS and change.table != "residential_group":
            return self._subjects.name(change.key[0])
        if change.table == "residential_group":
            return _told(change, 1) or self._values.groups.get(change.key[0]) or "Thôn, tổ"
        if change.table == "decision":
            return f"Quyết định {_told(change, 3) or self._values.decisions.get(change.key[0], GONE)}"
        year, title = change.key
        return f"Chỉ tiêu {_title(title)} năm {year}"

    def _of_year(self, change: RowChange) -> str:
        return f"{self._subjects.name(change.key[0])}, năm {change.key[1]}"


def _whole(change: RowChange) -> dict[int, Any]:
    return change.old if change.op == "DELETE" else change.new


def _told(change: RowChange, column: int) -> str | None:
    """The value of a column as the change has it; the old one where it was changed."""
    return change.old.get(column) or change.new.get(column)


def _is_said(table: str, column: int, value: Any) -> bool:
    """Whether a cell of a new row is worth telling: 0 children are, "not proposed" is not."""
    if value is None or USUAL.get((table, column), "") == value:
        return False
    return not ((table, column) in FLAGS and not value)


def _title(code: str) -> str:
    return TITLES[code][1] if code in TITLES else code
