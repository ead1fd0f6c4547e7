"""How fast what is bought from a supplier may grow, in a plan and in an emergency."""

from typing import Any


def ramp(m: Any, i: Any, n: Any) -> Any:
    """Tonnes that may always be added in a period: the ramp, and a part of our share of ventures that stand."""
    standing = sum(m.equity_share[v] * m.venture_online_tonnes_per_year[v, n] for v in m.VENTURES_OF[i])
    return m.ramp_tonnes[i, n] + m.venture_ramp_share[i] * m.period_years * m.period_years * standing
