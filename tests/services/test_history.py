"""The history page's services: finding entries, and saying what they changed as an officer would."""

from dataclasses import replace
from datetime import date

import pytest

from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.services import (
    communes,
    criteria_sets,
    entry,
    groups,
    history,
    households,
    recognition,
    summary,
)
from khuyenhoc_desktop.services.households import HouseholdFields
from tests.criteria_files import load_set

YEAR = 2026


@pytest.fixture
def group(commune):
    return groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)


def add(file, group, name, **fields):
    return households.add(file, YEAR, group, HouseholdFields(head_name=name, **fields))


def last_told(file):
    return history.describe(file, history.entries(file, 1)[0].id)


def test_settings_are_told_by_their_names(commune):
    communes.set_facts(commune, replace(communes.facts(commune), code="08254", chairman="Lê Thị Hà"))
    assert {"Mã xã: 99999 → 08254", "Chủ tịch Hội: (trống) → Lê Thị Hà"} <= set(last_told(commune))


def test_the_first_entry_is_plain(commune):
    told = history.describe(commune, 1)
    assert "Tên xã: (trống) → An Học" in told
    assert "Mở năm 2026" in told
    assert any(line.startswith("Gia đình học tập năm 2026 dùng: (trống) → Bộ tiêu chí") for line in told)
    assert not any("learning_family" in line for line in told)


def test_a_new_household_says_its_name_once(commune, group):
    add(commune, group, "Nguyễn Văn An", born="1978-03-11", school_age_count=0, personal_number="001078012345")
    assert last_told(commune) == [
        "Hộ Nguyễn Văn An: thêm mới (Năm sinh: 11/03/1978; Số trẻ đi học: 0; Số định danh: •••• 2345)",
        "Hộ Nguyễn Văn An: nơi ở từ năm 2026: Thôn Hạ",
    ]


def test_moving_and_deleting(commune, group):
    other = groups.add_group(commune, "Thôn Thượng", "thôn", YEAR)
    an = add(commune, group, "Nguyễn Văn An")
    households.move(commune, [an], other, YEAR)
    assert last_told(commune) == ["Hộ Nguyễn Văn An: nơi ở từ năm 2026: Thôn Hạ → Thôn Thượng"]
    households.set_away(commune, [an], YEAR)
    assert last_told(commune) == ["Hộ Nguyễn Văn An: nơi ở từ năm 2026: đang ở → chuyển đi"]
    households.delete(commune, [an], YEAR)
    assert last_told(commune) == ["Hộ Nguyễn Văn An: đưa vào thùng rác"]


def test_groups_are_told_with_their_merging(commune, group):
    other = groups.add_group(commune, "Thôn Thượng", "thôn", YEAR)
    assert last_told(commune) == ["Thôn Thượng: thêm mới (Loại: thôn; Từ năm: 2026)"]
    groups.merge_groups(commune, other, group, YEAR)
    assert last_told(commune) == [
        "Thôn Thượng: Đến năm: (trống) → 2025",
        "Thôn Thượng: Sáp nhập vào: (trống) → Thôn Hạ",
    ]


def test_registration_and_recognition(commune, group):
    an = add(commune, group, "Nguyễn Văn An")
    recognition.set_registered(commune, YEAR, [an], True, date(2026, 3, 1))
    assert last_told(commune) == ["Hộ Nguyễn Văn An, năm 2026: Đăng ký: có; Ngày đăng ký: 01/03/2026"]
    recognition.recognise_by_decision(commune, YEAR, "125/QĐ-UBND", date(2026, 12, 1), "Lê Ký", [an])
    assert last_told(commune) == [
        "Quyết định 125/QĐ-UBND: thêm mới (Năm: 2026; Ngày: 01/12/2026; Người ký: Lê Ký)",
        "Hộ Nguyễn Văn An, năm 2026: Công nhận: chưa xét → công nhận",
        "Hộ Nguyễn Văn An, năm 2026: Quyết định: (trống) → 125/QĐ-UBND",
    ]
    (first,) = recognition.decisions(commune, YEAR)
    recognition.correct_by_decision(
        commune, YEAR, LEARNING_FAMILY, "130/QĐ", None, "", [an], False, corrects=first.id
    )
    assert "Hộ Nguyễn Văn An, năm 2026: Công nhận: công nhận → không công nhận" in last_told(commune)


def test_what_was_taken_back_still_has_its_name(commune, group):
    household = add(commune, group, "Nguyễn Văn An")
    recognition.recognise_by_decision(commune, YEAR, "125/QĐ-UBND", date(2026, 11, 20), "", [household])
    done = history.entries(commune, 1)[0].id
    before = history.describe(commune, done)
    assert "Hộ Nguyễn Văn An, năm 2026: Công nhận: công nhận; Quyết định: 125/QĐ-UBND" in before
    history.undo(commune)
    assert history.describe(commune, done) == before
    assert "125/QĐ-UBND" in "\n".join(last_told(commune))


def test_scores_are_told_by_number_and_as_they_are_typed(commune, group):
    an = add(commune, group, "Nguyễn Văn An")
    one = next(i for i in entry.criteria_for(commune, LEARNING_FAMILY, YEAR).indicators if i.allow_na)
    entry.save_sheet(commune, YEAR, an, {one.code: 750})
    assert last_told(commune) == [f"Hộ Nguyễn Văn An, năm 2026: chỉ số {one.number}: chưa nhập → 7,5"]
    entry.save_sheet(commune, YEAR, an, {})
    assert last_told(commune) == [f"Hộ Nguyễn Văn An, năm 2026: chỉ số {one.number}: 7,5 → chưa nhập"]


def test_targets(commune):
    summary.set_target(commune, YEAR, Target(7000))
    told = "Chỉ tiêu Gia đình học tập năm 2026"
    assert last_told(commune) == [f"{told}: thêm mới (Tỷ lệ: 70%; Tính: trên tổng số)"]
    summary.set_target(commune, YEAR, Target(7250, "registered"))
    assert last_told(commune) == [
        f"{told}: Tỷ lệ: 70% → 72,5%",
        f"{told}: Tính: trên tổng số → trên số đăng ký",
    ]


def test_choosing_another_version_names_both(commune, tmp_path):
    text = next(text for text, one in criteria_sets.shipped() if one.title == "learning_family")
    path = tmp_path / "moi.json"
    path.write_bytes(text.replace('"version": "2022.1"', '"version": "2027.1"').encode())
    newer = load_set(commune, path)
    assert last_told(commune) == [f"{newer.name}, bản 2027.1: nạp vào tệp dữ liệu"]
    criteria_sets.choose(commune, newer, YEAR)
    assert last_told(commune) == [
        f"Gia đình học tập năm 2026 dùng: {newer.name}, bản 2022.1 → {newer.name}, bản 2027.1"
    ]


def test_a_large_entry_is_counted_first_and_cut(commune, group):
    with commune.action("household.import", "Nhập hộ") as action:
        ids = action.new_ids(1500)
        sql = "INSERT INTO household (id, head_name) VALUES (?, ?)"
        action.executemany(sql, [(i, f"Nguyễn Văn {i}") for i in ids])
        action.executemany("INSERT INTO residence VALUES (?, ?, ?, 0)", [(i, YEAR, group) for i in ids])
    told = last_told(commune)
    assert told[:2] == ["Thêm mới 1.500 hộ", "Ghi nơi ở của 1.500 hộ"]
    assert told[-1] == "… và 2.800 dòng thay đổi nữa."
    assert len(told) == 2 + 200 + 1


def test_entries_are_found_by_words_and_day(commune, group):
    add(commune, group, "Nguyễn Văn An")
    add(commune, group, "Trần Thị Bình")
    assert [one.summary for one in history.entries(commune, text="binh tran")] == ["Thêm hộ Trần Thị Bình"]
    assert [one.summary for one in history.entries(commune, text="them ho", limit=1)] == ["Thêm hộ Trần Thị Bình"]
    assert history.entries(commune, text="không có đâu") == []
    assert history.entries(commune, day=date(2001, 1, 1)) == []
    assert len(history.entries(commune, day=date.today())) == len(history.entries(commune)) > 0


def test_entries_go_on_where_they_stopped(commune, group):
    for number in range(7):
        groups.add_group(commune, f"Thôn {number}", "thôn", YEAR)
    everything = history.entries(commune)
    first = history.entries(commune, 3, text="them thon")
    rest = history.entries(commune, 100, before=first[-1].id, text="them thon")
    assert [*first, *rest] == [one for one in everything if one.summary.startswith("Thêm Thôn")]
