"""The fields a column may hold, the words officers head them with, and how a heading is compared with those words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from khuyenhoc_desktop.domain.criteria import Indicator
from khuyenhoc_desktop.domain.text import fold

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
TOTAL = "total"
REGISTERED = "registered"
RECOGNISED = "recognised"
REASON = "reason"
RECORD = "record"
"""The household's own number on file, in templates that this program filled in."""
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
    TOTAL: "Tổng điểm (để đối chiếu)",
    REGISTERED: "Đăng ký",
    RECOGNISED: "Công nhận",
    RECORD: "Mã nhận biết của tệp mẫu",
    REASON: "Lý do của tệp kết quả (bỏ qua)",
}
"""The name of each field for a person who corrects the matching, in the order to offer them."""

HOUSEHOLD_FIELDS = (
    HEAD_NAME, FAMILY_NAME, GIVEN_NAME, BORN, MEMBERS, CHILDREN, GROUP, ADDRESS, PERSONAL_NUMBER, CODE, NOTE, STT,
)  # fmt: skip
SCORE_FIELDS = (
    HEAD_NAME, FAMILY_NAME, GIVEN_NAME, BORN, GROUP, PERSONAL_NUMBER, CODE, TOTAL, REGISTERED, RECOGNISED, NOTE, STT,
)  # fmt: skip
REPEATABLE = frozenset({BORN, NOTE, ADDRESS, STT})
"""Fields several columns may share (birth years of men and women apart): the first filled cell counts."""

_WORDS: Mapping[str, str] = {
    STT: "stt|tt|số tt|số thứ tự|thứ tự|no",
    HEAD_NAME: "họ và tên chủ hộ|họ tên chủ hộ|tên chủ hộ|chủ hộ|họ và tên|họ tên|họ, tên chủ hộ|họ và tên của chủ hộ"
    "|họ tên người đứng đầu hộ|họ và tên chủ hộ gia đình|tên hộ|tên hộ gia đình|hộ gia đình|chủ hộ gia đình"
    "|họ, chữ đệm và tên|họ và tên đại diện hộ|đại diện hộ|họ tên đại diện hộ gia đình|họ & tên chủ hộ|họ & tên"
    "|họ chữ đệm và tên khai sinh|họ tên chủ hộ gia đình|gia đình ông bà|hộ ông bà|chủ hộ ông bà",
    FAMILY_NAME: "họ đệm|họ và đệm|họ và tên đệm|họ tên đệm|họ, tên đệm|họ và chữ đệm|họ chữ đệm|họ",
    GIVEN_NAME: "tên",
    BORN: "năm sinh|ngày sinh|ngày tháng năm sinh|ngày, tháng, năm sinh|n sinh|sinh năm|năm sinh chủ hộ|ns"
    "|ngày sinh chủ hộ|ngày tháng năm sinh chủ hộ|ngày, tháng, năm sinh của chủ hộ|năm sinh của chủ hộ|ngày/tháng/năm sinh"
    "|năm sinh nam|năm sinh nữ|năm sinh của nam|năm sinh của nữ|ngày sinh nam|ngày sinh nữ|ntns",
    MEMBERS: "số khẩu|khẩu|nhân khẩu|số nhân khẩu|số người|số người trong hộ|tổng số khẩu|tổng số nhân khẩu|tổng khẩu"
    "|số thành viên|thành viên|số thành viên trong hộ|số thành viên gia đình|sk|tổng nhân khẩu|số nhân khẩu trong hộ"
    "|số khẩu trong hộ|số nhân khẩu tổng số|nhân khẩu tổng số|số khẩu tổng số|tổng số người|số khẩu tổng|nk"
    "|số khẩu thực tế thường trú|số nk|số người trong gia đình|số thành viên hộ|tổng số thành viên",
    CHILDREN: "số trẻ trong độ tuổi đi học|trẻ đi học|số trẻ đi học|trẻ em đi học|số trẻ em trong độ tuổi đi học"
    "|số trẻ|trẻ em|số trẻ em|số trẻ trong độ tuổi|trẻ trong độ tuổi đi học|số con đi học|số con trong độ tuổi đi học"
    "|số cháu đi học|số học sinh|học sinh|trong độ tuổi đi học|số người đi học|số người trong độ tuổi đi học|đang đi học"
    "|số trẻ em đi học|số trẻ từ 6 đến 18 tuổi|con trong độ tuổi đi học|trẻ trong độ tuổi|con đi học|độ tuổi đi học"
    "|số con em đi học|số hs|số trẻ trong tuổi đi học|trẻ em trong độ tuổi đi học|nhân khẩu trong độ tuổi đi học",
    GROUP: "thôn/tdp|thôn|thôn, tổ dân phố|thôn/tổ dân phố|tổ dân phố|tdp|tổ|xóm|bản|ấp|buôn|khu phố|khóm|khu dân cư"
    "|thôn, xóm|thôn/xóm|thôn/bản|thôn, bản|thôn (tổ dân phố)|địa bàn|chi hội|tên thôn|thôn, tdp|thôn/tổ|thôn/ấp"
    "|ấp/khu phố|thôn/bản/tổ dân phố|thôn, bản, tổ dân phố|tổ/thôn|xóm/tổ|thôn/buôn|tổ dân phố/thôn|khu|làng|khối|khối phố"
    "|chi hội khuyến học|đơn vị thôn|thôn xóm|tên thôn/tdp|thôn bản|thôn/làng|thuộc thôn|thuộc thôn/tdp|cụm dân cư|tổ dp",
    ADDRESS: "địa chỉ|nơi ở|chỗ ở|chỗ ở hiện nay|nơi cư trú|số nhà|địa chỉ thường trú|nơi thường trú|nơi ở hiện nay"
    "|địa chỉ cư trú|số nhà, đường|địa chỉ nơi ở|số nhà đường phố|hộ khẩu thường trú|địa chỉ cụ thể|địa chỉ hiện tại",
    PERSONAL_NUMBER: "số cccd|cccd|số căn cước|số căn cước công dân|căn cước công dân|căn cước|số định danh|mã định danh"
    "|số định danh cá nhân|cmnd|số cmnd|số cccd/cmnd|cmnd/cccd|cccd/cmnd|số cmnd/cccd|số định danh cá nhân/cccd|mã số định danh"
    "|số cc|số cccd chủ hộ|cccd chủ hộ|số cccd của chủ hộ|sđd|số thẻ cccd|số thẻ căn cước|đdcn|số đdcn|số giấy tờ"
    "|mã định danh cá nhân|số định danh/cccd|cmt|số cmt|chứng minh nhân dân|cccd/mã định danh|số căn cước/định danh"
    "|số giấy tờ tùy thân|cmtnd|số cccd/định danh|số đddcn/cmnd|số đdcn/cccd",
    CODE: "mã hộ|mã số hộ|mã hộ gia đình|số hộ|mã|mã gia đình|số sổ hộ khẩu|mã số|mã hộ gđ|ký hiệu hộ|mã hộ dân",
    NOTE: "ghi chú|ghi chu|chú thích|lưu ý|gc|g chú",
}  # fmt: skip
_SCORE_WORDS: Mapping[str, str] = {
    TOTAL: "tổng điểm|tổng cộng|tổng số điểm|cộng điểm|tổng|cộng|điểm|điểm tự chấm|tổng điểm tự chấm|kết quả điểm"
    "|tổng điểm đạt|điểm tổng|tổng điểm đạt được",
    REGISTERED: "đăng ký|đăng kí|đk|đã đăng ký|đăng ký danh hiệu|đăng ký gđht|có đăng ký|đăng ký gia đình học tập",
    RECOGNISED: "công nhận|được công nhận|đạt danh hiệu|công nhận gđht|đạt|kết quả công nhận|công nhận gia đình học tập",
}
REASON_HEADING = "Kết quả kiểm tra"
RECORD_HEADING = "Mã nhận biết (không sửa)"


def heading_key(text: str) -> str:
    """The form headings are compared in: folded, only letters and digits, single spaces."""
    return " ".join(re.sub(r"[^0-9a-z]+", " ", fold(text)).split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words known for each field: folded heading -> field, and the indicators' codes where there are any."""

    words: Mapping[str, str]
    codes: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[str, ...] = ()

    def exact(self, heading: str) -> str | None:
        """The field whose words are just this heading, with or without what stands in parentheses."""
        key = heading_key(heading)
        if found := self.words.get(key):
            return found
        outside = heading_key(re.sub(r"\([^)]*\)", " ", heading))
        return self.words.get(outside) or self._by_code(heading)

    def _by_code(self, heading: str) -> str | None:
        """The indicator whose code a heading is or begins with: "1.1", "CS 1.1", "1.1. Con được đi học"."""
        found = re.match(r"(?:(?:chỉ số|tiêu chí|chỉ tiêu|cs|tc)\s*)?([\w]+(?:[.\-][\w]+)*)\s*(?:[.):(–-]|\s|$)", heading, re.I)
        return self.codes.get(found[1].casefold()) if found else None

    def similar(self, heading: str, least: float = 86.0) -> str | None:
        """The field whose words resemble this heading most, as a last resort."""
        from rapidfuzz import fuzz, process

        key = heading_key(re.sub(r"\([^)]*\)", " ", heading))
        if len(key) < 5:
            return None
        best = process.extractOne(key, self.words.keys(), scorer=fuzz.ratio, score_cutoff=least)
        if best is None:
            return None
        return self.words[best[0]] if len(best[0]) >= 5 else None


def _listed(words: Mapping[str, str]) -> dict[str, str]:
    return {heading_key(word): name for name, listed in words.items() for word in listed.split("|")}


_OWN_WORDS = {heading_key(REASON_HEADING): REASON, heading_key("Mã nhận biết"): RECORD}


def household_vocabulary() -> Vocabulary:
    """The words of a list of households."""
    words = _listed(_WORDS) | _OWN_WORDS
    return Vocabulary(words, {}, HOUSEHOLD_FIELDS)


def score_vocabulary(indicators: Sequence[Indicator]) -> Vocabulary:
    """The words of a sheet of scores of a criteria set: each indicator by its code, its number and its name."""
    known = _listed(_WORDS) | _listed(_SCORE_WORDS) | _OWN_WORDS
    known = {word: name for word, name in known.items() if name not in (MEMBERS, CHILDREN, ADDRESS)}
    codes: dict[str, str] = {}
    for one in indicators:
        field_name = SCORE + one.code
        for text in (one.name, f"{one.code} {one.name}", f"{one.number} {one.name}"):
            known[heading_key(text)] = field_name
        codes |= {one.code.casefold(): field_name, one.number.casefold(): field_name}
    return Vocabulary(known, codes, SCORE_FIELDS + tuple(SCORE + one.code for one in indicators))
