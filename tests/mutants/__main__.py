"""Plants every mutant: `python -m tests.mutants [part of a name ...]`; all of them also write `docs/mutants.md`.

Files are hunted side by side, on all cores, which takes half an hour or so. The exit code
is 1 where a survivor is not explained.
"""

import atexit
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import mkdtemp

from tests.mutants.killing import Hunt, by_part
from tests.mutants.planting import ROOT, Mutant, mutants
from tests.mutants.report import told, unexplained
from tests.mutants.workbooks import known

hunt: Hunt

RANDOMS = 160


def main(wanted: list[str]) -> int:
    """Plants the mutants whose names hold any of the words, all without words, and tells what finds each."""
    chosen = [mutant for mutant in mutants() if not wanted or any(word in mutant.name for word in wanted)]
    killers: dict[Mutant, str | None] = dict.fromkeys(chosen)
    with ProcessPoolExecutor(initializer=_begin) as pool:
        for part in pool.map(_hunted, (own for _, own in by_part(chosen))):
            killers |= part
            sys.stdout.writelines(f"{mutant.name}: {killer or 'SURVIVES'}\n" for mutant, killer in part.items())
            sys.stdout.flush()
    if not wanted:
        (ROOT / "docs" / "mutants.md").write_text(told(killers), encoding="utf-8", newline="\n")
    left = unexplained(killers)
    sys.stdout.writelines(f"not explained: {name}\n" for name in left)
    sys.stdout.write(f"{len(chosen)} mutants, {list(killers.values()).count(None)} not found\n")
    return int(bool(left))


def _begin() -> None:
    """Make the workbooks that every mutant of this process is shown to."""
    global hunt  # noqa: PLW0603 - what a process of the pool keeps between its files
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    hunt = Hunt(list(known(folder, RANDOMS)))


def _hunted(part: list[Mutant]) -> dict[Mutant, str | None]:
    """What finds each mutant of a file."""
    return {mutant: hunt.killer(mutant) for mutant in part}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
