"""The formulation: the families of the model with their variables and laws, the kinds of cost, the rules' algebra."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

import pyomo.environ as pyo

from generator import markdown as md
from generator.symbols import SETS, SIGNS
from models import build, case, cost, exclusions, growth, objective, origins, routing, rules, tree
from models.case import Case
from models.policies import RULES, PolicyRow, Rule
from models.tree import chain, discount_factor
from planner.assembly.horizon import annuity_share

INTRO = """A plan is the solution of one linear program. Its data are the *case*
([`models/case.py`](../models/case.py)): tonnes of contained material and money, per period. The program is built
from families in the order of [`models/build.py`](../models/build.py); each declares its variables, then each its
laws, since laws refer to each other's variables. What is said of a law or a kind of cost below is the docstring
of the function that makes it."""
BOUNDS = "Every variable is at least 0 and has a finite upper bound, which for tonnes follows from:"
APART = "Each is money of its period. Paid cost is the part that is money; the rest is shown apart from it, always."
ALGEBRA = """Each row of the sheet `Policies` makes one inequality for everybody whom it is about and every
window, with a violation: `measured - violation <= bound`, or `measured + violation >= bound`. Who is meant is in
the [rule catalogue](rules.md)."""


@dataclass(frozen=True)
class Family:
    """A family of the model with the variables and the laws that it declares.

    `model` holds them: a variable alone does not keep the model that it is of.
    """

    module: ModuleType
    variables: list[Any]
    laws: list[Any]
    model: Any

    @property
    def name(self) -> str:
        """Its name, such as `supply`."""
        return self.module.__name__.rsplit(".", 1)[-1]

    def said(self, law: Any) -> list[Any]:
        """The functions that say a law: that of its name, or both senses where it holds rules."""
        return [getattr(self.module, law.local_name)] if law.local_name != "held" else [rules.at_most, rules.at_least]

    @property
    def terms(self) -> dict[str, Any]:
        """Its other public functions, which stand for terms in its laws."""
        told = {function for law in self.laws for function in self.said(law)}
        told |= {self.module.quantities, self.module.laws, *cost.KINDS.values()}
        found = inspect.getmembers(self.module, inspect.isfunction)
        said_here = (self.module.__name__, growth.__name__)
        own = ((name, f) for name, f in found if f.__module__ in said_here and f not in told)
        return {name: function for name, function in own if not name.startswith("_")}


@cache
def families() -> tuple[Family, ...]:
    """The families in the order of `models/build.py`, from a model of the smallest case that has a rule."""
    smallest, model = _smallest(), pyo.ConcreteModel()
    variables: dict[str, list[Any]] = {}
    for family in build.FAMILIES:
        variables[family.__name__] = _new(model, pyo.Var, lambda family=family: family.quantities(model, smallest))
    laws = {family: _new(model, pyo.Constraint, lambda family=family: family.laws(model)) for family in build.FAMILIES}
    laws[objective].append(model.total_cost)
    return tuple(Family(module, variables[module.__name__], laws[module], model) for module in build.FAMILIES)


def _smallest() -> Case:
    time = chain(["1", "2"], [1, 2])
    rule = RULES["Max budget"]
    return Case(time, {}, {}, {}, rules=(PolicyRow("set", "row", rule, dict.fromkeys(time, 1.0), frozenset(time)),))


def _new(model: Any, kind: Any, declare: Any) -> list[Any]:
    """The components of a kind that a call adds to the model."""
    before = {component.name for component in model.component_objects(kind)}
    declare()
    return [component for component in model.component_objects(kind) if component.name not in before]


def page() -> str:
    """The page."""
    return md.page(
        "The formulation",
        INTRO,
        f"**Time.** {md.prose(tree)}",
        f"**Ways.** {' '.join(md.paragraphs(routing))}",
        f"**Bounds.** {BOUNDS} {' '.join(md.paragraphs(case.Case.__dict__['most_tonnes']))}",
        "## Symbols",
        md.table(("sign", "meaning"), SIGNS.items()),
        md.table(("set", "holds"), ((f"`{name}`", said) for name, said in SETS.items() if name in used_sets())),
        "## Families",
        *(part for family in families() for part in _family(family)),
        *_costs(),
        *_policies(),
    )


def _family(family: Family) -> Iterator[str]:
    yield f"### {family.name}"
    yield f"[`models/{family.name}.py`](../models/{family.name}.py). {md.prose(family.module)}"
    yield {"classes": md.prose(exclusions), "totals": md.prose(origins.Origin)}.get(family.name, "")
    yield md.prose(family.module.quantities)
    variables = ((f"`{v.local_name}`", unit(v), over(v)) for v in family.variables)
    yield md.table(("variable", "unit", "over"), variables)
    yield md.table(("law", "says", "for"), (row for law in family.laws for row in _law(family, law)))
    yield md.table(("term", "is"), ((f"`{name}`", md.prose(function)) for name, function in family.terms.items()))


def _law(family: Family, law: Any) -> Iterator[tuple[str, str, str]]:
    for function in family.said(law):
        yield f"`{function.__name__}`", md.prose(function), _index(function, law)


def _index(function: Any, law: Any) -> str:
    """The letters of a law's index and the sets that they run over; the objective has none."""
    letters = list(inspect.signature(function).parameters)[1:]
    return f"{md.codes(letters)} in {over(law)}" if letters else "the objective, made least"


def over(component: Any) -> str:
    """The sets over which a variable or law stands; raises KeyError for one that is not explained."""
    names = sets_of(component)
    for name in names:
        if name not in SETS:
            raise KeyError(f"docs/generator/symbols.py does not say what {name} holds")
    return md.codes(names, " × ")


def sets_of(component: Any) -> list[str]:
    """The names of the sets over which a variable or law stands."""
    return [found.local_name for found in component.index_set().subsets()] if component.is_indexed() else []


def used_sets() -> set[str]:
    """The names of all sets over which a variable or law stands."""
    return {name for family in families() for found in (*family.variables, *family.laws) for name in sets_of(found)}


def unit(variable: Any) -> str:
    """The unit of a variable; a rule's violation has the rule's."""
    return str(variable.unit) if variable.parent_block() is variable.model() else "the rule's"


def _costs() -> Iterator[str]:
    yield "## Kinds of cost"
    yield APART
    groups = [("paid", cost.PAID), ("not paid", cost.UNPAID)]
    rows = ((f"**{name}**", md.prose(kind), word) for word, kinds in groups for name, kind in kinds.items())
    yield md.table(("kind", "is", ""), rows)
    yield f"- Discount factor: {md.prose(discount_factor)}\n- Annuity: {md.prose(annuity_share)}"


def _policies() -> Iterator[str]:
    yield "## Policy rules"
    yield ALGEBRA
    yield md.table(("rule", "says", "measured", "bound"), (_rule(rule) for rule in RULES.values()))


def _rule(rule: Rule) -> tuple[str, ...]:
    """The algebra of a rule; the first paragraph of its docstring holds the inequality."""
    said = md.paragraphs(type(rule))[0]
    return f"**{rule.name}**", said, md.prose(rule.measured), md.prose(rule.bound)
