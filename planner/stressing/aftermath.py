"""What a shock does to a plan: who goes short and when, how long stocks carry, what is bought instead and rests."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from models import cost
from models.case import Case
from planner.results import Results
from planner.results.costs import present_value
from planner.results.cover import covering_tonnes, daily_demand
from planner.results.ranking import down
from planner.stressing.resting import Rest, resting

SEEN = 1e-6
By = tuple[float, ...]


@dataclass(frozen=True)
class Hit:
    """What one demand lacks by period in the shock, in tonnes, and what it lacked in the plan."""

    sector: str
    material: str
    needed: By
    short: By
    planned: By

    @property
    def added(self) -> By:
        """What the shock adds to what is short, at least 0 in each period."""
        found = zip(self.short, self.planned, self.needed, strict=True)
        return tuple(s - p if s - p > SEEN * max(1.0, needed) else 0.0 for s, p, needed in found)


@dataclass(frozen=True)
class Reserve:
    """The stock of a material at the end of each period, in tonnes of the last stage, in the shock and in the plan.

    `at_first` is what was there when the shock began, in the period of the number `begins`, and `days` how many days of
    that period's demand it is.
    """

    material: str
    held: By
    planned: By
    begins: int
    at_first: float
    days: float | None

    @property
    def drawn(self) -> float:
        """The most by which the stock falls below what it was when the shock began."""
        return max(0.0, self.at_first - min(self.held[self.begins :]))

    @property
    def used_up(self) -> int | None:
        """The number of the first period at whose end nothing is left of it, None where some always is."""
        left = SEEN * max(1.0, self.at_first)
        return next((t for t, tonnes in enumerate(self.held) if t >= self.begins and tonnes <= left), None)


@dataclass(frozen=True)
class Move:
    """What is done otherwise than planned, by period: less is negative."""

    what: str
    material: str
    part: str
    who: str
    unit: str
    change: By


@dataclass(frozen=True)
class Aftermath:
    """What is kept of a plan in a shock; costs are in present value, `periods` are those of the plan.

    `begins` is the number of the first period that the shock touches, `months` are those of a period.
    """

    periods: tuple[str, ...]
    begins: int
    months: int
    total_cost: float
    paid_cost: float
    hits: tuple[Hit, ...]
    reserves: tuple[Reserve, ...]
    moves: tuple[Move, ...]
    resting: tuple[Rest, ...]

    @property
    def unmet_tonnes(self) -> float:
        """Tonnes that sectors go short of over the plan, those short without the shock among them."""
        return float(sum(sum(hit.short) for hit in self.hits))

    @property
    def added_tonnes(self) -> float:
        """Tonnes that are short because of the shock."""
        return float(sum(sum(hit.added) for hit in self.hits))

    @property
    def short_periods(self) -> list[int]:
        """The numbers of the periods in which the shock adds to what is short."""
        return [t for t in range(len(self.periods)) if any(hit.added[t] for hit in self.hits)]

    @property
    def months_to_shortage(self) -> int | None:
        """Months, in whole periods, from the beginning of the shock to the first shortage; None where there is none."""
        short = self.short_periods
        return max(0, short[0] - self.begins) * self.months if short else None

    @property
    def first_short(self) -> str:
        """The first period in which the shock makes anything short, "" where it does not."""
        return self.periods[self.short_periods[0]] if self.short_periods else ""

    @property
    def whole_again(self) -> str:
        """The period from which nothing more is short because of the shock."""
        short = self.short_periods
        if not short:
            return "never short"
        return self.periods[short[-1] + 1] if short[-1] + 1 < len(self.periods) else "not within the plan"

    def short_of(self, material: str) -> By:
        """What all sectors are short of a material in the shock, by period."""
        nothing = (0.0,) * len(self.periods)
        lines = [hit.short for hit in self.hits if hit.material == material]
        return tuple(map(sum, zip(*lines, nothing, strict=True)))

    def unmet_of(self, material: str, sector: str) -> float:
        """What one sector is short of a material in the shock, over the plan."""
        return sum(sum(hit.short) for hit in self.hits if (hit.material, hit.sector) == (material, sector))

    @property
    def hardest(self) -> Hit | None:
        """The demand to which the shock adds the most tonnes."""
        found = min(self.hits, key=lambda hit: down(sum(hit.added)), default=None)
        return found if found and any(found.added) else None

    @property
    def shortest_days(self) -> float | None:
        """The fewest days of demand that were in stock of a touched material when the shock began."""
        return min((reserve.days for reserve in self.reserves if reserve.days is not None), default=None)


def aftermath(plan: Results, shocked: Results, begins: int) -> Aftermath:
    """What a shock that begins in a period does to a plan."""
    unpaid = sum(present_value(shocked, _of_kind(shocked, kind)) for kind in cost.UNPAID.values())
    return Aftermath(
        periods=plan.periods,
        begins=begins,
        months=round(12 * plan.case.tree.period_years),
        total_cost=shocked.solution.cost,
        paid_cost=shocked.solution.cost - unpaid,
        hits=tuple(_hits(plan, shocked)),
        reserves=tuple(_reserves(plan, shocked, begins)),
        moves=tuple(_moves(plan, shocked)),
        resting=tuple(resting(shocked)),
    )


def _of_kind(results: Results, kind: Callable[..., Any]) -> dict[str, float]:
    return {n: money for (n,), money in results.solution.evaluate(kind, [(n,) for n in results.periods]).items()}


def _hits(plan: Results, shocked: Results) -> Iterator[Hit]:
    """The demands that lack anything, in the shock or in the plan."""
    short, planned = (results.values(results.model.shortage_tonnes) for results in (shocked, plan))
    for key, demand in shocked.case.demands.items():
        lacks, lacked = (tuple(found[key, n] for n in plan.periods) for found in (short, planned))
        needed = tuple(demand.tonnes[n] for n in plan.periods)
        if max(*lacks, *lacked) > SEEN * max(needed):
            sector = " / ".join(part for part in (demand.sector, demand.member) if part)
            yield Hit(sector, demand.material, needed, lacks, lacked)


def _reserves(plan: Results, shocked: Results, begins: int) -> Iterator[Reserve]:
    """The stocks of the materials that the shock touches."""
    held, planned = covering_tonnes(shocked), covering_tonnes(plan)
    touched = frozenset[str]().union(*shocked.case.shock.materials.values())
    for material in dict.fromkeys(pile.material for pile in shocked.case.stockpiles.values()):
        if material in touched:
            before = held[material, plan.periods[begins - 1]] if begins else _opening(shocked.case, material)
            daily = daily_demand(shocked, material, plan.periods[begins])
            yield Reserve(
                material,
                tuple(held[material, n] for n in plan.periods),
                tuple(planned[material, n] for n in plan.periods),
                begins,
                before,
                before / daily if daily > 0 else None,
            )


def _opening(case: Case, material: str) -> float:
    """Stock before the plan, in tonnes of the last stage."""
    first = next(iter(case.tree))
    piles = [pile for pile in case.stockpiles.values() if pile.material == material]
    return sum(pile.opening_tonnes * pile.last_stage_share[first] for pile in piles)


def _moves(plan: Results, shocked: Results) -> Iterator[Move]:
    for what, variable, unit, named in MOVES:
        before = plan.values(getattr(plan.model, variable))
        after = shocked.values(getattr(shocked.model, variable))
        seen = SEEN * max([1.0, *map(abs, before.values()), *map(abs, after.values())])
        for key in dict.fromkeys(key[:-1] for key in after):
            change = tuple(_change(before, after, (*key, n)) for n in plan.periods)
            if max(map(abs, change)) > seen:
                yield Move(what, *named(shocked.case, *key), unit, change)


def _change(before: Mapping[Any, float], after: Mapping[Any, float], key: Any) -> float:
    return after.get(key, 0.0) - before.get(key, 0.0)


def _origin(case: Case, source: str, material: str, stage: str, country: str) -> tuple[str, str, str]:
    return material, stage, country if source == "primary" else f"{country}, recycled"


def _pile(case: Case, name: str) -> tuple[str, str, str]:
    return case.stockpiles[name].material, case.stockpiles[name].stage, ""


def _sector(case: Case, name: str) -> tuple[str, str, str]:
    return case.demands[name].material, case.demands[name].sector, case.demands[name].member or ""


def _contract(case: Case, name: str) -> tuple[str, str, str]:
    supplier = case.suppliers[case.contracts[name].supplier]
    return supplier.material, supplier.stage, name


def _venture(case: Case, name: str) -> tuple[str, str, str]:
    supplier = case.suppliers[case.ventures[name].suppliers[0]]
    return supplier.material, supplier.stage, name


def _plant(case: Case, name: str) -> tuple[str, str, str]:
    return ", ".join(case.plants[name].yield_share), "recycling", name


def _research(case: Case, name: str) -> tuple[str, str, str]:
    return case.substitutions[name].material, case.substitutions[name].sector, ""


Named = Callable[..., tuple[str, str, str]]
MOVES: tuple[tuple[str, str, str, Named], ...] = (
    ("arrives from", "origin_tonnes", "t", _origin),
    ("stock at the end", "stock_tonnes", "t", _pile),
    ("done without", "substituted_tonnes", "t", _sector),
    ("contracted", "contracted_share", "share", _contract),
    ("venture built", "venture_built_tonnes_per_year", "t/yr", _venture),
    ("plant built", "built_tonnes_per_year", "t of scrap/yr", _plant),
    ("substitution opened", "opened_share", "share", _research),
)
"""What may be done otherwise: in words, the variable, its unit, and of which material, where and who."""
