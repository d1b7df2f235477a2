"""Tables of the bundle: their fields, how values are written as text and read back, their Frictionless schema.

CSV is UTF-8 with a decimal point; points and percentages are decimals (74.5), exact hundredths inside.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from khuyenhoc_desktop.domain.cell_text import RISKY, guarded

NOT_APPLICABLE: Final = "-"
_ID: Final = "[1-9][0-9]{0,18}"
_PLAIN: Final = ("integer", "date", "year")
_LARGEST: Final = 18  # digits of a whole number; ids are text and may have one more

Value = str | int | bool | None


class BadValueError(ValueError):
    """A cell's text is not of its field's type or breaks its constraints; the text says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `type` is a Frictionless type; numbers are held as integers of hundredths."""

    name: str
    type: str
    title: str
    required: bool = True
    unique: bool = False
    pattern: str | None = None
    enum: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None

    @property
    def is_plain(self) -> bool:
        """Whether any value's text is what `str` makes of it (nothing for None)."""
        return self.type in _PLAIN or self.pattern == _ID

    def write(self, value: Value) -> str:
        """The cell's text; "" for None."""
        return "" if value is None else _WRITERS[self.type](value)

    def read(self, text: str) -> Value:
        """The value of a cell's text.

        Raises:
            BadValueError: wrong type, missing, or against a constraint.
        """
        if text == "":
            if self.required:
                raise BadValueError("thiếu giá trị")
            return None
        value = _READERS[self.type](text)
        self._constrain(value)
        return value

    def _constrain(self, value: Value) -> None:
        if isinstance(value, str):
            if self.enum and value not in self.enum:
                raise BadValueError(f"«{value[:40]}» không phải giá trị cho phép")
            if self.pattern and not re.fullmatch(self.pattern, value, re.ASCII):
                raise BadValueError(f"«{value[:40]}» không đúng mẫu")
        elif value is not None and not isinstance(value, bool):
            if self.minimum is not None and value < self.minimum:
                raise BadValueError("số nhỏ hơn mức cho phép")
            if self.maximum is not None and value > self.maximum:
                raise BadValueError("số lớn hơn mức cho phép")

    def descriptor(self) -> dict[str, Any]:
        """The field as Frictionless Table Schema writes it."""
        told: dict[str, Any] = {"name": self.name, "type": self.type, "title": self.title}
        constraints = self._constraints()
        return {**told, "constraints": constraints} if constraints else told

    def _constraints(self) -> dict[str, Any]:
        told: dict[str, Any] = {}
        if self.required:
            told["required"] = True
        if self.unique:
            told["unique"] = True
        if self.pattern:
            told["pattern"] = f"^{self.pattern}$"
        if self.enum:
            told["enum"] = list(self.enum)
        for key, bound in (("minimum", self.minimum), ("maximum", self.maximum)):
            if bound is not None:
                told[key] = bound if self.type != "number" else _plain(bound)
        return told


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Each value of `field` that is not empty stands in `reference_field` of another table."""

    field: str
    table: str
    reference_field: str


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file of the bundle."""

    name: str
    path: str
    title: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    missing_values: tuple[str, ...] = ("",)

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return [field.name for field in self.fields]

    def schema(self) -> dict[str, Any]:
        """The table's Frictionless Table Schema."""
        told: dict[str, Any] = {
            "fields": [field.descriptor() for field in self.fields],
            "missingValues": list(self.missing_values),
            "primaryKey": list(self.primary_key),
        }
        if self.foreign_keys:
            told["foreignKeys"] = [
                {"fields": [key.field], "reference": {"resource": key.table, "fields": [key.reference_field]}}
                for key in self.foreign_keys
            ]
        return told


def identity(name: str, title: str, *, required: bool = True) -> Field:
    """A field for a minted id, written as text: 63-bit numbers do not fit a spreadsheet's or JSON's numbers."""
    return Field(name, "string", title, required=required, pattern=_ID)


def decimal(hundredths: int) -> str:
    """Hundredths with a decimal point and no idle zeros: 7450 is "74.5"."""
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    return sign + (f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole))


def unguarded(text: str) -> str:
    """The text that `guarded` wrote.

    Raises:
        BadValueError: when a risky text stands there bare.
    """
    if not text.startswith(RISKY):
        return text
    if text[0] == "'" and text[1:].startswith(RISKY):
        return text[1:]
    raise BadValueError("chữ bắt đầu bằng dấu của công thức")


def _plain(hundredths: int) -> int | float:
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def _read_whole(text: str) -> int:
    if len(text) > _LARGEST or not re.fullmatch(r"-?(0|[1-9][0-9]*)", text, re.ASCII):
        raise BadValueError(f"«{text[:40]}» không phải số nguyên")
    return int(text)


def _read_number(text: str) -> int:
    found = re.fullmatch(r"(-?)(0|[1-9][0-9]{0,11})(?:\.([0-9]{1,2}))?", text, re.ASCII)
    if not found:
        raise BadValueError(f"«{text[:40]}» không phải số có dấu chấm thập phân")
    hundredths = int(found[2]) * 100 + int((found[3] or "").ljust(2, "0"))
    return -hundredths if found[1] else hundredths


def _read_flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise BadValueError(f"«{text[:40]}» không phải true hoặc false")
    return text == "true"


def _read_date(text: str) -> str:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII) and date.fromisoformat(text):
            return text
    except ValueError:
        pass  # refused below, as any other text
    raise BadValueError(f"«{text[:40]}» không phải ngày năm-tháng-ngày")


def _read_year(text: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", text, re.ASCII):
        raise BadValueError(f"«{text[:40]}» không phải năm")
    return int(text)


_WRITERS: Final[Mapping[str, Callable[[Any], str]]] = {
    "string": guarded,
    "integer": str,
    "number": decimal,
    "boolean": lambda value: "true" if value else "false",
    "date": str,
    "year": str,
}
_READERS: Final[Mapping[str, Callable[[str], Value]]] = {
    "string": unguarded,
    "integer": _read_whole,
    "number": _read_number,
    "boolean": _read_flag,
    "date": _read_date,
    "year": _read_year,
}
