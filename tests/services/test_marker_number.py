"""One personal number typed wherever one can be typed: none of the files, lines and answers that leave has it."""

import io
import logging
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from khuyenhoc_desktop import cli
from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import check, drafts, history, households, persons, privacy_copy, recognition
from khuyenhoc_desktop.services.documents import making
from khuyenhoc_desktop.services.documents.kinds import KINDS
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.handover.checks import check_before_export
from khuyenhoc_desktop.services.importing.households import plan_households
from khuyenhoc_desktop.services.importing.persons import plan_persons
from khuyenhoc_desktop.services.importing.result_file import write_result
from khuyenhoc_desktop.services.importing.tables import EVERY_DOUBT, NO_HOUSEHOLD, Options
from khuyenhoc_desktop.services.importing.template import (
    HEADER_ROW,
    write_household_template,
    write_person_template,
)
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.ui import crash_report
from tests.all_titles import YEAR, make
from tests.hostile.test_formulas import WRITERS

NUMBER = "079203004567"
MARK = NUMBER[1:]  # so it is found without its first zero, too
ODD = (NUMBER, f"{NUMBER}8", int(NUMBER), f"0792 0300 4567 {NUMBER}", MARK, f"x{NUMBER}")
LISTS = {
    "households": (write_household_template, plan_households),
    "persons": (write_person_template, plan_persons),
}


@pytest.fixture
def marked(commune):
    """The number in the forms of a household and a person, written, changed and changed back, and in a draft."""
    made = make(commune)
    home, person = made.households[0], made.persons[0]
    for number in (NUMBER, "001183012394", NUMBER):
        households.edit(commune, home, HouseholdFields(head_name="Nguyễn Văn An", personal_number=number))
        fields = PersonFields(name="Nguyễn Văn An", born="1970", household_id=home, personal_number=number)
        persons.edit(commune, person, fields)
    typed = {"personal_number": NUMBER}
    drafts.keep(commune, drafts.Draft(drafts.HOUSEHOLD, YEAR, home, "Nguyễn Văn An", typed, {}))
    return made


def contents(path):
    """The bytes of a file, of the parts of a zip, and of the zips in those."""
    data = path.read_bytes()
    waiting = [(path.name, data)]
    while waiting:
        name, data = waiting.pop()
        yield name, data
        if data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                waiting += [(f"{name}/{part}", packed.read(part)) for part in packed.namelist()]


def told_in(folder):
    """Where the number stands in the files of a folder, their names included."""
    return [
        name
        for path in folder.rglob("*")
        if path.is_file()
        for name, data in contents(path)
        if MARK in name or MARK.encode() in data or MARK.encode("utf-16-le") in data
    ]


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "ra"
    folder.mkdir()
    return folder


def test_the_search_finds_it(out):
    book = openpyxl.Workbook()
    book.active.append([NUMBER])
    book.save(out / "a.xlsx")
    assert told_in(out)


@pytest.mark.parametrize("module", [one for one in WRITERS if not one.endswith("result_file.py")])
def test_the_tables_that_are_written(commune, marked, out, module):
    for write in WRITERS[module]:
        assert list(write(commune, marked, out))
    assert told_in(out) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_papers(commune, marked, out, kind):
    recognition.set_registered(commune, YEAR, marked.persons[:2], True, title="learning_citizen")
    recognition.recognise_by_decision(
        commune, YEAR, "1/QĐ", date(YEAR, 11, 1), "Ký", marked.persons[:1], title="learning_citizen"
    )
    for title in ("learning_family", "learning_citizen"):
        try:
            finish(making.save_word(commune, Request(kind, title, YEAR, who="all"), out / f"{title}.docx"))
        except UserError as refusal:
            assert refusal.code in ("nothing_to_print", "document_not_for_title", "no_decision")  # noqa: PT017
    assert list(out.iterdir())
    assert told_in(out) == []


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_with_the_number(commune, marked, out, kind):
    """What is said of their own list does not repeat it; the copy of it in the result file keeps its cells."""
    write, plan = LISTS[kind]
    path = write(commune, YEAR, out / "ds.xlsx")
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    headings = [str(cell.value) for cell in page[HEADER_ROW + 1]]
    column = next(at for at, heading in enumerate(headings, 1) if "CCCD" in heading)
    for row, odd in enumerate(ODD, HEADER_ROW + 2):
        for at, heading in enumerate(headings, 1):
            page.cell(row, at, "Thôn Đông" if heading.startswith("Thôn") else None)
        page.cell(
            row, headings.index(next(one for one in headings if one.startswith("Họ và tên"))) + 1, f"Lê Văn Á{row}"
        )
        page.cell(row, column, odd)
    book.save(path)
    found = finish(plan(commune, YEAR, path, Options(households={EVERY_DOUBT: NO_HOUSEHOLD})))
    said = [f"{one.message} {one.cure} {one.cell}" for one in found.problems]
    assert any("định danh" in one for one in said)
    assert [one for one in said if MARK in one] == []
    finish(write_result(found, out / "kq.xlsx"))
    result = openpyxl.load_workbook(out / "kq.xlsx")
    cells = [cell for sheet in result.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.column for cell in cells if MARK in str(cell.value)} == {column}


def test_the_journal_checks_and_answers_of_the_command_line(commune, marked, capsys):
    told = [
        *(one.summary for one in history.entries(commune, 99)),
        *(line for one in history.entries(commune, 99) for line in history.describe(commune, one.id)),
        *(f"{one.message} {one.cure}" for one in check.check(commune)),
        str(check_before_export(commune, YEAR)),
    ]
    assert any(NUMBER[-4:] in line for line in told)  # the last four digits tell which
    assert [line for line in told if MARK in line] == []
    commune.close()
    for command in (["history"], ["check"], ["summary"], ["undo"]):
        cli.main(["--data", str(commune.folder), *command])
    assert MARK not in capsys.readouterr().out


def test_drafts_logs_reports_and_the_anonymous_copy(commune, marked, log, logged, tmp_path, out):
    try:
        raise UserError("test", f"Số {NUMBER} đã có.")
    except UserError as fault:
        logging.getLogger("khuyenhoc_desktop.test").exception("failed with %s", "a number")
        (out / "bao-cao.txt").write_text(crash_report.report(fault, datetime.now(), log), "utf-8")
    folder = finish(privacy_copy.make_anonymous_copy(commune, out))
    assert list(folder.glob("*.db"))
    assert told_in(out) + told_in(log.parent) == []
    assert [path.name for path in tmp_path.rglob("*") if MARK in path.name] == []
