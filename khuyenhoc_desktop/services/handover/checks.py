"""What is missing or contradictory before a year is handed up, each with the place to go to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.problems import UserError, error, warning
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import communes, criteria_sets, entry, recognition, summary
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.decisions import RECOGNISE
from khuyenhoc_desktop.services.groups import GroupRow, list_groups
from khuyenhoc_desktop.services.handover.checks_titles import check_titles
from khuyenhoc_desktop.services.handover.places import NAMED_PLACES, Check, Place
from khuyenhoc_desktop.store import handover_queries


@dataclass(frozen=True, slots=True)
class _Kind:
    """Words of a check on households: `{}` is how many. `page` is where it is put right."""

    page: str
    message: str
    cure: str


_STANDING_KINDS = {
    "scored_not_registered": _Kind(
        "recognition",
        "{} hộ có điểm nhưng chưa đăng ký",
        "Ghi đăng ký cho các hộ này, hoặc xóa điểm nhập nhầm hộ.",
    ),
    "registered_not_scored": _Kind(
        "sheet",
        "{} hộ đã đăng ký nhưng chưa chấm điểm",
        "Chấm điểm các hộ này, hoặc bỏ đăng ký nếu hộ không tham gia.",
    ),
    "sheet_incomplete": _Kind(
        "sheet",
        "{} phiếu chấm chưa đủ chỉ số",
        "Mở từng phiếu và nhập các chỉ số còn trống (K nếu không áp dụng).",
    ),
    "reached_not_proposed": _Kind(
        "recognition",
        "{} hộ đủ điểm đạt nhưng chưa đề nghị công nhận",
        "Chọn các hộ này và bấm Đề nghị công nhận.",
    ),
    "proposed_not_reached": _Kind(
        "recognition",
        "{} hộ được đề nghị nhưng điểm chưa đạt",
        "Xem lại phiếu điểm, hoặc rút đề nghị.",
    ),
    "proposed_not_registered": _Kind(
        "recognition",
        "{} hộ được đề nghị nhưng chưa đăng ký",
        "Ghi đăng ký cho các hộ này, hoặc rút đề nghị.",
    ),
    "proposed_not_decided": _Kind(
        "recognition",
        "{} hộ được đề nghị nhưng chưa có kết quả",
        "Ghi quyết định công nhận, hoặc Không công nhận.",
    ),
    "recognised_not_registered": _Kind(
        "recognition",
        "{} hộ được công nhận nhưng chưa đăng ký",
        "Ghi đăng ký cho các hộ này, hoặc bỏ công nhận.",
    ),
    "recognised_not_scored": _Kind(
        "sheet",
        "{} hộ được công nhận nhưng chưa chấm đủ điểm",
        "Chấm đủ phiếu của các hộ này, hoặc bỏ công nhận.",
    ),
    "recognised_not_reached": _Kind(
        "sheet",
        "{} hộ được công nhận nhưng điểm chưa đạt",
        "Xem lại phiếu điểm, hoặc bỏ công nhận.",
    ),
    "recognised_without_decision": _Kind(
        "recognition",
        "{} hộ được công nhận nhưng không ghi theo quyết định nào",
        "Chọn các hộ này và ghi quyết định.",
    ),
}
_TWINS = _Kind(
    "households",
    "{} hộ trùng tên, năm sinh và thôn với hộ khác",
    "Xem từng cặp: nếu là một hộ thì xóa bớt; nếu là hai hộ thì để nguyên.",
)
_DELETED = _Kind(
    "households",
    "{} hộ trong thùng rác nhưng có đề nghị hoặc công nhận năm này nên không được tính",
    "Lấy lại hộ từ thùng rác nếu xóa nhầm.",
)
_AWAY = _Kind(
    "households",
    "{} hộ đã chuyển đi nhưng có đề nghị hoặc công nhận năm này nên không được tính",
    "Xem lại năm chuyển đi của hộ, hoặc bỏ công nhận.",
)


def check_before_export(file: CommuneFile, year: int) -> list[Check]:
    """Everything missing or contradictory in a year: errors first, then warnings."""
    with file.snapshot():
        found = [check for part in _PARTS for check in part(file, year)]
    return sorted(found, key=lambda check: not check.problem.is_error)


def _commune(file: CommuneFile, year: int) -> Iterator[Check]:
    facts = communes.facts(file)
    if not facts.code:
        problem = error("commune_code_missing", "Chưa có mã xã.", "Vào Thiết lập và gõ mã xã gồm 5 chữ số.")
        yield Check(problem, "settings", {"field": "code"})
    if not facts.name:
        problem = error("commune_name_missing", "Chưa có tên xã.", "Vào Thiết lập và gõ tên xã.")
        yield Check(problem, "settings", {"field": "name"})
    if year not in facts.years:
        problem = error("no_year", f"Tệp dữ liệu chưa có năm {year}.", "Chọn năm khác, hoặc mở năm này trước.")
        yield Check(problem, "settings", {"field": "year"})
    if not facts.province:
        problem = warning("province_missing", "Chưa có tên tỉnh, thành phố.", "Vào Thiết lập và gõ tên tỉnh.")
        yield Check(problem, "settings", {"field": "province"})


def _criteria(file: CommuneFile, year: int) -> Iterator[Check]:
    try:
        chosen = criteria_sets.chosen(file, LEARNING_FAMILY, year)
    except UserError as refused:
        yield Check(error(refused.code, refused.message, refused.cure), "criteria", {})
        return
    if chosen.is_sample:
        message = f"Đang dùng bộ tiêu chí mẫu «{chosen.name}», không phải văn bản chính thức."
        cure = "Khi có văn bản của cấp trên thì nạp bộ tiêu chí chính thức ở trang Bộ tiêu chí."
        yield Check(warning("sample_criteria", message, cure), "criteria", {})
    if not chosen.is_valid_in(year):
        message = f"Bộ tiêu chí «{chosen.name}» không dùng cho năm {year}."
        cure = "Chọn bộ tiêu chí đúng năm ở trang Bộ tiêu chí."
        yield Check(warning("criteria_not_valid", message, cure), "criteria", {})


def _groups(file: CommuneFile, year: int) -> Iterator[Check]:
    groups = list_groups(file, year, with_ended=True)
    if not any(group.households for group in groups):
        problem = warning(
            "no_households", f"Năm {year} chưa có hộ nào.", "Nhập danh sách hộ từ Excel hoặc gõ thêm."
        )
        yield Check(problem, "households", {})
        return
    empty = [_group_place(group) for group in groups if group.valid_in(year) and not group.households]
    kind = _Kind(
        "groups", "{} thôn, tổ dân phố không có hộ nào", "Nhập hộ của thôn, hoặc sáp nhập, xóa thôn thừa."
    )
    yield from _told("group_empty", kind, len(empty), empty)
    ended = [_group_place(group) for group in groups if group.households and not group.valid_in(year)]
    kind = _Kind("groups", f"{{}} thôn không còn trong năm {year} nhưng vẫn có hộ", "Sáp nhập thôn, hoặc sửa năm.")
    yield from _told("group_ended", kind, len(ended), ended)


def _standings(file: CommuneFile, year: int) -> Iterator[Check]:
    for code, count in handover_queries.count_by_standing(file, year).items():
        if count:
            kind = _STANDING_KINDS[code]
            rows = handover_queries.named_by_standing(file, year, code, NAMED_PLACES)
            places = [_household_place(kind.page, *row) for row in rows]
            if code == "sheet_incomplete":
                places = [_at_first_missing(file, year, place) for place in places]
            yield from _told(code, kind, count, places)


def _absent(file: CommuneFile, year: int) -> Iterator[Check]:
    for code, kind, deleted in (("deleted_recognised", _DELETED, True), ("away_recognised", _AWAY, False)):
        count, rows = handover_queries.absent_recognised(file, year, deleted=deleted, limit=NAMED_PLACES)
        state = "deleted" if deleted else "away"
        places = [Place(name, kind.page, {"household": household, "state": state}) for household, name in rows]
        yield from _told(code, kind, count, places)


def _twins(file: CommuneFile, year: int) -> Iterator[Check]:
    count, rows = handover_queries.twins(file, year, NAMED_PLACES)
    yield from _told("household_twin", _TWINS, count, [_household_place("households", *row) for row in rows])


def _decisions(file: CommuneFile, year: int) -> Iterator[Check]:
    every = (decision for title in TITLES for decision in recognition.decisions(file, year, title))
    for decision in every:
        lacking = [
            word
            for word, value in (
                ("số", decision.number),
                ("ngày", decision.decided_on),
                ("người ký", decision.signer),
            )
            if not value
        ]
        target = {"decision": decision.id}
        if lacking:
            message = f"Quyết định {decision.number or '(chưa có số)'} chưa có {', '.join(lacking)}."
            problem = warning("decision_incomplete", message, "Mở quyết định và ghi đủ số, ngày, người ký.")
            yield Check(problem, "recognition", target)
        if not decision.recognised and decision.kind == RECOGNISE:
            message = f"Quyết định {decision.number} chưa công nhận ai."
            problem = warning("decision_empty", message, "Chọn những ai được công nhận theo quyết định này.")
            yield Check(problem, "recognition", target)
        if decision.decided_on and not year <= int(decision.decided_on[:4]) <= year + 1:
            message = f"Quyết định {decision.number} ghi ngày {decision.decided_on}, không hợp với năm {year}."
            yield Check(warning("decision_date_odd", message, "Xem lại ngày quyết định."), "recognition", target)


def _target(file: CommuneFile, year: int) -> Iterator[Check]:
    if summary.target(file, year) is None:
        message = f"Chưa đặt chỉ tiêu Gia đình học tập năm {year}."
        problem = warning("target_missing", message, "Vào Thiết lập và đặt chỉ tiêu, nếu cấp trên có giao.")
        yield Check(problem, "settings", {})


_PARTS: Sequence[Callable[[CommuneFile, int], Iterator[Check]]] = (
    _commune,
    _criteria,
    _groups,
    _standings,
    check_titles,
    _absent,
    _twins,
    _decisions,
    _target,
)


def _told(code: str, kind: _Kind, count: int, places: Sequence[Place]) -> Iterator[Check]:
    """The check of a kind, naming the first places; nothing where there are none."""
    if not count:
        return
    named = tuple(places[:NAMED_PLACES])
    rest = count - len(named)
    tail = f" và {format_count(rest)} nơi khác" if rest > 0 else ""
    message = f"{kind.message.format(format_count(count))}: {', '.join(place.text for place in named)}{tail}."
    yield Check(warning(code, message, kind.cure), kind.page, named[0].target, count, named)


def _group_place(group: GroupRow) -> Place:
    return Place(group.name, "groups", {"group": group.id})


def _household_place(page: str, household: int, name: str, group: str) -> Place:
    return Place(f"{name} ({group})", page, {"household": household})


def _at_first_missing(file: CommuneFile, year: int, place: Place) -> Place:
    missing = entry.load_sheet(file, year, place.target["household"]).result.missing
    return Place(place.text, place.page, {**place.target, "indicator": missing[0]}) if missing else place
