"""Filling fields: Jinja in a sandbox with nothing in it but fields, conditions and loops.

A template is a file that anybody may have edited: it can run no code, call nothing, set nothing, and make no text
of endless length (no arithmetic but + and - of numbers, no filters that pad, no ranges). What a Word template
makes is bounded as well: loops in loops over all households, or one page of text in each of them.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from khuyenhoc_desktop.services.documents.layout import DOTS

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import SandboxedEnvironment

MOST_STEPS = 2_000_000
"""Turns of all loops of a Word template: a sheet has about thirty rows, and a file at most 1,000 sheets."""
MOST_LETTERS, LETTERS_ANYWAY, LETTERS_A_ROW = 200_000_000, 3_000_000, 30_000
"""Letters of XML that a Word template may become; a row of the shipped lists has 1,300."""
_FILTERS = (
    "upper",
    "lower",
    "capitalize",
    "trim",
    "default",
    "d",
    "length",
    "count",
    "first",
    "last",
    "e",
    "escape",
)
_NODES = """
    Template Output TemplateData For If Name Const Getattr Getitem Slice Tuple List Compare Operand And Or Not
    CondExpr Filter Test Add Sub Neg Pos
"""
_COUNTED = "counted"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # what XML cannot hold


class TooLongError(Exception):
    """A Word template became longer than any paper; it does not say by whose fault."""


@lru_cache(maxsize=1)
def environment() -> "SandboxedEnvironment":
    """The one environment: fields that do not exist are refused, None prints as dots, everything is escaped."""
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Fields(ImmutableSandboxedEnvironment):
        """No calls of anything, no arithmetic but with two numbers, no commands but conditions and loops."""

        intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator in ("+", "-") and all(isinstance(side, int | float) for side in (left, right)):
                return super().call_binop(context, operator, left, right)
            raise SecurityError(operator)

        def is_safe_callable(self, obj: Any) -> bool:
            return False

        def _generate(self, source: "nodes.Template", *args: Any, **named: Any) -> str:
            _inspect(source)
            return super()._generate(source, *args, **named)

    made = Fields(autoescape=True, undefined=StrictUndefined, finalize=_shown)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS}
    made.filters[_COUNTED] = lambda many: many
    return made


@lru_cache(maxsize=1)
def bounded_environment() -> "SandboxedEnvironment":
    """The same for Word templates: what they make has an end, and is XML."""
    from jinja2 import Template

    made = environment().overlay()
    steps = _Steps()

    class Bounded(Template):
        """A template whose text is measured while it is made."""

        def render(self, *args: Any, **named: Any) -> str:
            """The text.

            Raises:
                TooLongError; expat.ExpatError.
            """
            steps.left = MOST_STEPS
            text = _measured(self.generate(*args, **named), dict(*args, **named))
            if text.startswith("<"):
                expat.ParserCreate().Parse(text, True)  # docxtpl would look at broken XML for hours
            return text

    made.filters = {**made.filters, _COUNTED: steps.count}
    made.template_class = Bounded
    return made


class _Steps:
    """The turns of loops that are left."""

    def __init__(self) -> None:
        self.left = MOST_STEPS

    def count(self, many: Iterable[Any]) -> Collection[Any]:
        """What is looped over, counted before its first turn."""
        held = many if isinstance(many, list | tuple) else list(many)
        self.left -= len(held) + 1
        if self.left < 0:
            raise TooLongError
        return held


def _measured(pieces: Iterable[str], content: Mapping[str, Any]) -> str:
    kept, letters, most = [], 0, LETTERS_ANYWAY
    for piece in pieces:
        kept.append(piece)
        letters += len(piece)
        if letters > most:
            most = min(LETTERS_ANYWAY + LETTERS_A_ROW * _rows_in(content), MOST_LETTERS)
            if letters > most:
                raise TooLongError
    return "".join(kept)


def _rows_in(content: Any) -> int:
    """How many entries all lists in a paper's content have."""
    if isinstance(content, list | tuple):
        return len(content) + sum(map(_rows_in, content))
    if isinstance(content, Mapping):
        return sum(map(_rows_in, content.values()))
    return sum(_rows_in(getattr(content, name)) for name in getattr(content, "__dataclass_fields__", ()))


def _inspect(source: "nodes.Template") -> None:
    """Refuse every command and operator that is not known to be harmless; have the turns of loops counted."""
    from jinja2 import nodes
    from jinja2.exceptions import SecurityError

    known = _NODES.split()
    for node in source.find_all(nodes.Node):
        if type(node).__name__ not in known:
            raise SecurityError(type(node).__name__)
    for loop in source.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno)


def _shown(value: Any) -> Any:
    if value is None:
        return DOTS
    return _CONTROLS.sub("", value) if type(value) is str else value
