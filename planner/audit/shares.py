"""Whether the shares of countries and blocs, bought and traced, follow from the plan's tonnes: the Shares sheet."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.audit.audit import Audit
from planner.audit.facts import Pair
from planner.audit.origins import Origins
from planner.audit.tables import Line
from planner.audit.volumes import UNKNOWN

ByCountry = Mapping[str, list[float]]
SHOWN = 1e-6
HHI = "HHI (0 to 1)"


@dataclass(frozen=True)
class Stage:
    """What the Shares sheet is about at one stage."""

    pair: Pair
    base: list[float]
    tonnes: Mapping[str, ByCountry]


def check_shares(audit: Audit, origins: Origins) -> None:
    """Every number of the Shares sheet."""
    for pair in audit.facts.pairs:
        stage = Stage(
            pair, origins.consumption(pair), {"bought": bought(origins, pair), "traced": origins.traced(pair)}
        )
        lines = [x for x in audit.tables["Shares"] if (x.text("Material"), x.text("Stage")) == pair]
        for line in lines:
            _line(audit, origins, stage, line)
        _all_there(audit, stage, lines)
        _caps(audit, pair, lines)


def bought(origins: Origins, pair: Pair) -> dict[str, list[float]]:
    """Tonnes that count at a stage, by country and period."""
    found: dict[str, list[float]] = {}
    for origin in origins.at(pair):
        before = found.get(origin.country, [0.0] * len(origin.tonnes))
        found[origin.country] = [one + other for one, other in zip(before, origin.tonnes, strict=True)]
    return found


def partner_share(audit: Audit, stage: Stage, figure: str, of: tuple[str, str]) -> dict[str, float | None]:
    """The share of a country, a bloc without home, or all abroad in the consumption of each year."""
    kind, partner = of
    found: dict[str, float | None] = {}
    for year, periods in audit.facts.years.items():
        whole = sum(stage.base[t] for t in periods)
        part = sum(
            tonnes[t]
            for country, tonnes in stage.tonnes[figure].items()
            for t in periods
            if _is_of(audit, kind, partner, country, t)
        )
        found[year] = part / whole if whole > 0 else None
    return found


def _is_of(audit: Audit, kind: str, partner: str, country: str, t: int) -> bool:
    if kind == "country":
        return country == partner
    if kind == "bloc":
        return country in audit.facts.members(partner, t) - audit.facts.home
    return country not in audit.facts.home | {UNKNOWN}


def _line(audit: Audit, origins: Origins, stage: Stage, line: Line) -> None:
    kind, figure = line.text("Of"), line.text("Figure")
    if figure == "cap":
        return
    if kind == HHI and figure in stage.tonnes:
        right = _concentration(audit, stage.tonnes[figure])
    elif kind == "recycled":
        again = [o.tonnes for o in origins.at(stage.pair) if o.plant]
        right = partner_share(audit, _recycled(stage, again), "bought", ("country", ""))
    elif kind in ("country", "bloc", "all abroad") and figure in stage.tonnes:
        right = partner_share(audit, stage, figure, (kind, line.text("Partner")))
    else:
        audit.ledger.unexpected(line, "Figure", "no share that the sheet has")
        return
    for year, share in right.items():
        audit.ledger.equal(line, year, share, "tonnes over the year's consumption", 1.0)


def _recycled(stage: Stage, again: list[list[float]]) -> Stage:
    used = [sum(values) for values in zip(*again, strict=True)] if again else [0.0 for _ in stage.base]
    return Stage(stage.pair, stage.base, {"bought": {"": used}})


def _concentration(audit: Audit, tonnes: ByCountry) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for year, periods in audit.facts.years.items():
        parts = [sum(values[t] for t in periods) for values in tonnes.values()]
        whole = sum(parts)
        found[year] = sum((part / whole) ** 2 for part in parts) if whole > 0 else None
    return found


def _all_there(audit: Audit, stage: Stage, lines: list[Line]) -> None:
    """Nobody with a share is left out."""
    stand = {(x.text("Of"), x.text("Partner"), x.text("Figure")) for x in lines}
    for figure, tonnes in stage.tonnes.items():
        if (HHI, "all countries", figure) not in stand and any(_concentration(audit, tonnes).values()):
            audit.ledger.missing("Shares", f"{' / '.join(stage.pair)}: {HHI}, {figure}")
    for figure, tonnes in stage.tonnes.items():
        partners = [("country", country) for country in tonnes] + [("bloc", bloc) for bloc in audit.facts.blocs]
        for kind, partner in (*partners, ("all abroad", "")):
            shares = partner_share(audit, stage, figure, (kind, partner))
            if (kind, partner, figure) not in stand and any((share or 0.0) > SHOWN for share in shares.values()):
                audit.ledger.missing("Shares", f"{' / '.join(stage.pair)}: {kind} {partner}, {figure}")


def _caps(audit: Audit, pair: Pair, lines: list[Line]) -> None:
    """The cap beside a share is the lowest that a row on consumption sets for that partner."""
    own = {(x.text("Of"), x.text("Partner")): x for x in lines if x.text("Figure") == "cap"}
    common = own.pop(("country", "any one abroad"), None)
    index = (HHI, "all countries")
    if index not in own and any(_limits(audit, pair, index, t) for t in audit.facts.every):
        audit.ledger.missing("Shares", f"{' / '.join(pair)}: {HHI}, cap")
    for (kind, partner), line in own.items():
        _cap(audit, pair, line, (kind, partner))
    abroad = {x.text("Partner") for x in lines if x.text("Of") == "country"} - audit.facts.home - {UNKNOWN}
    for partner in abroad:
        if common and ("country", partner) not in own:
            _cap(audit, pair, common, ("country", partner))
        elif ("country", partner) not in own and any(
            _limits(audit, pair, ("country", partner), t) for t in audit.facts.every
        ):
            audit.ledger.missing("Shares", f"{' / '.join(pair)}: cap on {partner}")


def _cap(audit: Audit, pair: Pair, line: Line, of: tuple[str, str]) -> None:
    for year, periods in audit.facts.years.items():
        limits = [limit for t in periods for limit in _limits(audit, pair, of, t)]
        audit.ledger.equal(line, year, min(limits, default=None), "the lowest cap of the policy set")


def _limits(audit: Audit, pair: Pair, of: tuple[str, str], t: int) -> list[float]:
    facts, (kind, partner) = audit.facts, of
    rule = {"country": "Max country share", HHI: "Max HHI"}.get(kind, "Max bloc share")
    found = []
    for row in audit.rows:
        if row.rule != rule or row.base not in ("", "consumption") or t not in facts.span(row.from_, row.to):
            continue
        about = (row.material in (None, "each", pair[0]), row.stage in (None, "each", pair[1]))
        blank = row.partner in (None, "each") and (kind != "country" or partner not in facts.home)
        if all(about) and (row.partner == partner or blank):
            found.append(facts.rates(row.limit)[t])
    return found
