"""Verifying finds any altered byte, any forged figure, and refuses hostile files in plain words."""

import csv
import hashlib
import io
import json
import random
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.services.handover.verify import verify_bundle
from khuyenhoc_desktop.services.progress import finish

from .conftest import Bundle, sealed

many = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
SCORES = "scores/gia_dinh_hoc_tap-2022.1.csv"


def codes(problems):
    return {problem.code for problem in problems}


def found(problems):
    assert all(problem.message and problem.cure for problem in problems)
    return [problem for problem in problems if problem.is_error]


def test_a_sound_bundle_has_no_problems(bundle_bytes, written):
    assert verify_bundle(written(bundle_bytes)) == []


def test_the_helpers_make_sound_bundles(bundle, written):
    assert verify_bundle(written(bundle.rehashed().packed())) == []


@many
@given(place=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
def test_any_altered_byte_is_found(bundle_bytes, written, place, change):
    data = bytearray(bundle_bytes)
    data[int(place * len(data))] ^= change
    assert found(verify_bundle(written(data)))


@many
@given(member=st.integers(1, 31), place=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
def test_any_altered_byte_of_a_member_is_found_without_the_seal(bundle, written, member, place, change):
    """Also when the zip is made anew around it, so that only the checksums inside can tell."""
    name = list(bundle.members)[member]  # the first is the descriptor
    content = bytearray(bundle.members[name])
    content[int(place * len(content))] ^= change
    problems = found(verify_bundle(written(bundle.with_member(name, bytes(content)).packed())))
    assert ("file_altered", name) in {(problem.code, problem.sheet) for problem in problems}


def test_one_more_byte_or_one_less_is_found(bundle_bytes, written):
    for altered in (bundle_bytes + b"\0", bundle_bytes[:-1], b"\0" + bundle_bytes):
        assert found(verify_bundle(written(altered)))


def test_packing_anew_is_found(bundle, written):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in bundle.members.items():
            made.writestr(name, data)
    assert codes(verify_bundle(written(out.getvalue()))) == {"seal_broken"}


# Forgers who put every checksum right.


SWAPPED = {"true": "false", "false": "true", "-": "", "reached": "not_reached"}


def other_number(text):
    return f"{float(text) + 1:g}" if text else "1"


def other(text):
    """Another value of the same type."""
    if text in SWAPPED:
        return SWAPPED[text]
    return "reached" if text in ("not_reached", "incomplete", "empty") else other_number(text)


def forged_cell(bundle, path, pick, columns):
    rows = list(csv.reader(io.StringIO(bundle.text(path), newline="")))
    places = [
        (row, column)
        for row in range(1, len(rows))
        for column, name in enumerate(rows[0])
        if columns is None or name in columns
    ]
    row, column = pick.choice(places)
    rows[row][column] = other(rows[row][column])
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return bundle.with_member(path, out.getvalue().encode())


FIGURES = {
    "summary.csv": set(
        "total registered scored reached proposed recognised percent_of_total percent_of_registered"
        " last_year_recognised change".split()
    ),
    "assessments.csv": set("registered entered missing total outcome proposed recognised".split()),
    SCORES: set("C1_1 C1_2 C1_3 C2_1 C2_2 C2_3 C3_1 C3_2 C3_3 C4_1 C4_2 C4_3".split()),
}
FIGURES["summary_by_group.csv"] = FIGURES["summary.csv"]


@pytest.mark.parametrize("path", FIGURES)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers())
def test_forged_figures_in_tables_are_found(bundle, written, path, seed):
    forged = forged_cell(bundle, path, random.Random(seed), FIGURES[path]).rehashed()
    problems = found(verify_bundle(written(forged.packed())))
    assert problems
    assert not codes(problems) & {"seal_broken", "file_altered"}


def test_a_forged_name_or_birth_year_is_found_in_the_lists(bundle, written):
    registered = next(line for line in bundle.text("assessments.csv").splitlines() if ",true," in line)
    household = registered.split(",")[0]
    row = next(line for line in bundle.text("households.csv").splitlines() if line.startswith(household))
    *kept, year = row.split(",")
    text = bundle.text("households.csv").replace(row, ",".join([*kept, str(int(year) + 1)]))
    problems = verify_bundle(written(bundle.with_member("households.csv", text.encode()).rehashed().packed()))
    assert {problem.sheet for problem in problems} == {"tong-hop.xlsx"}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers())
def test_forged_figures_in_the_workbook_are_found(bundle, written, seed):
    pick = random.Random(seed)
    sheet = pick.choice(["sheet1", "sheet2", "sheet3", "sheet4"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundle.members["tong-hop.xlsx"])) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == f"xl/worksheets/{sheet}.xml":
                places = list(re.finditer(rb"<v>([0-9.]+)</v>", data))
                place = pick.choice(places)
                value = other_number(place[1].decode()).encode()
                data = data[: place.start(1)] + value + data[place.end(1) :]
            new.writestr(entry, data)
    forged = bundle.with_member("tong-hop.xlsx", out.getvalue()).rehashed()
    problems = found(verify_bundle(written(forged.packed())))
    assert [(problem.code, problem.sheet) for problem in problems] == [("figure_differs", "tong-hop.xlsx")]
    assert problems[0].cell


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers())
def test_forged_figures_in_the_page_are_found(bundle, written, seed):
    page = bundle.text("index.html")
    place = random.Random(seed).choice(list(re.finditer(r'<td class="number">(\d+)', page)))
    forged = page[: place.start(1)] + str(int(place[1]) + 1) + page[place.end(1) :]
    problems = found(verify_bundle(written(bundle.with_member("index.html", forged.encode()).rehashed().packed())))
    assert [(problem.code, problem.sheet) for problem in problems] == [("figure_differs", "index.html")]


@pytest.mark.parametrize("key", ["total", "registered", "recognised", "groups", "decisions"])
def test_forged_counts_are_found(bundle, written, key):
    package = bundle.package
    package["khuyenhoc"]["counts"][key] += 1
    problems = found(verify_bundle(written(bundle.with_package(package).packed())))
    assert [problem.code for problem in problems] == ["figure_differs"]
    assert f"counts.{key}" in problems[0].message


def test_a_loosened_schema_is_found(bundle, written):
    package = bundle.package
    del package["resources"][2]["schema"]["foreignKeys"]
    assert found(verify_bundle(written(bundle.with_package(package).packed())))


def test_a_household_taken_out_is_found(bundle, written):
    lines = bundle.text("households.csv").splitlines(keepends=True)
    forged = bundle.with_member("households.csv", "".join(lines[:-1]).encode())
    assert found(verify_bundle(written(forged.rehashed().packed())))


def test_a_household_told_twice_is_found(bundle, written):
    lines = bundle.text("households.csv").splitlines(keepends=True)
    forged = bundle.with_member("households.csv", "".join([*lines, lines[-1]]).encode())
    assert "duplicate_key" in codes(verify_bundle(written(forged.rehashed().packed())))


def test_a_softer_criteria_set_is_found(bundle, written):
    name = "criteria/gia_dinh_hoc_tap-2022.1.json"
    criteria = json.loads(bundle.members[name])
    criteria["notice"] = "Bộ chính thức."
    data = json.dumps(criteria, ensure_ascii=False).encode()
    forged = bundle.with_member(name, data)
    package = forged.package
    package["khuyenhoc"]["criteria_sets"][0]["sha256"] = hashlib.sha256(data).hexdigest()
    problems = verify_bundle(written(forged.with_package(package).rehashed().packed()))
    assert "criteria_changed" in codes(problems)


def test_another_name_than_what_is_inside_is_doubtful(bundle_bytes, tmp_path):
    path = tmp_path / "khuyenhoc-99999-2026-7.zip"
    path.write_bytes(bundle_bytes)
    problems = verify_bundle(path)
    assert [(problem.code, problem.is_error) for problem in problems] == [("name_differs", False)]
    assert verify_bundle(path.rename(tmp_path / "Gói của xã An Học (1).zip")) == []


# Missing, foreign and hostile files.


def test_every_file_is_missed(bundle, written):
    for name in bundle.members:
        problems = found(verify_bundle(written(bundle.without(name).packed())))
        assert any(problem.code == "missing_file" and problem.sheet == name for problem in problems)


def test_a_file_more_is_found(bundle, written):
    problems = verify_bundle(written(bundle.packed([("extra.csv", b"a,b\n")])))
    assert [(problem.code, problem.sheet) for problem in problems] == [("undeclared_file", "extra.csv")]


@pytest.mark.parametrize(
    "name",
    ["../evil.csv", "/etc/passwd.csv", "a\\b.csv", "C:/x.csv", "scores/../../x.csv", "run.exe", "x/", "nul\0.csv"],
)
def test_strange_names_are_refused(bundle, written, name):
    assert codes(verify_bundle(written(bundle.packed([(name, b"x")])))) == {"bad_member"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["groups.csv", "GROUPS.csv"])
def test_the_same_name_twice_is_refused(bundle, written, name):
    assert codes(verify_bundle(written(bundle.packed([(name, b"x")])))) == {"bad_member"}


def test_links_are_refused(bundle, written):
    link = zipfile.ZipInfo("link.csv")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    assert codes(verify_bundle(written(bundle.packed([(link, b"/etc/passwd")])))) == {"bad_member"}


def test_a_zip_bomb_is_refused_unread(bundle, written):
    problems = verify_bundle(written(bundle.packed([("bomb.csv", bytes(50 << 20))])))
    assert codes(problems) == {"zip_bomb"}


def test_too_large_members_are_refused_unread(bundle, written):
    problems = verify_bundle(written(bundle.packed([("large.json", random.Random(1).randbytes(3 << 20))])))
    assert codes(problems) == {"bundle_too_large"}


def test_too_many_members_are_refused(bundle, written):
    entries = [(f"{'a' * 9}{chr(97 + i // 26)}{chr(97 + i % 26)}.csv", b"") for i in range(120)]
    assert codes(verify_bundle(written(bundle.packed(entries)))) == {"bundle_too_large"}


def test_a_huge_directory_is_refused_before_it_is_read(bundle, written):
    entries = [(f"{'a' * 60000}.csv", b""), (f"{'b' * 60000}.csv", b"")]
    assert codes(verify_bundle(written(bundle.packed(entries)))) == {"bundle_too_large"}


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip at all" * 99, b"PK\x05\x06" + bytes(18), bytes(4096)])
def test_what_is_no_bundle_is_told_so(written, data):
    problems = found(verify_bundle(written(data)))
    assert codes(problems) <= {"not_a_bundle", "seal_broken", "missing_file"}
    assert codes(problems) & {"not_a_bundle", "missing_file"}


@many
@given(data=st.binary(max_size=400), as_zip=st.booleans())
def test_rubbish_never_raises(written, data, as_zip):
    if as_zip:
        data = Bundle({"datapackage.json": data, "groups.csv": data}).packed()
    assert found(verify_bundle(written(data)))


@many
@given(seed=st.integers(), cut=st.floats(0, 1))
def test_damaged_bundles_never_raise(bundle_bytes, written, seed, cut):
    pick = random.Random(seed)
    data = bytearray(bundle_bytes[: int(len(bundle_bytes) * cut)] if pick.random() < 0.3 else bundle_bytes)
    for _ in range(min(len(data), pick.choice([1, 20, 400]))):
        data[pick.randrange(len(data))] = pick.randrange(256)
    assert found(verify_bundle(written(data))) or bytes(data) == bundle_bytes


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    assert codes(verify_bundle(tmp_path / "no.zip")) == {"cannot_read"}
    assert codes(verify_bundle(tmp_path)) == {"cannot_read"}


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{}", "null", '{"khuyenhoc": 7}', "\ufeff{}", '{"khuyenhoc": {"format": 1}}']
)
def test_strange_descriptors_are_told(bundle, written, text):
    problems = verify_bundle(written(bundle.with_member("datapackage.json", text.encode()).packed()))
    assert codes(problems) == {"bad_descriptor"}


def places(node, path=()):
    """Every place of a JSON tree."""
    yield path
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inside:
        yield from places(value, (*path, key))


@many
@given(
    seed=st.integers(),
    value=st.sampled_from([None, True, 0, -1, 10**30, 1.5, "", "x" * 3000, [], {}, [[]], {"title": 1}]),
)
def test_strange_values_in_the_descriptor_never_raise(bundle, written, seed, value):
    package = bundle.package
    *path, last = random.Random(seed).choice([path for path in places(package) if path])
    node = package
    for key in path:
        node = node[key]
    if node[last] == value or last in ("title", "titles"):
        return
    node[last] = value
    assert found(verify_bundle(written(bundle.with_package(package).packed())))


def test_a_newer_format_asks_for_a_newer_program(bundle, written):
    package = bundle.package
    package["khuyenhoc"] = {"format": 3, "news": True}
    problems = verify_bundle(written(bundle.with_package(package).packed()))
    assert codes(problems) == {"newer_bundle"}


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\xff",
        b"group_id,name,kind\r\n1,a\r\n",
        b"other\r\n1\r\n",
        b'group_id,name,kind\r\n"1,a,b\r\n',
        b"group_id,name,kind\r\n1," + b"a" * 200_000 + b",b\r\n",
        b"",
    ],
)
def test_tables_that_are_none_are_told(bundle, written, data):
    problems = verify_bundle(written(bundle.with_member("groups.csv", data).rehashed().packed()))
    assert ("bad_table", "groups.csv") in {(problem.code, problem.sheet) for problem in problems}


def test_a_bare_formula_in_a_table_is_told(bundle, written):
    text = bundle.text("groups.csv").replace("Thôn Hạ", "=1+1")
    problems = verify_bundle(written(bundle.with_member("groups.csv", text.encode()).rehashed().packed()))
    told = [problem for problem in problems if problem.code == "bad_value"]
    assert told[0].cell.startswith("B")


def test_a_workbook_that_is_none_is_told(bundle, written):
    forged = bundle.with_member("tong-hop.xlsx", b"PK no workbook").rehashed()
    assert codes(verify_bundle(written(forged.packed()))) == {"bad_workbook"}


def test_problems_are_limited(bundle, written):
    text = re.sub(r"(?m)^(\d+,\d+,[^,]+),\d+", r"\1,12345", bundle.text("households.csv"))
    text += "".join(f"{number},1,A B,1\r\n" for number in range(500))
    problems = verify_bundle(written(bundle.with_member("households.csv", text.encode()).rehashed().packed()))
    assert len(problems) == 201
    assert problems[-1].code == "more_problems"


def test_sealing_in_the_tests_is_what_the_program_does(bundle_bytes):
    assert sealed(bundle_bytes[:-73] + b"\0\0") == bundle_bytes


def test_verifying_tells_how_far_it_is(bundle_bytes, written):
    from khuyenhoc_desktop.services.handover.verify import verifying

    steps = []

    def watched():
        job = verifying(written(bundle_bytes))
        while True:
            try:
                steps.append(next(job).text)
            except StopIteration as end:
                return end.value
            yield

    assert finish(watched()) == []
    assert len(set(steps)) >= 5
