"""How volumes differ between two plans: bought, taken under contract, in stock, recycled, done without and short."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.changes.pair import Pair, differ
from planner.results import Results

BOUGHT, TAKEN, STOCK, TREATED, RECOVERED = "bought", "under contract", "in stock", "scrap treated", "recovered"
WITHOUT, SHORT = "done without", "short"
Key = tuple[str, str, str, str]
Figures = Mapping[str, float]


@dataclass(frozen=True)
class VolumeChange:
    """One figure of a supplier, contract, stock, plant or demand in tonnes by label, in the plans that have it."""

    figure: str
    material: str
    stage: str
    name: str
    old: Figures
    new: Figures

    def difference(self, label: str) -> float:
        """New less old; what a plan does not have is 0 in it."""
        return self.new.get(label, 0.0) - self.old.get(label, 0.0)

    def whole(self, figures: Figures) -> float:
        """Over the whole plan: the sum, of a stock what lies there at the end."""
        return list(figures.values())[-1] if self.figure == STOCK and figures else sum(figures.values())


def volume_changes(pair: Pair) -> list[VolumeChange]:
    """Every figure that differs in a period that both plans cover, the largest difference first."""
    old, new = _volumes(pair, pair.old.results), _volumes(pair, pair.new.results)
    common = set(pair.labels_of(pair.old.results)) & set(pair.labels_of(pair.new.results))
    changes = [VolumeChange(*key, old.get(key, {}), new.get(key, {})) for key in dict.fromkeys((*new, *old))]
    found = [(max((_change(c, label) for label in common), default=0.0), c) for c in changes]
    return [c for size, c in sorted(found, key=lambda entry: -entry[0]) if size]


def _change(change: VolumeChange, label: str) -> float:
    """The size of a difference, 0 for the solver's noise."""
    different = differ(change.old.get(label, 0.0), change.new.get(label, 0.0))
    return abs(change.difference(label)) if different else 0.0


def _volumes(pair: Pair, results: Results) -> dict[Key, dict[str, float]]:
    by_key: dict[Key, dict[str, float]] = {}
    for key, node, tonnes in _tonnes(results):
        by_key.setdefault(key, {})[node] = tonnes
    return {
        key: pair.at_close(results, by_node) if key[0] == STOCK else pair.summed(results, by_node)
        for key, by_node in by_key.items()
    }


def _tonnes(results: Results) -> Iterator[tuple[Key, str, float]]:
    case, m, values = results.case, results.model, results.values
    for (i, n), tonnes in values(m.offtake_tonnes).items():
        yield (BOUGHT, case.suppliers[i].material, case.suppliers[i].stage, i), n, tonnes
    for (k, n), tonnes in values(m.taken_tonnes).items():
        supplier = case.suppliers[case.contracts[k].supplier]
        yield (TAKEN, supplier.material, supplier.stage, k), n, tonnes
    for (h, n), tonnes in values(m.stock_tonnes).items():
        yield (STOCK, case.stockpiles[h].material, case.stockpiles[h].stage, h), n, tonnes
    for (p, n), tonnes in values(m.treated_scrap_tonnes).items():
        yield (TREATED, "", "", p), n, tonnes
    for (p, k, n), tonnes in values(m.recovered_tonnes).items():
        yield (RECOVERED, k, case.stages[k][-1], p), n, tonnes
    for (d, n), tonnes in values(m.substituted_tonnes).items():
        yield (WITHOUT, case.demands[d].material, "", d), n, tonnes
    for (d, n), tonnes in values(m.shortage_tonnes).items():
        yield (SHORT, case.demands[d].material, "", d), n, tonnes
