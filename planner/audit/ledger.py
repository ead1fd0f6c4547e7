"""What an audit finds: the cells that do not say what they should, and by how much."""

from dataclasses import dataclass, field

from planner.audit.tables import Line, Value

TOLERANCE = 1e-6
WRONG = 1.0
"""The violation of what is not a matter of size, such as a text in place of a number."""


@dataclass(frozen=True)
class Finding:
    """A cell that is wrong: what stands there, what should, and how far they differ, relative to a sensible size."""

    sheet: str
    cell: str
    found: Value
    expected: Value
    violation: float
    law: str

    def __str__(self) -> str:
        where = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{where}: {_shown(self.found)} stands there, {_shown(self.expected)} is right ({self.law})"


@dataclass
class Ledger:
    """The findings of an audit, how many figures it looked at, and the largest violation, counted or tolerated."""

    findings: list[Finding] = field(default_factory=list)
    checked: int = 0
    largest: float = 0.0

    def equal(self, line: Line, head: str, expected: float | None, law: str, size: float = 0.0) -> None:
        """What stands under a head must be a number, or blank for None; `size` is that of what it was made from."""
        found = line.values.get(head)
        if expected is None or not isinstance(found, float):
            small = expected is None or abs(expected) <= TOLERANCE * size
            violation = 0.0 if found is None and small else WRONG
        else:
            violation = _apart(found, expected, size)
        self._note(Finding(line.sheet, line.cell(head), found, expected, violation, law))

    def at_most(self, line: Line, head: str, limit: float, law: str, size: float = 0.0) -> None:
        """What stands under a head must not be above a limit."""
        found = line.number(head)
        violation = _apart(found, limit, size) if not found <= limit else 0.0
        self._note(Finding(line.sheet, line.cell(head), found, limit, violation, f"at most: {law}"))

    def at_least(self, line: Line, head: str, limit: float, law: str, size: float = 0.0) -> None:
        """What stands under a head must not be below a limit."""
        found = line.number(head)
        violation = _apart(found, limit, size) if not found >= limit else 0.0
        self._note(Finding(line.sheet, line.cell(head), found, limit, violation, f"at least: {law}"))

    def total(self, at: Line | str, head: str, sums: tuple[float, float, float], law: str) -> None:
        """A sum over several cells, what it must be, and its size; a difference is put to the cell of `at`."""
        whole, right, size = sums
        if isinstance(at, str):
            self._note(Finding(at, "", whole, right, _apart(whole, right, size), law))
            return
        found = at.number(head)
        self._note(Finding(at.sheet, at.cell(head), found, found + right - whole, _apart(whole, right, size), law))

    def same(self, line: Line, head: str, expected: str, law: str) -> None:
        """The text under a head must be this one."""
        found = line.text(head)
        self._note(Finding(line.sheet, line.cell(head), found, expected, WRONG * (found != expected), law))

    def missing(self, sheet: str, what: str) -> None:
        """A line that should stand in a sheet does not."""
        self._note(Finding(sheet, "", "nothing", what, WRONG, "a line is missing"))

    def unexpected(self, line: Line, head: str, law: str) -> None:
        """A line stands in a sheet that should not."""
        self._note(Finding(line.sheet, line.cell(head), line.text(head), "nothing", WRONG, law))

    def _note(self, finding: Finding) -> None:
        self.checked += 1
        self.largest = max(self.largest, finding.violation)
        if not finding.violation <= TOLERANCE:
            self.findings.append(finding)


def _apart(one: float, other: float, size: float) -> float:
    largest = max(abs(one), abs(other), size)
    return abs(one - other) / largest if largest else 0.0


def _shown(value: Value) -> str:
    return "nothing" if value is None else f"{value:.10g}" if isinstance(value, float) else value or "nothing"
