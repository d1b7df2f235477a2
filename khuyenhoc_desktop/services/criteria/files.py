"""Criteria sets in files, JSON or a workbook, whichever it is: reading, keeping, writing."""

from pathlib import Path

from khuyenhoc_desktop.domain.criteria import CriteriaSet, parse_criteria_set
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.criteria.tables import SetTables
from khuyenhoc_desktop.services.criteria.to_tables import tables_of
from khuyenhoc_desktop.services.criteria.workbook import Imported, import_xlsx
from khuyenhoc_desktop.services.criteria.writing import export_xlsx
from khuyenhoc_desktop.services.importing.guard import FileKind, inspect_file
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store.commune_file import CommuneFile

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


def read_set_file(path: Path) -> Job[Imported]:
    """Read a criteria file; a file that is no set gives its problems, a file that cannot be read is refused.

    Raises:
        UserError: unreadable; import.*, no_criteria_table, too_many_rows of a workbook.
    """
    if is_workbook(path):
        return (yield from import_xlsx(path))
    yield Progress(0, 0, f"Đang đọc tệp {path.name}")
    text = criteria_sets.text_of(path)
    criteria_set, problems = parse_criteria_set(text)
    tables = tables_of(criteria_set) if criteria_set else SetTables()
    return Imported(text, criteria_set, tables, (), tuple(problems))


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook, by its name or, where that says nothing, by what it holds."""
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        return True
    return suffix != ".json" and inspect_file(path) is not FileKind.CSV


def keep_read(file: CommuneFile, name: str, read: Imported) -> CriteriaSet:
    """Keep a set that was read of the file of this name.

    Raises:
        UserError: bad_criteria with every problem; criteria_changed.
    """
    if read.criteria_set is None:
        raise criteria_sets.not_usable(name, read.problems)
    return criteria_sets.keep_set(file, read.criteria_set, read.text)


def save_as(file: CommuneFile, criteria_set: CriteriaSet, path: Path) -> Path:
    """Write a kept set to a file: as Excel where the name ends so, else byte for byte as it was loaded.

    Raises:
        UserError: no_criteria, unwritable, workbook_locked.
    """
    if path.suffix.lower() == ".xlsx":
        return export_xlsx(criteria_set, path)
    criteria_sets.save_set(file, criteria_set, path)
    return path


def kept_version(file: CommuneFile, set_id: str, version: str) -> CriteriaSet:
    """A set kept in the file, by what an officer types.

    Raises:
        UserError: unknown_set, naming what there is.
    """
    known = [(one.set_id, one.version) for one in criteria_sets.all_kept(file)]
    if (set_id, version) not in known:
        names = ", ".join(f"{key} {number}" for key, number in known)
        raise UserError(
            "unknown_set", f"Không có bộ tiêu chí {set_id} bản {version}.", f"Dùng một trong: {names}."
        )
    return criteria_sets.kept(file, set_id, version)
