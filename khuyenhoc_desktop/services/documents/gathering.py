"""Gathers what a paper holds: one function for each kind, over the same subject lines."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from khuyenhoc_desktop.domain.dates import format_birth
from khuyenhoc_desktop.domain.scoring_texts import sentence
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS, UNIT_KINDS
from khuyenhoc_desktop.domain.summary import percent
from khuyenhoc_desktop.domain.text import format_count, format_date, format_percent
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.documents import request as requests
from khuyenhoc_desktop.services.documents import score_sheets, words
from khuyenhoc_desktop.services.documents.content import (
    Certificate,
    Content,
    GroupList,
    Line,
    Meeting,
    Office,
    or_dots,
)
from khuyenhoc_desktop.services.documents.figures import report_fields, table_fields
from khuyenhoc_desktop.services.documents.layout import DOTS
from khuyenhoc_desktop.services.documents.office import office_of
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.services.sheet_sets import SheetSets
from khuyenhoc_desktop.store import document_queries
from khuyenhoc_desktop.store.document_queries import DecisionLine, Sought, SubjectLine

Fields = Mapping[str, Any]
_NO_GROUP = "Không thuộc thôn nào"
_TOLD_EVERY = 200
_NO_NUMBER = "………/QĐ-UBND"


def gather(file: CommuneFile, request: Request) -> Job[Content]:
    """Everything a paper's fields are filled with, read from one state of the file.

    Raises:
        UserError: no_such_document, document_not_for_title; nothing_to_print; no_criteria.
    """
    kind = request.known_kind
    title = request.title if kind.by_title else ""
    office = office_of(file, title, request.year, request.day)
    with file.snapshot():
        content = yield from _GATHER[kind.code](file, request, office)
    return content


def _registration(file: CommuneFile, request: Request, office: Office) -> Job[Content]:
    yield Progress(0, 0, "Đang đọc danh sách")
    found = requests.lines(file, request)
    names = requests.group_names(file, request.year)
    lists = []
    for group, some in groupby(found, key=lambda line: line.group_id):
        rows = tuple(_line(no, line, names) for no, line in enumerate(some, 1))
        lists.append(GroupList(names.get(group) or _NO_GROUP, format_count(len(rows)), rows))
    return Content(office, len(found), {"lists": tuple(lists)})


def _blank(file: CommuneFile, request: Request, office: Office) -> Job[Content]:
    yield Progress(0, 0, "Đang đọc bộ tiêu chí")
    copies = 1 if request.size == "1" else 2
    sheets = score_sheets.blank_sheets(file, request.title, request.year, copies, request.set_key)
    return Content(office, len(sheets), {"sheets": sheets, **_sheet_words(file, request)})


def _sheets(file: CommuneFile, request: Request, office: Office) -> Job[Content]:
    found = requests.lines(file, request)
    names = requests.group_names(file, request.year)
    sheets = []
    for sheet in score_sheets.filled_sheets(file, request.title, request.year, found, names):
        sheets.append(sheet)
        if len(sheets) % _TOLD_EVERY == 1:
            yield Progress(len(sheets), len(found), "Đang điền phiếu")
    return Content(office, len(sheets), {"sheets": tuple(sheets), **_sheet_words(file, request)})


def _sheet_words(file: CommuneFile, request: Request) -> Fields:
    """A checklist has no points: its column says what is asked for."""
    is_checklist = request.title == "commune_learning_community"
    return {"most_heading": "Mức phải đạt" if is_checklist else "Điểm tối đa"}


def _minutes(file: CommuneFile, request: Request, office: Office) -> Job[Content]:
    found = requests.lines(file, request)
    names = requests.group_names(file, request.year)
    reasons: dict[int, str] = {}
    notices: dict[str, None] = {}
    for done, (subject, words_, notice) in enumerate(_reasons(file, request, found)):
        reasons[subject] = words_
        notices.update({notice: None} if notice else {})
        if done % _TOLD_EVERY == 0:
            yield Progress(done, len(found), "Đang xét từng phiếu")
    meetings = [
        _meeting(file, request, names.get(group) or _NO_GROUP, group, list(some), reasons)
        for group, some in groupby(found, key=lambda line: line.group_id)
    ]
    said = replace(office, notice=" ".join(notices))
    return Content(said, len(found), {"meetings": tuple(meetings)})


def _reasons(file: CommuneFile, request: Request, found: Sequence[SubjectLine]) -> Iterator[tuple[int, str, str]]:
    """Subject, why its result is what it is, what must be told of its set."""
    ids = [line.id for line in found]
    sets = SheetSets(file, request.title, request.year, ids)
    given = score_sheets.read(file, request.title, request.year, ids)
    notices: dict[int, str] = {}
    for line in found:
        used = sets.of(line.id)
        if id(used) not in notices:
            notices[id(used)] = score_sheets.notice_of(file, used)
        told = "" if line.outcome == "empty" else sentence(score_sheets.result_of(used, given[line.id]))
        yield line.id, told, notices[id(used)]


def _meeting(
    file: CommuneFile,
    request: Request,
    group: str,
    group_id: int | None,
    found: Sequence[SubjectLine],
    reasons: Mapping[int, str],
) -> Meeting:
    total = document_queries.count(file, Sought(request.title, request.year, group_id=group_id))
    by_outcome = [line.outcome for line in found]
    rows = tuple(
        replace(_line(no, line, {}), reasons=reasons[line.id], outcome=words.OUTCOMES[line.outcome])
        for no, line in enumerate(found, 1)
    )
    return Meeting(
        group=group,
        total=format_count(total),
        registered=format_count(sum(line.registered for line in found)),
        reached=format_count(by_outcome.count("reached")),
        not_reached=format_count(by_outcome.count("not_reached")),
        unfinished=format_count(by_outcome.count("incomplete") + by_outcome.count("empty")),
        lines=rows,
    )


def _submission(file: CommuneFile, request: Request, office: Office) -> Job[Content]:
    yield Progress(0, 0, "Đang đọc danh sách")
    found = requests.lines(file, request)
    total = document_queries.count(file, Sought(request.title, request.year))
    registered = document_queries.count(file, Sought(request.title, request.year, who="registered"))
    notice = _set_notice(file, request)
    own = {
        **_enclosed(file, request, found),
        "receivers": ("Như trên", office.upper_level),
        "total": format_count(total),
        "registered": format_count(registered),
        "registered_percent": format_percent(percent(registered, total)),
        "percent_of_total": format_percent(percent(len(found), total)),
        "percent_of_registered": format_percent(percent(len(found), registered)),
    }
    return Content(replace(office, notice=notice), len(found), own)


def _decision(file: CommuneFile, request: Request, office: Office) -> Job[Content]:
    yield Progress(0, 0, "Đang đọc danh sách")
    decision = requests.decision_of(file, request)
    found = requests.lines(file, request)
    own = {
        **_enclosed(file, request, found),
        **_decision_fields(decision, office),
        "receivers": ("Như Điều 3", office.upper_level),
    }
    return Content(_dated(office, request, decision), len(found), own)


def _certificates(file: CommuneFile, request: Request, office: Office) -> Job[Content]:
    yield Progress(0, 0, "Đang đọc danh sách")
    decision = requests.decision_of(file, request)
    found = requests.lines(file, request)
    names = requests.group_names(file, request.year)
    who = words.words_of(request.title)[2]
    made = tuple(
        Certificate(str(no), who, line.name, _whole_place(line, names, office)) for no, line in enumerate(found, 1)
    )
    own = {"certificates": made, **_decision_fields(decision, office)}
    return Content(_dated(office, request, decision), len(found), own)


def _summary(file: CommuneFile, request: Request, office: Office) -> Job[Content]:
    yield Progress(0, 0, "Đang tính số liệu")
    own = table_fields(file, request.year)
    return Content(office, len(own["tables"]), own)


def _report(file: CommuneFile, request: Request, office: Office) -> Job[Content]:
    yield Progress(0, 0, "Đang tính số liệu")
    own = report_fields(file, request.year)
    receivers = (office.upper_level, office.committee)
    return Content(office, len(own["titles"]), {**own, "receivers": receivers})


def _decision_fields(decision: DecisionLine | None, office: Office) -> Fields:
    signer = decision.signer if decision else None
    return {
        "decision_number": decision.number if decision else _NO_NUMBER,
        "decision_signer": signer or office.committee_chairman,
    }


def _dated(office: Office, request: Request, decision: DecisionLine | None) -> Office:
    """The day asked for, else the decision's own."""
    if request.day is not None or decision is None or decision.decided_on is None:
        return office
    return replace(office, day=words.day_words(date.fromisoformat(decision.decided_on)))


def _enclosed(file: CommuneFile, request: Request, found: Sequence[SubjectLine]) -> Fields:
    names = requests.group_names(file, request.year)
    rows = tuple(_line(no, line, names) for no, line in enumerate(found, 1))
    return {"lines": rows, "count": format_count(len(rows)), "bases": _bases(file, request)}


def _bases(file: CommuneFile, request: Request) -> tuple[str, ...]:
    """What a paper rests on; the number of a sample set's document is never printed as if it had been read."""
    sets = [
        criteria_sets.kept(file, *one) for one in document_queries.sets_to_fill(file, request.title, request.year)
    ]
    documents = dict.fromkeys(
        one.document for one in sets if one.document and not score_sheets.notice_of(file, one)
    )
    named = ", ".join(documents) or DOTS
    return (words.programme(request.title), f"bộ tiêu chí đánh giá danh hiệu ban hành theo văn bản số {named}")


def _set_notice(file: CommuneFile, request: Request) -> str:
    used = document_queries.sets_to_fill(file, request.title, request.year)
    notices = (score_sheets.notice_of(file, criteria_sets.kept(file, *one)) for one in used)
    return " ".join(dict.fromkeys(filter(None, notices)))


def _line(no: int, line: SubjectLine, groups: Mapping[int | None, str]) -> Line:
    group = groups.get(line.group_id) or ""
    return Line(
        no=str(no),
        name=line.name,
        code=line.code or "",
        head=line.head or "",
        born=format_birth(line.born),
        sex=line.sex or "",
        sort=PERSON_GROUPS.get(line.sort or "") or UNIT_KINDS.get(line.sort or "") or "",
        group=group,
        address=line.address or "",
        place=", ".join(filter(None, (line.address, group))),
        members=_number(line.members),
        children=_number(line.children),
        adults=_number(line.adults),
        registered_on=format_date(date.fromisoformat(line.registered_on)) if line.registered_on else "",
        result=words.result_words(line.total, line.level, line.outcome),
        outcome=words.OUTCOMES[line.outcome],
        note=line.note or "",
    )


def _whole_place(line: SubjectLine, groups: Mapping[int | None, str], office: Office) -> str:
    group = groups.get(line.group_id) or ""
    here = "" if group == line.name else group
    return or_dots(", ".join(filter(None, (here, office.commune, office.province))))


def _number(value: int | None) -> str:
    return "" if value is None else format_count(value)


_Gather = Callable[[CommuneFile, Request, Office], Generator[Progress, None, Content]]
_GATHER: Mapping[str, _Gather] = {
    "registration_list": _registration,
    "score_sheet_blank": _blank,
    "score_sheet": _sheets,
    "minutes": _minutes,
    "proposal_list": _submission,
    "decision": _decision,
    "certificates": _certificates,
    "summary_tables": _summary,
    "report": _report,
}
