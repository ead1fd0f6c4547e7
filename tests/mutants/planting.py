"""Mutants of the laws, costs and rules in `models/`, made from their source."""

import ast
import copy
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import pyomo.environ as pyo

from models.build import declared
from models.policies import RULES
from tests.models.cases import averse, full_case

ROOT = Path(__file__).parents[2]
LEFT_OUT = {"declare", "build", "limits", "restated"}
"""Files that say how laws are declared and named, and none themselves."""
TURNED = {ast.LtE: [ast.GtE], ast.GtE: [ast.LtE], ast.Eq: [ast.LtE, ast.GtE]}
SIGNS = {ast.LtE: "<=", ast.GtE: ">=", ast.Eq: "=="}
FIRST = {"m", "block"}


@dataclass(frozen=True)
class Mutant:
    """One change: of the `place`-th node in the source of a function, or of a rule where the function is one's name."""

    module: str
    function: str
    change: str
    place: int = -1
    variant: int = 0

    @property
    def is_of_rule(self) -> bool:
        """Whether it changes a whole rule."""
        return self.place < 0

    @property
    def name(self) -> str:
        """Where it is and what it changes."""
        return f"{self.module.replace('.', '/')}.py {self.function}: {self.change}"


def mutants() -> list[Mutant]:
    """All mutants, file by file, each change of a function once."""
    modules = [f"models.{path.stem}" for path in sorted((ROOT / "models").glob("*.py")) if path.stem not in LEFT_OUT]
    modules += [f"models.policies.{path.stem}" for path in sorted((ROOT / "models" / "policies").glob("*.py"))]
    found = [mutant for module in modules for mutant in _in_module(module)]
    found += [
        Mutant(type(rule).__module__, type(rule).__name__, change)
        for rule in RULES.values()
        for change in ("dropped", "turned")
    ]
    return found


@contextmanager
def planted(mutant: Mutant) -> Iterator[None]:
    """Run with a mutant in place."""
    planting = _with_rule(mutant) if mutant.is_of_rule else _with_function(mutant)
    with planting:
        yield


def function_of(mutant: Mutant) -> Any:
    """The plain function that is changed, under whatever property it lies."""
    found: Any = importlib.import_module(mutant.module)
    for name in mutant.function.split("."):
        found = vars(found)[name]
    return getattr(found, "func", None) or getattr(found, "fget", None) or found


@contextmanager
def _with_function(mutant: Mutant) -> Iterator[None]:
    function = function_of(mutant)
    right = function.__code__
    function.__code__ = _changed_code(mutant)
    try:
        yield
    finally:
        function.__code__ = right


@contextmanager
def _with_rule(mutant: Mutant) -> Iterator[None]:
    kind = getattr(importlib.import_module(mutant.module), mutant.function)
    name, wrong = ("measured", _dropped) if mutant.change == "dropped" else ("sense", _turned(kind.sense))
    own, right = name in vars(kind), getattr(kind, name)
    setattr(kind, name, wrong)
    try:
        yield
    finally:
        setattr(kind, name, right)
        if not own:
            delattr(kind, name)


def _dropped(rule: Any, m: Any, block: Any, key: Any) -> Any:
    """The left side of a rule that always holds: its right side."""
    return rule.bound(m, block, key)


def _turned(sense: str) -> str:
    return ">=" if sense == "<=" else "<="


@cache
def _source(module: str) -> ast.Module:
    return ast.parse((ROOT / (module.replace(".", "/") + ".py")).read_text(encoding="utf-8"))


def _functions(module: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in _source(module).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{part.name}", part) for part in node.body if isinstance(part, ast.FunctionDef))


def _in_module(module: str) -> Iterator[Mutant]:
    for name, function in _functions(module):
        changes: dict[str, tuple[int, int]] = {}
        for place, node in enumerate(ast.walk(function)):
            for variant, (change, _) in enumerate(_changes(node, _is_algebra(function))):
                changes[change if change not in changes else f"{change} ({place})"] = place, variant
        yield from (Mutant(module, name, change, *where) for change, where in changes.items())


def _is_algebra(function: ast.FunctionDef) -> bool:
    """Whether a function is a law, a cost or a side of a rule: it takes the model, and no case."""
    names = [argument.arg for argument in function.args.args if argument.arg != "self"]
    return (
        bool(FIRST & set(names[:1]))
        and "case" not in names
        and function.name not in ("laws", "quantities", "law", "data")
    )


def _changes(node: ast.AST, algebra: bool) -> Iterator[tuple[str, ast.AST]]:
    """Every change of a node: in words, and what stands in its place."""
    if isinstance(node, ast.Attribute) and node.attr == "period_years" and isinstance(node.ctx, ast.Load):
        yield "the length of a period dropped", ast.Constant(1.0)
    if not algebra:
        return
    if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        yield from _of_relation(node)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Div)):
        yield from _of_product(node)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        yield from _of_sum(node)
    elif isinstance(node, ast.Subscript) and ast.unparse(node.value) in ("m.parent", "m.grown_from"):
        key = node.slice.elts[-1] if isinstance(node.slice, ast.Tuple) else node.slice
        yield f"`{ast.unparse(node)}` is the node itself", key


def _of_relation(node: ast.Compare) -> Iterator[tuple[str, ast.AST]]:
    yield "dropped", ast.Compare(node.left, [ast.LtE()], [copy.deepcopy(node.left)])
    for sign in TURNED[type(node.ops[0])]:
        yield f"{SIGNS[type(node.ops[0])]} is {SIGNS[sign]}", ast.Compare(node.left, [sign()], node.comparators)


def _of_product(node: ast.BinOp) -> Iterator[tuple[str, ast.AST]]:
    for side in ("left", "right"):
        factor = getattr(node, side)
        if _is_coefficient(factor):
            other = {"left": node.left, "right": node.right} | {side: ast.Constant(1.0)}
            yield f"`{ast.unparse(factor)}` is 1", ast.BinOp(other["left"], node.op, other["right"])


def _of_sum(node: ast.BinOp) -> Iterator[tuple[str, ast.AST]]:
    """Either side alone; what a rule adds to its parent's side is the rule dropped."""
    if "super()" not in ast.unparse(node):
        right = node.right if isinstance(node.op, ast.Add) else ast.UnaryOp(ast.USub(), node.right)
        yield f"without `{_short(node.right)}`", node.left
        yield f"without `{_short(node.left)}`", right


def _is_coefficient(node: ast.AST) -> bool:
    """Whether a factor is a figure of the model; the length of a period is one of its own."""
    named = node.value if isinstance(node, ast.Subscript) else node
    return isinstance(named, ast.Attribute) and named.attr in _figures() and named.attr != "period_years"


@cache
def _figures() -> frozenset[str]:
    """The names of all figures of a model in which every family and every rule occurs."""
    return frozenset(p.local_name for p in declared(averse(full_case())).component_objects(pyo.Param))


def _short(node: ast.AST) -> str:
    text = ast.unparse(node)
    return text if len(text) <= 60 else text[:57] + "..."


class _Putting(ast.NodeTransformer):
    def __init__(self, target: ast.AST, instead: ast.AST) -> None:
        self._target, self._instead = target, instead

    def visit(self, node: ast.AST) -> Any:
        return self._instead if node is self._target else super().visit(node)


def _changed_code(mutant: Mutant) -> CodeType:
    """The code of the changed function, found in that of its module, so that it sees what the right one sees."""
    tree = copy.deepcopy(_source(mutant.module))
    function = _function_in(tree, mutant.function)
    target = list(ast.walk(function))[mutant.place]
    _, instead = list(_changes(target, _is_algebra(function)))[mutant.variant]
    changed = ast.fix_missing_locations(_Putting(target, instead).visit(tree))
    path = str(ROOT / (mutant.module.replace(".", "/") + ".py"))
    return next(code for code in _codes(compile(changed, path, "exec")) if code.co_qualname == mutant.function)


def _function_in(tree: ast.Module, name: str) -> ast.FunctionDef:
    found: Any = tree
    for part in name.split("."):
        found = next(node for node in found.body if getattr(node, "name", None) == part)
    return found


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)
