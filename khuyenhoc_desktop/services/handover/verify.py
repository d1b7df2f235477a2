"""Verifying a bundle without the database: nothing altered, nothing missing, every figure comes out again."""

import re
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import IO

from khuyenhoc_desktop.domain.problems import Problem, Severity
from khuyenhoc_desktop.services.handover import tables
from khuyenhoc_desktop.services.handover.archive import BadBundleError, Digest, digest, is_sealed, open_bundle
from khuyenhoc_desktop.services.handover.figures_check import (
    check_page,
    check_sheets,
    check_summaries,
    check_workbook,
)
from khuyenhoc_desktop.services.handover.findings import Findings
from khuyenhoc_desktop.services.handover.package_told import PackageTold, check_package, read_package
from khuyenhoc_desktop.services.handover.reading import Tables, read_content
from khuyenhoc_desktop.services.handover.tables_titles import fixed_tables
from khuyenhoc_desktop.services.progress import Job, Progress, finish

_NAME = re.compile(r"khuyenhoc-([0-9]{5})-([0-9]{4})-([0-9]+)\.zip", re.ASCII)
# What zipfile raises on damaged members.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


def verify_bundle(path: Path) -> list[Problem]:
    """Everything wrong with a bundle; empty when it is as it was made and all its figures come out.

    Never raises for what is in the file, however hostile; works with bounded memory.
    """
    return finish(verifying(path))


def verifying(path: Path) -> Job[list[Problem]]:
    """The same as a job with progress."""
    findings = Findings()
    try:
        if not path.is_file():  # a folder, or a device that never ends
            raise FileNotFoundError(path)
        with path.open("rb") as stream:
            yield from _look_into(stream, path, findings)
    except BadBundleError as refused:
        findings.problems.append(refused.problem)
    except OSError:
        cure = "Chọn lại tệp khuyenhoc-….zip; nếu trên USB thì xem USB còn cắm."
        findings.add("cannot_read", f"Không đọc được tệp {path.name}.", cure=cure)
    return findings.all


def _look_into(stream: IO[bytes], path: Path, findings: Findings) -> Job[None]:
    yield Progress(0, 0, "Đang kiểm tra từng tệp trong gói")
    with open_bundle(stream) as packed:
        if not is_sealed(stream):
            why = "Gói đã bị thay đổi sau khi xuất, hoặc đã được giải nén rồi nén lại."
            findings.add("seal_broken", why, path.name)
        found = _digests(packed, findings)
        data = packed.read(tables.DESCRIPTOR) if tables.DESCRIPTOR in found else None
        if data is None:
            findings.add("missing_file", f"Thiếu bản kê {tables.DESCRIPTOR}.", tables.DESCRIPTOR)
            return
        told = read_package(data, findings)
        if told is None or not _files_are_there(told, found, findings):
            return
        _check_name(path, told, findings)
        yield from _check_content(packed, data, told, findings)


def _digests(packed: zipfile.ZipFile, findings: Findings) -> dict[str, Digest]:
    found = {}
    for name in packed.namelist():
        try:
            with packed.open(name) as member:
                found[name] = digest(member)
        except _DAMAGE:
            findings.add("file_damaged", f"Tệp {name} trong gói bị hỏng, không đọc được.", name)
    return found


def _files_are_there(told: PackageTold, found: dict[str, Digest], findings: Findings) -> bool:
    """Compare the files with those listed; False when some are not there to be read."""
    expected = told.files
    for name in found.keys() - expected.keys() - {tables.DESCRIPTOR}:
        findings.add("undeclared_file", f"Tệp {name} không có trong bản kê.", name)
    missing = [name for name in expected if name not in found]
    for name in missing:
        findings.add("missing_file", f"Thiếu tệp {name}, hoặc tệp không đọc được.", name)
    for name, file in expected.items():
        if name in found and found[name] != file:
            findings.add("file_altered", f"Tệp {name} đã bị thay đổi: mã kiểm tra SHA-256 không khớp.", name)
    fixed = [table.path for table in fixed_tables(told.khuyenhoc.format)]
    unlisted = [name for name in (*fixed, tables.WORKBOOK, tables.PAGE) if name not in expected]
    for name in unlisted:
        findings.add("missing_file", f"Bản kê thiếu tệp {name}.", tables.DESCRIPTOR)
    return not missing and not unlisted


def _check_content(packed: zipfile.ZipFile, data: bytes, told: PackageTold, findings: Findings) -> Job[None]:
    source = Tables(packed, findings)
    yield Progress(0, 0, "Đang đọc các bảng")
    content = read_content(source, told)
    if content is None:
        return
    missing = [s.name for s in content.sets if tables.score_table(s).path not in packed.namelist()]
    if missing:
        findings.add("missing_file", f"Thiếu bảng điểm của {missing[0]}.", tables.DESCRIPTOR)
        return
    yield from check_sheets(source, content)
    check_summaries(source, content)
    check_package(data, told, content, source.rows, findings)
    check_page(packed.read(tables.PAGE).decode("utf-8", "replace"), content, findings)
    with tempfile.TemporaryDirectory(prefix="khuyenhoc-") as folder:
        yield from check_workbook(Path(packed.extract(tables.WORKBOOK, folder)), content, findings)


def _check_name(path: Path, told: PackageTold, findings: Findings) -> None:
    own = told.khuyenhoc
    name = _NAME.fullmatch(path.name)
    inside = (own.commune_code, str(own.year), str(own.sequence))
    if name and name.groups() != inside:
        findings.add(
            "name_differs",
            f"Tên tệp không đúng với gói bên trong (xã {inside[0]}, năm {inside[1]}, gói số {inside[2]}).",
            path.name,
            cure="Xem lại có chọn nhầm tệp hoặc tệp đã bị đổi tên không.",
            severity=Severity.WARNING,
        )
