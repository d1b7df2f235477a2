"""Every kind of indicator by keys, and sheets filled with another set."""

from PySide6.QtWidgets import QLineEdit

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.services import criteria_sets, entry
from tests.ui.scoring import YEAR, focus, press, stored, use_all_kinds
from tests.ui.sheet.looking import head


def test_every_kind_by_keys(all_kinds, commune):
    page, household = all_kinds
    press("9,5", "Enter", "1", "Enter", "2", "Enter", "4", "Enter", "66,5", "Enter", "tốt", "Enter")
    assert focus() is page.form.finish_button
    press("Enter")
    assert stored(commune, household) == {
        "A1": 950,
        "A2": 100,
        "A3": "part",
        "A4": 400,
        "A5": 6650,
        "B1": "tốt",
    }


def test_not_applicable_and_no_and_emptying_by_keys(all_kinds, commune):
    _page, household = all_kinds
    press("k", "Enter", "0", "Enter", "3", "Delete", "Up", "k", "Down", "1", "Ctrl+S")
    assert stored(commune, household) == {"A1": None, "A2": None, "A3": "full"}


def test_what_is_stored_is_shown_again_for_every_kind(all_kinds, commune):
    page, household = all_kinds
    answers = {"A1": NA, "A2": 0, "A3": "none", "A4": 0, "A5": 10000, "B1": "ghi chú"}
    entry.save_sheet(commune, YEAR, household, answers)
    assert page.form.answers() == answers
    assert not page.is_unsaved()


def test_an_empty_form_has_no_answers(all_kinds):
    page, _ = all_kinds
    assert page.form.answers() == {}
    press("Enter", "Enter", "Enter", "Enter", "Enter", "Enter")
    assert page.form.answers() == {}
    assert not page.is_unsaved()


def test_maximum_does_not_make_up_facts(all_kinds):
    page, _ = all_kinds
    press("F9")
    assert page.form.answers() == {"A1": 1000, "A2": 100, "A3": "full"}


def test_a_sheet_keeps_the_set_it_was_filled_with(page, commune, ids, tmp_path):
    entry.save_sheet(commune, YEAR, ids[0], {"C1_1": 700})
    use_all_kinds(commune, tmp_path)
    page.activate(household=ids[0])
    assert page.form.criteria_set.set_id == "gia_dinh_hoc_tap"
    press("PageDown")
    assert page.form.criteria_set.set_id == "du_loai"


def test_every_field_has_a_name_for_screen_readers(all_kinds):
    page, _ = all_kinds
    lines = page.form.findChildren(QLineEdit)
    assert [line.accessibleName() for line in lines] == [
        "1.1 Điểm",
        "1.4 Số buổi học",
        "1.5 Tỷ lệ",
        "2.1 Nhận xét",
    ]


def test_a_broken_choice_of_set_is_told(page, commune, ids, monkeypatch):
    def missing(file, set_id, version):
        raise criteria_sets.UserError("no_criteria", "Không có bộ.", "Nạp bộ.")

    monkeypatch.setattr(criteria_sets, "kept", missing)
    page.open(ids[1])
    assert page.context.notices.errors[0].code == "no_criteria"
    assert head(page) == "Nguyễn Văn An"
