"""A shock: the materials that it touches, the suppliers that it stops, and how long what rests for it may rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

SUSPEND, HOLD = "suspend", "hold"
LACK_FACTOR = 10.0


@dataclass(frozen=True)
class Shock:
    """At each node the materials that it touches there, or touched within the recovery periods before.

    `outages` are the nodes at which it leaves less than all of a supplier's capacity.
    """

    materials: Mapping[str, frozenset[str]] = field(default_factory=dict)
    outages: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def touches(self, node: str, materials: Iterable[str]) -> bool:
        """Whether any of some materials is in the shock, or recovers from it, at a node."""
        return not self.materials.get(node, frozenset()).isdisjoint(materials)
