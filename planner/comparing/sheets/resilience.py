"""What every set buys in shocks: who goes short in each, how soon and at what cost, set beside set."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from planner.comparing.comparison import Comparison, Pair
from planner.comparing.sheets.columns import against
from planner.comparing.shocked import scatters, stressed
from planner.report.sheet import FIGURE, Column, Row, Sheet, Value
from planner.stressing import Shock
from planner.stressing.aftermath import Aftermath

WHOLE = "all of them"
Figure = Callable[[Pair, Aftermath], Value]


def _columns(comparison: Comparison) -> list[Column]:
    return [
        Column("Shock", width=28),
        Column("Figure", width=34),
        Column("Material", width=20),
        Column("Sector", width=28),
        Column("Unit", width=12),
        *(Column(pair.label, against(pair), FIGURE, 14) for pair in stressed(comparison)),
    ]


def _rows(comparison: Comparison) -> Iterable[Row]:
    for name in dict.fromkeys(shock.name for pair in stressed(comparison) for shock in pair.entry.shocks):
        yield from _shock(comparison, name)


def _shock(comparison: Comparison, name: str) -> Iterator[Row]:
    """The figures of one shock, set beside set; of a set without a plan after it, the status."""

    def row(lead: tuple[str, ...], figure: Figure, format_: str = "tonnes") -> Row:
        return Row((name, *lead, *(_value(pair, name, figure) for pair in stressed(comparison))), format_)

    money = comparison.currency
    yield row(("Unmet", WHOLE, WHOLE, "t"), lambda _, found: found.unmet_tonnes)
    for material, sector in _hit(comparison, name):
        yield row(("Unmet", material, sector, "t"), partial(_unmet_of, material, sector))
    yield row(("Unmet because of the shock", WHOLE, WHOLE, "t"), lambda _, found: found.added_tonnes)
    yield row(("First shortage after", WHOLE, WHOLE, "months"), lambda _, found: found.months_to_shortage, "count")
    yield row(
        ("Paid more than in the plan", "", "", money),
        lambda pair, found: found.paid_cost - pair.findings.paid_cost,
        "signed money",
    )
    yield row(
        ("Cost more, shortages at their cost", "", "", money),
        lambda pair, found: found.total_cost - pair.findings.total_cost,
        "signed money",
    )


def _unmet_of(material: str, sector: str, _: Pair, found: Aftermath) -> Value:
    return found.unmet_of(material, sector)


def _value(pair: Pair, name: str, figure: Figure) -> Value:
    shock = _named(pair, name)
    if shock is None:
        return None
    return shock.status if shock.aftermath is None else figure(pair, shock.aftermath)


def _named(pair: Pair, name: str) -> Shock | None:
    return next((shock for shock in pair.entry.shocks if shock.name == name), None)


def _hit(comparison: Comparison, name: str) -> list[tuple[str, str]]:
    """The materials and sectors that any set leaves short of anything in a shock."""
    shocks = (_named(pair, name) for pair in stressed(comparison))
    found = [shock.aftermath for shock in shocks if shock and shock.aftermath]
    return sorted({(hit.material, hit.sector) for aftermath in found for hit in aftermath.hits})


RESILIENCE = Sheet[Comparison](
    name="Resilience",
    about="The plan of every set is followed into every scenario and decided anew when it is known. Tonnes are over the"
    " whole plan, months are whole periods from the beginning of the shock, money is in present value and against"
    " the plan of the same set; since rules rest in a shock, it can be less.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    charts=scatters,
    frozen=2,
    groups=1,
    instead="Not asked for: --stress puts the plan of every set to every scenario.",
)
