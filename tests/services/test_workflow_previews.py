"""Whatever was done before, a bulk step does just what its preview says: no more, no less, nobody twice."""

import contextlib
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services import communes, entry, groups, households, recognition, workflow
from khuyenhoc_desktop.services import workflow_preview as preview
from khuyenhoc_desktop.services.households import HouseholdFields

YEAR = 2026
PEOPLE = 5
DAY = date(2026, 11, 1)


class Desk:
    """Five households, and what may be done with some of them."""

    def __init__(self, folder):
        self.file = communes.create_commune(Path(folder), "99999", "Mẫu", "Tỉnh Mẫu", YEAR)
        group = groups.add_group(self.file, "Thôn Hạ", "thôn", YEAR)
        self.ids = [
            households.add(self.file, YEAR, group, HouseholdFields(head_name=f"Lê Văn {name}")) for name in "ABCDE"
        ]
        self.full = {
            one.code: one.max_points for one in entry.criteria_for(self.file, LEARNING_FAMILY, YEAR).indicators
        }
        self.decision = recognition.recognise_by_decision(self.file, YEAR, "1/QĐ", DAY, "Ký", [])

    def marks(self):
        return {mark.id: mark for mark in recognition.marks(self.file, YEAR, self.ids)}

    def act(self, kind, ids, number):
        file, stage = self.file, 1 + number % 3
        acts = {
            "mode": lambda: workflow.set_mode(file, ("simple", "full")[number % 2]),
            "score": lambda: self.score(ids, number),
            "register": lambda: recognition.set_registered(file, YEAR, ids, number % 3 > 0),
            "withdraw": lambda: recognition.withdraw(file, YEAR, ids),
            "stage": lambda: workflow.declare_stage(file, YEAR, ids, stage, DAY, "Bà Hiền"),
            "return": lambda: workflow.return_to(file, YEAR, ids, stage, "xem lại"),
            "propose": lambda: recognition.set_proposed(file, YEAR, ids, True),
            "refuse": lambda: recognition.set_recognised(file, YEAR, ids, (None, False)[number % 2]),
            "recognise": lambda: recognition.recognise_by_decision(file, YEAR, "1/QĐ", None, "", ids),
            "correct": lambda: self.correct(ids, bool(number % 2)),
            "away": lambda: households.set_away(file, ids[:1], YEAR),
        }
        with contextlib.suppress(UserError):  # what is refused leaves all as it was
            acts[kind]()

    KINDS = (
        "mode", "score", "register", "withdraw", "stage", "return", "propose", "refuse", "recognise", "correct",
        "away",
    )  # fmt: skip

    def score(self, ids, number):
        answers = dict(list(self.full.items())[: (0, 3, 12, 12)[number % 4]])
        for ident in ids:
            entry.save_sheet(self.file, YEAR, ident, answers if number % 3 else dict.fromkeys(answers, 0))

    def correct(self, ids, recognised):
        return recognition.correct_by_decision(
            self.file, YEAR, LEARNING_FAMILY, "2/QĐ", DAY, "Ký", ids, recognised, corrects=self.decision
        )


def steps(desk, ids, stage):
    """By name: the preview of a step, the step, and what a mark must be after it."""
    file = desk.file
    return {
        "stage": (
            preview.for_stage(file, YEAR, ids, stage, LEARNING_FAMILY),
            lambda: workflow.declare_stage(file, YEAR, ids, stage, DAY, ""),
            lambda mark: mark.stage == stage and not mark.returned,
        ),
        "return": (
            preview.for_return(file, YEAR, ids, stage, LEARNING_FAMILY),
            lambda: workflow.return_to(file, YEAR, ids, stage, "xem lại"),
            lambda mark: mark.stage == stage - 1 and mark.returned and not mark.proposed,
        ),
        "withdraw": (
            preview.for_withdrawal(file, YEAR, ids, LEARNING_FAMILY),
            lambda: recognition.withdraw(file, YEAR, ids),
            lambda mark: not mark.registered and not mark.proposed,
        ),
        "revoke": (
            preview.for_correction(file, YEAR, ids, False, LEARNING_FAMILY),
            lambda: recognition.correct_by_decision(
                file, YEAR, LEARNING_FAMILY, "9/QĐ", DAY, "Ký", ids, False, corrects=desk.decision
            ),
            lambda mark: mark.recognised is False and mark.ruled,
        ),
    }


ACTS = st.lists(
    st.tuples(
        st.sampled_from(Desk.KINDS),
        st.sets(st.integers(0, PEOPLE - 1), min_size=1),
        st.integers(0, 11),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(ACTS, st.sets(st.integers(0, PEOPLE - 1), min_size=1), st.sampled_from([1, 2, 3]), st.integers(0, 3))
def test_what_the_preview_says_is_what_happens(before, chosen, stage, which):
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(folder)
        try:
            for kind, who, number in before:
                desk.act(kind, [desk.ids[i] for i in who], number)
            told_and_done(desk, [desk.ids[i] for i in chosen], stage, which)
        finally:
            desk.file.close()


def told_and_done(desk, ids, stage, which):
    told, do, holds = list(steps(desk, ids, stage).values())[which]
    was = desk.marks()
    everybody = [*told.taken, *(i for left in told.left_out for i in left.ids)]
    assert sorted(everybody) == sorted(ids)
    if not told.taken:
        with pytest.raises(UserError) as refused:
            do()
        assert refused.value.code == "nobody_taken"
        assert desk.marks() == was
        return
    assert do() == told
    now = desk.marks()
    assert all(holds(now[i]) for i in told.taken)
    assert {i: mark for i, mark in now.items() if i not in told.taken} == {
        i: mark for i, mark in was.items() if i not in told.taken
    }
    assert told.unproposed == sum(was[i].proposed and not now[i].proposed for i in told.taken)


def test_the_whole_list_is_written_with_its_reasons(tmp_path):
    import openpyxl

    desk = Desk(tmp_path / "xa")
    recognition.set_registered(desk.file, YEAR, desk.ids[:2], True)
    desk.score(desk.ids[:1], 2)
    told = preview.for_stage(desk.file, YEAR, desk.ids, 1, LEARNING_FAMILY)
    preview.write_preview(desk.file, told, tmp_path / "ds.xlsx", "Tự chấm xong")
    desk.file.close()
    rows = list(openpyxl.load_workbook(tmp_path / "ds.xlsx").active.iter_rows(min_row=3, values_only=True))
    assert rows == [
        ("STT", "Tên", "Thôn, tổ", "Kết quả"),
        (1, "Lê Văn A", "Thôn Hạ", "Được ghi"),
        (2, "Lê Văn B", "Thôn Hạ", "phiếu chưa chấm đủ"),
        (3, "Lê Văn C", "Thôn Hạ", "chưa đăng ký"),
        (4, "Lê Văn D", "Thôn Hạ", "chưa đăng ký"),
        (5, "Lê Văn E", "Thôn Hạ", "chưa đăng ký"),
    ]
