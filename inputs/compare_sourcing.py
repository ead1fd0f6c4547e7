"""Compare the base policy's first year with today's sourcing and prices: `python inputs/compare_sourcing.py`."""

import sys
from collections.abc import Iterable
from pathlib import Path

from example.book import YEARS
from example.comparison import Comparison, bought_tonnes, comparisons, paid_per_tonne

from planner.facts.known import materials, table

WORKBOOK = Path(__file__).parent / "eu_2035.xlsx"
YEAR = str(YEARS[0])
SHARES_HEAD = ("Material", "Stage", f"Largest in the plan, {YEAR}", "Study 2016-2020", "Imports 2024", "Points")
PRICES_HEAD = ("Material", "Paid, USD per t", "Reference price, USD per t", "Ratio")


def main() -> int:
    """Print both tables in Markdown and why shares differ; 1 where a large difference has no explanation."""
    import planner

    plan = planner.plan(WORKBOOK)
    found = list(comparisons(plan.tables, YEAR))
    why = {(row["material"], row["stage"]): row["why"] for row in table("differences")}
    far = [line for line in found if line.far_off]
    _print_table(SHARES_HEAD, (_cells(line) for line in found))
    for line in far:
        off = ", ".join(f"{country} {round(line.points(country)):+d}" for country in line.far_off)
        print(f"- {line.material}, {line.stage} ({off}): {why.get((line.material, line.stage), 'NO EXPLANATION')}.")
    print()
    bought = bought_tonnes(plan.tables, YEAR)
    paid = {name: (paid_per_tonne(bought, name), material.reference_price) for name, material in materials().items()}
    _print_table(PRICES_HEAD, ((name, f"{a:,.0f}", f"{b:,.0f}", f"{a / b:.2f}") for name, (a, b) in paid.items()))
    print(f"Shortage over the whole plan: {plan.shortage_tonnes:,.0f} t")
    return int(any((line.material, line.stage) not in why for line in far))


def _cells(line: Comparison) -> tuple[str, ...]:
    points = f"{round(line.points(line.largest)):+d}" if line.known else ""
    facts = (_of(shares, line.largest) for shares in (line.study, line.imports))
    return (line.material, line.stage, f"{line.largest} {line.plan[line.largest]:.0%}", *facts, points)


def _of(shares: dict[str, float], country: str) -> str:
    if not shares:
        return ""
    largest = max(shares, key=shares.__getitem__)
    own = f"{country} {shares.get(country, 0):.0%}"
    return own if largest == country else f"{own} (largest: {largest} {shares[largest]:.0%})"


def _print_table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    for cells in (head, ("---",) * len(head), *rows):
        print(f"| {' | '.join(cells)} |")
    print()


if __name__ == "__main__":
    sys.exit(main())
