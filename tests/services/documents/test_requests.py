"""What papers hold: of all titles, by standing and thôn; what they lack; the codes on the sheets; the workbook."""

import re

import openpyxl
import pytest

from khuyenhoc_desktop.domain.answer_text import format_answer
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.record_code import record_code
from khuyenhoc_desktop.domain.subjects import TITLE_OF
from khuyenhoc_desktop.services import entry, subjects
from khuyenhoc_desktop.services.documents import making, request, score_sheets
from khuyenhoc_desktop.services.documents.kinds import KINDS
from khuyenhoc_desktop.services.documents.office import Signers, set_signers
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.progress import finish
from tests.services.documents.small import AN, BE, CUC, DAN, EN, HA, THUONG, word_text

FAMILY = "learning_family"
PERSON, CLAN, UNIT = ((4711 << 40) + number for number in (101, 102, 103))


@pytest.fixture
def every_kind(small):
    """The small commune with a person, a clan and a unit; the person has registered."""
    with small.action("test", "Người, dòng họ, đơn vị") as action:
        action.execute(
            "INSERT INTO person (id, code, name, born, sex, person_group, household_id, valid_from)"
            " VALUES (?, 'N1', 'Nguyễn Văn Tí', '1999', 'nam', 'farmer', ?, 2020)",
            (PERSON, AN),
        )
        action.execute(
            "INSERT INTO clan (id, name, head_name, group_id, valid_from)"
            " VALUES (?, 'Họ Nguyễn', 'Nguyễn A', ?, 2020)",
            (CLAN, THUONG),
        )
        action.execute(
            "INSERT INTO unit (id, name, kind, head_name, group_id, valid_from)"
            " VALUES (?, 'Trường Tiểu học', 'school', 'Lê B', ?, 2020)",
            (UNIT, HA),
        )
        action.execute(
            "INSERT INTO assessment (subject_id, year, title, registered) VALUES (?, 2026, 'learning_citizen', 1)",
            (PERSON,),
        )
    return small


def ids(file, **wanted):
    return [line.id for line in request.lines(file, Request("registration_list", FAMILY, 2026, **wanted))]


def test_whom_a_paper_holds(small):
    assert ids(small, who="all") == [AN, BE, CUC, DAN, EN]  # by thôn, then by name; who moved away is not there
    assert ids(small) == [AN, BE, CUC, DAN]
    assert ids(small, who="reached") == [AN, DAN]
    assert ids(small, who="proposed") == [AN, DAN]
    assert ids(small, who="recognised") == [AN]
    assert ids(small, group_id=HA) == [CUC, DAN]
    assert ids(small, ids=(EN, BE)) == [BE, EN]


@pytest.mark.parametrize("who", ["all", "registered", "reached", "proposed", "recognised"])
def test_the_count_told_is_the_count_printed(small, who):
    wanted = Request("registration_list", FAMILY, 2026, who=who)
    assert making.outlook(small, wanted).count == len(request.lines(small, wanted))


def test_nobody_to_print_is_said(small):
    with pytest.raises(UserError) as told:
        finish(making.prepare(small, Request("certificates", FAMILY, 2026, group_id=HA)))
    assert told.value.code == "nothing_to_print"
    assert "được công nhận" in told.value.message


@pytest.mark.parametrize("title", TITLE_OF.values())
def test_sheets_of_every_title(every_kind, tmp_path, title):
    wanted = Request("score_sheet", title, 2026, who="all", size="1")
    text = word_text(finish(making.save_word(every_kind, wanted, tmp_path / "phieu.docx")))
    first = request.lines(every_kind, wanted)[0]
    assert record_code(first.id, 2026) in text
    assert first.name in text


def test_a_list_of_persons(every_kind, tmp_path):
    wanted = Request("registration_list", "learning_citizen", 2026)
    text = word_text(finish(making.save_word(every_kind, wanted, tmp_path / "ds.docx")))
    assert "1 | N1 | Nguyễn Văn Tí | 1999 | nam | Nông dân, lao động nông thôn" in text


def test_grown_ups_are_counted_where_persons_are_kept(every_kind, tmp_path):
    wanted = Request("registration_list", FAMILY, 2026, group_id=THUONG)
    text = word_text(finish(making.save_word(every_kind, wanted, tmp_path / "ds.docx")))
    assert "1 | H1 | Nguyễn Văn An | 1970 | 4 | 2 | 1 | 02/03/2026" in text


def test_a_later_stage_stands_in_its_own_column(small, tmp_path):
    with small.action("test", "Xã thẩm định") as action:
        action.execute("INSERT INTO score VALUES (?, 2026, 3, 'A1', 850)", (AN,))
    wanted = Request("score_sheet", FAMILY, 2026, ids=(AN,))
    text = word_text(finish(making.save_word(small, wanted, tmp_path / "phieu.docx")))
    assert "1 | Đến trường | 10 | 9 |  | 8,5 |" in text
    assert "Tổng điểm | 25 | 21 |  | 20,5 |" in text  # 8,5 + 8 + 4


def test_the_commune_prints_no_decision_about_itself(small):
    for kind in ("decision", "certificates", "proposal_list"):
        with pytest.raises(UserError) as told:
            making.outlook(small, Request(kind, "commune_learning_community", 2026))
        assert told.value.code == "document_not_for_title"


def test_what_is_lacking_is_told_until_it_is_set(small):
    wanted = Request("decision", FAMILY, 2026, who="proposed")
    assert making.outlook(small, wanted).lacking == ("tên Chủ tịch Ủy ban nhân dân",)
    assert (
        making.outlook(small, Request("decision", FAMILY, 2026)).lacking == ()
    )  # Phạm Văn Ký has signed that one
    set_signers(small, Signers(committee_chairman="Phạm Văn Ký"))
    assert making.outlook(small, wanted).lacking == ()


def test_setting_the_same_again_leaves_no_entry(small):
    set_signers(small, Signers(place="An Học"))
    before = small.value("SELECT count(*) FROM journal")
    set_signers(small, Signers(place=" An  Học "))
    assert small.value("SELECT count(*) FROM journal") == before


def test_a_sample_set_says_so_on_sheet_and_minutes(commune, tmp_path):
    wanted = Request("score_sheet_blank", FAMILY, 2026)
    text = word_text(finish(making.save_word(commune, wanted, tmp_path / "phieu.docx")))
    assert text.count("chưa đối chiếu với văn bản gốc") == 2


def test_the_code_printed_on_a_sheet_finds_its_record(small, tmp_path):
    wanted = Request("score_sheet", FAMILY, 2026, ids=(DAN,))
    text = word_text(finish(making.save_word(small, wanted, tmp_path / "phieu.docx")))
    printed = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", text)[0]
    found, of_this_year = subjects.by_code(small, 2026, printed.lower())
    assert (found.id, found.name, of_this_year) == (DAN, "Đỗ Văn Dần", True)


def test_the_workbook_holds_numbers(small, tmp_path):
    path = finish(making.save_xlsx(small, Request("summary_tables", FAMILY, 2026), tmp_path / "bieu.xlsx"))
    sheet = openpyxl.load_workbook(path)["TH1"]
    last = [cell.value for cell in sheet[8]]
    assert last == ["Toàn xã", 5, 4, 80, 1, 20, 25, "–", "–"]


def test_file_names_tell_what_is_inside(small):
    assert request.file_stem(small, Request("minutes", FAMILY, 2026, group_id=HA)) == (
        "bien-ban-binh-xet-gia-dinh-hoc-tap-thon-ha-2026"
    )
    assert {request.file_stem(small, Request(kind, FAMILY, 2026)).isascii() for kind in KINDS} == {True}


def test_each_decision_has_its_own_list(small, tmp_path):
    """Dần is recognised by a second decision: each prints its own list; a draft prints dots for a number."""
    with small.action("test", "Quyết định thứ hai") as action:
        action.execute(
            "INSERT INTO decision (id, year, title, number, decided_on, signer)"
            " VALUES (9101, 2026, 'learning_family', '15/QĐ-UBND', '2026-12-01', NULL)"
        )
        action.execute(
            "UPDATE assessment SET recognised = 1, decision_id = 9101 WHERE subject_id = ? AND year = 2026", (DAN,)
        )
    second, first, draft = (
        Request("decision", FAMILY, 2026),
        Request("decision", FAMILY, 2026, decision_id=9100),
        Request("decision", FAMILY, 2026, who="proposed"),
    )
    names = {}
    for wanted in (second, first, draft):
        names[wanted] = [line.name for line in request.lines(small, wanted)]
        assert making.outlook(small, wanted).count == len(names[wanted])
    assert names == {
        second: ["Đỗ Văn Dần"],
        first: ["Nguyễn Văn An"],
        draft: ["Nguyễn Văn An", "Đỗ Văn Dần"],
    }
    assert "Số: 15/QĐ-UBND" in word_text(finish(making.save_word(small, second, tmp_path / "1.docx")))
    assert "Số: ………/QĐ-UBND" in word_text(finish(making.save_word(small, draft, tmp_path / "2.docx")))


def test_a_sheet_says_of_derived_indicators_what_the_screen_says(small):
    """Also where a value was typed for one, with no reason that would put it in the place of the computed one."""
    title = TITLE_OF["residential_group"]
    derived = entry.load_sheet(small, 2026, THUONG).measured
    code = next(iter(derived))
    with small.action("test", "Số gõ thừa") as action:
        action.execute("INSERT INTO assessment (subject_id, year, title) VALUES (?, 2026, ?)", (THUONG, title))
        action.execute("INSERT INTO score VALUES (?, 2026, 1, ?, 4321)", (THUONG, code))
    asked = Request("score_sheet", title, 2026, ids=(THUONG,))
    (sheet,) = score_sheets.filled_sheets(small, title, 2026, request.lines(small, asked), {})
    printed = {row.number: row.self_score for row in sheet.rows if not row.is_heading}
    assert "43,21" not in printed.values()
    assert {one.indicator.number: printed[one.indicator.number] for one in derived.values()} == {
        one.indicator.number: format_answer(one.indicator, one.answer) for one in derived.values()
    }


def test_minutes_of_sheets_of_two_sets_score_each_by_its_own(small, tmp_path):
    """And say of the sample set, once for each thôn, that it is one; the other is official."""
    title = TITLE_OF["household"]
    with small.action("test", "Phiếu theo bộ mẫu") as action:
        sql = (
            "UPDATE assessment SET set_id = 'gia_dinh_hoc_tap', set_version = '2022.1' WHERE subject_id IN (?, ?)"
        )
        action.execute(sql, (BE, DAN))
    printed = word_text(finish(making.save_word(small, Request("minutes", title, 2026), tmp_path / "bb.docx")))
    assert printed.count("chưa đối chiếu với văn bản gốc") == printed.count("BIÊN BẢN") == 2
    told = {row.split(" | ")[1]: row for row in printed.splitlines() if row.count(" | ") > 2}
    assert "Đạt: 21 điểm, cần từ 18 điểm" in told["Nguyễn Văn An"]
    assert "18 điểm" not in told["Đỗ Văn Dần"]
