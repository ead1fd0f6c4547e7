"""What a case is made of: offers, stocks, demands, scrap, plants and routes, as plain data.

Figures that change over time are mappings from node to number, already per period (a capacity of 100 t/yr is 25 t in a
quarter); rates are per tonne.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Series = Mapping[str, float]


@dataclass(frozen=True)
class Growth:
    """How fast offtake from a supplier may rise: `offtake <= factor * before + ramp`, in tonnes per period.

    `venture_ramp_share` is the part of our share of ventures that stand which may be added too, per year.
    """

    factor: float
    recent_tonnes: float
    ramp_tonnes: Series
    venture_ramp_share: float = 0.0


@dataclass(frozen=True)
class Supplier:
    """An offer of one material at one stage from one country; volumes are those of the period of departure.

    `capacity_factor` is what a scenario leaves of its capacity, its part of ventures, and what it may force on us;
    `lead_time_cut` are the periods that partnerships take off the lead time of what departs at a node.
    """

    name: str
    material: str
    stage: str
    country: str
    owner: str | None
    capacity_tonnes: Series
    unit_cost: Series
    open_nodes: frozenset[str]
    spot_share: float = 1.0
    minimum_tonnes: Series = field(default_factory=dict)
    tariff_share: Series = field(default_factory=dict)
    freight_cost: Series = field(default_factory=dict)
    emissions_tco2e: Series = field(default_factory=dict)
    yield_share: float = 1.0
    lead_time_periods: int = 0
    ordered_tonnes: Series = field(default_factory=dict)
    own_feed: Mapping[str, float] | None = None
    growth: Growth | None = None
    capacity_factor: Series = field(default_factory=dict)
    lead_time_cut: Mapping[str, int] = field(default_factory=dict)

    def lead_time(self, node: str) -> int:
        """Periods from departure at a node to arrival."""
        return max(0, self.lead_time_periods - self.lead_time_cut.get(node, 0))


@dataclass(frozen=True)
class Contract:
    """An offtake contract on a supplier's capacity; a candidate is signed in part, one share for its whole life.

    `price` is what a tonne costs at each node, floor and discount included; `nodes` are those of its life.
    """

    name: str
    supplier: str
    most_tonnes: Series
    price: Series
    nodes: frozenset[str]
    least_tonnes: Series = field(default_factory=dict)
    signed: bool = False
    take_or_pay_share: float = 0.0


@dataclass(frozen=True)
class Venture:
    """A joint mine or refinery whose output several suppliers may share; capacities are of the whole plant, in t/yr.

    `support_added` is what partnerships pay of the capex decided at a node, on top of its own support.
    """

    name: str
    suppliers: tuple[str, ...]
    most_tonnes_per_year: float
    capex: float
    annuity_share: float
    lead_time_periods: int = 0
    life_periods: int = 1
    support_share: float = 0.0
    equity_share: float = 1.0
    under_way_tonnes_per_year: Series = field(default_factory=dict)
    decision_nodes: frozenset[str] = frozenset()
    support_added: Series = field(default_factory=dict)

    def outlay(self, node: str) -> float:
        """Our part of the capex per t/yr decided at a node, net of support."""
        supported = min(1.0, self.support_share + self.support_added.get(node, 0.0))
        return self.capex * self.equity_share * (1.0 - supported)


@dataclass(frozen=True)
class Substitution:
    """What a sector may do without of a material, as a share of its demand, and what opening that share costs.

    With a `member`, what the sector of that member may.
    """

    sector: str
    material: str
    most_share: Series
    cost: float
    share_today: float = 0.0
    growth_share_per_year: float | None = None
    capex: float = 0.0
    annuity_share: float = 0.0
    lead_time_periods: int = 0
    life_periods: int = 1
    member: str | None = None

    @property
    def key(self) -> str:
        """Name of the substitution, "sector / material", with the member behind it where it is that of one."""
        return " / ".join(part for part in (self.sector, self.material, self.member) if part)


@dataclass(frozen=True)
class Stockpile:
    """A stock of one material at one stage; `kept_share` is what a period leaves of a tonne, `(1-loss)^Δ`."""

    material: str
    stage: str
    opening_tonnes: float
    closing_tonnes: float
    capacity_tonnes: Series
    holding_cost: Series
    kept_share: float = 1.0
    fill_tonnes: Series | None = None
    release_tonnes: Series | None = None
    closing_value: float = 0.0
    clean_share: float = 0.0
    last_stage_share: Series = field(default_factory=dict)
    net_imports_before: Mapping[int, float] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Name of the stockpile, "material / stage"."""
        return f"{self.material} / {self.stage}"


@dataclass(frozen=True)
class Demand:
    """What a sector needs of a material in every period, the price of a tonne unmet and the share that must be met."""

    sector: str
    material: str
    tonnes: Series
    shortage_cost: Series
    least_fill: float = 0.0
    member: str | None = None

    @property
    def key(self) -> str:
        """Name of the demand, "sector / material", with the member behind it where there is one."""
        return " / ".join(part for part in (self.sector, self.material, self.member) if part)


@dataclass(frozen=True)
class Returns:
    """Scrap from use: the part of what a sector was delivered that comes back `lag_periods` later."""

    sector: str
    material: str
    lag_periods: int
    collection_share: float


@dataclass(frozen=True)
class Stream:
    """A stream of scrap; `tonnes` holds what the table gives and what comes back from use before the plan."""

    name: str
    tonnes: Series
    keep: bool = False
    returns: Returns | None = None


@dataclass(frozen=True)
class Plant:
    """A recycling plant: scrap in, several materials out. Capacity in t of scrap; what is built is in t/yr.

    `capacity_factor` is what a scenario leaves of all its capacity.
    """

    name: str
    stream: str
    country: str
    yield_share: Mapping[str, float]
    opex: Series
    capacity_tonnes: Series = field(default_factory=dict)
    under_way_tonnes_per_year: Series = field(default_factory=dict)
    build_limit_tonnes_per_year: float = 0.0
    capex: float = 0.0
    support_share: float = 0.0
    annuity_share: float = 0.0
    lead_time_periods: int = 0
    life_periods: int = 1
    delay_periods: int = 0
    treated_before_tonnes: Series = field(default_factory=dict)
    emissions_tco2e: Series = field(default_factory=dict)
    capacity_factor: Series = field(default_factory=dict)


@dataclass(frozen=True)
class Route:
    """A way for metal from one place to another, and what a tonne pays on it."""

    origin: str
    destination: str
    cost: Series | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Index of the route's flow: the two places."""
        return self.origin, self.destination


@dataclass(frozen=True)
class RouteLimit:
    """The most that may pass over all of some routes together, in tonnes per period."""

    name: str
    routes: tuple[tuple[str, str], ...]
    tonnes: Series


@dataclass(frozen=True)
class TracedLimit:
    """The most that may reach some demands from some places, directly or through stockpiles, in tonnes per period."""

    name: str
    material: str
    origins: tuple[str, ...]
    demands: tuple[str, ...]
    tonnes: Series


@dataclass(frozen=True)
class Risk:
    """How much the dearest courses of events count: `weight` is that of the mean cost of those beyond `level`."""

    weight: float = 0.0
    level: float = 0.0
