"""A migration such as a later release may bring: a new column, filled row by row, and a new index."""

from khuyenhoc_desktop.store.schema import SCHEMA_VERSION


def up(_migrator, db):
    connection = db.connection()
    connection.execute("ALTER TABLE household ADD COLUMN nickname TEXT")
    ids = [row[0] for row in connection.execute("SELECT id FROM household")]
    for household in ids:
        connection.execute("UPDATE household SET nickname = 'hộ ' || id WHERE id = ?", (household,))
    connection.execute("CREATE INDEX household_nickname ON household (nickname)")
    connection.execute("CREATE TABLE later_schema (note TEXT) STRICT")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
