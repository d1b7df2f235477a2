"""The headless command `criteria`: check, import and export criteria sets (docs/cli.md)."""

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khuyenhoc_desktop.domain.criteria import CriteriaSet
    from khuyenhoc_desktop.domain.problems import Problem
    from khuyenhoc_desktop.services.communes import CommuneFile

Answer = dict[str, Any]


def check_file(arguments: argparse.Namespace) -> Answer:
    """Check a file without any data folder.

    Raises:
        UserError: bad_criteria with every problem, and what reading a workbook raises.
    """
    from khuyenhoc_desktop.services.criteria.files import read_set_file
    from khuyenhoc_desktop.services.criteria_sets import not_usable
    from khuyenhoc_desktop.services.progress import finish

    read = finish(read_set_file(arguments.file))
    if read.criteria_set is None:
        raise not_usable(arguments.file.name, _placed(read.problems))
    return {**_told(read.criteria_set), "problems": []}


def import_file(file: "CommuneFile", arguments: argparse.Namespace) -> Answer:
    """Keep the set of a file in the commune file.

    Raises:
        UserError: as check_file; criteria_changed.
    """
    from khuyenhoc_desktop.services.criteria.files import read_set_file
    from khuyenhoc_desktop.services.criteria_sets import keep_set, not_usable
    from khuyenhoc_desktop.services.progress import finish

    read = finish(read_set_file(arguments.file))
    if read.criteria_set is None:
        raise not_usable(arguments.file.name, _placed(read.problems))
    return {**_told(keep_set(file, read.criteria_set, read.text)), "problems": []}


def export_set(file: "CommuneFile", arguments: argparse.Namespace) -> Answer:
    """Write a kept set as .json or .xlsx.

    Raises:
        UserError: unknown_set, unwritable, workbook_locked.
    """
    from khuyenhoc_desktop.services.criteria.files import kept_version, save_as

    criteria_set = kept_version(file, arguments.set, arguments.version)
    return {**_told(criteria_set), "file": str(save_as(file, criteria_set, arguments.out)), "problems": []}


def _placed(problems: "Sequence[Problem]") -> "list[Problem]":
    """The problems of a JSON file with their place in the file before the words; a workbook's have their cells."""
    from dataclasses import replace

    return [replace(one, message=f"{one.field}: {one.message}") if one.field else one for one in problems]


def _told(one: "CriteriaSet") -> Answer:
    return {
        "set": one.set_id,
        "version": one.version,
        "name": one.name,
        "title": one.title,
        "person_group": one.person_group,
        "provenance": one.provenance.value,
        "indicators": len(one.indicators),
        "examples": len(one.examples),
        "sha256": one.sha256,
    }
