"""Tries every relation on so many random workbooks: `python -m tests.relations 200 [part of a name]`."""

import sys

from tests.relations.known import RELATIONS, breach
from tests.relations.plans import random_workbook


def main(arguments: list[str]) -> int:
    """Names every workbook that breaks a relation; 1 where one does."""
    count, wanted = int(arguments[0]) if arguments else 100, arguments[1] if len(arguments) > 1 else ""
    broken = 0
    for name in (name for name in RELATIONS if wanted in name):
        found = {seed: breach(name, random_workbook(seed), seed) for seed in range(count)}
        wrong = {seed: why for seed, why in found.items() if why}
        broken += bool(wrong)
        sys.stdout.write(f"{name}: holds for {count - len(wrong)} of {count}\n")
        sys.stdout.writelines(f"  {seed}: {why}\n" for seed, why in wrong.items())
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
