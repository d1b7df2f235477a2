"""Reading Windows program files, proving the imports, making python3.dll's list and the icon."""

import io
import struct

import pytest
from winbuild import forwarder, icon, imports, pe
from winbuild.common import BuildError

TEXT_AT, RAW_AT = 0x1000, 0x200


def program(*, imported=(), exported=(), version=None):
    """A minimal 64-bit PE file with one section, laid out by hand after Microsoft's description of the format."""
    section = bytearray(0x1000)
    directories = bytearray(8 * 16)
    if imported:
        struct.pack_into("<II", directories, 8, TEXT_AT, 20 * (len(imported) + 1))
        place = 20 * (len(imported) + 1)
        for number, name in enumerate(imported):
            struct.pack_into("<I", section, 20 * number + 12, TEXT_AT + place)
            section[place : place + len(name) + 1] = name.encode() + b"\0"
            place += len(name) + 1
    if exported:
        struct.pack_into("<II", directories, 0, TEXT_AT + 0x400, 40)
        struct.pack_into("<III", section, 0x400 + 24, len(exported), 0, TEXT_AT + 0x500)
        place = 0x800
        for number, name in enumerate(exported):
            struct.pack_into("<I", section, 0x500 + 4 * number, TEXT_AT + place)
            section[place : place + len(name) + 1] = name.encode() + b"\0"
            place += len(name) + 1
    if version:
        section[0xC00:0xC10] = struct.pack("<IIII", 0xFEEF04BD, 0x10000, *version)
    dos = bytearray(0x80)
    dos[:2] = b"MZ"
    struct.pack_into("<I", dos, 0x3C, 0x80)
    optional = struct.pack("<H110x", 0x20B) + bytes(directories)
    header = struct.pack("<4sHHIIIHH", b"PE\0\0", pe.AMD64, 1, 0, 0, 0, len(optional), 0)
    entry = struct.pack("<8sIIIIIIHHI", b".text", 0x1000, TEXT_AT, 0x1000, RAW_AT, 0, 0, 0, 0, 0)
    head = bytes(dos) + header + optional + entry
    return head.ljust(RAW_AT, b"\0") + bytes(section)


def test_imports_and_exports_are_read():
    read = pe.ProgramFile(program(imported=["KERNEL32.dll", "Qt6Core.dll"], exported=["PyMain", "_PyX"]))
    assert read.machine == pe.AMD64
    assert read.imports() == ["KERNEL32.dll", "Qt6Core.dll"]
    assert read.exports() == ["PyMain", "_PyX"]


def test_the_version_of_python_is_read(tmp_path):
    path = tmp_path / "python311.dll"
    path.write_bytes(program(version=(3 << 16 | 11, 7150 << 16 | 1013)))
    assert pe.python_version(path) == "3.11.7"


@pytest.mark.parametrize("data", [b"MZ" + bytes(100), b"#!/bin/sh\n" + bytes(100)])
def test_what_is_no_program_file_is_refused(data):
    with pytest.raises(ValueError, match="no Windows program file"):
        pe.ProgramFile(data)


def folder_with(tmp_path, **files):
    for name, data in files.items():
        (tmp_path / name.replace("_", ".")).write_bytes(data)
    return tmp_path


def test_imports_of_the_folder_and_of_windows_are_satisfied(tmp_path):
    needed = ["kernel32.dll", "B.DLL", "api-ms-win-crt-heap-l1-1-0.dll", "WINSPOOL.DRV"]
    assert imports.check(folder_with(tmp_path, a_exe=program(imported=needed), b_dll=program())) == 2


def test_a_missing_dll_stops_the_build(tmp_path):
    with pytest.raises(BuildError, match=r"a\.exe needs c\.dll"):
        imports.check(folder_with(tmp_path, a_exe=program(imported=["c.dll"])))


def test_python3_dll_forwards_the_names_of_python_alone():
    told = forwarder.definition(["_Py_Dealloc", "PyList_New", "DllMain"])
    assert told.splitlines()[2:] == [
        "  PyList_New = python311.PyList_New",
        "  _Py_Dealloc = python311._Py_Dealloc",
    ]


def test_the_icon_can_be_read_by_qt_in_every_size(qapp, tmp_path):
    from PySide6.QtGui import QImageReader

    icon.make(tmp_path)
    reader = QImageReader(str(tmp_path / icon.ICON))
    assert reader.imageCount() == len(icon.SIZES)
    for number, size in enumerate(icon.SIZES):
        assert reader.jumpToImage(number)
        image = reader.read()
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(0, 0).alpha() < 20  # a round corner
        assert image.pixelColor(size // 2, 1).name() == icon.GREEN.lower()


def test_the_icons_directory_is_as_windows_wants_it():
    head = io.BytesIO(icon.container([(16, b"x" * 10), (256, b"y" * 20)])).read()
    assert struct.unpack_from("<HHH", head) == (0, 1, 2)
    assert struct.unpack_from("<BBBBHHII", head, 6 + 16) == (0, 0, 0, 0, 1, 32, 20, 6 + 32 + 10)
