"""Whether stocks balance, have room, fill and empty no faster than they may, and last as long as the sheet says."""

from math import inf

from planner.audit.audit import Audit
from planner.audit.facts import is_unlimited
from planner.audit.tables import Line
from planner.workbook.schema import Stockpile

DAYS = 365.0


def check_stocks(audit: Audit) -> None:
    """Every number of the Stockpile sheet."""
    for row in audit.facts.book.stockpiles:
        if row.material in audit.facts.stages:
            _balance(audit, row)
            _limits(audit, row)
            _classes(audit, row)
    for material in dict.fromkeys(row.material for row in audit.facts.book.stockpiles):
        _cover(audit, material)


def held_as_last_stage(audit: Audit, material: str, stage: str | None = None) -> list[float]:
    """What stocks of a material, of one stage or of all, hold at the end of each period, as last-stage tonnes."""
    rows = [r for r in audit.facts.book.stockpiles if r.material == material and stage in (None, r.stage)]
    held = [audit.volumes.stock((r.material, r.stage), "at the end", audit.periods) for r in rows]
    return [
        sum(end[t] * audit.facts.as_last_stage(row, t) for row, end in zip(rows, held, strict=True))
        for t in audit.facts.every
    ]


def _line(audit: Audit, row: Stockpile, figure: str) -> Line | None:
    line = audit.volumes.stock_lines.get((row.material, row.stage, figure))
    if line is None:
        audit.ledger.missing("Stockpile", f"{row.material} / {row.stage}: {figure}")
    return line


def _balance(audit: Audit, row: Stockpile) -> None:
    facts, pair = audit.facts, (row.material, row.stage)
    figures = ("put in", "taken out", "lost", "at the end")
    put, taken, lost, end = (audit.volumes.stock(pair, figure, audit.periods) for figure in figures)
    before = [row.opening_stock, *end[:-1]]
    gone = [(1.0 - facts.kept(row)) * tonnes for tonnes in before]
    right = {
        "at the beginning": (before, "the end of the period before"),
        "put in": (put, "a number of tonnes"),
        "taken out": (taken, "a number of tonnes"),
        "lost": (gone, "the part of the beginning that a period loses"),
        "at the end": ([before[t] - lost[t] + put[t] - taken[t] for t in facts.every], "beginning - lost + in - out"),
    }
    for figure, (values, law) in right.items():
        if line := _line(audit, row, figure):
            audit.over_periods(line, values, law, facts.size(row.material))


def _limits(audit: Audit, row: Stockpile) -> None:
    facts, size = audit.facts, audit.facts.size(row.material)
    most = {
        "put in": facts.tonnes(row.max_fill) if row.max_fill else [inf for _ in facts.every],
        "taken out": facts.tonnes(row.max_release) if row.max_release else [inf for _ in facts.every],
        "at the end": facts.rates(row.capacity),
    }
    for figure, limits in most.items():
        if line := audit.volumes.stock_lines.get((row.material, row.stage, figure)):
            for t, period in enumerate(audit.periods):
                audit.ledger.at_most(line, period, limits[t], "room, Max fill or Max release", size)
                audit.ledger.at_least(line, period, 0.0, "nothing", size)
    if (room := _line(audit, row, "room")) and not is_unlimited(facts.rates(row.capacity)):
        audit.over_periods(room, facts.rates(row.capacity), "the capacity of the input")
    if end := audit.volumes.stock_lines.get((row.material, row.stage, "at the end")):
        audit.ledger.at_least(end, audit.periods[-1], row.closing_stock, "the closing stock", size)


def _classes(audit: Audit, row: Stockpile) -> None:
    """The classes of a stock are all of it."""
    pair = (row.material, row.stage)
    lines = [line for key, line in audit.volumes.stock_lines.items() if key[:2] == pair and key[2].startswith("of it ")]
    end = audit.volumes.stock_lines.get((*pair, "at the end"))
    for period in audit.periods if lines and end else ():
        parts, whole = [line.number(period) for line in lines], end.number(period) if end else 0.0
        largest = max(lines, key=lambda line: line.number(period))
        sums = (sum(parts), whole, audit.facts.size(row.material))
        audit.ledger.total(largest, period, sums, "the classes of a stock are all of it")


def _cover(audit: Audit, material: str) -> None:
    """Stock as tonnes of the last stage, and the days of the period's own demand that it would last."""
    facts, held = audit.facts, held_as_last_stage(audit, material)
    needed = [tonnes / (DAYS * facts.step) for tonnes in facts.needed(material)]
    days = [tonnes / a_day if a_day > 0 else None for tonnes, a_day in zip(held, needed, strict=True)]
    whole = audit.volumes.stock_lines.get((material, "all", "held, as tonnes of the last stage"))
    lasting = audit.volumes.stock_lines.get((material, "all", "days of the period's demand"))
    if whole is None or lasting is None:
        audit.ledger.missing("Stockpile", f"{material}: what is held in all, and how long it lasts")
        return
    audit.over_periods(whole, held, "all stocks, times the lowest yield on the way")
    for period, value in zip(audit.periods, days, strict=True):
        audit.ledger.equal(lasting, period, value, "held over a day's demand")
