"""What every part of an audit works on: the input's facts, the plan's lines, and the ledger of what is found."""

from dataclasses import dataclass
from functools import cached_property

from planner.audit.facts import Facts
from planner.audit.ledger import Ledger
from planner.audit.tables import Line, Tables
from planner.audit.volumes import ADDS, Volumes
from planner.workbook.schema import Policy


@dataclass(frozen=True)
class Audit:
    """One plan under audit, and the policy set that it keeps."""

    facts: Facts
    tables: Tables
    volumes: Volumes
    ledger: Ledger
    policy: str

    @property
    def periods(self) -> tuple[str, ...]:
        """The labels of the periods, the heads of most columns."""
        return self.facts.periods

    @cached_property
    def rows(self) -> tuple[Policy, ...]:
        """The rows of the policy set in force."""
        return self.facts.book.policy_rows(self.policy)

    @cached_property
    def loss_lines(self) -> dict[tuple[str, ...], Line]:
        """The lines of Losses by material, lost country, stage, who and figure."""
        heads = ("Material", "Lost", "Stage", "Who", "Figure")
        return {tuple(line.text(head) for head in heads): line for line in self.tables["Losses"]}

    def added(self, supplier: str, t: int) -> float:
        """Tonnes that ventures add to what a supplier can deliver."""
        lines = (
            line for (name, _, figure), line in self.volumes.deal_lines.items() if (name, figure) == (supplier, ADDS)
        )
        return sum(line.number(self.periods[t]) for line in lines)

    def adds_up(self, line: Line, head: str) -> None:
        """A line's periods add up to what stands under a head."""
        whole = line.series(self.periods)
        self.ledger.equal(line, head, sum(whole), "the sum of the periods", max(map(abs, whole), default=0.0))

    def over_periods(self, line: Line, right: list[float], law: str, size: float = 0.0) -> None:
        """A figure of every period is what it must be."""
        for period, value in zip(self.periods, right, strict=True):
            self.ledger.equal(line, period, value, law, size)
