"""The round of a year for all six titles, by the services and the commands, in a commune written down by hand.

Twelve households in two thôn, two clans, two units, twelve persons. Base age 18; the sets of a new commune.

    household  thôn     points  what becomes of it
     1 Hạ           90   recognised                     7 Hạ           –   never registers
     2 Hạ           85   recognised                     8 Thượng     100   recognised
     3 Hạ           79   one point short                9 Thượng      88   recognised
     4 Hạ           80   recognised                    10 Thượng      84   recognised
     5 Hạ           81   forgotten, then added         11 Thượng      82   recognised
     6 Hạ           95   does not register             12 Thượng      70   not reached

    person  household  born  what he is       points                          what becomes of it
    A1          1      1970  farmer           95                              recognised
    A2          2      1975  worker, company  85                              recognised
    A3          3      1980  teacher          92                              recognised
    A4          4      1985  teacher          80                              recognised
    A5          5      1960  farmer           79                              not reached: one point short
    A6          8      1990  teacher          88                              recognised
    A7          9      1991  teacher          94, indicator 10 has only 4     not reached: below the floor of 5
    A8         10      1950  worker, company  90                              recognised
    A9         11      1988  farmer          100                              recognised
    A10        12      1979  worker            –                              does not register
    C1          1      2010  pupil            90                              recognised; counts in the school only
    C2          8      2012  pupil            82                              recognised; counts in the school only

What rests on others; whatever is entered by hand has full marks:

    clan Họ Trần (households 1-4): families 3/4 = 75% -> 20, adults 4/4 -> 20, entered 50: 90, recognised
    clan Họ Lê (households 8, 12): families 1/2 = 50% -> 10, adults 1/2 = 50% -> 10, entered 50: 70, not reached
    school: staff 3/4 = 75% -> 20, pupils of any age 2/2 -> 20, entered 50: 90, recognised
    company: staff 2/2 -> 30, no learners: not applicable, entered 50: 80 of 80, recognised
    Thôn Hạ: families 3/7 = 42,86% -> 0; once household 5 is added 4/7 = 57,14% -> 10; adults 4/5 = 80% -> 20;
        clans 1/1 -> 10; entered 40: 70, then 80, recognised
    Thôn Thượng: families 4/5 = 80% -> 30, adults 3/5 = 60% -> 20, clans 0/1 -> 0, entered 40: 90, recognised
    the commune: adults 7/10 = 70%, families 8/12 = 66,67%, clans 1/2, thôn 2/2, units 2/2, all entered: level 1
"""

import json
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from khuyenhoc_desktop import cli
from khuyenhoc_desktop.domain.criteria import TITLES, Kind
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import COMMUNE_SUBJECT
from khuyenhoc_desktop.services import (
    communes,
    entry,
    recognition,
    workflow,
    workflow_preview,
    year_lock,
    year_roll,
)

YEAR = 2026
LOW, HIGH = "Thôn Hạ", "Thôn Thượng"
GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nam", "Oanh", "Phúc")
MAXIMA = (10, 10, 10, 10, 10, 10, 7, 7, 6, 7, 7, 6)  # of the family set's twelve indicators
NUMBERS = [f"{part}.{place}" for part in (1, 2, 3, 4) for place in (1, 2, 3)]
FAMILY = {1: 90, 2: 85, 3: 79, 4: 80, 5: 81, 6: 95, 8: 100, 9: 88, 10: 84, 11: 82, 12: 70}
PERSONS = {  # household, name, born, group, unit, role, marks of the ten indicators
    "A1": (1, "Trần Văn An", 1970, "Nông dân", "", "", [10] * 9 + [5]),
    "A2": (2, "Trần Văn Bình", 1975, "Công nhân", "Công ty Hạ", "làm việc", [10] * 7 + [5] * 3),
    "A3": (3, "Trần Văn Chi", 1980, "Cán bộ", "Trường Hạ", "làm việc", [10] * 8 + [6] * 2),
    "A4": (4, "Trần Văn Dũng", 1985, "Cán bộ", "Trường Hạ", "làm việc", [8] * 10),
    "A5": (5, "Trần Văn Giang", 1960, "Nông dân", "", "", [8] * 9 + [7]),
    "A6": (8, "Trần Văn Lan", 1990, "Cán bộ", "Trường Hạ", "làm việc", [9] * 8 + [8] * 2),
    "A7": (9, "Trần Văn Minh", 1991, "Cán bộ", "Trường Hạ", "làm việc", [10] * 9 + [4]),
    "A8": (10, "Trần Văn Nam", 1950, "Công nhân", "Công ty Hạ", "làm việc", [9] * 10),
    "A9": (11, "Trần Văn Oanh", 1988, "Nông dân", "", "", [10] * 10),
    "A10": (12, "Trần Văn Phúc", 1979, "Công nhân", "", "", None),
    "C1": (1, "Trần Thị Yến", 2010, "Học sinh", "Trường Hạ", "học", [9] * 10),
    "C2": (8, "Trần Thị Xuân", 2012, "Học sinh", "Trường Hạ", "học", [9] * 2 + [8] * 8),
}
PAPERS = {
    "registration_list": "Trần Văn An",
    "score_sheet_blank": "Gia đình học tập",
    "score_sheet": "Trần Văn An",
    "minutes": "Trần Văn An",
    "proposal_list": "Trần Văn An",
    "decision": "Trần Văn Giang",
    "certificates": "Trần Văn Giang",
    "summary_tables": "66,67%",
    "report": "66,67%",
}
# By title: total, registered, recognised, % of all, % of the registered.
FIGURES = {
    "learning_family": (12, 10, 8, 66.67, 80.0),
    "learning_citizen": (10, 9, 7, 70.0, 77.78),
    "learning_clan": (2, 2, 1, 50.0, 50.0),
    "learning_community": (2, 2, 2, 100.0, 100.0),
    "learning_unit": (2, 2, 2, 100.0, 100.0),
    "commune_learning_community": (1, 1, 1, 100.0, 100.0),
}


@pytest.fixture
def run(tmp_path, capsys):
    """Runs a command over the commune's folder; it must do what it is told."""

    def run(*arguments):
        code = cli.main(["--data", str(tmp_path / "xa"), *map(str, arguments)])
        told = capsys.readouterr()
        answer = json.loads(told.out)
        assert code == 0, answer
        return answer

    return run


def write(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def thon(number):
    return LOW if number <= 7 else HIGH


def descending(points):
    """Twelve marks that come to these points: full ones as long as they last."""
    marks = []
    for most in MAXIMA:
        marks.append(min(most, points))
        points -= marks[-1]
    return marks


def take_in(run, folder):
    """Everything that comes from Excel, by the commands."""
    homes = [[f"H{no:02}", f"Trần Văn {given}", thon(no)] for no, given in enumerate(GIVEN, start=1)]
    run("import-households", write(folder / "ho.xlsx", [["Mã hộ", "Chủ hộ", "Thôn"], *homes]))
    units = [["Tên đơn vị", "Loại", "Thôn"], ["Trường Hạ", "Trường học", LOW], ["Công ty Hạ", "Doanh nghiệp", LOW]]
    run("import-units", write(folder / "don-vi.xlsx", units))
    clans = [["Tên dòng họ", "Thôn"], ["Họ Trần", LOW], ["Họ Lê", HIGH]]
    run("import-clans", write(folder / "dong-ho.xlsx", clans))
    members = [
        ["Họ Trần" if no < 5 else "Họ Lê", f"H{no:02}", f"Trần Văn {GIVEN[no - 1]}"] for no in (1, 2, 3, 4, 8, 12)
    ]
    run("import-clans", write(folder / "ho-cua-ho.xlsx", [["Dòng họ", "Mã hộ", "Chủ hộ"], *members]))
    people = [
        [code, name, born, group, unit, role, f"H{home:02}", f"Trần Văn {GIVEN[home - 1]}", thon(home)]
        for code, (home, name, born, group, unit, role, _) in PERSONS.items()
    ]
    headings = [
        "Mã công dân",
        "Họ và tên",
        "Năm sinh",
        "Nhóm đối tượng",
        "Đơn vị",
        "Vai trò",
        "Mã hộ",
        "Chủ hộ",
        "Thôn",
    ]
    answer = run("import-persons", write(folder / "cong-dan.xlsx", [headings, *people]))
    assert (answer["new"], answer["rejected"], answer["unlinked"]) == (12, 0, 0)
    sheets = [
        [f"H{no:02}", f"Trần Văn {GIVEN[no - 1]}", thon(no), *descending(points)] for no, points in FAMILY.items()
    ]
    scores = write(folder / "diem-ho.xlsx", [["Mã hộ", "Chủ hộ", "Thôn", *NUMBERS], *sheets])
    assert run("import-scores", scores, "--title", "learning_family")["new"] == 11
    marked = [[code, name, *marks] for code, (_, name, *_, marks) in PERSONS.items() if marks]
    numbers = [str(place) for place in range(1, 11)]
    scores = write(folder / "diem-nguoi.xlsx", [["Mã công dân", "Họ và tên", *numbers], *marked])
    assert run("import-scores", scores, "--title", "learning_citizen")["new"] == 11


class Round:
    """The open file, and whom each title has, by the names used above."""

    def __init__(self, file):
        self.file = file
        names = {
            "learning_family": "SELECT code, id FROM household",
            "learning_citizen": "SELECT code, id FROM person",
            "learning_clan": "SELECT name, id FROM clan",
            "learning_unit": "SELECT name, id FROM unit",
            "learning_community": "SELECT name, id FROM residential_group",
        }
        self.ids = {title: dict(file.query(query)) for title, query in names.items()}
        self.ids["commune_learning_community"] = {"xã": COMMUNE_SUBJECT}

    def those(self, title, *left_out):
        return [ident for name, ident in self.ids[title].items() if name not in left_out]

    def begin(self, title, *not_registered):
        """Registered, and what is entered by hand filled with the best."""
        ids = self.those(title, *not_registered)
        recognition.set_registered(self.file, YEAR, ids, True, date(YEAR, 3, 1), title=title)
        if title not in ("learning_family", "learning_citizen"):
            for ident in ids:
                sheet = entry.load_sheet(self.file, YEAR, ident)
                best = {Kind.YES_NO: 100, Kind.PERCENT: 8_000}
                typed = [one for one in sheet.criteria_set.indicators if one.measure is None]
                answers = {one.code: best.get(one.kind, one.max_points) for one in typed}
                entry.save_sheet(self.file, YEAR, ident, {**sheet.up_to(1), **answers})

    def go_all_the_way(self, title, number, *left_out):
        """Self-scored, reviewed, verified, proposed and decided; whom the proposal takes, less `left_out`."""
        everybody = self.those(title)
        for stage in (1, 2, 3):
            workflow.declare_stage(self.file, YEAR, everybody, stage, date(YEAR, 10, stage), "Ban", title=title)
        ready = workflow_preview.for_proposal(self.file, YEAR, everybody, title).taken
        recognition.set_proposed(self.file, YEAR, ready, True, date(YEAR, 11, 1), title=title)
        named = [one for one in ready if one not in left_out]
        day = date(YEAR, 12, 1)
        return recognition.recognise_by_decision(self.file, YEAR, number, day, "Lê Ký", named, title=title)

    def told(self, title, column="total"):
        """What the standings say, by name."""
        rows = self.file.query(
            f"SELECT subject_id, {column} FROM standing WHERE year = ? AND title = ?", (YEAR, title)
        )
        found = dict(rows)
        return {name: found.get(ident) for name, ident in self.ids[title].items()}

    def recognised(self, title):
        return {name for name, value in self.told(title, "recognised").items() if value}


def work_the_year(file):
    """From registration to the last decision, in the order in which the titles rest on each other."""
    done = Round(file)
    workflow.set_mode(file, "full")
    done.begin("learning_citizen", "A10")
    done.begin("learning_family", "H06", "H07")
    done.go_all_the_way("learning_citizen", "1/QĐ")
    forgotten = done.ids["learning_family"]["H05"]
    first = done.go_all_the_way("learning_family", "2/QĐ", forgotten)
    for title, number in (("learning_clan", "3/QĐ"), ("learning_unit", "4/QĐ")):
        done.begin(title)
        done.go_all_the_way(title, number)
    done.begin("learning_community")
    assert done.told("learning_community") == {LOW: 7000, HIGH: 9000}
    day = date(YEAR, 12, 5)
    recognition.correct_by_decision(
        file, YEAR, "learning_family", "5/QĐ", day, "Lê Ký", [forgotten], True, corrects=first, note="bỏ sót"
    )
    assert done.told("learning_community") == {LOW: 8000, HIGH: 9000}
    done.go_all_the_way("learning_community", "6/QĐ")
    done.begin("commune_learning_community")
    done.go_all_the_way("commune_learning_community", "7/QĐ")
    return done


def check_results(done):
    """Points, titles, level, and the numbers that the shares come from."""
    clans, units = done.told("learning_clan"), done.told("learning_unit")
    assert clans == {"Họ Trần": 9000, "Họ Lê": 7000}
    assert units == {"Trường Hạ": 9000, "Công ty Hạ": 8000}
    assert done.told("commune_learning_community", "level") == {"xã": 1}
    assert {title: done.recognised(title) for title in TITLES} == {
        "learning_family": {"H01", "H02", "H04", "H05", "H08", "H09", "H10", "H11"},
        "learning_citizen": {"A1", "A2", "A3", "A4", "A6", "A8", "A9", "C1", "C2"},
        "learning_clan": {"Họ Trần"},
        "learning_unit": {"Trường Hạ", "Công ty Hạ"},
        "learning_community": {LOW, HIGH},
        "commune_learning_community": {"xã"},
    }
    outcomes = done.told("learning_citizen", "outcome")
    assert {name for name, outcome in outcomes.items() if outcome == "not_reached"} == {"A5", "A7"}
    measures = {
        (LOW, "C1_1"): (4, 7), (LOW, "C1_2"): (4, 5), (LOW, "C1_3"): (1, 1),
        (HIGH, "C1_1"): (4, 5), (HIGH, "C1_2"): (3, 5), (HIGH, "C1_3"): (0, 1),
        ("Họ Trần", "C1_1"): (3, 4), ("Họ Trần", "C1_2"): (4, 4),
        ("Họ Lê", "C1_1"): (1, 2), ("Họ Lê", "C1_2"): (1, 2),
        ("Trường Hạ", "C1_1"): (3, 4), ("Trường Hạ", "C1_2"): (2, 2),
        ("Công ty Hạ", "C1_1"): (2, 2), ("Công ty Hạ", "C1_2"): (0, 0),
        ("xã", "C5_1"): (7, 10), ("xã", "C5_2"): (8, 12), ("xã", "C5_3"): (1, 2),
        ("xã", "C5_4"): (2, 2), ("xã", "C5_5"): (2, 2),
    }  # fmt: skip
    names = {ident: name for by_name in done.ids.values() for name, ident in by_name.items()}
    rows = done.file.query("SELECT subject_id, indicator, part, base FROM measure WHERE year = ?", (YEAR,))
    assert {(names[ident], code): (part, base) for ident, code, part, base in rows} == measures


def hand_up(run, folder):
    """Figures on both bases, TH1 to TH6, papers, the bundle."""
    keys = ("total", "registered", "recognised", "percent_of_total", "percent_of_registered")
    answer = run("summary", "--year", YEAR)
    assert {one["title"]: tuple(one[key] for key in keys) for one in answer["titles"]} == FIGURES
    (families,) = (one for one in answer["titles"] if one["title"] == "learning_family")
    assert {one["group"]: tuple(one[key] for key in keys) for one in families["by_group"]} == {
        LOW: (7, 5, 4, 57.14, 80.0),
        HIGH: (5, 5, 4, 80.0, 80.0),
    }
    for kind, words in PAPERS.items():
        made = run("documents", "--kind", kind, "--year", YEAR, "--decision", "5/QĐ", "--out", folder / kind)
        assert words in words_of(made["files"]), kind
    bundle = Path(run("export", "--year", YEAR, "--out", folder / "nop")["bundle"])
    assert run("verify", bundle)["problems"] == []
    with zipfile.ZipFile(bundle) as packed:
        (folder / "tong-hop.xlsx").write_bytes(packed.read("tong-hop.xlsx"))
        rulings = packed.read("rulings.csv").decode("utf-8").splitlines()
    assert len(rulings) == 1 + 9 + 7 + 1 + 2 + 1 + 2 + 1  # the heading; decisions 1/QĐ to 7/QĐ


def words_of(files):
    """All words of Word files, one space between them."""
    texts = [" ".join(re.findall(r">([^<>]+)<", docx.Document(name).element.xml)) for name in files]
    return " ".join(" ".join(texts).split())


def end_the_year(file):
    """Locked, and gone over to the next year, in which all who registered and are still there are registered."""
    year_lock.lock_year(file, YEAR, "đã nộp")
    with pytest.raises(UserError) as refused:
        recognition.set_registered(file, YEAR, [COMMUNE_SUBJECT], False, title="commune_learning_community")
    assert refused.value.code == "year_locked"
    year_roll.roll_over(file, YEAR, set(TITLES))
    rows = file.query(
        "SELECT title, count(*) FROM standing WHERE year = ? AND registered GROUP BY title", (YEAR + 1,)
    )
    assert dict(rows) == {
        "learning_family": 10,
        "learning_citizen": 11,
        "learning_clan": 2,
        "learning_unit": 2,
        "learning_community": 2,
        "commune_learning_community": 1,
    }


def test_the_round_of_all_titles(run, tmp_path):
    run("new", "--code", "99999", "--name", "An Học", "--province", "Tỉnh mẫu", "--year", YEAR)
    take_in(run, tmp_path)
    file = communes.open_commune(tmp_path / "xa")
    check_results(work_the_year(file))
    file.close()
    hand_up(run, tmp_path)
    file = communes.open_commune(tmp_path / "xa")
    end_the_year(file)
    file.close()
    assert [one["message"] for one in run("check")["problems"]] == []
    after = run("summary", "--year", YEAR + 1)["titles"]
    assert {one["title"]: one["last_year_recognised"] for one in after} == {
        title: figures[2] for title, figures in FIGURES.items()
    }
    assert run("undo")["undone"]["action"].startswith("year.")
    assert "error" not in {one["severity"] for one in run("check")["problems"]}
