"""The fixture of the small commune."""

import json

import pytest

from khuyenhoc_desktop.services import criteria_sets
from tests.criteria_files import load_set
from tests.services.documents.small import SET, fill


@pytest.fixture
def small(commune, tmp_path):
    """The small commune, its year 2026 scored with a set of its own."""
    path = tmp_path / "bo-thu.json"
    path.write_text(json.dumps(SET, ensure_ascii=False), "utf-8")
    criteria_sets.choose(commune, load_set(commune, path), 2026)
    with commune.action("test", "Xã nhỏ") as action:
        fill(action)
    return commune
