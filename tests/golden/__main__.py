"""Writes the rows that are kept anew: `python -m tests.golden`."""

import sys

from tests.golden.rows import write

if __name__ == "__main__":
    sys.stdout.writelines(f"changed tests/golden/{name}\n" for name in write())
