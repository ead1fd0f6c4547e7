"""What a hedged plan does before the first course parts that a plan without scenarios would not do, and what for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.places import kind_of, name_of
from planner.hedging.hedge import Hedge
from planner.results import Results

NOISE = 1e-6
MOST_NAMED = 3


@dataclass(frozen=True)
class Premium:
    """A decision of the hedged plan beside that of the plan without scenarios, and the courses that it serves."""

    kind: str
    name: str
    period: str
    unit: str
    hedged: float
    calm: float
    serves: str


def premiums(hedge: Hedge) -> list[Premium]:
    """The decisions before the first course parts that differ, the kinds in turn and the largest difference first."""
    if hedge.calm is None:
        return []
    mine, calm = (dict(_decisions(plan.results)) for plan in (hedge.plan, hedge.calm))
    together = trunk(hedge.plan.results)
    used = _uses(hedge.plan.results)
    found = [
        Premium(kind, name, n, unit, mine.get(key, 0.0), calm.get(key, 0.0), used.get((kind, name), ""))
        for key in dict.fromkeys((*mine, *calm))
        for kind, name, unit, n in [key]
        if n in together and abs(mine.get(key, 0.0) - calm.get(key, 0.0)) > NOISE * max(1.0, calm.get(key, 0.0))
    ]
    order = {kind: place for place, kind in enumerate(dict.fromkeys(p.kind for p in found))}
    return sorted(found, key=lambda p: (order[p.kind], p.period, -abs(p.hedged - p.calm)))


def trunk(results: Results) -> tuple[str, ...]:
    """The nodes before the first course parts."""
    return tuple(n for n in results.periods if results.case.tree.nodes[n].probability > 1.0 - NOISE)


STOCK, BOUGHT, SIGNED = "stock at close", "bought", "contract signed"
VENTURE, PLANT, RESEARCH = "venture built", "recycling built", "substitution opened"


def _decisions(results: Results) -> Iterator[tuple[tuple[str, str, str, str], float]]:
    """Every decision by kind, name, unit and node."""
    m, values = results.model, results.values
    kinds = (
        (STOCK, m.stock_tonnes, "t"),
        (SIGNED, m.contracted_share, "share"),
        (VENTURE, m.venture_built_tonnes_per_year, "t/yr"),
        (PLANT, m.built_tonnes_per_year, "t/yr"),
        (RESEARCH, m.opened_share, "share"),
        (BOUGHT, m.offtake_tonnes, "t"),
    )
    for kind, variable, unit in kinds:
        for (name, n), value in values(variable).items():
            yield (kind, str(name), unit, str(n)), value


def _uses(results: Results) -> dict[tuple[str, str], str]:
    """In which courses most comes of a decision after they have parted, in words."""
    after = [n for n in results.periods if n not in trunk(results)]
    courses = {leaf: " or ".join(results.case.tree.nodes[leaf].courses) for leaf in results.case.tree.leaves}
    found: dict[tuple[str, str], dict[str, float]] = {}
    for (kind, name, n), tonnes in _used(results).items():
        if n in after:
            by_course = found.setdefault((kind, name), dict.fromkeys(courses.values(), 0.0))
            for leaf, course in courses.items():
                by_course[course] += tonnes * (n in results.case.tree.path(leaf))
    return {key: _words(by_course) for key, by_course in found.items()}


def _words(by_course: Mapping[str, float]) -> str:
    most = sorted(((tonnes, course) for course, tonnes in by_course.items() if tonnes > NOISE), reverse=True)
    return "; ".join(f"{course} {tonnes:,.0f} t" for tonnes, course in most[:MOST_NAMED])


def _used(results: Results) -> dict[tuple[str, str, str], float]:
    """Tonnes that come of each decision at each node: drawn from stock, taken, recovered, done without."""
    found: dict[tuple[str, str, str], float] = {}
    for kind, name, n, tonnes in _outcomes(results):
        found[kind, name, n] = found.get((kind, name, n), 0.0) + tonnes
    return found


def _outcomes(results: Results) -> Iterator[tuple[str, str, str, float]]:
    m, values = results.model, results.values
    drawn = ((o, n, tonnes) for (o, _, n), tonnes in values(m.flow_tonnes).items() if kind_of(o) == "stockpile")
    yield from ((STOCK, name_of(o), n, tonnes) for o, n, tonnes in drawn)
    yield from ((SIGNED, k, n, tonnes) for (k, n), tonnes in values(m.taken_tonnes).items())
    yield from ((VENTURE, v, n, tonnes) for (v, _, n), tonnes in values(m.venture_output_tonnes).items())
    yield from ((PLANT, p, n, tonnes) for (p, _, n), tonnes in values(m.recovered_tonnes).items())
    without = values(m.substituted_tonnes)
    yield from ((RESEARCH, j, n, without[d, n]) for d, j in m.SUBSTITUTED for n in results.periods)
