"""Which workbook or test finds a mutant."""

import contextlib
import io
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from tests.mutants.planting import Mutant, planted
from tests.mutants.workbooks import Known

MOST_ASKED = 100
"""How many workbooks are asked about a mutant before the tests are."""
TESTS = {
    "models.objective": ("tests/models/test_factors.py", "tests/hedging/test_hedge.py"),
    "models.losses": (
        "tests/models/test_reach.py",
        "tests/cases/test_losses.py",
        "tests/audit/test_right_plans.py::test_random_plans_hold",
    ),
    "models.reach": ("tests/models/test_reach.py", "tests/cases/test_losses.py"),
    "models.classes": ("tests/models/test_protection.py",),
    "models.policies.max_hhi": ("tests/cases/test_concentration.py",),
    "models.concentration": ("tests/models/test_concentration.py",),
    "models.cost": (
        "tests/models/test_procurement.py",
        "tests/cases/test_procurement.py",
        "tests/models/test_shock.py",
    ),
}
"""What knows of things that the second formulation does not: trees of scenarios, risk, shocks."""
OTHERS = (
    "tests/models/test_bases.py",
    "tests/models/test_factors.py",
    "tests/models/test_procurement.py",
    "tests/models/test_shock.py",
    "tests/models/test_network.py",
    "tests/cases/test_worked_by_hand.py",
    "tests/cases/test_procurement.py",
)


@dataclass
class Hunt:
    """Workbooks that are asked in the order of what they found so far, near the mutant first."""

    books: Sequence[Known]
    found: Counter[tuple[str, str]] = field(default_factory=Counter)

    def killer(self, mutant: Mutant) -> str | None:
        """The first workbook or test that finds a mutant, None where nothing does."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            asked = self._asked(mutant)
            with planted(mutant):
                return self._workbook(mutant, asked) or _failing_test(TESTS.get(mutant.module, OTHERS))

    def _workbook(self, mutant: Mutant, asked: Sequence[Known]) -> str | None:
        for book in asked:
            if not _agrees(book):
                for near in (mutant.function, mutant.module, ""):
                    self.found[near, book.name] += 1
                return book.name
        return None

    def _asked(self, mutant: Mutant) -> list[Known]:
        nearness = (mutant.function, mutant.module, "")
        passing = [book for book in self.books if book.passes(mutant)]
        return sorted(passing, key=lambda b: tuple(-self.found[near, b.name] for near in nearness))[:MOST_ASKED]


def _agrees(book: Known) -> bool:
    """Whether a workbook still has its plan; a model that cannot be built or solved any more has none."""
    try:
        return book.is_right()
    except Exception:  # noqa: BLE001 - whatever a planted fault brings about
        return False


class _FirstFailure:
    """A plugin of pytest that keeps the name of the first test that fails."""

    def __init__(self) -> None:
        self.name: str | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.name is None:
            self.name = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and self.name is None:
            self.name = report.nodeid


def _failing_test(tests: Sequence[str]) -> str | None:
    """The first of some tests that fails in this process, with the mutant in place."""
    failure = _FirstFailure()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests], plugins=[failure])
    return failure.name


def by_part(mutants: Sequence[Mutant]) -> Iterator[tuple[str, list[Mutant]]]:
    """The mutants of each file."""
    for module in dict.fromkeys(mutant.module for mutant in mutants):
        yield module, [mutant for mutant in mutants if mutant.module == module]
