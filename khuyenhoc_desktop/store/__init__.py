"""The commune file: tables, migrations, journal. The only room that imports peewee and apsw."""
