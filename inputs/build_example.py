"""Rebuild the example workbooks from their fact tables: `python inputs/build_example.py`."""

from pathlib import Path

from example.book import counts, joint_sheets, sheets, write

WORKBOOK = Path(__file__).parent / "eu_2035.xlsx"
JOINT = Path(__file__).parent / "five_members_2035.xlsx"


def main() -> None:
    """Write the workbooks and say what the first holds."""
    content = sheets()
    write(WORKBOOK, content)
    write(JOINT, joint_sheets())
    print(f"wrote {WORKBOOK} and {JOINT.name}")
    print("\n".join(counts(content)))


if __name__ == "__main__":
    main()
