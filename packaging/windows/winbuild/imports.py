"""The proof that nothing is missing: every DLL that is imported is shipped, or is a part of Windows 10."""

from pathlib import Path

from winbuild import pe
from winbuild.common import BuildError, say

KINDS = {".dll", ".exe", ".pyd"}
# Parts of every Windows 10 since version 1809 (icuuc: since 1703).
WINDOWS = """
    advapi32 authz bcrypt bcryptprimitives comdlg32 d3d11 d3d12 d3d9 dnsapi dwmapi dwrite dxgi gdi32 icuuc imm32
    iphlpapi kernel32 mpr msvcrt netapi32 ntdll ole32 oleaut32 rpcrt4 secur32 setupapi shell32 shlwapi
    uiautomationcore user32 userenv uxtheme version winhttp winmm winspool.drv ws2_32 wtsapi32
"""
WINDOWS_SETS = ("api-ms-win-", "ext-ms-win-")


def check(folder: Path) -> int:
    """The number of program files looked at.

    Raises:
        BuildError: some import is neither in the folder nor in Windows; all of them are named.
    """
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in KINDS]
    shipped = {path.name.lower() for path in files}
    missing = [
        f"{path.relative_to(folder)} needs {name}"
        for path in files
        for name in pe.read(path).imports()
        if not _there(name.lower(), shipped)
    ]
    if missing:
        raise BuildError("DLLs are missing:\n  " + "\n  ".join(missing))
    say(f"{len(files)} program files: every imported DLL is in the folder or in Windows 10.")
    return len(files)


def _there(name: str, shipped: set[str]) -> bool:
    return name in shipped or name.startswith(WINDOWS_SETS) or name.removesuffix(".dll") in WINDOWS.split()
