"""What each member of a joint plan pays alone and together, by three ways of splitting the joint cost."""

from collections.abc import Iterable, Sequence

from planner.layout import palette
from planner.partnering.joint import PRICES, SHAPLEY, STEADIEST, Joint
from planner.partnering.partnering import Partnering
from planner.report.sheet import Chart, Column, Kind, Row, Series, Sheet
from planner.report.words import amount, scale_of

SPLITS = {PRICES: "by shadow prices", SHAPLEY: "by Shapley value", STEADIEST: "that tempts least"}


def _columns(found: Partnering) -> list[Column]:
    money = found.currency
    return [
        Column("Member", width=22),
        Column("Access share", "of all that has a limit", "share", 10),
        Column("Alone", money, "money", 17),
        *(Column(f"Together, split {said}", money, "signed money", 17) for said in SPLITS.values()),
        Column("Standard error of the Shapley value", money, "money", 14),
        Column("It saves", f"{money}, by shadow prices", "signed money", 17),
        Column("It saves, of its cost alone", "by shadow prices", "signed share", 11),
        Column("By leaving it loses", f"{money}, by shadow prices", "signed money", 17),
        Column("and the others lose", f"{money}, by shadow prices", "signed money", 17),
        Column("Rules that it could not keep alone", width=22),
    ]


def _rows(found: Partnering) -> Iterable[Row]:
    joint = found.joint
    if joint is None:
        return
    for member in joint.members:
        parts = [joint.splits[split][member.name] if split in joint.splits else None for split in SPLITS]
        saves = member.alone - joint.splits[PRICES][member.name]
        others = member.others_without - (joint.together - joint.splits[PRICES][member.name])
        share = saves / member.alone if member.alone else None
        values = (member.name, member.access_share, member.alone, *parts, joint.errors[member.name])
        yield Row((*values, saves, share, saves, others, ", ".join(member.broken)))
    alone = sum(member.alone for member in joint.members)
    whole = [joint.together if split in joint.splits else None for split in SPLITS]
    claims = sum(member.access_share for member in joint.members)
    share = joint.saving / alone if alone else None
    yield Row(("All", claims, alone, *whole, None, joint.saving, share, None, None, ""), kind=Kind.SUM)


def _words(found: Partnering) -> Sequence[str]:
    return [_holds(found, found.joint, split) for split in SPLITS if split in found.joint.splits] if found.joint else []


def _holds(found: Partnering, joint: Joint, split: str) -> str:
    """Whether anybody gains by leaving a split."""
    tempted, said = joint.tempted[split], SPLITS[split]
    if tempted.gain <= 1e-6 * abs(joint.together):
        return f"The split {said} holds: no member and no group of members would pay less on its own."
    who, gain = ", ".join(tempted.coalition), amount(tempted.gain, found.currency)
    empty = " No split holds: the core of the game is empty." if split == STEADIEST else ""
    return f"The split {said} does not hold: {who} would pay {gain} less on their own.{empty}"


def members_charts(found: Partnering) -> list[Chart]:
    """What every member would pay alone: what it pays together, and what it saves."""
    if found.joint is None:
        return []
    joint, names = found.joint, tuple(member.name for member in found.joint.members)
    scale, word = scale_of(max(member.alone for member in joint.members))
    paid = tuple(max(joint.splits[PRICES][name], 0.0) / scale for name in names)
    saved = tuple(max(member.alone / scale - part, 0.0) for member, part in zip(joint.members, paid, strict=True))
    series = (Series("pays together, by shadow prices", paid), Series("and saves", saved, colour=palette.STOCK))
    return [Chart("What each member would pay alone", f"{word}{found.currency}", names, series, "millions")]


MEMBERS = Sheet(
    name="Members",
    about="Cost in present value, unmet demand at its shortage cost. Alone a member has its own demand and its access"
    " share of everything that has a limit; a group has the sum. Savings and losses are against the split by shadow"
    " prices.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    charts=members_charts,
    words=_words,
    frozen=1,
    instead="The workbook has no members.",
)
