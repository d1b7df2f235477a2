"""The bundle: a standard data package, the same bytes for the same facts, without personal numbers."""

import csv
import io
import zipfile
from collections import Counter

import openpyxl
import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes, history, households, recognition
from khuyenhoc_desktop.services.handover.bundle import export_bundle
from khuyenhoc_desktop.services.handover.verify import verify_bundle
from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.services.progress import finish

from .conftest import YEAR, Bundle


def export(file, folder):
    return finish(export_bundle(file, YEAR, folder))


def table(bundle, path):
    return list(csv.DictReader(io.StringIO(bundle.text(path), newline="")))


def some_ids(file, count=1):
    return households.find_ids(file, Query(YEAR))[:count]


def set_columns(file, **values):
    """Write household columns past every check, for the first household."""
    household = some_ids(file)[0]
    with file.action("test", "test") as action:
        for column, value in values.items():
            action.execute(f"UPDATE household SET {column} = ? WHERE id = ?", (value, household))
    return household


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_it_valid(bundle_bytes, written):
    from frictionless import validate

    report = validate(str(written(bundle_bytes)))
    assert report.flatten(["type", "note"]) == []
    assert report.valid
    assert report.stats["tasks"] == len(Bundle.of(bundle_bytes).package["resources"])


def test_the_same_facts_give_the_same_bytes(sample, tmp_path):
    first = export(sample, tmp_path / "a")
    again = export(sample, tmp_path / "b")
    assert again.path.name == first.path.name == "khuyenhoc-99999-2026-1.zip"
    assert again.path.read_bytes() == first.path.read_bytes()
    assert (first.is_new, again.is_new) == (True, False)
    assert again.sha256 == first.sha256


def test_work_that_is_not_handed_up_changes_nothing(sample, tmp_path):
    first = export(sample, tmp_path)
    set_columns(sample, note="ghi chú mới", address="Ngõ 77", member_count=4, personal_number="001099012345")
    assert export(sample, tmp_path).sha256 == first.sha256


def test_a_change_makes_the_next_of_the_chain(sample, tmp_path):
    first = export(sample, tmp_path)
    recognition.set_registered(sample, YEAR, some_ids(sample, 3), False)
    second = export(sample, tmp_path)
    assert (second.sequence, second.previous) == (2, first.sha256)
    history.undo(sample)
    third = export(sample, tmp_path)
    assert (third.sequence, third.previous) == (3, second.sha256)
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == [
        f"khuyenhoc-99999-2026-{number}.zip" for number in (1, 2, 3)
    ]
    # But for the chain, the third tells what the first told.
    parts = [Bundle.of(result.path.read_bytes()).without("datapackage.json") for result in (first, third)]
    assert parts[0] == parts[1]


def test_years_have_chains_of_their_own(sample, tmp_path):
    export(sample, tmp_path)
    before = finish(export_bundle(sample, YEAR - 1, tmp_path))
    assert (before.path.name, before.sequence) == ("khuyenhoc-99999-2025-1.zip", 1)
    assert verify_bundle(before.path) == []


def test_exporting_changes_no_fact(sample, tmp_path):
    before = sample.value("SELECT max(id) FROM journal")
    export(sample, tmp_path)
    assert sample.value("SELECT max(id) FROM journal") == before


def test_a_cancelled_export_leaves_nothing(sample, tmp_path):
    job = export_bundle(sample, YEAR, tmp_path / "ra")
    steps = []
    while not steps or "Excel" not in steps[-1].text:
        steps.append(next(job))  # stopped in the midst of the workbook
    assert all(0 <= step.done <= step.total for step in steps)
    job.close()
    assert list((tmp_path / "ra").iterdir()) == []
    assert sample.remembered(f"handover.{YEAR}") is None
    assert export(sample, tmp_path / "ra").sequence == 1


def test_without_a_code_nothing_is_made(tmp_path):
    file = communes.create_commune(tmp_path / "xa", "", "An Học", "Tỉnh", YEAR)
    with pytest.raises(UserError) as refused:
        export(file, tmp_path / "ra")
    file.close()
    assert refused.value.code == "commune_code_missing"
    assert not (tmp_path / "ra").exists()


def test_a_folder_that_cannot_be_written_is_told(sample, tmp_path):
    (tmp_path / "ra").write_text("a file")
    with pytest.raises(UserError) as refused:
        export(sample, tmp_path / "ra")
    assert refused.value.code == "cannot_write"


def test_an_empty_commune_is_a_sound_bundle(commune, tmp_path):
    assert verify_bundle(export(commune, tmp_path).path) == []


def unpacked(members):
    """Every byte of the members, those of the workbook unpacked."""
    for name, data in members.items():
        yield data
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                yield from (packed.read(part) for part in packed.namelist())


def test_no_personal_numbers_are_inside(sample, tmp_path):
    numbers = {"personal_number": "001099012345", "code": "034188007777", "note": "CCCD 079201003333"}
    set_columns(sample, **numbers, address="số 12, 036077005555")
    everything = b"\n".join(unpacked(Bundle.of(export(sample, tmp_path).path.read_bytes()).members))
    for number in ("001099012345", "034188007777", "079201003333", "036077005555"):
        assert number.encode() not in everything


def test_households_are_told_by_name_thon_and_birth_year_only(sample, tmp_path):
    household = set_columns(sample, head_name="Nguyễn Thị Đẹp", born="1978-03-11")
    rows = table(Bundle.of(export(sample, tmp_path).path.read_bytes()), "households.csv")
    assert list(rows[0]) == ["household_id", "group_id", "head_name", "birth_year"]
    (row,) = [row for row in rows if row["household_id"] == str(household)]
    assert (row["head_name"], row["birth_year"]) == ("Nguyễn Thị Đẹp", "1978")


@pytest.mark.parametrize(
    "name", ["=HYPERLINK(A)", "+cmd|x", "@SUM", "-A", "'=A", "<script>alert</script>", 'Lê "Bé", A']
)
def test_dangerous_names_stay_text_and_come_back(sample, tmp_path, name):
    household = set_columns(sample, head_name=name)
    recognition.set_registered(sample, YEAR, [household], True)
    result = export(sample, tmp_path)
    assert verify_bundle(result.path) == []
    bundle = Bundle.of(result.path.read_bytes())
    (row,) = [row for row in table(bundle, "households.csv") if row["household_id"] == str(household)]
    assert not row["head_name"].startswith(("=", "+", "-", "@"))
    book = openpyxl.load_workbook(io.BytesIO(bundle.members["tong-hop.xlsx"]))
    cells = [cell for line in book["Đăng ký"].iter_rows() for cell in line if cell.value == name]
    assert [cell.data_type for cell in cells] == ["s"]


def test_names_of_groups_are_escaped_in_the_page(sample, tmp_path):
    with sample.action("test", "test") as action:
        action.execute("UPDATE residential_group SET name = '<b>Thôn</b>' WHERE name = 'Thôn Hạ'")
    result = export(sample, tmp_path)
    page = Bundle.of(result.path.read_bytes()).text("index.html")
    assert "&lt;b&gt;Thôn&lt;/b&gt;" in page
    assert "<b>" not in page
    assert verify_bundle(result.path) == []


def test_the_summary_is_what_sql_counts(sample, bundle):
    """Counted over the facts alone, past the derived tables and the services."""
    rows = sample.query(
        "SELECT g.name, count(*), sum(coalesce(a.registered, 0)), sum(coalesce(a.recognised, 0))"
        " FROM household h JOIN residence r ON r.household_id = h.id AND r.from_year ="
        " (SELECT max(from_year) FROM residence WHERE household_id = h.id AND from_year <= ?1)"
        " JOIN residential_group g ON g.id = r.group_id"
        " LEFT JOIN assessment a ON a.subject_id = h.id AND a.year = ?1"
        " WHERE h.deleted_at IS NULL AND NOT r.away GROUP BY g.id",
        (YEAR,),
    )
    told = {row["group"]: row for row in table(bundle, "summary_by_group.csv")}
    assert len(told) == len(rows) == 5
    for name, total, registered, recognised in rows:
        row = told[name]
        assert (int(row["total"]), int(row["registered"]), int(row["recognised"])) == (
            total,
            registered,
            recognised,
        )
        assert row["percent_of_total"] == plain(round(recognised * 100 / total + 1e-9, 2))


def plain(number):
    return f"{number:.2f}".rstrip("0").rstrip(".")


def test_openpyxl_adds_the_summary_again(bundle):
    book = openpyxl.load_workbook(io.BytesIO(bundle.members["tong-hop.xlsx"]))
    tables = [f"TH{number}" for number in range(1, 7)]
    lists = ["Dòng họ, đơn vị, thôn, xã", "Công dân", "Quyết định"]
    assert book.sheetnames == ["Tổng hợp", "Đăng ký", "Đề nghị, công nhận", *tables, *lists]
    summary = [list(row) for row in book["Tổng hợp"].iter_rows(min_row=6, values_only=True)]
    *groups, whole = summary
    for column in (2, 3, 5, 6, 7, 8, 11, 12):
        assert sum(row[column] for row in groups) == whole[column]
    registered = Counter(row[1] for row in book["Đăng ký"].iter_rows(min_row=6, values_only=True))
    results = list(book["Đề nghị, công nhận"].iter_rows(min_row=6, values_only=True))
    recognised = Counter(row[1] for row in results if row[7] == "Được công nhận")
    assert {row[1]: (row[3], row[8]) for row in groups} == {
        name: (registered[name], recognised[name]) for name in registered
    }
    assert whole[9] == pytest.approx(round(whole[8] * 100 / whole[2], 2))


def test_the_workbook_is_ready_to_print(bundle):
    book = openpyxl.load_workbook(io.BytesIO(bundle.members["tong-hop.xlsx"]))
    for sheet in book:
        assert sheet.page_setup.paperSize == "9" or sheet.page_setup.paperSize == 9
        assert sheet.print_title_rows == "$5:$5"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_criteria_set_is_the_very_file(bundle):
    from khuyenhoc_desktop.services.criteria_sets import RESOURCES

    body = (RESOURCES / "criteria" / "gia_dinh_hoc_tap.json").read_bytes()
    assert bundle.members["criteria/gia_dinh_hoc_tap-2022.1.json"] == body
    assert "BỘ MẪU" in bundle.text("index.html")


def test_the_zip_tells_no_time_and_no_machine(bundle_bytes):
    with zipfile.ZipFile(io.BytesIO(bundle_bytes)) as packed:
        marks = {(entry.date_time, entry.create_system, entry.external_attr) for entry in packed.infolist()}
    assert marks == {((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16)}


def test_answers_keep_their_three_nothings(sample, bundle):
    rows = {row["household_id"]: row for row in table(bundle, "scores/gia_dinh_hoc_tap-2022.1.csv")}
    stored = sample.query("SELECT subject_id, indicator, value FROM score WHERE year = ? AND stage = 1", (YEAR,))
    told = {
        (int(household), code): text
        for household, row in rows.items()
        for code, text in row.items()
        if code != "household_id" and text
    }
    assert told == {
        (household, code): "-" if value is None else plain(value / 100) for household, code, value in stored
    }
    assert "" in {text for row in rows.values() for text in row.values()}
    assert "-" in set(told.values())
