"""What is said of records, read for a whole set at once, is what is said of each of its members."""

from functools import reduce
from itertools import product
from operator import mul

import pyomo.environ as pyo
import pytest

from models.declare import Said
from planner.arrays.indices import Indices

MINES, WORKS, YEARS = ["ash", "birch", "cedar"], ["1", "2"], ["2026", "2027", "2028"]
LANES = [("ash", "1"), ("cedar", "2"), ("cedar", "1")]

SAID = {
    "one for all": Said(5.0),
    "by the first label": Said({i: k for k, i in enumerate(MINES)}),
    "by two sets": Said({(i, j): f"{i} to {j}" for i, j in product(MINES, WORKS)}),
    "by all labels": Said({(i, j, n): k for k, (i, j, n) in enumerate(product(MINES, WORKS, YEARS))}),
    "in series": Said({i: {n: k + int(n) for n in reversed(YEARS)} for k, i in enumerate(MINES)}),
    "in series by two sets": Said({(i, j): dict.fromkeys(YEARS, i + j) for i, j in product(MINES, WORKS)}),
    "in series with gaps": Said({"ash": {"2027": 1.0}, "birch": {}, "cedar": {"2026": 2.0}}, 0.5),
}


def model():
    m = pyo.ConcreteModel()
    m.MINES, m.WORKS, m.YEARS = (pyo.Set(initialize=members) for members in (MINES, WORKS, YEARS))
    m.LANES, m.NOTHING = pyo.Set(initialize=LANES, dimen=2), pyo.Set(dimen=2)
    return m


def read(said, index_set):
    found, times = Indices().said(said, index_set)
    return [value for value in found for _ in range(times)]


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
@pytest.mark.parametrize("sets", ["MINES * WORKS * YEARS", "LANES * YEARS", "NOTHING * YEARS"])
def test_a_set_at_once_is_each_index(said, sets):
    m = model()
    index_set = reduce(mul, (getattr(m, name) for name in sets.split(" * ")))
    assert read(said, index_set) == [said(*index) for index in index_set]


def test_what_a_series_says_of_the_last_label():
    assert SAID["in series"]("cedar", "1", "2027") == 2029
    assert SAID["in series with gaps"]("ash", "1", "2027") == 1.0
    assert SAID["in series with gaps"]("ash", "1", "2028") == 0.5


@pytest.mark.parametrize("said", [Said({"ash": 1.0}), Said({i: {"2026": 1.0} for i in MINES})], ids=["record", "label"])
def test_what_is_not_said_is_missing(said):
    m = model()
    with pytest.raises(KeyError):
        read(said, m.MINES * m.YEARS)


def test_a_product_counts_its_indices_and_multiplies_them_out_in_order():
    m = model()
    found = Indices().of(m.LANES * m.YEARS)
    assert len(found) == len(LANES) * len(YEARS)
    assert found.keys == tuple((*lane, n) for lane, n in product(LANES, YEARS))
