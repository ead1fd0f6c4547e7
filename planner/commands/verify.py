"""`planner verify`: whether a plan holds, without a solver."""

from pathlib import Path

from planner.audit import Finding, Verdict, verify
from planner.commands.outcome import Outcome
from planner.errors import NotHeld
from planner.progress import Progress

SHOWN = 20


def run(plan: Path, progress: Progress) -> Outcome:
    """The verdict on a plan; nothing is written. Raises `Unreadable` where it is no plan or has no input beside it."""
    progress("Recomputing the plan")
    verdict = verify(plan)
    return Outcome(
        NotHeld.status,
        0 if verdict.holds else NotHeld.exit_code,
        message="" if verdict.holds else str(NotHeld(len(verdict.findings))),
        results={
            "verdict": "holds" if verdict.holds else "does not hold",
            "largest_violation": verdict.largest_violation,
            "findings": [_row(finding) for finding in verdict.findings],
        },
        lines=_lines(verdict),
    )


def _row(finding: Finding) -> dict[str, object]:
    return {
        "sheet": finding.sheet,
        "cell": finding.cell,
        "found": finding.found,
        "expected": finding.expected,
        "violation": finding.violation,
        "law": finding.law,
    }


def _lines(verdict: Verdict) -> list[str]:
    said = "The plan holds" if verdict.holds else f"The plan does not hold: {len(verdict.findings)} findings"
    worst = [str(finding) for finding in verdict.findings[:SHOWN]]
    more = len(verdict.findings) - len(worst)
    return [
        f"{said}; {verdict.checked:,} figures recomputed, the largest violation {verdict.largest_violation:.1e}.",
        *worst,
        *([f"and {more} more (--json lists them)"] if more else []),
    ]
