"""Reading a bundle's tables and criteria sets back into plain values, with every cell checked."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, parse_criteria_set
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.summary import TitleFigures
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.handover import records, records_titles, tables
from khuyenhoc_desktop.services.handover import tables_titles as more
from khuyenhoc_desktop.services.handover.all_titles import AllTitles, Confirmed, YearFacts
from khuyenhoc_desktop.services.handover.content import (
    BundleContent,
    CommuneFacts,
    Group,
    HouseholdResult,
    SetKey,
    figures_of,
)
from khuyenhoc_desktop.services.handover.csv_text import BadCsvError, read_csv
from khuyenhoc_desktop.services.handover.findings import Findings, cell_at
from khuyenhoc_desktop.services.handover.marks import share
from khuyenhoc_desktop.services.handover.package_told import PackageTold
from khuyenhoc_desktop.services.handover.reading_file import counted
from khuyenhoc_desktop.services.handover.records import Row
from khuyenhoc_desktop.services.handover.schema import BadValueError, Table
from khuyenhoc_desktop.services.handover.tables_titles import FORMAT, assessments_table, decisions_table
from khuyenhoc_desktop.services.once import Once

# Five times the largest commune there is.
MOST_ROWS = 300_000
_REFERRED_TO = {
    tables.SUBJECT_KEY.table,
    *(key.table for table in more.fixed_tables(FORMAT) for key in table.foreign_keys),
}
_BETWEEN = "\x1f"  # between the parts of a key of several columns


class UnsoundTableError(Exception):
    """A table cannot be relied on, nor what refers to it."""


@dataclass(slots=True)
class Tables:
    """The tables of an opened bundle. `rows` counts by path.

    `keys` holds the primary keys by table: of the one being read, and of those that others refer to.
    """

    packed: zipfile.ZipFile
    findings: Findings
    rows: dict[str, int] = field(default_factory=dict)
    keys: dict[str, set[str]] = field(default_factory=dict)

    def read(self, table: Table) -> Iterator[Row]:
        """All rows of a table.

        Raises:
            UnsoundTableError: after the last one, when something in it is wrong; it has been noted.
        """
        before = len(self.findings.problems)
        yield from (row for _, row in self.numbered(table))
        if len(self.findings.problems) > before:
            raise UnsoundTableError(table.path)

    def numbered(self, table: Table) -> Iterator[tuple[int, Row]]:
        """The sound rows of a table with their line numbers."""
        for number, texts in self.lines(table):
            row = self._values(table, number, texts)
            if row is not None and self._references_hold(table, number, texts):
                yield number, row

    def lines(self, table: Table) -> Iterator[tuple[int, list[str]]]:
        """The texts of a table's rows; a table that cannot be read is noted and ends early."""
        self.rows[table.path] = 0
        keys = self.keys[table.name] = set()
        key_columns = [table.header.index(name) for name in table.primary_key]
        try:
            with self.packed.open(table.path) as member:
                text = io.TextIOWrapper(member, encoding="utf-8", newline="")
                for number, texts in read_csv(text, table.header, MOST_ROWS):
                    self.rows[table.path] += 1
                    key = _BETWEEN.join([texts[column] for column in key_columns])
                    if key in keys:
                        why = f"khóa «{key.replace(_BETWEEN, ', ')}» lặp lại"
                        self.note("duplicate_key", why, table, number, key_columns[0])
                    keys.add(key)
                    yield number, texts
        except BadCsvError as fault:
            self.findings.add("bad_table", f"Bảng {table.path}: {fault}.", table.path)
        if table.name not in _REFERRED_TO:
            del self.keys[table.name]

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
    number = 1 if told.khuyenhoc.format == 1 else FORMAT
    decisions = [records.decision_of(row) for row in source.read(decisions_table(number))]
    _assess(source, households, number)
    last_year = [(int(str(row[0])), int(str(row[1]))) for row in source.read(tables.LAST_YEAR)]
    own = None if number == 1 else _read_year(source, commune)
    known = _last_year_known(source) if own is None else own.last_year_kept
    figures = figures_of(commune, groups, households, last_year, known)
    rest = _read_titles(source, told, figures, groups, own) if own else None
    criteria = _read_criteria(source, told)
    return BundleContent(commune, groups, households, decisions, last_year, figures, criteria, rest)


def _read_year(source: Tables, commune: CommuneFacts) -> YearFacts:
    rows = list(source.read(more.YEAR))
    if len(rows) != 1 or rows[0][0] != commune.year:
        source.findings.add("bad_table", "Bảng year.csv phải có đúng năm của gói.", more.YEAR.path)
        raise UnsoundTableError(more.YEAR.path)
    return records_titles.year_of(rows[0])


def _read_titles(
    source: Tables, told: PackageTold, figures: TitleFigures, groups: list[Group], own: YearFacts
) -> AllTitles:
    subjects, once = [], Once()
    for row in source.read(more.SUBJECTS):
        subjects.append(records_titles.subject_of(row))
        share(subjects[-1], once)
    bystanders = [records_titles.bystanders_of(row) for row in source.read(more.BYSTANDERS)]
    last = [records_titles.last_year_of(row) for row in source.read(more.LAST_YEAR_TITLES)]
    targets = dict(records_titles.target_of(row) for row in source.read(more.TARGETS))
    confirmed = {
        (s.set_id, s.version): Confirmed(s.confirmed_on, s.confirmed_by, s.confirmed_document)
        for s in told.khuyenhoc.criteria_sets
        if s.confirmed_on and s.confirmed_by and s.confirmed_document
    }
    return AllTitles(
        subjects,
        bystanders,
        last,
        targets,
        own,
        records_titles.deadlines_of(source.read(more.DEADLINES)),
        [records_titles.step_of(row) for row in source.read(more.STEPS)],
        [records_titles.ruling_of(row) for row in source.read(more.RULINGS)],
        confirmed,
        *counted(figures, [(group.id, group.name) for group in groups], subjects, bystanders, last, targets, own),
    )


def _read_commune(source: Tables) -> CommuneFacts:
    rows = list(source.read(tables.COMMUNE))
    if len(rows) != 1:
        source.findings.add("bad_table", "Bảng commune.csv phải có đúng một xã.", tables.COMMUNE.path)
        raise UnsoundTableError(tables.COMMUNE.path)
    commune = records.commune_of(rows[0])
    if commune.title != LEARNING_FAMILY:
        source.findings.add("bad_value", "Bảng commune.csv có danh hiệu lạ.", tables.COMMUNE.path)
        raise UnsoundTableError(tables.COMMUNE.path)
    return commune


def read_sheets(source: Tables, criteria_set: CriteriaSet) -> Iterator[tuple[int, int, dict[str, Answer]]]:
    """Line number, subject and answers of each sheet filled with a set."""
    table = tables.score_table(criteria_set)
    columns = list(zip(table.fields[1:], criteria_set.indicators, strict=True))
    for number, texts in source.lines(table):
        subjects = table.foreign_keys[0].table
        if texts[0] not in source.keys.get(subjects, ()):
            source.note("broken_reference", f"không có mã này trong {subjects}", table, number, 0)
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


def _assess(source: Tables, households: list[HouseholdResult], number: int) -> None:
    by_id = {household.id: household for household in households}
    assessed, once = 0, Once()
    for row in source.read(assessments_table(number)):
        household = by_id[int(str(row[0]))]
        records.assess(household, row)
        share(household, once)
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
