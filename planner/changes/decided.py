"""What was signed, built and opened, as cells of the rows in which it then stands."""

from collections.abc import Collection, Iterator

from models.records import Plant as PlantRecord
from models.records import Substitution as SubstitutionRecord
from models.records import Venture as VentureRecord
from planner.changes.edits import BLANK, MATTERS, Decided, Edit, Value, Where, everywhere, period, rounded, times
from planner.results.investments import Investment, investments
from planner.results.wording import percent, some_periods
from planner.workbook.schema import Contract, Plant, Substitution, Venture

WHOLE = 1.0 - 1e-9


def signed(decided: Decided) -> Iterator[Edit]:
    """Candidate contracts that begin in the first year, as far as the plan signs them: signed, with that volume."""
    rows = {row.contract: row for row in decided.book.contracts}
    shares = decided.results.values(decided.results.model.contracted_share)
    for (name, start), share in shares.items():
        if share > MATTERS and start in decided.first_year and rows[name].status != "signed":
            yield Edit(rows[name], _signed(decided, rows[name], share), _share_in_words(share, start))


def built_ventures(decided: Decided, nodes: Collection[str]) -> Iterator[Edit]:
    """Ventures built at some nodes, as `Under way`; what a row cannot hold beside its own gets a row of its own."""
    for row in decided.book.ventures:
        built = [i for i in investments(decided.results) if _is(i, VentureRecord, row.venture) and i.node in nodes]
        apart = built if row.under_way else built[1:]
        if built:
            room = max(row.under_way, row.max_capacity - sum(i.amount for i in apart))
            values: dict[Where, Value] = {("max_capacity", None): rounded(room)} if apart else {}
            values |= {} if row.under_way else _under_way(decided, built[0])
            paid = 0.0 if row.under_way else present_value(decided, built[0])
            yield Edit(row, values, _built_in_words(row.under_way, built), paid=paid)
        for i in apart:
            yield _venture_apart(decided, row, i)


def built_plants(decided: Decided, nodes: Collection[str]) -> Iterator[Edit]:
    """Recycling capacity built at some nodes, as `Under way`, with rows of its own as for ventures."""
    for row in decided.book.recycling:
        built = [i for i in investments(decided.results) if _is(i, PlantRecord, row.plant) and i.node in nodes]
        if built and not row.under_way:
            paid = present_value(decided, built[0])
            yield Edit(row, _under_way(decided, built[0]), _built_in_words(0.0, built), paid=paid)
        for i in built if row.under_way else built[1:]:
            yield from _plant_apart(decided, row, i)


def built_into_capacity(decided: Decided) -> Iterator[Edit]:
    """All that the plan ever builds at a plant, as its `Capacity` over time; nothing more is built.

    In the same years this says everything: `Max build`, which knows no periods, cannot be closed for some of them.
    """
    online = decided.results.values(decided.results.model.online_tonnes_per_year)
    for row in decided.book.recycling:
        built = [i for i in investments(decided.results) if _is(i, PlantRecord, row.plant)]
        plant = decided.results.case.plants[row.plant]
        values: dict[Where, Value] = {("max_build", None): 0.0}
        for n in decided.results.periods if built else ():
            standing = online[row.plant, n] - plant.under_way_tonnes_per_year.get(n, 0.0)
            values["capacity", decided.label(n)] = rounded(decided.rate(plant.capacity_tonnes[n]) + standing)
        if built:
            why = f"built in {some_periods(i.node for i in built)}, in Capacity once it is ready; nothing more is built"
            yield Edit(row, values, why, paid=sum(present_value(decided, i) for i in built))


def opened(decided: Decided, row: Substitution, found: list[Investment]) -> Edit:
    """Shares of demand that were opened, as `Share today`."""
    share = row.share_today + sum(i.amount for i in found)
    why = f"opened {percent(share - row.share_today)} of demand in {', '.join(i.node for i in found)}"
    paid = sum(present_value(decided, i) for i in found)
    return Edit(row, {("share_today", None): rounded(share)}, why, paid=paid)


def openings(decided: Decided, row: Substitution) -> list[Investment]:
    """What the plan opens of a substitution."""
    key = f"{row.sector} / {row.material}"
    return [i for i in investments(decided.results) if _is(i, SubstitutionRecord, key)]


def present_value(decided: Decided, i: Investment) -> float:
    """Present value of the annuities of an investment inside the horizon."""
    case = decided.results.case
    standing = [n for n in case.tree if i.node in case.standing(n, i.of.lead_time_periods, i.of.life_periods)]
    return sum(case.tree.nodes[n].weight for n in standing) * i.annuity * decided.years


def _is(i: Investment, kind: type, name: str) -> bool:
    return isinstance(i.of, kind) and i.name == name and i.amount > MATTERS


def _signed(decided: Decided, row: Contract, share: float) -> dict[Where, Value]:
    values: dict[Where, Value] = {("status", None): "signed"}
    if share > WHOLE:
        return values
    most = decided.results.case.contracts[row.contract].most_tonnes
    values |= times(row, "max_volume", share, unlimited=decided.rate(max(most.values())))
    return values | times(row, "min_volume", share, unlimited=0.0)


def _share_in_words(share: float, start: str) -> str:
    if share > WHOLE:
        return f"signed in full in {start}"
    return f"signed in {start} for {percent(share)} of its volume; add a row for the rest where it is still on offer"


def _under_way(decided: Decided, i: Investment) -> dict[Where, Value]:
    ready = decided.label(i.node, i.of.lead_time_periods)
    return {("under_way", None): rounded(i.amount), ("ready", None): period(ready)}


def _built_in_words(under_way: float, built: list[Investment]) -> str:
    if not under_way:
        return f"decided in {built[0].node}"
    return f"leaves room for what was decided in {', '.join(i.node for i in built)}, in rows of its own"


def _venture_apart(decided: Decided, row: Venture, i: Investment) -> Edit:
    name = decided.fresh_name(row.venture, i.node, (other.venture for other in decided.book.ventures))
    values = {("venture", None): name, ("max_capacity", None): rounded(i.amount), **_under_way(decided, i)}
    return Edit(row, values, f"decided in {i.node} at {row.venture}", name, present_value(decided, i))


def _plant_apart(decided: Decided, row: Plant, i: Investment) -> Iterator[Edit]:
    name = decided.fresh_name(row.plant, i.node, (other.plant for other in decided.book.recycling))
    values = {
        ("plant", None): name,
        ("max_build", None): 0.0,
        **everywhere(row, "capacity", 0.0),
        **{where: BLANK for where in everywhere(row, "treated", BLANK) if row.by_label("treated")},
        **_under_way(decided, i),
    }
    yield Edit(row, values, f"decided in {i.node} at {row.plant}", name, present_value(decided, i))
    for recovery in decided.book.recovery:
        if recovery.plant == row.plant:
            yield Edit(recovery, {("plant", None): name}, f"recovers as {row.plant} does", name)
