"""Names in the options of a command line."""

import csv


def listed(names: str | None) -> list[str] | None:
    """The names in a list with commas; one that has a comma itself stands in double quotes."""
    if names is None:
        return None
    return [name.strip() for name in next(csv.reader([names], skipinitialspace=True)) if name.strip()]
