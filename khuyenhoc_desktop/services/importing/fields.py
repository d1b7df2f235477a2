"""The fields a column may hold, and how a heading is compared with the words known for each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from khuyenhoc_desktop.domain.criteria import Indicator
from khuyenhoc_desktop.services.importing.heading_words import (
    counts_the_whole,
    heading_key,
    in_brackets,
    is_another_person,
    is_subset,
    is_whole_school_age,
    without_brackets,
)
from khuyenhoc_desktop.services.importing.words import PERSON_WORDS, SCORE_WORDS, WORDS

STT = "stt"
HEAD_NAME = "head_name"
FAMILY_NAME = "family_name"
GIVEN_NAME = "given_name"
BORN = "born"
MEMBERS = "member_count"
CHILDREN = "school_age_count"
GROUP = "group"
ADDRESS = "address"
PERSONAL_NUMBER = "personal_number"
CODE = "code"
NOTE = "note"
RELATION = "relation"
"""Relation to the head: in lists of all persons only the heads are households."""
TOTAL = "total"
REGISTERED = "registered"
RECOGNISED = "recognised"
REASON = "reason"
RECORD = "record"
"""The household's own number on file, in templates that this program filled in."""
SEX = "sex"
MEN, WOMEN = "men", "women"
"""Columns in which a cross says the sex."""
PERSON_GROUP = "person_group"
OF_CODE, OF_HEAD = "of_code", "of_head"
"""In lists of persons: the code of the household one belongs to, and its head's name."""
UNIT, UNIT_ROLE, CLAN = "unit", "unit_role", "clan"
OTHERS = "others"
"""In lists of persons: what is the head's and not the person's own."""
SCORE = "score:"
"""Before an indicator's code: the column of that indicator."""

FIELD_LABELS: Mapping[str, str] = {
    STT: "Số thứ tự (bỏ qua)",
    HEAD_NAME: "Họ và tên chủ hộ",
    FAMILY_NAME: "Họ và tên đệm",
    GIVEN_NAME: "Tên",
    BORN: "Năm sinh hoặc ngày sinh",
    MEMBERS: "Số khẩu",
    CHILDREN: "Số trẻ trong độ tuổi đi học",
    GROUP: "Thôn, tổ dân phố",
    ADDRESS: "Địa chỉ",
    PERSONAL_NUMBER: "Số định danh (CCCD)",
    CODE: "Mã hộ",
    NOTE: "Ghi chú",
    RELATION: "Quan hệ với chủ hộ",
    TOTAL: "Tổng điểm (để đối chiếu)",
    REGISTERED: "Đăng ký",
    RECOGNISED: "Công nhận",
    RECORD: "Mã nhận biết của tệp mẫu",
    REASON: "Lý do của tệp kết quả (bỏ qua)",
}
"""The name of each field for a person who corrects the matching, in the order to offer them."""

PERSON_LABELS: Mapping[str, str] = {
    **FIELD_LABELS,
    HEAD_NAME: "Họ và tên",
    CODE: "Mã công dân",
    SEX: "Giới tính",
    MEN: "Đánh dấu nếu là nam",
    WOMEN: "Đánh dấu nếu là nữ",
    PERSON_GROUP: "Nhóm đối tượng",
    OF_CODE: "Mã hộ",
    OF_HEAD: "Họ và tên chủ hộ",
    UNIT: "Đơn vị (nơi làm việc, học tập)",
    UNIT_ROLE: "Vai trò ở đơn vị",
    CLAN: "Dòng họ",
    OTHERS: "Của người khác (bỏ qua)",
}

HOUSEHOLD_FIELDS = (
    HEAD_NAME, FAMILY_NAME, GIVEN_NAME, BORN, MEMBERS, CHILDREN, GROUP, ADDRESS, PERSONAL_NUMBER, CODE, NOTE,
    RELATION, STT, REASON,
)  # fmt: skip
SCORE_FIELDS = (
    HEAD_NAME, FAMILY_NAME, GIVEN_NAME, BORN, GROUP, PERSONAL_NUMBER, CODE, TOTAL, REGISTERED, RECOGNISED,
    NOTE, RELATION, STT, RECORD, REASON,
)  # fmt: skip
PERSON_FIELDS = (
    HEAD_NAME, FAMILY_NAME, GIVEN_NAME, BORN, SEX, MEN, WOMEN, PERSON_GROUP, OF_CODE, OF_HEAD, RELATION, GROUP,
    UNIT, UNIT_ROLE, CLAN, PERSONAL_NUMBER, CODE, NOTE, STT, ADDRESS, OTHERS, REASON,
)  # fmt: skip
REPEATABLE = frozenset({BORN, NOTE, ADDRESS, STT, OTHERS})
"""Fields several columns may share (birth years of men and women apart): the first filled cell counts."""

REASON_HEADING = "Kết quả kiểm tra"
RECORD_HEADING = "Mã nhận biết (không sửa)"


_TELLING_LENGTH = 7
_OF_A_SEX = frozenset({BORN, SEX, MEN, WOMEN})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words known for each field: folded heading -> field, and the indicators' codes where there are any.

    `of_persons`: every row is a person, also those who are no heads of a household. `of_groups`: every row is a
    thôn, so that its name is no heading of rows below.
    """

    words: Mapping[str, str]
    codes: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    of_persons: bool = False
    of_groups: bool = False

    def exact(self, heading: str) -> str | None:
        """The field whose words are just this heading, with or without what stands in parentheses."""
        if found := self.words.get(heading_key(heading)):
            return found
        found = self.words.get(heading_key(without_brackets(heading)))
        if found is not None:
            return found if _tells_all(found, in_brackets(heading)) else None
        return self._by_code(heading)

    def _by_code(self, heading: str) -> str | None:
        """The indicator whose code a heading is or begins with: "1.1", "CS 1.1", "1.1. Con được đi học"."""
        found = re.match(
            r"(?:(?:chỉ số|tiêu chí|chỉ tiêu|cs|tc)\s*)?([\w]+(?:[.\-][\w]+)*)\s*(?:[.):(–-]|\s|$)", heading, re.I
        )
        return self.codes.get(found[1].casefold()) if found else None

    def similar(self, heading: str, least: float = 86.0) -> str | None:
        """The field whose words resemble this heading most, or holds the longest known words."""
        from rapidfuzz import fuzz, process

        key = heading_key(without_brackets(heading))
        if len(key) < 5 or is_another_person(heading):
            return None
        contained = [word for word in self.words if len(word) >= _TELLING_LENGTH and f" {word} " in f" {key} "]
        if contained:
            return self._if_whole(max(contained, key=len), key, heading)
        best = process.extractOne(key, self.words.keys(), scorer=fuzz.ratio, score_cutoff=least)
        if best is None or len(best[0]) < 5 or not _tells_all(self.words[best[0]], heading):
            return None
        return self.words[best[0]]

    def _if_whole(self, word: str, key: str, heading: str) -> str | None:
        """The field of a known word that a heading holds; a count only when nothing else narrows it."""
        name = self.words[word]
        is_count = name in (MEMBERS, CHILDREN)
        is_whole = counts_the_whole(key, word) if is_count else name in _OF_A_SEX or not is_subset(key)
        return name if is_whole and _tells_all(name, in_brackets(heading)) and _ages_fit(name, heading) else None


def _tells_all(name: str, heading: str) -> bool:
    """Whether nothing in a heading (or its brackets) says that it tells of another person or a part only."""
    if is_another_person(heading) or (is_subset(heading) and name not in _OF_A_SEX):
        return False
    return _ages_fit(name, heading)


def _ages_fit(name: str, heading: str) -> bool:
    return name != CHILDREN or is_whole_school_age(heading)


def _listed(words: Mapping[str, str]) -> dict[str, str]:
    return {heading_key(word): name for name, listed in words.items() for word in listed.split("|")}


_OF_THE_HEAD = " chu ho "
_SHARED_WITH_PERSONS = frozenset(
    {STT, FAMILY_NAME, GIVEN_NAME, BORN, GROUP, ADDRESS, PERSONAL_NUMBER, NOTE, RELATION}
)
_OWN_WORDS = {heading_key(REASON_HEADING): REASON, heading_key("Mã nhận biết"): RECORD}


def household_vocabulary() -> Vocabulary:
    """The words of a list of households."""
    words = _listed(WORDS) | _OWN_WORDS
    return Vocabulary(words, {}, HOUSEHOLD_FIELDS)


def person_vocabulary() -> Vocabulary:
    """The words of a list of persons."""
    shared = {word: name for word, name in _listed(WORDS).items() if name in _SHARED_WITH_PERSONS}
    heads = {word: OTHERS for word, name in shared.items() if name != RELATION and _OF_THE_HEAD in f" {word} "}
    words = {word: name for word, name in shared.items() if word not in heads}
    return Vocabulary(words | heads | _listed(PERSON_WORDS) | _OWN_WORDS, {}, PERSON_FIELDS, of_persons=True)


def vocabulary_of(words: Mapping[str, str], fields: tuple[str, ...]) -> Vocabulary:
    """The words of a list of other subjects (clans, units), written as in words.py."""
    return Vocabulary(_listed(words) | _OWN_WORDS, {}, fields)


def score_vocabulary(indicators: Sequence[Indicator]) -> Vocabulary:
    """The words of a sheet of scores of a criteria set: each indicator by its code, its number and its name."""
    known = _listed(WORDS) | _listed(SCORE_WORDS) | _OWN_WORDS
    known = {word: name for word, name in known.items() if name not in (MEMBERS, CHILDREN, ADDRESS)}
    codes: dict[str, str] = {}
    for one in indicators:
        field_name = SCORE + one.code
        for text in (one.name, f"{one.code} {one.name}", f"{one.number} {one.name}"):
            known[heading_key(text)] = field_name
        codes |= {one.code.casefold(): field_name, one.number.casefold(): field_name}
    return Vocabulary(known, codes, SCORE_FIELDS + tuple(SCORE + one.code for one in indicators))
