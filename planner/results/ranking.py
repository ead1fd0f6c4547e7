"""The order of lines by a figure, the largest first: figures that differ by rounding only are equal."""

DIGITS = 9


def down(figure: float) -> float:
    """What to sort by so that figures go down; two ways to a plan differ in the last digits, and lines must not."""
    return -float(f"{figure:.{DIGITS}g}")
