"""Which of the most valuable partners stand in for each other, and which need each other."""

from collections.abc import Iterable

from planner.partnering.partnering import Partnering
from planner.partnering.sheets.summary import HEADS
from planner.partnering.worth import LEAST, Pairing
from planner.report.sheet import Column, Row, Sheet


def _columns(found: Partnering) -> list[Column]:
    money = found.currency
    return [
        Column("Kind", width=12),
        Column("One", width=32),
        Column("Other", width=32),
        Column("They are", width=16),
        Column("Losing both costs", money, "money", 17),
        Column("Losing one", money, "money", 17),
        Column("Losing the other", money, "money", 17),
        Column("Both cost more than each alone", money, "signed money", 17),
    ]


def _rows(found: Partnering) -> Iterable[Row]:
    for worth in found.worths:
        lost = {partner.name: sum(partner.lost.values()) for partner in worth.partners}
        for pairing in sorted(worth.pairings, key=lambda p: -round(abs(p.interplay), 2)):
            one, other = pairing.pair
            both = lost[one] + lost[other] + pairing.interplay
            more = pairing.interplay if abs(pairing.interplay) > LEAST else 0.0
            figures = (both, lost[one], lost[other], more)
            yield Row((HEADS[worth.kind], one, other, word(pairing), *figures))


def word(pairing: Pairing) -> str:
    """What two partners are to each other."""
    if abs(pairing.interplay) <= LEAST:
        return "independent"
    return "substitutes" if pairing.interplay > 0 else "complements"


PAIRS = Sheet(
    name="Pairs",
    about="The five most valuable partners of each kind, two by two, all others being there. Substitutes: losing both"
    " costs more than losing each alone, since either stands in for the other. Complements: less, since one is of"
    " little use without the other. Own costs left out.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=3,
    groups=1,
    instead="Fewer than two partners bring anything.",
)
