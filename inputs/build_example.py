"""Rebuild the example workbook from its fact tables: `python inputs/build_example.py`."""

from pathlib import Path

from example.book import counts, sheets, write

WORKBOOK = Path(__file__).parent / "eu_2035.xlsx"


def main() -> None:
    """Write the workbook and say what it holds."""
    content = sheets()
    write(WORKBOOK, content)
    print(f"wrote {WORKBOOK}")
    print("\n".join(counts(content)))


if __name__ == "__main__":
    main()
