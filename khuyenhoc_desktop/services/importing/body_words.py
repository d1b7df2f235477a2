"""Lists of clans, of the households of clans, and of units: the fields of their columns, and the words known."""

from collections.abc import Mapping

from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.fields import Vocabulary, vocabulary_of
from khuyenhoc_desktop.services.importing.words import WORDS

LEADER = "leader"
KIND = "kind"
STAFF, LEARNERS = "staff_count", "learner_count"

CLAN_LABELS: Mapping[str, str] = {
    f.HEAD_NAME: "Tên dòng họ",
    LEADER: "Trưởng họ",
    f.ADDRESS: "Nơi thờ, địa chỉ",
    f.GROUP: "Thôn, tổ dân phố",
    f.CODE: "Mã dòng họ",
    f.NOTE: "Ghi chú",
    f.STT: "Số thứ tự (bỏ qua)",
    f.OTHERS: "Số liệu khác (bỏ qua)",
    f.REASON: "Lý do của tệp kết quả (bỏ qua)",
}
MEMBER_LABELS: Mapping[str, str] = {
    f.CLAN: "Dòng họ",
    f.HEAD_NAME: "Họ và tên chủ hộ",
    f.CODE: "Mã hộ",
    f.BORN: "Năm sinh chủ hộ",
    f.GROUP: "Thôn, tổ dân phố",
    f.STT: "Số thứ tự (bỏ qua)",
    f.OTHERS: "Số liệu khác (bỏ qua)",
    f.REASON: "Lý do của tệp kết quả (bỏ qua)",
}
UNIT_LABELS: Mapping[str, str] = {
    f.HEAD_NAME: "Tên đơn vị",
    KIND: "Loại đơn vị",
    LEADER: "Người đứng đầu",
    f.ADDRESS: "Địa chỉ",
    f.GROUP: "Thôn, tổ dân phố",
    STAFF: "Số người làm việc",
    LEARNERS: "Số người học",
    f.CODE: "Mã đơn vị",
    f.NOTE: "Ghi chú",
    f.STT: "Số thứ tự (bỏ qua)",
    f.OTHERS: "Số liệu khác (bỏ qua)",
    f.REASON: "Lý do của tệp kết quả (bỏ qua)",
}
"""The name of each field for a person who corrects the matching, in the order to offer them."""

_SHARED = {name: WORDS[name] for name in (f.STT, f.GROUP, f.NOTE)}

_CLAN_WORDS: Mapping[str, str] = {
    **_SHARED,
    f.HEAD_NAME: """
        tên dòng họ | dòng họ | họ | tên họ | dòng tộc | tên dòng tộc | họ tộc | dòng họ học tập | tộc họ | tên tộc
    """,
    LEADER: """
        trưởng họ | trưởng tộc | tộc trưởng | họ tên trưởng họ | họ và tên trưởng họ | tên trưởng họ |
        họ và tên trưởng tộc | họ tên trưởng tộc | trưởng tộc họ | người đứng đầu | người đại diện |
        họ và tên người đứng đầu | trưởng dòng họ | họ và tên trưởng dòng họ | trưởng ban khuyến học dòng họ |
        đại diện dòng họ
    """,
    f.ADDRESS: """
        nơi thờ | nhà thờ họ | địa chỉ | nơi thờ địa chỉ | nơi thờ tự | nhà thờ | từ đường | địa chỉ nhà thờ |
        địa chỉ nhà thờ họ | nơi thờ họ | nơi thờ cúng
    """,
    f.CODE: "mã | mã dòng họ | mã họ | mã số",
    f.OTHERS: """
        số hộ | tổng số hộ | số đinh | số khẩu | số gia đình | số hộ trong dòng họ | điện thoại | sđt |
        số điện thoại | số hộ đăng ký
    """,
}
_MEMBER_WORDS: Mapping[str, str] = {
    **_SHARED,
    **{name: WORDS[name] for name in (f.HEAD_NAME, f.BORN, f.CODE)},
    f.CLAN: """
        tên dòng họ | dòng họ | thuộc dòng họ | dòng tộc | họ tộc | tộc họ | thuộc họ | tên họ | họ
    """,
    f.OTHERS: """
        trưởng họ | trưởng tộc | tộc trưởng | nơi thờ | nhà thờ họ | số khẩu | địa chỉ | điện thoại | sđt
    """,
}
_UNIT_WORDS: Mapping[str, str] = {
    **_SHARED,
    f.HEAD_NAME: """
        tên đơn vị | đơn vị | tên cơ quan | cơ quan | tên cơ quan, đơn vị | cơ quan, đơn vị | tên trường | trường |
        tên cơ quan đơn vị | cơ quan đơn vị | tên doanh nghiệp | tên đơn vị học tập | tên tổ chức | tên
    """,
    KIND: """
        loại | loại đơn vị | loại hình | loại hình đơn vị | phân loại | khối | nhóm đơn vị | kiểu đơn vị
    """,
    LEADER: """
        người đứng đầu | thủ trưởng | họ và tên thủ trưởng | thủ trưởng đơn vị | hiệu trưởng | giám đốc |
        họ và tên người đứng đầu | họ tên người đứng đầu | người đại diện | lãnh đạo | phụ trách |
        người phụ trách | người đứng đầu đơn vị | họ và tên hiệu trưởng | lãnh đạo đơn vị
    """,
    f.ADDRESS: "địa chỉ | trụ sở | địa điểm | nơi đóng | địa chỉ trụ sở | trụ sở chính | đc",
    STAFF: """
        số người làm việc | số người lao động | số cán bộ | số cb, cc, vc | số cán bộ giáo viên | số lao động |
        số nhân viên | tổng số cán bộ | cán bộ | số cán bộ, công chức, viên chức | số cbccvc | người làm việc |
        số cán bộ, giáo viên, nhân viên | số cbgvnv | số cb gv nv | lao động | số người | số cbnv | biên chế |
        tổng số lao động | số cán bộ nhân viên
    """,
    LEARNERS: """
        số người học | số học sinh | học sinh | người học | số hs | số học viên | tổng số học sinh |
        số sinh viên | số học sinh, sinh viên | số hssv | số trẻ | số cháu
    """,
    f.CODE: "mã | mã đơn vị | mã số | mã trường | ký hiệu",
    f.OTHERS: "điện thoại | sđt | số điện thoại | email | mã số thuế",
}


def clan_vocabulary() -> Vocabulary:
    """The words of a list of clans."""
    return vocabulary_of(_CLAN_WORDS, tuple(CLAN_LABELS))


def member_vocabulary() -> Vocabulary:
    """The words of a list with a row for each household of a clan."""
    return vocabulary_of(_MEMBER_WORDS, tuple(MEMBER_LABELS))


def unit_vocabulary() -> Vocabulary:
    """The words of a list of units."""
    return vocabulary_of(_UNIT_WORDS, tuple(UNIT_LABELS))
