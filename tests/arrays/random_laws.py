"""Random laws over the small model: every way in which terms can be multiplied, divided, summed and nested."""

import random

ATOMS = (
    lambda m, i, n: m.dug[i, n],
    lambda m, i, n: m.spare,
    lambda m, i, n: m.grade[i],
    lambda m, i, n: m.price[i, n],
    lambda m, i, n: m.period_years,
    lambda m, i, n: 2.5,
    lambda m, i, n: m.dug["birch's", n],
    lambda m, i, n: m.grade[i] * m.dug[i, n],
    lambda m, i, n: m.dug[i, n] / m.grade[i],
    lambda m, i, n: sum(m.sent[a, b, n] for a, b in m.FROM[i]),
    lambda m, i, n: sum(m.sent[i, j, n] for j in m.WORKS_OF[i]),
    lambda m, i, n: sum(m.price[a, n] * m.sent[a, b, n] for a, b in m.LANES),
    lambda m, i, n: sum(m.dug[i, u] - m.grade[k] for k in m.MINES for u in m.UNTIL[k, n]),
    lambda m, i, n: sum(sum(m.sent[a, b, u] for a, b in m.FROM[k]) * m.grade[k] for k in m.MINES for u in m.YEARS),
    lambda m, i, n: sum(m.price[i, u] for u in m.UNTIL[i, n]),
    lambda m, i, n: sum(part for part in []),
)
LATER = (
    lambda m, i, n: m.dug[i, m.before[n]],
    lambda m, i, n: sum(m.price[i, m.before[n]] * m.sent[a, b, m.before[n]] for a, b in m.FROM[i]),
)


def random_law(seed):
    """A rule over mines and later years that is linear, with the same column several times in a row."""
    chance = random.Random(seed)
    parts = [_part(chance) for _ in range(chance.randrange(1, 6))]
    equal = chance.random() < 0.5

    def law(m, i, n):
        right = sum([part(m, i, n) for part in parts])
        return m.dug[i, n] == right if equal else m.dug[i, n] - m.spare <= right

    return law


def _part(chance):
    first, second = (chance.choice((*ATOMS, *LATER)) for _ in range(2))
    factor, sign = round(chance.uniform(0.1, 3.0), 2), chance.choice((1, -1))
    return chance.choice((
        lambda m, i, n: sign * first(m, i, n),
        lambda m, i, n: m.grade[i] * (first(m, i, n) - second(m, i, n)),
        lambda m, i, n: (factor + first(m, i, n)) / m.period_years,
        lambda m, i, n: sum(m.grade[k] * (first(m, k, n) + factor * m.dug[i, n]) for k in m.MINES),
    ))  # fmt: skip
