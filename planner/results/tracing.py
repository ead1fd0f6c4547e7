"""Where metal comes from, followed through every stage, stock and lead time: each mixture passes on its proportions.

Metal of a protected material is followed class by class, as the model moves it: a mixture is that of one class.
"""

from dataclasses import dataclass, field

from models.case import Case
from models.exclusions import Exclusion, clean_word, either, ordered_word, own_word, plant_word, unknown_word
from models.places import kind_of, name_of
from models.records import Stockpile, Supplier
from planner.results.flows import Shipment, shipments
from planner.results.memory import once
from planner.results.results import Results

UNKNOWN, RECYCLED, OPENING_STOCK = "unknown", "recycled", "opening stock"
TRACE = 1e-12


@dataclass(frozen=True)
class Way:
    """How metal came: its country at every stage up to the present one, and who sent it last."""

    countries: tuple[str, ...]
    sender: str


Mixture = dict[Way, float]
ByClass = dict[str, Mixture]


@dataclass(frozen=True)
class Parcel:
    """The part of a shipment that came one way."""

    shipment: Shipment
    way: Way
    tonnes: float


@once
def parcels(results: Results) -> list[Parcel]:
    """Every shipment split by the ways on which its metal came; tonnes are those of the shipment's own stage.

    A stock gives in proportion to what it holds, what was put in during the period included. What the case does not
    tell has the country "unknown": opening stocks, feed of orders from before the plan, feed bought by suppliers.
    """
    tracer = Tracer(results.case, results.values(results.model.offtake_tonnes))
    for shipment in shipments(results):
        key = (shipment.material, shipment.stage, shipment.node)
        tracer.leaving.setdefault(key, []).append(shipment)
    for node in results.case.tree:
        for material, stage in results.pairs:
            tracer.follow(material, stage, node)
    return tracer.parcels


@dataclass
class Tracer:
    """What is known while time is walked through: the feed behind every offtake and what each stock holds."""

    case: Case
    offtake: dict[tuple[str, ...], float]
    leaving: dict[tuple[str, str, str], list[Shipment]] = field(default_factory=dict)
    fed: dict[tuple[str, str], ByClass] = field(default_factory=dict)
    held: dict[tuple[str, str], ByClass] = field(default_factory=dict)
    parcels: list[Parcel] = field(default_factory=list)

    def follow(self, material: str, stage: str, node: str) -> None:
        """Split what leaves the places of a stage in a period; stocks come last, since they hold what came in."""
        stock = self.case.stockpiles.get(f"{material} / {stage}")
        if stock:
            self.held[stock.key, node] = self._kept(stock, node)
        mixtures: dict[str, ByClass] = {}
        leaving = self.leaving.get((material, stage, node), [])
        for shipment in sorted(leaving, key=lambda s: kind_of(s.origin) == "stockpile"):
            if shipment.origin not in mixtures:
                mixtures[shipment.origin] = self._sent(shipment.origin, node)
            self._split(shipment, mixtures[shipment.origin].get(shipment.word, {}))
        for shipment in leaving:
            if stock and kind_of(shipment.origin) == "stockpile":
                held = self.held[stock.key, node]
                mixture = held.get(shipment.word, {})
                held[shipment.word] = scaled(mixture, max(0.0, sum(mixture.values()) - shipment.tonnes))

    def _split(self, shipment: Shipment, mixture: Mixture) -> None:
        kind, name = kind_of(shipment.destination), name_of(shipment.destination)
        for way, tonnes in scaled(mixture, shipment.tonnes).items():
            self.parcels.append(Parcel(shipment, way, tonnes))
            if kind == "stockpile":
                add(self.held[name, shipment.node], shipment.word, way, tonnes)
            elif kind == "supplier":
                add(self.fed.setdefault((name, shipment.node), {}), shipment.word, way, tonnes)

    def _sent(self, origin: str, node: str) -> ByClass:
        """The mixtures that a place gives in a period."""
        kind, name = kind_of(origin), name_of(origin)
        if kind == "stockpile":
            return {word: dict(mixture) for word, mixture in self.held[name, node].items()}
        if kind == "plant":
            plant, material = self.case.outlets[origin]
            above = (RECYCLED,) * (len(self.case.stages[material]) - 1)
            way = Way((*above, plant.country), plant.name)
            return {plant_word(self._exclusions(material), plant): {way: 1.0}}
        return self._arrived(self.case.suppliers[name], node)

    def _arrived(self, supplier: Supplier, node: str) -> ByClass:
        """What arrives from a supplier: orders from before the plan, and what it made when it departed."""
        found: ByClass = {}
        ordered = ordered_word(self.case, self._exclusions(supplier.material), supplier)
        unknown = (UNKNOWN,) * self.case.stages[supplier.material].index(supplier.stage)
        way = Way((*unknown, supplier.country), supplier.name)
        add(found, ordered, way, supplier.ordered_tonnes.get(node, 0.0))
        for departed in self.case.departures(supplier, node):
            made = self._made(supplier, departed)
            whole = sum(sum(mixture.values()) for mixture in made.values())
            for word, mixture in made.items():
                for way, tonnes in mixture.items():
                    add(found, word, way, self.offtake[supplier.name, departed] * tonnes / whole)
        return found

    def _made(self, supplier: Supplier, node: str) -> ByClass:
        """The proportions of what a supplier makes in a period, by the feed that it works on."""
        exclusions = self._exclusions(supplier.material)
        place = self.case.stages[supplier.material].index(supplier.stage)
        own, word = (supplier.country,), own_word(exclusions, supplier)
        found: ByClass = {}
        if supplier.own_feed and place:
            further, unknown = (UNKNOWN,) * (place - 1), either(word, unknown_word(exclusions))
            for country, share in supplier.own_feed.items():
                add(
                    found,
                    _fed_word(exclusions, supplier, country),
                    Way((*further, country, *own), supplier.name),
                    share,
                )
            rest = max(0.0, 1.0 - sum(supplier.own_feed.values()))
            add(found, unknown, Way((*further, UNKNOWN, *own), supplier.name), rest)
        for fed, mixture in self.fed.get((supplier.name, node), {}).items():
            for way, tonnes in mixture.items():
                add(found, either(word, fed), Way((*way.countries, *own), supplier.name), tonnes)
        return found or {word: {Way((*(UNKNOWN,) * place, *own), supplier.name): 1.0}}

    def _kept(self, stock: Stockpile, node: str) -> ByClass:
        parent = self.case.tree.nodes[node].parent
        if parent is not None:
            before = self.held[stock.key, parent]
            return {word: scaled(mix, stock.kept_share * sum(mix.values())) for word, mix in before.items()}
        way = Way((UNKNOWN,) * (self.case.stages[stock.material].index(stock.stage) + 1), OPENING_STOCK)
        exclusions, kept = self._exclusions(stock.material), stock.kept_share * stock.opening_tonnes
        found: ByClass = {}
        add(found, clean_word(exclusions), way, stock.clean_share * kept)
        add(found, unknown_word(exclusions), way, (1.0 - stock.clean_share) * kept)
        return found

    def _exclusions(self, material: str) -> tuple[Exclusion, ...]:
        return self.case.splits[material].exclusions if material in self.case.splits else ()


def scaled(mixture: Mixture, tonnes: float) -> Mixture:
    """A mixture of the same proportions that adds up to so many tonnes; traces are left out."""
    whole = sum(mixture.values())
    if not whole or not tonnes:
        return {}
    return {way: part * tonnes / whole for way, part in mixture.items() if part > TRACE * whole}


def add(mixtures: ByClass, word: str, way: Way, tonnes: float) -> None:
    """Put tonnes that came one way into the mixture of a class."""
    if tonnes:
        mixture = mixtures.setdefault(word, {})
        mixture[way] = mixture.get(way, 0.0) + tonnes


def _fed_word(exclusions: tuple[Exclusion, ...], supplier: Supplier, country: str) -> str:
    """The class of what a supplier makes of its own feed from a country."""
    fed = "".join("01"[(supplier.name, country) in exclusion.feeds] for exclusion in exclusions)
    return either(own_word(exclusions, supplier), fed)
