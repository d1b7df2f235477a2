"""The table «Ví dụ»: worked sheets of the set's own."""

from typing import Any

from khuyenhoc_desktop.domain.answer_text import NA_WORDS
from khuyenhoc_desktop.domain.criteria import Kind
from khuyenhoc_desktop.domain.scoring_texts import OUTCOME_NAMES, REASON_NAMES
from khuyenhoc_desktop.domain.text import fold
from khuyenhoc_desktop.services.criteria import read_cells
from khuyenhoc_desktop.services.criteria.from_tables import Draft
from khuyenhoc_desktop.services.criteria.read_rules import is_checklist
from khuyenhoc_desktop.services.criteria.tables import (
    ANSWER,
    EXAMPLES,
    Row,
    SetTables,
    Spot,
)


def read_examples(draft: Draft, tables: SetTables) -> None:
    """Read the whole table into the draft."""
    indicators = {i["code"]: i for criterion in draft.value["criteria"] for i in criterion["indicators"]}
    checklist = is_checklist(tables)
    found: list[dict[str, Any]] = []
    for at, row in enumerate(tables.examples):
        if any(row.values()):
            found.append(_Example(draft, row, at, len(found)).read(indicators, checklist))
    draft.value["examples"] = found
    draft.note("examples", Spot(EXAMPLES, 0, "name"))


class _Example:
    """One row."""

    def __init__(self, draft: Draft, row: Row, at: int, place: int) -> None:
        self._draft, self._row, self._at = draft, row, at
        self._path = f"examples[{place}]"

    def read(self, indicators: dict[str, dict[str, Any]], checklist: bool) -> dict[str, Any]:
        """The example as the file has it."""
        row, path = self._row, self._path
        for key in ("name", "total", "level", "outcome", "reasons"):
            self._draft.note(f"{path}.{key}", self._spot(key))
        self._draft.note(path, self._spot("name"))
        example: dict[str, Any] = {"name": row.get("name", ""), "answers": {}}
        self._word(example)
        if row.get("reasons"):
            self._reasons(example)
        self._figure(example, "level" if checklist else "total", needed=not checklist)
        not_applicable = [code for code in self._answered() if self._answer(example, code, indicators.get(code))]
        if not_applicable:
            example["not_applicable"] = not_applicable
            for place, code in enumerate(not_applicable):
                self._draft.note(f"{path}.not_applicable[{place}]", self._spot(ANSWER + code))
        return example

    def _spot(self, key: str) -> Spot:
        return Spot(EXAMPLES, self._at, key)

    def _refuse(self, key: str, message: str, cure: str) -> None:
        self._draft.refuse(f"{self._path}.{key}", self._spot(key), "unknown_value", message, cure)

    def _word(self, example: dict[str, Any]) -> None:
        text = self._row.get("outcome", "")
        outcome = read_cells.word_of(text, OUTCOME_NAMES) if text else None
        example["outcome"] = str(outcome) if outcome else text
        if outcome is None:
            said = f"không hiểu «{text}»" if text else "còn trống"
            self._refuse("outcome", said, f"Ghi một trong: {', '.join(OUTCOME_NAMES.values())}.")

    def _reasons(self, example: dict[str, Any]) -> None:
        words = read_cells.codes(self._row["reasons"])
        known = [read_cells.word_of(word, REASON_NAMES) for word in words]
        example["reasons"] = [code or word for code, word in zip(known, words, strict=True)]
        strange = [word for code, word in zip(known, words, strict=True) if code is None]
        if strange:
            cure = f"Ghi một trong: {', '.join(REASON_NAMES.values())}."
            self._refuse("reasons", f"không hiểu «{', '.join(strange)}»", cure)

    def _figure(self, example: dict[str, Any], key: str, *, needed: bool) -> None:
        text = self._row.get(key, "")
        if not text and not needed:
            return
        value = read_cells.number(text)
        example[key] = text if value is None else value
        if value is None:
            self._refuse(key, f"«{text}» không phải số" if text else "còn trống", "Ghi số như 80 hoặc 79,5.")

    def _answered(self) -> list[str]:
        return [key.removeprefix(ANSWER) for key, text in self._row.items() if key.startswith(ANSWER) and text]

    def _answer(self, example: dict[str, Any], code: str, indicator: dict[str, Any] | None) -> bool:
        """Put an answer into the example; whether it is "not applicable"."""
        text = self._row[ANSWER + code]
        path = f"{self._path}.answers.{code}"
        self._draft.note(path, self._spot(ANSWER + code))
        if indicator is None:
            self._draft.refuse(path, self._spot(ANSWER + code), "unknown_indicator", "không có chỉ số mang mã này",
                               "Sửa mã ở đầu cột, hoặc xóa điểm đã ghi ở cột này.")  # fmt: skip
            return False
        kind, is_na_word = indicator["kind"], text.strip().casefold() in NA_WORDS
        if is_na_word and (indicator.get("allow_na") or kind != Kind.TEXT):
            return True
        value = _value(indicator, kind, text)
        example["answers"][code] = text if value is None else value
        if value is None:
            self._draft.refuse(path, self._spot(ANSWER + code), "wrong_type", f"không hiểu «{text}»",
                               _CURES.get(kind, "Ghi số như 7,5."))  # fmt: skip
        return False


_CURES = {Kind.YES_NO: "Ghi có hoặc không.", Kind.CHOICE: "Ghi mã hoặc tên của một phương án."}


def _value(indicator: dict[str, Any], kind: str, text: str) -> Any:
    """The answer as the file has it; None where the text means none."""
    if kind == Kind.TEXT:
        return text
    if kind == Kind.YES_NO:
        return read_cells.yes_no(text)
    if kind == Kind.CHOICE:
        return _option(indicator.get("options", []), text)
    return read_cells.number(text)


def _option(options: list[dict[str, Any]], text: str) -> str | None:
    by_code = next((one["code"] for one in options if one["code"] == text), None)
    alike = [one["code"] for one in options if fold(one["label"]) == fold(text)]
    return by_code or (alike[0] if len(alike) == 1 else None)
