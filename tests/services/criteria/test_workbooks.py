"""Criteria sets as workbooks: there and back equal, an office's annex, and every fault at its cell."""

from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.criteria import parse_criteria_set
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.criteria.from_tables import build
from khuyenhoc_desktop.services.criteria.to_tables import tables_of
from khuyenhoc_desktop.services.criteria.workbook import import_xlsx
from khuyenhoc_desktop.services.criteria.writing import export_xlsx, write_template
from khuyenhoc_desktop.services.progress import finish
from tests.domain.criteria_samples import CHECKLIST, SMALL, changed, checklist, small_set, text_of

SHIPPED = [one for _, one in criteria_sets.shipped()]
# What a name may be made of; a sheet cannot hold characters that XML does not have.
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=30).filter(
    lambda text: text.strip() == text and text
)
HUNDREDTHS = st.integers(1, 4000)


def read(path):
    return finish(import_xlsx(path))


def same(one, other):
    return other is not None and replace(other, sha256=one.sha256) == one


def points(hundredths):
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def edited(tmp_path, one, *cells):
    """The workbook of a set with some cells written over, by somebody with Excel."""
    path = export_xlsx(one, tmp_path / "bo.xlsx")
    book = openpyxl.load_workbook(path)
    for sheet, cell, value in cells:
        book[sheet][cell] = value
    book.save(path)
    return path


def annex(tmp_path, rows, merged=()):
    path = tmp_path / "phu-luc.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "PL1"
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(path)
    return path


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: f"{one.set_id} {one.version}")
def test_every_shipped_set_comes_back_equal(tmp_path, one):
    found = read(export_xlsx(one, tmp_path / "bo.xlsx"))
    assert found.problems == ()
    assert same(one, found.criteria_set)
    assert parse_criteria_set(found.text)[0] == found.criteria_set


@pytest.mark.parametrize("one", [small_set(), checklist()], ids=["points", "checklist"])
def test_sets_with_every_kind_of_indicator_come_back_equal(tmp_path, one):
    assert same(one, read(export_xlsx(one, tmp_path / "bo.xlsx")).criteria_set)


@st.composite
def generated(draw):
    """The small set with other words, points, flags and changes; examples that came out before still must."""
    data = changed()
    first, second = data["criteria"]
    for each in (first, second, *first["indicators"], *second["indicators"]):
        each["name"] = draw(WORDS)
    for each in (*first["indicators"], *second["indicators"]):
        each["help"] = draw(st.one_of(st.just(""), WORDS))
        each["source"] = draw(st.sampled_from(["read", "draft", "placeholder"]))
        each["number"] = draw(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.]{0,7}", fullmatch=True))
    data["name"], data["notice"], data["document"]["note"] = draw(WORDS), draw(WORDS), draw(WORDS)
    data["version"] = draw(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,10}", fullmatch=True))
    first["indicators"][0]["step"] = points(draw(st.sampled_from([1, 2, 5, 10, 25, 50])))
    middle = points(draw(st.integers(0, 599)))
    first["indicators"][2]["options"][1] |= {"points": middle, "label": draw(WORDS)}
    data["examples"][0]["total"] = points(round((7.5 + 4 + 5 + 10) * 100 + middle * 100))
    data["rules"]["min_total"] = points(draw(st.integers(2000, 2600)))
    data["supersedes"] = "cu"
    data["changes"] = {"renamed": {"OLD": "A1"}, "deleted": ["GONE", "ZZ"]}
    return data


@settings(max_examples=60)
@given(data=generated())
def test_generated_sets_come_back_equal_from_their_tables(data):
    one, problems = parse_criteria_set(text_of(data))
    if one is not None:
        assert same(one, build(tables_of(one)).criteria_set)
    else:
        assert problems


@settings(max_examples=25)
@given(data=generated())
def test_generated_sets_come_back_equal_from_excel(tmp_path_factory, data):
    one, _ = parse_criteria_set(text_of(data))
    if one is not None:
        path = tmp_path_factory.mktemp("bo") / "bo.xlsx"
        assert same(one, read(export_xlsx(one, path)).criteria_set)


def test_the_template_is_a_whole_set_laid_out_like_the_annex(tmp_path):
    path = write_template(tmp_path / "mau.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Bộ tiêu chí", "Quy tắc", "Ví dụ", "Hướng dẫn"]
    heads = [cell.value for cell in book["Bộ tiêu chí"][4]]
    assert heads[:9] == [
        "Mã",
        "Số",
        "Tiêu chí",
        "Chỉ số",
        "Phương án, mốc",
        "Điểm tối đa",
        "Mức sàn",
        "Kiểu",
        "Ghi chú",
    ]
    found = read(path)
    assert found.problems == ()
    assert found.criteria_set.rules.min_total == 1600


def test_a_number_of_an_indicator_stays_what_was_typed(tmp_path):
    path = edited(tmp_path, small_set(), ("Bộ tiêu chí", "B6", "1.10"), ("Quy tắc", "B6", "2022.10"))
    one = read(path).criteria_set
    assert (one.indicators[0].number, one.version) == ("1.10", "2022.10")


def test_every_fault_is_told_at_its_cell_at_once(tmp_path):
    path = edited(
        tmp_path,
        small_set(),
        ("Bộ tiêu chí", "F6", "mười điểm"),
        ("Bộ tiêu chí", "H7", "có thể"),
        ("Bộ tiêu chí", "F9", 5),
        ("Quy tắc", "B8", "Gia đình hiếu học"),
        ("Quy tắc", "B11", "32/13/2022"),
        ("Ví dụ", "D5", "tốt"),
        ("Ví dụ", "G6", "có lẽ"),
    )
    found = read(path)
    assert found.criteria_set is None
    told = {(each.sheet, each.cell): each.message for each in found.problems}
    assert told[("Bộ tiêu chí", "F6")] == "Điểm tối đa: «mười điểm» không phải số"
    assert told[("Bộ tiêu chí", "H7")] == "Kiểu: không hiểu «có thể»"
    assert told[("Quy tắc", "B8")] == "Danh hiệu: không hiểu «Gia đình hiếu học»"
    assert told[("Quy tắc", "B11")] == "Ngày văn bản: «32/13/2022» không phải ngày"
    assert told[("Ví dụ", "D5")] == "Kết quả: không hiểu «tốt»"
    assert ("Ví dụ", "G6") in told
    assert all(each.cure for each in found.problems)


def test_an_example_that_does_not_come_out_is_told_at_its_figure(tmp_path):
    found = read(edited(tmp_path, small_set(), ("Ví dụ", "B5", 30)))
    (problem,) = found.problems
    assert (problem.code, problem.sheet, problem.cell) == ("example_failed", "Ví dụ", "B5")
    assert "29,25" in problem.message


def test_the_reasons_of_an_example_are_told_in_the_words_of_the_workbook(tmp_path):
    found = read(edited(tmp_path, small_set(), ("Ví dụ", "E5", "không thể đạt nữa")))
    told = [problem.message.partition(" ghi ")[2] for problem in found.problems]
    assert told == ["«không thể đạt nữa», chương trình tính ra «không có lý do nào»"]


def test_sums_and_examples_that_are_lacking_are_told(tmp_path):
    found = read(edited(tmp_path, small_set(), ("Bộ tiêu chí", "F5", 21), ("Ví dụ", "D6", "đạt")))
    places = {(each.sheet, each.cell) for each in found.problems}
    assert ("Bộ tiêu chí", "F5") in places
    assert ("Ví dụ", "A5") in places


def test_a_rule_that_is_not_known_is_not_passed_over(tmp_path):
    (problem,) = read(
        edited(tmp_path, small_set(), ("Quy tắc", "A40", "Điểm thưởng"), ("Quy tắc", "B40", 5))
    ).problems
    assert (problem.code, problem.cell) == ("unknown_rule", "A40")


ANNEX = [
    ["PHỤ LỤC I"],
    ["BỘ TIÊU CHÍ ĐÁNH GIÁ"],
    [],
    ["TT", "Nội dung tiêu chí", "Điểm chuẩn", "Ghi chú"],
    ["(1)", "(2)", "(3)", "(4)"],
    ["Tiêu chí 1: Học tập của trẻ em (25 điểm)"],
    ["1", "Trẻ em trong độ tuổi đi học đều được đến trường", "10 điểm", "Theo sổ phổ cập"],
    ["2", "Không có trẻ em bỏ học", "15 điểm"],
    ["Tiêu chí 2: Học tập của người lớn"],
    ["3", "Người lớn tham gia học tập thường xuyên", 7.5],
    ["", "Tổng cộng", "32,5"],
    ["", "Người lập biểu"],
]


def test_an_annex_of_an_office_is_read_as_far_as_it_goes(tmp_path):
    found = read(annex(tmp_path, ANNEX, ["A1:D1", "A6:D6", "A9:D9"]))
    lines = [(row.get("number"), row.get("criterion"), row.get("indicator"), row.get("points"))
             for row in found.tables.lines]  # fmt: skip
    assert lines == [
        ("1", "Học tập của trẻ em", None, "25"),
        ("1", None, "Trẻ em trong độ tuổi đi học đều được đến trường", "10 điểm"),
        ("2", None, "Không có trẻ em bỏ học", "15 điểm"),
        ("2", "Học tập của người lớn", None, None),
        ("3", None, "Người lớn tham gia học tập thường xuyên", "7,5"),
    ]
    assert found.tables.lines[1]["help"] == "Theo sổ phổ cập"
    assert {each.sheet for each in found.problems if each.code == "empty"} == {"Quy tắc"}
    assert not [each for each in found.problems if each.sheet == "PL1" and each.code != "wrong_step"]
    (step,) = [each for each in found.problems if each.sheet == "PL1"]
    assert (step.code, step.row) == ("wrong_step", 10)


def test_an_annex_with_criteria_merged_down_beside_their_indicators(tmp_path):
    rows = [
        ["STT", "Tiêu chí", "Chỉ số", "Điểm tối đa"],
        ["1", "Trẻ em", "Đến trường", 10],
        ["2", None, "Không bỏ học", 10],
        ["3", "Người lớn", "Học thường xuyên", 5],
    ]
    lines = read(annex(tmp_path, rows, ["B2:B3"])).tables.lines
    assert [(row.get("criterion"), row["indicator"], row["number"]) for row in lines] == [
        ("Trẻ em", "Đến trường", "1"),
        (None, "Không bỏ học", "2"),
        ("Người lớn", "Học thường xuyên", "3"),
    ]


def test_roman_and_dotted_numbers_tell_criteria_from_indicators(tmp_path):
    rows = [
        ["TT", "Nội dung", "Điểm"],
        ["I", "Trẻ em", 20],
        ["1", "Đến trường", 20],
        ["II", "Người lớn", 5],
        ["", "2.1. Học thường xuyên", "5đ"],
    ]
    lines = read(annex(tmp_path, rows)).tables.lines
    assert [("criterion" in row, row["number"]) for row in lines] == [
        (True, "I"), (False, "1"), (True, "II"), (False, "2.1"),
    ]  # fmt: skip
    assert lines[3]["indicator"] == "Học thường xuyên"


def test_rows_of_an_annex_that_mean_nothing_certain_are_named(tmp_path):
    rows = [
        ["TT", "Nội dung", "Điểm"],
        ["Tiêu chí 1: Trẻ em"],
        ["1", "Đến trường", "5 hoặc 10"],
        ["", "Đạt từ 50 % trở lên được một nửa số điểm"],
        ["", "Tổng cộng", 10],
    ]
    places = {(each.cell, each.code) for each in read(annex(tmp_path, rows)).problems if each.sheet == "PL1"}
    assert ("C3", "wrong_type") in places
    assert ("B4", "unknown_value") in places
    assert ("C5", "wrong_sum") in places


def test_a_workbook_without_criteria_is_refused(tmp_path):
    with pytest.raises(UserError) as refusal:
        read(annex(tmp_path, [["Họ và tên", "Năm sinh"], ["Nguyễn An", 1970]]))
    assert refusal.value.code == "no_criteria_table"


def test_a_table_of_endless_rows_is_refused(tmp_path):
    rows = [["TT", "Nội dung", "Điểm"], *([str(n), "Chỉ số", 1] for n in range(2500))]
    with pytest.raises(UserError) as refusal:
        read(annex(tmp_path, rows))
    assert refusal.value.code == "too_many_rows"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 ...", b"PK\x03\x04 not a zip", b"\x00" * 5000])
def test_hostile_files_are_refused_by_the_guards(tmp_path, content):
    path = tmp_path / "bo.xlsx"
    path.write_bytes(content)
    with pytest.raises(UserError) as refusal:
        read(path)
    assert refusal.value.code.startswith("import.")


def test_a_value_far_away_is_refused(tmp_path):
    path = edited(tmp_path, small_set(), ("Bộ tiêu chí", "XFD1048576", 1))
    with pytest.raises(UserError) as refusal:
        read(path)
    assert refusal.value.code == "import.too_far"


@settings(max_examples=60)
@given(st.data())
def test_no_cell_can_break_the_reading(data):
    """Whatever is typed in whatever cells: problems or a set, never an exception; what is told has a cure."""
    one = data.draw(st.sampled_from([small_set(), checklist(), *SHIPPED]))
    tables = tables_of(one)
    rows = [*tables.lines, tables.rules, *tables.examples]
    for _ in range(data.draw(st.integers(1, 5))):
        row = data.draw(st.sampled_from(rows))
        key = data.draw(st.sampled_from(sorted(row)))
        row[key] = data.draw(
            st.one_of(st.text(max_size=12), st.sampled_from(["", "K", "9" * 30, "-1", "có", "1,234"]))
        )
    built = build(tables)
    assert (built.criteria_set is None) == bool(built.problems)
    for each in built.problems:
        assert each.problem.message
        assert each.problem.cure
        if each.spot:
            tables.text(each.spot)


def test_samples_stay_as_they_were():
    assert parse_criteria_set(text_of(SMALL))[0]
    assert parse_criteria_set(text_of(CHECKLIST))[0]
