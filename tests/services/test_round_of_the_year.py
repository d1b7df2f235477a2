"""The whole round of a year in a commune of 12 households, each result of which is written down here by hand.

The round is the full one: only who registered, reached 80 points and was verified may be proposed.

    no  thôn    points  what becomes of it                                             in the end
     1  Hạ         90   all the way                                                    recognised
     2  Hạ         85   all the way; a correcting decision revokes it                  not recognised
     3  Hạ         82   the thôn gives 4 points less: 78                               not reached
     4  Hạ         80   the commune returns it; the thôn gives 1 more: 81; proposed    recognised
     5  Hạ         79   one point short                                                not reached
     6  Hạ         93   registers, withdraws                                           not registered
     7  Hạ         95   never registers                                                not registered
     8  Thượng     88   proposed, forgotten by the decision, added by the correction   recognised
     9  Thượng      –   one indicator is left open                                     incomplete
    10  Thượng     84   the commune has not verified it                                not verified
    11  Thượng    100   all the way                                                    recognised
    12  Thượng     91   all the way; moves away the year after                         recognised
"""

from datetime import date

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_COMMUNITY, LEARNING_FAMILY, REVIEWED, SELF_SCORED, VERIFIED
from khuyenhoc_desktop.services import (
    check,
    entry,
    groups,
    history,
    households,
    recognition,
    summary,
    workflow,
    workflow_preview,
    year_frame,
    year_lock,
    year_roll,
    year_view,
)
from khuyenhoc_desktop.services.households import HouseholdFields

YEAR = 2026
POINTS = {1: 90, 2: 85, 3: 82, 4: 80, 5: 79, 6: 93, 7: 95, 8: 88, 9: 70, 10: 84, 11: 100, 12: 91}
LOW, HIGH = range(1, 8), range(8, 13)
REGISTERED = (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12)
OPEN_INDICATOR = "C4_3"
NAMES = [f"Trần Văn {name}" for name in "An Bình Chi Dũng Giang Hà Khánh Lan Minh Nam Oanh Phúc".split()]


class Commune:
    """The file, its two thôn, and the households by their number in the table above."""

    def __init__(self, file):
        self.file = file
        self.low, self.high = groups.add_groups(file, [("Thôn Hạ", "thôn"), ("Thôn Thượng", "thôn")], YEAR)
        place = {no: self.low if no in LOW else self.high for no in POINTS}
        self.id = {
            no: households.add(file, YEAR, place[no], HouseholdFields(head_name=f"Trần Văn {NAMES[no - 1]}"))
            for no in POINTS
        }
        self.no = {ident: no for no, ident in self.id.items()}

    def ids(self, *numbers):
        return [self.id[no] for no in numbers]

    def told(self, preview):
        """Numbers taken, and by reason the numbers left out."""
        left = {one.reason: {self.no[i] for i in one.ids} for one in preview.left_out}
        return {self.no[i] for i in preview.taken}, left

    def standing(self, column, year=YEAR):
        rows = self.file.query(f"SELECT subject_id, {column} FROM standing WHERE year = ?", (year,))
        return {self.no[i]: value for i, value in rows if i in self.no}

    def those(self, column, year=YEAR):
        return {no for no, value in self.standing(column, year).items() if value}


def sheet(criteria_set, points):
    """Answers that come to these points: full marks from the first indicator on, until they are used up."""
    left, answers = points * 100, {}
    for one in criteria_set.indicators:
        answers[one.code] = min(left, one.max_points)
        left -= answers[one.code]
    return answers


def score(commune):
    criteria_set = entry.criteria_for(commune.file, LEARNING_FAMILY, YEAR)
    for no, points in POINTS.items():
        answers = sheet(criteria_set, points)
        if no == 9:
            del answers[OPEN_INDICATOR]
        entry.save_sheet(commune.file, YEAR, commune.id[no], answers)


def rescore(commune, no, change, stage):
    """Whoever reviews gives other points for the first indicator, in hundredths."""
    now = entry.load_sheet(commune.file, YEAR, commune.id[no]).up_to(stage)
    code = "C1_1" if change < 0 else next(code for code, value in now.items() if value == 0)
    entry.save_sheet(commune.file, YEAR, commune.id[no], {**now, code: now[code] + change}, stage)


def declare(commune, stage, day, *numbers):
    return workflow.declare_stage(commune.file, YEAR, commune.ids(*numbers), stage, day, "Bà Hiền")


def refusal(call, *args, **more):
    with pytest.raises(UserError) as refused:
        call(*args, **more)
    assert refused.value.message
    assert refused.value.cure
    return refused.value.code


@pytest.fixture
def registered(commune):
    made = Commune(commune)
    workflow.set_mode(commune, "full")
    recognition.set_registered(commune, YEAR, made.ids(*REGISTERED), True, date(2026, 3, 1))
    score(made)
    recognition.withdraw(commune, YEAR, made.ids(6), date(2026, 5, 12), "gia đình xin rút")
    return made


@pytest.fixture
def verified(registered):
    """Self-scored, reviewed, verified; number 4 went back once, number 10 stopped at the thôn."""
    every = tuple(POINTS)
    declare(registered, SELF_SCORED, date(2026, 10, 1), *every)
    rescore(registered, 3, -400, REVIEWED)
    declare(registered, REVIEWED, date(2026, 11, 1), *every)
    workflow.return_to(registered.file, YEAR, registered.ids(4), REVIEWED, "xem lại chỉ số 4.3")
    rescore(registered, 4, 100, REVIEWED)
    declare(registered, REVIEWED, date(2026, 11, 5), 4)
    declare(registered, VERIFIED, date(2026, 11, 10), *(no for no in every if no != 10))
    return registered


@pytest.fixture
def decided(verified):
    """Proposed; decision 125 forgets number 8; decision 130 adds it and revokes number 2."""
    file, ids = verified.file, verified.ids
    recognition.set_proposed(file, YEAR, ids(1, 2, 4, 8, 11, 12), True, date(2026, 11, 12))
    first = recognition.recognise_by_decision(
        file, YEAR, "125/QĐ-UBND", date(2026, 12, 1), "Lê Ký", ids(1, 2, 4, 11, 12)
    )
    for no, value, note in ((2, False, "khai sai số liệu"), (8, True, "bỏ sót")):
        recognition.correct_by_decision(
            file,
            YEAR,
            LEARNING_FAMILY,
            "130/QĐ-UBND",
            date(2026, 12, 20),
            "Lê Ký",
            ids(no),
            value,
            corrects=first,
            note=note,
        )
    return verified


def test_registration_and_withdrawal(registered):
    assert registered.those("registered") == {1, 2, 3, 4, 5, 8, 9, 10, 11, 12}
    (event,) = workflow.events(registered.file, registered.id[6])
    assert (event.kind, event.happened_on, event.note) == ("withdrawn", "2026-05-12", "gia đình xin rút")
    (row,) = recognition.rows(registered.file, YEAR, registered.ids(6))
    assert (row.registered_on, row.withdrawn.happened_on) == (None, "2026-05-12")
    assert refusal(recognition.withdraw, registered.file, YEAR, registered.ids(6, 7)) == "nobody_taken"


def test_each_stage_takes_whom_its_preview_names(registered):
    taken, left = registered.told(declare(registered, SELF_SCORED, None, *POINTS))
    assert taken == {1, 2, 3, 4, 5, 8, 10, 11, 12}
    assert left == {"not_registered": {6, 7}, "incomplete": {9}}
    _, left = registered.told(declare(registered, REVIEWED, None, 1, 2))
    assert left == {}
    taken, left = registered.told(declare(registered, VERIFIED, None, 1, 2, 3))
    assert (taken, left) == ({1, 2}, {"too_early": {3}})
    assert refusal(declare, registered, SELF_SCORED, None, 1) == "nobody_taken"


def test_the_points_after_all_stages(verified):
    assert {no: total // 100 for no, total in verified.standing("total").items()} == POINTS | {3: 78, 4: 81}
    assert verified.those("outcome = 'reached'") == {1, 2, 4, 6, 7, 8, 10, 11, 12}
    assert verified.standing("stage") == {
        1: 3, 2: 3, 3: 3, 4: 3, 5: 3, 6: 0, 7: 0, 8: 3, 9: 0, 10: 2, 11: 3, 12: 3
    }  # fmt: skip


def test_differences_between_stages_are_listed(verified):
    found = {verified.no[one.subject_id]: one for one in workflow.differences(verified.file, YEAR)}
    assert set(found) == {3, 4}
    assert (found[3].self_scored, found[3].reviewed, found[3].verified) == ("10", "6", "")
    assert (found[4].self_scored, found[4].reviewed) == ("0", "1")
    assert found[3].indicator.startswith("1.1 ")
    assert workflow.differences(verified.file, YEAR, group_id=verified.high) == []


def test_a_returned_sheet_goes_back_with_its_note_and_is_free_when_done_again(registered):
    file, four = registered.file, registered.ids(4)
    declare(registered, SELF_SCORED, None, 4)
    declare(registered, REVIEWED, None, 4)
    assert refusal(workflow.return_to, file, YEAR, four, REVIEWED, "  ") == "note_missing"
    assert refusal(workflow.return_to, file, YEAR, four, VERIFIED, "chưa rõ") == "nobody_taken"
    workflow.return_to(file, YEAR, four, REVIEWED, "xem lại chỉ số 4.3", on=date(2026, 11, 3), person="Ông Tú")
    assert registered.those("returned") == {4}
    assert registered.standing("stage")[4] == SELF_SCORED
    (row,) = recognition.rows(file, YEAR, four)
    assert (row.sent_back.note, row.sent_back.person) == ("xem lại chỉ số 4.3", "Ông Tú")
    assert registered.told(workflow_preview.for_proposal(file, YEAR, four, LEARNING_FAMILY)) == (
        set(),
        {"returned": {4}},
    )
    declare(registered, REVIEWED, date(2026, 11, 5), 4)
    assert registered.those("returned") == set()
    kinds = [event.kind for event in workflow.events(file, registered.id[4])]
    assert kinds == ["reviewed", "returned", "reviewed", "self_scored"]


def test_returning_what_was_proposed_takes_it_off_the_list(verified):
    recognition.set_proposed(verified.file, YEAR, verified.ids(1, 2), True)
    preview = workflow_preview.for_return(verified.file, YEAR, verified.ids(1, 3), VERIFIED, LEARNING_FAMILY)
    assert preview.unproposed == 1
    workflow.return_to(verified.file, YEAR, verified.ids(1, 3), VERIFIED, "thiếu chữ ký")
    assert verified.those("proposed") == {2}


def test_only_verified_reached_and_registered_ones_may_be_proposed(verified):
    found = recognition.candidates(verified.file, YEAR)
    assert {verified.no[i] for i in found.ready} == {1, 2, 4, 8, 11, 12}
    assert {verified.no[i] for i in found.not_verified} == {10}
    assert {verified.no[i] for i in found.not_registered} == {6, 7}
    for no in (3, 5, 7, 9, 10):
        assert (
            refusal(recognition.set_proposed, verified.file, YEAR, verified.ids(1, no), True) == "not_proposable"
        )
    workflow.set_mode(verified.file, "simple")
    assert {verified.no[i] for i in recognition.candidates(verified.file, YEAR).ready} == {1, 2, 4, 8, 10, 11, 12}


def test_the_results_and_figures_in_the_end(decided):
    assert decided.those("coalesce(recognised, 0)") == {1, 4, 8, 11, 12}
    assert decided.those("recognised = 0") == {2}
    figures = summary.family_figures(decided.file, YEAR)
    told = {one.group: (one.total, one.registered, one.recognised) for one in figures.by_group}
    assert told == {"Thôn Hạ": (7, 5, 2), "Thôn Thượng": (5, 5, 3)}
    shares = decided.file.query(
        "SELECT subject_id, part, base FROM measure WHERE year = ? AND indicator = 'C1_1'"
        " AND subject_id IN (?, ?) ORDER BY base DESC",
        (YEAR, decided.low, decided.high),
    )
    assert shares == [(decided.low, 2, 7), (decided.high, 3, 5)]
    counts = {d.number: (d.kind, d.recognised, d.named) for d in recognition.decisions(decided.file, YEAR)}
    assert counts == {"125/QĐ-UBND": ("recognise", 4, 5), "130/QĐ-UBND": ("correct", 1, 2)}


def test_the_view_of_the_year_tells_stages_and_what_is_overdue(verified):
    file = verified.file
    year_frame.set_deadlines(
        file,
        YEAR,
        {
            "registration": date(2026, 3, 31),
            "self_score": date(2026, 10, 31),
            "verification": date(2026, 11, 14),
            "proposal": date(2026, 11, 15),
            "handover": date(2026, 11, 1),
        },
    )
    view = year_view.year_view(file, YEAR, date(2026, 11, 15))
    families = {row.group: row for row in view.of_title(LEARNING_FAMILY)}
    low, high = families["Thôn Hạ"], families["Thôn Thượng"]
    assert (low.counts.total, low.counts.registered, low.counts.verified) == (7, 5, 5)
    assert (high.counts.self_scored, high.counts.reviewed, high.counts.verified) == (4, 4, 3)
    assert (low.overdue, high.overdue) == ((), ("self_score", "verification"))
    families = [one for one in view.overdue if one.title in (LEARNING_FAMILY, None)]
    told = {one.step: (one.waiting, one.groups) for one in families}
    assert told == {"self_score": (1, 1), "verification": (2, 1), "handover": (1, 0)}
    assert view.total(LEARNING_FAMILY).registered == 10
    workflow.set_mode(file, "simple")
    steps = {one.step for one in year_view.year_view(file, YEAR, date(2026, 11, 16)).overdue}
    assert "verification" not in steps
    assert "proposal" in steps
    assert year_view.year_view(file, YEAR, date(2026, 3, 31)).overdue == ()


def test_deadlines_are_checked_changed_and_dropped(registered):
    file = registered.file
    assert refusal(year_frame.set_deadlines, file, YEAR, {"review": date(2062, 11, 1)}) == "bad_deadline"
    year_frame.set_deadlines(file, YEAR, {"review": date(2026, 11, 1), "decision": date(2027, 1, 5)})
    year_frame.set_deadlines(file, YEAR, {"review": None})
    assert year_frame.frame(file, YEAR).deadlines == {"decision": date(2027, 1, 5)}
    before = history.entries(file, 1)
    year_frame.set_deadlines(file, YEAR, {"decision": date(2027, 1, 5)})
    assert history.entries(file, 1) == before


def test_locking_says_what_is_unfinished(verified):
    words = [one.words for one in year_lock.lock_preview(verified.file, YEAR)]
    assert words == [
        "Gia đình học tập: 1 hộ đã đăng ký nhưng chưa chấm đủ.",
        "Gia đình học tập: 6 hộ đạt nhưng chưa đề nghị.",
        "Chưa tạo gói nộp của năm trên máy này.",
    ]


def test_a_locked_year_stays_as_it_is_until_it_is_unlocked_with_a_reason(decided):
    file = decided.file
    year_lock.lock_year(file, YEAR, "đã nộp cấp trên")
    frame = year_frame.frame(file, YEAR)
    assert frame.is_locked
    assert frame.lock_reason == "đã nộp cấp trên"
    assert refusal(year_lock.lock_year, file, YEAR) == "already_locked"
    measured = file.query("SELECT * FROM measure WHERE year = ? ORDER BY 1, 3", (YEAR,))
    assert file.query("SELECT * FROM frozen_measure ORDER BY 1, 3") == measured != []
    for change in (
        lambda: recognition.set_registered(file, YEAR, decided.ids(7), True),
        lambda: workflow.return_to(file, YEAR, decided.ids(3), REVIEWED, "xem lại"),
        lambda: entry.save_sheet(file, YEAR, decided.id[5], {}),
        lambda: households.set_away(file, decided.ids(1), YEAR),
        lambda: year_frame.set_base_age(file, YEAR, 15),
    ):
        assert refusal(change) == "year_locked"
    assert decided.those("coalesce(recognised, 0)") == {1, 4, 8, 11, 12}
    assert refusal(year_lock.unlock_year, file, YEAR, " ") == "reason_missing"
    year_lock.unlock_year(file, YEAR, "bổ sung hộ 7")
    assert refusal(year_lock.unlock_year, file, YEAR, "nữa") == "not_locked"
    recognition.set_registered(file, YEAR, decided.ids(7), True)
    assert decided.standing("registered")[7] == 1
    assert file.value("SELECT count(*) FROM frozen_measure") == 0
    assert check.check(file) == []


def test_locking_and_unlocking_are_undone(decided):
    file = decided.file
    year_lock.lock_year(file, YEAR)
    history.undo(file)
    assert not year_frame.frame(file, YEAR).is_locked
    history.redo(file)
    year_lock.unlock_year(file, YEAR, "kiểm tra lại")
    history.undo(file)
    assert year_frame.frame(file, YEAR).is_locked
    assert file.value("SELECT count(*) FROM frozen_measure") > 0


def test_the_roll_over_carries_who_is_still_there(decided):
    file = decided.file
    year_frame.set_deadlines(file, YEAR, {"review": date(2026, 11, 1), "decision": date(2027, 1, 5)})
    year_frame.set_base_age(file, YEAR, 16)
    summary.set_target(file, YEAR, summary.Target(7000))
    households.set_away(file, decided.ids(12), YEAR + 1)
    year_lock.lock_year(file, YEAR)
    preview = year_roll.roll_preview(file, YEAR)
    families = next(one for one in preview.titles if one.title == LEARNING_FAMILY)
    assert (families.registered, {decided.no[i] for i in families.carried}, families.left) == (
        10,
        {1, 2, 3, 4, 5, 8, 9, 10, 11},
        1,
    )
    assert (preview.year, preview.is_open, preview.targets, preview.base_age) == (2027, False, 1, 16)
    assert year_roll.roll_over(file, YEAR, {LEARNING_FAMILY}) == preview
    assert decided.those("registered", 2027) == {1, 2, 3, 4, 5, 8, 9, 10, 11}
    frame = year_frame.frame(file, 2027)
    assert (frame.rolled_from, frame.base_age) == (YEAR, 16)
    assert frame.deadlines == {"review": date(2027, 11, 1), "decision": date(2028, 1, 5)}
    assert summary.target(file, 2027) == summary.Target(7000)
    last = entry.load_sheet(file, 2027, decided.id[1]).last_year_answers
    assert sum(last.values()) == 9000
    choices = "SELECT title, set_id, version FROM criteria_choice WHERE year = ? ORDER BY title"
    assert file.query(choices, (2027,)) == file.query(choices, (YEAR,))
    groups_of = "SELECT person_group, set_id FROM group_choice WHERE year = ? ORDER BY 1"
    assert file.query(groups_of, (2027,)) == file.query(groups_of, (YEAR,)) != []
    assert check.check(file) == []


def test_the_roll_over_happens_once_and_can_be_undone(decided):
    file = decided.file
    year_roll.roll_over(file, YEAR, {LEARNING_FAMILY})
    assert refusal(year_roll.roll_over, file, YEAR, {LEARNING_FAMILY}) == "already_rolled"
    history.undo(file)
    assert decided.standing("registered", 2027) == {}
    assert year_frame.frame(file, YEAR).rolled_into is None
    year_roll.roll_over(file, YEAR)
    assert decided.those("registered", 2027) == set()


def test_a_year_opened_before_gets_only_what_it_lacks(decided):
    from khuyenhoc_desktop.services import communes

    file = decided.file
    communes.add_year(file, 2027)
    recognition.set_registered(file, 2027, decided.ids(1), True, date(2027, 1, 3))
    recognition.withdraw(file, 2027, decided.ids(1))
    preview = year_roll.roll_over(file, YEAR, {LEARNING_FAMILY, LEARNING_COMMUNITY})
    assert preview.is_open
    assert decided.those("registered", 2027) == {2, 3, 4, 5, 8, 9, 10, 11, 12}
