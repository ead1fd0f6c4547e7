"""Which ways a row of Routes is about."""


def matches(world, row, sender, taker, t):
    """Whether a way between two places is one that a row names in a period."""
    if row.material not in ("each", sender.material):
        return False
    return _from(world, row, sender, t) and _to(world, row, sender, taker, t)


def _from(world, row, sender, t):
    if row.from_kind in ("country", "bloc"):
        return bool(world.countries(row.from_kind, row.from_, t) & sender.countries)
    return (row.from_kind, row.from_) == (sender.kind, sender.name)


def _to(world, row, sender, taker, t):
    if row.to_kind == "abroad":
        return not sender.countries & taker.countries
    if row.to_kind in ("country", "bloc"):
        return bool(world.countries(row.to_kind, row.to, t) & taker.countries)
    return (row.to_kind, row.to) == (taker.kind, taker.name)
