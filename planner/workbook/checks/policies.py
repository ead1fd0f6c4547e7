"""Checks of policy sets and rules; what each rule uses and allows is said in its own file in `models/policies`."""

from collections.abc import Iterator, Mapping

from models.policies import RULES, Rule
from planner.workbook.checks.places import find_place
from planner.workbook.declare import column_of, columns
from planner.workbook.draft import Draft
from planner.workbook.kinds import Number, Refused
from planner.workbook.names import fold
from planner.workbook.schema import Material, Policy, PolicySet
from planner.workbook.schema.policies import EACH_OR_ALL, EXTRA_STAGES

ALWAYS_USED = frozenset({"ID", "Policy set", "Rule", "In a shock", "Source"})
"""Columns that have a meaning with every rule."""


def ruled(draft: Draft, *fields: str) -> Iterator[tuple[Policy, Rule]]:
    """The rows whose rule is known and in which these fields are sound."""
    return ((row, RULES[row.rule]) for row in draft.of(Policy, "rule", *fields))


def columns_of_the_rule(draft: Draft) -> None:
    """What the rule needs is filled, and nothing that it does not use."""
    for row, rule in ruled(draft):
        limit = {"Limit"} if rule.limit else set()
        uses, needs = ALWAYS_USED | rule.uses | limit, rule.requires | limit
        for column in (column for column in columns(Policy) if row.sound(column.field)):
            head, filled = column.head, row.filled(column.field)
            if filled and head not in uses:
                hint = f"It uses {', '.join(c.head for c in columns(Policy) if c.head in uses - ALWAYS_USED)}."
                draft.refuse(row, column.field, "unused-column", f"a blank: {rule.name} does not use it", hint)
            elif not filled and head in needs:
                draft.refuse(row, column.field, "blank-cell", f"a value: {rule.name} needs it")


def limits(draft: Draft) -> None:
    """A limit lies in the range of its rule."""
    for row, rule in ruled(draft, "limit"):
        if rule.limit is None or row.limit is None:
            continue
        kind = Number(rule.limit.least, rule.limit.most)
        for label in row.limit.stated:
            cell, head = row.cell("limit", label), column_of(Policy, "limit").title(label)
            try:
                kind.read(cell, draft.frame)
            except Refused as refusal:
                text = f"{head} is {cell.shown}; expected {kind.expected} ({rule.limit.unit})."
                draft.report.fault(cell, refusal.code, text, refusal.hint)


def bases(draft: Draft) -> None:
    """A base is one that the rule knows, spelt as the rule spells it."""

    def spelt(row: Policy, draft: Draft) -> Policy:
        if not row.sound("rule", "base") or not row.filled("base") or "Base" not in RULES[row.rule].uses:
            return row
        known = {fold(base): base for base in RULES[row.rule].bases}
        if fold(row.base) not in known:
            draft.refuse(row, "base", "not-a-choice", f"one of {', '.join(known.values())}")
            return row.with_values("base")
        return row.with_values(base=known[fold(row.base)])

    draft.change(Policy, spelt)


def partners(draft: Draft) -> None:
    """A partner is one thing of a kind that the rule is about."""

    def resolved(row: Policy, draft: Draft) -> Policy:
        kinds = RULES[row.rule].partner_kinds if row.sound("rule", "partner") else ()
        if not kinds or row.partner is None:
            return row
        place = find_place(draft, row, "partner", kinds, EACH_OR_ALL)
        if place is None:
            return row.with_values("partner")
        return row.with_values(partner=place.name, partner_kind=place.kind if place.kind in kinds else "")

    draft.change(Policy, resolved)


def stages(draft: Draft) -> None:
    """A stage is one of the row's material, where it names one, or a word that the rule knows."""
    for row, rule in ruled(draft, "material", "stage"):
        own = draft.frame.names.stages_of(row.material or "")
        if own and row.stage not in (None, *EACH_OR_ALL, *rule.extra_stages, *own):
            draft.refuse(row, "stage", "unknown-name", f"a stage of {row.material}: {', '.join(own)}")
        elif row.stage in set(EXTRA_STAGES) - set(rule.extra_stages) and not draft.frame.names.find("stage", row.stage):
            draft.refuse(row, "stage", "unknown-name", f"a stage; {rule.name} is not about {row.stage}")


def prices_of_penalties(draft: Draft) -> None:
    """A penalty in prices needs a reference price for every material that the row is about."""
    prices = {row.material: row.reference_price for row in draft.all(Material, "material", "reference_price")}
    for row, rule in ruled(draft, "penalty", "material"):
        if row.penalty is None or not row.penalty.times_price:
            continue
        if "Material" not in rule.uses:
            draft.refuse(row, "penalty", "not-a-number", f"a number, since {rule.name} is about no material")
        about = list(prices) if row.material in (None, *EACH_OR_ALL) else [row.material]
        bare = [name for name in about if (price := prices.get(name)) is None or None in price.on(draft.calendar)]
        if bare and "Material" in rule.uses:
            expected = f"a number, since Materials gives no Reference price of {', '.join(bare)} in every period"
            draft.refuse(row, "penalty", "not-a-number", expected)


def no_circle_of_sets(draft: Draft) -> None:
    """No policy set extends itself, directly or through others."""
    rows = {row.policy_set: row for row in draft.all(PolicySet, "policy_set", "extends")}
    parents = {name: row.extends for name, row in rows.items()}
    told: set[str] = set()
    for name in rows:
        circle = circle_from(name, parents)
        if circle and told.isdisjoint(circle):
            expected = f"a set that does not extend this one ({' extends '.join([*circle, circle[0]])})"
            draft.refuse(rows[circle[0]], "extends", "extends-cycle", expected)
        told |= set(circle)


def circle_from(name: str, parents: Mapping[str, str | None]) -> list[str]:
    """The sets that extend each other in a circle, in which one ends up from a set; none where there is none."""
    path: list[str] = []
    step: str | None = name
    while step is not None and step not in path:
        path.append(step)
        step = parents.get(step)
    return path[path.index(step) :] if step is not None else []
