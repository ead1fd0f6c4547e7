"""The sheets of policy: sets of rules that may extend each other, and the rules themselves."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from models.policies import RULES
from planner.workbook.cells import Cell
from planner.workbook.declare import COMPUTED, Column, Row, Sheet, Spread
from planner.workbook.kinds import (
    PERIOD,
    QUANTITY,
    TEXT,
    Choice,
    Frame,
    Kind,
    Name,
    NameOf,
    Penalty,
    PenaltyKind,
    Reference,
    Refused,
    WordOf,
)
from planner.workbook.kinds.kind import text_of
from planner.workbook.names import did_you_mean, fold, nearest
from planner.workbook.periods import Label
from planner.workbook.series import Series

EACH_OR_ALL = ("each", "all")
PARTNERS = tuple(dict.fromkeys(kind for rule in RULES.values() for kind in rule.partner_kinds))
BASES = tuple(dict.fromkeys(base for rule in RULES.values() for base in rule.bases))
EXTRA_STAGES = tuple(dict.fromkeys(stage for rule in RULES.values() for stage in rule.extra_stages))


@dataclass(frozen=True)
class RuleName(Kind):
    """The name of a policy rule."""

    def _expected(self) -> str:
        return f"one of the rules {', '.join(RULES)}"

    def _read(self, cell: Cell, frame: Frame) -> str:
        text = text_of(cell)
        known = {fold(name): name for name in RULES}
        if fold(text) in known:
            return known[fold(text)]
        meant = nearest(text, RULES)
        raise Refused("unknown-name", hint=did_you_mean(text, meant))


class PolicySet(Row):
    """A parent and a description for a policy set."""

    SHEET: ClassVar = Sheet("Policy sets", "Which policy sets extend others, and what they mean.", ("policy_set",))

    policy_set: Annotated[str, Column("Policy set", Name("policy set"), "The set, as Policies names it.")]
    extends: Annotated[str | None, Column("Extends", Reference("policy set"), "The set whose rules it takes over.")] = (
        None
    )
    description: Annotated[str | None, Column("Description", TEXT, "What the set stands for.")] = None


class Policy(Row):
    """One rule of a policy set."""

    SHEET: ClassVar = Sheet("Policies", "The rules of each policy set, one per row.", ("policy_set", "id"))

    id: Annotated[str, Column("ID", TEXT, "A short name of the row, unique within its set.")]
    policy_set: Annotated[str, Column("Policy set", Name("policy set"), "The set to which the rule belongs.")]
    rule: Annotated[str, Column("Rule", RuleName(), "What kind of rule it is.")]
    limit: Annotated[
        Series[float] | None,
        Column(
            "Limit",
            QUANTITY,
            "The most or least that the rule allows, in its own unit.",
            spread=Spread.OVER_TIME,
            whole=True,
        ),
    ] = None
    material: Annotated[
        str | None,
        Column("Material", Reference("material", EACH_OR_ALL), "The material it is about; blank as the rule says."),
    ] = None
    stage: Annotated[
        str | None,
        Column(
            "Stage",
            Reference("stage", (*EACH_OR_ALL, *EXTRA_STAGES)),
            "The stage it is about; blank as the rule says.",
        ),
    ] = None
    partner: Annotated[
        str | None,
        Column(
            "Partner", NameOf(PARTNERS, EACH_OR_ALL), "Whom it is about; country: X where the name fits two things."
        ),
    ] = None
    sector: Annotated[
        str | None,
        Column("Sector", Reference("sector", EACH_OR_ALL), "The sector it is about; blank as the rule says."),
    ] = None
    base: Annotated[
        str, Column("Base", WordOf(BASES), "Of what the limit is a share, or what it counts.", default="the rule's")
    ] = COMPUTED
    per: Annotated[
        str,
        Column("Per", Choice(("period", "year", "horizon")), "Over what time it is measured.", default="year"),
    ] = COMPUTED
    from_: Annotated[Label | None, Column("From", PERIOD, "The first period in which it holds.")] = None
    to: Annotated[Label | None, Column("To", PERIOD, "The last period in which it holds.")] = None
    penalty: Annotated[
        Penalty | None,
        Column(
            "Penalty",
            PenaltyKind(),
            "What a unit of violation costs; makes the rule soft.",
            "money per unit of violation",
        ),
    ] = None
    in_a_shock: Annotated[
        str | None,
        Column("In a shock", Choice(("hold", "suspend")), "Whether it holds while a shock touches its material."),
    ] = None
    source: Annotated[str | None, Column("Source", TEXT, "Where the rule comes from.")] = None
    partner_kind: str = ""
