"""The fault corpus: `python -m tests.faults.corpus FOLDER` writes every mutant as a workbook, with a list of them."""

import csv
import sys
from pathlib import Path

from tests.faults import by_column, by_hand, by_sheet
from tests.faults.mutants import Mutant
from tests.workbooks import write_workbook

CORPUS: tuple[Mutant, ...] = (*by_column.mutants(), *by_sheet.mutants(), *by_hand.mutants())


def write(mutant: Mutant, path: Path) -> Path:
    """The workbook of a mutant."""
    return write_workbook(path, mutant.tables(), mutant.merged)


def main(folder: Path) -> None:
    """Write all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "faults.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("workbook", "severity", "code", "sheet", "cell", "about"))
        for number, mutant in enumerate(CORPUS):
            path = write(mutant, folder / f"{number:04}-{mutant.code}.xlsx")
            rows.writerow((path.name, mutant.severity, mutant.code, mutant.sheet, mutant.cell, mutant.what))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
