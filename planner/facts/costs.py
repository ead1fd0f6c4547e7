"""From prices to what an offer costs us: unit cost, duty, freight, yield."""

from planner.facts.buyer import Buyer, rounded, world_tonnes
from planner.facts.importers import UNION
from planner.facts.known import Material, Partner, partners, rule, table


def stage_price(material: Material, stage: str) -> float:
    """Give what a stage adds to a tonne, in USD: with ore times yield the stages add up to the price."""
    if stage == "extraction":
        return material.reference_price * material.extraction_share * material.processing_yield
    return material.reference_price * (1 - material.extraction_share)


def unit_cost(buyer: Buyer, partner: Partner) -> float:
    """Give a partner's unit cost in USD per t: what its stage adds, and its own feed where it has one."""
    return rounded(_added(buyer, partner) + _own_feed(buyer, partner))


def _added(buyer: Buyer, partner: Partner) -> float:
    """Give the stage's price times the partner's position on the cost curve."""
    world_share = partner.tonnes[partner.base_year] / world_tonnes(partner.material.name, partner.stage)
    position = (
        rule("cost_level")
        - rule("risk_discount") * partner.country.risk
        - rule("scale_discount") * world_share
        - rule("home_discount") * buyer.at_home(partner.country)
        + partner.terms.get("position", 0)
    )
    return stage_price(partner.material, partner.stage) * position


def _own_feed(buyer: Buyer, partner: Partner) -> float:
    """Give what the ore behind a tonne costs its refinery; what no known mine gives costs the stage's price."""
    if not partner.own_feed:
        return 0
    price = stage_price(partner.material, "extraction")
    mines = _mines(partner.material.name)
    dearer = sum(
        share * (_added(buyer, mines[iso3]) - price) for iso3, share in partner.own_feed.items() if iso3 in mines
    )
    return (price + dearer) / recovered_share(partner)


def _mines(material: str) -> dict[str, Partner]:
    return {
        partner.country.iso3: partner
        for partner in partners()
        if (partner.material.name, partner.stage) == (material, "extraction")
    }


def freight(buyer: Buyer, partner: Partner) -> float:
    """Give freight to us in USD per t of contained material: the rate between the regions over the grade shipped."""
    region = "Home" if buyer.at_home(partner.country) else partner.country.region
    rate = next(float(row[f"to_{buyer.importer.region}"]) for row in table("regions") if row["region"] == region)
    return rounded(rate / partner.material.grades[partner.stage], 2)


def recovered_share(partner: Partner) -> float:
    """Give the yield of a stage: t out per t in."""
    if partner.stage == "extraction":
        return 1
    return partner.terms.get("yield", partner.material.processing_yield)


def tariff(buyer: Buyer, partner: Partner) -> float | None:
    """Give the duty as a share of the unit cost: it is due on the whole value of the refined metal.

    The facts hold the Union's tariff alone; what other importers charge they do not know.
    """
    if partner.stage == "extraction" or buyer.at_home(partner.country):
        return 0
    if buyer.importer.code != UNION:
        return None
    if partner.country.duty_free:
        return 0
    if partner.own_feed:
        return partner.material.duty
    return round(partner.material.duty / (1 - partner.material.extraction_share), 3)
