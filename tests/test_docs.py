"""The documents for programmers and offices are held against what they tell of."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from khuyenhoc_desktop.domain import criteria_parsing
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services.communes import facts
from khuyenhoc_desktop.services.documents.content import Line, Office
from khuyenhoc_desktop.services.documents.gathering import gather
from khuyenhoc_desktop.services.documents.kinds import KINDS
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.handover import checks, checks_titles, tables_titles
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.store.schema import DERIVED_TABLES, FACT_TABLES

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
CODE = [path for room in ("khuyenhoc_desktop", "tests", "bench", "packaging", "resources") for path in
        (ROOT / room).rglob("*.*")] + [*ROOT.glob("*.*"), *ROOT.glob("docs/*.*")]  # fmt: skip
HANDOVER = ROOT / "khuyenhoc_desktop" / "services" / "handover"


def text_of(name):
    return (ROOT / "docs" / name).read_text("utf-8")


def rows_of(text):
    """The cells of every row of a text's tables."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]


def words_in(text):
    """The words in backticks, without blocks of code."""
    return set(" ".join(re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))).split())


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_files_of_code_that_a_document_names_are_there(document):
    named = set(re.findall(r"(?<![\w*./-])[\w./-]*\w\.py\b", document.read_text("utf-8")))
    paths = [path.as_posix() for path in CODE]
    assert {name for name in named if not any(path.endswith("/" + name.lstrip("/")) for path in paths)} == set()


def test_every_table_and_column_of_the_commune_file_is_told(commune):
    """And none that is not there: name, key and columns in their order."""
    told = {
        name: (key, columns)
        for name, key, columns in rows_of(text_of("db-changes.md").partition("## Every table and column")[2])[2:]
    }
    tables = [row[0] for row in commune.query("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    there = {}
    for name in set(tables) - {"sqlite_sequence"}:
        columns = commune.query(f"SELECT name, pk FROM pragma_table_info('{name}')")
        there[name] = tuple(
            " ".join(column for column, pk in columns if bool(pk) is is_key) for is_key in (True, False)
        )
    assert told == there
    assert tuple(told)[: len(FACT_TABLES) + len(DERIVED_TABLES)] == (*FACT_TABLES, *DERIVED_TABLES)


def keys_told(part, needed):
    """The keys of a table of docs/criteria-format.md; `needed` says whether those that must be there."""
    rows = [row for row in rows_of(part) if len(row) > 2 and row[0].startswith("`")]
    return {
        key for row in rows if row[1].startswith("yes") is needed for key in words_in(row[0].replace(",", " "))
    }


def test_every_key_of_a_criteria_file_is_told():
    parts = re.split(r"^## ", text_of("criteria-format.md"), flags=re.MULTILINE)
    told = {part.partition("\n")[0]: part for part in parts}
    top = told["Top of the file"].partition("| `title` | `applies_to`")[0]
    assert keys_told(top, True) == set(criteria_parsing.TOP_REQUIRED)
    assert keys_told(top, False) == set(criteria_parsing.TOP_OPTIONAL)
    line = told["Criteria and indicators"].partition("| `kind` | answer")[0]
    assert keys_told(line, True) == set(criteria_parsing.INDICATOR_REQUIRED)
    of_kinds = set(criteria_parsing.KEY_OF_KIND.values())
    assert keys_told(line, False) == set(criteria_parsing.INDICATOR_OPTIONAL) - of_kinds
    assert of_kinds <= words_in(told["Criteria and indicators"])
    assert set(criteria_parsing.TARGET_OPTIONAL) <= words_in(line + told["Checklists"])


def test_every_key_that_the_reader_of_criteria_files_takes_is_told():
    source = Path(criteria_parsing.__file__).read_text("utf-8")
    taken = set(re.findall(r'fields\.get\("(\w+)"\)|fields\["(\w+)"\]|document\.get\("(\w+)"\)', source))
    text = text_of("criteria-format.md")
    assert {
        key for found in taken for key in found if key and f'"{key}"' not in text and f"`{key}`" not in text
    } == set()


@pytest.mark.parametrize("table", tables_titles.fixed_tables(2), ids=lambda table: table.path)
def test_every_table_and_column_of_the_bundle_is_told(table):
    text = text_of("bundle-format.md")
    assert table.path in text
    assert {field.name for field in table.fields} - words_in(text.replace("`-", "")) == set()


def test_the_problems_that_verify_names_are_told():
    """All that the reader of bundles notes, and none that it does not know."""
    told = words_in(text_of("bundle-format.md").partition("names\n")[2].partition("## 8.")[0])
    sources = "".join(path.read_text("utf-8") for path in HANDOVER.glob("*.py"))
    assert {code for code in told if f'"{code}"' not in sources} == set()
    noted = set(re.findall(r'(?:\.add|\.note|BadBundleError)\(\s*"([a-z_]+)"', sources))
    assert len(noted) > 15
    assert noted - told == set()


def test_what_the_check_before_an_export_finds_is_told():
    found = set(checks._STANDING_KINDS) | set(checks_titles._WORDS)
    for module in (checks, checks_titles):
        source = Path(module.__file__).read_text("utf-8")
        found |= set(re.findall(r'(?:error|warning|_told)\(\s*"([a-z_]+)"', source))
    assert found - words_in(text_of("cli.md")) == set()


PAPERS = {
    "registration_list": "registration lists",
    "score_sheet": "score sheets",
    "score_sheet_blank": "score sheets",
    "minutes": "minutes",
    "proposal_list": "submission",
    "decision": "decision",
    "certificates": "certificates",
    "summary_tables": "summary tables",
    "report": "report",
}


OF_ALL = {field.name for field in fields(Office)}


def fields_told():
    """The fields of all papers, of a line, and of each paper besides, as docs/documents.md tells them."""
    text = text_of("documents.md").partition("## Fields")[2].partition("## Speed")[0]
    common = re.sub(r"`(\w+)` \(`(\w+)`\)", r"`\1` `\1\2`", text.partition("| paper")[0], flags=re.DOTALL)
    common = re.sub(r"`(\w+)`\s+\(`(\w+)`\)", r"`\1` `\1\2`", common)
    line = words_in(text.partition("A line has")[2])
    return words_in(common), line, {name: words_in(words) for name, words in rows_of(text)[2:]}


def names_in(value):
    """The names of the fields of a paper's own part, those of its rows too; a line's are told once for all."""
    if isinstance(value, Line) or not is_dataclass(value):
        return set()
    parts = {field.name: getattr(value, field.name) for field in fields(value)}
    return set(parts).union(*(names_in(part[0]) for part in parts.values() if isinstance(part, tuple) and part))


def test_the_fields_of_all_papers_and_of_a_line_are_told():
    common, line, _ = fields_told()
    assert common == OF_ALL
    assert line == {field.name for field in fields(Line)}


@pytest.mark.parametrize("kind", PAPERS)
def test_the_fields_of_a_paper_are_told(sample, kind):
    assert set(PAPERS) == set(KINDS)
    content = finish(gather(sample, Request(kind, LEARNING_FAMILY, max(facts(sample).years))))
    parts = {name: part for name, part in content.fields().items() if name not in OF_ALL}
    own = set(parts).union(*(names_in(part[0]) for part in parts.values() if isinstance(part, tuple) and part))
    # The picture is drawn for Word alone; the raw tables are the numbers for Excel.
    assert own - {"raw_tables"} == fields_told()[2][PAPERS[kind]] - {"code_picture"}


def test_the_errors_and_warnings_of_an_import_are_told():
    rooms = (ROOT / "khuyenhoc_desktop" / "services" / "importing").glob("*.py")
    sources = "".join(path.read_text("utf-8") for path in rooms)
    codes = set(re.findall(r'\b(?:error|warning)\(\s*"([a-z_]+)"', sources))
    told = set(re.split(r"[ ,]+", " ".join(words_in(text_of("import.md")))))
    assert len(codes) > 30
    assert codes - told == set()
