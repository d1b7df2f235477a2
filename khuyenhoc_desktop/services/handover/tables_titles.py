"""The tables that format 2 of the bundle adds or widens (docs/bundle-format.md)."""

from dataclasses import replace
from typing import Final

from khuyenhoc_desktop.domain.criteria import Outcome
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS, SEXES, UNIT_KINDS
from khuyenhoc_desktop.services.handover import tables
from khuyenhoc_desktop.services.handover.all_titles import OTHER_TITLES
from khuyenhoc_desktop.services.handover.schema import Field, ForeignKey, Table, identity
from khuyenhoc_desktop.services.handover.tables import FIGURES, GROUP_KEY, count
from khuyenhoc_desktop.services.summary import ORDER

FORMAT: Final = 2

_TITLE = Field("title", "string", "Danh hiệu", enum=OTHER_TITLES)
_ANY_TITLE = Field("title", "string", "Danh hiệu", enum=ORDER)
_STAGE = Field("stage", "integer", "Bước đã xong (0 đến 3)", minimum=0, maximum=3)
_DECISION = ForeignKey("decision_id", "decisions", "decision_id")
_STEP_KINDS = ("self_scored", "reviewed", "verified", "returned", "withdrawn", "corrected", "proposed")

DECISIONS = replace(
    tables.DECISIONS,
    title="Quyết định",
    fields=(
        *tables.DECISIONS.fields,
        _ANY_TITLE,
        Field("kind", "string", "Loại quyết định", enum=("recognise", "correct", "revoke")),
        identity("corrects", "Mã quyết định được điều chỉnh", required=False),
    ),
)
ASSESSMENTS = replace(tables.ASSESSMENTS, fields=(*tables.ASSESSMENTS.fields, _STAGE))
SUBJECTS = Table(
    "subjects",
    "subjects.csv",
    "Công dân, dòng họ, cộng đồng, đơn vị và xã: đăng ký, điểm, kết quả",
    (
        identity("subject_id", "Mã trong chương trình"),
        _TITLE,
        identity("group_id", "Mã thôn", required=False),
        Field("name", "string", "Tên"),
        Field("kind", "string", "Loại", required=False, enum=(*UNIT_KINDS, *PERSON_GROUPS)),
        Field("sex", "string", "Giới tính", required=False, enum=SEXES),
        Field("birth_year", "year", "Năm sinh", required=False),
        Field("registered", "boolean", "Đã đăng ký"),
        Field("registered_on", "date", "Ngày đăng ký", required=False),
        Field("criteria_set", "string", "Bộ tiêu chí đã chấm", required=False, pattern="[A-Za-z0-9_]+"),
        Field("criteria_version", "string", "Bản của bộ tiêu chí", required=False, pattern="[A-Za-z0-9._-]+"),
        count("entered", "Số chỉ số đã nhập"),
        count("missing", "Số chỉ số còn thiếu"),
        Field("total", "number", "Tổng điểm", required=False, minimum=0),
        Field("outcome", "string", "Kết quả điểm", enum=tuple(each.value for each in Outcome)),
        Field("level", "integer", "Mức độ", required=False, minimum=1),
        _STAGE,
        Field("proposed", "boolean", "Được đề nghị công nhận"),
        Field("recognised", "boolean", "Được công nhận (trống: chưa xét)", required=False),
        identity("decision_id", "Mã quyết định", required=False),
    ),
    ("subject_id",),
    (GROUP_KEY, _DECISION),
)
BYSTANDERS = Table(
    "bystanders",
    "bystanders.csv",
    "Công dân được tính mà không tham gia: chỉ có số người",
    (
        identity("group_id", "Mã thôn"),
        Field("kind", "string", "Nhóm", required=False, enum=tuple(PERSON_GROUPS)),
        Field("sex", "string", "Giới tính", required=False, enum=SEXES),
        Field("count", "integer", "Số người", minimum=1),
    ),
    ("group_id", "kind", "sex"),
    (GROUP_KEY,),
)
LAST_YEAR_TITLES = Table(
    "last-year-titles",
    "last_year_titles.csv",
    "Được công nhận năm trước, các danh hiệu khác",
    (
        identity("subject_id", "Mã trong chương trình"),
        _TITLE,
        identity("group_id", "Thôn được tính vào", required=False),
        Field("kind", "string", "Loại đơn vị", required=False, enum=tuple(UNIT_KINDS)),
    ),
    ("subject_id",),
    (GROUP_KEY,),
)
TITLES_BY_GROUP = Table(
    "titles-by-group",
    "titles_by_group.csv",
    "Tổng hợp các danh hiệu khác theo thôn, tổ dân phố",
    (
        _TITLE,
        identity("group_id", "Mã thôn", required=False),
        Field("group", "string", "Tên thôn, tổ dân phố"),
        *FIGURES,
    ),
    ("title", "group"),
    (GROUP_KEY,),
)
TARGETS = Table(
    "targets",
    "targets.csv",
    "Chỉ tiêu năm",
    (
        _ANY_TITLE,
        Field("percent", "number", "Chỉ tiêu (%)", minimum=0, maximum=100_00),
        Field("base", "string", "Chỉ tiêu tính trên", enum=("total", "registered")),
    ),
    ("title",),
)
YEAR = Table(
    "year",
    "year.csv",
    "Năm đánh giá: tuổi tính công dân, cách xét, khóa số liệu",
    (
        Field("year", "year", "Năm"),
        Field("base_age", "integer", "Tính công dân từ tuổi", minimum=0, maximum=120),
        count("unknown_birth", "Số người chưa có năm sinh"),
        count("below_age", "Số người chưa đủ tuổi"),
        count("elsewhere", "Số người không ở thôn nào trong xã"),
        Field("last_year_kept", "boolean", "Tệp có số liệu năm trước"),
        Field("round", "string", "Cách xét", enum=("simple", "full")),
        Field("locked_on", "date", "Ngày khóa số liệu", required=False),
    ),
    ("year",),
)
DEADLINES = Table(
    "deadlines",
    "deadlines.csv",
    "Hạn các bước",
    (Field("step", "string", "Bước", pattern="[a-z_]+"), Field("due_on", "date", "Hạn")),
    ("step",),
)
STEPS = Table(
    "steps",
    "steps.csv",
    "Các bước đã ghi trong năm",
    (
        _ANY_TITLE,
        Field("kind", "string", "Việc", enum=_STEP_KINDS),
        count("count", "Số lần ghi"),
        Field("first_on", "date", "Ngày đầu", required=False),
        Field("last_on", "date", "Ngày cuối", required=False),
    ),
    ("title", "kind"),
)
RULINGS = Table(
    "rulings",
    "rulings.csv",
    "Từng quyết định nói gì về từng hộ, người, dòng họ, đơn vị",
    (
        identity("decision_id", "Mã quyết định"),
        identity("subject_id", "Mã trong chương trình"),
        Field("recognised", "boolean", "Công nhận"),
    ),
    ("decision_id", "subject_id"),
    (_DECISION,),
)
_SECOND: Final = (
    tables.COMMUNE,
    tables.GROUPS,
    tables.HOUSEHOLDS,
    DECISIONS,
    ASSESSMENTS,
    tables.LAST_YEAR,
    tables.SUMMARY,
    tables.SUMMARY_BY_GROUP,
    SUBJECTS,
    BYSTANDERS,
    LAST_YEAR_TITLES,
    TITLES_BY_GROUP,
    TARGETS,
    YEAR,
    DEADLINES,
    STEPS,
    RULINGS,
)


def fixed_tables(number: int) -> tuple[Table, ...]:
    """The tables that do not depend on the criteria sets, of a format (1 or 2)."""
    return tables.FIXED_TABLES if number == 1 else _SECOND


def decisions_table(number: int) -> Table:
    """decisions.csv of a format."""
    return tables.DECISIONS if number == 1 else DECISIONS


def assessments_table(number: int) -> Table:
    """assessments.csv of a format."""
    return tables.ASSESSMENTS if number == 1 else ASSESSMENTS
