"""Rows of every table that came with all titles, written by plain SQL inside one action."""

PEOPLE = ("Nguyễn Văn Bình", "Trần Thị Cúc", "Lê Văn Đức", "Phạm Thị Én")


def add_titles(file, year):
    """Persons in a household and in a thôn, a clan, a unit, and what is said of them; ids by name."""
    home, thon = file.query(
        "SELECT household_id, group_id FROM residence WHERE NOT away ORDER BY household_id LIMIT 1"
    )[0]
    with file.action("test.titles", "Thêm người, dòng họ, đơn vị") as act:
        clan, unit, *people = act.new_ids(2 + len(PEOPLE))
        act.execute(
            "INSERT INTO clan (id, name, group_id, valid_from) VALUES (?, 'Họ Nguyễn', ?, ?)", (clan, thon, year)
        )
        act.execute(
            "INSERT INTO unit (id, name, kind, group_id, staff_count, valid_from) VALUES (?, 'Trường', 'school', ?, 9, ?)",
            (unit, thon, year),
        )
        act.execute("INSERT INTO clan_household VALUES (?, ?)", (home, clan))
        rows = [
            (one, name, str(1970 + place), ("farmer", "worker", "official", "learner")[place], home if place < 2 else None,
             None if place < 2 else thon, unit if place else None, "staff" if place else None, clan, year)
            for place, (one, name) in enumerate(zip(people, PEOPLE, strict=True))
        ]  # fmt: skip
        act.executemany(
            "INSERT INTO person (id, name, born, person_group, household_id, group_id, unit_id, unit_role, clan_id,"
            " valid_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
    scores = [(one, year, stage, f"CD{number}") for one in people for stage in (1, 2) for number in range(1, 11)]
    act.executemany("INSERT INTO score VALUES (?, ?, ?, ?, 900)", scores)
    act.executemany(
        "INSERT INTO workflow_event VALUES (?, ?, ?, 'reviewed', 2, '2026-10-01', 'Bà Tổ Trưởng', NULL)",
        [(event, one, year) for event, one in zip(act.new_ids(len(people)), people, strict=True)],
    )
    decision, correction = act.new_ids(2)
    act.execute(
        "INSERT INTO decision (id, year, title, number) VALUES (?, ?, 'learning_citizen', '7/QĐ')",
        (decision, year),
    )
    act.execute(
        "INSERT INTO decision (id, year, title, number, kind, corrects) VALUES (?, ?, 'learning_citizen', '8/QĐ', 'correct', ?)",
        (correction, year, decision),
    )
    act.executemany("INSERT INTO ruling VALUES (?, ?, ?, 1, NULL)", [(one, year, decision) for one in people[:2]])
    act.execute("INSERT INTO ruling VALUES (?, ?, ?, 0, 'khai sai')", (people[1], year, correction))
    act.executemany(
        "UPDATE assessment SET proposed = 1, recognised = ?, decision_id = ? WHERE subject_id = ?",
        [(1, decision, people[0]), (0, correction, people[1])],
    )
    act.execute("INSERT INTO deadline VALUES (?, 'review', '2026-10-15')", (year,))
    key = act.execute("SELECT set_id, version FROM criteria_set ORDER BY 1 LIMIT 1")[0]
    act.execute("INSERT OR IGNORE INTO group_choice VALUES (?, 'farmer', ?, ?)", (year, *key))
    act.execute("INSERT INTO criteria_confirmation VALUES (?, ?, '2026-01-05', 'Ông Xác Nhận', 'QĐ 1', NULL)", key)
    act.execute("INSERT INTO override VALUES (?, ?, 'DV1', 'đếm lại bằng tay')", (unit, year))


def lock(file, year, subject):
    """Lock a year as the service does: a measure is kept, the lock has its time."""
    with file.action("test.lock", f"Khóa năm {year}") as act:
        act.execute("INSERT INTO frozen_measure VALUES (?, ?, 'DH1', 3, 4)", (subject, year))
        act.execute("UPDATE assessment_year SET locked_at = '2026-12-01T08:00:00' WHERE year = ?", (year,))
