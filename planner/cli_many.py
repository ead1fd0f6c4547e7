"""The command line of what makes many plans: each can be told who does the work."""

import typer

from planner.calling import PLANNING_MUCH, Call, called_with
from planner.commands.outcome import Outcome
from planner.engine import Engine, using
from planner.options import (
    Assume,
    By,
    LossFor,
    LossFrom,
    NoPrices,
    PolicySet,
    PolicySets,
    RuleId,
    Scenarios,
    StressToo,
    Values,
    Workbook,
    Worst,
)
from planner.timings import step

app = typer.Typer()


@app.command()
@called_with(*PLANNING_MUCH)
def compare(
    call: Call,
    workbook: Workbook,
    policies: PolicySets = None,
    assume: Scenarios = None,
    no_prices: NoPrices = False,
    stress: StressToo = False,
    engine: By = Engine.COMPILED,
) -> Outcome:
    """Compare policy sets: what each costs more than the base set and what it buys."""
    with step("loading"):
        from planner.commands import compare

    asked = compare.asked(policies, assume, not no_prices, stress)
    options = {"policies": policies, "assume": assume, "prices": not no_prices, "stress": stress, "engine": engine}
    with using(engine):
        return compare.run(call.order(workbook, **options), asked, call.progress)


@app.command()
@called_with(*PLANNING_MUCH)
def sweep(
    call: Call, workbook: Workbook, rule: RuleId, values: Values, policy: PolicySet = None, assume: Assume = None
) -> Outcome:
    """Draw the cost curve of one rule's limit: what each value costs and buys, and where plans end."""
    with step("loading"):
        from planner.commands import sweep

    asked = sweep.Asked(rule, sweep.values(values), policy, assume)
    order = call.order(workbook, policy=policy, assume=assume, rule=rule, values=values)
    return sweep.run(order, asked, call.progress)


@app.command()
@called_with(*PLANNING_MUCH)
def stress(
    call: Call,
    workbook: Workbook,
    policy: PolicySet = None,
    worst: Worst = None,
    loss_from: LossFrom = None,
    loss_for: LossFor = None,
) -> Outcome:
    """Put the plan to shocks: every scenario of the workbook, and the loss of partners."""
    with step("loading"):
        from planner.commands import stress

    asked = stress.Asked(policy, worst, loss_from, loss_for)
    return stress.run(call.order(workbook, **vars(asked)), asked, call.progress)


@app.command()
@called_with(*PLANNING_MUCH)
def partners(call: Call, workbook: Workbook, policy: PolicySet = None) -> Outcome:
    """Tell what each partnership and partner country is worth, and what members save by planning together."""
    with step("loading"):
        from planner.commands import partners

    return partners.run(call.order(workbook, policy=policy), policy, call.progress)
