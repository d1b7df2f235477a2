"""The command `documents`: one kind of paper of a year, written into a folder."""

import argparse
from pathlib import Path
from typing import Any

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import fold
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.documents import making
from khuyenhoc_desktop.services.documents.kinds import DOCX, PDF, XLSX, Kind, sizes_of
from khuyenhoc_desktop.services.documents.request import Request, decisions_of, file_stem
from khuyenhoc_desktop.services.documents.word import cannot_write
from khuyenhoc_desktop.services.groups import list_groups
from khuyenhoc_desktop.services.progress import finish


def make_documents(file: CommuneFile, year: int, arguments: argparse.Namespace) -> dict[str, Any]:
    """Write the paper asked for; the answer names its file and what it prints as dots for want of a setting.

    Raises:
        UserError: no_such_document, document_not_for_title, format_not_for_document, size_not_for_document,
        no_group, no_decision; what the making raises.
    """
    request = Request(
        arguments.kind,
        arguments.title,
        year,
        group_id=_group(file, year, arguments.group),
        who=arguments.who or "",
        size=arguments.size or "",
        day=arguments.date,
        decision_id=_decision(file, year, arguments.title, arguments.decision),
    )
    kind, ending = request.known_kind, arguments.format
    _check_format(kind, ending)
    _check_size(kind, request)
    path = _folder(arguments.out) / f"{file_stem(file, request)}.{ending}"
    made = _write(file, request, path, ending)
    return {"year": year, "files": [str(made)], "lacking": list(making.outlook(file, request).lacking)}


def _decision(file: CommuneFile, year: int, title: str, wanted: str | None) -> int | None:
    """The decision of that number."""
    if wanted is None:
        return None
    for decision in decisions_of(file, title, year):
        if fold(wanted) == fold(decision.number):
            return decision.id
    raise UserError(
        "no_decision",
        f"Năm {year} không có quyết định số {wanted} cho danh hiệu này.",
        "Gõ đúng số như đã ghi trong Đăng ký – Công nhận.",
    )


def _write(file: CommuneFile, request: Request, path: Path, ending: str) -> Path:
    if ending == PDF:
        from khuyenhoc_desktop.ui.documents.headless import save_pdf

        return finish(save_pdf(file, request, path))
    save = making.save_xlsx if ending == XLSX else making.save_word
    return finish(save(file, request, path))


def _check_format(kind: Kind, ending: str) -> None:
    if ending not in kind.formats:
        raise UserError(
            "format_not_for_document",
            f"{kind.name} không có dạng {ending}.",
            f"Dùng --format {DOCX} hoặc {PDF}.",
        )


def _check_size(kind: Kind, request: Request) -> None:
    sizes = [size for size, _ in sizes_of(kind, request.title)]
    if request.size and request.size not in sizes:
        cure = f"Dùng --size {' hoặc '.join(sizes)}." if sizes else "Bỏ --size."
        raise UserError("size_not_for_document", f"{kind.name} không có cỡ {request.size}.", cure)


def _folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise cannot_write(folder) from fault
    return folder


def _group(file: CommuneFile, year: int, wanted: str | None) -> int | None:
    """The thôn of that name or id."""
    if wanted is None:
        return None
    for group in list_groups(file, year):
        if wanted == str(group.id) or fold(wanted) == fold(group.name):
            return group.id
    raise UserError(
        "no_group", f"Năm {year} không có thôn «{wanted}».", "Gõ đúng tên thôn như trong danh sách thôn."
    )
