"""A large commune for the bench: households and persons made up, with three years of scores and recognition."""

import itertools
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from khuyenhoc_desktop.domain.subjects import LEARNING_CITIZEN, LEARNING_FAMILY, PERSON_GROUPS, SEXES
from khuyenhoc_desktop.services import communes, criteria_sets, groups
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.store.action import Action

YEAR = 2026
YEARS = (2024, 2025, 2026)
PERSONS_PER_TWO_HOUSEHOLDS = 5
_GROUPS = (*PERSON_GROUPS, None)
_SEED = 20261121
_RULINGS = (
    "INSERT INTO ruling (subject_id, year, decision_id, recognised)"
    " SELECT subject_id, year, decision_id, 1 FROM assessment WHERE decision_id = ?"
)

_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý"
_MIDDLE = "Văn Thị Đức Hữu Minh Ngọc Quang Thanh Xuân Đình Công Bá Thế Kim Thu Hồng"
_GIVEN = (
    "An Anh Ánh Ân Bình Bích Cường Dung Dũng Đào Đạt Điệp Đức Giang Hà Hải Hạnh Hiền Hoa Hòa Huệ Hùng Hương"
    " Khánh Lan Linh Loan Long Mai Minh Nam Nga Ngọc Nhung Oanh Phúc Phượng Quý Sơn Tâm Thảo Thắng Thủy"
    " Tuấn Tùng Tuyết Uyên Vân Việt Xuân Yến"
)


def people(count: int, seed: int = _SEED) -> Iterator[tuple[str, str, int, int, str | None, str]]:
    """Head's name, year of birth, members, school-age children, address, personal number."""
    dice = random.Random(seed)
    family, middle, given = _FAMILY.split(), _MIDDLE.split(), _GIVEN.split()
    for number in range(count):
        members = dice.randint(1, 7)
        name = f"{dice.choice(family)} {dice.choice(middle)} {dice.choice(given)}"
        address = f"Số {dice.randint(1, 300)} đường liên thôn" if dice.random() < 0.5 else None
        born = str(dice.randint(1935, 2004))
        yield name, born, members, dice.randint(0, members // 2), address, f"024{number:09d}"


def make_large(folder: Path, households: int) -> CommuneFile:
    """A commune of `households` households in about a sixtieth as many groups, with three years of results."""
    file = communes.create_commune(folder, "99998", "Đo Thử", "Tỉnh mẫu", YEARS[0])
    for year in YEARS[1:]:
        communes.add_year(file, year)
    group_ids = groups.add_groups(
        file, [(f"Thôn {n + 1}", "thôn") for n in range(max(5, households // 1000))], YEARS[0]
    )
    ids = add_households(file, households, group_ids)
    persons = _add_persons(file, ids)
    for year in YEARS:
        _assess(file, year, ids)
        _assess_citizens(file, year, persons)
    return file


def add_households(file: CommuneFile, count: int, group_ids: list[int]) -> list[int]:
    """Households with the codes H00000, H00001 … in these groups; their ids."""
    dice = random.Random(_SEED + 1)
    with file.action("bench", "Thêm các hộ") as action:
        ids = action.new_ids(count)
        rows = [
            (i, f"H{n:05d}", name, born, members, children, address, number)
            for n, (i, (name, born, members, children, address, number)) in enumerate(
                zip(ids, people(count), strict=True)
            )
        ]
        action.executemany("INSERT INTO household VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)", rows)
        places = [(i, YEARS[0], dice.choice(group_ids)) for i in ids]
        action.executemany("INSERT INTO residence VALUES (?, ?, ?, 0)", places)
    return ids


def _assess(file: CommuneFile, year: int, ids: list[int]) -> None:
    dice = random.Random(year)
    chosen = criteria_sets.chosen(file, LEARNING_FAMILY, year)
    with file.action("bench", f"Chấm điểm năm {year}") as action:
        decision = _add_decision(action, LEARNING_FAMILY, year)
        action.executemany(
            "INSERT INTO assessment (subject_id, year, title, set_id, set_version, registered, proposed,"
            " recognised, decision_id) VALUES (?, ?, 'learning_family', ?, ?, 1, ?, ?, ?)",
            [_assessment(i, year, chosen.set_id, chosen.version, decision, dice) for i in ids],
        )
        maxima = [(indicator.code, indicator.max_points) for indicator in chosen.indicators]
        scores = ((i, year, 1, code, _points(most, dice)) for i in ids for code, most in maxima)
        action.executemany("INSERT INTO score VALUES (?, ?, ?, ?, ?)", scores)
        action.execute(_RULINGS, (decision,))


def _add_decision(action: Action, title: str, year: int) -> int:
    decision = action.new_id()
    action.execute(
        "INSERT INTO decision (id, year, title, number, decided_on, signer) VALUES (?, ?, ?, ?, ?, 'Chủ tịch')",
        (decision, year, title, f"{YEARS.index(year)}{len(title)}/QĐ-UBND", f"{year}-11-18"),
    )
    return decision


def _assessment(
    i: int, year: int, set_id: str, version: str, decision: int, dice: random.Random
) -> tuple[object, ...]:
    recognised = dice.random() < 0.7
    return (i, year, set_id, version, int(recognised), int(recognised), decision if recognised else None)


def _add_persons(file: CommuneFile, households: list[int]) -> list[int]:
    """Two or three persons in each household, a fifth of them children."""
    dice = random.Random(_SEED + 2)
    count = len(households) * PERSONS_PER_TWO_HOUSEHOLDS // 2
    with file.action("bench", "Thêm nhân khẩu") as action:
        ids = action.new_ids(count)
        rows = [
            (i, f"P{n:06d}", name, str(dice.randint(1935, 2024)), dice.choice(SEXES), dice.choice(_GROUPS), home)
            for n, (i, (name, *_), home) in enumerate(
                zip(ids, people(count, _SEED + 3), itertools.cycle(households), strict=False)
            )
        ]
        action.executemany(
            "INSERT INTO person (id, code, name, born, sex, person_group, household_id, valid_from)"
            f" VALUES (?, ?, ?, ?, ?, ?, ?, {YEARS[0]})",
            rows,
        )
    return ids


def _assess_citizens(file: CommuneFile, year: int, ids: list[int]) -> None:
    """A third of the citizens registers; most of them reach the title and are recognised."""
    dice = random.Random(year + 1)
    chosen = criteria_sets.chosen(file, LEARNING_CITIZEN, year)
    registered = [i for i in ids if dice.random() < 1 / 3]
    with file.action("bench", f"Chấm điểm công dân năm {year}") as action:
        decision = _add_decision(action, LEARNING_CITIZEN, year)
        action.executemany(
            "INSERT INTO assessment (subject_id, year, title, set_id, set_version, registered, proposed,"
            f" recognised, decision_id) VALUES (?, {year}, '{LEARNING_CITIZEN}', ?, ?, 1, ?, ?, ?)",
            [(i, chosen.set_id, chosen.version, *_recognised(dice, decision)) for i in registered],
        )
        maxima = [(indicator.code, indicator.max_points) for indicator in chosen.indicators]
        scores = ((i, year, 1, code, _points(most, dice)) for i in registered for code, most in maxima)
        action.executemany("INSERT INTO score VALUES (?, ?, ?, ?, ?)", scores)
        action.execute(_RULINGS, (decision,))


def _recognised(dice: random.Random, decision: int) -> tuple[int, int | None, int | None]:
    recognised = dice.random() < 0.7
    return int(recognised), int(recognised) or None, decision if recognised else None


def _points(most: int, dice: random.Random) -> int:
    """Mostly the maximum, as officers enter it; otherwise some whole point below."""
    return most if dice.random() < 0.7 else 100 * dice.randint(most // 200, most // 100)


if __name__ == "__main__":
    make_large(Path(sys.argv[1]), int(sys.argv[2])).close()
