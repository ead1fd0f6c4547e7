"""Random cases: two stages with lead times, stocks, growth, recycling and orders from before the plan."""

import random
from dataclasses import replace
from typing import Any

from models.case import Case
from models.records import Growth, Plant, Returns, Stream
from models.tree import Tree, chain
from tests.models.cases import case, demand, over, rule, ruled, stockpile, supplier


def chain_of(periods: int = 4) -> Tree:
    """A plan of some years at 5 %."""
    labels = [str(2026 + t) for t in range(periods)]
    return chain(labels, map(int, labels), rate=0.05)


def random_case(seed: int, tree: Tree | None = None, **more: Any) -> Case:
    """A case that always has a plan: demand may go short, and what is ordered may go into surplus."""
    chance, tree = random.Random(seed), tree or chain_of()

    def figures(low: float, high: float) -> dict[str, float]:
        return {n: round(chance.uniform(low, high), 2) for n in tree}

    def trader(name: str, **own: Any) -> Any:
        steady = round(chance.uniform(20, 60), 1)
        growth = Growth(1.1, round(chance.uniform(5, 30), 1), over(tree, 6.0)) if chance.random() < 0.4 else None
        return supplier(
            tree,
            name,
            figures(1, 9),
            steady,
            growth=growth,
            freight_cost=figures(0, 1),
            tariff_share=figures(0, 0.1),
            lead_time_periods=chance.randrange(3 if "stage" in own else 2),
            ordered_tonnes={next(iter(tree)): round(chance.uniform(0, 40), 1)},
            **own,
        )

    mines = [trader(f"mine {k}", stage="ore", country=f"land {k % 3}") for k in range(5)]
    works = [
        trader(f"works {k}", country=f"land {k % 3}", yield_share=round(chance.uniform(0.6, 1.0), 2)) for k in range(4)
    ]
    merchant = trader("merchant", country="land 2", own_feed={"land 0": 0.5, "land 1": 0.3})
    needs = [demand(tree, figures(5, 40), f"sector {k}", 50.0) for k in range(3)]
    stocks = [stockpile(tree, 30.0, 0.2, opening_tonnes=10.0), stockpile(tree, 30.0, 0.1, stage="ore")]
    plant = Plant(
        "melt", "used", "home", {"co": 0.7}, over(tree, 2.0), over(tree, 1.0),
        build_limit_tonnes_per_year=10.0, capex=15.0, annuity_share=0.1, lead_time_periods=1, life_periods=20,
    )  # fmt: skip
    used = Stream("used", figures(0, 9), keep=True, returns=Returns("sector 0", "co", 1, 0.5))
    return case(
        tree,
        *mines,
        *works,
        merchant,
        *needs,
        *stocks,
        plant,
        used,
        stages={"co": ("ore", "refined")},
        home=frozenset({"home"}),
        blocs={"pact": over(tree, frozenset({"land 0", "land 1"}))},  # type: ignore[arg-type]
        governance_risk={f"land {k}": 0.2 * k for k in range(3)},
        **more,
    )


def under_random_rules(seed: int) -> Case:
    """A random case under some rules, all soft, since what is ordered already may break any of them."""
    plain, chance = random_case(seed), random.Random(seed)

    def near(limit: float) -> float:
        return round(chance.uniform(0.8, 1.2) * limit, 2)

    rows = [
        rule(plain.tree, "Max supplier share", near(0.3), stage="refined", penalty=20.0),
        rule(plain.tree, "Max country share", near(0.4), base="supply", penalty=5.0),
        rule(plain.tree, "Max country share", near(0.3), id="imports", base="imports", penalty=2.0),
        rule(plain.tree, "Max owner share", near(0.4), penalty=1.0),
        rule(plain.tree, "Min days of cover", near(60.0), penalty=0.1),
        rule(plain.tree, "Max supply risk", near(0.2), penalty=3.0),
        rule(plain.tree, "Max volume", near(20.0), partner="land 1", partner_kind="country", penalty=9.0),
        rule(plain.tree, "Min recycled share", near(0.1), penalty=1.0),
    ]
    return replace(ruled(plain, *chance.sample(rows, 4)), governance_risk=plain.governance_risk | {"home": 0.1})
