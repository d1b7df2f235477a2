"""The target of families stands in two tables of a bundle; a forger who changes one of them is found."""

import pytest

from khuyenhoc_desktop.services.handover.verify import verify_bundle


@pytest.mark.parametrize(("path", "old", "new"), [("commune.csv", 60, 70), ("targets.csv", 70, 60)])
def test_the_target_of_families_is_the_same_in_both_tables(bundle, written, path, old, new):
    text = bundle.text(path)
    assert ",70,total" in text
    forged = bundle.with_member(path, text.replace(",70,total", ",60,total").encode()).rehashed()
    problems = verify_bundle(written(forged.packed()))
    told = [problem.message for problem in problems if problem.sheet == "targets.csv"]
    figures = f"trong gói là {new}% trên tổng số, tính lại được {old}% trên tổng số"
    assert told == [f"Chỉ tiêu Gia đình học tập: {figures}."]
