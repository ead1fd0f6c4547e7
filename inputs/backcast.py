"""Plan the facts' base year and set it beside what was bought: `python inputs/backcast.py` writes docs/backcast.md."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from example.book import sheets, write
from example.comparison import Comparison, comparisons

from planner.facts.known import table
from planner.facts.sheets import Sheet, Value

BASE_YEAR = 2024
YEARS = range(BASE_YEAR, BASE_YEAR + 3)
POLICY = "today"
WORST = 5
SIGNED_UNTIL = 2026
UNKNOWN = "not explained"
ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "backcast.md"


def main() -> None:
    """Write the page anew, or into the file named on the command line."""
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE
    place.write_text(page(), encoding="utf-8", newline="\n")
    print(f"wrote {place}")


def page() -> str:
    """Give the whole page: the mean difference by material and stage, and what explains the worst."""
    found = [(difference(line), line) for line in planned() if line.known]
    why = {(row["material"], row["stage"]): row["why"] for row in table("differences")}
    worst = [line for _, line in sorted(found, key=lambda entry: -entry[0])[:WORST]]
    lines = [
        f"# The plan of {BASE_YEAR} beside what was bought",
        "",
        "Written by `python inputs/backcast.py`. The example's rules of today, prices, capacities and demand of",
        f"{BASE_YEAR}, what is signed in force already: whom would the planner have bought from, and whom did the",
        "Union buy from? Shares of consumption; the facts are the EU's study of 2016 to 2020, or the imports of 2024",
        "where it has none.",
        "",
        "| material | stage | mean difference, points | largest in the plan | in the facts | furthest off |",
        "| --- | --- | ---: | --- | --- | --- |",
        *(_row(line, points) for points, line in found),
        f"| **all** | | **{sum(points for points, _ in found) / len(found):.1f}** | | | |",
        "",
        f"The mean is over all countries that the plan or the facts name. What explains the worst {WORST}:",
        "",
        *(
            f"- **{line.material}, {line.stage}**: {why.get((line.material, line.stage), 'not explained')}."
            for line in worst
        ),
        "",
    ]
    return "\n".join(lines)


def planned() -> list[Comparison]:
    """Give the comparison of every material and stage in the base year's plan."""
    import planner

    with TemporaryDirectory() as folder:
        path = Path(folder) / "backcast.xlsx"
        write(path, [_in_base_year(sheet) for sheet in sheets(YEARS)])
        plan = planner.plan(path, policy=POLICY)
        return list(comparisons(plan.tables, str(BASE_YEAR)))


def difference(line: Comparison) -> float:
    """Give the mean absolute difference of shares, in points."""
    names = {*line.plan, *line.known}
    return sum(abs(line.points(name)) for name in names) / len(names)


def _in_base_year(sheet: Sheet) -> Sheet:
    """Give a sheet as the base year needs it: its horizon, today's rules alone, what is signed in force already."""
    heads = [column.head for column in sheet.columns]
    rows = sheet.rows
    if sheet.name == "Policy sets":
        rows = [row for row in rows if row[0] == POLICY]
    elif sheet.name == "Policies":
        rows = list(_rules(sheet, heads))
    elif sheet.name == "Contracts":
        rows = list(_signed(sheet, heads))
    elif sheet.name == "Scenarios":
        rows = []
    return Sheet(sheet.name, sheet.columns, rows, sheet.sources)


def _rules(sheet: Sheet, heads: list[str]) -> Iterator[list[Value]]:
    for row in sheet.rows:
        begins = row[heads.index("From")]
        if row[heads.index("Policy set")] == POLICY and (begins is None or float(begins) in YEARS):
            yield row


def _signed(sheet: Sheet, heads: list[str]) -> Iterator[list[Value]]:
    """Give what is signed, in force from the base year on."""
    for row in sheet.rows:
        begins = row[heads.index("From")]
        if row[heads.index("Status")] == "signed" and begins is not None and float(begins) <= SIGNED_UNTIL:
            yield [None if head == "From" else value for head, value in zip(heads, row, strict=True)]


def _row(line: Comparison, points: float) -> str:
    names = sorted({*line.plan, *line.known}, key=lambda name: -abs(line.points(name)))[:2]
    furthest = ", ".join(f"{name} {line.points(name):+.0f}" for name in names)
    largest = f"{line.largest} {line.plan[line.largest]:.0%}"
    known = max(line.known, key=line.known.__getitem__)
    return (
        f"| {line.material} | {line.stage} | {points:.1f} | {largest} | {known} {line.known[known]:.0%} | {furthest} |"
    )


if __name__ == "__main__":
    main()
