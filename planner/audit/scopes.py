"""Whom each policy row is about, and over which periods it is measured: an own reading of the `Policies` sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.audit.facts import Facts, Pair
from planner.audit.origins import Origins
from planner.workbook.schema import Policy

EACH, ALL = "each", "all"
MAXIMA = frozenset({"Max supplier share", "Max country share", "Max bloc share", "Max owner share"})
SHARES = MAXIMA | {"Min bloc share"}
PARTNERS = SHARES | {"Ban", "Clean chain", "Max volume", "Min volume", "Max emissions"}
SECTORS = frozenset({"Clean chain", "Min fill"})
LOSS = "Max unmet after losing a partner"
AT_THE_END = frozenset({"Min fill", "Min recycled share", LOSS})
"""Rules without a stage that are about the last one."""
TOGETHER = frozenset({"Max emissions", "Max supply risk"})
"""Rules of which a blank means all in one sum."""
COUNT_HOME = frozenset({"Clean chain", "Max emissions"})
IN_EVERY_PERIOD = frozenset({"Min days of cover", "Ban", "Clean chain", "Min home capacity"})
KINDS = {
    "Max supplier share": "supplier",
    "Max country share": "country",
    "Max bloc share": "bloc",
    "Max owner share": "owner",
    "Min bloc share": "bloc",
    "Max emissions": "country",
}
"""What the partner of a rule is where the row names none."""


@dataclass(frozen=True)
class Scope:
    """Whom one constraint is about; `words` are those by which the Rules sheet tells it from the row's others."""

    words: str
    pairs: tuple[Pair, ...] = ()
    kind: str = ""
    partners: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    recycling: bool = False

    @property
    def materials(self) -> tuple[str, ...]:
        """The materials it is about."""
        return tuple(dict.fromkeys(material for material, _ in self.pairs))


@dataclass(frozen=True)
class Window:
    """The periods over which a constraint is measured, under the label of the sheet, and the last of the window."""

    label: str
    periods: tuple[int, ...]
    last: int


def is_maximum(row: Policy) -> bool:
    """Whether a row says how much at most."""
    return not row.rule.startswith("Min ")


def windows(facts: Facts, row: Policy) -> Iterator[Window]:
    """Every period, year or horizon of which some periods lie from the row's From to its To."""
    in_force = facts.span(row.from_, row.to)
    if row.rule in IN_EVERY_PERIOD or row.per == "period":
        yield from (Window(facts.periods[t], (t,), t) for t in in_force)
        return
    spans = {"horizon": list(facts.every)} if row.per == "horizon" else facts.years
    for label, periods in spans.items():
        inside = tuple(t for t in periods if t in in_force)
        if inside:
            yield Window(label, inside, periods[-1])


def scopes(facts: Facts, origins: Origins, row: Policy) -> Iterator[Scope]:
    """One scope for each name that a row is about, or one for `all` together."""
    if row.rule == "Max budget":
        yield Scope("")
        return
    for material, materials in _materials(facts, row):
        for stage, pairs in _stages(facts, row, materials):
            for partner, kind, partners in _partners(facts, origins, row, pairs):
                for sector, sectors in _sectors(facts, row, materials):
                    words = ", ".join(word for word in (material, stage, partner, sector) if word)
                    yield Scope(words, pairs, kind, partners, sectors, recycling=row.stage == "recycling")


def _materials(facts: Facts, row: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
    known = tuple(facts.stages)
    if row.rule == "Min days of cover":
        known = tuple(k for k in known if any(pile.material == k for pile in facts.book.stockpiles))
    written = row.material or (ALL if row.rule in TOGETHER else EACH)
    if written == ALL and row.rule != "Clean chain":
        yield ALL, known
    else:
        yield from ((name, (name,)) for name in known if written in (EACH, ALL, name))


def _stages(facts: Facts, row: Policy, materials: Sequence[str]) -> Iterator[tuple[str, tuple[Pair, ...]]]:
    if row.rule == "Clean chain":
        yield "", tuple(pair for pair in facts.pairs if pair[0] in materials)
        return
    if row.rule in AT_THE_END or row.stage == "recycling":
        label = row.stage if row.stage == "recycling" else ""
        yield label or "", tuple((material, facts.stages[material][-1]) for material in materials)
        return
    pairs = [pair for pair in facts.pairs if pair[0] in materials and _may_count(facts, row, pair)]
    written = row.stage or (ALL if row.rule in (*TOGETHER, "Min days of cover") else EACH)
    if written == ALL:
        yield from [("all stages", tuple(pairs))] if pairs else []
        return
    for stage in dict.fromkeys(stage for _, stage in pairs):
        if written in (EACH, stage):
            yield stage, tuple(pair for pair in pairs if pair[1] == stage)


def _may_count(facts: Facts, row: Policy, pair: Pair) -> bool:
    if row.rule != "Min days of cover":
        return True
    return any((pile.material, pile.stage) == pair for pile in facts.book.stockpiles)


def _partners(
    facts: Facts, origins: Origins, row: Policy, pairs: tuple[Pair, ...]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Label, kind and names of the partners; whoever is named but brings nothing there makes no constraint."""
    if row.rule == LOSS:
        materials = {material for material, _ in pairs}
        yield from ((country, "country", (country,)) for country in facts.sending(materials))
        return
    if row.rule not in PARTNERS:
        yield "", "", ()
        return
    kind = row.partner_kind or KINDS.get(row.rule, "supplier")
    active = _active(facts, origins, row, kind, pairs)
    written = row.partner or (ALL if row.rule in TOGETHER else EACH)
    counts_home = kind != "country" or row.rule == "Max emissions"
    abroad = tuple(name for name in active if counts_home or name not in facts.home)
    if written == ALL:
        yield ALL, kind, abroad
    elif written == EACH:
        yield from ((name, kind, (name,)) for name in abroad)
    elif row.rule == "Min bloc share" or (written in active and _can_be_asked(facts, row, kind, pairs)):
        yield written, kind, (written,)


def _active(facts: Facts, origins: Origins, row: Policy, kind: str, pairs: tuple[Pair, ...]) -> tuple[str, ...]:
    here = [origin for origin in origins.all if origin.pair in pairs]
    if kind == "supplier":
        return tuple(origin.supplier for origin in here if origin.supplier)
    if kind == "owner":
        owners = {facts.suppliers[origin.supplier].owner for origin in here if origin.supplier}
        return tuple(sorted(owner for owner in owners if owner))
    countries = {origin.country for origin in here}
    if kind == "country":
        return tuple(sorted(countries))
    in_force = facts.span(row.from_, row.to)
    return tuple(b for b in facts.blocs if any(countries & counted(facts, row, b, t) for t in in_force))


def counted(facts: Facts, row: Policy, bloc: str, t: int) -> frozenset[str]:
    """The members of a bloc in a period, without home where the rule is a maximum of shares or volumes."""
    without_home = is_maximum(row) and row.rule not in COUNT_HOME
    return facts.members(bloc, t) - facts.home if without_home else facts.members(bloc, t)


def _can_be_asked(facts: Facts, row: Policy, kind: str, pairs: tuple[Pair, ...]) -> bool:
    """A least volume holds where the partner has a supplier."""
    if row.rule != "Min volume":
        return True
    suppliers = [supplier for pair in pairs for supplier in facts.suppliers_at(pair)]
    if kind in ("supplier", "owner"):
        return any(row.partner in (supplier.supplier, supplier.owner) for supplier in suppliers)
    in_force = facts.span(row.from_, row.to)
    members = {c for t in in_force for c in counted(facts, row, row.partner or "", t)} if kind == "bloc" else set()
    return any(supplier.country in members | {row.partner} for supplier in suppliers)


def _sectors(facts: Facts, row: Policy, materials: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if row.rule not in SECTORS and not (row.rule == "Ban" and row.sector):
        yield "", ()
        return
    known = tuple(dict.fromkeys(demand.sector for k in materials for demand in facts.demands(k)))
    if row.sector == ALL and row.rule == "Min fill":
        yield ALL, known
    else:
        yield from ((name, (name,)) for name in known if row.sector in (None, EACH, ALL, name))
