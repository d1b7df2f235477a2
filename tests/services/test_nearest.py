"""Who is nearest: by the points lacking, then by single conditions; what is out of reach is left out."""

import pytest

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.subjects import COMMUNE_SUBJECT
from khuyenhoc_desktop.services import entry, nearest
from khuyenhoc_desktop.services.progress import finish
from tests.all_titles import YEAR, make


@pytest.fixture
def made(commune):
    return make(commune)


def full(file, subject, **changed):
    """The highest points everywhere, but for what is said."""
    indicators = entry.load_sheet(file, YEAR, subject).criteria_set.indicators
    answers = {one.code: one.max_points for one in indicators if one.measure is None} | changed
    entry.save_sheet(file, YEAR, subject, {code: answer for code, answer in answers.items() if answer is not None})


def found(file, title, **wanted):
    return [
        (one.subject.name, one.lacking, one.bars) for one in finish(nearest.nearest(file, YEAR, title, **wanted))
    ]


def test_the_nearest_stand_first_by_hand(commune, made):
    """Family: 100 points, 80 needed. Without 21, 25, 30 points: 1, 5 and 10 lacking."""
    an, binh, cuong = made.households
    full(commune, an, C1_1=0, C1_2=0, C1_3=500)  # 75
    full(commune, binh, C1_1=0, C1_2=0, C1_3=900)  # 79
    full(commune, cuong, C1_1=0, C1_2=0, C1_3=0)  # 70
    assert found(commune, "learning_family") == [
        ("Trần Thị Bình", 100, 0),
        ("Nguyễn Văn An", 500, 0),
        ("Nguyễn Văn Cường", 1000, 0),
    ]
    assert found(commune, "learning_family", group_id=made.groups[1]) == [("Trần Thị Bình", 100, 0)]


def test_a_floor_is_a_condition_of_its_own(commune, made):
    """Citizen: 97 points but one indicator under 5."""
    full(commune, made.persons[0], S3=200)
    (one,) = finish(nearest.nearest(commune, YEAR, "learning_citizen"))
    assert (one.lacking, one.bars, one.lacking_words) == (0, 1, "1 điều kiện")
    assert "dưới mức sàn 5" in one.result.sentence
    assert one.steps == ("Nâng chỉ số 3 từ 2 lên ít nhất 5 điểm.",)


def test_a_scaled_total_is_measured_by_its_own_bar(commune, made):
    """Without 20 points that do not apply 64 of 80 are asked: 60 lack 4, nearer than 75 of 100 that lack 5."""
    an, binh, _ = made.households
    full(commune, an, C1_1=NA, C1_3=NA, C1_2=0, C2_1=0)
    full(commune, binh, C1_1=0, C1_2=0, C1_3=500)
    assert found(commune, "learning_family")[0] == ("Nguyễn Văn An", 400, 0)


def test_unfinished_sheets_come_only_when_asked_for_and_within_reach(commune, made):
    an, binh, _ = made.households
    full(commune, an, C4_3=None, C1_1=0, C1_2=0)  # 74 without the last, which is worth 6
    full(commune, binh, C4_3=None, C1_1=0, C1_2=0, C1_3=0)  # 64: the last would not do
    assert found(commune, "learning_family") == []
    assert found(commune, "learning_family", with_unfinished=True) == [("Nguyễn Văn An", 600, 0)]


def test_who_has_reached_it_or_does_not_count_is_not_in_it(commune, made):
    full(commune, made.households[0])
    full(commune, made.persons[2], S1=0)  # a child
    assert found(commune, "learning_family") == []
    assert found(commune, "learning_citizen") == []


def test_of_the_commune_the_targets_are_counted(commune, made):
    sheet = entry.load_sheet(commune, YEAR, COMMUNE_SUBJECT)
    typed = [one for one in sheet.criteria_set.indicators if one.measure is None]
    best = {one.code: one.target(2) or one.target(1) for one in typed}
    entry.save_sheet(commune, YEAR, COMMUNE_SUBJECT, {**sheet.answers, **best})
    (one,) = finish(nearest.nearest(commune, YEAR, "commune_learning_community"))
    assert one.lacking_words == "5 chỉ tiêu"  # the shares: nobody is recognised


def test_the_list_as_a_workbook(commune, made, tmp_path):
    from python_calamine import CalamineWorkbook

    full(commune, made.households[1], C1_1=0, C1_2=0, C1_3=900)
    rows = finish(nearest.nearest(commune, YEAR, "learning_family"))
    path = nearest.export(rows, tmp_path / "gan-dat.xlsx")
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert sheet[1][:7] == ["Gia đình học tập", "Trần Thị Bình", "H2", "Thôn Hạ", 79.0, 80.0, "1 điểm"]
    assert sheet[1][7] == "Chưa đạt: 79/80 điểm, thiếu 1"
    assert sheet[1][8].startswith("Thêm 1 điểm để đủ 80")
