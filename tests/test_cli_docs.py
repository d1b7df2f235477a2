"""docs/cli.md is held against the parser, against what the commands answer, and against the codes of refusals."""

import argparse
import json
import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from khuyenhoc_desktop import cli, cli_arguments

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "cli.md").read_text("utf-8").replace(r"\|", "¦")
SAMPLE = ROOT / "resources" / "sample"
SOURCES = "".join(path.read_text("utf-8") for path in (ROOT / "khuyenhoc_desktop").rglob("*.py"))
TARGET = {"target_percent", "target_base", "short_of_target"}
AS_HOUSEHOLDS = "as `import-households`"


def section(heading):
    return re.split(r"^##+ ", TEXT.partition(f"# {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def rows_of(text):
    """The cells of the rows of a section's tables, without headings."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    return [row for row in rows if row[0].startswith("`")]


def without_brackets(text):
    while (less := re.sub(r"\([^()]*\)", "", text)) != text:
        text = less
    return text


def keys_in(text):
    """The words in backticks that are keys of an answer; what stands in brackets is said of them, not of it."""
    words = " ".join(re.findall(r"`([^`]+)`", without_brackets(text))).split()
    return {word.removesuffix("[]") for word in words if re.fullmatch(r"[a-z_0-9]+(\[\])?", word)} - {"null", "ok"}


def first_paragraph(heading):
    return section(heading).strip().split("\n\n")[0]


def table_keys(heading):
    """The keys in the first column of a section's tables."""
    return set().union(*(keys_in(cells[0]) for cells in rows_of(section(heading))))


def told_of_commands():
    """What the document tells of each command, by its name: its arguments and its answer."""
    cells = [row for row in rows_of(section("Commands")) if re.fullmatch(r"`[a-z- ]+`", row[0])]
    return {name.strip("`"): (arguments, keys) for name, arguments, keys in cells}


COMMANDS = told_of_commands()


def parsers():
    """Every command's parser by its name; of `criteria` those of its parts."""

    def parts(parser, name=""):
        nested = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
        if not nested:
            return {name.strip(): parser}
        return {
            each: found
            for word, one in nested[0].choices.items()
            for each, found in parts(one, f"{name} {word}").items()
        }

    return parts(cli_arguments.parser())


def arguments_of(parser):
    """Each argument: whether it must be told, and what there is to choose from."""
    return {
        action.option_strings[0] if action.option_strings else action.metavar: (
            action.required,
            "¦".join(action.choices) if action.choices and len(action.choices) != 6 else "",
        )
        for action in parser._actions
        if action.dest not in ("help", "data")
    }


def arguments_told(cell):
    """The same, as the document tells it: [--in brackets] may be left out."""
    told = arguments_told(COMMANDS["import-households"][0]) if AS_HOUSEHOLDS in cell else {}
    words = " ".join(re.findall(r"`([^`]+)`", cell.replace(AS_HOUSEHOLDS, "")))
    for optional, option, value in re.findall(r"(\[?)(--[a-z-]+)((?: [^\s\[\]-][^\[\]-]*)?)", words):
        choices = value.strip().replace('"', "") if "¦" in value else ""
        told[option] = (not optional, "" if option == "--title" else choices)
    bare = re.sub(r"\[[^\]]*\]|--[a-z-]+ [A-Z]+", " ", words)
    return told | dict.fromkeys(re.findall(r"\b[A-Z]+\b", bare), (True, ""))


def test_the_commands_are_those_of_the_parser_and_of_the_program():
    assert set(COMMANDS) == set(parsers())
    assert {name.split()[0] for name in COMMANDS} == set(cli.COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_arguments_of_a_command_are_those_of_its_parser(name):
    assert arguments_told(COMMANDS[name][0]) == arguments_of(parsers()[name])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_is_explained_in_the_help(name):
    assert [action.dest for action in parsers()[name]._actions if not action.help] == []


def test_the_titles_and_kinds_of_papers_are_those_of_the_program():
    from khuyenhoc_desktop.services.documents.kinds import KINDS

    kinds = section("Documents").partition("Kinds:")[2].partition(".")[0]
    assert keys_in(kinds) == set(KINDS)
    assert cli_arguments.PAPERS.split(", ") == list(KINDS)
    assert len(cli_arguments.TITLES) == 6  # "any of the six titles"


def expected_keys(name):
    keys = COMMANDS[name][1]
    of_section = re.search(r"see \*([A-Z]\w+)\*$", keys)
    if name == "demo":
        return keys_in(first_paragraph("Figures")) | keys_in(first_paragraph("Export")) | {"database", "verified"}
    if name == "criteria import":
        keys = COMMANDS["criteria check"][1]
    if name == "criteria export":
        keys = "`file` " + COMMANDS["criteria check"][1]
    found = keys_in(first_paragraph(of_section[1])) if of_section else keys_in(keys.partition("; see")[0])
    linking = {"unlinked", "doubtful"} if name in ("import-persons", "import-clans") else set()
    return found | linking


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """What each command answers over the sample commune, by its name."""
    home = tmp_path_factory.mktemp("xã có dấu cách")
    data = home / "demo" / cli.SAMPLE_FOLDER
    commands = {
        "demo": ["--out", home / "demo"],
        "new": ["--code", "11111", "--name", "Mới", "--province", "", "--year", "2026", "--data", home / "mới"],
        "import-households": [SAMPLE / "danh-sach-ho.xlsx", "--dry-run"],
        "import-persons": [SAMPLE / "cong-dan.xlsx", "--dry-run"],
        "import-clans": [SAMPLE / "dong-ho.xlsx", "--dry-run"],
        "import-units": [SAMPLE / "don-vi.xlsx", "--dry-run"],
        "import-scores": [SAMPLE / "diem-2026.xlsx", "--dry-run"],
        "summary": [],
        "export": ["--out", home],
        "documents": ["--kind", "report", "--out", home],
        "criteria check": [ROOT / "resources" / "criteria" / "don_vi_hoc_tap.json"],
        "criteria import": [ROOT / "resources" / "criteria" / "don_vi_hoc_tap.json"],
        "criteria export": ["don_vi_hoc_tap", "2026.1", "--out", home / "bộ.json"],
        "verify": [home / "demo" / "khuyenhoc-99999-2026-1.zip"],
        "history": [],
        "check": [],
        "backup": ["--to", home / "usb"],
        "undo": [],
        "redo": [],
    }
    told = {name: answer(name, data, arguments) for name, arguments in commands.items()}
    told["restore"] = answer("restore", data, [told["backup"]["backup"]])
    return told


def answer(name, data, arguments):
    place = [] if name == "demo" else ["--data", data]
    with redirect_stdout(StringIO()) as shown:
        assert cli.main(list(map(str, [*place, *name.split(), *arguments]))) == 0, (name, shown.getvalue())
    return json.loads(shown.getvalue())


def test_every_command_was_asked(answers):
    assert set(answers) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_keys_of_an_answer_are_those_told(answers, name):
    assert set(answers[name]) - {"ok"} == expected_keys(name)


def test_the_keys_within_are_those_told(answers):
    (title, *_), people = answers["summary"]["titles"], answers["summary"]["citizens"]
    figures = table_keys("Figures")
    assert set(title) == figures
    assert set(title["by_group"][0]) == figures - {"title", "name", "by_group"} - TARGET | {"group", "group_id"}
    told = section("Figures").partition("`citizens` has")[2]
    assert set(people) == keys_in(told)
    assert keys_in(re.search(r"`not_counted` \(([^)]*)\)", told)[1]) == set(people["not_counted"])
    assert set(answers["history"]["entries"][0]) == keys_in(first_paragraph("Journal entries"))
    assert (
        set(answers["undo"]["undone"])
        == set(answers["redo"]["redone"])
        == keys_in(first_paragraph("Journal entries"))
    )


def codes_told():
    """The codes of the table of refusals; what stands in brackets explains them."""
    lines = [line.strip("|").split("|") for line in section("Refusals").splitlines() if line[:1] == "|"]
    words = re.findall(r"`([a-z_.]+)`", without_brackets(" ".join(cells[1] for cells in lines)))
    return {word for word in words if not word.endswith(".md")}


def test_every_code_of_a_refusal_that_is_told_stands_in_the_program():
    assert len(codes_told()) > 50
    assert {code for code in codes_told() if f'"{code}"' not in SOURCES} == set()


def test_every_refusal_of_a_command_itself_and_of_a_whole_workbook_is_told():
    rooms = [*(ROOT / "khuyenhoc_desktop").glob("cli*.py")]
    rooms += (ROOT / "khuyenhoc_desktop" / "services" / "importing").glob("*.py")
    sources = "".join(path.read_text("utf-8") for path in rooms)
    raised = set(re.findall(r'UserError\(\s*"([a-z_.]+)"', sources)) | set(
        re.findall(r'"(import\.[a-z_]+)"', sources)
    )
    assert raised - codes_told() - {"import.stale"} == set()


def test_every_refusal_of_opening_a_file_is_told():
    store = ROOT / "khuyenhoc_desktop" / "store"
    rooms = ("connection", "places", "errors", "encryption")
    sources = "".join((store / f"{name}.py").read_text("utf-8") for name in rooms)
    raised = set(re.findall(r'(?:UserError\(|[:=] \()\s*"([a-z_]+)",\s*(?:f?"|\*)', sources))
    assert len(raised) > 10
    assert raised - codes_told() == set()
