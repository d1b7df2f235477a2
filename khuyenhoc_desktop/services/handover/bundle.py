"""Making the upload bundle: one sealed zip, the same byte for byte as long as the facts are the same."""

import hashlib
import json
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Indicator
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes, measured
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.handover.archive import Digest, digest_of, pack
from khuyenhoc_desktop.services.handover.content import BundleContent, SetKey, read_content
from khuyenhoc_desktop.services.handover.csv_text import as_texts, write_csv
from khuyenhoc_desktop.services.handover.descriptor import Chain, all_tables, make_descriptor, other_paths
from khuyenhoc_desktop.services.handover.page import make_page
from khuyenhoc_desktop.services.handover.records import fixed_rows
from khuyenhoc_desktop.services.handover.records_titles import title_rows
from khuyenhoc_desktop.services.handover.tables import (
    DESCRIPTOR,
    PAGE,
    WORKBOOK,
    criteria_path,
    score_table,
    write_answer,
)
from khuyenhoc_desktop.services.handover.tables_titles import fixed_tables
from khuyenhoc_desktop.services.handover.workbook import write_workbook
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store import score_queries

T = TypeVar("T")

ENDING = ".zip"
_SHEETS_A_STEP = 2000
_STEPS = 1000  # of the progress bar
_WORK = ".khuyenhoc-"
_LEFT_BEHIND = 3600  # seconds


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A file inside the bundle."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BundleResult:
    """The bundle made: where it is, its SHA-256, what is inside, its number in the year's chain.

    `is_new` is False where nothing had changed since the last export: then it is the same bundle again.
    """

    path: Path
    sha256: str
    files: tuple[BundleFile, ...]
    sequence: int
    previous: str | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Last:
    """What the file remembers of a year's last bundle."""

    content: str
    sequence: int
    previous: str | None
    sha256: str


def bundle_name(code: str, year: int, sequence: int) -> str:
    """The file name of a bundle."""
    return f"khuyenhoc-{code}-{year}-{sequence}{ENDING}"


def export_bundle(file: CommuneFile, year: int, folder: Path) -> Job[BundleResult]:
    """Write the upload bundle of a year into a folder.

    Nothing is left behind when it is cancelled. No fact changes: the number and checksum of the last bundle are
    remembered outside the facts. Raises:
        UserError: commune_code_missing, no_year, no_criteria, cannot_write.
    """
    _refuse_unready(file, year)
    last = _remembered(file, year)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear_away(folder)
        with tempfile.TemporaryDirectory(prefix=_WORK, dir=folder) as work:
            made = yield from _make(file, year, Path(work), last)
            result = _settle(made, folder, Path(work))
    except OSError as fault:
        raise UserError(
            "cannot_write",
            f"Không ghi được gói nộp vào thư mục {folder}.",
            "Kiểm tra USB hoặc ổ đĩa còn chỗ và được phép ghi, đóng gói cũ nếu đang mở, rồi làm lại.",
        ) from fault
    file.remember(_key(year), _told(made, result.sha256))
    return result


def _clear_away(folder: Path) -> None:
    """Remove what killed bundles left, for it holds names; another run may still be at a fresh one."""
    for left in folder.glob(f"{_WORK}*"):
        if abs(time.time() - left.stat().st_mtime) > _LEFT_BEHIND:
            shutil.rmtree(left, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Made:
    """The bundle's files as they lie in the working folder."""

    name: str
    content: str
    chain: Chain
    files: dict[str, Digest]
    is_new: bool


def _make(file: CommuneFile, year: int, work: Path, last: _Last | None) -> Job[_Made]:
    yield Progress(0, _STEPS, "Đang đọc số liệu")
    with file.snapshot():
        content = read_content(file, year)
        rows = yield from _part(_write_scores(file, content, work), 50, 450)
    rows |= _write_tables(content, work)
    _write_texts(content, work)
    yield from _part(write_workbook(work / WORKBOOK, content), 500, 800)
    files = {path: digest_of(work / path) for path in _paths(content)}
    mark = _content_mark(files)
    is_new = last is None or last.content != mark
    chain = _chain(last, is_new)
    _write(work / DESCRIPTOR, make_descriptor(content, chain, files, rows))
    files = {DESCRIPTOR: digest_of(work / DESCRIPTOR), **files}
    name = bundle_name(content.commune.code, year, chain.sequence)
    for done in pack(work / name, work, list(files)):
        yield Progress(800 + 200 * done // len(files), _STEPS, "Đang nén gói nộp")
    return _Made(name, mark, chain, files, is_new)


def _settle(made: _Made, folder: Path, work: Path) -> BundleResult:
    """Put the finished bundle in its place, all at once."""
    target = folder / made.name
    sha256 = digest_of(work / made.name).sha256
    (work / made.name).replace(target)
    files = tuple(BundleFile(path, file.bytes, file.sha256) for path, file in made.files.items())
    return BundleResult(target, sha256, files, made.chain.sequence, made.chain.previous, made.is_new)


def _refuse_unready(file: CommuneFile, year: int) -> None:
    facts = communes.facts(file)
    if year not in facts.years:
        raise UserError("no_year", f"Tệp dữ liệu chưa có năm {year}.", "Chọn năm khác, hoặc mở năm này trước.")
    if not facts.code:
        raise UserError(
            "commune_code_missing",
            "Chưa có mã xã nên chưa tạo được gói nộp: nơi nhận nhận ra xã bằng mã này.",
            "Vào Thiết lập và gõ mã xã gồm 5 chữ số.",
        )


def _write_scores(file: CommuneFile, content: BundleContent, work: Path) -> Job[dict[str, int]]:
    """Write a wide table for each criteria set; returns the number of rows by path."""
    rows = {}
    done = 0
    by_set: defaultdict[SetKey | None, list[int]] = defaultdict(list)
    for result in content.results:
        by_set[result.set_key].append(result.id)
    for key, (criteria_set, _) in content.criteria.items():
        sheets = by_set[key]
        path = score_table(criteria_set).path
        lines = _score_lines(file, content.commune.year, criteria_set, sheets)
        (work / path).parent.mkdir(exist_ok=True)
        rows[path] = write_csv(work / path, score_table(criteria_set).header, lines)
        done += len(sheets)
        yield Progress(done, len(content.results), "Đang ghi điểm từng phiếu")
    return rows


def _score_lines(
    file: CommuneFile, year: int, criteria_set: CriteriaSet, sheets: list[int]
) -> Iterator[list[str]]:
    # Most cells are one of a few values: each is worded once.
    worded: list[tuple[Indicator, dict[Answer | None, str]]] = [(one, {}) for one in criteria_set.indicators]
    for start in range(0, len(sheets), _SHEETS_A_STEP):
        ids = sheets[start : start + _SHEETS_A_STEP]
        derived = measured.of_sheets(file, year, ids, lambda _: criteria_set)
        for subject, typed in score_queries.answers(file, year, ids).items():
            answers = measured.overlaid(typed, derived[subject])
            yield [str(subject), *(_cell(one, known, answers.get(one.code)) for one, known in worded)]


def _cell(indicator: Indicator, known: dict[Answer | None, str], answer: Answer | None) -> str:
    text = known.get(answer)
    if text is None:
        text = known[answer] = write_answer(indicator, answer)
    return text


def _write_tables(content: BundleContent, work: Path) -> dict[str, int]:
    rows = fixed_rows(content)
    if content.rest:
        rows |= title_rows(content.commune.year, content.rest)
    tables = fixed_tables(content.format)
    return {t.path: write_csv(work / t.path, t.header, as_texts(t, rows[t.name])) for t in tables}


def _write_texts(content: BundleContent, work: Path) -> None:
    _write(work / PAGE, make_page(content))
    for criteria_set, body in content.criteria.values():
        _write(work / criteria_path(criteria_set), body)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def _paths(content: BundleContent) -> list[str]:
    return [*other_paths(content), *(table.path for table in all_tables(content))]


def _content_mark(files: Mapping[str, Digest]) -> str:
    """One checksum over all that the facts decide; the number and the chain are not among it."""
    told = "".join(f"{file.sha256}  {path}\n" for path, file in files.items())
    return hashlib.sha256(told.encode()).hexdigest()


def _chain(last: _Last | None, is_new: bool) -> Chain:
    if last is None:
        return Chain(1, None)
    return Chain(last.sequence + 1, last.sha256) if is_new else Chain(last.sequence, last.previous)


def _key(year: int) -> str:
    return f"handover.{year}"


def _remembered(file: CommuneFile, year: int) -> _Last | None:
    told = file.remembered(_key(year))
    return _Last(**json.loads(told)) if told else None


def _told(made: _Made, sha256: str) -> str:
    chain = made.chain
    return json.dumps(
        {"content": made.content, "sequence": chain.sequence, "previous": chain.previous, "sha256": sha256}
    )


def _part(job: Job[T], start: int, end: int) -> Job[T]:
    """A job as a part of a larger one: its progress runs from `start` to `end`."""
    while True:
        try:
            step = next(job)
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]
        share = step.done / step.total if step.total else 0
        yield Progress(start + int((end - start) * share), _STEPS, step.text)
