"""How the values come about, in words, with one worked example of two partners in numbers."""

from collections.abc import Iterable, Iterator

from planner.partnering.games import MOST_EXACT
from planner.partnering.partnering import Partnering
from planner.partnering.sheets.pairs import word
from planner.partnering.worth import Pairing, Worth
from planner.report.sheet import Column, Row, Sheet

TEXTS = """Cost of a coalition: The least total cost, in present value, of the plan with only those partnerships (or
only those partner countries) and all else as in the workbook. Unmet demand counts at its shortage cost.
What the partnerships themselves cost is left out here and taken off each value at the end.

Without a partnership: Its tariff cut, shorter lead time, support for ventures and the contracts that only
it gives are gone, and so is the part of the capacity that is there only because of it. Where several are
with the same partner, the greatest of each figure holds while one of them is kept.

Without a partner country: Its suppliers and recycling plants deliver nothing that is ordered in the plan;
what was ordered before still arrives. The rules stay in force: it is another world, not a shock.

Rules that cannot be kept: A coalition that cannot keep a hard rule breaks it at the shortage cost, and no
other rule with it. First a least fill gives way, at no more than the shortage itself costs; then rules and
closing stocks that no plan can keep, a tonne of violation at the highest shortage cost of the material, a
unit of money beyond a budget counted twice; last what must be bought from a processor whose feed is gone.

Cost of leaving it out: What the plan costs more without this one partner while all others are there.
Partners that stand in for each other look cheap to lose one by one.

Shapley value: The mean of what a partner saves those who came before it, over all orders in which the
partners could come. It shares out exactly what all of them save together; one that brings nothing gets
nothing, and two that bring the same get the same.

By material: The cost of every coalition is kept by material, so that each value is too. What several
materials share, such as the treatment of scrap that holds both, stands in a column of its own.

Members: A group of members has its own demand and the sum of its access shares of everything that has a
limit: capacity, contracts, ventures, stock room and opening stock, plants, scrap, and limits of rules in
tonnes, money and emissions. A contract only with some members is there, in full, for a group that holds
them all. What opens substitution costs each its part of the sector's demand.

Split by shadow prices: Each member pays its own demand, and is paid for what it could have claimed, at the
shadow prices of the joint plan. No group can do better at prices that fit the joint plan, so that nobody
gains by leaving as long as claims add up. Joint tenders do not add up: a member is credited by access share
among those who hold one.

The split that tempts least: One linear program: the split in which the group that would gain most by
leaving gains least. Where even that group gains, no split holds, and the core is empty."""
"""What is done, a paragraph for each topic, which stands before the first colon."""


def _columns(found: Partnering) -> list[Column]:
    return [Column("Topic", width=28), Column("What is done", width=110), Column("Figure", found.currency, "money", 17)]


def _rows(found: Partnering) -> Iterable[Row]:
    for paragraph in TEXTS.split("\n\n"):
        topic, _, text = " ".join(paragraph.splitlines()).partition(": ")
        yield Row((topic, text, None))
    yield from (Row((f"Exact or drawn: {worth.kind}", _drawn(worth), None)) for worth in found.worths)
    example = next(((w, p) for w in found.worths for p in w.pairings), None)
    if example:
        yield from _example(*example)


def _drawn(worth: Worth) -> str:
    """How many coalitions were costed, and how good the values are."""
    hard = f"; {worth.hardship} of them could not keep every hard rule" if worth.hardship else ""
    costed = f"{worth.solved} coalitions were costed{hard}."
    if worth.draws is None:
        return f"Exact: every coalition of {len(worth.partners)} partners is counted. {costed}"
    return (
        f"Estimated: more than {MOST_EXACT} partners have too many coalitions. {worth.draws} orders were drawn at"
        f" random (seed {worth.seed}), each with its reverse; the standard error of each value stands beside it on"
        f" Partners. {costed}"
    )


def _example(worth: Worth, pairing: Pairing) -> Iterator[Row]:
    """The two most valuable partners, all others being there."""
    one, other = pairing.pair
    lost = {partner.name: sum(partner.lost.values()) for partner in worth.partners}
    both = lost[one] + lost[other] + pairing.interplay
    topic = "Worked example"
    values = [(both - lost[other] + lost[one]) / 2, (both - lost[one] + lost[other]) / 2]
    yield Row(
        (topic, f"{one} and {other}, all other partners being there. Without {one} the plan costs more:", lost[one])
    )
    yield Row((topic, f"Without {other} it costs more:", lost[other]))
    yield Row((topic, f"Without both it costs more (they are {word(pairing)}):", both))
    yield Row((topic, f"If {one} comes first it saves that less what is lost without {other}:", both - lost[other]))
    yield Row((topic, f"If {one} comes last it saves what is lost without it:", lost[one]))
    yield Row((topic, f"So between these two {one} is worth the mean of both:", values[0]))
    yield Row((topic, f"{other}, in the same way:", values[1]))
    yield Row((topic, "Together, which is what both save:", sum(values)))


METHOD = Sheet(
    name="Method",
    about="How the figures come about. The worked example is the Shapley value of the two most valuable partners among"
    " themselves; the values on the other sheets do the same with all partners and all orders.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=1,
    groups=1,
)
