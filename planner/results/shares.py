"""Shares of countries and blocs at every stage, bought and traced, against the caps that hold for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models import totals
from models.places import kind_of
from planner.results.memory import once
from planner.results.ranking import down
from planner.results.results import Results, Window
from planner.results.tracing import UNKNOWN, parcels

COUNTRY, BLOC, OUTSIDE = "country", "bloc", "all abroad"
CAPS = {"max_country_share": COUNTRY, "max_bloc_share": BLOC}
SAME = 1e-6
Pair = tuple[str, str]
Tonnes = dict[Pair, dict[str, dict[str, float]]]
"""Tonnes by material and stage, then by country, then by node."""

Members = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class ShareLine:
    """The share of a partner in the consumption of a stage, by year: what arrives, what is used, and the caps on it.

    A year without consumption has no share. `note` says where stock bought earlier hides a share from its cap.
    """

    material: str
    stage: str
    kind: str
    partner: str
    bought: Mapping[str, float | None]
    traced: Mapping[str, float | None]
    cap: Mapping[str, float | None]
    note: str = ""


@once
def share_lines(results: Results) -> list[ShareLine]:
    """Shares by material and stage: every country, the largest first, every bloc (home left out), all abroad."""
    return [line for material, stage in results.pairs for line in _stage_lines(results, material, stage)]


@once
def consumption(results: Results) -> dict[tuple[str, str, str], float]:
    """Tonnes that the next stage takes in, or that sectors need, by material, stage and node."""
    keys = [(*pair, node) for pair in results.pairs for node in results.periods]
    return {(k, s, n): value for (k, s, n), value in results.solution.evaluate(totals.consumption, keys).items()}


@once
def bought_tonnes(results: Results) -> Tonnes:
    """Tonnes that arrive or are recovered and used, by country, own feed among them."""
    found: Tonnes = {}
    for (_, material, stage, country, node), tonnes in results.values(results.model.origin_tonnes).items():
        _count(found, (material, stage), country, node, tonnes)
    return found


@once
def traced_tonnes(results: Results) -> Tonnes:
    """Tonnes that the next stage or sectors use, by country of the stage.

    Stocks give in proportion to what they hold; what came from an opening stock has the country "unknown".
    """
    found: Tonnes = {}
    for parcel in parcels(results):
        shipment = parcel.shipment
        if kind_of(shipment.destination) in ("demand", "supplier"):
            pair = (shipment.material, shipment.stage)
            _count(found, pair, parcel.way.countries[-1], shipment.node, parcel.tonnes)
    offtake = results.values(results.model.offtake_tonnes)
    for (name, node), tonnes in offtake.items():
        supplier = results.case.suppliers[name]
        above = results.case.stage_above(supplier.material, supplier.stage)
        if supplier.own_feed and above:
            pair, feed = (supplier.material, above), tonnes / supplier.yield_share
            for country, share in supplier.own_feed.items():
                _count(found, pair, country, node, share * feed)
            _count(found, pair, UNKNOWN, node, (1.0 - sum(supplier.own_feed.values())) * feed)
    return found


def concentration(results: Results, by_country: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Sum of the squared shares of countries in their total (HHI, 0 to 1), by year's label."""
    found = {}
    for year in results.years:
        parts = [sum(by_node.get(n, 0.0) for n in year.nodes) for by_node in by_country.values()]
        whole = sum(parts)
        if whole > 0:
            found[year.label] = sum((part / whole) ** 2 for part in parts)
    return found


@once
def index_caps(results: Results) -> dict[tuple[str, str, str], float]:
    """The lowest limit of all rows on the concentration of consumption, by material, stage and year's label."""
    found: dict[tuple[str, str, str], float] = {}
    terms = [term for term in results.case.terms if term.row.rule.squares and len(term.scope.pairs) == 1]
    for term in (term for term in terms if term.row.base in ("", "consumption")):
        for year in results.years:
            for limit in (term.row.limit[n] for n in year.nodes if n in term.row.nodes):
                key = (*term.scope.pairs[0], year.label)
                found[key] = min(found.get(key, limit), limit)
    return found


def _stage_lines(results: Results, material: str, stage: str) -> list[ShareLine]:
    pair, home = (material, stage), results.case.home
    everywhere = {*bought_tonnes(results).get(pair, ()), *traced_tonnes(results).get(pair, ())}
    lines = [_line(results, pair, COUNTRY, c, dict.fromkeys(results.periods, (c,))) for c in everywhere]
    lines.sort(
        key=lambda line: (
            line.partner == UNKNOWN,
            down(sum(v or 0.0 for v in line.bought.values())),
            line.partner,
        )
    )
    for bloc, members in results.case.blocs.items():
        lines.append(_line(results, pair, BLOC, bloc, {n: sorted(members[n] - home) for n in results.periods}))
    abroad = sorted(everywhere - home - {UNKNOWN})
    lines.append(_line(results, pair, OUTSIDE, "", dict.fromkeys(results.periods, abroad)))
    return [line for line in lines if any(line.bought.values()) or any(line.traced.values())]


def _line(results: Results, pair: tuple[str, str], kind: str, partner: str, counted: Members) -> ShareLine:
    bought, traced = (found(results).get(pair, {}) for found in (bought_tonnes, traced_tonnes))
    caps = {year.label: _cap(results, pair, kind, partner, year) for year in results.years}
    line = ShareLine(
        *pair, kind, partner,
        bought=_shares(results, pair, counted, bought),
        traced=_shares(results, pair, counted, traced),
        cap=caps,
    )  # fmt: skip
    hidden = [year for year, cap in caps.items() if cap is not None and _hides(line, year, cap)]
    note = f"Stock bought earlier carries it above the cap in {', '.join(hidden)}" if hidden else ""
    return ShareLine(*pair, kind, partner, line.bought, line.traced, caps, note)


def _shares(
    results: Results,
    pair: tuple[str, str],
    counted: Members,
    by_country: Mapping[str, Mapping[str, float]],
) -> dict[str, float | None]:
    base = consumption(results)
    found: dict[str, float | None] = {}
    for year in results.years:
        whole = sum(base[(*pair, n)] for n in year.nodes)
        part = sum(by_country[c].get(n, 0.0) for n in year.nodes for c in counted[n] if c in by_country)
        found[year.label] = part / whole if whole > 0 else None
    return found


def _count(found: Tonnes, pair: Pair, country: str, node: str, tonnes: float) -> None:
    by_node = found.setdefault(pair, {}).setdefault(country, {})
    by_node[node] = by_node.get(node, 0.0) + tonnes


def _hides(line: ShareLine, year: str, cap: float) -> bool:
    bought, traced = line.bought[year], line.traced[year]
    return bought is not None and traced is not None and bought <= cap + SAME < traced


def _cap(results: Results, pair: tuple[str, str], kind: str, partner: str, year: Window) -> float | None:
    """The lowest limit that a row on consumption sets for a partner in a year, None where none does."""
    limits = (_caps(results).get((*pair, kind, partner, n)) for n in year.nodes)
    return min((limit for limit in limits if limit is not None), default=None)


@once
def _caps(results: Results) -> dict[tuple[str, ...], float]:
    """The lowest limit of all rows on consumption, by material, stage, kind of partner, partner and node."""
    found: dict[tuple[str, ...], float] = {}
    for term in results.case.terms:
        row, scope = term.row, term.scope
        kind = CAPS.get(row.rule.key)
        if kind is None or row.base not in ("", "consumption") or len(scope.pairs) != 1 or len(scope.partners) != 1:
            continue
        for node in row.nodes:
            key = (*scope.pairs[0], kind, scope.partners[0], node)
            found[key] = min(found.get(key, row.limit[node]), row.limit[node])
    return found
