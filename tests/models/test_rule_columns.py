"""Each rule with each of the columns that it uses filled changes the constraints that it should."""

from dataclasses import replace

import pytest

from models.build import build
from models.case import Case
from models.policies import RULES, PolicyRow, Rule, Term
from tests.models.cases import full_case, rule, ruled

PARTNERS = {"supplier": "smelter", "country": "Y", "bloc": "friends", "owner": "Firm"}


def plain(case: Case, kind: Rule) -> PolicyRow:
    """The rule with nothing filled but what it requires."""
    required = {"partner": PARTNERS[kind.partner_kinds[0]]} if "Partner" in kind.requires else {}
    limit = None if kind.limit is None else 0.3
    kinds = {"partner_kind": kind.partner_kinds[0]} if kind.partner_kinds else {}
    return rule(case.tree, kind.name, limit, **required, **kinds)


def terms(case: Case, row: PolicyRow) -> list[Term]:
    return list(row.rule.terms(ruled(case, row), row))


def nodes(term: Term) -> set[str]:
    """All nodes that any sum of a constraint is about."""
    return {key if isinstance(key, str) else key[-1] for keys in term.members.values() for key in keys}


def check_material(case: Case, row: PolicyRow) -> None:
    named = terms(case, replace(row, material="co"))
    assert {k for term in named for k in term.scope.materials} == {"co"}
    together = {term.scope.name[0] for term in terms(case, replace(row, material="all"))}
    assert together == ({"co"} if row.rule.protects(row) else {"all"})


def check_stage(case: Case, row: PolicyRow) -> None:
    if row.partner and "country" in row.rule.partner_kinds:
        row = replace(row, partner="Y", partner_kind="country")
    named = terms(case, replace(row, stage="refined"))
    assert {s for term in named for _, s in term.scope.pairs} == {"refined"}
    assert {s for term in terms(case, row) for _, s in term.scope.pairs} == {"ore", "refined"}


SENDERS = {
    "supplier": {"smelter"},
    "owner": {"smelter", "trader"},
    "country": {"pit", "other"},
    "bloc": {"pit", "other", "third", "trader"},
}


def check_partner(case: Case, row: PolicyRow) -> None:
    for kind in row.rule.partner_kinds:
        named = replace(row, partner=PARTNERS[kind], partner_kind=kind)
        found = terms(case, named)
        assert {term.scope.partners for term in found} == {(PARTNERS[kind],)}
        counts_home = row.rule.sense == ">=" or row.rule.counts_home
        home = {"works", "hometrader"} if kind == "bloc" and counts_home else set()
        assert senders(ruled(case, named), found) == SENDERS[kind] | home


def senders(case: Case, found: list[Term]) -> set[str]:
    """The suppliers whose tonnes the constraints count, or whose metal they keep away."""
    if any("FLOWS" in term.members and "SUPPLIERS" not in term.members for term in found):
        return {i for exclusion in case.protections.values() for i in exclusion.suppliers}
    origins = {tuple(key[:4]) for term in found for key in term.members.get("ORIGINS", ())}
    behind = {i.name for key in origins for i in case.origins[key].suppliers}
    return behind | {i for term in found for i, _ in term.members["SUPPLIERS"]}


def check_sector(case: Case, row: PolicyRow) -> None:
    for term in terms(case, replace(row, sector="wires")):
        flows, needs = term.members.get("FLOWS", ()), term.members.get("DEMANDS", ())
        ends = {flow[1].removeprefix("demand: ") for flow in flows} | {d for d, _ in needs}
        assert ends == {f"wires / {term.scope.name[0]}"}


def check_base(case: Case, row: PolicyRow) -> None:
    found = {}
    for base in row.rule.bases:
        members = [term.members for term in terms(case, replace(row, base=base))]
        totals = {key[0] for m in members for key in (*m.get("BASE", ()), *m.get("SPENT", ()))}
        assert totals <= {base}
        found[base] = str(members)
    assert len(set(found.values())) == len(row.rule.bases)


def check_per(case: Case, row: PolicyRow) -> None:
    last = {per: {term.last for term in terms(case, replace(row, per=per))} for per in ("period", "year", "horizon")}
    assert last == {"period": set(case.tree), "year": {"b", "d", "e", "f", "g", "h"}, "horizon": {"f", "g", "h"}}


def check_from(case: Case, row: PolicyRow) -> None:
    late = frozenset(set(case.tree) - {"a", "b"})
    shortened = replace(row, nodes=late, limit={n: v for n, v in row.limit.items() if n in late})
    named = [term for term in terms(case, shortened) if "IMPORTS" not in term.members]
    assert all(nodes(term) <= late for term in named)
    assert {term.last for term in terms(case, shortened)} <= late


def check_to(case: Case, row: PolicyRow) -> None:
    early = frozenset({"a", "b", "c"})
    shortened = replace(row, nodes=early, limit={n: v for n, v in row.limit.items() if n in early})
    assert terms(case, shortened)
    assert all(nodes(term) <= early for term in terms(case, shortened))


def check_penalty(case: Case, row: PolicyRow) -> None:
    hard, soft = terms(case, row), terms(case, replace(row, penalty=7.0))
    assert {term.penalty for term in hard} == {None}
    assert {term.penalty for term in soft} == {7.0}
    for priced, most in ((row, 0.0), (replace(row, penalty=7.0), None)):
        block = getattr(build(ruled(case, priced)), row.rule.key)
        bounds = {var.ub for var in block.violation.values()}
        assert bounds == {0.0} if most == 0.0 else min(bounds) > 0.0


CHECKS = {
    "Material": check_material,
    "Stage": check_stage,
    "Partner": check_partner,
    "Sector": check_sector,
    "Base": check_base,
    "Per": check_per,
    "From": check_from,
    "To": check_to,
    "Penalty": check_penalty,
}


@pytest.mark.parametrize(
    ("name", "column"), [(name, column) for name, kind in RULES.items() for column in sorted(kind.uses)]
)
def test_a_filled_column_changes_the_constraints(name: str, column: str) -> None:
    case = full_case()
    CHECKS[column](case, plain(case, RULES[name]))
