"""The probes of the check that look at sheets: titles, marks, stages, decisions and rulings, locked years."""

from khuyenhoc_desktop.domain.subjects import COMMUNE, COMMUNE_SUBJECT, KIND_OF, STAGES, TITLE_OF
from khuyenhoc_desktop.store.check_probes import NAME, Probe, sheets

_TITLES = ", ".join(f"'{title}'" for title in KIND_OF)
_STAGES = ", ".join(map(str, STAGES))
_LISTED = [kind for kind in TITLE_OF if kind != COMMUNE]
# The title of a subject by the table in which it stands; nothing when it stands in none.
_ITS_TITLE = (
    "CASE "
    + " ".join(f"WHEN a.subject_id IN (SELECT id FROM {kind}) THEN '{TITLE_OF[kind]}'" for kind in _LISTED)
    + f" WHEN a.subject_id = {COMMUNE_SUBJECT} THEN '{TITLE_OF[COMMUNE]}' END"
)
_FITS_ITS_TITLE = (
    "CASE a.title "
    + " ".join(f"WHEN '{TITLE_OF[kind]}' THEN a.subject_id IN (SELECT id FROM {kind})" for kind in _LISTED)
    + f" WHEN '{TITLE_OF[COMMUNE]}' THEN a.subject_id = {COMMUNE_SUBJECT} ELSE 1 END"
)
_SCORE_SHEETS = "(SELECT DISTINCT subject_id, year FROM score)"
_LOCKED = "SELECT year FROM assessment_year WHERE locked_at NOTNULL"
_RULED = "SELECT 1 FROM ruling r WHERE r.subject_id = a.subject_id AND r.year = a.year"

PROBES_OF_SHEETS: dict[str, Probe] = {
    "flag_impossible": Probe(
        sheets(
            "a.registered NOT IN (0, 1) OR a.proposed NOT IN (0, 1) OR a.recognised NOT IN (0, 1)"
            " OR a.returned NOT IN (0, 1)",
            keys=", a.subject_id, a.year",
        ),
        "UPDATE assessment SET registered = registered <> 0, proposed = proposed <> 0,"
        " recognised = recognised <> 0, returned = returned <> 0 WHERE subject_id = ? AND year = ?",
    ),
    "stage_impossible": Probe(
        f"{sheets(f'a.stage NOT IN (0, {_STAGES})')} UNION ALL SELECT {NAME.format('e.subject_id')}, e.subject_id,"
        f" e.year FROM workflow_event e WHERE e.stage NOT IN ({_STAGES})"
    ),
    "title_unknown": Probe(
        sheets(f"a.title NOT IN ({_TITLES})", more=" || ' – ' || a.title")
        + " UNION ALL SELECT 'Quyết định ' || number || ' – ' || title, NULL, year FROM decision"
        f" WHERE title NOT IN ({_TITLES})"
    ),
    "title_mismatch": Probe(
        "SELECT label, subject_id, year, title, subject_id, year FROM"
        f" (SELECT {NAME.format('a.subject_id')} AS label, a.subject_id, a.year, {_ITS_TITLE} AS title"
        f" FROM assessment a WHERE NOT {_FITS_ITS_TITLE})"
        " WHERE title NOTNULL",
        "UPDATE assessment SET title = ? WHERE subject_id = ? AND year = ?",
    ),
    "recognised_without_decision": Probe(sheets("a.recognised = 1 AND a.decision_id IS NULL")),
    "decision_without_recognition": Probe(
        sheets(
            "a.recognised IS NOT 1 AND a.decision_id NOTNULL"
            f" AND NOT EXISTS ({_RULED} AND r.decision_id = a.decision_id AND r.recognised = 0)"
        )
    ),
    "decision_mismatch": Probe(
        f"SELECT {NAME.format('a.subject_id')} || ' – ' || d.number, a.subject_id, a.year FROM assessment a"
        " JOIN decision d ON d.id = a.decision_id WHERE d.year <> a.year OR d.title <> a.title"
    ),
    "ruling_missing": Probe(
        sheets(
            "(a.subject_id, a.year, a.decision_id) IN (SELECT subject_id, year, decision_id FROM assessment"
            " WHERE recognised = 1 AND +decision_id IN (SELECT id FROM decision)"
            " EXCEPT SELECT subject_id, year, decision_id FROM ruling)",
            keys=", a.subject_id, a.year, a.decision_id",
        ),
        "INSERT OR IGNORE INTO ruling (subject_id, year, decision_id, recognised) VALUES (?, ?, ?, 1)",
    ),
    "ruling_differs": Probe(
        f"SELECT DISTINCT {NAME.format('r.subject_id')}, r.subject_id, r.year FROM ruling r LEFT JOIN assessment a"
        " ON a.subject_id = r.subject_id AND a.year = r.year WHERE a.decision_id IS NULL"
        " OR (a.decision_id = r.decision_id AND r.recognised <> coalesce(a.recognised, -1))"
    ),
    "ruling_twice": Probe(
        f"SELECT {NAME.format('r.subject_id')}, r.subject_id, r.year FROM ruling r JOIN decision d"
        " ON d.id = r.decision_id WHERE r.recognised = 1 AND d.kind = 'recognise'"
        " GROUP BY r.subject_id, r.year HAVING count(*) > 1"
    ),
    "correction_of_nothing": Probe(
        "SELECT 'Quyết định ' || number, NULL, year FROM decision"
        " WHERE kind NOT IN ('recognise', 'correct', 'revoke') OR corrects = id"
        " OR (kind <> 'recognise' AND corrects IS NULL)"
    ),
    "override_without_reason": Probe(
        f"SELECT {NAME.format('subject_id')} || ' – ' || indicator, subject_id, year FROM override"
        " WHERE trim(reason) = ''"
    ),
    "override_without_score": Probe(
        f"SELECT {NAME.format('o.subject_id')} || ' – ' || o.indicator, o.subject_id, o.year FROM override o"
        " WHERE NOT EXISTS (SELECT 1 FROM score s WHERE s.subject_id = o.subject_id AND s.year = o.year"
        " AND s.indicator = o.indicator)"
    ),
    "measure_not_frozen": Probe(
        f"SELECT {NAME.format('m.subject_id')} || ' – ' || m.indicator, m.subject_id, m.year, m.subject_id,"
        f" m.year, m.indicator, m.part, m.base FROM measure m WHERE m.year IN ({_LOCKED})"
        " AND NOT EXISTS (SELECT 1 FROM frozen_measure f"
        " WHERE f.subject_id = m.subject_id AND f.year = m.year AND f.indicator = m.indicator)",
        "INSERT OR IGNORE INTO frozen_measure VALUES (?, ?, ?, ?, ?)",
    ),
    "frozen_unlocked": Probe(
        f"SELECT DISTINCT 'Năm ' || year, NULL, year FROM frozen_measure WHERE year NOT IN ({_LOCKED})"
    ),
}

# What reading all sheets tells anyhow (store/as_stored.py): asked only where it has told of something.
PROBES_OF_SCORES: dict[str, Probe] = {
    "score_stage": Probe(
        f"SELECT DISTINCT {NAME.format('s.subject_id')}, s.subject_id, s.year FROM score s"
        f" WHERE s.stage NOT IN ({_STAGES})"
    ),
    "score_without_assessment": Probe(
        f"SELECT label, subject_id, year, subject_id, year, title FROM (SELECT {NAME.format('a.subject_id')}"
        f" AS label, a.subject_id, a.year, {_ITS_TITLE} AS title FROM {_SCORE_SHEETS} a"
        " WHERE NOT EXISTS (SELECT 1 FROM assessment x WHERE x.subject_id = a.subject_id AND x.year = a.year))"
        " WHERE title NOTNULL",
        "INSERT INTO assessment (subject_id, year, title) VALUES (?, ?, ?)",
    ),
}
