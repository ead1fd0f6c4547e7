"""Plants every mutant: `python -m tests.mutants [part of a name ...]`; all of them also write `docs/mutants.md`.

It takes half an hour or more; the exit code is 1 where a survivor is not explained.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutants.killing import Hunt
from tests.mutants.planting import ROOT, Mutant, mutants
from tests.mutants.report import told, unexplained
from tests.mutants.workbooks import known

RANDOMS = 160


def main(wanted: list[str]) -> int:
    """Plants the mutants whose names hold any of the words, all without words, and tells what finds each."""
    chosen = [mutant for mutant in mutants() if not wanted or any(word in mutant.name for word in wanted)]
    killers: dict[Mutant, str | None] = {}
    with TemporaryDirectory() as folder:
        hunt = Hunt(list(known(Path(folder), RANDOMS)))
        for mutant in chosen:
            killers[mutant] = hunt.killer(mutant)
            sys.stdout.write(f"{mutant.name}: {killers[mutant] or 'SURVIVES'}\n")
            sys.stdout.flush()
    if not wanted:
        (ROOT / "docs" / "mutants.md").write_text(told(killers), encoding="utf-8", newline="\n")
    left = unexplained(killers)
    sys.stdout.writelines(f"not explained: {name}\n" for name in left)
    sys.stdout.write(f"{len(chosen)} mutants, {list(killers.values()).count(None)} not found\n")
    return int(bool(left))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
