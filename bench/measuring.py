"""Taking times: the best of several runs of ours and of the floor, one after the other on the same machine."""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. Times in milliseconds, memory in megabytes; `budget` and `floor` may be unknown."""

    name: str
    unit: str
    value: float
    budget: float | None
    floor: float | None

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.value / self.floor if self.floor else None

    @property
    def within(self) -> bool | None:
        """Whether the budget is kept; None too where nothing could be measured."""
        return None if self.budget is None or not self.value else self.value <= self.budget

    def as_json(self) -> dict[str, object]:
        """All that is known of it."""
        return {**asdict(self), "ratio": self.ratio, "within": self.within}


def milliseconds(work: Callable[[], object]) -> float:
    """How long one run takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def best(work: Callable[[], object], runs: int) -> float:
    """The shortest of several runs: what the work costs when nothing else disturbs it."""
    return min(milliseconds(work) for _ in range(runs))


def percentile95(times: list[float]) -> float:
    """The time that 95 of 100 runs keep within."""
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def peak_memory() -> float:
    """The most memory that this process ever held, in megabytes; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    if sys.platform == "linux":  # ru_maxrss begins there with what the process held that started this one
        told = Path("/proc/self/status").read_text("ascii")
        return int(told.partition("VmHWM:")[2].split()[0]) / 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20) if sys.platform == "darwin" else most / 1024


def as_table(figures: list[Figure]) -> str:
    """The figures as a table of plain text."""
    lines = [f"{'':42}{'ours':>10}{'budget':>10}{'floor':>10}{'ratio':>8}"]
    for figure in figures:
        numbers = (_number(figure.value), _number(figure.budget), _number(figure.floor))
        ratio = f"{figure.ratio:.1f}×" if figure.ratio else "–"
        over = "" if figure.within is not False else "  over budget"
        name = f"{figure.name} ({figure.unit})"
        lines.append(f"{name:42}{numbers[0]:>10}{numbers[1]:>10}{numbers[2]:>10}{ratio:>8}{over}")
    return "\n".join(lines)


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"
