"""What the first year leaves behind: stocks, scrap that waits, and the history that later years look back to."""

from collections.abc import Iterator

from models.exclusions import clean_word
from models.places import kind_of, name_of, place
from planner.changes.edits import MATTERS, Decided, Edit, Value, Where, rounded
from planner.results import Results
from planner.results.flows import shipments
from planner.results.memory import once
from planner.results.shortages import shortage_lines
from planner.workbook.schema import Scrap, Stockpile


def stocks(decided: Decided) -> Iterator[Edit]:
    """What lies in stock at the end of the first year, the part of it that is clean, and the closing stock as it was.

    The closing stock must be said, since a blank means the opening stock, which is another one now.
    """
    last = decided.first_year[-1]
    held = decided.results.values(decided.results.model.stock_tonnes)
    for row in decided.book.stockpiles:
        name = f"{row.material} / {row.stage}"
        values: dict[Where, Value] = {("opening_stock", None): rounded(held[name, last])}
        values |= _clean(decided, row, held[name, last]) | _net_imports(decided, row)
        if not row.filled("closing_stock"):
            values["closing_stock", None] = rounded(row.closing_stock)
        yield Edit(row, values, f"as {last} ends")


def used(decided: Decided) -> Iterator[Edit]:
    """What each sector was delivered in the first year, from which scrap comes back."""
    delivered = {line.demand.key: line.delivered for line in shortage_lines(decided.results)}
    for row in decided.book.demand:
        values: dict[Where, Value] = {
            ("tonnes", decided.label(n)): rounded(decided.rate(delivered[row.name][n])) for n in decided.first_year
        }
        yield Edit(row, values, "delivered, without shortage and substitution")


def treated(decided: Decided) -> Iterator[Edit]:
    """The scrap that each plant treated in the first year."""
    tonnes = decided.results.values(decided.results.model.treated_scrap_tonnes)
    for row in decided.book.recycling:
        values: dict[Where, Value] = {
            ("treated", decided.label(n)): rounded(decided.rate(tonnes[row.plant, n])) for n in decided.first_year
        }
        yield Edit(row, values, "treated; delivered after its delay")


def waiting(decided: Decided) -> Iterator[Edit]:
    """Kept scrap that the first year leaves untreated: it is added to what comes up in the period after it."""
    tonnes = decided.results.values(decided.results.model.untreated_scrap_tonnes)
    for row in decided.book.scrap:
        left = tonnes[row.stream, decided.first_year[-1]] if row.keep else 0.0
        if left > MATTERS and decided.next_index < decided.book.calendar.count:
            yield Edit(row, _with_rest(decided, row, decided.rate(left)), f"{left:,.6g} t wait for treatment")


def _with_rest(decided: Decided, row: Scrap, rate: float) -> dict[Where, Value]:
    """The rest on top of the stream's own tonnes; a stream without any has 0 in the other periods."""
    labels = [decided.book.calendar.label(i) for i in range(decided.next_index, decided.book.calendar.count)]
    own = (row.tonnes.at(decided.next_label) or 0.0) if row.tonnes else 0.0
    others: dict[Where, Value] = {} if row.tonnes else {("tonnes", label): 0.0 for label in labels}
    return others | {("tonnes", decided.next_label): rounded(own + rate)}


def _clean(decided: Decided, row: Stockpile, held: float) -> dict[Where, Value]:
    """The clean share, where rules of the plan tell clean metal from other; else the row keeps its own."""
    split = decided.results.case.splits.get(row.material)
    if split is None or held <= MATTERS:
        return {}
    word = clean_word(split.exclusions)
    by_class = decided.results.values(decided.results.model.class_stock_tonnes)
    clean = by_class.get((f"{row.material} / {row.stage}", word, decided.first_year[-1]), 0.0)
    return {("clean_share", None): rounded(min(1.0, clean / held))}


def _net_imports(decided: Decided, row: Stockpile) -> dict[Where, Value]:
    if row.stage != decided.results.case.stages[row.material][-1]:
        return {}
    tonnes = net_imports(decided.results)
    return {
        ("net_imports", decided.label(n)): rounded(decided.rate(tonnes.get((row.material, n), 0.0)))
        for n in decided.first_year
    }


@once
def net_imports(results: Results) -> dict[tuple[str, str], float]:
    """What arrives at the last stage from outside home, and what home suppliers of it make of feed from there, in t.

    By material and node.
    """
    case, m, found = results.case, results.model, dict[tuple[str, str], float]()
    arrived, offtake = results.values(m.arrived_tonnes), results.values(m.offtake_tonnes)
    for i, supplier in case.suppliers.items():
        if not case.is_last(supplier.material, supplier.stage):
            continue
        foreign_feed = sum(share for c, share in (supplier.own_feed or {}).items() if c not in case.home)
        for n in results.periods:
            own = foreign_feed * offtake[i, n] if supplier.country in case.home else arrived[i, n]
            found[supplier.material, n] = found.get((supplier.material, n), 0.0) + own
    senders = {place("supplier", i): s for i, s in case.suppliers.items() if s.country not in case.home}
    for s in shipments(results):
        taker = case.suppliers.get(name_of(s.destination)) if kind_of(s.destination) == "supplier" else None
        if s.origin in senders and taker and taker.country in case.home and case.is_last(taker.material, taker.stage):
            found[s.material, s.node] = found.get((s.material, s.node), 0.0) + taker.yield_share * s.tonnes
    return found
