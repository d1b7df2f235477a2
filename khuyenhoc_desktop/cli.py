"""The headless face: the same services without a window (docs/cli.md).

Each command prints one JSON object on stdout and its messages on stderr. Exit code: 0 done, 1 refused with the
problems listed, 2 wrong usage. Services are imported by the command that uses them, so that --help is quick.
"""

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khuyenhoc_desktop.cli_arguments import parser

if TYPE_CHECKING:
    from khuyenhoc_desktop.domain.problems import Problem, UserError
    from khuyenhoc_desktop.services.communes import CommuneFile
    from khuyenhoc_desktop.services.history import Entry

DONE, REFUSED, WRONG_USE = 0, 1, 2
WHO = "dòng lệnh"
LINKING = ("import-persons", "import-clans")  # lists whose rows are linked to households on file
SAMPLE_FOLDER = "xa-mau"

Answer = dict[str, Any]
Command = Callable[[argparse.Namespace], Answer]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code and never raises."""
    _speak_utf8()
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as end:  # argparse has told what is wrong, or shown the help
        return end.code if isinstance(end.code, int) else WRONG_USE
    answer = _run(arguments)
    _print(json.dumps(answer, ensure_ascii=False, indent=1))
    return DONE if answer["ok"] else REFUSED


def _print(text: str) -> None:
    """On stdout; whoever reads it may have gone (`… | head`), which is no fault."""
    try:
        print(text, flush=True)
    except BrokenPipeError:  # what is still kept back for the reader would fail once more at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """UTF-8 whatever the console says; a file name that is no text comes out escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(arguments: argparse.Namespace) -> Answer:
    from khuyenhoc_desktop.domain.problems import UserError, error

    try:
        answer: Answer = {"ok": True, **COMMANDS[arguments.command](arguments)}
        return answer
    except UserError as refusal:
        _say(f"{refusal.message} {refusal.cure}".strip())
        return _refused(refusal)
    except KeyboardInterrupt:
        stopped = error("cancelled", "Đã dừng theo yêu cầu; không có gì bị thay đổi.", "Chạy lại khi cần.")
        _say(stopped.message)
        return {"ok": False, "problems": [told(stopped)]}
    except Exception as fault:  # whatever happens, stdout stays one JSON object
        traceback.print_exc(file=sys.stderr)
        broken = error("internal", f"Chương trình gặp lỗi: {fault}", "Báo cho người hỗ trợ kèm lời báo lỗi này.")
        return {"ok": False, "problems": [told(broken)]}


def _refused(refusal: "UserError") -> Answer:
    from khuyenhoc_desktop.domain.problems import error
    from khuyenhoc_desktop.services.history import UndoBlocked, UndoConflict

    problems = refusal.problems or (error(refusal.code, refusal.message, refusal.cure),)
    answer = {"ok": False, "code": refusal.code, "problems": [told(problem) for problem in problems]}
    if isinstance(refusal, UndoConflict | UndoBlocked):
        answer["later"] = [_entry(entry) for entry in refusal.later]
    return answer


def told(problem: "Problem") -> Answer:
    """A problem as JSON: `cell` is the spreadsheet address, `row` counts from 1."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "sheet": problem.sheet,
        "row": problem.row,
        "cell": problem.cell,
        "message": problem.message,
        "cure": problem.cure,
    }


def _say(text: str) -> None:
    print(text, file=sys.stderr)


@contextmanager
def _opened(arguments: argparse.Namespace) -> "Iterator[CommuneFile]":
    from khuyenhoc_desktop.services.backup_restore import finish_interrupted
    from khuyenhoc_desktop.services.communes import FILE_NAME, open_commune
    from khuyenhoc_desktop.services.privacy import unlock_from_environment

    finish_interrupted(_folder(arguments))
    unlock_from_environment(_folder(arguments) / FILE_NAME)
    file = open_commune(_folder(arguments), WHO)
    try:
        yield file
    finally:
        file.close()


def _folder(arguments: argparse.Namespace) -> Path:
    """The data folder named, or the one that the window opens at first."""
    from khuyenhoc_desktop.services.communes import program_folder

    chosen: Path | None = arguments.data
    return chosen if chosen is not None else program_folder() / "data"


def _year(file: "CommuneFile", year: int | None) -> int:
    """The year asked for, or the newest."""
    from khuyenhoc_desktop.domain.problems import UserError
    from khuyenhoc_desktop.services.communes import facts

    years = facts(file).years
    if year is None:
        return max(years)
    if year not in years:
        known = ", ".join(map(str, years))
        raise UserError("no_year", f"Tệp dữ liệu chưa có năm {year}.", f"Dùng một trong các năm: {known}.")
    return year


def _new(arguments: argparse.Namespace) -> Answer:
    from khuyenhoc_desktop.services.communes import create_commune

    commune = (arguments.code, arguments.name, arguments.province, arguments.year)
    file = create_commune(_folder(arguments), *commune, kind=arguments.kind, who=WHO)
    file.close()
    return {"database": str(file.path)}


def _import(arguments: argparse.Namespace) -> Answer:
    """The figures of an import, and where the result file is."""
    from khuyenhoc_desktop.cli_imports import import_workbook

    with _opened(arguments) as file:
        plan, entry, errors = import_workbook(file, _year(file, arguments.year), arguments)
    for notice in plan.notices:
        _say(notice)
    return {
        "year": plan.year,
        "dry_run": arguments.dry_run,
        "rows": len(plan.rows),
        "new": plan.new,
        "updated": plan.updated,
        "unchanged": plan.unchanged,
        "rejected": plan.rejected,
        "new_groups": [group.name for group in plan.new_groups],
        "likely_duplicates": len(plan.likely_duplicates),
        **({"unlinked": plan.unlinked, "doubtful": len(plan.doubtful)} if arguments.command in LINKING else {}),
        "entry": entry,
        "errors": errors,
        "notices": list(plan.notices),
        "problems": [told(problem) for problem in plan.problems],
    }


def _summary(arguments: argparse.Namespace) -> Answer:
    from khuyenhoc_desktop.cli_figures import figures

    with _opened(arguments) as file:
        return figures(file, _year(file, arguments.year))


def _export(arguments: argparse.Namespace) -> Answer:
    with _opened(arguments) as file:
        return _exported(file, _year(file, arguments.year), arguments.out)


def _exported(file: "CommuneFile", year: int, out: Path) -> Answer:
    """The bundle made, with what the check before it had to say."""
    from khuyenhoc_desktop.services.handover.bundle import export_bundle
    from khuyenhoc_desktop.services.handover.checks import check_before_export
    from khuyenhoc_desktop.services.progress import finish

    checks = check_before_export(file, year)
    made = finish(export_bundle(file, year, out))
    for check in checks:
        _say(check.problem.message)
    return {
        "year": year,
        "bundle": str(made.path),
        "sha256": made.sha256,
        "sequence": made.sequence,
        "previous_sha256": made.previous,
        "new": made.is_new,
        "files": [asdict(each) for each in made.files],
        "problems": [told(check.problem) for check in checks],
    }


def _criteria(arguments: argparse.Namespace) -> Answer:
    from khuyenhoc_desktop import cli_criteria

    if arguments.what == "check":
        return cli_criteria.check_file(arguments)
    with _opened(arguments) as file:
        if arguments.what == "import":
            return cli_criteria.import_file(file, arguments)
        return cli_criteria.export_set(file, arguments)


def _documents(arguments: argparse.Namespace) -> Answer:
    from khuyenhoc_desktop.cli_documents import make_documents

    with _opened(arguments) as file:
        return make_documents(file, _year(file, arguments.year), arguments)


def _verify(arguments: argparse.Namespace) -> Answer:
    from khuyenhoc_desktop.services.handover.verify import verify_bundle

    problems = verify_bundle(arguments.bundle)
    for problem in problems:
        _say(problem.message)
    ok = not any(problem.is_error for problem in problems)
    return {"ok": ok, "bundle": str(arguments.bundle), "problems": [told(problem) for problem in problems]}


def _history(arguments: argparse.Namespace) -> Answer:
    from khuyenhoc_desktop.services.history import entries

    with _opened(arguments) as file:
        return {"entries": [_entry(entry) for entry in entries(file, arguments.limit)]}


def _undo(arguments: argparse.Namespace) -> Answer:
    from khuyenhoc_desktop.services.history import undo

    with _opened(arguments) as file:
        return {"undone": _entry(undo(file, arguments.entry, arguments.on_conflict))}


def _redo(arguments: argparse.Namespace) -> Answer:
    from khuyenhoc_desktop.services.history import redo

    with _opened(arguments) as file:
        return {"redone": _entry(redo(file))}


def _entry(entry: "Entry") -> Answer:
    return asdict(entry)


def _check(arguments: argparse.Namespace) -> Answer:
    from khuyenhoc_desktop.services.check import Repair, checking, repairing
    from khuyenhoc_desktop.services.progress import finish

    with _opened(arguments) as file:
        done = finish(repairing(file)) if arguments.repair else Repair([], finish(checking(file)), None)
    for found in done.left:
        _say(found.problem.message)
    return {
        "ok": not any(found.problem.is_error for found in done.left),
        "repaired": [told(found.problem) for found in done.repaired],
        "entry": done.journal_id,
        "problems": [told(found.problem) for found in done.left],
    }


def _backup(arguments: argparse.Namespace) -> Answer:
    from khuyenhoc_desktop.services.backup import make_backup

    with _opened(arguments) as file:
        return {"backup": str(make_backup(file, arguments.to))}


def _restore(arguments: argparse.Namespace) -> Answer:
    from khuyenhoc_desktop.services.backup_restore import refuse_while_open, restore
    from khuyenhoc_desktop.services.communes import FILE_NAME
    from khuyenhoc_desktop.services.privacy import unlock_from_environment

    # Of the copy, to read it; of the file in its place, so that what takes that place has the same password.
    for protected in (_folder(arguments) / FILE_NAME, arguments.file):
        unlock_from_environment(protected)
    refuse_while_open(_folder(arguments))
    kept = restore(_folder(arguments), arguments.file)
    return {"restored": str(arguments.file), "kept": str(kept) if kept.exists() else None}


def _demo(arguments: argparse.Namespace) -> Answer:
    """The sample commune from its Excel lists to a bundle that has been verified."""
    from khuyenhoc_desktop.cli_figures import figures
    from khuyenhoc_desktop.services.handover.verify import verify_bundle

    file = _sample(arguments.data or arguments.out / SAMPLE_FOLDER)
    try:
        year = _year(file, None)
        _say(f"Tổng hợp năm {year} và xuất gói nộp …")
        answer = {"database": str(file.path), **figures(file, year), **_exported(file, year, arguments.out)}
    finally:
        file.close()
    faults = verify_bundle(Path(answer["bundle"]))
    _say(f"Đã kiểm tra gói nộp: {'đúng' if not faults else 'SAI'}. Mở tệp này để xem: {answer['bundle']}")
    return {
        **answer,
        "ok": not faults,
        "verified": not faults,
        "problems": [*answer["problems"], *map(told, faults)],
    }


def _sample(folder: Path) -> "CommuneFile":
    """The sample commune's file, made when it is not there yet."""
    from khuyenhoc_desktop.services.communes import FILE_NAME, open_commune
    from khuyenhoc_desktop.services.sample import make_sample

    if (folder / FILE_NAME).exists():
        return open_commune(folder, WHO)
    _say("Nhập danh sách hộ và điểm của xã mẫu từ Excel, đăng ký, đề nghị, công nhận …")
    return make_sample(folder, WHO)


COMMANDS: dict[str, Command] = {
    "new": _new,
    "import-households": _import,
    "import-persons": _import,
    "import-clans": _import,
    "import-units": _import,
    "import-scores": _import,
    "summary": _summary,
    "export": _export,
    "documents": _documents,
    "criteria": _criteria,
    "verify": _verify,
    "history": _history,
    "undo": _undo,
    "redo": _redo,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "demo": _demo,
}

if __name__ == "__main__":
    sys.exit(main())
