"""Criteria files that were forged or broken: refused with reasons, and no trace in the data."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.criteria import parse_criteria_set
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import check, criteria_sets
from tests.criteria_files import load_set
from tests.store.facts import dump

SHIPPED = sorted((criteria_sets.RESOURCES / "criteria").glob("*.json"))
GOOD = SHIPPED[0].read_text("utf-8")
TEXTS = {
    "nothing": b"",
    "no JSON": b"%PDF-1.7 ...",
    "nested beyond reason": b"[" * 200_000,
    "nested objects": b'{"a":' * 100_000,
    "a list": b"[]",
    "not a number": GOOD.replace("80", "NaN").encode(),
    "infinity": GOOD.replace("80", "-Infinity").encode(),
    "beyond every number": GOOD.replace("80", "1e999999999").encode(),
    "a number of 5000 digits": GOOD.replace("80", "8" * 5000).encode(),
    "UTF-16": GOOD.encode("utf-16"),
    "a Vietnamese code page": GOOD.encode("cp1258", "replace"),
    "NUL bytes": b"\x00" * 1000,
    "half of it": GOOD.encode()[: len(GOOD) // 2],
    "ten megabytes in one text": json.dumps({"set_id": "x" * 10_000_000}).encode(),
    "a lone surrogate": GOOD.replace('"name": "', '"name": "\\ud800', 1).encode(),
}


@pytest.mark.parametrize("data", TEXTS.values(), ids=TEXTS)
def test_it_is_refused_and_leaves_no_trace(commune, tmp_path, data):
    path = tmp_path / "bộ.json"
    path.write_bytes(data)
    before = dump(commune), commune.value("SELECT count(*) FROM journal")
    with pytest.raises(UserError) as refusal:
        load_set(commune, path)
    assert refusal.value.cure
    assert (dump(commune), commune.value("SELECT count(*) FROM journal")) == before


@pytest.mark.parametrize("name", ["../../x", "..", "a/b", "C:\\x", "con\x00", "x" * 300, "=cmd()"])
def test_an_id_that_would_be_a_path_is_refused(name):
    told = json.loads(GOOD)
    for key in ("set_id", "version"):
        forged = json.dumps({**told, key: name})
        assert parse_criteria_set(forged)[0] is None


def test_a_link_to_a_file_that_is_no_set_is_refused(commune, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("không phải bộ tiêu chí")
    link = tmp_path / "bo.json"
    link.symlink_to(secret)
    with pytest.raises(UserError) as refusal:
        load_set(commune, link)
    assert "không phải bộ" not in refusal.value.message.replace("không phải là bộ", "")


def test_a_folder_or_a_missing_file_is_refused(commune, tmp_path):
    for path in (tmp_path, tmp_path / "không có.json"):
        with pytest.raises(UserError):
            load_set(commune, path)


ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**30), 10**30), st.floats(), st.text(max_size=40),
    st.lists(st.integers(), max_size=3), st.dictionaries(st.text(max_size=5), st.none(), max_size=3),
)  # fmt: skip


def places(value, path=()):
    """The path of every value in a JSON tree."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), odd=ODD, remove=st.booleans())
def test_anything_in_any_place_is_read_or_refused(data, odd, remove):
    told = json.loads(GOOD)
    path = data.draw(st.sampled_from(list(places(told))[1:]))
    forged = copy.deepcopy(told)
    inner = forged
    for key in path[:-1]:
        inner = inner[key]
    if remove:
        del inner[path[-1]]
    else:
        inner[path[-1]] = odd
    criteria_set, problems = parse_criteria_set(json.dumps(forged))
    assert (criteria_set is None) == bool(problems)
    assert all(problem.message and problem.cure for problem in problems)


def test_what_was_accepted_is_sound(commune):
    for path in SHIPPED:
        load_set(commune, path)
    assert check.check(commune) == []
