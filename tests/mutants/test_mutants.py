"""A few mutants, each found; `python -m tests.mutants` plants all of them."""

import pytest

from models import supply
from tests.mutants.explained import EXPLAINED
from tests.mutants.killing import Hunt
from tests.mutants.planting import Mutant, function_of, mutants, planted
from tests.mutants.report import told, unexplained
from tests.mutants.workbooks import Known, known

ALL = {mutant.name: mutant for mutant in mutants()}
CAPACITY = "models/supply.py within_capacity: dropped"
SHARE = "models/policies/max_supplier_share.py MaxSupplierShare: turned"
GROWTH = "models/supply.py later_growth: `m.grown_from[i, n]` is the node itself"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Known]:
    return list(known(tmp_path_factory.mktemp("books"), 0))


def test_there_are_hundreds_of_every_kind() -> None:
    changes = " ".join(ALL)
    assert len(ALL) > 500
    for words in ("dropped", "<= is >=", "== is <=", " is 1", "the node itself", "the length of a period", "turned"):
        assert words in changes


@pytest.mark.parametrize("name", [CAPACITY, SHARE, GROWTH])
def test_it_is_found_and_taken_out_again(books: list[Known], name: str) -> None:
    assert Hunt(books).killer(ALL[name]) in {book.name for book in books}
    assert all(book.is_right() for book in books if book.passes(ALL[name]))


def test_what_is_planted_is_another_function_only_meanwhile() -> None:
    right = supply.within_capacity.__code__
    with planted(ALL[CAPACITY]):
        assert function_of(ALL[CAPACITY]) is supply.within_capacity
        assert supply.within_capacity.__code__ != right
    assert supply.within_capacity.__code__ is right


def test_only_mutants_that_exist_are_explained() -> None:
    assert set(EXPLAINED) <= set(ALL)


def test_the_page_counts_what_was_found_and_names_what_was_not() -> None:
    one, other = Mutant("models.supply", "feed", "dropped", 1), Mutant("models.supply", "feed", "turned", 1)
    page = told({one: "C1", other: None})
    assert "Of 2 mutants 1 are found" in page
    assert f"- `{other.name}`: **not explained**" in page
    assert unexplained({one: "C1", other: None}) == [other.name]
