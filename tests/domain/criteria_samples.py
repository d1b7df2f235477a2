"""A small criteria set with an indicator of every kind, as the text of a file or with something changed."""

import copy
import json
from typing import Any

from khuyenhoc_desktop.domain.criteria import CriteriaSet, parse_criteria_set

SMALL: dict[str, Any] = {
    "format": 1,
    "set_id": "thu",
    "version": "1",
    "title": "learning_unit",
    "name": "Bộ thử",
    "applies_to": "unit",
    "document": {"number": "1/QĐ-THỬ", "issued_on": "2025-01-31", "note": "Chỉ để thử"},
    "valid_from": 2025,
    "provenance": "sample",
    "notice": "Bộ thử",
    "criteria": [
        {
            "code": "A",
            "number": "I",
            "name": "Phần một",
            "max_points": 20,
            "indicators": [
                {"code": "A1", "number": "1", "name": "Điểm", "kind": "points", "max_points": 10, "step": 0.5}
                | {"allow_na": True, "floor_points": 2},
                {"code": "A2", "number": "2", "name": "Có không", "kind": "yes_no", "max_points": 4},
                {"code": "A3", "number": "3", "name": "Chọn", "kind": "choice", "max_points": 6}
                | {
                    "options": [
                        {"code": "full", "label": "Đạt", "points": 6},
                        {"code": "part", "label": "Đạt một phần", "points": 2.75},
                        {"code": "none", "label": "Không đạt", "points": 0},
                    ]
                },
            ],
        },
        {
            "code": "B",
            "number": "II",
            "name": "Phần hai",
            "max_points": 15,
            "indicators": [
                {"code": "B1", "number": "4", "name": "Đếm", "kind": "count", "max_points": 5}
                | {"allow_na": True, "bands": [{"from": 1, "points": 2}, {"from": 3, "points": 5}]},
                {"code": "B2", "number": "5", "name": "Phần trăm", "kind": "percent", "max_points": 10}
                | {"allow_na": True, "bands": [{"from": 50, "points": 4}, {"from": 90, "points": 10}]},
                {"code": "B3", "number": "6", "name": "Ghi", "kind": "text", "max_points": 0, "required": False},
            ],
        },
    ],
    "rules": {
        "min_total": 25,
        "min_per_criterion": {"B": 6},
        "required_yes": ["A2"],
        "not_applicable": "scaled",
    },
    "examples": [
        {
            "name": "Đạt",
            "answers": {"A1": 7.5, "A2": True, "A3": "part", "B1": 3, "B2": 95.5, "B3": "tốt"},
            "total": 29.25,
            "outcome": "reached",
        },
        {
            "name": "Không áp dụng",
            "answers": {"A2": False, "A3": "full", "B1": 0, "B2": 49.99},
            "not_applicable": ["A1"],
            "total": 6,
            "outcome": "not_reached",
            "reasons": ["total_short", "criterion_short", "required_no"],
        },
    ],
}

# (where in the file, what to put there); DELETE takes the key away
Change = tuple[tuple[str | int, ...], Any]
DELETE = object()


def changed(*changes: Change, data: dict[str, Any] = SMALL) -> dict[str, Any]:
    """The file of a set, by default the small one, with some places changed."""
    data = copy.deepcopy(data)
    for (*path, last), value in changes:
        place: Any = data
        for step in path:
            place = place[step]
        if value is DELETE:
            del place[last]
        else:
            place[last] = value
    return data


def text_of(data: Any) -> str:
    """The text of a criteria file."""
    return json.dumps(data, ensure_ascii=False)


def small_set(*changes: Change) -> CriteriaSet:
    """The small set, changed; its examples are left out of it where the change would make them fail."""
    criteria_set, problems = parse_criteria_set(text_of(changed(*changes)))
    assert criteria_set is not None, problems
    return criteria_set


CHECKLIST: dict[str, Any] = {
    "format": 1,
    "set_id": "muc_do",
    "version": "1",
    "title": "commune_learning_community",
    "name": "Bộ thử theo mức độ",
    "applies_to": "commune",
    "document": {"number": "Chưa có"},
    "valid_from": 2025,
    "provenance": "sample",
    "notice": "Bộ thử",
    "criteria": [
        {
            "code": "A",
            "number": "1",
            "name": "Phần một",
            "indicators": [
                {"code": "A1", "number": "1.1", "name": "Kế hoạch", "kind": "yes_no"}
                | {"targets": [{"level": 1, "value": True}]},
                {"code": "A2", "number": "1.2", "name": "Số lớp", "kind": "count", "required": False}
                | {"targets": [{"level": 2, "value": 3}]},
                {"code": "A3", "number": "1.3", "name": "Ghi chú", "kind": "text", "required": False},
            ],
        },
        {
            "code": "B",
            "number": "2",
            "name": "Phần hai",
            "indicators": [
                {"code": "B1", "number": "2.1", "name": "Hộ", "kind": "percent", "allow_na": True}
                | {"targets": [{"level": 1, "value": 60}, {"level": 2, "value": 80.5}]}
                | {"measure": "families_recognised"},
                {"code": "B2", "number": "2.2", "name": "Biết chữ", "kind": "percent", "allow_na": True}
                | {"targets": [{"level": 1, "value": 90}]},
            ],
        },
    ],
    "rules": {"kind": "checklist", "levels": [{"level": 1, "name": "Mức độ 1"}, {"level": 2, "name": "Mức độ 2"}]},
    "examples": [
        {"name": "Hai", "answers": {"A1": True, "A2": 3, "B1": 80.5, "B2": 90}, "level": 2, "outcome": "reached"},
        {"name": "Một", "answers": {"A1": True, "B1": 60, "B2": 90}, "level": 1, "outcome": "reached"},
        {
            "name": "Chưa",
            "answers": {"A1": False, "B1": 59.99, "B2": 90},
            "outcome": "not_reached",
            "reasons": ["targets_short"],
        },
    ],
}


def checklist_with(*changes: Change) -> dict[str, Any]:
    """The checklist's file with some places changed."""
    return changed(*changes, data=CHECKLIST)


def checklist(*changes: Change) -> CriteriaSet:
    """The checklist, changed."""
    criteria_set, problems = parse_criteria_set(text_of(checklist_with(*changes)))
    assert criteria_set is not None, problems
    return criteria_set
