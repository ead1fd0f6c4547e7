"""The arguments and options of the commands: how each is called and what it says of itself."""

from pathlib import Path
from typing import Annotated

import typer

from planner.engine import Engine

OUTPUTS = Path("outputs")

Workbook = Annotated[
    Path,
    typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="The workbook to read.", show_default=False),
]
PlanWorkbook = Annotated[
    Path,
    typer.Argument(
        metavar="PLAN.xlsx", exists=True, dir_okay=False, help="The plan to hold against its input.", show_default=False
    ),
]
NewWorkbook = Annotated[Path, typer.Argument(metavar="FILE", help="The workbook to make.", show_default=False)]
OldRun = Annotated[Path, typer.Argument(metavar="OLD", help="Run folder of the earlier plan.", show_default=False)]
NewRun = Annotated[Path, typer.Argument(metavar="NEW", help="Run folder of the later plan.", show_default=False)]
PolicySet = Annotated[
    str | None, typer.Option("--policy", metavar="SET", help="The policy set; without it, the base policy.")
]
Assume = Annotated[
    str | None, typer.Option("--assume", metavar="SCENARIO", help="A scenario to plan for as if it were certain.")
]
Near = Annotated[
    Path | None,
    typer.Option("--near", metavar="RUN", help="Run folder of an earlier plan, to stay near to."),
]
Within = Annotated[
    str | None, typer.Option("--within", metavar="SHARE", help="How much more than the least that may cost: 0.5%.")
]
Level = Annotated[
    float | None, typer.Option("--cvar", metavar="0.9", help="From which level of probability courses are the dearest.")
]
Weight = Annotated[
    float | None, typer.Option("--weight", metavar="0.5", help="The weight of the dearest courses beside the mean.")
]
PolicySets = Annotated[
    str | None, typer.Option("--policies", metavar="A,B,...", help="The policy sets; without it, all of them.")
]
Scenarios = Annotated[
    str | None, typer.Option("--assume", metavar="S1,S2,...", help="Scenarios under which to compare them too.")
]
Blank = Annotated[bool, typer.Option("--blank", help="Leave the example rows out.")]
AllSheets = Annotated[bool, typer.Option("--all", help="All sheets, not only the ten of an ordinary plan.")]
OnlySheets = Annotated[
    str | None,
    typer.Option("--only", metavar="NAME,...", help="These sheets, and those that they or every plan need."),
]
Materials = Annotated[
    str | None,
    typer.Option("--materials", metavar="NAME,...", help="Begin full: what the facts know of these materials."),
]
Home = Annotated[
    str | None, typer.Option("--home", metavar="CODE", help="For whom: a country's ISO3 code, EU, or a bloc.")
]
First = Annotated[int | None, typer.Option("--first", metavar="YEAR", help="The first year of the plan: 2026.")]
Periods = Annotated[int | None, typer.Option("--periods", metavar="COUNT", help="How many years it has: 10.")]
RuleId = Annotated[str, typer.Option("--rule", metavar="ID", help="The policy row whose limit moves.")]
Values = Annotated[
    str,
    typer.Option("--values", metavar="FROM:TO:COUNT", help="Its limits, such as 1.0:0.3:15, or a list with commas."),
]
Prices = Annotated[
    bool, typer.Option("--prices", help="Tell what each rule costs and buys; it takes some solves for each.")
]
NoPrices = Annotated[bool, typer.Option("--no-prices", help="In haste: leave out what each rule costs and buys.")]
By = Annotated[Engine, typer.Option("--engine", help="Who expands the laws; pyomo does it row by row, which is slow.")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder in which run folders appear.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing but what went wrong.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as one JSON object, and nothing else.")]
Threads = Annotated[
    int | None, typer.Option("--threads", metavar="N", help="Do the work on many plans in so many threads.")
]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="Or by the workers of a dask cluster: tcp://host:8786."),
]
Timed = Annotated[bool, typer.Option("--timings", help="Tell how long each step took, on stderr.")]
StressToo = Annotated[bool, typer.Option("--stress", help="Put the plan of every set to every scenario.")]
Worst = Annotated[
    int | None, typer.Option("--worst", metavar="K", help="Lose every partner, with 2 every two; show the worst.")
]
LossFrom = Annotated[
    str | None, typer.Option("--loss-from", metavar="PERIOD", help="When they are lost; else in the second year.")
]
LossFor = Annotated[
    str | None, typer.Option("--loss-for", metavar="DURATION", help="For how long: 2, 18 months; else for a year.")
]
