"""Writes the smallest .xls and .ods files that readers take, for the tests; no library here writes them."""

import struct
import zipfile
from xml.sax.saxutils import quoteattr

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _record(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def _text(text):
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _cell(row, column, value):
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(0x0204, place + _text(value))
    return _record(0x0203, place + struct.pack("<d", value))


def _sheet(rows, dimensions):
    cells = b"".join(
        _cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value not in ("", None)
    )
    size = dimensions or (0, len(rows), 0, max(map(len, rows), default=0))
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    return begin + _record(0x0200, struct.pack("<IIHHH", *size, 0)) + cells + _record(0x000A)


def workbook_stream(sheets, dimensions=None, password=False):
    """The BIFF8 stream of {name: rows}."""
    bodies = [_sheet(rows, dimensions) for rows in sheets.values()]
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    begin += _record(0x002F, b"\0" * 6) if password else b""
    names = [name.encode("utf-16-le") for name in sheets]
    at = len(begin) + sum(4 + 8 + len(name) for name in names) + 4
    for name, body in zip(names, bodies, strict=True):
        begin += _record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name) // 2, 1) + name)
        at += len(body)
    return begin + _record(0x000A) + b"".join(bodies)


def container(stream, name="Workbook"):
    """An OLE file with one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    sectors = len(stream) // SECTOR
    fats = -(-(sectors + 2) // 127)
    table = [FAT] * fats + [END] + [fats + 2 + i for i in range(sectors - 1)] + [END]
    table += [FREE] * (fats * 128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, fats, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", *range(fats), *[FREE] * (109 - fats))
    directory = _entry("Root Entry", 5, END, 0, 1) + _entry(name, 2, fats + 1, len(stream), FREE)
    return header + struct.pack(f"<{len(table)}I", *table) + directory.ljust(SECTOR, b"\0") + stream


def _entry(name, kind, start, size, child):
    encoded = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(encoded), kind, 1, FREE, FREE, child)
    return encoded.ljust(64, b"\0") + links + b"\0" * 36 + struct.pack("<IQ", start, size)


def write_xls(path, sheets, **named):
    path.write_bytes(container(workbook_stream(sheets, **named)))
    return path


_ODS_START = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)
_ODS_END = "</office:spreadsheet></office:body></office:document-content>"
_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def _ods_cell(value):
    if value in ("", None):
        return "<table:table-cell/>"
    if isinstance(value, str):
        text = quoteattr(value)[1:-1]
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    shown = f"<text:p>{value}</text:p>"
    return f'<table:table-cell office:value-type="float" office:value="{value}">{shown}</table:table-cell>'


def write_ods(path, sheets, extra="", manifest=_MANIFEST):
    """An .ods of {name: rows}; `extra` is put at the end of each sheet."""
    body = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        + "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
        + extra
        + "</table:table>"
        for name, rows in sheets.items()
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", manifest)
        packed.writestr("content.xml", _ODS_START + body + _ODS_END)
    return path
