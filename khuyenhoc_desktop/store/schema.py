"""Names that the rest of the store shares: which tables hold facts, which are derived, and the file's marks."""

# "KHHd" as a number: SQLite's mark of whose file it is.
APPLICATION_ID = 1263029348
SCHEMA_VERSION = 1

# Recorded in the journal. Parents stand before children, so that they can be read in this order.
FACT_TABLES = (
    "setting",
    "assessment_year",
    "residential_group",
    "household",
    "residence",
    "criteria_set",
    "criteria_choice",
    "decision",
    "assessment",
    "score",
    "target",
)

DERIVED_TABLES = ("standing", "household_search")

# Where in a fact row the id of its subject (household) stands.
SUBJECT_COLUMN = {"household": 0, "residence": 0, "assessment": 0, "score": 0}

SELF_SCORE_STAGE = 1

# An id is the installation's number above 40 bits of counter, so rows made on two laptops never collide.
COUNTER_BITS = 40
