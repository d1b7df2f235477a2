"""What the try-out needs besides the product: a second version with a migration, a bare window, a workbook."""

import ast
import re
import shutil
import sys
import tempfile
from pathlib import Path

from winbuild import contents, deliver
from winbuild.common import CONSOLE_EXE, GUI_EXE, ROOT, BuildError, run

SCHEMA = re.compile(r"^SCHEMA_VERSION = (\d+)$", re.MULTILINE)
MIGRATION = '''"""Only in the try-out: stands for whatever a later version brings."""


def up(_migrator, db):
    """One more table."""
    db.connection().execute("CREATE TABLE trial (id INTEGER PRIMARY KEY) STRICT; PRAGMA user_version = {version}")
'''
BARE_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QLabel

app = QApplication(sys.argv)
label = QLabel("Bare")
label.setWindowTitle("Bare window")
label.resize(600, 400)
label.show()
app.exec()
"""
IMPORTER = """
import importlib, json, sys

sys.path.append(sys.argv[1])
faults = []
for name in open(sys.argv[2], encoding="utf-8").read().split():
    module, _, part = name.partition(":")
    try:
        if part and not hasattr(importlib.import_module(module), part):
            importlib.import_module(f"{module}.{part}")
        importlib.import_module(module)
    except Exception as fault:
        faults.append(f"{name}: {fault!r}")
print(json.dumps(faults))
"""
SEAL = """
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])
from khuyenhoc_desktop.services.privacy_box import seal
from khuyenhoc_desktop.services.progress import finish

finish(seal(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]))
"""
IN_BOX, BOX_TEXT = "Lời nhắn.txt", "Nộp trước ngày 10 tháng 11."
NEW_HOUSEHOLD = "Đỗ Thị Ỷ Ngừng"


def next_version(version: str) -> str:
    """The version after this one: 0.1.0 -> 0.1.1."""
    head, _, last = version.rpartition(".")
    return f"{head}.{int(last) + 1}"


def make_next(folder: Path, work: Path, version: str) -> Path:
    """The installer of the next version, whose files the present version cannot read any more."""
    copy = work / "next"
    shutil.copytree(folder, copy)
    shutil.rmtree(copy / "app")
    contents.copy_program(copy / "app", version)
    _add_migration(copy / "app" / "khuyenhoc_desktop" / "store")
    shutil.copy2(folder / "app" / "RUNTIME.json", copy / "app")
    contents.compile_ahead([copy / "app"])
    return deliver.make_setup(copy, work, version, folder.parent, fast=True)


def schema_version(store: Path) -> int:
    """The version of the files that a program writes, by its store/schema.py."""
    found = SCHEMA.search((store / "schema.py").read_text("utf-8"))
    if not found:
        raise BuildError("store/schema.py does not name SCHEMA_VERSION.")
    return int(found[1])


def _add_migration(store: Path) -> None:
    schema, version = store / "schema.py", schema_version(store) + 1
    text = schema.read_text("utf-8")
    schema.write_text(SCHEMA.sub(f"SCHEMA_VERSION = {version}", text), "utf-8")
    (store / "migrations" / f"{version:04}_trial.py").write_text(MIGRATION.format(version=version), "utf-8")


def make_bare(folder: Path, work: Path) -> Path:
    """The same runtime with nothing but a window: what a start cannot be quicker than. Gives its program."""
    bare = work / "bare"
    (bare / "app").mkdir(parents=True)
    shutil.copy2(folder / GUI_EXE, bare)
    shutil.copytree(folder / "runtime", bare / "runtime")
    (bare / "app" / "main.py").write_text(BARE_WINDOW, "utf-8")
    return bare / GUI_EXE


def make_importer(folder: Path, work: Path) -> Path:
    """The same runtime, importing a list of names; gives its program, which wants our folder and the list."""
    importer = work / "importer"
    (importer / "app").mkdir(parents=True)
    shutil.copy2(folder / CONSOLE_EXE, importer)
    shutil.copytree(folder / "runtime", importer / "runtime")
    (importer / "app" / "main.py").write_text(IMPORTER, "utf-8")
    return importer / CONSOLE_EXE


def imported_names(code: Path) -> list[str]:
    """All that our code imports, at its start or when used: "module" or "module:name"; our own modules too."""
    names = {".".join(path.relative_to(code.parent).with_suffix("").parts) for path in code.rglob("[a-z]*.py")}
    for path in code.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names |= {f"{node.module}:{alias.name}" for alias in node.names}
    return sorted(names)


def shipped_names(site_packages: Path) -> list[str]:
    """The packages and modules that are shipped, whoever imports them: our code or a library of others."""
    names = {path.name.split(".")[0] for path in site_packages.iterdir()}
    return sorted(names - {"__pycache__"})


def make_box(box: Path, passphrase: str) -> Path:
    """A box with a file in it, as another commune sends it; gives the box."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / IN_BOX
        source.write_text(BOX_TEXT, "utf-8")
        run([sys.executable, "-c", SEAL, ROOT, source, box, passphrase])
    return box


def make_workbook(path: Path) -> None:
    """A household list as an officer's Excel has it, with one household that the sample commune lacks."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách hộ")
        sheet.write_row(0, 0, ["STT", "Mã hộ", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu", "Thôn"])
        sheet.write_row(1, 0, [1, "AH-901", NEW_HOUSEHOLD, 1957, 4, "Thôn Hạ"])
        sheet.write_row(2, 0, [2, "AH-902", "Nguyễn Đình Ưởng", 1988, 5, "Thôn Thượng"])
