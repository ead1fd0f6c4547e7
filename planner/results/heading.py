"""What every sheet of a workbook says of its subject."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """The title of the input, what the workbook is about, and why some of its columns are shaded ("" where none is)."""

    title: str
    about: str
    shading: str = ""
