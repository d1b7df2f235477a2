"""The tables that bundles of every format have, one by one (docs/bundle-format.md says what each column means)."""

from typing import Final

from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Indicator, Kind, Outcome
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services.handover.schema import (
    NOT_APPLICABLE,
    Field,
    ForeignKey,
    Table,
    decimal,
    identity,
)

DESCRIPTOR: Final = "datapackage.json"
WORKBOOK: Final = "tong-hop.xlsx"
PAGE: Final = "index.html"
# Free text stays in the commune: only that it was entered is handed up.
TEXT_ENTERED: Final = "x"

GROUP_KEY = ForeignKey("group_id", "groups", "group_id")
HOUSEHOLD_KEY = ForeignKey("household_id", "households", "household_id")
SUBJECT_KEY = ForeignKey("subject_id", "subjects", "subject_id")


def count(name: str, title: str, *, required: bool = True) -> Field:
    """A field for a number of things, 0 or more."""
    return Field(name, "integer", title, required=required, minimum=0)


FIGURES = (
    count("total", "Tổng số"),
    count("registered", "Số đăng ký"),
    count("scored", "Số đã chấm đủ"),
    count("reached", "Số đạt"),
    count("proposed", "Số đề nghị công nhận"),
    count("recognised", "Số được công nhận"),
    Field("percent_of_total", "number", "% công nhận trên tổng số", required=False, minimum=0),
    Field("percent_of_registered", "number", "% công nhận trên số đăng ký", required=False, minimum=0),
    count("last_year_recognised", "Số được công nhận năm trước", required=False),
    Field("change", "integer", "Tăng, giảm so với năm trước", required=False),
)

COMMUNE = Table(
    "commune",
    "commune.csv",
    "Xã và năm",
    (
        Field("code", "string", "Mã xã (5 chữ số)", unique=True, pattern="[0-9]{5}"),
        Field("name", "string", "Tên xã"),
        Field("kind", "string", "Loại đơn vị", enum=("xã", "phường", "đặc khu")),
        Field("province", "string", "Tỉnh, thành phố", required=False),
        Field("association", "string", "Hội Khuyến học", required=False),
        Field("year", "year", "Năm đánh giá"),
        Field("title", "string", "Danh hiệu", pattern="[a-z_]+"),
        Field("target_percent", "number", "Chỉ tiêu năm (%)", required=False, minimum=0, maximum=100_00),
        Field("target_base", "string", "Chỉ tiêu tính trên", required=False, enum=("total", "registered")),
    ),
    ("code",),
)
GROUPS = Table(
    "groups",
    "groups.csv",
    "Thôn, tổ dân phố",
    (
        identity("group_id", "Mã thôn"),
        Field("name", "string", "Tên thôn, tổ dân phố"),
        Field("kind", "string", "Loại"),
    ),
    ("group_id",),
)
HOUSEHOLDS = Table(
    "households",
    "households.csv",
    "Danh sách hộ có mặt trong năm",
    (
        identity("household_id", "Mã hộ trong chương trình"),
        identity("group_id", "Mã thôn"),
        Field("head_name", "string", "Họ và tên chủ hộ"),
        Field("birth_year", "year", "Năm sinh chủ hộ", required=False),
    ),
    ("household_id",),
    (GROUP_KEY,),
)
DECISIONS = Table(
    "decisions",
    "decisions.csv",
    "Quyết định công nhận",
    (
        identity("decision_id", "Mã quyết định trong chương trình"),
        Field("number", "string", "Số quyết định"),
        Field("decided_on", "date", "Ngày quyết định", required=False),
        Field("signer", "string", "Người ký", required=False),
    ),
    ("decision_id",),
)
ASSESSMENTS = Table(
    "assessments",
    "assessments.csv",
    "Đăng ký, điểm và kết quả của từng hộ",
    (
        identity("household_id", "Mã hộ trong chương trình"),
        Field("registered", "boolean", "Đã đăng ký"),
        Field("registered_on", "date", "Ngày đăng ký", required=False),
        Field("criteria_set", "string", "Bộ tiêu chí đã chấm", required=False, pattern="[A-Za-z0-9_]+"),
        Field("criteria_version", "string", "Bản của bộ tiêu chí", required=False, pattern="[A-Za-z0-9._-]+"),
        count("entered", "Số chỉ số đã nhập"),
        count("missing", "Số chỉ số còn thiếu"),
        Field("total", "number", "Tổng điểm", required=False, minimum=0),
        Field("outcome", "string", "Kết quả điểm", enum=tuple(each.value for each in Outcome)),
        Field("proposed", "boolean", "Được đề nghị công nhận"),
        Field("recognised", "boolean", "Được công nhận (trống: chưa xét)", required=False),
        identity("decision_id", "Mã quyết định", required=False),
    ),
    ("household_id",),
    (HOUSEHOLD_KEY, ForeignKey("decision_id", "decisions", "decision_id")),
)
LAST_YEAR = Table(
    "last_year",
    "last_year.csv",
    "Hộ được công nhận năm trước",
    (
        identity("household_id", "Mã hộ trong chương trình"),
        identity("group_id", "Thôn mà hộ được tính vào"),
    ),
    ("household_id",),
    (GROUP_KEY,),
)
SUMMARY = Table(
    "summary",
    "summary.csv",
    "Tổng hợp toàn xã",
    (Field("title", "string", "Danh hiệu", pattern="[a-z_]+"), *FIGURES),
    ("title",),
)
SUMMARY_BY_GROUP = Table(
    "summary_by_group",
    "summary_by_group.csv",
    "Tổng hợp theo thôn, tổ dân phố",
    (
        identity("group_id", "Mã thôn"),
        Field("group", "string", "Tên thôn, tổ dân phố"),
        *FIGURES,
    ),
    ("group_id",),
    (GROUP_KEY,),
)
FIXED_TABLES: Final = (
    COMMUNE,
    GROUPS,
    HOUSEHOLDS,
    DECISIONS,
    ASSESSMENTS,
    LAST_YEAR,
    SUMMARY,
    SUMMARY_BY_GROUP,
)


def criteria_path(criteria_set: CriteriaSet) -> str:
    """Where a criteria set's own file stands in the bundle."""
    return f"criteria/{criteria_set.set_id}-{criteria_set.version}.json"


def score_table(criteria_set: CriteriaSet) -> Table:
    """The wide table of the sheets filled with a set: a row for each sheet, a column for each indicator."""
    stem = f"{criteria_set.set_id}-{criteria_set.version}"
    is_family = criteria_set.title == LEARNING_FAMILY
    key = HOUSEHOLD_KEY if is_family else SUBJECT_KEY
    whose = identity(key.field, "Mã hộ trong chương trình" if is_family else "Mã trong chương trình")
    return Table(
        f"scores-{stem}".lower().replace("_", "-"),
        f"scores/{stem}.csv",
        f"Điểm từng chỉ số theo {criteria_set.name}, bản {criteria_set.version}",
        (whose, *map(_score_field, criteria_set.indicators)),
        (key.field,),
        (key,),
        missing_values=("", NOT_APPLICABLE),
    )


def write_answer(indicator: Indicator, answer: Answer | None) -> str:
    """An answer as its cell's text: "" not entered, "-" not applicable."""
    if answer is None:
        return ""
    if answer is NA:
        return NOT_APPLICABLE
    if isinstance(answer, str):
        return TEXT_ENTERED if indicator.kind is Kind.TEXT else answer
    if indicator.kind is Kind.YES_NO:
        return "true" if answer else "false"
    return decimal(answer)


def read_answer(field: Field, indicator: Indicator, text: str) -> Answer | None:
    """The answer of a cell of a score table.

    Raises:
        BadValueError: no value of this field.
    """
    if text == NOT_APPLICABLE:
        return NA
    value = field.read(text)
    if isinstance(value, bool):
        return 100 if value else 0
    return value * 100 if isinstance(value, int) and field.type == "integer" else value


def _score_field(indicator: Indicator) -> Field:
    title = f"{indicator.number}. {indicator.name}"
    most = indicator.max_points if indicator.kind is Kind.POINTS else None
    if indicator.kind is Kind.CHOICE:
        options = tuple(option.code for option in indicator.options)
        return Field(indicator.code, "string", title, required=False, enum=options)
    if indicator.kind is Kind.TEXT:
        return Field(indicator.code, "string", title, required=False, enum=(TEXT_ENTERED,))
    if indicator.kind is Kind.YES_NO:
        return Field(indicator.code, "boolean", title, required=False)
    if indicator.kind is Kind.COUNT:
        return Field(indicator.code, "integer", title, required=False, minimum=0)
    if indicator.kind is Kind.PERCENT:
        most = 100_00
    return Field(indicator.code, "number", title, required=False, minimum=0, maximum=most)
