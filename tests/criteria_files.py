"""Loading a criteria file, and making a new version of a set, as the program does it."""

from khuyenhoc_desktop.services.criteria import versions
from khuyenhoc_desktop.services.criteria.files import keep_read, read_set_file
from khuyenhoc_desktop.services.progress import finish


def load_set(file, path):
    """Keep the set of a file; returns it."""
    return keep_read(file, path.name, finish(read_set_file(path)))


def copy_of(file, criteria_set, version):
    """A set as a new version of itself, word by word the same, built but not yet kept."""
    tables = versions.copy_tables(file, criteria_set)
    tables.rules["version"] = version
    return versions.build_version(file, tables)
