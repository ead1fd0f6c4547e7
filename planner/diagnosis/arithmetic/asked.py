"""What a hard rule allows or asks for, where that is a rounded before anything is planned."""

from models.case import Case
from models.policies.row import Term

DAYS_PER_YEAR = 365
BEYOND = 1e-6


def allowed(case: Case, term: Term) -> float | None:
    """The bound of a constraint in tonnes, None where it depends on the plan or bounds squares of shares."""
    members, limit = term.members, term.row.limit
    if term.row.rule.squares:
        return None
    if "BASE" in members:
        return _of_consumption(case, term)
    if "STOCKS" in members:
        return _days(case, term) if not members["IMPORTS"] else None
    if "NODES" in members and term.row.rule.unit == "t" and not members.get("FLOWS"):
        years = term.figures["limit_years"]
        return term.figures["allowance_tonnes"] + sum(limit.get(n, 0.0) * years for n in members["NODES"])
    return None


def kind(term: Term) -> str:
    """Whom a constraint counts: suppliers, countries, blocs or owners; "" where it counts nobody."""
    return term.row.partner_kind or next(iter(term.row.rule.partner_kinds), "")


def beyond(found: float, bound: float) -> bool:
    """Whether a figure is more than a bound, by more than rounding."""
    return found > bound + BEYOND * max(1.0, abs(bound))


def _of_consumption(case: Case, term: Term) -> float | None:
    """The limit's part of the consumption at the last stage, which is the demand."""
    total = term.figures.get("allowance_tonnes", 0.0)
    for base, material, stage, node in term.members["BASE"]:
        if base != "consumption" or not case.is_last(material, stage):
            return None
        needed = sum(d.tonnes[node] for d in case.demands.values() if d.material == material)
        total += term.figures.get("limit_kept", 1.0) * term.row.limit[node] * needed
    return total


def _days(case: Case, term: Term) -> float:
    """Days of cover times the daily demand, and with net imports the part that history gives."""
    needed = sum(case.demands[d].tonnes[n] for d, n in term.members["DEMANDS"])
    days = term.figures["daily_share"] * term.row.limit[term.last]
    return days * (term.figures["imported_before_tonnes"] + needed)
