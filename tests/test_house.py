"""The sizes that keep the code readable."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(
    [ROOT / "tasks.py", *ROOT.glob("planner/**/*.py"), *ROOT.glob("models/**/*.py"), *ROOT.glob("docs/**/*.py")]
)
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
MOST_ARGUMENTS = 5


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def length(function):
    """Lines without the docstring."""
    first = function.body[0]
    docstring = first.end_lineno - first.lineno + 1 if ast.get_docstring(function) else 0
    return function.end_lineno - function.lineno + 1 - docstring


def arguments(function):
    """Without the object, and without the model `m`, since the rest of a law's arguments are its index.

    The arguments of a command are the user's options.
    """
    if any(ast.unparse(decorator).startswith("app.command") for decorator in function.decorator_list):
        return 0
    given = function.args
    named = [a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in named if name not in ("self", "cls", "m")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_sizes(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE
    assert {f.name: length(f) for f in functions(path) if length(f) > LONGEST_FUNCTION} == {}
    assert {f.name: arguments(f) for f in functions(path) if arguments(f) > MOST_ARGUMENTS} == {}
