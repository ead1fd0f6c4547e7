"""Whether Summary and Run repeat what the other sheets say."""

import re
from collections.abc import Callable

from planner.audit.audit import Audit
from planner.audit.costs import PAID, UNPAID, Money, cash, outlays, present_value, together
from planner.audit.origins import Origins
from planner.audit.shares import Stage, bought, partner_share
from planner.audit.tables import Line
from planner.audit.volumes import CONTRACTED, VENTURE

SCALES = {"billion": 1e9, "million": 1e6}
STOCKS = re.compile(r"(?P<material>.+): at the end of (?P<period>\S+)")
LOST = re.compile(r"(?P<material>.+?): (?P<country>.+) lost in (?P<year>\d+)")
SHORT = re.compile(r"(?P<material>.+) for (?P<sector>.+)")
ROUNDED = 0.005


def check_summary(audit: Audit, origins: Origins, money: Money) -> None:
    """Every number of the Summary sheet."""
    parts: dict[str, Callable[[Line], None]] = {
        "Cost": lambda line: _money(audit, line, money),
        "Not paid": lambda line: _money(audit, line, money),
        "Commitments": lambda line: _commitment(audit, line),
        "Shortages": lambda line: _shortage(audit, line),
        "Share of a country": lambda line: _share(audit, origins, line),
        "From abroad": lambda line: _share(audit, origins, line),
        "Stocks last": lambda line: _stock(audit, line),
        "After a loss": lambda line: _loss(audit, line),
        "Rules": lambda line: _rule(audit, line),
    }
    for line in audit.tables["Summary"]:
        if line.text("Topic") in parts:
            parts[line.text("Topic")](line)
        else:
            audit.ledger.unexpected(line, "Topic", "no part of the summary")
    if not any(line.text("Figure") == "Paid cost, present value" for line in audit.tables["Summary"]):
        audit.ledger.missing("Summary", "Paid cost, present value")


def check_run(audit: Audit, money: Money) -> None:
    """The cost that the run reports is that of the plan."""
    whole = present_value(audit, together(money, PAID)) + present_value(audit, together(money, UNPAID))
    for line in audit.tables["Run"]:
        if line.text("Item") in ("Least cost that the solver reports", "Sum of all kinds of cost of the plan"):
            said = re.sub(r"[^\d.\-]", "", line.text("Value").split(" ")[0])
            try:
                apart = abs(float(said) - whole)
            except ValueError:
                apart = float("inf")
            if apart > ROUNDED + 1e-6 * abs(whole):
                audit.ledger.same(line, "Value", f"{whole:,.2f}", "the cost of the plan's volumes")


def check_totals(audit: Audit) -> None:
    """The total below Investments adds up its lines."""
    lines = audit.tables["Investments"]
    if lines and lines[-1].text("Kind") == "Total":
        for head in ("Support", "Our outlay", "Annuities inside the horizon", "Annuities beyond the horizon"):
            parts = [line.number(head) for line in lines[:-1]]
            audit.ledger.equal(lines[-1], head, sum(parts), "the sum of the lines", max(parts, default=0.0))


def _money(audit: Audit, line: Line, money: Money) -> None:
    first = next(iter(audit.facts.years.values()))
    spent = cash(audit, money)
    right = {
        "Paid cost, present value": present_value(audit, together(money, PAID)),
        "Cash in the first year": sum(spent[t] for t in first),
        "Capital outlay, whole plan": sum(outlays(audit)),
        "Shortage cost, present value": present_value(audit, money["Shortage"]),
        "Penalties of soft rules, present value": present_value(audit, money["Penalties"]),
    }
    figure, scale = line.text("Figure"), SCALES.get(line.text("Unit").split(" ")[0], 1.0)
    if figure in right:
        paid = abs(right["Paid cost, present value"]) / scale
        own = abs(right[figure]) / scale or paid
        audit.ledger.equal(line, "Value", right[figure] / scale, "what Costs says", own)
    else:
        audit.ledger.unexpected(line, "Figure", "no figure of the summary")


def _shortage(audit: Audit, line: Line) -> None:
    facts, right = audit.facts, 0.0
    match = SHORT.fullmatch(line.text("Figure"))
    for row in facts.book.demand:
        if match and line.text("Figure") == f"{row.material} for {row.sector}":
            short = sum(audit.volumes.short(row.material, row.sector, row.member or "", audit.periods))
            right = short if abs(short - line.number("Value")) <= abs(right - line.number("Value")) else right
    if match is None:  # no sector goes short
        rows = facts.book.demand
        right = sum(sum(audit.volumes.short(r.material, r.sector, r.member or "", audit.periods)) for r in rows)
    audit.ledger.equal(line, "Value", right, "what Shortages says", max(right, 1e-3))


def _share(audit: Audit, origins: Origins, line: Line) -> None:
    """A share by its figure: "material, stage: country in year", without a country that of all abroad."""
    figure = line.text("Figure")
    pairs = [pair for pair in audit.facts.pairs if figure.startswith(f"{', '.join(pair)}: ")]
    pair = max(pairs, key=lambda pair: len(", ".join(pair)), default=None)
    before, _, year = f" {figure}".rpartition(" in ")
    if pair is None or year not in audit.facts.years:
        audit.ledger.unexpected(line, "Figure", "no material, stage and year of the plan")
        return
    country = before[1:].removeprefix(f"{', '.join(pair)}:").strip()
    of = ("country", country) if line.text("Topic") == "Share of a country" else ("all abroad", "")
    stage = Stage(pair, origins.consumption(pair), {"bought": bought(origins, pair)})
    right = partner_share(audit, stage, "bought", of)[year] or 0.0
    audit.ledger.equal(line, "Value", right, "what Shares says", 1.0)


def _stock(audit: Audit, line: Line) -> None:
    match = STOCKS.fullmatch(line.text("Figure"))
    key = (match["material"], "all", "days of the period's demand") if match else ()
    days = audit.volumes.stock_lines.get(key)
    if match is None or days is None:
        audit.ledger.unexpected(line, "Figure", "no stock of the plan")
        return
    audit.ledger.equal(line, "Value", days.number(match["period"]), "what Stockpile says", 1.0)


def _loss(audit: Audit, line: Line) -> None:
    """What the loss of a country leaves unmet of a year's demand, by its figure: "material: country lost in year"."""
    match = LOST.fullmatch(line.text("Figure"))
    total = audit.loss_lines.get((match["material"], match["country"], "", "all sectors", "unmet")) if match else None
    if match is None or total is None or match["year"] not in audit.facts.years:
        audit.ledger.unexpected(line, "Figure", "no loss of the plan")
        return
    looked_at = [t for t in audit.facts.years[match["year"]] if total.values.get(audit.periods[t]) is not None]
    needed = sum(audit.facts.needed(match["material"])[t] for t in looked_at)
    tonnes = sum(total.number(audit.periods[t]) for t in looked_at)
    audit.ledger.equal(line, "Value", tonnes / needed if needed else None, "what Losses says", 1.0)


def _commitment(audit: Audit, line: Line) -> None:
    """How many contracts are signed and ventures built, and the tonnes of the demand that does without most."""
    volumes, candidates = audit.volumes, [c for c in audit.facts.book.contracts if c.status != "signed"]
    signed = [c for c in candidates if any(volumes.deal(c.supplier, c.contract, CONTRACTED, audit.periods))]
    replaceable = [d for row in audit.facts.book.substitution for d in audit.facts.replaceable(row)]
    without = [sum(volumes.substituted(d.material, d.sector, d.member or "", audit.periods)) for d in replaceable]
    right = {
        "Contracts to sign": float(len(signed)),
        "Ventures to build": float(len({build.name for build in volumes.builds if build.kind == VENTURE})),
    }
    value = right.get(line.text("Figure"), max(without, default=0.0))
    audit.ledger.equal(line, "Value", value, "what the other sheets say")


def _rule(audit: Audit, line: Line) -> None:
    """The price of a rule is that of its line on Rules."""
    name = line.text("Figure").split(":")[0]
    rows = [
        x
        for x in audit.tables["Rules"]
        if x.text("Line") == "rule" and line.text("Figure").startswith(f"{x.text('ID')}: ")
    ]
    if rows:
        audit.ledger.equal(line, "Value", rows[-1].number("Shadow price"), "what Rules says")
    elif name != "No rule binds":
        audit.ledger.unexpected(line, "Figure", "no rule of the policy set")
