"""Names as lists write them beside the bare name: «Ông Nguyễn Văn An», «Hộ bà Lê Thị B», «Trần Văn C (đã mất)»."""

import re

from khuyenhoc_desktop.domain.problems import Problem, warning

TITLES_CODE = "name_titles"
_TITLE = re.compile(
    r"(?P<plain>(?:ông|bà|anh|chị|cụ)(?=\s))"
    r"|\(?(?:hộ|gia đình|gđ)(?:\s+gia đình)?\s*:?\s+(?:ông|bà|anh|chị|cụ)(?:\s*[/,]?\s*bà)?\)?\s*[.:]?(?=\s|$)"
    r"|\(?(?:ông|bà|anh|chị|cụ|ô|b)(?:\s*[/,]\s*(?:ông|bà|ô|b))?\s*[).:]+\s*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\d{1,4}\s*[.)]\s*(?=[^\W\d_])")
_BESIDE = re.compile(r"[()\[\]{};,/+&]")
_COMMON_SURNAMES = """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý lí đào đoàn vương trịnh đinh lâm phùng
    mai tô trương hà tạ chu châu cao thái tăng lương lưu la quách đàm kiều quan thân văn phí tống triệu nghiêm
    thạch sơn kim danh lò lường quàng cầm bế nông hứa ma lục vi mã vàng sùng giàng thào lầu mùa hạng cứ tòng cà bạc
    đèo lù tráng phàn tẩn chảo bàn lèng khổng doãn từ hàn tôn nhữ bạch âu uông cù kha ninh đồng trà diệp mạc khương
"""
_SURNAMES = frozenset(_COMMON_SURNAMES.split())


def without_title(name: str) -> str:
    """The name without a number, «Ông», «Hộ bà» before it; kept where it may be the surname (Ông Ích Khiêm)."""
    name = _NUMBERED.sub("", name)
    found = _TITLE.match(name)
    if found is None:
        return name
    rest = name[found.end() :].strip()
    words = rest.split()
    if not words or (found["plain"] and (len(words) < 2 or words[0].lower() not in _SURNAMES)):
        return name
    return rest


def title_told(written: str, name: str) -> Problem:
    """Said once a sheet: its names have titles or numbers before them, which are left out."""
    return warning(
        TITLES_CODE,
        f"Trang này ghi thêm chữ hoặc số trước họ tên, ví dụ «{written}»; chương trình chỉ giữ «{name}».",
        "Nếu đúng thì không cần làm gì.",
    )


def note_beside(name: str) -> Problem | None:
    """A warning when a name holds more than one person's name: a note in brackets, two names."""
    if not _BESIDE.search(name):
        return None
    return warning(
        "name_note",
        f"Ô họ tên ghi «{name}»: có lẽ kèm ghi chú hoặc tên người khác.",
        "Chỉ ghi họ tên chủ hộ; phần còn lại chuyển sang cột Ghi chú.",
    )
