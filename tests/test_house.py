"""The house rules that no other tool checks: sizes, layers that really refuse, lock files, a lean start."""

import ast
import re
import shutil
import statistics
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "khuyenhoc_desktop"
LONGEST_FUNCTION = 40
LONGEST_FILE = 400
MEDIAN_FUNCTION = 9
# "path" or "path:function" -> lines allowed. This list may only get shorter.
EXCEPTIONS: dict[str, int] = {}

# Loaded when used, never at start (they would double its time).
LATE_MODULES = {
    "xlsxwriter",
    "python_calamine",
    "msgspec",
    "rapidfuzz",
    "playhouse.migrations",
    "nacl",
    "docx",
    "docxtpl",
    "jinja2",
    "lxml",
    "segno",
    "PySide6.QtPrintSupport",
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "PySide6.QtSql",
    "PySide6.QtQml",
}


def sources():
    yield from sorted(PACKAGE.rglob("*.py"))
    yield from sorted((ROOT / "tests").rglob("*.py"))
    yield from sorted((ROOT / "bench").rglob("*.py"))
    yield from sorted((ROOT / "packaging").rglob("*.py"))
    yield from sorted(ROOT.glob("*.py"))


def place_of(path):
    return path.relative_to(ROOT).as_posix()


def file_sizes():
    return [(place_of(path), len(path.read_text("utf-8").splitlines())) for path in sources()]


def function_sizes(paths):
    return [
        (f"{place_of(path)}:{node.name}", node.end_lineno - node.lineno + 1)
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def too_long(sizes, most):
    return [(place, size) for place, size in sizes if size > EXCEPTIONS.get(place, most)]


def test_no_file_is_longer_than_its_budget():
    assert too_long(file_sizes(), LONGEST_FILE) == []


def test_no_function_is_longer_than_its_budget():
    assert too_long(function_sizes(sources()), LONGEST_FUNCTION) == []


def test_functions_of_the_package_are_short_as_a_rule():
    sizes = [size for _, size in function_sizes(PACKAGE.rglob("*.py"))]
    assert statistics.median(sizes) < MEDIAN_FUNCTION


def test_exceptions_are_still_needed():
    """An exception that has become shorter, or is gone, is written down as such."""
    sizes = sorted(file_sizes() + function_sizes(sources()), key=lambda row: row[1])
    assert {place: size for place, size in sizes if place in EXCEPTIONS} == EXCEPTIONS


@pytest.mark.parametrize(
    ("room", "statement", "contract"),
    [
        ("domain", "import khuyenhoc_desktop.store.changes", "ui -> services -> store -> domain"),
        ("services", "import khuyenhoc_desktop.ui.page", "ui -> services -> store -> domain"),
        ("ui", "import khuyenhoc_desktop.store.changes", "ui does not import store"),
        ("services", "import PySide6.QtCore", "Qt only in ui"),
        ("domain", "import peewee", "the database only in store"),
        ("ui", "import apsw", "the database only in store"),
    ],
)
def test_layers_refuse(tmp_path, room, statement, contract):
    """A copy of the package with one wrong import breaks the contract that names it."""
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / PACKAGE.name / room / "intruder.py").write_text(f'"""Wrong."""\n\n{statement}\n', "utf-8")
    code, output = lint_imports(tmp_path)
    assert code == 1
    assert f"{contract} BROKEN" in output
    assert "intruder" in output


def test_layers_hold():
    code, output = lint_imports(ROOT)
    assert code == 0, output


def lint_imports(folder):
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, " ".join((done.stdout + done.stderr).split())


SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|(CREATE|DROP)\s+\w+|PRAGMA)\s",
    re.DOTALL,
)


def sql_in(source):
    """The strings of a source that are SQL statements; what an f-string puts in is {}."""
    texts = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            texts.append("".join(one.value if isinstance(one, ast.Constant) else "{}" for one in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.append(node.value)
    return [text for text in texts if SQL.search(f"{text} ")]


def test_sql_stands_in_the_store():
    """Services own transactions and rules; what a statement is, the store's rooms know."""
    outside = [path for path in sorted(PACKAGE.rglob("*.py")) if path.relative_to(PACKAGE).parts[0] != "store"]
    assert [place_of(path) for path in outside if sql_in(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ('file.query("SELECT id FROM person")', True),
        ('f"UPDATE {table} SET name = ?"', True),
        ('A = ("INSERT OR IGNORE INTO clan" " VALUES (?)")', True),
        ('action.execute("DELETE FROM score WHERE year = ?")', True),
        ('f"INSERT INTO {table}"', True),
        ('{"INSERT": "thêm", "UPDATE": "sửa", "DELETE": "bỏ"}', False),
    ],
)
def test_sql_is_seen_in_strings(source, seen):
    assert bool(sql_in(source)) is seen


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_lock_files_are_right():
    run, development = dev.RUN_LOCK.read_text("utf-8"), dev.DEV_LOCK.read_text("utf-8")
    assert dev.lock_problems(project(), run, development) == []


HASH = "    --hash=sha256:" + "0" * 64
SMALL = {"dependencies": ["One==1.0"], "optional-dependencies": {"dev": ["two==2.0"]}}
RUN = f"one==1.0 \\\n{HASH}\n"
DEV = f"{RUN}two==2.0 ; sys_platform == 'win32' \\\n{HASH}\n    # via one\n"


def test_a_right_pair_of_locks_has_no_problems():
    assert dev.lock_problems(SMALL, RUN, DEV) == []


@pytest.mark.parametrize(
    ("run", "development", "told"),
    [
        ("one==1.0\n", DEV, "requirements.lock: one has no hash"),
        (f"one==1.1 \\\n{HASH}\n", DEV, "pyproject.toml asks for One==1.0"),
        (f"--index-url https://host/simple\n{RUN}", DEV, "names a host"),
        (f"{RUN}    # from https://host/simple\n", DEV, "names a host"),
        (f"--find-links /wheels\n{RUN}", DEV, "neither a pin nor a hash"),
        (f"{RUN}three>=3 \\\n{HASH}\n", DEV, "neither a pin nor a hash"),
        (f"{RUN}three==3 \\\n{HASH}\n", DEV, "three==3 of requirements.lock is not in it"),
        (RUN, f"two==2.0 \\\n{HASH}\n", "one==1.0 of requirements.lock is not in it"),
        (RUN, RUN, "pyproject.toml asks for two==2.0"),
    ],
)
def test_faults_of_locks_are_told(run, development, told):
    assert any(told in problem for problem in dev.lock_problems(SMALL, run, development))


def test_a_dependency_without_a_pin_is_told():
    loose = {**SMALL, "dependencies": ["one>=1.0"]}
    assert "pyproject.toml: one>=1.0 is not pinned with ==" in dev.lock_problems(loose, RUN, DEV)


def documents():
    return [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("resources/**/*.md")]


def test_links_between_documents_lead_somewhere():
    dead = [
        f"{place_of(document)}: {link}"
        for document in documents()
        for link in re.findall(r"\]\(([^)#\s]+)", document.read_text("utf-8"))
        if "://" not in link and not (document.parent / link).exists()
    ]
    assert dead == []


def test_start_imports_little():
    command = "import sys, khuyenhoc_desktop.app; print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & LATE_MODULES == set()


def test_qt_counts_references_of_none_rightly():
    """PySide6 6.12.0 on Python 3.11 loses a reference to None with each call, and dies in the end."""
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(200):
        thing.setObjectName("x")
    assert before - sys.getrefcount(None) < 50
