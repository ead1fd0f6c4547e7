"""Rows of the model as lines of text."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyomo.environ as pyo
from pyomo.core.expr.relational_expr import EqualityExpression
from pyomo.repn import generate_standard_repn

from models.build import FAMILIES, build
from models.cost import KINDS
from models.declare import as_index
from tests.models.cases import averse, full_case

FOLDER = Path(__file__).parent
NODES = ("a", "g")
"""The root and a leaf of the tree, at which costs are shown."""


@cache
def model() -> Any:
    """The model of the case, written out."""
    return build(averse(full_case()))


@cache
def texts() -> dict[str, str]:
    """All files by name."""
    found = {f"laws/{_name(family)}.txt": list(_of_family(family)) for family in FAMILIES}
    found["laws/cost.txt"] += _costs()
    found |= {f"rules/{block.rule.key}.txt": list(_of_rule(block)) for block in model().rules}
    return {name: "\n".join(lines) + "\n" for name, lines in found.items() if lines}


def write() -> list[str]:
    """Write every file whose text is another, remove those that are no more, and name them."""
    kept = {str(path.relative_to(FOLDER)): path.read_text(encoding="utf-8") for path in FOLDER.glob("*/*.txt")}
    for name in kept.keys() - texts().keys():
        (FOLDER / name).unlink()
    for name, text in texts().items():
        (FOLDER / name).parent.mkdir(exist_ok=True)
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(name for name in kept.keys() | texts().keys() if kept.get(name) != texts().get(name))


def _name(family: Any) -> str:
    return str(family.__name__).rpartition(".")[2]


def _of_family(family: Any) -> Iterator[str]:
    """The first row of every law of a family, and its longest."""
    for law in model().component_objects(pyo.Constraint):
        if getattr(law.law, "__module__", "") == family.__name__ and law.parent_block() is model():
            keys = list(law)
            for key in dict.fromkeys((keys[0], max(keys, key=lambda k: len(_line(law[k].expr))))):
                yield f"{law.local_name}{_index(key)}: {_line(law[key].expr)}"


def _of_rule(block: Any) -> Iterator[str]:
    """The longest row of every line of the Policies sheet."""
    by_row: dict[str, list[Any]] = {}
    for key in block.held:
        by_row.setdefault(key[0], []).append(key)
    for keys in by_row.values():
        longest = max(keys, key=lambda k: len(_line(block.held[k].expr)))
        yield f"held{_index(longest)}: {_line(block.held[longest].expr)}"


def _costs() -> list[str]:
    return [f"{kind} at {n}: {_sum(function(model(), n))}" for kind, function in KINDS.items() for n in NODES]


def _line(expression: Any) -> str:
    """A row with all that varies on its left."""
    left, right = expression.args
    sign = "=" if isinstance(expression, EqualityExpression) else "<="
    return f"{_sum(left - right)} {sign} 0"


def _sum(expression: Any) -> str:
    """A linear expression with its terms in the order of their names."""
    form = generate_standard_repn(expression, compute_values=True)
    terms: dict[str, float] = {}
    for variable, factor in zip(form.linear_vars, form.linear_coefs, strict=True):
        terms[variable.name] = terms.get(variable.name, 0.0) + factor
    parts = [f"{_figure(factor)} {name}" for name, factor in sorted(terms.items()) if abs(factor) > 1e-12]
    constant = [_figure(form.constant)] if abs(form.constant) > 1e-12 or not parts else []
    return " ".join([*parts, *constant])


def _figure(value: float) -> str:
    return f"{value:+.9g}"


def _index(key: Any) -> str:
    return f"[{', '.join(map(str, as_index(key)))}]" if key is not None else ""
