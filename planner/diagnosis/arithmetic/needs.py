"""What must be met of demand, against all that can be delivered."""

from collections.abc import Iterator, Sequence

from models.policies.partner import BLOC
from models.policies.row import Term
from planner.diagnosis.arithmetic.asked import allowed, beyond, kind
from planner.diagnosis.arithmetic.finding import Finding, Sums, subject
from planner.diagnosis.words import listed, rounded


def too_little_for_everybody(sums: Sums) -> Iterator[Finding]:
    """Demand that must be met and that all supply cannot meet, or all that bans leave."""
    for material in sums.case.stages:
        for n in sums.case.tree:
            needed, bans = _needed(sums, material, n), _bans(sums, material, n)
            able, left = _able(sums, material, n), _able(sums, material, n) - _banned(sums, material, n)
            if beyond(needed, able):
                said = f"there are {rounded(able)} t at the most from all suppliers, plants and stocks"
                yield Finding("demand over supply", f"{_who(sums, material, n, needed)}, and {said}.")
                break
            if beyond(needed, left):
                said = f"there are {rounded(left)} t at the most under {listed(bans)}"
                yield Finding("a ban leaves too little", f"{_who(sums, material, n, needed)}, and {said}.")
                break


def caps_leave_too_little(sums: Sums) -> Iterator[Finding]:
    """Caps on partners that, with all that others can send, cannot add up to what must be met."""
    for terms in _caps(sums):
        material, nodes = terms[0].scope.materials[0], [n for *_, n in terms[0].members["BASE"]]
        needed, able = sum(_needed(sums, material, n) for n in nodes), _under_caps(sums, terms, nodes)
        if beyond(needed, able):
            said = f"there are {rounded(able)} t at the most under {sums.rule(*terms)}"
            who = _who(sums, material, nodes[-1], needed)
            yield Finding("caps leave too little", f"{who}, and {said}.", subject(terms[0]))


def _caps(sums: Sums) -> Iterator[list[Term]]:
    """The constraints of each row on shares of the last stage, window by window; of blocs none, which overlap."""
    found: dict[tuple[str, str, str], list[Term]] = {}
    for term in sums.hard("<="):
        alone = len(term.scope.pairs) == 1 and kind(term) != BLOC
        if alone and "BASE" in term.members and allowed(sums.case, term) is not None:
            found.setdefault((term.row.key, term.scope.materials[0], term.last), []).append(term)
    yield from found.values()


def _needed(sums: Sums, material: str, node: str) -> float:
    """The tonnes of a material that must be met in a period; none in a shock of it, where they may lack."""
    if sums.case.shock.touches(node, [material]):
        return 0.0
    return sum(d.least_fill * d.tonnes[node] for d in sums.case.demands.values() if d.material == material)


def _able(sums: Sums, material: str, node: str) -> float:
    """The most of a material that can be delivered or done without in a period."""
    case, able = sums.case, sums.able
    without = sum(able.substituted(d.key, node) for d in case.demands.values() if d.material == material)
    return able.sent(material, node) + able.recycled(material, node) + able.released(material, node) + without


def _banned(sums: Sums, material: str, node: str) -> float:
    """The part of what suppliers could send that hard bans stop."""
    suppliers = sums.case.suppliers_at(material, sums.case.stages[material][-1])
    stopped = [i for i in suppliers if (i.name, node) in sums.case.banned]
    return sum(sums.able.arrives(i.name, node) - i.ordered_tonnes.get(node, 0.0) for i in stopped)


def _bans(sums: Sums, material: str, node: str) -> list[str]:
    """The hard bans on suppliers of a material's last stage."""
    suppliers = {i.name for i in sums.case.suppliers_at(material, sums.case.stages[material][-1])}
    bans = [t for t in sums.hard("<=") if t.row.rule.bans and t.last == node]
    found = [sums.rule(t) for t in bans if suppliers & {i for i, _ in sums.able.senders(t)}]
    return list(dict.fromkeys(found))


def _under_caps(sums: Sums, terms: Sequence[Term], nodes: Sequence[str]) -> float:
    """The most that can be delivered over a window under the caps of one row."""
    case, able, material = sums.case, sums.able, terms[0].scope.materials[0]
    capped: set[str] = set()
    total = able.before(material, nodes[0])
    for term in terms:
        senders = able.senders(term)
        capped |= {i for i, _ in senders}
        total += min(allowed(case, term) or 0.0, sum(able.arrives(i, n) for i, n in senders))
    others = [i.name for i in case.suppliers_at(material, case.stages[material][-1]) if i.name not in capped]
    demands = [d.key for d in case.demands.values() if d.material == material]
    for n in nodes:
        total += sum(able.arrives(i, n) for i in others) + able.recycled(material, n)
        total += sum(able.substituted(d, n) for d in demands)
    return total


def _who(sums: Sums, material: str, node: str, needed: float) -> str:
    """The demands that must be met, and how much."""
    owed = [d for d in sums.case.demands.values() if d.material == material and d.least_fill and d.tonnes[node]]
    who = listed([sums.named("demands", d.key, "least_fill", node) for d in owed])
    return f"{material} {node}: {rounded(needed)} t must be met ({who})"
