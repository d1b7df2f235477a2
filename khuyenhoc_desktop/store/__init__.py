"""The commune file: tables, migrations, journal. The only room that imports peewee and apsw."""

import apsw

# SQLite counts every piece of memory that it takes or gives back, under one lock. Nobody asks for the count, and
# threads that check a file side by side would spend a tenth of their time waiting for each other there.
if not apsw.connections():
    apsw.shutdown()
    apsw.config(apsw.SQLITE_CONFIG_MEMSTATUS, False)
    apsw.initialize()
