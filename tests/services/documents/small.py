"""A commune so small that every line of its papers can be checked by hand, and the text of Word and PDF files.

Scores (highest 10 + 10 + 5, 18 needed, none below 3): An 9 + 8 + 4 = 21 reached and recognised; Bê 8 + 2 + 4:
indicator 2 is below 3; Cúc 10 + not entered: unfinished; Dần 10 + not applicable + 5: 15 of 15 reached, proposed;
Én has nothing and is not registered; Gấm has moved away and is nowhere.
"""

SET = {
    "format": 1,
    "set_id": "thu_giay_to",
    "version": "1",
    "title": "learning_family",
    "name": "Bộ tiêu chí thử",
    "applies_to": "household",
    "document": {"number": "1/QĐ-THỬ", "issued_on": "2026-01-05", "note": "Chỉ để thử"},
    "valid_from": 2026,
    "provenance": "official",
    "notice": "",
    "criteria": [
        {
            "code": "A",
            "number": "I",
            "name": "Học tập của trẻ em",
            "max_points": 20,
            "indicators": [
                {
                    "code": "A1",
                    "number": "1",
                    "name": "Đến trường",
                    "kind": "points",
                    "max_points": 10,
                    "step": 0.5,
                },
                {
                    "code": "A2",
                    "number": "2",
                    "name": "Kết quả học",
                    "kind": "points",
                    "max_points": 10,
                    "step": 0.5,
                }
                | {"allow_na": True},
            ],
        },
        {
            "code": "B",
            "number": "II",
            "name": "Học tập của người lớn",
            "max_points": 5,
            "indicators": [{"code": "B1", "number": "3", "name": "Tự học", "kind": "points", "max_points": 5}],
        },
    ],
    "rules": {"min_total": 18, "min_per_indicator": 3, "not_applicable": "scaled"},
    "examples": [
        {"name": "Đạt", "answers": {"A1": 9, "A2": 8, "B1": 4}, "total": 21, "outcome": "reached"},
        {
            "name": "Dưới sàn",
            "answers": {"A1": 8, "A2": 2, "B1": 4},
            "total": 14,
            "outcome": "not_reached",
            "reasons": ["total_short", "below_floor"],
        },
    ],
}

THUONG, HA = 9001, 9002
AN, BE, CUC, DAN, EN, GAM = ((4711 << 40) + number for number in range(1, 7))
DECISION = 9100

_GROUPS = [(THUONG, "Thôn Thượng", "thôn", 1), (HA, "Thôn Hạ", "thôn", 2)]
# id, code, head, born, members, children, address, thôn, away
_HOUSEHOLDS = [
    (AN, "H1", "Nguyễn Văn An", "1970", 4, 2, "Xóm 1", THUONG, 0),
    (BE, "H2", "Trần <Bê> & Con", "1981-03-11", 5, 1, None, THUONG, 0),
    (CUC, None, "Lê Thị Cúc", None, None, None, None, HA, 0),
    (DAN, "H4", "Đỗ Văn Dần", "1955", 2, 0, "Ngõ 3", HA, 0),
    (EN, "H5", "Bùi Thị Én", "1990", 3, 1, None, HA, 0),
    (GAM, "H6", "Vũ Văn Gấm", "1960", 3, 1, None, HA, 1),
]
# id, registered on, proposed, recognised, decision
_ASSESSMENTS = [
    (AN, "2026-03-02", 1, 1, DECISION),
    (BE, "2026-03-02", 0, 0, None),
    (CUC, None, 0, None, None),
    (DAN, "2026-03-12", 1, None, None),
]
_SCORES = [
    *((AN, code, value) for code, value in (("A1", 900), ("A2", 800), ("B1", 400))),
    *((BE, code, value) for code, value in (("A1", 800), ("A2", 200), ("B1", 400))),
    (CUC, "A1", 1000),
    *((DAN, code, value) for code, value in (("A1", 1000), ("A2", None), ("B1", 500))),
]


def fill(action):
    action.executemany("INSERT INTO residential_group VALUES (?, ?, ?, ?, 2020, NULL, NULL)", _GROUPS)
    for ident, code, head, born, members, children, address, group, away in _HOUSEHOLDS:
        action.execute(
            "INSERT INTO household VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)",
            (ident, code, head, born, members, children, address),
        )
        action.execute("INSERT INTO residence VALUES (?, 2020, ?, ?)", (ident, group, away))
    action.execute(
        "INSERT INTO decision (id, year, title, number, decided_on, signer)"
        " VALUES (?, 2026, 'learning_family', '12/QĐ-UBND', '2026-11-05', 'Phạm Văn Ký')",
        (DECISION,),
    )
    action.executemany(
        "INSERT INTO assessment (subject_id, year, title, set_id, set_version, registered,"
        " registered_on, proposed,"
        " recognised, decision_id)"
        " VALUES (?, 2026, 'learning_family', 'thu_giay_to', '1', 1, ?, ?, ?, ?)",
        _ASSESSMENTS,
    )
    action.executemany("INSERT INTO score VALUES (?, 2026, 1, ?, ?)", _SCORES)


def word_text(path):
    """The text of a Word file, paragraph by paragraph; the cells of a table row side by side."""
    import docx

    return "\n".join(_blocks(docx.Document(path).element.body))


def _blocks(parent):
    for child in parent:
        tag = child.tag.rpartition("}")[2]
        if tag == "p" and _text(child).strip():
            yield _text(child)
        elif tag == "tbl":
            for row in child.findall(f"{_W}tr"):
                cells = (" / ".join(_blocks(cell)) for cell in row.findall(f"{_W}tc"))
                yield " | ".join(cells)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _text(paragraph):
    """The words of a paragraph; a picture is told as such, a break as a space."""
    told = []
    for part in paragraph.iter():
        tag = part.tag.rpartition("}")[2]
        if tag == "t":
            told.append(part.text or "")
        elif tag == "drawing":
            told.append("[QR]")
        elif tag == "br" and part.get(f"{_W}type") is None:
            told.append(" ")
    return " ".join("".join(told).split())


def pdf_text(path):
    """The text of a PDF without any spaces, for searching in it."""
    import pypdf

    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages)
