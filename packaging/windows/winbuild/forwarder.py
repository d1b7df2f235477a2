"""python3.dll: the stable interface that PySide6 imports. A DLL without code that forwards to python311.dll."""

import tempfile
from pathlib import Path

from winbuild import pe
from winbuild.common import PYTHON_DLL, run

ENTRY = "int __stdcall DllMainCRTStartup(void *a, unsigned b, void *c) { (void)a; (void)b; (void)c; return 1; }\n"
COMPILER = ["x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", "-s", "-Os", "-Wl,--no-insert-timestamp"]


def make(runtime: Path) -> None:
    """Make python3.dll in a runtime folder that has none (an official embeddable Python has one)."""
    with tempfile.TemporaryDirectory() as temporary:
        code, names = Path(temporary, "entry.c"), Path(temporary, "python3.def")
        code.write_text(ENTRY, "ascii")
        names.write_text(definition(pe.read(runtime / PYTHON_DLL).exports()), "ascii")
        run([*COMPILER, "-o", runtime / "python3.dll", code, names])


def definition(exports: list[str]) -> str:
    """The linker's definition file: every name of Python's interface, forwarded."""
    home = PYTHON_DLL.removesuffix(".dll")
    names = sorted(name for name in exports if name.startswith(("Py", "_Py")))
    return "\n".join(['LIBRARY "python3.dll"', "EXPORTS", *(f"  {name} = {home}.{name}" for name in names), ""])
