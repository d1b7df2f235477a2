"""Makes the commune file of the schema version that this program writes: run once when a version is released.

    python -m tests.db_versions.make_version

writes tests/db_versions/khuyenhoc-v<N>.db. A file that is there is never written again: it is what people have.
The commune and its people are invented. What a later program must still read in it stands in EXPECTED.
"""

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.services import backup, communes, entry, groups, history, households, recognition, summary
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.store.schema import SCHEMA_VERSION
from tests.store.titles import add_titles, lock

HERE = Path(__file__).parent
YEARS = (2025, 2026)
NAMES = ("Đặng Văn Ân", "Nguyễn Thị Thuý", "Trần Đình Độ", "Lê Hoà", "Phạm Ngọc Ánh", "Vũ Quý Đôn")
_FIRST = {"households": 6, "scores": 142, "years": YEARS, "groups": 3, "recognised": 2, "entries": 20}
# What a later program must still read, by the version that wrote it.
EXPECTED = {
    "khuyenhoc-v1": _FIRST | {"persons": 0, "rulings": 2},
    "khuyenhoc-v2": _FIRST | {"scores": 223, "entries": 22, "persons": 4, "rulings": 5},
}


def main() -> int:
    """Write the file of the current version unless it is there."""
    target = HERE / f"khuyenhoc-v{SCHEMA_VERSION}.db"
    if target.exists():
        print(f"{target.name} is there and stays as it is", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(_made(Path(folder)), target)
    print(target)
    return 0


def _made(folder: Path) -> Path:
    """A copy of a file with something of every table in it."""
    file = communes.create_commune(folder, "99999", "An Học", "Tỉnh mẫu", YEARS[0], who="Cán bộ mẫu")
    thon = [groups.add_group(file, name, "thôn", YEARS[0]) for name in ("Thôn Hạ", "Thôn Trung", "Thôn Ngõ Mới")]
    people = [
        households.add(file, YEARS[0], thon[place % 2], _fields(place, name)) for place, name in enumerate(NAMES)
    ]
    _score(file, YEARS[0], people)
    communes.add_year(file, YEARS[1])
    groups.merge_groups(file, thon[2], thon[1], YEARS[1])
    households.set_away(file, [people[5]], YEARS[1])
    history.undo(file)
    _score(file, YEARS[1], people)
    recognition.set_registered(file, YEARS[1], people[:4], True, date(2026, 3, 2))
    recognition.set_proposed(file, YEARS[1], people[:2], True)
    recognition.recognise_by_decision(file, YEARS[1], "12/QĐ-UBND", date(2026, 11, 20), "Ông Mẫu", people[:2])
    summary.set_target(file, YEARS[1], Target(8500, "registered"))
    add_titles(file, YEARS[1])
    lock(file, YEARS[0])
    made = backup.make_backup(file)
    file.close()
    return made


def _fields(place: int, name: str) -> HouseholdFields:
    return HouseholdFields(head_name=name, code=f"H{place + 1:03}", born=str(1950 + place), member_count=place + 1)


def _score(file: communes.CommuneFile, year: int, people: list[int]) -> None:
    """Every household gets each indicator of points, with something not entered and a 0 among them."""
    cells = {}
    for place, household in enumerate(people):
        criteria = entry.criteria_for(file, "learning_family", year)
        for number, indicator in enumerate(criteria.indicators):
            if indicator.kind == "points" and (place, number) != (0, 0):
                cells[household, indicator.code] = 0 if place == 5 and number == 1 else indicator.max_points
    entry.save_cells(file, year, cells, f"Chấm điểm năm {year}")


if __name__ == "__main__":
    sys.exit(main())
