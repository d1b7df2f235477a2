"""Lists of every kind filled with what no list should hold: each row is taken or refused in words."""

from datetime import date, datetime

import openpyxl
import pytest

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.services import check
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.bodies import plan_units
from khuyenhoc_desktop.services.importing.body_template import (
    write_clan_template,
    write_member_template,
    write_unit_template,
)
from khuyenhoc_desktop.services.importing.clans import plan_clans
from khuyenhoc_desktop.services.importing.households import plan_households
from khuyenhoc_desktop.services.importing.persons import plan_persons
from khuyenhoc_desktop.services.importing.result_file import write_result
from khuyenhoc_desktop.services.importing.score_template import write_score_template
from khuyenhoc_desktop.services.importing.scores import plan_scores
from khuyenhoc_desktop.services.importing.tables import EVERY_DOUBT, NO_HOUSEHOLD, Options
from khuyenhoc_desktop.services.importing.template import (
    HEADER_ROW,
    write_household_template,
    write_person_template,
)
from khuyenhoc_desktop.services.progress import finish
from tests.all_titles import YEAR, make
from tests.store.facts import dump

ODD = (
    "=1+1", "NaN", "Infinity", "-1e308", 1e300, -5, 10**18, True, date(1899, 12, 31), datetime(9999, 12, 31, 23),
    "../../etc/passwd", "CON", "\u202eđảo ngược", "a\u0301\u0323", "x" * 32_000, "'; DROP TABLE person; --",
    "\n\t ", "Nguyễn Văn 🙂", "１２", "0" * 400, "#REF!", "\ufeffAn", "<script>",
)  # fmt: skip
LISTS = {
    "households": (write_household_template, plan_households),
    "persons": (write_person_template, plan_persons),
    "clans": (write_clan_template, plan_clans),
    "members": (write_member_template, plan_clans),
    "units": (write_unit_template, plan_units),
}
OPTIONS = Options(households={EVERY_DOUBT: NO_HOUSEHOLD})


def spoilt(path):
    """The template with a row for each odd value: in every column, and in one column beside good ones."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    columns = [cell.column for cell in page[HEADER_ROW + 1] if cell.value]
    at = HEADER_ROW + 2
    for place, odd in enumerate(ODD):
        for column in columns:
            page.cell(at, column, odd)
            if odd == "=1+1":
                page.cell(at, column).data_type = "s"
        page.cell(at + 1, columns[place % len(columns)], odd)
        at += 2
    book.save(path)
    return path


def judged(file, plan, folder):
    """Import what was planned: told in words, sound, and a result file with a reason in every refused row."""
    assert all(problem.message and problem.cure for problem in plan.problems)
    assert plan.problems
    finish(write_result(plan, folder / "ket-qua.xlsx"))
    finish(apply_plan(file, plan))
    assert [one.code for one in check.check(file) if one.is_error] == []


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_full_of_odd_values(commune, tmp_path, kind):
    make(commune)
    write, plan = LISTS[kind]
    path = spoilt(write(commune, YEAR, tmp_path / "danh-sach.xlsx"))
    judged(commune, finish(plan(commune, YEAR, path, OPTIONS)), tmp_path)


@pytest.mark.parametrize("title", TITLES)
def test_scores_full_of_odd_values(commune, tmp_path, title):
    make(commune)
    path = finish(write_score_template(commune, YEAR, title, tmp_path / "diem.xlsx"))
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    row = HEADER_ROW + 2
    for cell, odd in zip(page[row][5:-1], ODD * 20, strict=False):
        cell.value = odd
        cell.data_type = "s" if isinstance(odd, str) else cell.data_type
    book.save(path)
    before = dump(commune)["score"]
    plan = finish(plan_scores(commune, YEAR, title, path, Options()))
    judged(commune, plan, tmp_path)
    assert len(dump(commune)["score"]) >= len(before)


@pytest.mark.parametrize("kind", LISTS)
def test_links_are_read_and_never_written_through(commune, tmp_path, kind):
    make(commune)
    write, plan = LISTS[kind]
    real, victim = spoilt(write(commune, YEAR, tmp_path / "that.xlsx")), tmp_path / "cua-nguoi-khac.xlsx"
    victim.write_bytes(b"of somebody else")
    content = real.read_bytes()
    link, out = tmp_path / "lien-ket.xlsx", tmp_path / "ket-qua.xlsx"
    link.symlink_to(real)
    out.symlink_to(victim)
    finish(write_result(finish(plan(commune, YEAR, link, OPTIONS)), out))
    assert real.read_bytes() == content
    assert victim.read_bytes() == b"of somebody else"
    assert not out.is_symlink()
