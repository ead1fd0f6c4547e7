"""Markdown from plain Python: pages, tables, and the docstrings of the code as prose."""

import inspect
from collections.abc import Iterable, Sequence

ORIGIN = "*Written from the code by `python tasks.py docs`; change the code, not this page.*"


def page(title: str, *parts: str) -> str:
    """A page with its title, a line that says where it comes from, and its parts."""
    return "\n\n".join([f"# {title}", ORIGIN, *(part.strip() for part in parts if part.strip())]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a table without rows is no text at all."""
    lines = [_line(row) for row in rows]
    return "\n".join([_line(heads), _line(["---"] * len(heads)), *lines]) if lines else ""


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def link(head: str) -> str:
    """The link to a heading on the same page."""
    kept = "".join(letter for letter in head.lower() if letter.isalnum() or letter in " -_")
    return f"[{head}](#{kept.replace(' ', '-')})"


def prose(thing: object) -> str:
    """The docstring of a module, class or function, one line per paragraph; raises ValueError where it has none."""
    return "\n\n".join(paragraphs(thing))


def paragraphs(thing: object) -> list[str]:
    """The paragraphs of a docstring without what it raises; raises ValueError where there is none."""
    said = inspect.getdoc(thing)
    if not said:
        raise ValueError(f"{thing} has no docstring")
    return [" ".join(paragraph.split()).split(" Raises ")[0] for paragraph in said.split("\n\n")]


def codes(names: Iterable[str], between: str = ", ") -> str:
    """Names as code."""
    return between.join(f"`{name}`" for name in names)
