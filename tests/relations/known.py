"""All relations by name."""

from random import Random

from tests.relations import curved, equal, priced
from tests.relations.plans import cost
from tests.relations.sheets import Tables

CLOSE = 1e-7
RELATIONS = {relation.name: relation for relation in (*equal.RELATIONS, *priced.PRICES, *curved.CURVES)}


def breach(name: str, tables: Tables, seed: int) -> str | None:
    """What of a relation does not hold of a workbook, in figures; None where it holds."""
    relation = RELATIONS[name]
    if not isinstance(relation, equal.Equal):
        return relation.breach(tables)
    first, second = (cost(said(tables, Random(seed))) for said in (relation.first, relation.second))
    if first is None or second is None:
        return None if first is second else f"{first} and {second}: only one has a plan"
    right = relation.times * first
    return None if abs(second - right) <= CLOSE * abs(right) else f"{second} instead of {right}"
