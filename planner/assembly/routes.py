"""The rows of `Routes` with their places resolved."""

from collections.abc import Iterator
from math import inf

from models.case import Case
from models.places import place
from models.routing import RouteRow
from planner.assembly.horizon import Horizon
from planner.workbook import Book
from planner.workbook.schema import Route
from planner.workbook.schema.supply import ABROAD

Ends = tuple[frozenset[str], frozenset[str]]


def route_rows(book: Book, case: Case, horizon: Horizon) -> list[RouteRow]:
    """Every row of `Routes` with the places that it names, one for each membership of the blocs that it names."""
    places = Places(book, case, horizon)
    return [made for row in book.routes for made in rows_of(row, places, horizon)]


class Places:
    """What the names in From and To stand for among the places of a case."""

    def __init__(self, book: Book, case: Case, horizon: Horizon) -> None:
        self.case = case
        self.home = case.home
        self.nodes = list(horizon.tree)

    def named(self, kind: str, name: str, node: str) -> frozenset[str]:
        """Suppliers, plants, stockpiles and sectors that a name of a kind stands for in the period of a node."""
        if kind == "country":
            return self._in_countries(frozenset({name}))
        if kind == "bloc":
            return self._in_countries(self.case.blocs[name][node])
        if kind == "sector":
            return frozenset(place("demand", d.key) for d in self.case.demands.values() if d.sector == name)
        if kind == "plant":
            return frozenset(place("plant", name, material) for material in self.case.plants[name].yield_share)
        return frozenset({place(kind, name)})

    def ends(self, row: Route) -> "dict[Ends, frozenset[str]]":
        """The places that a row names as From and To, and the nodes at which it names these."""
        found: dict[Ends, list[str]] = {}
        for node in self.nodes:
            to = frozenset[str]() if row.to_kind == ABROAD else self.named(row.to_kind, row.to, node)
            found.setdefault((self.named(row.from_kind, row.from_, node), to), []).append(node)
        return {ends: frozenset(nodes) for ends, nodes in found.items()}

    def _in_countries(self, countries: frozenset[str]) -> frozenset[str]:
        case = self.case
        found = {place("supplier", i.name) for i in case.suppliers.values() if i.country in countries}
        plants = [p for p in case.plants.values() if p.country in countries]
        found |= {place("plant", p.name, material) for p in plants for material in p.yield_share}
        if countries & self.home:
            found |= {place("stockpile", key) for key in case.stockpiles}
            found |= {place("demand", key) for key in case.demands}
        return frozenset(found)


def rows_of(row: Route, places: Places, horizon: Horizon) -> Iterator[RouteRow]:
    """A row of `Routes` with the places that it names, once for each time at which they are the same."""
    cost, limit = horizon.rates(row.cost), horizon.tonnes(row.max_volume)
    shut = frozenset(n for n, is_open in horizon.rates(row.open).items() if not is_open)
    for number, ((origins, destinations), nodes) in enumerate(places.ends(row).items()):
        yield RouteRow(
            name=f"Routes!{row.at('from_')}" + (f" ({number + 1})" if number else ""),
            material=None if row.material == "each" else row.material,
            origins=origins,
            destinations=destinations,
            abroad=row.to_kind == ABROAD,
            closed=shut & nodes,
            cost={n: value if n in nodes else 0.0 for n, value in cost.items()} if any(cost.values()) else None,
            limit_tonnes={n: value if n in nodes else inf for n, value in limit.items()} or None,
        )
