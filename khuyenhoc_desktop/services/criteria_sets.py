"""Criteria sets in the commune file: the shipped ones, which a title uses in a year, and loading others."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from khuyenhoc_desktop.domain.criteria import TITLES, CriteriaSet
from khuyenhoc_desktop.domain.problems import Problem, UserError
from khuyenhoc_desktop.domain.text import format_date
from khuyenhoc_desktop.services.whole_file import whole_file
from khuyenhoc_desktop.store import criteria_queries, year_queries
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.scorers import parsed

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def shipped() -> list[tuple[str, CriteriaSet]]:
    """The text and the set of every criteria file that comes with the program."""
    return [(text, parsed(text)) for text in map(text_of, sorted((RESOURCES / "criteria").glob("*.json")))]


def install_shipped(action: Action, years: Iterable[int]) -> None:
    """Put all shipped sets into a new file and choose for the years those that criteria_defaults.json names.

    A title may have several sets or versions; which of them a new commune begins with is said there, not guessed.
    """
    for text, criteria_set in shipped():
        _keep(action, criteria_set, text)
    defaults = json.loads(text_of(RESOURCES / "criteria_defaults.json"))
    for year in years:
        criteria_queries.add_choices(action, year, defaults["titles"], defaults["person_groups"])


def install_missing(file: CommuneFile) -> None:
    """Give a file of an older program, that knew fewer titles, the sets of the others; what was chosen stays."""
    if criteria_queries.titles_chosen(file) < set(TITLES):
        with file.action("criteria.install", "Bổ sung bộ tiêu chí của các danh hiệu mới", kind="begin") as action:
            install_shipped(action, year_queries.open_years(file))


def chosen(file: CommuneFile, title: str, year: int) -> CriteriaSet:
    """The set that a title uses in a year.

    Raises:
        UserError: no_criteria, bad_criteria.
    """
    choice = criteria_queries.choice(file, title, year)
    if choice is None:
        raise UserError(
            "no_criteria",
            f"Năm {year} chưa chọn bộ tiêu chí cho danh hiệu này.",
            "Vào Bộ tiêu chí và chọn một bộ.",
        )
    return kept(file, *choice)


def kept(file: CommuneFile, set_id: str, version: str) -> CriteriaSet:
    """A set kept in the file.

    Raises:
        UserError: no_criteria, bad_criteria.
    """
    body = criteria_queries.body(file, set_id, version)
    if body is None:
        raise _not_kept(set_id, version)
    return parsed(body)


def all_kept(file: CommuneFile) -> list[CriteriaSet]:
    """Every set kept in the file."""
    return [parsed(row[3]) for row in criteria_queries.all_sets(file)]


def not_usable(name: str, problems: Sequence[Problem]) -> UserError:
    """The refusal of a file that is no sound criteria set, with every problem."""
    return UserError(
        "bad_criteria",
        f"Tệp {name} không phải là bộ tiêu chí dùng được ({len(problems)} lỗi).",
        "Sửa các lỗi đã nêu trong tệp rồi nạp lại.",
        place=name,
        problems=tuple(problems),
    )


def keep_set(file: CommuneFile, criteria_set: CriteriaSet, text: str) -> CriteriaSet:
    """Keep a set that has passed its checks, with the text it was read from; returns it as it is kept.

    The same set again changes nothing, also where its text is laid out in another way (out of Excel).

    Raises:
        UserError: criteria_changed when this id and version are known with another content.
    """
    known = _known_as(file, criteria_set)
    if known is not None:
        return known
    summary = f"Nạp bộ tiêu chí {criteria_set.name}, bản {criteria_set.version}"
    with file.action("criteria.load", summary) as action:
        _keep(action, criteria_set, text)
    return criteria_set


def save_set(file: CommuneFile, criteria_set: CriteriaSet, path: Path) -> None:
    """Write a kept set to a file, byte for byte as it was loaded (its sha256 stays the same).

    Raises:
        UserError: no_criteria; unwritable.
    """
    body = criteria_queries.body(file, criteria_set.set_id, criteria_set.version)
    if body is None:
        raise _not_kept(criteria_set.set_id, criteria_set.version)
    try:
        with whole_file(path) as unfinished:
            unfinished.write_bytes(body.encode("utf-8"))
    except OSError as fault:
        raise UserError(
            "unwritable",
            f"Không ghi được tệp {path.name} vào {path.parent}.",
            "Chọn thư mục khác, hoặc kiểm tra USB còn cắm và còn chỗ trống.",
        ) from fault


def sets_in_use(file: CommuneFile, title: str, year: int) -> list[tuple[str, str]]:
    """The sets (id, version) with which sheets of the year were filled."""
    return criteria_queries.sets_in_use(file, title, year)


def choose(file: CommuneFile, criteria_set: CriteriaSet, year: int) -> None:
    """Use a set for its title in a year; one of a group of persons for the citizens of that group.

    Sheets already filled keep the set they were filled with.

    Raises:
        UserError: no_year, year_locked.
    """
    refuse_unopened(file, year)
    with file.action("criteria.choose", choice_summary(criteria_set, year)) as action:
        put_choice(action, criteria_set, year)


def refuse_unopened(file: CommuneFile, year: int) -> None:
    """Refuse a year that the file does not have: raises UserError no_year."""
    if not year_queries.frame(file, year):
        raise UserError("no_year", f"Tệp chưa có năm {year}.", "Vào «Năm làm việc», chuyển sang năm đó trước.")


def choice_summary(criteria_set: CriteriaSet, year: int) -> str:
    """The line of the history when a set is chosen."""
    return f"Dùng bộ tiêu chí {criteria_set.name}, bản {criteria_set.version} cho năm {year}"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who has compared a sample set with its document, and when (ISO date)."""

    confirmed_on: str
    confirmed_by: str
    document: str
    note: str | None

    @property
    def words(self) -> str:
        """As it is shown: "đã đối chiếu với 242/QĐ-KHVN ngày 28/07/2026 bởi Trần Văn An"."""
        day = format_date(date.fromisoformat(self.confirmed_on))
        return f"đã đối chiếu với {self.document} ngày {day} bởi {self.confirmed_by}"


def confirm(file: CommuneFile, criteria_set: CriteriaSet, told: Confirmation) -> None:
    """Keep that a sample set was compared with its document; a later comparison takes the place of an earlier one.

    Raises:
        UserError: no_criteria; not_told where the person or the document is missing.
    """
    if not (told.confirmed_by.strip() and told.document.strip()):
        raise UserError("not_told", "Chưa ghi người đối chiếu hoặc số văn bản.", "Điền cả hai ô rồi ghi.")
    kept(file, criteria_set.set_id, criteria_set.version)
    row = (told.confirmed_on, told.confirmed_by.strip(), told.document.strip(), told.note or None)
    summary = f"Đối chiếu bộ tiêu chí {criteria_set.name}, bản {criteria_set.version} với {told.document.strip()}"
    with file.action("criteria.confirm", summary) as action:
        criteria_queries.confirm(action, (criteria_set.set_id, criteria_set.version), row)


def confirmation(file: CommuneFile, criteria_set: CriteriaSet) -> Confirmation | None:
    """The comparison of a set with its document, if there was one."""
    row = criteria_queries.confirmation(file, criteria_set.set_id, criteria_set.version)
    return Confirmation(*row) if row else None


def notice(file: CommuneFile, criteria_set: CriteriaSet) -> str:
    """What whoever uses the set must be told: the set's own notice, or that a sample was confirmed since."""
    told = confirmation(file, criteria_set) if criteria_set.is_sample else None
    return f"Bộ tiêu chí {told.words}." if told else criteria_set.notice


def is_sample(file: CommuneFile, criteria_set: CriteriaSet) -> bool:
    """Whether a set only stands in for a document that nobody has compared it with."""
    return criteria_set.is_sample and confirmation(file, criteria_set) is None


def _not_kept(set_id: str, version: str) -> UserError:
    return UserError(
        "no_criteria",
        f"Tệp dữ liệu không có bộ tiêu chí {set_id} bản {version}.",
        "Vào Bộ tiêu chí và nạp bộ này từ tệp gốc.",
    )


def _known_as(file: CommuneFile, criteria_set: CriteriaSet) -> CriteriaSet | None:
    """The set of this id and version where the file has it already with another text of the same content."""
    known = criteria_queries.sha256(file, criteria_set.set_id, criteria_set.version)
    if known is not None and known != criteria_set.sha256:
        own = kept(file, criteria_set.set_id, criteria_set.version)
        if replace(criteria_set, sha256=own.sha256) == own:
            return own
        raise UserError(
            "criteria_changed",
            f"Tệp dữ liệu đã có bộ {criteria_set.set_id} bản {criteria_set.version} với nội dung khác.",
            "Đặt số bản mới cho bộ tiêu chí đã sửa rồi nạp lại.",
        )
    return None


def _keep(action: Action, criteria_set: CriteriaSet, text: str) -> None:
    key = (criteria_set.set_id, criteria_set.version)
    criteria_queries.keep(action, key, criteria_set.sha256, text)


def put_choice(action: Action, criteria_set: CriteriaSet, year: int) -> None:
    """Write the choice inside an action."""
    key = (criteria_set.set_id, criteria_set.version)
    if criteria_set.person_group:
        criteria_queries.choose_for_group(action, criteria_set.person_group, year, key)
    else:
        criteria_queries.choose(action, criteria_set.title, year, key)


def text_of(path: Path) -> str:
    """The text of a criteria file, letter for letter: raises UserError unreadable."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise UserError(
            "unreadable", f"Không đọc được tệp {path.name}.", "Chọn đúng tệp bộ tiêu chí (.json, mã UTF-8)."
        ) from fault
