"""Citizens in the wizard: doubtful households are listed, and imported only as a person has decided."""

import openpyxl
import pytest

from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.services import groups, households, persons
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.page import CHECK, RESULT, ImportPage

ROWS = (
    ["Họ và tên", "Năm sinh", "Chủ hộ", "Thôn"],
    ["Phạm Thị Hoa", 1972, "Nguyễn Văn An", "Thôn Hạ"],
    ["Lê Thị Một", 1980, "Lê Văn Cường", "Thôn Hạ"],
    ["Mai Văn Ba", 1981, "Mai Văn Lạ", "Thôn Hạ"],
)


@pytest.fixture
def wizard(commune, make_context, show_page, tmp_path):
    """The wizard with a list whose second and third row are doubtful."""
    (place,) = groups.add_groups(commune, [("Thôn Hạ", "thôn")], 2026)
    commune.h = [
        households.add(commune, 2026, place, HouseholdFields(code=code, head_name=name))
        for code, name in (("H1", "Nguyễn Văn An"), ("H2", "Lê Văn Cường"), ("H3", "Lê Văn Cường"))
    ]
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "cong dan.xlsx")
    page = show_page(ImportPage(make_context(commune)))
    page.activate(kind="persons", path=tmp_path / "cong dan.xlsx")
    page.next()
    page.next()
    assert page.step() == CHECK
    return page


def names(file):
    sql = "SELECT p.name, h.code FROM person p LEFT JOIN household h ON h.id = p.household_id ORDER BY p.name"
    return file.query(sql)


def choose(pane, row, words):
    """Choose in the list of a row by its words."""
    combo = pane.combos[row]
    place = next(place for place in range(combo.count()) if words in combo.itemText(place))
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def test_only_the_sure_one_is_imported_of_itself(wizard):
    pane = wizard.check.households
    assert [pane.table.item(row, 0).text() for row in range(2)] == ["Lê Văn Cường, Thôn Hạ", "Mai Văn Lạ, Thôn Hạ"]
    assert wizard.actions_shown()[1].text == "&Nhập 1 người"
    wizard.next()
    assert wizard.step() == RESULT
    assert names(wizard.context.file) == [("Phạm Thị Hoa", "H1")]
    assert "2 hàng có lỗi" in wizard.result.words.text()


def test_decisions_are_taken_and_shown_again(wizard):
    pane = wizard.check.households
    choose(pane, 0, "H3")
    choose(pane, 1, texts.DOUBT_NEW)
    assert wizard.actions_shown()[1].text == texts.RECHECK
    wizard.next()
    assert "H3" in pane.combos[0].currentText()
    wizard.next()
    assert names(wizard.context.file) == [("Lê Thị Một", "H3"), ("Mai Văn Ba", None), ("Phạm Thị Hoa", "H1")]
    assert wizard.context.file.value("SELECT count(*) FROM household WHERE head_name = 'Mai Văn Lạ'") == 1


def test_all_the_rest_at_once(wizard):
    pane = wizard.check.households
    pane.rest.setCurrentIndex(1)
    pane.rest.activated.emit(1)
    wizard.next()
    wizard.next()
    assert names(wizard.context.file) == [("Lê Thị Một", None), ("Mai Văn Ba", None), ("Phạm Thị Hoa", "H1")]


def test_a_person_who_may_be_on_file_is_asked_about_as_a_person(commune, make_context, show_page, tmp_path):
    (place,) = groups.add_groups(commune, [("Thôn Hạ", "thôn")], 2026)
    homes = [
        households.add(commune, 2026, place, HouseholdFields(code=code, head_name=name))
        for code, name in (("H1", "Nguyễn Văn An"), ("H2", "Lê Văn Cường"))
    ]
    persons.add(commune, 2026, PersonFields(name="Phạm Thị Hoa", born="1972", household_id=homes[1]))
    book = openpyxl.Workbook()
    for row in ROWS[:2]:
        book.active.append(row)
    book.save(tmp_path / "cong dan.xlsx")
    page = show_page(ImportPage(make_context(commune)))
    page.activate(kind="persons", path=tmp_path / "cong dan.xlsx")
    page.next()
    page.next()
    pairs = page.check.pairs
    assert pairs.reason.text().endswith("Một người hay hai người?")
    assert [button.text() for button in pairs.buttons.values()] == [
        "&Một người, cập nhật",
        "H&ai người, thêm mới",
        "&Bỏ qua",
    ]
    assert pairs.hint.text() == "Cặp chưa chọn («Mới?») được nhập thành người mới."
    pairs.decide("same")
    assert pairs.pane.model.index(0, 2).data() == "Một người"
