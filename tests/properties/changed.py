"""Workbooks changed at random: told in another way that means the same, or with other things in some cells."""

from copy import deepcopy
from functools import cache
from random import Random

from tests.second.generator import random_tables
from tests.workbook.conftest import GOOD
from tests.workbooks import Percent, Tables

PAST_THE_HEADS = 1


@cache
def tables(seed: int) -> Tables:
    """The random workbook of a seed; of a negative one that in which every sheet is used."""
    return GOOD if seed < 0 else random_tables(seed)


def told_otherwise(said: Tables, chance: Random) -> Tables:
    """The same with its rows and columns in another order, other cases of letters, and stray spaces."""
    found = {}
    for name, rows in said.items():
        heads, *body = rows
        order = chance.sample(range(len(heads)), len(heads))
        body = [[*row, *[None] * (len(heads) - len(row))] for row in chance.sample(body, len(body))]
        found[_spelt(name, chance)] = [[_spelt(row[place], chance) for place in order] for row in (heads, *body)]
    return found


def _spelt(value, chance: Random):
    if not isinstance(value, str):
        return value
    case = chance.choice((str.upper, str.lower, str.title, str))
    return chance.choice(("", " ", "\u00a0")) + case(value) + chance.choice(("", "  ", "\t"))


def with_other_cells(said: Tables, chance: Random) -> Tables:
    """The same with one to three other cells: those of another row, other sizes, blanks, words, and nonsense."""
    found = deepcopy(dict(said))
    for _ in range(chance.randint(1, 3)):
        rows = found[chance.choice(list(found))]
        row = chance.choice(rows[PAST_THE_HEADS:])
        place = chance.randrange(len(row))
        row[place] = chance.choice([_from_elsewhere, _resized, _odd])(rows, row[place], place, chance)
    return found


def _from_elsewhere(rows, value, place: int, chance: Random):
    other = chance.choice(rows[PAST_THE_HEADS:])
    return other[place] if place < len(other) else None


def _resized(rows, value, place: int, chance: Random):
    return value * chance.choice((0, 0.01, 3, 1e4, -1)) if isinstance(value, int | float) else None


def _odd(rows, value, place: int, chance: Random):
    words = ("", "x", "unlimited", "yes", "no", "all", "each", "2027", "18 months", "=1", "1,5", "NA", "inf")
    return chance.choice((None, 0, 1, -1, 0.5, 1e15, 1e-9, 2027, True, Percent(2.5), *words))
