"""Criteria sets: what they are made of and how a file becomes one (the format: docs/criteria-format.md)."""

from khuyenhoc_desktop.domain.criteria_checks import check_set
from khuyenhoc_desktop.domain.criteria_json import Node, load
from khuyenhoc_desktop.domain.criteria_model import (
    TITLES,
    Band,
    CodeChanges,
    CriteriaSet,
    Criterion,
    Example,
    Indicator,
    Kind,
    Level,
    NotApplicablePolicy,
    Option,
    Outcome,
    Provenance,
    RuleKind,
    Rules,
    Source,
    Target,
)
from khuyenhoc_desktop.domain.criteria_parsing import read_set
from khuyenhoc_desktop.domain.problems import Problem

__all__ = [
    "TITLES",
    "Band",
    "CodeChanges",
    "CriteriaSet",
    "Criterion",
    "Example",
    "Indicator",
    "Kind",
    "Level",
    "NotApplicablePolicy",
    "Option",
    "Outcome",
    "Provenance",
    "RuleKind",
    "Rules",
    "Source",
    "Target",
    "parse_criteria_set",
]


def parse_criteria_set(text: str) -> tuple[CriteriaSet | None, list[Problem]]:
    """The set a file's text holds, or None with every problem found.

    `Problem.field` is the place as a JSON path ("criteria[2].indicators[0].max_points", "$" for the whole file).
    Never raises, whatever the text. Read the file as UTF-8 without changing its line ends
    (`read_bytes().decode()`): `sha256` is taken over the text as given. A set whose own worked examples do not
    come out is refused.
    """
    value, problems = load(text)
    if problems:
        return None, problems
    root = Node(value, "", problems)
    draft = read_set(root, text)
    check_set(draft)
    return (None if problems else draft.criteria_set), problems
