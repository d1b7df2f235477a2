"""Reads the cells that only lists of persons have: sex, group of person, role in a unit, relation to the head."""

from functools import partial

from khuyenhoc_desktop.domain.problems import Problem, warning
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS, SEXES
from khuyenhoc_desktop.domain.text import fold
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.cells import READERS, Read, Reader, read_any_born, read_name
from khuyenhoc_desktop.services.importing.header import shown, text_of
from khuyenhoc_desktop.services.importing.reading import Cell

HEAD, MEMBER = "head", "member"
_MEN, _WOMEN = SEXES
_SEXES = {
    _MEN: "nam trai ong m male 1 nam gioi",
    _WOMEN: "nu gai ba f female 0 nu gioi",
}
_MARKS = frozenset({"x", "v", "1", "co", "✓", "✔", "+", "*"})
_HEADS = frozenset({"chu ho", "ch", "chu", "chu ho gia dinh", "la chu ho", "ban than chu ho"})
_GROUPS = {
    "farmer": """
        nông dân | nông dân, lao động nông thôn | lao động nông thôn | làm ruộng | làm nông | nông nghiệp |
        nông | nd | chăn nuôi | trồng trọt | làm vườn | lđ nông thôn | lao động nông nghiệp | nông dân lđnt |
        làm rẫy | ngư dân | diêm dân | lđnt | nhóm nông dân | sản xuất nông nghiệp | nông lâm nghiệp |
        làm nông nghiệp | trồng lúa
    """,
    "worker": """
        công nhân | công nhân, lao động tiểu thủ công | tiểu thủ công | tiểu thủ công nghiệp |
        lao động tiểu thủ công | cn | thợ thủ công | thợ xây | thợ mộc | thợ may | thợ hàn | công nhân viên |
        nhóm công nhân | công nhân lđttc | công nhân may | lao động tiểu thủ công nghiệp | thợ |
        công nhân khu công nghiệp | cn kcn | ttcn
    """,
    "official": """
        cán bộ | công chức | viên chức | trí thức | cán bộ, công chức, viên chức, trí thức | cbcc | cbccvc |
        cb | ccvc | cán bộ công chức | công chức viên chức | giáo viên | gv | bác sĩ | y sĩ | y tá | kỹ sư |
        giảng viên | cnvc | cán bộ xã | cán bộ, công chức, viên chức | cán bộ công chức viên chức |
        nhóm cán bộ | cbvc | điều dưỡng | cán bộ, công chức | nhà giáo | trí thức, công chức
    """,
    "learner": """
        học sinh | sinh viên | hs | sv | hssv | học sinh, sinh viên | học sinh sinh viên | học viên |
        nhóm học sinh | đang đi học | đi học | hs sv | hs/sv | hs, sv | học sinh/sinh viên | hs thpt |
        hs thcs
    """,
}
_ROLES = {
    "staff": """
        người làm việc | nhân viên | cán bộ | giáo viên | gv | nv | công nhân | người lao động | công chức |
        làm việc | viên chức | cb | lao động | nld | cán bộ, giáo viên, nhân viên | cb gv nv | staff |
        hiệu trưởng | giám đốc | xã viên | thành viên | kế toán | bảo vệ
    """,
    "learner": """
        người học | học sinh | sinh viên | hs | sv | học viên | hssv | learner | đi học | học
    """,
}


def _listed(words: str) -> list[str]:
    return [_key(word) for word in words.split("|")]


def _key(text: str) -> str:
    """The form such words are compared in: folded, without punctuation."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())


_GROUP_OF = {word: code for code, words in _GROUPS.items() for word in _listed(words)} | {
    c: c for c in PERSON_GROUPS
}
_ROLE_OF = {word: code for code, words in _ROLES.items() for word in _listed(words)}
_SEX_OF = {word: sex for sex, words in _SEXES.items() for word in words.split()} | {
    "nam gioi": _MEN,
    "nu gioi": _WOMEN,
}


def read_sex(cell: Cell) -> Read:
    """«Nam», «Nữ», «x» …: what is not understood is left out with a warning."""
    key = _key(text_of(cell))
    if not key:
        return None, None
    sex = _SEX_OF.get(key)
    return sex, None if sex else _unknown(
        "sex_unknown", "Giới tính", cell, "Ghi Nam hoặc Nữ; để trống nếu chưa rõ."
    )


def read_mark(cell: Cell) -> Read:
    """A cross; True where there is one."""
    return (fold(text_of(cell)).strip() in _MARKS or None), None


def read_person_group(cell: Cell) -> Read:
    """The code of the group that a word means; a word that means none is left out with a warning."""
    key = _key(text_of(cell))
    if not key:
        return None, None
    code = _GROUP_OF.get(key)
    cure = f"Ghi một trong bốn nhóm: {'; '.join(PERSON_GROUPS.values())}. Có thể chọn nhóm sau, ở trang Công dân."
    return code, None if code else _unknown("person_group_unknown", "Nhóm đối tượng", cell, cure)


def read_role(cell: Cell) -> Read:
    """Whether somebody works or learns in his unit."""
    key = _key(text_of(cell))
    if not key:
        return None, None
    code = _ROLE_OF.get(key)
    cure = "Ghi «Người làm việc» hoặc «Người học»."
    return code, None if code else _unknown("unit_role_unknown", "Vai trò", cell, cure)


def read_relation(cell: Cell) -> Read:
    """HEAD for the head of a household, MEMBER for anybody else, None where nothing is written."""
    key = _key(text_of(cell))
    return (HEAD if key in _HEADS else MEMBER) if key else None, None


def read_head(cell: Cell) -> Read:
    """The head's name as a member's row gives it, or True where it is only a cross at the head himself."""
    text = text_of(cell)
    if fold(text).strip() in _MARKS:
        return True, None
    name, problem = read_name(cell)
    return (name or None), problem if problem is not None and problem.is_error else None


def _unknown(code: str, what: str, cell: Cell, cure: str) -> Problem:
    return warning(code, f"{what} «{shown(cell)}» không hiểu được nên để trống.", cure)


read_own_name = partial(read_name, whose="")
PERSON_READERS: dict[str, Reader] = {
    f.CODE: READERS[f.CODE],
    f.BORN: read_any_born,
    f.SEX: read_sex,
    f.MEN: read_mark,
    f.WOMEN: read_mark,
    f.PERSON_GROUP: read_person_group,
    f.OF_CODE: READERS[f.CODE],
    f.OF_HEAD: read_head,
    f.RELATION: read_relation,
    f.UNIT: READERS[f.NOTE],
    f.UNIT_ROLE: read_role,
    f.CLAN: READERS[f.NOTE],
    f.PERSONAL_NUMBER: READERS[f.PERSONAL_NUMBER],
    f.NOTE: READERS[f.NOTE],
}
