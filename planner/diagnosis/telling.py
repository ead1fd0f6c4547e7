"""Conflicts and relaxations as they are shown: in words, with cells and figures."""

from collections.abc import Iterator

from planner.diagnosis.conflicts import Clash, members
from planner.diagnosis.diagnosis import Conflict, Given, Line, Told
from planner.diagnosis.figures import Tier
from planner.diagnosis.relaxation import Relaxation, Relaxed
from planner.diagnosis.words import Words, listed, periods

ONLY = {
    Tier.POLICY: "rules only",
    Tier.CONTRACTS: "contracts only",
    Tier.DATA: "our own limits only",
    Tier.UNMET: "demand unmet only",
    Tier.FACTS: "facts only",
}
IN_ORDER = "in order"
NOT_ALONE = "not enough alone"


def told(conflict: Conflict, words: Words) -> Told:
    """A conflict in words; the words are those of the workbook in which it was found."""
    remedy = conflict.recommended
    sentence = words.told(conflict)
    if conflict.left:
        sentence = f"What is left then: {sentence}"
    return Told(
        sentence,
        words.typed(remedy) if remedy else "",
        tuple(_lines(conflict, words)),
        tuple(_also(clash, words) for clash in conflict.also),
    )


def given(relaxations: tuple[Relaxation, ...], words: Words) -> Iterator[Given]:
    """The first relaxation as the one in order, then each that one tier alone can do."""
    first, *alone = relaxations
    yield from (_given(IN_ORDER, relaxed, words) for relaxed in first.relaxed)
    for relaxation in alone:
        yield from (_given(ONLY[relaxation.tiers[0]], relaxed, words) for relaxed in relaxation.relaxed)


def _lines(conflict: Conflict, words: Words) -> Iterator[Line]:
    for cell, scopes in conflict.members.items():
        remedy = conflict.remedies[cell]
        step = conflict.recommended if conflict.recommended and conflict.recommended.cell == cell else None
        shown = remedy or step
        alone = words.becomes(shown) if shown else NOT_ALONE
        partly = f"{alone} (a first step)" if shown and not remedy else alone
        what = words.noun(cell) + words.about(cell, scopes)
        yield Line(what, cell.address, words.value(cell, cell.value), partly, step is not None)


def _also(clash: Clash, words: Words) -> str:
    return f"{listed(words.members(members(clash)))} cannot hold together either."


def _given(which: str, relaxed: Relaxed, words: Words) -> Given:
    cell = relaxed.cell
    return Given(
        which,
        words.noun(cell),
        cell.address,
        words.value(cell, cell.value),
        relaxed.part,
        relaxed.amount,
        words.law_unit(cell),
        periods(relaxed.nodes),
    )
