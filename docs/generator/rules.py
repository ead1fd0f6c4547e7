"""The rule catalogue: what each policy rule asks, of whom, in which columns, and a row with its sentence."""

import sys
from collections.abc import Iterator

from generator import markdown as md
from generator.examples import ROWS, examples
from models.policies import RULES, PolicyRow, Rule, sentence
from models.policies.limits import RISK, LimitKind
from models.policies.partner import PartnerRule
from models.policies.rule import ALL
from planner.workbook.declare import columns
from planner.workbook.schema import Policy

KINDS = """A row of the sheet [`Policies`](workbook.md#policies) names a rule, its limit and whom it is about; the
plan's sheet `Rules` repeats it as the sentence that the planner understood. `ID`, `Policy set` and `Rule` stand
in every row, `Limit` in every row of a rule that has one; `In a shock` and `Source` may. What else a rule uses is
listed with it, in **bold** where it must be filled; a filled column that it does not use is a fault. A row
without a Penalty is hard: a plan keeps it or there is no plan. With one it is soft, and what is beyond the limit
is paid for. In the [formulation](formulation.md#policy-rules) a rule is one inequality, `measured <= bound` or
`measured >= bound`."""
BLANKS = {"material": "Material", "stage": "Stage", "partner": "Partner", "sector": "Sector"}
SHARES = """`consumption` is demand at the last stage (what is short counts) and above it what the next stage
takes in; `supply` is all that comes to the stage, used recycled output and own feed too, less surplus; `primary`
is supply without recycled output; `imports` is what comes to the stage from outside home."""
COUNTED = """Metal counts when it arrives, also what goes into stock, and not again when it is used. What was
ordered before the plan counts; a greatest share or volume that it alone would break is lowered to it, which the
plan lists."""
SHOCK = """`In a shock` says whether a row holds while a scenario touches its material, and for the recovery periods
after (`Settings`), or rests; a blank means what each rule says below. A row about several materials in one sum rests
while any of them is touched. A period in which a row rests is in neither of its sums; of a limit in tonnes,
emissions or money it takes its part with it. A plan that assumes a scenario (`--assume`) suspends nothing."""


def page() -> str:
    """The page."""
    heads = ("rule", "asks", "limit")
    return md.page(
        "Policy rules",
        KINDS,
        md.table(heads, ((md.link(name), _asks(rule), _limit(rule)) for name, rule in RULES.items())),
        "## What all rules share",
        f"**Partners.** {' '.join(md.paragraphs(PartnerRule))}",
        f"**Bases.** {SHARES}",
        f"**What counts.** {COUNTED}",
        f"**Shocks.** {SHOCK}",
        *(part for rule in RULES.values() for part in _rule(rule)),
    )


def _rule(rule: Rule) -> Iterator[str]:
    case, rows = examples()
    yield f"## {rule.name}"
    yield _asks(rule)
    yield md.prose(type(rule))
    yield md.table(("", ""), ((f"**{head}**", said) for head, said in _facts(rule) if said))
    cells = {"Rule": rule.name, **ROWS[rule.name]}
    heads = [column.head for column in columns(Policy) if column.head in cells]
    yield "For example:"
    yield md.table(heads, [[str(cells[head]) for head in heads]])
    yield f"> {sentence(case, rows[rule.name])}"


def _asks(rule: Rule) -> str:
    """What the file of a rule says it is."""
    return md.prose(sys.modules[type(rule).__module__])


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    used = [column.head for column in columns(Policy) if column.head in rule.uses]
    yield "Limit", _limit(rule)
    yield "Columns", ", ".join(f"**{head}**" if head in rule.requires else head for head in used)
    yield "If blank", "; ".join(_blanks(rule))
    yield "Base", ", ".join([*(f"{name} (if blank)" for name in rule.bases[:1]), *rule.bases[1:]])
    yield "Partner", ", ".join(rule.partner_kinds)
    yield "Also a stage", md.codes(rule.extra_stages)
    yield "Measured", f"{md.prose(rule.measured)} Against: {md.prose(rule.bound)}"
    yield "Over", f"every {rule.fixed_per}" if rule.fixed_per else "a year, or as Per says: period, year, horizon"
    yield "Penalty", f"money of the last period per {rule.unit} beyond the limit"
    yield "In a shock", {"hold": "holds", "suspend": rule.suspended_means}[rule.in_a_shock]


def _limit(rule: Rule) -> str:
    if rule.limit is None:
        return "none"
    least, most = rule.limit.least, rule.limit.most
    bounds = f"from {least:g} to {most:g}" if most < LimitKind.most else f"at least {least:g}"
    return f"{rule.limit.name}, from {rule.limit.unit}" if rule.limit == RISK else f"{rule.limit.unit}, {bounds}"


def _blanks(rule: Rule) -> Iterator[str]:
    """What a blank means in each of the columns that tell whom a row is about."""
    blank = PolicyRow("", "", rule, {}, frozenset())
    meant = rule.with_blanks_meant(blank)
    for axis, head in BLANKS.items():
        if head not in rule.uses or head in rule.requires:
            continue
        word = getattr(meant, axis)
        if word == ALL:
            yield f"{head}: all of them in one sum"
        elif axis == "partner":
            yield f"{head}: {rule.anybody}"
        else:
            yield f"{head}: each" if word else f"{head}: the whole plan"
