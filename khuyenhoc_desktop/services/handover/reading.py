"""Reading a bundle's tables and criteria sets back into plain values, with every cell checked."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, parse_criteria_set
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.handover import records, tables
from khuyenhoc_desktop.services.handover.content import (
    BundleContent,
    CommuneFacts,
    HouseholdResult,
    SetKey,
    figures_of,
)
from khuyenhoc_desktop.services.handover.csv_text import BadCsvError, read_csv
from khuyenhoc_desktop.services.handover.findings import Findings, cell_at
from khuyenhoc_desktop.services.handover.package_told import PackageTold
from khuyenhoc_desktop.services.handover.records import Row
from khuyenhoc_desktop.services.handover.schema import BadValueError, Table

# Five times the largest commune there is.
MOST_ROWS = 300_000


class UnsoundTableError(Exception):
    """A table cannot be relied on, nor what refers to it."""


@dataclass(slots=True)
class Tables:
    """The tables of an opened bundle. `rows` counts by path; `keys` holds the primary keys read, by table."""

    packed: zipfile.ZipFile
    findings: Findings
    rows: dict[str, int] = field(default_factory=dict)
    keys: dict[str, set[str]] = field(default_factory=dict)

    def read(self, table: Table) -> list[Row]:
        """All rows of a table.

        Raises:
            UnsoundTableError: when something in it is wrong; it has been noted.
        """
        before = len(self.findings.problems)
        rows = [row for _, row in self.numbered(table)]
        if len(self.findings.problems) > before:
            raise UnsoundTableError(table.path)
        return rows

    def numbered(self, table: Table) -> Iterator[tuple[int, Row]]:
        """The sound rows of a table with their line numbers."""
        for number, texts in self.lines(table):
            row = self._values(table, number, texts)
            if row is not None and self._references_hold(table, number, texts):
                yield number, row

    def lines(self, table: Table) -> Iterator[tuple[int, list[str]]]:
        """The texts of a table's rows; a table that cannot be read is noted and ends early."""
        self.rows[table.path] = 0
        keys = self.keys.setdefault(table.name, set())
        key_column = table.header.index(table.primary_key[0])
        try:
            with self.packed.open(table.path) as member:
                text = io.TextIOWrapper(member, encoding="utf-8", newline="")
                for number, texts in read_csv(text, table.header, MOST_ROWS):
                    self.rows[table.path] += 1
                    if texts[key_column] in keys:
                        why = f"khóa «{texts[key_column]}» lặp lại"
                        self.note("duplicate_key", why, table, number, key_column)
                    keys.add(texts[key_column])
                    yield number, texts
        except BadCsvError as fault:
            self.findings.add("bad_table", f"Bảng {table.path}: {fault}.", table.path)

    def note(self, code: str, why: str, table: Table, row: int, column: int) -> None:
        """Note a problem at a cell of a table."""
        cell = cell_at(row, column)
        message = f"Bảng {table.path}, ô {cell} ({table.header[column]}): {why}."
        self.findings.add(code, message, table.path, row, cell)

    def _values(self, table: Table, number: int, texts: list[str]) -> Row | None:
        row: Row = []
        for column, (each, text) in enumerate(zip(table.fields, texts, strict=True)):
            try:
                row.append(each.read(text))
            except BadValueError as fault:
                self.note("bad_value", str(fault), table, number, column)
                return None
        return row

    def _references_hold(self, table: Table, number: int, texts: list[str]) -> bool:
        for key in table.foreign_keys:
            column = table.header.index(key.field)
            if texts[column] and texts[column] not in self.keys[key.table]:
                why = f"không có «{texts[column]}» trong {key.table}"
                self.note("broken_reference", why, table, number, column)
                return False
        return True


def read_content(source: Tables, told: PackageTold) -> BundleContent | None:
    """The bundle's content with its figures counted anew, or None when the tables do not even hang together."""
    before = len(source.findings.problems)
    try:
        content = _read_content(source, told)
    except UnsoundTableError:
        return None
    return content if len(source.findings.problems) == before else None


def _read_content(source: Tables, told: PackageTold) -> BundleContent:
    commune = _read_commune(source)
    groups = [records.group_of(row) for row in source.read(tables.GROUPS)]
    households = [records.household_of(row) for row in source.read(tables.HOUSEHOLDS)]
    decisions = [records.decision_of(row) for row in source.read(tables.DECISIONS)]
    _assess(source, households)
    last_year = [(int(str(row[0])), int(str(row[1]))) for row in source.read(tables.LAST_YEAR)]
    known = _last_year_known(source)
    figures = figures_of(commune, groups, households, last_year, known)
    criteria = _read_criteria(source, told)
    return BundleContent(commune, groups, households, decisions, last_year, figures, criteria)


def _read_commune(source: Tables) -> CommuneFacts:
    rows = source.read(tables.COMMUNE)
    if len(rows) != 1:
        source.findings.add("bad_table", "Bảng commune.csv phải có đúng một xã.", tables.COMMUNE.path)
        raise UnsoundTableError(tables.COMMUNE.path)
    return records.commune_of(rows[0])


def read_sheets(source: Tables, criteria_set: CriteriaSet) -> Iterator[tuple[int, int, dict[str, Answer]]]:
    """Line number, household and answers of each sheet filled with a set."""
    table = tables.score_table(criteria_set)
    columns = list(zip(table.fields[1:], criteria_set.indicators, strict=True))
    for number, texts in source.lines(table):
        if texts[0] not in source.keys[tables.HOUSEHOLDS.name]:
            source.note("broken_reference", "không có hộ này trong households", table, number, 0)
            continue
        answers: dict[str, Answer] = {}
        for place, (each, indicator) in enumerate(columns, 1):
            try:
                answer = tables.read_answer(each, indicator, texts[place])
            except BadValueError as fault:
                source.note("bad_value", str(fault), table, number, place)
                continue
            if answer is not None:
                answers[indicator.code] = answer
        yield number, int(texts[0]), answers


def _assess(source: Tables, households: list[HouseholdResult]) -> None:
    by_id = {household.id: household for household in households}
    assessed = 0
    for row in source.read(tables.ASSESSMENTS):
        records.assess(by_id[int(str(row[0]))], row)
        assessed += 1
    if assessed != len(households):
        message = f"Có {len(households)} hộ nhưng có {assessed} dòng kết quả."
        source.findings.add("rows_missing", message, tables.ASSESSMENTS.path)


def _last_year_known(source: Tables) -> bool:
    """Whether last year was kept: an empty cell says it was not."""
    column = tables.SUMMARY.header.index("last_year_recognised")
    return any(texts[column] for _, texts in source.lines(tables.SUMMARY))


def _read_criteria(source: Tables, told: PackageTold) -> dict[SetKey, tuple[CriteriaSet, str]]:
    shipped = {(s.set_id, s.version): s.sha256 for _, s in criteria_sets.shipped()}
    found: dict[SetKey, tuple[CriteriaSet, str]] = {}
    for each in told.khuyenhoc.criteria_sets:
        if each.path not in source.packed.namelist():
            source.findings.add("missing_file", f"Thiếu tệp {each.path}.", each.path)
            continue
        text = source.packed.read(each.path).decode("utf-8", "replace")
        criteria_set, problems = parse_criteria_set(text)
        if criteria_set is None:
            source.findings.add("bad_criteria", f"Bộ tiêu chí {each.path}: {problems[0].message}.", each.path)
            continue
        key = (criteria_set.set_id, criteria_set.version)
        found[key] = (criteria_set, text)
        if shipped.get(key, criteria_set.sha256) != criteria_set.sha256:
            message = f"Bộ tiêu chí {criteria_set.name}, bản {key[1]} khác với bản chương trình này có."
            source.findings.add("criteria_changed", message, each.path)
    return dict(sorted(found.items()))
