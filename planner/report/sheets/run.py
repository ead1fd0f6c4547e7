"""How the plan came about: the run, the solver, a check of its cost, and the sources of the figures."""

from collections.abc import Iterable, Iterator

from models.places import place
from planner.report.sheet import Column, OutputSheet, Row
from planner.report.words import CHOSEN_BY
from planner.results import Results
from planner.results.costs import paid_cost, unpaid_cost
from planner.results.flows import received
from planner.results.rules import largest_square_error


def _columns(_: Results) -> list[Column]:
    return [
        Column("Part", width=14),
        Column("Item", width=40),
        Column("Value", width=70),
        Column("Confidence", width=12),
        Column("Note", width=40),
    ]


def _rows(results: Results) -> Iterable[Row]:
    for item, value in results.run.items():
        yield Row(("run", item, value, "", ""))
    for item, value in _check(results):
        yield Row(("check", item, value, "", ""))
    for source in results.book.sources:
        where = " ".join(part for part in (source.sheet, source.row_or_cell) if part)
        yield Row(("source", where, source.source, source.confidence or "", source.note or ""))


def _check(results: Results) -> Iterator[tuple[str, str]]:
    found, kinds = results.solution.cost, paid_cost(results) + unpaid_cost(results)
    yield "Least cost that the solver reports", f"{found:,.2f} {results.currency}"
    yield "Sum of all kinds of cost of the plan", f"{kinds:,.2f} {results.currency}"
    yield "Difference, relative", f"{abs(found - kinds) / max(1.0, abs(found)):.1e}"
    yield "Chosen among plans of the same cost by", CHOSEN_BY
    yield "Largest gap between demand and what is delivered, substituted and short", f"{_largest_gap(results):.1e} t"
    if any(row.rule.squares for row in results.case.rules):
        yield "Largest gap between an HHI that binds and what the program held", f"{largest_square_error(results):.1e}"


def _largest_gap(results: Results) -> float:
    reached = received(results)
    m = results.model
    short, without = results.values(m.shortage_tonnes), results.values(m.substituted_tonnes)
    return max(
        (
            abs(reached.get((place("demand", key), n), 0.0) + without[key, n] + short[key, n] - demand.tonnes[n])
            for key, demand in results.case.demands.items()
            for n in results.periods
        ),
        default=0.0,
    )


RUN = OutputSheet(
    name="Run",
    about="What the plan was made from and with; times and places stand in run.json.",
    shows=frozenset({"squared_tonnes"}),
    columns=_columns,
    rows=_rows,
    frozen=1,
)
