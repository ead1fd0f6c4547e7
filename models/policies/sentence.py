"""The sentence that the planner understood a policy row to say."""

from typing import TYPE_CHECKING

from models.policies.limits import DAYS, HHI, RISK
from models.policies.row import PolicyRow
from models.policies.rule import ALL, EACH

if TYPE_CHECKING:
    from models.case import Case

BASES = {
    "consumption": "consumption",
    "supply": "supply",
    "primary": "primary supply",
    "imports": "imports",
    "net imports": "net imports",
    "capex": "capital outlay",
    "paid cost": "paid cost",
    "governance": "governance",
    "ESG": "environmental and social",
    "": "",
}


def sentence(case: "Case", row: PolicyRow) -> str:
    """A row in words: what it asks of whom, over what time, from when to when, and whether it may be broken."""
    meant = row.rule.with_blanks_meant(row)
    said = row.rule.saying(row).format(
        limit=_limit(case, row),
        base=BASES[row.base or next(iter(row.rule.bases), "")],
        material=_named(meant.material, "each material", "all materials together"),
        stage=_named(meant.stage, "each stage", "all stages together"),
        partner=_named(meant.partner, row.rule.anybody, "all partners together"),
        sector=_named(meant.sector, "each sector", "all sectors together"),
    )
    return f"{said}{_time(case, row)}{_softness(row)}."


def _limit(case: "Case", row: PolicyRow) -> str:
    values = list(dict.fromkeys(row.limit[n] for n in case.tree if n in row.limit))
    if not values or row.rule.limit is None:
        return ""
    unit = row.rule.limit.unit
    small = unit in (DAYS.unit, RISK.unit, HHI.unit)
    texts = [f"{value:.4g}" if small else f"{value:,.0f}" for value in (values[0], values[-1])]
    if unit == "share":
        texts = [f"{value:.4g} %" for value in (100 * values[0], 100 * values[-1])]
    said = texts[0] if len(values) == 1 else f"{texts[0]} (later {texts[1]})"
    return {"share": said, "money": f"{said} of money", RISK.unit: said, HHI.unit: said}.get(
        unit, f"{said} {_unit(row, unit)}"
    )


def _unit(row: PolicyRow, unit: str) -> str:
    return unit.removesuffix("/yr").removesuffix(" per year") if row.per == "horizon" else unit


def _named(written: str | None, each: str, together: str) -> str:
    return {EACH: each, ALL: together}.get(written or EACH, str(written))


def _time(case: "Case", row: PolicyRow) -> str:
    over = {"period": "in every period", "year": "per year", "horizon": "over the horizon"}[row.per]
    inside = [n for n in case.tree if n in row.nodes]
    if len(inside) == len(case.tree.nodes) or not inside:
        return f", {over}"
    return f", {over}, from {inside[0]} to {inside[-1]}"


def _softness(row: PolicyRow) -> str:
    if row.penalty is None:
        return ""
    price = f"{row.penalty:g} times the reference price" if row.penalty_times_price else f"{row.penalty:,.4g}"
    return f"; it may be broken at {price} per {row.rule.unit}"
