"""What stands in two tables of a bundle: a forger who changes it in one of them is found."""

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


@pytest.mark.parametrize("place", [1, -1])
def test_a_household_without_a_row_of_results_is_told(bundle, written, place):
    lines = bundle.text("assessments.csv").splitlines(keepends=True)
    del lines[place]
    forged = bundle.with_member("assessments.csv", "".join(lines).encode()).rehashed()
    told = [
        problem.message for problem in verify_bundle(written(forged.packed())) if problem.code == "rows_missing"
    ]
    assert f"Có {len(lines)} hộ nhưng có {len(lines) - 1} dòng kết quả." in told
