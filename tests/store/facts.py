"""What a commune file holds, read by plain SQL: for comparing before and after."""

from khuyenhoc_desktop.store.schema import DERIVED_TABLES, FACT_TABLES


def dump(file, tables=FACT_TABLES):
    return {table: sorted(map(repr, file.query(f"SELECT * FROM {table}"))) for table in tables}


def dump_derived(file):
    return dump(file, DERIVED_TABLES)
