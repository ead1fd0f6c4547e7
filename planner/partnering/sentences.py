"""What an alliance is worth, in a few sentences."""

from planner.partnering.falls import greatest_fall
from planner.partnering.joint import PRICES, Joint
from planner.partnering.kinds import COUNTRY, PARTNERSHIP
from planner.partnering.partnering import Partnering
from planner.partnering.pooling import TENDERS
from planner.partnering.worth import LEAST, Partner, Worth
from planner.report.words import amount, counted
from planner.results.wording import percent

NAMED = 3
SINGULAR = {PARTNERSHIP: "partnership", COUNTRY: "partner country"}
PLURAL = {PARTNERSHIP: "partnerships", COUNTRY: "partner countries"}


def sentences(found: Partnering) -> list[str]:
    """Which partners matter, for which material, and what would be lost; what planning together saves."""
    said = []
    for worth in found.worths:
        said.append(_matters(found, worth))
        said.extend(_loss(found, worth))
    if found.joint:
        said += [_saving(found, found.joint), _stability(found, found.joint)]
    return said


def _matters(found: Partnering, worth: Worth) -> str:
    """Who matters, for which material, and who does not."""
    top = [partner for partner in worth.ranked if partner.matters and partner.shapley > 0]
    idle = sum(not partner.matters for partner in worth.partners)
    plural = PLURAL[worth.kind]
    if not top:
        return f"None of the {len(worth.partners)} {plural} is worth what it costs under these rules."
    named = "; ".join(_named(found, partner) for partner in top[:NAMED])
    rest = f" {idle} of them bring nothing that the plan would miss." if idle > 1 else ""
    rest = " One of them brings nothing that the plan would miss." if idle == 1 else rest
    together = amount(worth.together, found.currency)
    if len(worth.partners) == 1:
        return f"The only {SINGULAR[worth.kind]} is worth what it saves: {named}.{rest}"
    return f"{len(worth.partners)} {plural} are together worth {together}; most valuable are {named}.{rest}"


def _named(found: Partnering, partner: Partner) -> str:
    materials = partner.main_materials[:NAMED]
    of = f" (for {', '.join(materials)})" if materials else ""
    return f"{partner.name}, {amount(partner.shapley, found.currency)}{of}"


def _loss(found: Partnering, worth: Worth) -> list[str]:
    """What losing the one that would be missed most means, all others being there."""
    worst = max(worth.partners, key=lambda partner: partner.leave_one_out)
    if worst.leave_one_out <= 0:
        return []
    said = [f"Losing {worst.name} alone would cost {amount(worst.leave_one_out, found.currency)}"]
    short = _short(worst)
    if short:
        said.append(f"leave {short} more unmet")
    fall = greatest_fall(found.everybody, worst)
    if fall:
        share = f"{percent(fall.with_it.share)} to {percent(fall.without_it.share)}"
        said.append(f"raise the largest share of one country in {fall.pair[0]} at {fall.pair[1]} from {share}")
    if worst.broken:
        said.append(f"leave rules that no plan could keep ({', '.join(worst.broken)})")
    return [", ".join(said[:-1]) + " and " + said[-1] + "." if len(said) > 1 else said[0] + "."]


def _short(partner: Partner) -> str:
    """What goes short without a partner, the materials first for which losing it costs most."""
    short = {material: tonnes for material, tonnes in partner.unmet.items() if tonnes > LEAST}
    first = sorted(short, key=lambda material: -partner.lost[material])[:NAMED]
    named = ", ".join(f"{amount(short[material], 't')} of {material}" for material in first)
    rest = len(short) - len(first)
    return f"{named} and some of {counted(rest, 'other material')}" if rest else named


def _saving(found: Partnering, joint: Joint) -> str:
    """What planning together saves and whence."""
    saved = sorted(((money, name) for name, money in joint.savings.items() if money > 0.5), reverse=True)
    whence = ", ".join(f"{amount(money, found.currency)} by {name}" for money, name in saved)
    alone = sum(member.alone for member in joint.members)
    share = percent(joint.saving / alone) if alone else "0 %"
    of = f": {whence}" if whence else ""
    return (
        f"Planning together saves the {counted(len(joint.members), 'member')} {amount(joint.saving, found.currency)},"
        f" {share} of what they would cost alone{of}."
    )


def _stability(found: Partnering, joint: Joint) -> str:
    """Whether the split by shadow prices holds."""
    tempted = joint.tempted[PRICES]
    if tempted.gain <= 1e-6 * abs(joint.together):
        return "Split by the shadow prices of the joint plan, it leaves nobody, alone or in a group, a reason to leave."
    who = ", ".join(tempted.coalition)
    by = " joint tenders bring what prices cannot split;" if joint.savings.get(TENDERS) else ""
    return (
        f"Split by shadow prices it does not hold:{by} {who} would save {amount(tempted.gain, found.currency)} alone."
    )
