"""Lists of households as communes lay them out, drawn by chance, with what must be on file after each."""

import itertools
import random
import unicodedata

from tests.services.importing.faults import FAMILY, GIVEN, MIDDLE

HEADINGS = ["STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu", "Số trẻ đi học", "Thôn"]
LAYOUTS = {}


def layout(build):
    """Register a layout: a function of (groups' households) -> sheets, merges, and how the households change."""
    LAYOUTS[build.__name__] = build
    return build


def people(groups, each=6, seed=20261):
    """Households (thôn, name, birth year, members, children) by thôn; no name comes twice in a thôn."""
    chance = random.Random(seed)
    found = []
    for group in groups:
        names = set()
        while len(names) < each:
            names.add(" ".join(chance.choice(words) for words in (FAMILY, MIDDLE, MIDDLE, GIVEN)))
        for name in sorted(names):
            members = chance.randrange(1, 8)
            found.append((group, name, str(chance.randrange(1940, 2003)), members, chance.randrange(members)))
    return found


def rows(households, start=1):
    return [[n, name, int(y), m, c, g] for n, (g, name, y, m, c) in enumerate(households, start)]


def by_group(households):
    return [(group, list(some)) for group, some in itertools.groupby(households, lambda one: one[0])]


def sheets_of(households, names):
    """A sheet for each thôn, whose name alone says it."""
    return {names[group]: [HEADINGS[:5], *[row[:5] for row in rows(part)]] for group, part in by_group(households)}


THON = ["Thôn Hạ", "Thôn Thượng", "Xóm Mới"]


@layout
def headings_in_short(seed):
    some = people(["Xóm 1", "Xóm 2"], seed=seed)
    return {"S": [["T.T", "HTCH", "N.sinh", "TSNK", "TĐ đi\nhọc", "XÓM"], *rows(some)]}, {}, some


@layout
def parts_before_the_total(seed):
    some = people(THON, seed=seed)
    head = [
        ["STT", "Chủ hộ", "Năm sinh", "Số khẩu", "", "Số trẻ", "", "Thôn"],
        ["", "", "", "Nữ", "TS", "TH", "Cộng"],
    ]
    body = [[n, name, y, 1, m, 0, c, g] for n, name, y, m, c, g in rows(some)]
    return {"S": head + body}, {"S": [(0, 3, 0, 4), (0, 5, 0, 6)]}, some


@layout
def counts_of_some_only(seed):
    some = people(THON, seed=seed)
    head = ["STT", "Chủ hộ", "Năm sinh", "Số khẩu nữ", "Số người trên 60 tuổi", "Số trẻ (dưới 6 tuổi)", "Thôn"]
    body = [[n, name, y, 1, 2, 0, g] for n, name, y, _, _, g in rows(some)]
    return {"S": [head, *body]}, {}, [(g, name, y, None, None) for g, name, y, _, _ in some]


@layout
def member_and_head_in_one_row(seed):
    some = people(THON, seed=seed)
    head = ["STT", "Họ và tên", "Năm sinh", "Họ tên chủ hộ", "Năm sinh chủ hộ", "Thôn"]
    body = [[n, "Lê Văn Con", 2014, name, y, g] for n, name, y, _, _, g in rows(some)]
    return {"S": [head, *body]}, {}, [(g, name, y, None, None) for g, name, y, _, _ in some]


@layout
def members_below_one_number(seed):
    some = people(["Thôn Hạ"], seed=seed)
    body = [line for row in rows(some) for line in (row, ["", "Lê Thị Lành", 1980, "", "", "Thôn Hạ"])]
    merges = [(n, 0, n + 1, 0) for n in range(1, len(body), 2)]
    return {"S": [HEADINGS, *body]}, {"S": merges}, some


@layout
def smaller_unit_beside(seed):
    some = people(["Khu phố 1", "Khu phố 2"], seed=seed)
    body = [[*row[:5], f"Tổ {row[0] % 3}", row[5]] for row in rows(some)]
    return {"S": [[*HEADINGS[:5], "Tổ", "Khu phố"], *body]}, {}, some


@layout
def group_in_the_address(seed):
    some = people(THON, seed=seed)
    body = [[*row[:5], f"{row[5]}, xã Yên Phú"] for row in rows(some)]
    return {"S": [[*HEADINGS[:5], "Địa chỉ"], *body]}, {}, some


@layout
def group_by_ditto(seed):
    some = people(THON, seed=seed)
    marks = itertools.cycle(['"', "nt", "-nt-", "Như trên"])
    body = [[*row[:5], row[5] if n % 6 == 0 else next(marks)] for n, row in enumerate(rows(some))]
    return {"S": [HEADINGS, *body]}, {}, some


@layout
def group_numbers(seed):
    some = people(["Thôn 1", "Thôn 2"], seed=seed)
    body = [
        [*row[:5], ["01", 1, "1"][n % 3] if n < 6 else ["02", 2, "2"][n % 3]] for n, row in enumerate(rows(some))
    ]
    return {"S": [HEADINGS, *body]}, {}, some


@layout
def sheets_with_numbers_and_underlines(seed):
    some = people(THON, seed=seed)
    names = dict(zip(THON, ["1. Thôn Hạ", "DS_Thôn Thượng", "3_Xóm Mới"], strict=True))
    return (
        {names[group]: [HEADINGS[:5], *[row[:5] for row in rows(part)]] for group, part in by_group(some)},
        {},
        some,
    )


@layout
def sheets_without_marks(seed):
    some = people(["Thôn 1", "Thôn 2", "TDP 3"], seed=seed)
    names = {"Thôn 1": "thon 1", "Thôn 2": "THON 2", "TDP 3": "TDP3"}
    return (
        {names[group]: [HEADINGS[:5], *[row[:5] for row in rows(part)]] for group, part in by_group(some)},
        {},
        some,
    )


@layout
def instructions_beside(seed):
    some = people(THON, seed=seed)
    guide = [
        ["Cột", "Nội dung", "Ví dụ"],
        ["Họ và tên chủ hộ", "Ghi đủ", "Nguyễn Văn A"],
        ["Năm sinh", "4 số", 1970],
    ]
    return {"Hướng dẫn": guide, "Danh sách": [HEADINGS, *rows(some)]}, {}, some


@layout
def notes_and_sums_below(seed):
    some = people(THON, seed=seed)
    below = [
        ["", "", "", 88, 33], ["", "Tổng số hộ:", "", 18], ["", "Trong đó: hộ nghèo", "", 3], ["Ghi chú:"],
        ["", "", "", "", "Yên Phú, ngày 5 tháng 3 năm 2026"], ["", "NGƯỜI GHI", "", "", "BAN CHẤM ĐIỂM"],
        ["", "Lê Thị Lan", "", "", "Phạm Văn Hợi"],
    ]  # fmt: skip
    return {"S": [HEADINGS, *rows(some), *below]}, {}, some


@layout
def names_like_words_of_the_layout(seed):
    some = people(["Thôn Hạ"], each=5, seed=seed)
    names = ["Bản Văn Thôn", "Làng Thị Xóm", "Tổng Văn Cộng", "Cộng Thị Tổ", "Khu Thị Ấp"]
    some = [(one[0], name, *one[2:]) for one, name in zip(some, names, strict=True)]
    return {"S": [HEADINGS[1:], *[row[1:] for row in rows(some)]]}, {}, some


@layout
def header_repeated_without_numbers(seed):
    some = people(THON, seed=seed)
    body = [row[1:] for row in rows(some)]
    return {"S": [HEADINGS[1:], *body[:9], [text.upper() for text in HEADINGS[1:]], *body[9:]]}, {}, some


@layout
def letters_in_parts(seed):
    """The shape of a letter composed, its tone apart, as some keyboards type."""
    some = people(["Thôn Hoà Bình", "Bản Khằm"], seed=seed)
    body = [[_tone_apart(cell) if isinstance(cell, str) else cell for cell in row] for row in rows(some)]
    return {"S": [[_tone_apart(text) for text in HEADINGS], *body]}, {}, some


def _tone_apart(text):
    found = ""
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
        found += unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones)) + tones
    return found
