"""Whom titles are given to: the kinds of subjects, their titles, and the small fixed lists about them.

A subject is known by one id in all tables of assessments and scores, and its kind says which title it strives for.
"""

from collections.abc import Mapping
from typing import Final

LEARNING_CITIZEN: Final = "learning_citizen"
LEARNING_FAMILY: Final = "learning_family"
LEARNING_CLAN: Final = "learning_clan"
LEARNING_COMMUNITY: Final = "learning_community"
LEARNING_UNIT: Final = "learning_unit"
COMMUNE_LEARNING_COMMUNITY: Final = "commune_learning_community"

PERSON: Final = "person"
HOUSEHOLD: Final = "household"
CLAN: Final = "clan"
RESIDENTIAL_GROUP: Final = "residential_group"
UNIT: Final = "unit"
COMMUNE: Final = "commune"

# The order in which they depend on one another: persons make families, families clans and communities …
TITLE_OF: Final[Mapping[str, str]] = {
    PERSON: LEARNING_CITIZEN,
    HOUSEHOLD: LEARNING_FAMILY,
    CLAN: LEARNING_CLAN,
    UNIT: LEARNING_UNIT,
    RESIDENTIAL_GROUP: LEARNING_COMMUNITY,
    COMMUNE: COMMUNE_LEARNING_COMMUNITY,
}
KIND_OF: Final[Mapping[str, str]] = {title: kind for kind, title in TITLE_OF.items()}

# The commune is one subject in its file. Minted ids are all far above.
COMMUNE_SUBJECT: Final = 1

# Three groups are those of the pilot (2020); that pupils and students are the fourth of today's four is inferred.
PERSON_GROUPS: Final[Mapping[str, str]] = {
    "farmer": "Nông dân, lao động nông thôn",
    "worker": "Công nhân, lao động tiểu thủ công",
    "official": "Cán bộ, công chức, viên chức, trí thức",
    "learner": "Học sinh, sinh viên",
}

UNIT_KINDS: Final[Mapping[str, str]] = {
    "school": "Trường học",
    "agency": "Cơ quan",
    "enterprise": "Doanh nghiệp",
    "cooperative": "Hợp tác xã",
    "other": "Đơn vị khác",
}
UNIT_ROLES: Final[Mapping[str, str]] = {"staff": "Người làm việc", "learner": "Người học"}
SEXES: Final = ("nam", "nữ")

# Which age makes an adult for the figures of citizens is not known (15, 16 or 18); the commune sets it.
DEFAULT_BASE_AGE: Final = 18

SELF_SCORED, REVIEWED, VERIFIED = 1, 2, 3
STAGES: Final[Mapping[int, str]] = {
    SELF_SCORED: "Tự chấm",
    REVIEWED: "Thôn, chi hội bình xét",
    VERIFIED: "Xã thẩm định",
}
