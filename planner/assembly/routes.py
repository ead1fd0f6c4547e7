"""The rows of `Routes` with their places resolved."""

from models.case import Case
from models.places import place
from models.routing import RouteRow
from planner.assembly.horizon import Horizon
from planner.workbook import Book
from planner.workbook.schema import Route


def route_rows(book: Book, case: Case, horizon: Horizon) -> list[RouteRow]:
    """Every row of `Routes` with the places that it names."""
    places = Places(book, case)
    return [_route_row(row, places, horizon) for row in book.routes]


class Places:
    """What the names in From and To stand for among the places of a case."""

    def __init__(self, book: Book, case: Case) -> None:
        self.case = case
        self.home = case.home
        self.blocs = {bloc: frozenset(row.country for row in book.blocs if row.bloc == bloc) for bloc in case.blocs}

    def named(self, kind: str, name: str) -> frozenset[str]:
        """Suppliers, plants, stockpiles and sectors that a name of a kind stands for."""
        if kind == "country":
            return self._in_countries(frozenset({name}))
        if kind == "bloc":
            return self._in_countries(self.blocs[name])
        if kind == "sector":
            return frozenset(place("demand", d.key) for d in self.case.demands.values() if d.sector == name)
        if kind == "plant":
            return frozenset(place("plant", name, material) for material in self.case.plants[name].yield_share)
        return frozenset({place(kind, name)})

    def _in_countries(self, countries: frozenset[str]) -> frozenset[str]:
        case = self.case
        found = {place("supplier", i.name) for i in case.suppliers.values() if i.country in countries}
        plants = [p for p in case.plants.values() if p.country in countries]
        found |= {place("plant", p.name, material) for p in plants for material in p.yield_share}
        if countries & self.home:
            found |= {place("stockpile", key) for key in case.stockpiles}
            found |= {place("demand", key) for key in case.demands}
        return frozenset(found)


def _route_row(row: Route, places: Places, horizon: Horizon) -> RouteRow:
    cost = horizon.rates(row.cost)
    limit = horizon.tonnes(row.max_volume)
    abroad = row.to_kind == "abroad"
    return RouteRow(
        name=f"Routes!{row.at('from_')}",
        material=None if row.material == "each" else row.material,
        origins=places.named(row.from_kind, row.from_),
        destinations=frozenset() if abroad else places.named(row.to_kind, row.to),
        abroad=abroad,
        closed=frozenset(n for n, is_open in horizon.rates(row.open).items() if not is_open),
        cost=cost if any(cost.values()) else None,
        limit_tonnes=limit or None,
    )
