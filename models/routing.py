"""Which routes a case has: from suppliers to the next stage, to stockpiles and to sectors, as far as they are open.

Where no row of `Routes` and no rule looks at who sends to whom, the routes of a stage run through a pool: the same
laws, the same cost, far fewer flows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from models.case import Case
from models.places import kind_of, name_of, place
from models.records import Route, RouteLimit, Series, TracedLimit

IMPORTS = "IMPORTS"
Pair = tuple[str, str]
Link = tuple[str, str]
Named = list[tuple["RouteRow", list[Link]]]


@dataclass(frozen=True)
class RouteRow:
    """One row of `Routes` with its places resolved; `closed` holds the nodes at which it is not open.

    With `abroad`, the row is about every destination that lies in another country than the origin.
    """

    name: str
    material: str | None
    origins: frozenset[str]
    destinations: frozenset[str]
    abroad: bool
    closed: frozenset[str]
    cost: Series | None = None
    limit_tonnes: Series | None = None

    @property
    def restricts(self) -> bool:
        """Whether it closes or limits anything."""
        return bool(self.closed or self.limit_tonnes)

    def names(self, case: Case, material: str, link: Link) -> bool:
        """Whether the row is about a link of a material."""
        if self.material not in (None, material) or link[0] not in self.origins:
            return False
        if self.abroad:
            return countries_of(case, link[0]).isdisjoint(countries_of(case, link[1]))
        return link[1] in self.destinations


@dataclass(frozen=True)
class Ways:
    """Every way that metal can leave a stage: to a stockpile, to processors or, at the last stage, to sectors.

    There can be millions: a stage that is pooled is never looked at way by way.
    """

    senders: tuple[str, ...]
    stocks: tuple[str, ...]
    takers: tuple[str, ...]

    @property
    def origins(self) -> tuple[str, ...]:
        """Where ways begin."""
        return (self.senders if self.stocks or self.takers else ()) + (self.stocks if self.takers else ())

    @property
    def destinations(self) -> tuple[str, ...]:
        """Where ways end."""
        return (self.stocks if self.senders else ()) + (self.takers if self.senders or self.stocks else ())

    def __len__(self) -> int:
        return len(self.senders) * len(self.stocks + self.takers) + len(self.stocks) * len(self.takers)

    def __iter__(self) -> Iterator[Link]:
        yield from product(self.senders, self.stocks + self.takers)
        yield from product(self.stocks, self.takers)


def connect(case: Case, rows: Iterable[RouteRow] = (), pooling: bool = True) -> Case:
    """The case with its routes and their limits; without `pooling` every stage is routed, which costs the same."""
    ways, watched = ways_by_stage(case), _watched(case)
    named = {pair: _named(case, list(rows), pair, links) for pair, links in ways.items()}
    routes: list[Route] = []
    for pair, links in ways.items():
        pooled = pooling and not named[pair] and pair not in watched and _is_smaller_as_pool(links)
        routes += _pooled(pair, links) if pooled else _routed(case, links, named[pair])
        routes += _surplus(case, pair)
    return replace(
        case,
        routes=tuple(sorted(routes, key=lambda route: route.key)),
        route_limits=tuple(_limits(case, named)),
        traced_limits=tuple(_traced(case, named)),
    )


def ways_by_stage(case: Case) -> Mapping[Pair, Ways]:
    """The ways that leave each stage."""
    return {(k, s): _ways(case, k, s) for k, stages in case.stages.items() for s in stages}


def countries_of(case: Case, key: str) -> frozenset[str]:
    """The countries a place lies in: a supplier's or plant's own; a stockpile or sector is in every home country."""
    kind, name = kind_of(key), name_of(key)
    if kind == "supplier":
        return frozenset({case.suppliers[name].country})
    if kind == "plant":
        return frozenset({case.outlets[key][0].country})
    return case.home


def pair_of(case: Case, key: str) -> Pair:
    """The material and stage of what leaves a place."""
    kind, name = kind_of(key), name_of(key)
    if kind == "supplier":
        return case.suppliers[name].material, case.suppliers[name].stage
    if kind == "plant":
        _, material = case.outlets[key]
        return material, case.stages[material][-1]
    return case.pairs[name]


def _watched(case: Case) -> set[Pair]:
    """The stages of which a policy row looks at who takes the metal: net imports tell home processors from others."""
    found = set()
    terms = (term for row in case.rules if IMPORTS in row.rule.members for term in row.rule.terms(case, row))
    for material in {material for term in terms for material, _ in term.members[IMPORTS]}:
        above = case.stage_above(material, case.stages[material][-1])
        found |= {(material, above)} if above else set()
    return found


def _ways(case: Case, material: str, stage: str) -> Ways:
    stock = f"{material} / {stage}"
    stocks = (place("stockpile", stock),) if stock in case.stockpiles else ()
    senders = [place("supplier", i.name) for i in case.suppliers_at(material, stage)]
    if case.is_last(material, stage):
        senders += [place("plant", p.name, material) for p in case.plants_for(material)]
        takers = [place("demand", d.key) for d in case.demands.values() if d.material == material]
    else:
        takers = [place("supplier", j.name) for j in case.processors_of(material, stage) if not j.own_feed]
    return Ways(tuple(senders), stocks, tuple(takers))


def _named(case: Case, rows: list[RouteRow], pair: Pair, links: Ways) -> Named:
    """The rows that are about any link of a stage, each with those links."""
    origins = frozenset(links.origins)
    near = [row for row in rows if row.material in (None, pair[0]) and not origins.isdisjoint(row.origins)]
    found = [(row, [link for link in links if row.names(case, pair[0], link)]) for row in near]
    return [(row, about) for row, about in found if about]


def _is_smaller_as_pool(ways: Ways) -> bool:
    return len(ways) > len({*ways.origins}) + len({*ways.destinations})


def _pooled(pair: Pair, ways: Ways) -> list[Route]:
    pool = place("pool", *pair)
    into = [Route(origin, pool) for origin in dict.fromkeys(ways.origins)]
    return into + [Route(pool, destination) for destination in dict.fromkeys(ways.destinations)]


def _surplus(case: Case, pair: Pair) -> list[Route]:
    return [Route(place("supplier", i.name), place("surplus", *pair)) for i in case.suppliers_at(*pair)]


def _routed(case: Case, links: Ways, named: Named) -> list[Route]:
    """A route for every link that no row closes at all times, with the costs of all rows about it."""
    costs: dict[Link, list[Series]] = {}
    for cost, about in ((row.cost, about) for row, about in named if row.cost):
        for link in about:
            costs.setdefault(link, []).append(cost)
    shut = _shut(case, named)
    return [Route(*link, _sum(costs.get(link, []))) for link in links if link not in shut]


def _sum(costs: Sequence[Series]) -> Series | None:
    """What several rows cost together, at the nodes of all of them."""
    if len(costs) < 2:
        return costs[0] if costs else None
    return {n: sum(series[n] for series in costs) for n in costs[0]}


def _shut(case: Case, named: Named) -> set[Link]:
    """The links that some row closes at all times."""
    return {link for row, about in named if row.closed == set(case.tree) for link in about}


def _limits(case: Case, named: Mapping[Pair, Named]) -> Iterator[RouteLimit]:
    """One limit for each restricting row and material, over all open links that it names and that are not traced."""
    found: dict[tuple[str, str], tuple[RouteRow, list[Link], float]] = {}
    for pair, rows in named.items():
        for row, about in rows:
            if row.restricts:
                apart = _shut(case, rows) | set(_passed(case, pair, row, about))
                links = [link for link in about if link not in apart]
                _, before, most = found.get((row.name, pair[0]), (row, [], 0.0))
                found[row.name, pair[0]] = (row, before + links, most + case.most_tonnes[pair] * len(links))
    for (name, material), (row, links, most) in found.items():
        if links:
            yield RouteLimit(f"{name} / {material}", tuple(links), _allowed(case, row, most))


def _traced(case: Case, named: Mapping[Pair, Named]) -> Iterator[TracedLimit]:
    """A limit on what reaches sectors from those whose way to them is restricted and to a stockpile is not."""
    for pair, rows in named.items():
        for row, about in rows:
            links = _passed(case, pair, row, about) if row.restricts else []
            if links:
                most = case.most_tonnes[pair] * len(links)
                yield TracedLimit(
                    name=f"{row.name} / {' / '.join(pair)}",
                    material=pair[0],
                    origins=tuple(sorted({origin for origin, _ in links})),
                    demands=tuple(sorted({end for _, end in links})),
                    tonnes=_allowed(case, row, most),
                )


def _passed(case: Case, pair: Pair, row: RouteRow, about: list[Link]) -> list[Link]:
    """The named links to sectors that metal could pass round: no way into the stockpile or out of it is named."""
    stock = place("stockpile", " / ".join(pair))
    if " / ".join(pair) not in case.stockpiles:
        return []
    ends = [(o, d) for o, d in about if kind_of(d) == "demand" and o != stock]
    return [(o, d) for o, d in ends if (o, stock) not in about and (stock, d) not in about]


def _allowed(case: Case, row: RouteRow, most: float) -> Series:
    """What a row lets pass at each node: nothing where it is closed, its volume, or the most that could pass."""
    tonnes = {n: row.limit_tonnes[n] if row.limit_tonnes else most for n in case.tree}
    return {n: 0.0 if n in row.closed else min(tonnes[n], most) for n in case.tree}
