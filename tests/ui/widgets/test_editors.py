"""The editors: values in and out, None kept apart, nothing typed is lost, problems at the field."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit, TriState, YearPicker
from khuyenhoc_desktop.ui.widgets.form_row import Form, FormRow, walk
from khuyenhoc_desktop.ui.widgets.line_editors import (
    BirthEdit,
    CodeEdit,
    CountEdit,
    NameEdit,
    NoteEdit,
    TextEdit,
)
from khuyenhoc_desktop.ui.widgets.score_edit import ScoreEdit
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox
from tests.ui.keys import press, type_text


def read(typed):
    typed = typed.strip()
    if typed.lower() == "k":
        return NA
    if typed and not typed.replace(",", "").isdigit():
        raise UserError("not_a_number", "Không phải số.", "Gõ số.")
    return round(float(typed.replace(",", ".")) * 100) if typed else None


def show(answer):
    if answer is None or answer is NA:
        return "K" if answer is NA else ""
    return f"{answer / 100:g}".replace(".", ",")


def check(answer):
    too_much = answer is not NA and answer > 1000
    return error("above_maximum", "Vượt điểm tối đa 10.", "Gõ số từ 0 đến 10.") if too_much else None


@pytest.fixture
def window(qtbot):
    """A window to put editors in; returns them shown, the first with the focus."""
    made = QWidget()
    qtbot.addWidget(made)
    layout = QVBoxLayout(made)

    def with_(*editors):
        for editor in editors:
            layout.addWidget(editor)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        editors[0].setFocus()
        return editors if len(editors) > 1 else editors[0]

    return with_


EDITORS = {
    "name": (NameEdit, "Nguyễn Văn Ân"),
    "birth": (BirthEdit, "1978-03-11"),
    "year": (BirthEdit, "1956"),
    "count": (CountEdit, 0),
    "code": (lambda: CodeEdit(digits=5), "08254"),
    "text": (TextEdit, "Xóm chợ"),
    "note": (NoteEdit, "Dòng một\nDòng hai"),
    "yes": (TriState, True),
    "no": (TriState, False),
    "na": (lambda: TriState(allow_na=True), NA),
    "choice": (lambda: ChoiceEdit([("a", "Tốt"), ("b", "Khá")]), "b"),
    "score": (lambda: ScoreEdit(read, show, check), 750),
    "zero": (lambda: ScoreEdit(read, show, check), 0),
    "score na": (lambda: ScoreEdit(read, show, check), NA),
}


@pytest.mark.parametrize("kind", EDITORS)
def test_a_value_comes_back_as_it_was(window, kind, qtbot):
    make, value = EDITORS[kind]
    editor = window(make())
    with qtbot.assertNotEmitted(editor.changed):
        assert editor.value() is None
        editor.set_value(value)
        assert editor.value() == value
        assert type(editor.value()) is type(value)
        editor.set_value(None)
        assert editor.value() is None


@pytest.mark.parametrize("kind", EDITORS)
def test_leaving_an_untouched_editor_changes_nothing(window, kind, qtbot):
    """What QDataWidgetMapper gets wrong: None must not turn into "", 0 or False."""
    editor, other = window(EDITORS[kind][0](), TextEdit())
    with qtbot.assertNotEmitted(editor.changed):
        editor.setFocus()
        other.setFocus()
    assert editor.value() is None


@pytest.mark.parametrize("kind", EDITORS)
def test_the_wheel_changes_nothing(window, kind):
    make, value = EDITORS[kind]
    editor = window(make())
    editor.set_value(value)
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor.focusProxy() or editor, turn)
    assert editor.value() == value


def test_a_name_is_left_alone_while_typing_and_gets_capitals_on_leaving(window):
    name, other = window(NameEdit(), TextEdit())
    type_text(name.line, "  nguyễn thị  ánh ")
    assert name.line.text() == "  nguyễn thị  ánh "
    assert name.value() == "Nguyễn Thị Ánh"  # also before leaving, for Ctrl+S
    other.setFocus()
    assert name.line.text() == "Nguyễn Thị Ánh"


def test_capitals_that_were_typed_stay(window):
    name = window(NameEdit())
    type_text(name.line, "H'Hen Niê")
    assert name.value() == "H'Hen Niê"


@pytest.mark.parametrize(("typed", "value", "shown"), [
    ("01121956", "1956-12-01", "01/12/1956"), ("1/2/1960", "1960-02-01", "01/02/1960"), ("1956", "1956", "1956"),
])  # fmt: skip
def test_births_as_officers_type_them(window, typed, value, shown):
    birth, other = window(BirthEdit(), TextEdit())
    type_text(birth.line, typed)
    other.setFocus()
    assert (birth.value(), birth.line.text(), birth.problem()) == (value, shown, None)


def test_a_birth_that_cannot_be_read_stays_with_its_problem(window):
    birth, other = window(BirthEdit(), TextEdit())
    type_text(birth.line, "31/02/1960")
    assert birth.problem() is None  # not while typing
    other.setFocus()
    assert birth.line.text() == "31/02/1960"
    assert birth.problem().code == "field.format"
    assert birth.problem().message in birth.line.accessibleDescription()
    type_text(birth.line, "x")
    assert birth.problem() is None


@pytest.mark.parametrize(("typed", "value", "good"), [("4", 4, True), ("", None, True), ("-1", None, False),
    ("4,5", None, False), ("1000", None, False), (" 12 ", 12, True)])  # fmt: skip
def test_counts(window, typed, value, good):
    count = window(CountEdit())
    type_text(count.line, typed)
    assert count.value() == value
    assert (count.check() is None) is good


@pytest.mark.parametrize(("typed", "good"), [("08254", True), ("", True), ("8254", False), ("0825a", False)])
def test_codes_of_so_many_digits(window, typed, good):
    code = window(CodeEdit(digits=5))
    type_text(code.line, typed)
    assert (code.check() is None) is good


def test_typing_tells_of_the_change(window, qtbot):
    name = window(NameEdit())
    with qtbot.waitSignal(name.changed):
        type_text(name.line, "a")


def test_enter_walks_and_a_bad_value_holds(window):
    birth, count = window(BirthEdit(), CountEdit())
    ended = []
    walk([birth, count], lambda: ended.append(True))
    type_text(birth.line, "mai")
    press(birth.line, Qt.Key.Key_Return)
    assert birth.line.hasFocus()
    birth.set_value(None)
    press(birth.line, Qt.Key.Key_Return)
    assert count.line.hasFocus()
    press(count.line, Qt.Key.Key_Return)
    assert ended == [True]


# ScoreEdit


@pytest.fixture
def scores(window):
    first, second = window(ScoreEdit(read, show, check), ScoreEdit(read, show, check))
    walk([first, second])
    return first, second


def test_digits_go_straight_in_and_replace_the_old_value(scores):
    first, second = scores
    first.set_value(900)
    second.setFocus()
    first.setFocus()
    type_text(first.line, "7,5")
    assert (first.line.text(), first.value()) == ("7,5", 750)


def test_enter_goes_to_the_next_and_up_goes_back(scores):
    first, second = scores
    type_text(first.line, "7")
    press(first.line, Qt.Key.Key_Return)
    assert second.line.hasFocus()
    press(second.line, Qt.Key.Key_Up)
    assert first.line.hasFocus()


def test_above_the_maximum_is_refused_at_the_field(scores):
    first, second = scores
    first.set_value(500)
    type_text(first.line, "70")
    press(first.line, Qt.Key.Key_Return)
    assert first.line.hasFocus()
    assert first.problem().code == "above_maximum"
    assert first.typed() == "70"
    second.setFocus()
    assert (first.typed(), first.problem().code) == ("70", "above_maximum")


def test_the_last_good_answer_stands_while_text_is_refused(scores):
    first, _second = scores
    type_text(first.line, "7")
    type_text(first.line, "0")
    assert (first.typed(), first.value()) == ("70", 700)


def test_letters_are_kept_and_refused(scores):
    first, second = scores
    type_text(first.line, "bảy")
    second.setFocus()
    assert (first.typed(), first.value(), first.problem().code) == ("bảy", None, "not_a_number")


def test_k_means_not_applicable(scores):
    first, second = scores
    type_text(first.line, "k")
    assert first.value() is NA
    press(first.line, Qt.Key.Key_Return)
    assert (first.line.text(), second.line.hasFocus()) == ("K", True)


def test_emptying_means_not_entered_not_zero(scores):
    first, _second = scores
    first.set_value(0)
    press(first.line, Qt.Key.Key_Delete)
    assert first.value() is None


def test_zero_is_a_value(scores, qtbot):
    first, _second = scores
    with qtbot.waitSignal(first.changed):
        type_text(first.line, "0")
    assert first.value() == 0


# TriState, ChoiceEdit, YearPicker


def test_three_states_by_key(window):
    answer = window(TriState(allow_na=True))
    for key, value in (
        (Qt.Key.Key_1, True), (Qt.Key.Key_0, False), (Qt.Key.Key_K, NA), (Qt.Key.Key_Delete, None),
        (Qt.Key.Key_C, True),
    ):  # fmt: skip
        press(answer.buttons[0], key)
        assert answer.value() is value
        assert sum(button.isChecked() for button in answer.buttons) == (value is not None)


def test_k_does_nothing_where_it_is_not_allowed(window):
    answer = window(TriState())
    press(answer.buttons[0], Qt.Key.Key_K)
    assert answer.value() is None


def test_pressing_the_pressed_button_lifts_it(window, qtbot):
    answer = window(TriState())
    qtbot.mouseClick(answer.buttons[1], Qt.MouseButton.LeftButton)
    assert answer.value() is False
    qtbot.mouseClick(answer.buttons[1], Qt.MouseButton.LeftButton)
    assert answer.value() is None


def test_enter_on_an_answer_walks_on_without_choosing(window, qtbot):
    answer = window(TriState())
    with qtbot.waitSignal(answer.next_wanted):
        press(answer.buttons[0], Qt.Key.Key_Return)
    assert answer.value() is None


def test_a_choice_gives_the_code_not_the_words(window, qtbot):
    choice = window(ChoiceEdit([("full", "Đạt"), ("none", "Không đạt")], allow_na=True))
    with qtbot.waitSignal(choice.changed):
        press(choice.combo, Qt.Key.Key_Down)
    assert choice.value() == "full"
    press(choice.combo, Qt.Key.Key_K)
    assert choice.value() is NA
    press(choice.combo, Qt.Key.Key_Delete)
    assert choice.value() is None


def test_other_options_keep_the_value_that_is_still_there(window):
    choice = window(ChoiceEdit([(1, "Thôn Đông"), (2, "Thôn Tây")]))
    choice.set_value(2)
    choice.set_options([(2, "Thôn Tây"), (3, "Thôn Nam")])
    assert choice.value() == 2
    choice.set_options([(3, "Thôn Nam")])
    assert choice.value() is None


def test_the_year_picker_shows_the_newest_on_top(window, qtbot):
    picker = YearPicker()
    window(picker)
    picker.set_years([2024, 2026, 2025], 2025)
    assert [picker.itemData(place) for place in range(3)] == [2026, 2025, 2024]
    assert picker.year() == 2025
    with qtbot.waitSignal(picker.year_chosen) as told:
        press(picker, Qt.Key.Key_Up)
    assert told.args == [2026]


# Rows and forms


def test_a_row_names_its_editor_and_shows_its_problem(window):
    row = FormRow("born", "&Năm sinh", BirthEdit(), "Năm cũng được")
    window(row)
    assert row.editor.line.accessibleName() == "Năm sinh"
    assert row.label.buddy() is row.editor
    assert row.problem_line.isHidden()
    row.editor.set_problem(error("x", "Sai năm.", "Gõ lại."))
    assert row.problem_line.isVisible()
    assert row.problem_line.text() == "Sai năm. Gõ lại."
    row.editor.set_problem(None)
    assert row.problem_line.isHidden()


def test_a_form_marks_fields_and_gives_back_the_rest(window):
    form = Form([FormRow("name", "Tên", NameEdit()), FormRow("born", "Năm sinh", BirthEdit())])
    window(form)
    mine = error("a", "Sai.", "Sửa.", field="born")
    foreign = error("b", "Lỗi chung.", "Xem lại.")
    assert form.show_problems([mine, foreign]) == [foreign]
    assert form.editor("born").problem() == mine
    assert form.editor("born").line.hasFocus()
    assert form.show_problems([]) == []
    assert form.editor("born").problem() is None


# SearchBox


def test_searching_waits_for_a_pause(window, qtbot):
    box = window(SearchBox())
    asked = []
    box.searched.connect(asked.append)
    type_text(box, "ngu")
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["ngu"]


def test_enter_searches_at_once_and_goes_to_the_list(window, qtbot):
    box = window(SearchBox())
    asked = []
    box.searched.connect(asked.append)
    type_text(box, "hoa")
    with qtbot.waitSignal(box.down_wanted):
        press(box, Qt.Key.Key_Return)
    qtbot.wait(200)
    assert asked == ["hoa"]


def test_escape_empties(window):
    box = window(SearchBox())
    asked = []
    type_text(box, "hoa")
    box.search_now()
    box.searched.connect(asked.append)
    press(box, Qt.Key.Key_Escape)
    assert (box.text(), asked) == ("", [""])
