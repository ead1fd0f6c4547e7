"""What the run says: how many mutants of each file are found, by what, and why others are not."""

from collections.abc import Mapping, Sequence

from tests.mutants.explained import EXPLAINED
from tests.mutants.killing import by_part
from tests.mutants.planting import Mutant

HEAD = """# Mutants

Written by `python -m tests.mutants`: one fault at a time is planted in the laws, costs and rules of `models/`, and the
run tells what finds it: a workbook whose least cost is known (worked by hand, or by the second formulation in
`tests/second`), or else a test. Golden models are not asked; they would find any change.
"""


def told(killers: Mapping[Mutant, str | None]) -> str:
    """The page: a table by file, and the survivors with why they are none."""
    mutants = list(killers)
    survivors = [mutant for mutant in mutants if killers[mutant] is None]
    lines = [
        HEAD,
        _sentence(mutants, survivors),
        "",
        "| file | mutants | found by a workbook | by a test | same program |",
    ]
    lines.append("| --- | --- | --- | --- | --- |")
    for module, own in by_part(mutants):
        found = [killers[mutant] for mutant in own]
        tests = sum(name is not None and name.startswith("tests/") for name in found)
        left = found.count(None)
        lines.append(f"| `{module.replace('.', '/')}.py` | {len(own)} | {len(own) - tests - left} | {tests} | {left} |")
    lines += ["", "## Survivors", ""]
    lines += [f"- `{mutant.name}`: {EXPLAINED.get(mutant.name, '**not explained**')}" for mutant in survivors]
    return "\n".join(lines) + "\n"


def unexplained(killers: Mapping[Mutant, str | None]) -> list[str]:
    """Survivors that nobody explained, and explanations of mutants that are found."""
    survivors = {mutant.name for mutant, killer in killers.items() if killer is None}
    killed = {mutant.name for mutant, killer in killers.items() if killer is not None}
    return [
        *sorted(survivors - EXPLAINED.keys()),
        *(f"found after all: {name}" for name in sorted(killed & EXPLAINED.keys())),
    ]


def _sentence(mutants: Sequence[Mutant], survivors: Sequence[Mutant]) -> str:
    killed = len(mutants) - len(survivors)
    return f"Of {len(mutants)} mutants {killed} are found; {len(survivors)} are the same program said otherwise."
