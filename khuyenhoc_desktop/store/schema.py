"""Names that the rest of the store shares: which tables hold facts, which are derived, and the file's marks."""

# "KHHd" as a number: SQLite's mark of whose file it is.
APPLICATION_ID = 1263029348
SCHEMA_VERSION = 2

# Recorded in the journal. Parents stand before children, so that they can be read in this order.
FACT_TABLES = (
    "setting",
    "assessment_year",
    "residential_group",
    "household",
    "residence",
    "unit",
    "clan",
    "clan_household",
    "person",
    "criteria_set",
    "criteria_choice",
    "group_choice",
    "criteria_confirmation",
    "decision",
    "assessment",
    "ruling",
    "score",
    "override",
    "frozen_measure",
    "workflow_event",
    "target",
    "deadline",
)

DERIVED_TABLES = ("standing", "household_search", "person_search", "measure")

# Facts that came with a schema; the others were there from the first.
ADDED_IN = {
    2: frozenset(
        {
            "unit",
            "clan",
            "clan_household",
            "person",
            "group_choice",
            "criteria_confirmation",
            "ruling",
            "override",
            "frozen_measure",
            "workflow_event",
            "deadline",
        }
    )
}

# How many columns the tables to which a later schema added some had at first: older rows and changesets end there.
COLUMNS_AT_FIRST = {"assessment_year": 2, "decision": 7, "assessment": 11}

# Which columns name rows of a table, by the table named.
NAMED_BY = {
    "household": (("residence", "household_id"), ("clan_household", "household_id"), ("person", "household_id")),
    "clan": (("clan_household", "clan_id"), ("person", "clan_id")),
    "unit": (("person", "unit_id"),),
    "residential_group": (
        ("residence", "group_id"),
        ("person", "group_id"),
        ("clan", "group_id"),
        ("unit", "group_id"),
        ("residential_group", "merged_into"),
    ),
    "decision": (("assessment", "decision_id"), ("ruling", "decision_id"), ("decision", "corrects")),
}

# Tables in which something is said of a subject in a year.
SAID_OF = ("assessment", "score", "override", "frozen_measure", "workflow_event", "ruling")

# Where in a fact row the id of its subject stands.
SUBJECT_COLUMN = {
    "household": 0,
    "residence": 0,
    "unit": 0,
    "clan": 0,
    "clan_household": 0,
    "person": 0,
    "residential_group": 0,
    "assessment": 0,
    "ruling": 0,
    "score": 0,
    "override": 0,
    "frozen_measure": 0,
    "workflow_event": 1,
}

# Where in a fact row its year stands: facts that say something of that year alone.
YEAR_COLUMN = {
    "criteria_choice": 1,
    "group_choice": 0,
    "decision": 1,
    "assessment": 1,
    "ruling": 1,
    "score": 1,
    "override": 1,
    "workflow_event": 2,
    "target": 0,
}


def fact_tables(version: int) -> tuple[str, ...]:
    """The fact tables that a file of this schema has."""
    later = frozenset().union(*(tables for since, tables in ADDED_IN.items() if since > version))
    return tuple(table for table in FACT_TABLES if table not in later)


# An id is the installation's number above 40 bits of counter, so rows made on two laptops never collide.
COUNTER_BITS = 40
