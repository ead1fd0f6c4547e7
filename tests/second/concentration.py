"""Max HHI: the sum of the squared shares of countries, each square approached from below by tangents."""

from tests.second.asked import groups, only_ordered
from tests.second.program import total


def concentrations(tonnes, row):
    """For each row of constraints: its material, what it lacks over some periods, and nothing said of windows."""
    for pairs in groups(tonnes.world, row):
        yield pairs[0][0], lambda inside, pairs=pairs: _lack(tonnes, row, pairs, inside)


def _lack(tonnes, row, pairs, inside):
    world = tonnes.world
    limit = world.on(row.limit)
    bases = {t: total(tonnes.base(row.base, pair, t) for pair in pairs) for t in inside}
    whole = total(bases.values())
    countries = sorted({c.country for c in world.book.countries} - (world.home if row.base == "imports" else set()))
    sent = {
        country: total(tonnes.of_countries(pair, t, {country}, row.base != "primary") for pair in pairs for t in inside)
        for country in countries
    }
    squares = total(world.program.square_over(line, whole) for line in sent.values() if line.terms or line.constant)
    allowed = total(base * (limit[t] - world.closer) for t, base in bases.items())
    ordered = {c: sum(only_ordered(tonnes, pairs, t, ("country", c)) for t in inside) for c in countries}
    return squares - allowed - _lowered(pairs, tonnes, ordered, (whole, allowed))


def _lowered(pairs, tonnes, ordered, sides):
    """By how much orders from before keep the index above the limit, where all else is shared as evenly as can be."""
    whole, allowed = sides
    if whole.terms or not any(ordered.values()):
        return 0.0
    able = {row.country for pair in pairs for row in tonnes.world.suppliers(*pair)}
    able |= {row.country for m, _ in pairs for row in tonnes.world.plants_of(m)}
    shares = {country: ordered[country] / whole.constant for country in ordered if country in able}
    held = {}
    while len(held) < len(shares):
        even = max(0.0, 1 - sum(held.values())) / (len(shares) - len(held))
        above = {c: share for c, share in shares.items() if c not in held and share > even}
        if not above:
            break
        held |= above
    rest = len(shares) - len(held)
    left = max(0.0, 1 - sum(held.values()))
    least = sum(share**2 for share in held.values()) + (left**2 / rest if rest else 0.0)
    return max(0.0, least * whole.constant - allowed.constant)
