"""What verifying has found: problems with their places in the bundle, as many as a person can read."""

from dataclasses import dataclass, field

from khuyenhoc_desktop.domain.problems import Problem, Severity, error

MOST_PROBLEMS = 200
RESEND = "Không dùng số liệu này; xin nơi gửi xuất và gửi lại gói nộp."


@dataclass(slots=True)
class Findings:
    """The problems so far; those beyond MOST_PROBLEMS are only counted."""

    problems: list[Problem] = field(default_factory=list)
    left_out: int = 0

    def add(
        self,
        code: str,
        message: str,
        member: str | None = None,
        row: int | None = None,
        cell: str | None = None,
        cure: str = RESEND,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a problem; `member` is the file inside the bundle, `row` and `cell` as a spreadsheet counts."""
        if len(self.problems) >= MOST_PROBLEMS:
            self.left_out += 1
            return
        self.problems.append(Problem(code, severity, message, cure, sheet=member, row=row, cell=cell))

    def differs(self, member: str, what: str, told: object, found: object, cell: str | None = None) -> None:
        """Note a figure that is not what comes out when it is computed anew."""
        row = int("".join(letter for letter in cell if letter.isdigit())) if cell else None
        message = f"{what}: trong gói là {_shown(told)}, tính lại được {_shown(found)}."
        self.add("figure_differs", message, member, row, cell)

    @property
    def all(self) -> list[Problem]:
        """The problems, with a line for those that were left out."""
        if not self.left_out:
            return self.problems
        rest = error("more_problems", f"Còn {self.left_out} lỗi nữa không kể ra ở đây.", RESEND)
        return [*self.problems, rest]


def cell_at(row: int, column: int) -> str:
    """The spreadsheet address of a cell; `row` counts from 1, `column` from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _shown(value: object) -> str:
    return "trống" if value in (None, "") else str(value)
