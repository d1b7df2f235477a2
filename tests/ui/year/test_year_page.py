"""The page «Năm làm việc», by its keys: what it tells of the year, and what is set there."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from khuyenhoc_desktop.domain.subjects import LEARNING_COMMUNITY, LEARNING_FAMILY
from khuyenhoc_desktop.services import (
    communes,
    entry,
    groups,
    history,
    households,
    recognition,
    workflow,
    workflow_preview,
    year_frame,
    year_lock,
)
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.year import texts
from khuyenhoc_desktop.ui.year.page import YearPage

YEAR = 2026
TODAY = date(2026, 11, 15)
Mode = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def village(commune):
    """Thôn Hạ: An self-scored, Bình registered only; Thôn Thượng: Chi, who has not registered."""
    low, high = groups.add_groups(commune, [("Thôn Hạ", "thôn"), ("Thôn Thượng", "thôn")], YEAR)
    place = {"An": low, "Bình": low, "Chi": high}
    ids = {
        n: households.add(commune, YEAR, group, HouseholdFields(head_name=f"Nguyễn {n}"))
        for n, group in place.items()
    }
    recognition.set_registered(commune, YEAR, [ids["An"], ids["Bình"]], True)
    full = {one.code: one.max_points for one in entry.criteria_for(commune, LEARNING_FAMILY, YEAR).indicators}
    entry.save_sheet(commune, YEAR, ids["An"], full)
    workflow.declare_stage(commune, YEAR, [ids["An"]], 1, None, "")
    return {"low": low, "high": high, **ids}


@pytest.fixture
def page(commune, village, make_context, show_page):
    return show_page(YearPage(make_context(commune), today=lambda: TODAY))


def lines(page):
    """The rows of the table: thôn, total, registered, complete, self-scored, and what is overdue."""
    wanted = (0, 1, 2, 3, 4, len(page.model.columns) - 1)
    return [tuple(page.model.index(row, at).data() for at in wanted) for row in range(page.model.rowCount())]


def run(page, words):
    next(one for one in page.actions_shown() if one.text == words).run()
    return page.dialog


def fill(qtbot, dialog, field, typed):
    line = dialog.form.editor(field).line
    line.clear()
    qtbot.keyClicks(line, typed)


def test_the_table_tells_how_far_each_thon_is(page):
    QAbstractItemModelTester(page.model, Mode.Fatal)
    assert lines(page) == [
        ("Thôn Hạ", "2", "2", "1", "1", ""),
        ("Thôn Thượng", "1", "0", "0", "0", ""),
        ("Toàn xã", "3", "2", "1", "1", ""),
    ]
    assert page.state.text().startswith("Năm 2026 đang mở. Quy trình đơn giản")
    assert page.deadlines.text() == texts.NO_DEADLINES


def test_deadlines_are_set_by_keys_and_tell_what_is_overdue(page, qtbot):
    dialog = run(page, texts.SET_DEADLINES)
    fill(qtbot, dialog, "registration", "31032026")
    fill(qtbot, dialog, "self_score", "14/11/2026")
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.form.editor("self_score").line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [row[-1] for row in lines(page)] == ["tự chấm", "đăng ký", ""]
    assert page.deadlines.text() == "Hạn: đăng ký 31/03/2026, tự chấm 14/11/2026."
    assert "Đăng ký (hạn 31/03/2026): 1 thôn chưa ai đăng ký Gia đình học tập" in page.late.text()
    assert "2 thôn chưa ai đăng ký" not in page.late.text()
    assert "Tự chấm điểm (hạn 14/11/2026): còn 1 hộ ở 1 thôn" in page.late.text()


def test_titles_that_nobody_has_registered_for_are_told_together(page):
    year_frame.set_deadlines(page.context.file, YEAR, {"registration": date(2026, 3, 31)})
    page.reload()
    assert page.late.text() == (
        "Quá hạn: Đăng ký (hạn 31/03/2026): 1 thôn chưa ai đăng ký Gia đình học tập,"
        " chưa ai đăng ký Cộng đồng học tập, Cộng đồng học tập cấp xã."
    )


def test_the_simple_round_shows_only_the_steps_that_are_used(page, village):
    def shown():
        titles = [column.heading.replace("\n", " ") for column in page.model.columns]
        return [words for place, words in enumerate(titles) if not page.table.isColumnHidden(place)]

    assert shown() == ["Thôn, tổ", "Tổng", "Đăng ký", "Chấm xong", "Tự chấm", "Đề nghị", "Công nhận", "Quá hạn"]
    page.activate(title=LEARNING_COMMUNITY)
    assert shown() == ["Thôn, tổ", "Tổng", "Đăng ký", "Chấm xong", "Đề nghị", "Công nhận", "Quá hạn"]
    workflow.set_mode(page.context.file, "full")
    assert shown()[4:8] == ["Tự chấm", "Bình xét", "Thẩm định", "Trả lại"]


def test_a_locked_year_is_overdue_in_nothing_but_the_bundle(page):
    file = page.context.file
    days = {"registration": date(2026, 3, 31), "handover": date(2026, 11, 1)}
    year_frame.set_deadlines(file, YEAR, days)
    year_lock.lock_year(file, YEAR, "")
    page.reload()
    assert page.late.text() == "Quá hạn: Nộp kết quả lên cấp trên (hạn 01/11/2026): chưa tạo gói nộp."
    assert [row[-1] for row in lines(page)] == ["", "", ""]


def test_a_deadline_in_a_wrong_year_stays_in_the_form(page, qtbot):
    dialog = run(page, texts.SET_DEADLINES)
    fill(qtbot, dialog, "review", "1/11/2062")
    dialog.accept()
    assert dialog.isVisible()
    assert "không thuộc năm 2026" in dialog.form.editor("review").problem().message
    assert year_frame.frame(page.context.file, YEAR).deadlines == {}


def test_enter_leads_to_the_list_of_the_thon(page, village, qtbot):
    wanted = []
    page.context.page_wanted.connect(lambda name, target: wanted.append((name, target)))
    page.table.select_ids([1])
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    page.table.select_ids([2])
    run(page, texts.SHOW)
    assert wanted == [
        ("recognition", {"title": LEARNING_FAMILY, "group": village["high"]}),
        ("recognition", {"title": LEARNING_FAMILY}),
    ]


def test_another_title(page, qtbot):
    page.activate(title=LEARNING_COMMUNITY)
    assert lines(page)[-1][:3] == ("Toàn xã", "2", "0")
    page.activate(title="learning_clan")
    assert page.body.currentWidget() is page.empty


def test_locking_shows_what_is_left_and_unlocking_needs_a_reason(page, qtbot):
    file = page.context.file
    dialog = run(page, texts.LOCK)
    intro = dialog.layout().itemAt(0).widget().text()
    assert "– Gia đình học tập: 1 hộ đã đăng ký nhưng chưa chấm đủ." in intro
    dialog.form.editor("reason").set_value("đã nộp")
    dialog.accept()
    assert page.state.text().startswith("Năm 2026 đã khóa lúc ")
    assert "Lý do: đã nộp." in page.state.text()
    assert communes.facts(file).locked == (YEAR,)
    dialog = run(page, texts.UNLOCK)
    dialog.accept()
    assert "Chưa ghi lý do mở khóa" in dialog.form.editor("reason").problem().message
    dialog.form.editor("reason").set_value("sửa theo QĐ 130")
    dialog.accept()
    assert "Lần gần đây mở khóa vì: sửa theo QĐ 130." in page.state.text()
    history.undo(file)
    assert year_frame.frame(file, YEAR).is_locked


def test_going_over_to_the_next_year(page, village):
    dialog = run(page, texts.ROLL)
    row = dialog.form.rows[0]
    assert row.label.text() == "Mang đăng ký Gia đình học tập?"
    assert row.help.text() == "2 hộ đã đăng ký năm 2026 và vẫn còn."
    assert row.editor.value() is True
    page.context.notices.answers = [True]
    dialog.accept()
    file = page.context.file
    assert page.context.year == YEAR + 1
    ids = [village[name] for name in ("An", "Bình", "Chi")]
    assert [mark.registered for mark in recognition.marks(file, YEAR + 1, ids)] == [True, True, False]
    assert any("new_year" in str(path) or path.suffix == ".db" for path in (file.folder / "backups").iterdir())


def test_going_over_twice_is_refused_in_words(page):
    page.context.notices.answers = [False]
    run(page, texts.ROLL).accept()
    from khuyenhoc_desktop.domain.problems import UserError

    with pytest.raises(UserError) as refused:  # the main window tells what a command of the bar raises
        run(page, texts.ROLL)
    assert refused.value.code == "already_rolled"


def test_without_registrations_a_question_is_enough(commune, make_context, show_page):
    groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    page = show_page(YearPage(make_context(commune)))
    page.context.notices.answers = [True, False]
    page.activate(roll=True)
    assert "bộ tiêu chí như năm 2026" in page.context.notices.asked[0][1]
    assert communes.facts(commune).years == (YEAR, YEAR + 1)
    assert page.context.year == YEAR


def test_base_age_and_way_of_the_round(page, qtbot):
    dialog = run(page, texts.SET_AGE)
    fill(qtbot, dialog, "base_age", "3")
    dialog.accept()
    assert "không hợp lệ" in dialog.refusal.text()
    fill(qtbot, dialog, "base_age", "15")
    dialog.accept()
    assert "Công dân tính từ 15 tuổi." in page.state.text()
    run(page, texts.SET_MODE)
    page.dialog.form.editor("mode").set_value("full")
    page.dialog.accept()
    assert workflow_preview.is_full(page.context.file)
    assert "Quy trình đủ các bước" in page.state.text()


def test_the_window_says_on_every_page_that_the_year_is_locked(sample, make_context, qtbot, tmp_path):
    from khuyenhoc_desktop.ui.main_window import MainWindow
    from khuyenhoc_desktop.ui.pages import all_pages
    from khuyenhoc_desktop.ui.preferences import Preferences

    year = max(communes.facts(sample).years)
    window = MainWindow(make_context(sample, year), all_pages(), Preferences(tmp_path / "w.ini"))
    qtbot.addWidget(window)
    window.show()
    assert window.lock_banner.isHidden()
    year_lock.lock_year(sample, year)
    assert f"Số liệu năm {year} đã khóa" in window.lock_banner.words.text()
    assert not window.lock_banner.isHidden()
    assert window.header.years.currentText() == f"Năm {year} (đã khóa)"
    window.lock_banner.unlock.click()
    page = window.stack.page()
    assert page.dialog.windowTitle() == f"Mở khóa năm {year}"
    page.dialog.reject()
    assert window.lock_banner.isHidden()
    assert page.state.text().startswith(f"Năm {year} đã khóa lúc ")
    window.show_page("households", {})
    assert not window.lock_banner.isHidden()
    window.context.set_year(year - 1)
    assert window.lock_banner.isHidden()
