"""Filling fields: Jinja in a sandbox with nothing in it but fields, conditions and loops.

A template is a file that anybody may have edited: it can run no code, call nothing, and make no text of endless
length (no arithmetic with * and **, no filters that pad, no ranges).
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from khuyenhoc_desktop.services.documents.layout import DOTS

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

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


@lru_cache(maxsize=1)
def environment() -> "SandboxedEnvironment":
    """The one environment: fields that do not exist are refused, None prints as dots, everything is escaped."""
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Fields(ImmutableSandboxedEnvironment):
        """No calls of anything and no operators that multiply."""

        intercepted_binops = frozenset(("*", "**"))

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            raise SecurityError(operator)

        def is_safe_callable(self, obj: Any) -> bool:
            return False

    made = Fields(autoescape=True, undefined=StrictUndefined, finalize=_shown)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS}
    return made


def _shown(value: Any) -> Any:
    return DOTS if value is None else value
