"""The command line of what makes many plans: each can be told who does the work."""

import typer

from planner.commands.outcome import Outcome
from planner.engine import Engine, using
from planner.options import (
    OUTPUTS,
    Assume,
    By,
    Cluster,
    Json,
    LossFor,
    LossFrom,
    NoPrices,
    Out,
    PolicySet,
    PolicySets,
    Quiet,
    RuleId,
    Scenarios,
    StressToo,
    Threads,
    Timed,
    Values,
    Workbook,
    Worst,
)
from planner.progress import Progress
from planner.running import workers
from planner.runs import Order
from planner.terminal import Terminal
from planner.timings import step

app = typer.Typer()


@app.command()
def compare(
    workbook: Workbook,
    policies: PolicySets = None,
    assume: Scenarios = None,
    no_prices: NoPrices = False,
    stress: StressToo = False,
    engine: By = Engine.COMPILED,
    threads: Threads = None,
    cluster: Cluster = None,
    out: Out = OUTPUTS,
    quiet: Quiet = False,
    as_json: Json = False,
    timings: Timed = False,
) -> int:
    """Compare policy sets: what each costs more than the base set and what it buys."""

    def work(progress: Progress) -> Outcome:
        with step("loading"):
            from planner.commands import compare

        options = {"policies": policies, "assume": assume, "prices": not no_prices, "stress": stress, "engine": engine}
        with using(engine), workers(threads, cluster):
            asked = compare.asked(policies, assume, not no_prices, stress)
            return compare.run(Order("compare", workbook, out, options), asked, progress)

    return Terminal("compare", quiet, as_json, timings).deliver(work)


@app.command()
def sweep(
    workbook: Workbook,
    rule: RuleId,
    values: Values,
    policy: PolicySet = None,
    assume: Assume = None,
    threads: Threads = None,
    cluster: Cluster = None,
    out: Out = OUTPUTS,
    quiet: Quiet = False,
    as_json: Json = False,
    timings: Timed = False,
) -> int:
    """Draw the cost curve of one rule's limit: what each value costs and buys, and where plans end."""

    def work(progress: Progress) -> Outcome:
        with step("loading"):
            from planner.commands import sweep

        asked = sweep.Asked(rule, sweep.values(values), policy, assume)
        options = {"policy": policy, "assume": assume, "rule": rule, "values": values}
        with workers(threads, cluster):
            return sweep.run(Order("sweep", workbook, out, options), asked, progress)

    return Terminal("sweep", quiet, as_json, timings).deliver(work)


@app.command()
def stress(
    workbook: Workbook,
    policy: PolicySet = None,
    worst: Worst = None,
    loss_from: LossFrom = None,
    loss_for: LossFor = None,
    threads: Threads = None,
    cluster: Cluster = None,
    out: Out = OUTPUTS,
    quiet: Quiet = False,
    as_json: Json = False,
    timings: Timed = False,
) -> int:
    """Put the plan to shocks: every scenario of the workbook, and the loss of partners."""

    def work(progress: Progress) -> Outcome:
        with step("loading"):
            from planner.commands import stress

        asked = stress.Asked(policy, worst, loss_from, loss_for)
        with workers(threads, cluster):
            return stress.run(Order("stress", workbook, out, vars(asked)), asked, progress)

    return Terminal("stress", quiet, as_json, timings).deliver(work)


@app.command()
def partners(
    workbook: Workbook,
    policy: PolicySet = None,
    threads: Threads = None,
    cluster: Cluster = None,
    out: Out = OUTPUTS,
    quiet: Quiet = False,
    as_json: Json = False,
    timings: Timed = False,
) -> int:
    """Tell what each partnership and partner country is worth, and what members save by planning together."""

    def work(progress: Progress) -> Outcome:
        with step("loading"):
            from planner.commands import partners

        with workers(threads, cluster):
            return partners.run(Order("partners", workbook, out, {"policy": policy}), policy, progress)

    return Terminal("partners", quiet, as_json, timings).deliver(work)
