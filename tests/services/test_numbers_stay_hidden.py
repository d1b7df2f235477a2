"""No personal number leaves the household's own form: not in problems, history, bundles, logs or reports."""

import io
import logging
import zipfile
from datetime import datetime

import pytest

from khuyenhoc_desktop.domain import personal_number
from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import check, groups, history, households
from khuyenhoc_desktop.services.handover.bundle import export_bundle
from khuyenhoc_desktop.services.handover.checks import check_before_export
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.ui import crash_report

YEAR = 2026
NUMBERS = [f"0011830{place:05d}" for place in range(10_000, 99_999)]


@pytest.fixture
def numbered(sample):
    """The sample commune where every household has a number, two of them the same."""
    with sample.writing() as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM household ORDER BY id")]
        connection.executemany(
            "UPDATE household SET personal_number = ? WHERE id = ?", list(zip(NUMBERS, ids, strict=False))
        )
        connection.execute("UPDATE household SET personal_number = ? WHERE id = ?", (NUMBERS[0], ids[1]))
    return sample


def used(file):
    return {row[0] for row in file.query("SELECT personal_number FROM household WHERE personal_number NOTNULL")}


def numbers_in(text, numbers):
    return sorted(number for number in numbers if number in text)


def words(problems):
    return "\n".join(f"{one.message} {one.cure} {one.cell} {one.sheet}" for one in problems)


def test_the_lists_of_problems(numbered):
    numbers = used(numbered)
    assert numbers_in(words(check.check(numbered)), numbers) == []
    assert numbers_in(str(check_before_export(numbered, YEAR)), numbers) == []
    found = households.likely_twins(
        numbered,
        HouseholdFields(head_name="Ai Đó", personal_number=NUMBERS[0]),
        groups.list_groups(numbered, YEAR)[0].id,
    )
    assert found
    assert numbers_in(words(found), numbers) == []


def test_the_history(numbered):
    group = groups.list_groups(numbered, YEAR)[0].id
    made = households.add(numbered, YEAR, group, HouseholdFields(head_name="Bà Tư", personal_number=NUMBERS[-1]))
    households.edit(numbered, made, HouseholdFields(head_name="Bà Tư", personal_number=NUMBERS[-2]))
    households.delete(numbered, [made], YEAR)
    told = []
    for one in history.entries(numbered, 3):
        told += [one.summary, *history.describe(numbered, one.id)]
    text = "\n".join(told)
    assert "Bà Tư" in text
    assert NUMBERS[-2][-4:] in text  # the last four digits are enough to tell which
    assert numbers_in(text, {NUMBERS[-1], NUMBERS[-2]}) == []


def parts(data):
    """The bytes of a zip's members, and of the zips within (workbooks)."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            member = packed.read(name)
            yield from parts(member) if member.startswith(b"PK\x03\x04") else [member]


def test_the_bundle(numbered, tmp_path):
    made = finish(export_bundle(numbered, YEAR, tmp_path))
    members = list(parts(made.path.read_bytes()))
    assert any("Nguyễn".encode() in member for member in members)
    text = "\n".join(member.decode("utf-8", "replace") for member in members)
    assert numbers_in(text, used(numbered)) == []
    assert "personal_number" not in text


def test_the_log_and_the_report(log, logged, numbered):
    number = NUMBERS[0]
    try:
        try:
            numbered.query("SELECT * FROM household WHERE personal_number = ? AND no_such_column", (number,))
        except Exception as fault:
            raise UserError("no_group", f"Hộ có số {number} chưa có thôn.") from fault
    except UserError as fault:
        logging.getLogger("khuyenhoc_desktop.test").exception("it failed")
        told = crash_report.report(fault, datetime.now(), log)
    assert "no_group" in told
    assert number not in told + log.read_text("utf-8")


@pytest.mark.parametrize("number", ["001183012394", "012345678"])
def test_masking_leaves_four_digits(number):
    masked = personal_number.mask(number)
    assert masked.endswith(number[-4:])
    assert number[:-4] not in masked
