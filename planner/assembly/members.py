"""What some members of a joint plan have without the others: their own demand, and what they may claim of the rest.

Everything that has a limit is claimed in parts that add up: capacities, contracts, ventures, stocks, plants, scrap, and
the limits of rules in tonnes, money and emissions. What is unlimited is so for everybody.
"""

from dataclasses import dataclass, replace
from math import inf

from models.case import Case
from models.policies import PolicyRow
from models.records import Contract, Demand, Plant, Series, Stockpile, Stream, Substitution, Supplier, Venture
from models.routing import RouteRow
from planner.assembly import recycling
from planner.assembly.horizon import Horizon
from planner.workbook import Book


@dataclass(frozen=True)
class Members:
    """Some members of a joint plan, and the claim that they have together.

    A contract only with members is there for a coalition that holds all of them, in full. With `priced` it is there in
    part, in proportion to the access shares of those who hold it: what each is credited for it at the joint prices.
    """

    book: Book
    names: frozenset[str]
    priced: bool = False

    @property
    def claim(self) -> float:
        """The part that they can claim of all that has a limit."""
        return self._claim_of(self.names)

    def applied(self, case: Case, horizon: Horizon) -> Case:
        """The case of these members; what is not theirs is there with nothing in it."""
        own = replace(self.book, demand=tuple(row for row in self.book.demand if row.member in self.names))
        streams = recycling.streams(own, horizon)
        tables = {row.stream: horizon.tonnes(row.tonnes) for row in self.book.scrap}
        return replace(
            case,
            suppliers={name: self._supplier(i) for name, i in case.suppliers.items()},
            demands={key: self._demand(d) for key, d in case.demands.items()},
            stockpiles={key: self._stockpile(s, horizon) for key, s in case.stockpiles.items()},
            contracts={name: self._contract(k) for name, k in case.contracts.items()},
            ventures={name: self._venture(v) for name, v in case.ventures.items()},
            substitutions=self._substitutions(case),
            streams={name: self._stream(w, tables[name]) for name, w in streams.items()},
            plants={name: self._plant(p) for name, p in case.plants.items()},
            partnership_cost={name: self._part(paid) for name, paid in case.partnership_cost.items()},
        )

    def route(self, row: RouteRow) -> RouteRow:
        """A row of Routes with the part of its volume that they can claim."""
        return replace(row, limit_tonnes=self._part(row.limit_tonnes)) if row.limit_tonnes else row

    def rule(self, row: PolicyRow) -> PolicyRow:
        """A policy row with the part of its limit that they can claim."""
        claimed = row.rule.limit is not None and row.rule.limit.claimed
        return replace(row, limit=self._part(row.limit)) if claimed else row

    def _claim_of(self, names: frozenset[str]) -> float:
        return sum(row.access_share for row in self.book.members if row.member in names)

    def _part(self, series: Series, share: float | None = None) -> dict[str, float]:
        claim = self.claim if share is None else share
        return {n: value if value == inf else value * claim for n, value in series.items()}

    def _supplier(self, supplier: Supplier) -> Supplier:
        growth = supplier.growth
        if growth:
            recent = growth.recent_tonnes * self.claim
            growth = replace(growth, recent_tonnes=recent, ramp_tonnes=self._part(growth.ramp_tonnes))
        return replace(
            supplier,
            capacity_tonnes=self._part(supplier.capacity_tonnes),
            minimum_tonnes=self._part(supplier.minimum_tonnes),
            ordered_tonnes=self._part(supplier.ordered_tonnes),
            growth=growth,
        )

    def _demand(self, demand: Demand) -> Demand:
        return demand if demand.member in self.names else replace(demand, tonnes=dict.fromkeys(demand.tonnes, 0.0))

    def _stockpile(self, stock: Stockpile, horizon: Horizon) -> Stockpile:
        written = next(r for r in self.book.stockpiles if (r.material, r.stage) == (stock.material, stock.stage))
        unlimited = {n for n, room in horizon.rates(written.capacity).items() if room == inf}
        room = self._part(stock.capacity_tonnes)
        return replace(
            stock,
            opening_tonnes=stock.opening_tonnes * self.claim,
            closing_tonnes=stock.closing_tonnes * self.claim,
            capacity_tonnes={n: stock.capacity_tonnes[n] if n in unlimited else tonnes for n, tonnes in room.items()},
            fill_tonnes=None if stock.fill_tonnes is None else self._part(stock.fill_tonnes),
            release_tonnes=None if stock.release_tonnes is None else self._part(stock.release_tonnes),
            net_imports_before={period: tonnes * self.claim for period, tonnes in stock.net_imports_before.items()},
        )

    def _contract(self, contract: Contract) -> Contract:
        part = self._part_of(contract.name)
        return replace(
            contract,
            nodes=contract.nodes if part else frozenset(),
            most_tonnes=self._part(contract.most_tonnes, part),
            least_tonnes=self._part(contract.least_tonnes, part),
        )

    def _part_of(self, contract: str) -> float:
        """The part of a contract that they hold."""
        holders = next(frozenset(row.of_members) for row in self.book.contracts if row.contract == contract)
        if not holders:
            return self.claim
        if not self.priced:
            return float(holders <= self.names)
        held = self._claim_of(holders)
        return self._claim_of(self.names & holders) / held if held else len(self.names & holders) / len(holders)

    def _venture(self, venture: Venture) -> Venture:
        return replace(
            venture,
            most_tonnes_per_year=venture.most_tonnes_per_year * self.claim,
            under_way_tonnes_per_year=self._part(venture.under_way_tonnes_per_year),
        )

    def _substitutions(self, case: Case) -> dict[str, Substitution]:
        """What each member's sectors may do without, with its part of the capex: that of its part of their demand."""
        found = {}
        for whole in case.substitutions.values():
            demands = [d for d in case.demands.values() if (d.sector, d.material) == (whole.sector, whole.material)]
            needed = {d.key: sum(d.tonnes.values()) for d in demands}
            everything = sum(needed.values())
            for demand in demands:
                part = needed[demand.key] / everything if everything else 1.0 / len(demands)
                own = replace(whole, member=demand.member, capex=whole.capex * part)
                if demand.member not in self.names:
                    own = replace(own, most_share=dict.fromkeys(own.most_share, 0.0), share_today=0.0)
                found[own.key] = own
        return found

    def _stream(self, stream: Stream, table: Series) -> Stream:
        """Their part of what the table gives, and all that comes back of what they used before the plan."""
        theirs = {n: tonnes - (1.0 - self.claim) * table.get(n, 0.0) for n, tonnes in stream.tonnes.items()}
        return replace(stream, tonnes=theirs)

    def _plant(self, plant: Plant) -> Plant:
        return replace(
            plant,
            capacity_tonnes=self._part(plant.capacity_tonnes),
            under_way_tonnes_per_year=self._part(plant.under_way_tonnes_per_year),
            build_limit_tonnes_per_year=plant.build_limit_tonnes_per_year * self.claim,
            treated_before_tonnes=self._part(plant.treated_before_tonnes),
        )
