"""Workbooks of a few kilobytes that ask for all memory or hours: every reader refuses them in words, in time."""

import io
import struct
import zipfile

import openpyxl
import pytest

from khuyenhoc_desktop.services.handover.bundle import export_bundle
from khuyenhoc_desktop.services.progress import finish
from tests.all_titles import YEAR, make
from tests.hostile.bounded import READERS, is_bounded, read_bounded
from tests.services.handover.conftest import Bundle
from tests.services.importing.old_formats import container, write_ods
from tests.services.importing.test_guard import ROWS

SHEET, SHARED = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
FAR = b'<row r="199999"><c r="AC199999"><v>1</v></c></row>'
LAST = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def parts_of_a_book():
    book = openpyxl.Workbook()
    book.active.title = "Hộ"
    for row in ROWS:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    with zipfile.ZipFile(packed) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def xlsx(path, **changed):
    """A book with parts changed: by their names, or all at once by `parts`."""
    parts = parts_of_a_book()
    for change in changed.values():
        change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)


def with_rows(rows):
    def change(parts):
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")

    return lambda path: xlsx(path, change=change)


def shared_text(text, rows, value=b"0"):
    """One text, named by every row."""

    def change(parts):
        cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>%s</v></c></row>' % (n, n, value) for n in rows)
        parts[SHARED] = b"<sst %s><si><t>%s</t></si></sst>" % (MAIN, text)
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", cells + b"</sheetData>")

    return lambda path: xlsx(path, change=change)


def many_sheets(count, rows):
    """A book of so many sheets more, each with these rows."""
    part = b'<Relationship Id="x%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    part += b'worksheet" Target="worksheets/more%d.xml"/>'
    listed = b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" name="T%d"'
    listed += b' sheetId="%d" r:id="x%d"/>'

    def change(parts):
        links = b"".join(part % (n, n) for n in range(2, count + 2))
        sheets = b"".join(listed % (n, n, n) for n in range(2, count + 2))
        rels, book = "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
        parts[rels] = parts[rels].replace(b"</Relationships>", links + b"</Relationships>")
        parts[book] = parts[book].replace(b"</sheets>", sheets + b"</sheets>")
        for n in range(2, count + 2):
            parts[f"xl/worksheets/more{n}.xml"] = parts[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")

    return lambda path: xlsx(path, change=change)


def sheet_elsewhere(name):
    """A far value in a sheet whose part bears a name that no sheet has."""

    def change(parts):
        parts[f"xl/{name}"] = parts.pop(SHEET).replace(b"</sheetData>", LAST + b"</sheetData>")
        rels = "xl/_rels/workbook.xml.rels"
        parts[rels] = parts[rels].replace(b"/xl/worksheets/sheet1.xml", b"/xl/" + name.encode())

    return lambda path: xlsx(path, change=change)


def inline(count, text):
    cell = b'<c t="inlineStr"><is><t>%s</t></is></c>' % text
    return with_rows(b'<row r="3">%s</row>' % (cell * count))


def with_entities(part, name, place, by):
    laughs = b"".join(b'<!ENTITY a%d "%s">' % (at, b"&a%d;" % (at - 1) * 10) for at in range(1, 10))
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">' + laughs
    head += b'<!ENTITY out SYSTEM "file:///etc/passwd">]>'

    def change(parts):
        parts[part] = head + parts[part].partition(b"?>")[2].replace(place, by % name)

    return lambda path: xlsx(path, change=change)


def ods(extra):
    return lambda path: write_ods(path, {"Hộ": ROWS}, extra=extra)


def repeated(rows, columns, text):
    return (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated='
        f'"{columns}" office:value-type="string"><text:p>{text}</text:p></table:table-cell></table:table-row>'
    )


def filled(path, text):
    """Every cell of a list is this text, which patterns may look at for very long."""
    book = openpyxl.Workbook()
    book.active.append(["STT", "Họ và tên chủ hộ", "Thôn", "Năm sinh", "Số khẩu", "Địa chỉ", "Số CCCD", "Ghi chú"])
    for number in range(60):
        book.active.append([number, *[text] * 7])
    book.save(path)


def record(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def xls(letters, rows, places=None):
    """An .xls whose rows all name one long text; `places` overrides where its sheets are said to begin."""

    def write(path):
        pieces = [b"x" * 8000] * (letters // 8000)
        texts = struct.pack("<IIHB", rows, 1, len(pieces) * 8000, 0) + pieces[0]
        shared = record(0x00FC, texts) + b"".join(record(0x003C, b"\0" + piece) for piece in pieces[1:])
        start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
        at = len(start) + 14 * len(places or [0]) + len(shared) + 4
        told = places or [at]
        heads = b"".join(record(0x0085, struct.pack("<IBBBB", one or at, 0, 0, 2, 0) + b"T1") for one in told)
        cells = b"".join(record(0x00FD, struct.pack("<HHHI", row, 0, 0, 0)) for row in range(rows))
        body = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
        body += record(0x0200, struct.pack("<IIHHH", 0, rows, 0, 1, 0)) + cells + record(0x000A)
        path.write_bytes(container(start + heads + shared + record(0x000A) + body))

    return write


HEADINGS = "STT,Họ và tên chủ hộ,Thôn,Năm sinh\n"
FAR_AWAY, BOMB, LONG, DAMAGED = "import.too_far", "import.bomb", "import.long_text", "import.damaged"
BOMBS = {
    "one far value.xlsx": (with_rows(FAR), FAR_AWAY),
    "a far value in each of 60 sheets.xlsx": (many_sheets(60, FAR), FAR_AWAY),
    "60 sheets just near enough.xlsx": (
        many_sheets(60, b'<row r="40000"><c r="X40000"><v>1</v></c></row>'),
        BOMB,
    ),
    "a sheet that is called data.xlsx": (sheet_elsewhere("worksheets/sheet1.dat"), FAR_AWAY),
    "a sheet in another folder.xlsx": (sheet_elsewhere("media/image1.png"), FAR_AWAY),
    "one long text in 100000 cells.xlsx": (shared_text(b"x" * 32_000, range(3, 100_003)), BOMB),
    "one endless text.xlsx": (shared_text(b"x" * 10_000_000, range(3, 2000)), BOMB),
    "a text named in a strange way.xlsx": (shared_text(b"x" * 32_000, range(3, 50_000), b"&#48;"), BOMB),
    "a text named with a sign.xlsx": (shared_text(b"x" * 32_000, range(3, 50_000), b" +0 "), BOMB),
    "a cell of ten megabytes.xlsx": (inline(1, b"Nguyen Van " * 900_000), LONG),
    "texts of ten megabytes.xlsx": (inline(9, b"Nguyen Van " * 900_000), BOMB),
    "five thousand columns.xlsx": (with_rows(b'<row r="3"><c r="GJH3"><v>1</v></c></row>'), FAR_AWAY),
    "entities in the index.xlsx": (
        with_entities("xl/workbook.xml", b"a9", 'name="Hộ'.encode(), b'name="&%s;'),
        DAMAGED,
    ),
    "entities in a sheet.xlsx": (
        with_entities(SHEET, b"out", b"</sheetData>", b'<row><c r="A9" t="str"><v>&%s;</v></c></row></sheetData>'),
        DAMAGED,
    ),
    "a long text repeated.ods": (ods(repeated(190_000, 30, "x" * 30_000)), BOMB),
    "six million cells.ods": (ods(repeated(190_000, 30, "x")), FAR_AWAY),
    "less than no rows.ods": (ods(repeated(-5, 10**20, "x")), BOMB),
    "many tables.ods": (
        ods("</table:table>" + f'<table:table table:name="T">{repeated(30_000, 30, "x")}</table:table>' * 60
            + '<table:table table:name="z">'),
        BOMB,
    ),
    "one long text in 60000 rows.xls": (xls(32_000, 60_000), BOMB),
    "twenty sheets in one place.xls": (xls(8000, 9000, [0] * 20), DAMAGED),
    "a sheet where none begins.xls": (xls(8000, 9000, [1234]), DAMAGED),
    "nothing but commas.csv": (lambda path: path.write_bytes(HEADINGS.encode() + b"," * 20_000_000), FAR_AWAY),
    "nothing but lines.csv": (lambda path: path.write_bytes(b"\n" * 20_000_000), FAR_AWAY),
    "one endless quote.csv": (lambda path: path.write_bytes(b'"' + b"x " * 10_000_000), DAMAGED),
    "cells of 100000 letters.csv": (
        lambda path: path.write_text(HEADINGS + f"1,{'Nguyễn ' * 15_000},Thôn Đông,1970\n" * 100, "utf-8"),
        LONG,
    ),
    "sixty megabytes.csv": (lambda path: path.write_bytes(b"1,2\n" * 15_000_000), "import.too_big"),
}  # fmt: skip
OF_EVERY_READER = ("a far value in each of 60 sheets.xlsx", "one endless text.xlsx", "many tables.ods")
HARMLESS = {
    "elements in elements.xlsx": with_rows(b"<a>" * 200_000 + b"</a>" * 200_000),
    "merged to the end.xlsx": lambda path: xlsx(
        path,
        change=lambda parts: parts.update(
            {SHEET: parts[SHEET].replace(
                b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>'
            )}
        ),
    ),
    "blanks to the end.ods": ods(
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    ),
    "long texts in many cells.xlsx": shared_text(b"x" * 30_000, range(3, 1000)),
    "dashes in every cell.xlsx": lambda path: filled(path, "-" * 32_000),
    "dots and no more.xlsx": lambda path: filled(path, ". " * 16_000),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bombs")
    for name, (write, _) in BOMBS.items():
        write(folder / name)
    for name, write in HARMLESS.items():
        write(folder / name)
    return folder


@pytest.fixture(scope="module")
def answers(folder):
    return read_bounded("households", [folder / name for name in (*BOMBS, *HARMLESS)])


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_bounded_time_and_memory(answers, name):
    assert answers[name]["code"] == BOMBS[name][1], answers[name]
    assert is_bounded(answers[name]), answers[name]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_like_one_is_read(answers, name):
    assert isinstance(answers[name]["code"], list), answers[name]
    assert is_bounded(answers[name]), answers[name]


@pytest.mark.parametrize("reader", sorted(set(READERS) - {"households", "bundle"}))
def test_every_reader_stands_behind_the_same_guards(folder, reader):
    answers = read_bounded(reader, [folder / name for name in OF_EVERY_READER])
    for name in OF_EVERY_READER:
        assert answers[name]["code"] == BOMBS[name][1], answers[name]
        assert is_bounded(answers[name])


def test_nothing_is_written_beside_a_bomb(folder, answers):
    assert len(answers) == len(BOMBS) + len(HARMLESS)
    assert {path.name for path in folder.iterdir()} == {*BOMBS, *HARMLESS}


@pytest.fixture
def bundle(commune, tmp_path):
    """A bundle of all six titles, taken apart."""
    make(commune)
    return Bundle.of(finish(export_bundle(commune, YEAR, tmp_path / "ra")).path.read_bytes())


REFUSALS_OF_BUNDLES = {"bad_workbook", "bad_table", "figure_differs", "zip_bomb", "more_problems"}
WORKBOOK = "tong-hop.xlsx"
IN_A_BUNDLE = (
    (WORKBOOK, "a far value in each of 60 sheets.xlsx"),
    (WORKBOOK, "one endless text.xlsx"),
    (WORKBOOK, "texts of ten megabytes.xlsx"),
    ("index.html", b"<tbody>" + b"</tr>" * 200_000),
    ("subjects.csv", b'"' + b"x" * 900_000),
    ("rulings.csv", b"1," * 400_000),
)


def test_a_bundle_with_a_bomb_inside_is_refused(bundle, folder, tmp_path):
    paths = []
    for number, (member, content) in enumerate(IN_A_BUNDLE):
        if isinstance(content, str):
            data = (folder / content).read_bytes()
        elif member == "index.html":
            data = bundle.members[member].replace(b"<tbody>", content, 1)
        else:
            data = bundle.members[member] + content
        paths.append(tmp_path / f"{number}.zip")
        paths[-1].write_bytes(bundle.with_member(member, data).rehashed().packed())
    answers = read_bounded("bundle", paths)
    for path in paths:
        told = answers[path.name]
        assert told["code"], told
        assert set(told["code"]) <= REFUSALS_OF_BUNDLES, told
        assert is_bounded(told), told
