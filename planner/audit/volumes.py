"""What the plan moves, as its sheets say: bought, arriving, on its way, in stock, recycled, short."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from planner.audit.facts import Facts, Pair
from planner.audit.ledger import Ledger
from planner.audit.tables import Line, Tables

TO_STOCK, TO_SECTOR, TO_PROCESSOR, TO_SURPLUS = "into stock", "sector", "processor", "surplus"
OPENING_STOCK, UNKNOWN = "opening stock", "unknown"
CONTRACTED, TAKEN, UNUSED, SPOT, ADDS = "contracted", "taken", "paid, not taken", "of it spot", "adds capacity"
PLANT, VENTURE, SUBSTITUTION = "Recycling plant", "Venture", "Substitution"
Keyed = dict[tuple[str, ...], Line]


@dataclass(frozen=True)
class Flow:
    """A line of the Flows sheet: metal of a stage that came one way to one place, in tonnes by period."""

    line: Line
    pair: Pair
    countries: tuple[str, ...]
    tonnes: list[float]

    @cached_property
    def sender(self) -> str:
        """The supplier or plant that sent it, or "opening stock"."""
        return self.line.text("Last sender")

    @cached_property
    def country(self) -> str:
        """The country of its last sender, "unknown" for an opening stock."""
        return self.countries[-1]

    @cached_property
    def end(self) -> str:
        """What it goes to: a sector, a processor, a stock or surplus."""
        return self.line.text("Goes to")

    @cached_property
    def destination(self) -> str:
        """The name of the place it goes to."""
        return self.line.text("Destination")

    @cached_property
    def from_stock(self) -> bool:
        """Whether a stock of its stage gave it."""
        return self.line.text("Through") == "stock"

    @cached_property
    def word(self) -> str:
        """The class of metal of protected materials."""
        return self.line.text("Class")


@dataclass(frozen=True)
class Build:
    """A line of the Investments sheet: t/yr of a plant or venture, or a share of demand opened to substitution."""

    line: Line
    kind: str
    name: str
    period: int
    amount: float


@dataclass(frozen=True)
class Volumes:
    """The lines of the plan by what they are about, and the numbers of those that all laws need."""

    bought: dict[str, list[float]]
    arrived: dict[str, list[float]]
    bought_lines: dict[str, Line]
    arrived_lines: dict[str, Line]
    sums: dict[Pair, Line]
    deal_lines: Keyed
    flows: list[Flow]
    stock_lines: Keyed
    scrap_lines: Keyed
    builds: list[Build]
    short_lines: Keyed

    def stock(self, pair: Pair, figure: str, periods: tuple[str, ...]) -> list[float]:
        """A figure of a stock over time, 0 where the sheet has no such line."""
        line = self.stock_lines.get((*pair, figure))
        return line.series(periods) if line else [0.0] * len(periods)

    def treated(self, plant: str, stream: str, periods: tuple[str, ...]) -> list[float]:
        """Scrap that a plant treats."""
        line = self.scrap_lines.get((stream, plant, "scrap", "treated"))
        return line.series(periods) if line else [0.0] * len(periods)

    def recovered(self, plant: str, stream: str, material: str, periods: tuple[str, ...]) -> list[float]:
        """Tonnes of a material that a plant recovers and that are used."""
        line = self.scrap_lines.get((stream, plant, material, "recovered and used"))
        return line.series(periods) if line else [0.0] * len(periods)

    def deal(self, supplier: str, name: str, figure: str, periods: tuple[str, ...]) -> list[float]:
        """What stands in Offtake of a contract or venture with a supplier."""
        line = self.deal_lines.get((supplier, name, figure))
        return line.series(periods) if line else [0.0] * len(periods)

    def substituted(self, material: str, sector: str, member: str, periods: tuple[str, ...]) -> list[float]:
        """What a demand does without."""
        line = self.short_lines.get((material, sector, member, "substituted"))
        return line.series(periods) if line else [0.0] * len(periods)

    def short(self, material: str, sector: str, member: str, periods: tuple[str, ...]) -> list[float]:
        """What a demand lacks."""
        line = self.short_lines.get((material, sector, member, "shortage"))
        return line.series(periods) if line else [0.0] * len(periods)


def read_volumes(facts: Facts, tables: Tables, ledger: Ledger) -> Volumes:
    """The volumes of a plan; a line that occurs twice, or names what the input does not, is a finding."""
    offtake = [line for line in tables["Offtake"] if line.text("Supplier") in facts.suppliers]
    bought = _keyed((x for x in offtake if x.text("Figure") == "bought"), ("Supplier",))
    arrives = _keyed((x for x in offtake if x.text("Figure") == "arrives"), ("Supplier",))
    sums = [x for x in tables["Offtake"] if x.text("Supplier") == "all suppliers" and not x.text("Country")]
    for stray in (line for line in tables["Offtake"] if line not in offtake and line not in sums):
        ledger.unexpected(stray, "Supplier", "the input has no such supplier")
    none = [0.0 for _ in facts.every]
    numbers = {name: bought[name,].series(facts.periods) if (name,) in bought else none for name in facts.suppliers}
    return Volumes(
        bought=numbers,
        arrived={
            name: arrives[name,].series(facts.periods) if (name,) in arrives else arrivals(facts, name, numbers[name])
            for name in facts.suppliers
        },
        bought_lines={name: line for (name,), line in bought.items()},
        deal_lines=_keyed(
            (x for x in offtake if x.text("Figure") not in ("bought", "arrives")),
            ("Supplier", "Contract or venture", "Figure"),
        ),
        arrived_lines={name: line for (name,), line in arrives.items()},
        sums={(line.text("Material"), line.text("Stage")): line for line in sums},
        flows=[flow for line in tables["Flows"] if (flow := _flow(facts, line, ledger))],
        stock_lines=_keyed(tables["Stockpile"], ("Material", "Stage", "Figure")),
        scrap_lines=_keyed(tables["Recycling"], ("Stream", "Plant", "Material", "Figure")),
        builds=[build for line in tables["Investments"] if (build := _build(facts, line, ledger))],
        short_lines=_keyed(tables["Shortages"], ("Material", "Sector or supplier", "Member", "Figure")),
    )


def arrivals(facts: Facts, supplier: str, bought: list[float]) -> list[float]:
    """What must arrive from a supplier: what was bought a lead time earlier, and what was ordered before the plan."""
    row = facts.suppliers[supplier]
    found = list(facts.tonnes(row.ordered))
    for t, tonnes in enumerate(bought):
        arrival = t + facts.lead_from(row, t)
        if arrival < len(found):
            found[arrival] += tonnes
    return found


def _keyed(lines: Iterable[Line], heads: tuple[str, ...]) -> Keyed:
    found: Keyed = {}
    for line in lines:
        key = tuple(line.text(head) for head in heads)
        found.setdefault(key, line)
    return found


def _flow(facts: Facts, line: Line, ledger: Ledger) -> Flow | None:
    material = line.text("Material")
    stages = facts.stages.get(material, ())
    countries = tuple(line.text(stage) for stage in stages)
    sender = facts.suppliers.get(line.text("Last sender"))
    if sender is not None and sender.material == material:
        stage = sender.stage
    else:
        filled = [stage for stage, country in zip(stages, countries, strict=True) if country]
        stage = filled[-1] if filled else (stages[-1] if stages else "")
    if stage not in stages:
        ledger.unexpected(line, "Material", "the input has no such material")
        return None
    known = countries[: stages.index(stage) + 1]
    return Flow(line, (material, stage), known, line.series(facts.periods))


def _build(facts: Facts, line: Line, ledger: Ledger) -> Build | None:
    kind, name, period = line.text("Kind"), line.text("What"), line.text("Decided in")
    if kind == "Total":
        return None
    known = {
        PLANT: {row.plant for row in facts.book.recycling},
        VENTURE: {row.venture for row in facts.book.ventures},
        SUBSTITUTION: {f"{row.sector} / {row.material}" for row in facts.book.substitution},
    }
    if period not in facts.periods or name not in known.get(kind, set()):
        ledger.unexpected(line, "What", "the input has no such thing, or the plan no such period")
        return None
    return Build(line, kind, name, facts.periods.index(period), line.number("Capacity"))
