"""What is asked for on the command line: who buys which materials, from when on and for how long."""

from collections.abc import Sequence
from functools import cache

from planner.facts.buyer import Buyer
from planner.facts.importers import UnknownFact, UnknownFacts, importer
from planner.facts.known import Partner, materials


class Newcomer(Buyer):
    """A buyer without ventures: plants that nothing but its ventures would open are left out."""

    def partners(self) -> Sequence[Partner]:
        """Give the partners that can sell something."""
        return _sellers(self)


@cache
def _sellers(buyer: Newcomer) -> Sequence[Partner]:
    return [partner for partner in Buyer.partners(buyer) if buyer.can_sell(partner)]


def buyer(named: Sequence[str], home: str, first: int, periods: int) -> Buyer:
    """The buyer of some materials, by their names in the facts whatever their case. Raises `UnknownFacts`."""
    known = {name.casefold(): name for name in materials()}
    unknown = [name for name in named if name.casefold() not in known]
    faults = [UnknownFact("material", name, {material: material for material in materials()}) for name in unknown]
    try:
        who = importer(home)
    except UnknownFact as fault:
        raise UnknownFacts([*faults, fault]) from fault
    if faults:
        raise UnknownFacts(faults)
    wanted = {known[name.casefold()] for name in named}
    return Newcomer(who, tuple(name for name in materials() if name in wanted), range(first, first + periods))
