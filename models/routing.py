"""Which routes a case has: from suppliers to the next stage, to stockpiles and to sectors, as far as they are open.

Where no row of `Routes` and no rule looks at who sends to whom, the routes of a stage run through a pool: the same
laws, the same cost, far fewer flows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from models.case import Case
from models.places import kind_of, name_of, place
from models.records import Route, RouteLimit, Series

Pair = tuple[str, str]
Link = tuple[str, str]


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

    def names(self, case: Case, material: str, link: Link) -> bool:
        """Whether the row is about a link of a material."""
        if self.material not in (None, material) or link[0] not in self.origins:
            return False
        if self.abroad:
            return countries_of(case, link[0]).isdisjoint(countries_of(case, link[1]))
        return link[1] in self.destinations


def connect(case: Case, rows: Iterable[RouteRow] = (), pooling: bool = True) -> Case:
    """The case with its routes and their limits; without `pooling` every stage is routed, which costs the same."""
    rows, watched = list(rows), _watched(case)
    routes: list[Route] = []
    limits: list[RouteLimit] = []
    for pair, links in links_by_stage(case).items():
        about = {row.name: [k for k in links if row.names(case, pair[0], k)] for row in rows}
        named = [row for row in rows if about[row.name]]
        if named or pair in watched or not pooling or not _is_smaller_as_pool(links):
            shut = {link for row in named if row.closed == set(case.tree) for link in about[row.name]}
            routes += [_route(case, link, named, about) for link in links if link not in shut]
            limits += [limit for row in named if (limit := _limit(case, pair, row, about[row.name], shut))]
        else:
            routes += _pooled(pair, links)
        routes += _surplus(case, pair)
    return replace(case, routes=tuple(sorted(routes, key=lambda r: r.key)), route_limits=tuple(limits))


def links_by_stage(case: Case) -> Mapping[Pair, list[Link]]:
    """Every way that metal can leave a stage: to a stockpile, to processors or, at the last stage, to sectors."""
    return {(k, s): list(_links(case, k, s)) for k, stages in case.stages.items() for s in stages}


def countries_of(case: Case, key: str) -> frozenset[str]:
    """The countries a place lies in: a supplier's or plant's own; a stockpile or sector is in every home country."""
    kind, name = kind_of(key), name_of(key)
    if kind == "supplier":
        return frozenset({case.suppliers[name].country})
    if kind == "plant":
        return frozenset({case.plants[name.rsplit(" / ", 1)[0]].country})
    return case.home


def _watched(case: Case) -> set[Pair]:
    """The stages of which a policy row looks at who takes the metal: net imports tell home processors from others."""
    found = set()
    for (material,) in case.asked("IMPORTS"):
        above = case.stage_above(material, case.stages[material][-1])
        found |= {(material, above)} if above else set()
    return found


def _links(case: Case, material: str, stage: str) -> Iterator[Link]:
    stock = f"{material} / {stage}"
    stocks = [place("stockpile", stock)] if stock in case.stockpiles else []
    senders = [place("supplier", i.name) for i in case.suppliers_at(material, stage)]
    if case.is_last(material, stage):
        senders += [place("plant", p.name, material) for p in case.plants_for(material)]
        takers = [place("demand", d.key) for d in case.demands.values() if d.material == material]
    else:
        takers = [place("supplier", j.name) for j in case.processors_of(material, stage) if not j.own_feed]
    for sender in senders:
        yield from ((sender, taker) for taker in [*stocks, *takers])
    for held in stocks:
        yield from ((held, taker) for taker in takers)


def _is_smaller_as_pool(links: list[Link]) -> bool:
    return len(links) > len({o for o, _ in links}) + len({d for _, d in links})


def _pooled(pair: Pair, links: list[Link]) -> list[Route]:
    pool = place("pool", *pair)
    into = [Route(origin, pool) for origin in dict.fromkeys(o for o, _ in links)]
    return into + [Route(pool, destination) for destination in dict.fromkeys(d for _, d in links)]


def _surplus(case: Case, pair: Pair) -> list[Route]:
    return [Route(place("supplier", i.name), place("surplus", *pair)) for i in case.suppliers_at(*pair)]


def _route(case: Case, link: Link, rows: list[RouteRow], about: Mapping[str, list[Link]]) -> Route:
    costs = [row.cost for row in rows if row.cost and link in about[row.name]]
    return Route(*link, {n: sum(cost[n] for cost in costs) for n in case.tree} if costs else None)


def _limit(case: Case, pair: Pair, row: RouteRow, links: list[Link], shut: set[Link]) -> RouteLimit | None:
    open_links = tuple(link for link in links if link not in shut)
    if not open_links or not (row.limit_tonnes or row.closed):
        return None
    free = case.most_tonnes[pair] * len(open_links)
    tonnes = {n: row.limit_tonnes[n] if row.limit_tonnes else free for n in case.tree}
    name = f"{row.name} / {' / '.join(pair)}"
    return RouteLimit(name, open_links, {n: 0.0 if n in row.closed else min(tonnes[n], free) for n in case.tree})
