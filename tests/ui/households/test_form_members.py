"""The persons of the household in its form."""

from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.services import persons


def test_the_persons_of_the_household_lead_to_their_forms(desk, small):
    wife = persons.add(small, 2026, PersonFields(name="Phạm Thị Hoa", born="1960", household_id=small.ids[0]))
    desk.page.open(small.ids[0])
    members = desk.page.form.members
    assert members.title.text() == "Người trong hộ (1):"
    members.buttons[0].click()
    assert desk.wanted == [("persons", {"person": wife})]
    desk.page.open(small.ids[1])
    assert members.isHidden()


def test_a_long_name_in_the_household_does_not_push_the_fields_out_of_sight(desk, small, qtbot):
    name = "Nguyễn Hoàng Thị Phương Thảo Nguyên Vân Anh"
    persons.add(small, 2026, PersonFields(name=name, born="1980-12-12", household_id=small.ids[0]))
    desk.resize(1180, 560)
    desk.page.open(small.ids[0])
    qtbot.wait(20)
    scroller = desk.page.form.scroller
    assert scroller.widget().width() <= scroller.viewport().width()
