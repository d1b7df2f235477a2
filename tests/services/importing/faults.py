"""Makes lists of households and seeds them with faults, each known by its cell; drawn by chance from a seed."""

import random

FAMILY = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Ngô Lò Quàng".split()
MIDDLE = "Văn Thị Hữu Đức Quang Minh Đình Xuân Công Bá Ngọc Thu Hồng Kim Thanh".split()
GIVEN = "An Bình Chiến Cường Dũng Đạt Điệp Đông Hải Hòa Hùng Huy Khánh Kiên Lâm Long Mạnh Nam Quý Sơn Thuỷ".split()
GROUPS = ["Thôn Thượng", "Thôn Hạ", "Bản Poọng", "Tổ dân phố 2", "Tổ dân phố 10", "Xóm Đồi", "Thôn Hoà Bình"]
NAME, BORN, MEMBERS, CHILDREN, GROUP, NUMBER = 1, 2, 3, 4, 5, 7


def households(count, seed):
    """Rows without faults: STT, name, birth year, members, children, thôn, address, personal number, note."""
    chance = random.Random(seed)
    return [_household(chance, number) for number in range(1, count + 1)]


def _household(chance, number):
    year = chance.randrange(1935, 2003)
    members = chance.randrange(2, 8)
    name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
    sex = chance.randrange(2) + (2 if year >= 2000 else 0)
    address = f"Ngõ {chance.randrange(1, 40)}" if chance.random() < 0.5 else ""
    cccd = f"0{chance.randrange(10, 90)}{sex}{year % 100:02d}{number:06d}"
    return [number, name, year, members, chance.randrange(members), chance.choice(GROUPS), address, cccd, ""]


# kind -> (column, what it does to the row, the code it is told by)
FAULTS = {
    "no_name": (NAME, lambda row, _: None, "name_missing"),
    "name_digits": (NAME, lambda row, _: "7654321", "name_digits"),
    "year_text": (BORN, lambda row, _: "chưa rõ", "born_format"),
    "year_future": (BORN, lambda row, _: 2081, "born_future"),
    "year_old": (BORN, lambda row, _: 1811, "born_too_old"),
    "members_text": (MEMBERS, lambda row, _: "ba khẩu", "members_text"),
    "members_zero": (MEMBERS, lambda row, _: 0, "members_zero"),
    "children_many": (CHILDREN, lambda row, _: row[MEMBERS] + 2, "children_gt_members"),
    "no_group": (GROUP, lambda row, _: None, "group_missing"),
    "number_letters": (NUMBER, lambda row, _: row[NUMBER][:5] + "B" + row[NUMBER][6:], "personal_number_wrong"),
    "number_short": (NUMBER, lambda row, _: row[NUMBER][:9] + "x", "personal_number_wrong"),
}


def seeded(rows, seed, count):
    """The rows with faults, and {(row index, column): code}; repeats stand below the row they repeat."""
    chance = random.Random(seed)
    rows = [list(row) for row in rows]
    faults = {}
    for index in chance.sample(range(0, len(rows) - 1, 2), count):
        kind = chance.choice([*FAULTS, "repeat"])
        if kind == "repeat":
            rows[index + 1] = [rows[index + 1][0], *rows[index][1:]]
            faults[index + 1, NAME] = "dup_same_row"
        else:
            column, damage, code = FAULTS[kind]
            rows[index][column] = damage(rows[index], chance)
            faults[index, column] = code
    return rows, faults
