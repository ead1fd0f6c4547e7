"""Rules that match nothing, or lack what they need."""

from collections.abc import Iterator
from dataclasses import replace

from models.case import Case
from models.exclusions import MOST_CLASSES
from models.policies import PolicyRow
from planner.assembly.checks.found import Subject, fault, warning
from planner.assembly.limits import limits_below_the_least
from planner.assembly.rules import policy_row, policy_rows
from planner.problems import Problem
from planner.workbook.schema import Policy


def with_something_to_hold_for(subject: Subject) -> Iterator[Problem]:
    """A rule that names something matches something; one that has no effect is told."""
    for written in subject.book.policies:
        row = policy_row(written, subject.horizon)
        if axis := row.rule.unmatched(subject.case, row):
            said = f"{written.rule} names {getattr(written, axis)}, and nothing is there for it."
            yield fault(written, axis, "matches-nothing", said)
        elif not row.rule.weighs_risk:
            yield from _without_effect(written, row, subject)


def with_every_risk_known(subject: Subject) -> Iterator[Problem]:
    """A rule on supply risk has the risk of every country in use, and across materials their prices."""
    for written in subject.book.policies:
        row = policy_row(written, subject.horizon)
        if row.rule.weighs_risk and not row.rule.unmatched(subject.case, row):
            yield from _blanks_in_risk(subject, row)


def with_few_enough_classes(subject: Subject) -> Iterator[Problem]:
    """Excluded sets that overlap need a class of metal for every combination, and there may be only so many."""
    book = subject.book
    for policy in book.policy_set_names:
        ruled = replace(subject.case, rules=tuple(policy_rows(book, policy, subject.horizon)))
        for material, split in ruled.splits.items():
            if len(split.classes) > MOST_CLASSES:
                written = zip(book.policy_rows(policy), ruled.rules, strict=True)
                last = [row for row, made in written if made.rule.protects(made)][-1]
                said = f"The excluded sets of {material} in {policy} overlap in more than {MOST_CLASSES} ways."
                yield fault(last, "partner", "too-many-classes", said, "Let sets contain each other, or drop a row.")


def _without_effect(written: Policy, row: PolicyRow, subject: Subject) -> Iterator[Problem]:
    case = subject.case
    if not row.nodes:
        yield warning(written, "from_", "outside-horizon", f"{written.id} is never in force within the horizon.")
    elif next(row.rule.scopes(case, row), None) is None:
        yield warning(written, "rule", "matches-nothing", f"{written.id} is without effect: nothing is there for it.")
    elif left_out := _left_out(case, row):
        said = f"{written.id} does not hold for {', '.join(left_out)}, which has no stockpile."
        yield warning(written, "rule", "matches-nothing", said)
    else:
        yield from limits_below_the_least(subject.book, case, written, row)


def _left_out(case: Case, row: PolicyRow) -> list[str]:
    """The materials that a row with a blank material cannot hold for."""
    return [] if row.material else [k for k in case.stages if k not in row.rule.materials(case)]


def _blanks_in_risk(subject: Subject, row: PolicyRow) -> Iterator[Problem]:
    case = subject.case
    together = row.material in (None, "all") and len(case.stages) > 1
    materials = [k for k in case.stages if row.material in (None, "all", "each", k)]
    field, rated = ("esg_risk", case.esg_risk) if row.base == "ESG" else ("governance_risk", case.governance_risk)
    used = {o.country for o in case.origins.values() if o.material in materials}
    for country in subject.book.countries:
        if country.country in used - set(rated):
            yield fault(country, field, "blank-cell", f"The risk of {country.country} is blank; {row.id} needs it.")
    for material in subject.book.materials if together else ():
        if material.material in materials and len(case.reference_price[material.material]) < len(case.tree.nodes):
            said = f"The price of {material.material} is blank; {row.id} weighs materials by value."
            yield fault(material, "reference_price", "blank-cell", said)
