"""Doing what the user asked: at once when it is small, on the lane when it would hold up the window."""

from collections.abc import Callable, Generator
from typing import TypeVar

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.progress import Progress
from khuyenhoc_desktop.ui.context import Context

T = TypeVar("T")
SMALL = 500  # households written within 100 ms, also by an old machine


def do(
    context: Context,
    text: str,
    work: Callable[[CommuneFile], T],
    size: int,
    done: Callable[[T], object] = lambda _result: None,
    failed: Callable[[BaseException], None] | None = None,
) -> None:
    """Run `work`, which changes `size` households; `done` gets its result.

    A refusal goes to `failed`, without it to the notices. `text` is what the progress dialog says.
    """
    failed = failed or context.notices.error
    if size > SMALL:
        context.lane.run(
            text, lambda file: _as_job(file, text, work), lambda result: _ignore(done(result)), failed
        )
        return
    try:
        result = work(context.file)
    except UserError as refusal:
        failed(refusal)
        return
    done(result)


def _as_job(file: CommuneFile, text: str, work: Callable[[CommuneFile], T]) -> Generator[Progress, None, T]:
    """One step: it can be cancelled before it begins, and is whole after that."""
    yield Progress(0, 0, text)
    return work(file)


def _ignore(_result: object) -> None:
    return None
