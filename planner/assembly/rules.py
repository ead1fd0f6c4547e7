"""The policy rows in force, as the model takes them."""

from models.policies import RULES, PolicyRow
from planner.assembly.horizon import Horizon
from planner.workbook import Book
from planner.workbook.schema import Policy


def policy_rows(book: Book, policy: str, horizon: Horizon) -> list[PolicyRow]:
    """The rows of a policy set and of the sets it extends."""
    return [policy_row(row, horizon) for row in book.policy_rows(policy)]


def policy_row(row: Policy, horizon: Horizon) -> PolicyRow:
    """A row of the sheet with its limit at every node in force."""
    rule = RULES[row.rule]
    nodes = horizon.nodes(row.from_, row.to)
    return PolicyRow(
        policy_set=row.policy_set,
        id=row.id,
        rule=rule,
        limit={n: value for n, value in horizon.rates(row.limit).items() if n in nodes},
        nodes=nodes,
        per=rule.fixed_per or row.per,
        material=row.material,
        stage=row.stage,
        partner=row.partner,
        partner_kind=row.partner_kind,
        sector=row.sector,
        base=row.base or "",
        penalty=row.penalty.amount if row.penalty else None,
        penalty_times_price=bool(row.penalty and row.penalty.times_price),
        in_a_shock=row.in_a_shock or rule.in_a_shock,
        source=row.source or "",
        cell=f"Policies!{row.at('limit' if rule.limit else 'rule')}",
    )
