"""A row of the `Policies` sheet in a case, whom it is about, and the constraints that it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.policies.rule import Rule


Square = tuple[str, str, str, str, str]
"""Policy row, material, stage, country and last node in force of the window over which a share is squared."""


@dataclass(frozen=True)
class PolicyRow:
    """One row of the `Policies` sheet in a case; a blank name is None, a limit and the nodes in force are per node."""

    policy_set: str
    id: str
    rule: "Rule"
    limit: Mapping[str, float]
    nodes: frozenset[str]
    per: str = "year"
    material: str | None = None
    stage: str | None = None
    partner: str | None = None
    partner_kind: str = ""
    sector: str | None = None
    base: str = ""
    penalty: float | None = None
    penalty_times_price: bool = False
    in_a_shock: str = ""
    source: str = ""
    cell: str = ""

    @property
    def key(self) -> str:
        """Name of the row in the model: an ID is unique within its set only."""
        return f"{self.policy_set} / {self.id}"

    @property
    def limits(self) -> dict[tuple[str, str], float]:
        """The limit by row and node, 0 at the nodes in force where the rule has none."""
        values = self.limit if self.rule.limit else dict.fromkeys(self.nodes, 0.0)
        return {(self.key, n): value for n, value in values.items()}


@dataclass(frozen=True)
class Scope:
    """Whom one constraint of a row is about; `name` is material, stage, partner and sector, "" where there is none."""

    name: tuple[str, str, str, str]
    pairs: tuple[tuple[str, str], ...]
    partners: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()

    @cached_property
    def materials(self) -> tuple[str, ...]:
        """The materials in the scope, each once."""
        return tuple(dict.fromkeys(material for material, _ in self.pairs))


@dataclass(frozen=True)
class Term:
    """One constraint of a row: its scope and window, the members of its sums and its figures."""

    row: PolicyRow
    scope: Scope
    last: str
    members: Mapping[str, Sequence[Any]]
    figures: Mapping[str, float]
    penalty: float | None

    @property
    def key(self) -> tuple[str, ...]:
        """Index of the constraint: row, material, stage, partner, sector, last node of the window."""
        return (self.row.key, *self.scope.name, self.last)
