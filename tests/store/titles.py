"""Rows of every table that came with all titles, written by plain SQL inside one action."""

import json

from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS

PEOPLE = ("Nguyễn Văn Bình", "Trần Thị Cúc", "Lê Văn Đức", "Phạm Thị Én")


def add_titles(file, year):
    """Persons in a household and in a thôn, a clan, a unit, and what is said of them; ids by name."""
    home, thon = file.query(
        "SELECT household_id, group_id FROM residence WHERE NOT away AND household_id NOT IN"
        " (SELECT household_id FROM clan_household) ORDER BY household_id LIMIT 1"
    )[0]
    with file.action("test.titles", "Thêm người, dòng họ, đơn vị") as act:
        clan, unit, *people = act.new_ids(2 + len(PEOPLE))
        act.execute(
            "INSERT INTO clan (id, name, group_id, valid_from) VALUES (?, 'Họ Nguyễn', ?, ?)", (clan, thon, year)
        )
        act.execute(
            "INSERT INTO unit (id, name, kind, group_id, staff_count, valid_from)"
            " VALUES (?, 'Trường', 'school', ?, 9, ?)",
            (unit, thon, year),
        )
        act.execute("INSERT INTO clan_household VALUES (?, ?)", (home, clan))
        rows = [
            (one, name, str(1970 + place), group, home if place < 2 else None, None if place < 2 else thon,
             unit if place else None, "staff" if place else None, clan, year)
            for place, (one, name, group) in enumerate(zip(people, PEOPLE, PERSON_GROUPS, strict=True))
        ]  # fmt: skip
        act.executemany(
            "INSERT INTO person (id, name, born, person_group, household_id, group_id, unit_id, unit_role,"
            " clan_id, valid_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        say(act, year, people, clan, unit)
    return {"home": home, "thon": thon, "clan": clan, "unit": unit, "people": people}


def say(act, year, people, clan, unit):
    """Sheets, stages, events, a decision with its rulings, dates, choices, a confirmation, an override."""
    sheets = [(one, "learning_citizen") for one in people] + [(clan, "learning_clan"), (unit, "learning_unit")]
    act.executemany(
        "INSERT INTO assessment (subject_id, year, title, registered, stage) VALUES (?, ?, ?, 1, 2)",
        [(one, year, title) for one, title in sheets],
    )
    act.execute(
        "INSERT INTO assessment (subject_id, year, title) VALUES (1, ?, 'commune_learning_community')", (year,)
    )
    for one, group in zip(people, PERSON_GROUPS, strict=True):
        key = act.execute(
            "SELECT set_id, version FROM group_choice WHERE year = ? AND person_group = ?", (year, group)
        )
        rows = [(one, year, stage, code) for stage in (1, 2) for code, _ in indicators(act, *key[0])]
        act.executemany("INSERT INTO score VALUES (?, ?, ?, ?, 900)", rows)
    act.executemany(
        "INSERT INTO workflow_event VALUES (?, ?, ?, 'reviewed', 2, '2026-10-01', 'Bà Tổ Trưởng', NULL)",
        [(event, one, year) for event, one in zip(act.new_ids(len(people)), people, strict=True)],
    )
    decide(act, year, people)
    act.execute("INSERT OR REPLACE INTO deadline VALUES (?, 'review', '2026-10-15')", (year,))
    key = act.execute("SELECT set_id, version FROM criteria_set ORDER BY 1 LIMIT 1")[0]
    act.execute(
        "INSERT OR REPLACE INTO criteria_confirmation VALUES (?, ?, '2026-01-05', 'Ông Xác Nhận', 'QĐ 1', NULL)",
        key,
    )
    key = act.execute(
        "SELECT set_id, version FROM criteria_choice WHERE title = 'learning_unit' AND year = ?", (year,)
    )
    measured = next(code for code, measure in indicators(act, *key[0]) if measure)
    act.execute("INSERT INTO override VALUES (?, ?, ?, 'đếm lại bằng tay')", (unit, year, measured))
    act.execute("INSERT INTO score VALUES (?, ?, 1, ?, 7500)", (unit, year, measured))


def decide(act, year, people):
    """A decision that recognises two, and one that corrects it for the second."""
    decision, correction = act.new_ids(2)
    act.execute(
        "INSERT INTO decision (id, year, title, number) VALUES (?, ?, 'learning_citizen', '7/QĐ')",
        (decision, year),
    )
    act.execute(
        "INSERT INTO decision (id, year, title, number, kind, corrects)"
        " VALUES (?, ?, 'learning_citizen', '8/QĐ', 'correct', ?)",
        (correction, year, decision),
    )
    act.executemany("INSERT INTO ruling VALUES (?, ?, ?, 1, NULL)", [(one, year, decision) for one in people[:2]])
    act.execute("INSERT INTO ruling VALUES (?, ?, ?, 0, 'khai sai')", (people[1], year, correction))
    act.executemany(
        "UPDATE assessment SET proposed = 1, recognised = ?, decision_id = ? WHERE subject_id = ?",
        [(1, decision, people[0]), (0, correction, people[1])],
    )


def indicators(act, set_id, version):
    """Code and measure (None: entered) of every indicator of a set in the file."""
    (body,) = act.execute("SELECT body FROM criteria_set WHERE set_id = ? AND version = ?", (set_id, version))[0]
    found = [one for criterion in json.loads(body)["criteria"] for one in criterion["indicators"]]
    return [(one["code"], one.get("measure")) for one in found]


def lock(file, year):
    """Lock a year as the service does: the measures are kept, the lock has its time."""
    with file.action("test.lock", f"Khóa năm {year}") as act:
        act.execute("INSERT INTO frozen_measure SELECT * FROM measure WHERE year = ?", (year,))
        act.execute("UPDATE assessment_year SET locked_at = '2026-12-01T08:00:00' WHERE year = ?", (year,))
