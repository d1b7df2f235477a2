"""Two sets side by side: what differs in words, and what a sheet keeps when it moves from one to the other."""

from pathlib import Path

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.criteria import parse_criteria_set
from khuyenhoc_desktop.domain.criteria_compare import Change, carried, compare
from tests.domain.criteria_samples import checklist, small_set

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "criteria"
A = ("criteria", 0, "indicators")


def told(changes):
    return [(change.what, change.old, change.new) for change in changes]


def test_a_set_does_not_differ_from_itself():
    assert compare(small_set(), small_set()).is_empty
    assert compare(checklist(), checklist()).is_empty


def test_properties_are_told_in_words():
    new = small_set(
        ((*A, 0, "step"), 0.25),
        ((*A, 0, "floor_points"), 3),
        ((*A, 0, "name"), "Điểm học"),
        ((*A, 2, "options", 1, "label"), "Đạt phần nào"),
        (("criteria", 1, "indicators", 1, "bands", 0, "from"), 45.5),
        (("examples", 1, "answers", "B2"), 45.49),
    )
    difference = compare(small_set(), new)
    assert (difference.added, difference.removed, difference.rules) == ((), (), ())
    assert [(each.new.code, told(each.changes)) for each in difference.changed] == [
        (
            "A1",
            [("Nội dung", "Điểm", "Điểm học"), ("Bước điểm", "0,5", "0,25"), ("Mức sàn riêng", "2", "3")],
        ),
        (
            "A3",
            [
                (
                    "Các lựa chọn",
                    "Đạt: 6 · Đạt một phần: 2,75 · Không đạt: 0",
                    "Đạt: 6 · Đạt phần nào: 2,75 · Không đạt: 0",
                )
            ],
        ),
        ("B2", [("Các mốc điểm", "từ 50: 4 · từ 90: 10", "từ 45,5: 4 · từ 90: 10")]),
    ]


def test_rules_are_told_in_words():
    new = small_set(
        (("rules", "min_total"), 26.5),
        (("rules", "min_per_criterion"), {}),
        (("rules", "required_yes"), []),
        (("examples", 1, "reasons"), ["total_short"]),
    )
    assert compare(small_set(), new).rules == (
        Change("Điểm đạt", "25", "26,5"),
        Change("Chỉ số bắt buộc trả lời có", "2", "–"),
        Change("Điểm tối thiểu từng tiêu chí", "II: 6", "–"),
    )


def test_levels_and_targets_are_told_in_words():
    new = checklist(
        (("rules", "levels", 0, "name"), "Mức một"),
        (("criteria", 1, "indicators", 0, "targets", 0, "value"), 55),
        (("examples", 2, "answers", "B1"), 54.99),
    )
    difference = compare(checklist(), new)
    assert told(difference.rules) == [("Các mức độ", "Mức độ 1 · Mức độ 2", "Mức một · Mức độ 2")]
    assert told(difference.changed[0].changes) == [
        ("Mức phải đạt", "mức 1: 60 · mức 2: 80,5", "mức 1: 55 · mức 2: 80,5")
    ]


def successor(**renaming):
    """A later version of the small set in which A1 is called A9."""
    answers = {"A9": 7.5, "A2": True, "A3": "part", "B1": 3, "B2": 95.5, "B3": "tốt"}
    return small_set(
        (("version",), "2"),
        (("supersedes",), "1"),
        (("changes",), {"renamed": renaming}),
        ((*A, 0, "code"), "A9"),
        (("examples", 0, "answers"), answers),
        (("examples", 1, "not_applicable"), ["A9"]),
    )


def test_a_renamed_indicator_is_neither_added_nor_removed():
    difference = compare(small_set(), successor(A1="A9"))
    assert (difference.added, difference.removed) == ((), ())
    assert [(each.old.code, each.new.code, each.changes) for each in difference.renamed] == [("A1", "A9", ())]


def test_without_word_of_renaming_it_is_another_indicator():
    difference = compare(small_set(), successor())
    assert [each.code for each in difference.added] == ["A9"]
    assert [each.code for each in difference.removed] == ["A1"]
    assert difference.renamed == ()


def test_renaming_holds_only_for_the_version_that_is_superseded():
    older = small_set((("version",), "0"))
    assert [each.code for each in compare(older, successor(A1="A9")).removed] == ["A1"]


def test_a_sheet_keeps_what_the_new_set_has_a_place_for():
    answers = {"A1": 750, "A2": 100, "B1": NA, "GONE": 300}
    assert carried(small_set(), successor(A1="A9"), answers) == {"A9": 750, "A2": 100, "B1": NA}
    assert carried(small_set(), successor(), answers) == {"A2": 100, "B1": NA}


def test_a_sheet_loses_what_the_new_set_no_longer_allows():
    new = small_set((("version",), "2"), ((*A, 0, "step"), 2.5), ((*A, 0, "floor_points"), 2.5))
    assert carried(small_set(), new, {"A1": 700, "A2": 100}) == {"A2": 100}


def test_the_two_family_sets_that_come_with_the_program():
    texts = [
        (FOLDER / name).read_text("utf-8") for name in ("gia_dinh_hoc_tap.json", "gia_dinh_hoc_tap_2026.1.json")
    ]
    old, new = (parse_criteria_set(text)[0] for text in texts)
    difference = compare(old, new)
    assert [each.code for each in difference.removed] == ["C2_3"]
    assert [each.code for each in difference.added] == ["C2_4"]
    assert (difference.changed, difference.rules) == ((), ())
