"""What could be bought in the year of a loss from those who are left, under contracts and from ventures too."""

import pytest

from models.records import Contract, Growth, Venture
from models.tree import chain
from planner.solve import solve
from tests.models.cases import case, demand, over, rule, ruled, supplier

HALVES = chain(["2026H1", "2026H2"], [2026, 2026], 0.5)


@pytest.mark.parametrize(
    ("spot", "factor", "reach"),
    [(1.0, 1.0, 10 + 0.5 * 15), (1.0, 0.5, 5 + 0.5 * 0.5 * 15), (0.5, 1.0, 3 + 5 + 0.5 * 15)],
)
def test_without_a_what_b_can_send_is_capacity_contracts_and_our_part_of_a_venture(
    spot: float, factor: float, reach: float
) -> None:
    """100 t in two halves, all from A at 10; what B could not send of them costs 1 each.

    In each half B has 10 t, of them 10 or 5 without a contract, 3 t under one, and half of 15 t of a venture.
    """
    left = {"spot_share": spot, "capacity_factor": over(HALVES, factor)}
    plain = case(
        HALVES,
        supplier(HALVES, "A", 10.0),
        supplier(HALVES, "B", 14.0, 10.0, **left),
        Contract("K", "B", over(HALVES, 3.0), over(HALVES, 14.0), frozenset(HALVES), signed=True),
        Venture("joint", ("B",), 30.0, 0.0, 0.0, equity_share=0.5, under_way_tonnes_per_year=over(HALVES, 30.0)),
        demand(HALVES, 50.0),
    )
    row = rule(HALVES, "Max unmet after losing a partner", 0.0, penalty=1.0)
    assert solve(ruled(plain, row)).cost == pytest.approx(10 * 100 + 100 - 2 * reach, rel=1e-9)


def test_what_a_processor_makes_grows_from_what_it_made_in_the_loss_itself() -> None:
    """The works of b could make 10 t in each half and have ore for 4 in the first: then it is 4 in the second too."""
    plain = case(
        HALVES,
        supplier(HALVES, "A", 1.0, own_feed={"A": 1.0}),
        supplier(HALVES, "pit", 1.0, {"2026H1": 4.0, "2026H2": 50.0}, stage="ore"),
        supplier(HALVES, "works", 1.0, 50.0, growth=Growth(1.0, 10.0, over(HALVES, 0.0))),
        demand(HALVES, 50.0),
        stages={"co": ("ore", "refined")},
    )
    row = rule(HALVES, "Max unmet after losing a partner", 0.0, penalty=1.0, partner="A", partner_kind="country")
    assert solve(ruled(plain, row)).cost == pytest.approx(100 + 100 - 2 * 4, rel=1e-9)
