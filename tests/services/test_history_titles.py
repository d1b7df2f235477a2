"""The history tells of persons, clans, units, stages, returns, decisions and locked years in plain words."""

import pytest

from khuyenhoc_desktop.services import decisions, history, recognition, workflow, year_lock
from khuyenhoc_desktop.services.history import describe
from tests.all_titles import YEAR, make


@pytest.fixture
def made(commune):
    return make(commune)


def last(file):
    return describe(file, file.value("SELECT max(id) FROM journal"))


def act(file, sql, *params):
    with file.action("test.act", "Thử") as action:
        action.execute(sql, params)
    return last(file)


def test_everybody_new_is_named_with_what_was_filled_in(commune, made):
    told = last(commune)
    assert "Họ Nguyễn: thêm mới (Mã: D1; Trưởng họ: Nguyễn Văn An; Thôn: Thôn Đông; Từ năm: 2020)" in told
    assert any(
        line.startswith("Người Lê Thị Ánh: thêm mới (Mã: C2; Ngày sinh: 02/03/1975;")
        and "Nhóm: Công nhân, lao động tiểu thủ công; Hộ: Nguyễn Văn An" in line
        for line in told
    )
    assert any("Trường Tiểu học An Học: thêm mới (Mã: T1; Loại: Trường học;" in line for line in told)
    assert "Hộ Nguyễn Văn An: Dòng họ: (trống) → Họ Nguyễn" in told


def test_a_person_who_changes(commune, made):
    assert act(
        commune,
        "UPDATE person SET unit_role = 'learner', personal_number = '001080001394', group_id = ?,"
        " household_id = NULL, deleted_at = '2026-01-01T08:00:00' WHERE id = ?",
        made.groups[1],
        made.persons[3],
    ) == [
        "Người Trần Thị Bình: Hộ: Trần Thị Bình → (trống)",
        "Người Trần Thị Bình: Thôn: (trống) → Thôn Hạ",
        "Người Trần Thị Bình: Vai trò: Người làm việc → Người học",
        "Người Trần Thị Bình: Số định danh: (trống) → •••• 1394",
        "Người Trần Thị Bình: đưa vào thùng rác",
    ]


def test_scores_of_all_titles_are_told_by_their_own_sets_and_stages(commune, made):
    person, clan = made.persons[0], made.clan
    for subject, title in ((person, "learning_citizen"), (clan, "learning_clan")):
        act(commune, "INSERT INTO assessment (subject_id, year, title) VALUES (?, ?, ?)", subject, YEAR, title)
    assert act(commune, "INSERT INTO score VALUES (?, ?, 2, 'S1', 850)", person, YEAR) == [
        f"Người Nguyễn Văn An, năm {YEAR}: chỉ số 1 (Thôn, chi hội bình xét): chưa nhập → 8,5"
    ]
    assert act(commune, "INSERT INTO score VALUES (?, ?, 1, 'C2_1', 1000)", clan, YEAR) == [
        f"Họ Nguyễn, năm {YEAR}: chỉ số 2.1: chưa nhập → 10"
    ]
    assert act(commune, "INSERT INTO override VALUES (?, ?, 'C1_1', 'đếm lại')", clan, YEAR) == [
        f"Họ Nguyễn, năm {YEAR}: chỉ số 1.1: ghi tay, lý do: đếm lại"
    ]


def test_the_steps_of_the_year(commune, made):
    one, title = made.persons[0], "learning_citizen"
    recognition.set_registered(commune, YEAR, [one], True, title=title)
    with commune.action("test.score", "Chấm") as action:
        action.executemany(
            "INSERT INTO score VALUES (?, ?, 1, ?, 900)", [(one, YEAR, f"S{n}") for n in range(1, 11)]
        )
    workflow.declare_stage(commune, YEAR, [one], 1, None, "Bà Lan", title=title)
    assert f"Người Nguyễn Văn An, năm {YEAR}: Bước đã xong: chưa có bước nào → Tự chấm" in last(commune)
    assert f"Người Nguyễn Văn An, năm {YEAR}: tự chấm xong (Bà Lan)" in last(commune)
    workflow.return_to(commune, YEAR, [one], 1, "thiếu minh chứng", title=title)
    assert f"Người Nguyễn Văn An, năm {YEAR}: Trả lại: không → có" in last(commune)
    assert f"Người Nguyễn Văn An, năm {YEAR}: trả lại (thiếu minh chứng)" in last(commune)


def test_decisions_that_correct_one_another(commune, made):
    one, title = made.persons[0], "learning_citizen"
    first = decisions.recognise_by_decision(commune, YEAR, "7/QĐ", None, "", [one], title=title)
    decisions.correct_by_decision(
        commune, YEAR, title, "8/QĐ", None, "", [one], False, corrects=first, note="khai sai"
    )
    told = last(commune)
    assert "Quyết định 8/QĐ: thêm mới (Năm: 2026; Loại: Thôi công nhận; Điều chỉnh quyết định: 7/QĐ)" in told
    assert f"Người Nguyễn Văn An, năm {YEAR}: Công nhận: công nhận → không công nhận" in told
    assert f"Người Nguyễn Văn An, năm {YEAR}: quyết định 8/QĐ không công nhận: khai sai" in told


def test_dates_and_locked_years(commune, made):
    assert act(commune, "INSERT INTO deadline VALUES (?, 'review', '2026-10-15')", YEAR) == [
        f"Hạn «Thôn, chi hội bình xét» năm {YEAR}: (trống) → 15/10/2026"
    ]
    year_lock.lock_year(commune, YEAR, "đã nộp")
    assert f"Năm {YEAR}: Khóa số liệu: không → có" in last(commune)
    assert f"Năm {YEAR}: Lý do khóa, mở khóa: (trống) → đã nộp" in last(commune)
    assert any(line.startswith("Giữ lại ") and "số tính sẵn của năm khóa" in line for line in last(commune))


def test_who_was_taken_back_since_is_still_named(commune, made):
    added = commune.value("SELECT max(id) FROM journal")
    history.undo(commune)
    assert any(line.startswith("Người Lê Thị Ánh: thêm mới") for line in describe(commune, added))


def test_a_confirmed_set(commune):
    key = commune.row("SELECT set_id, version FROM criteria_set WHERE set_id = 'dong_ho_hoc_tap'")
    sql = "INSERT INTO criteria_confirmation VALUES (?, ?, '2026-01-05', 'Ông Hai', '242/QĐ-KHVN', NULL)"
    assert act(commune, sql, *key) == [
        "Bộ tiêu chí Dòng họ học tập (bản mẫu), bản 2026.1: xác nhận theo văn bản (242/QĐ-KHVN; Ông Hai)"
    ]
