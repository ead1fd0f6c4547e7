"""What two plans are compared by: figures with a name, and how far one lies from another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from planner.results.wording import percent

NOISE = 1e-6
WHOLE = "whole plan"
MEAN = "mean of all"


@dataclass(frozen=True)
class Measure:
    """What a figure says: its group and name, the material and the stage or sector that it is of, and when.

    `format` is that of the output sheets, `unit` stands beside the figure.
    """

    group: str
    name: str
    material: str = ""
    part: str = ""
    when: str = WHOLE
    unit: str = ""
    format: str = "share"


@dataclass(frozen=True)
class Figure:
    """A figure of one plan; `size` is what a change of it is ranked against, None where that is the figure itself."""

    value: float
    size: float | None = None


Figures = Mapping[Measure, Figure]
Found = Iterator[tuple[Measure, Figure]]


@dataclass(frozen=True)
class Change:
    """A figure of one plan beside the same figure of the plan that it is compared with."""

    before: Figure | None
    after: Figure | None

    @property
    def difference(self) -> float | None:
        """After less before, 0 where the solver's noise is all there is; None where one of the two has no figure."""
        if self.before is None or self.after is None:
            return None
        difference = self.after.value - self.before.value
        return difference if abs(difference) > NOISE * max(self._size, NOISE) else 0.0

    @property
    def relative(self) -> float | None:
        """The difference as a share of what was before, None where that is 0."""
        if self.difference is None or not self.before or abs(self.before.value) <= NOISE * max(self._size, NOISE):
            return None
        return self.difference / abs(self.before.value)

    @property
    def weight(self) -> float:
        """How different the two are, from 0: shares in points, money against all that is paid, else relatively."""
        return abs(self.difference or 0.0) / self._size if self._size else 0.0

    @property
    def _size(self) -> float:
        both = [figure for figure in (self.before, self.after) if figure is not None]
        return max((figure.size if figure.size is not None else abs(figure.value) for figure in both), default=0.0)


def with_mean(measure: Measure, found: Mapping[tuple[str, str], float]) -> Found:
    """A measure over all materials and stages, as their unweighted mean, and then of each of them."""
    if len(found) > 1:
        yield replace(measure, material=MEAN), Figure(sum(found.values()) / len(found), _size(measure))
    for (material, part), value in found.items():
        yield replace(measure, material=material, part=part), Figure(value, _size(measure))


def headline(figures: Figures, measure: Measure) -> Figure | None:
    """The figure of a measure over all materials, or of the only one there is; None where there is none."""
    overall = (figures.get(replace(measure, material=material)) for material in ("", MEAN))
    found = next((figure for figure in overall if figure), None)
    if found:
        return found
    alone = [figure for m, figure in figures.items() if replace(m, material="", part="") == measure]
    return alone[0] if len(alone) == 1 else None


def _size(measure: Measure) -> float | None:
    return 1.0 if measure.format in ("share", "index") else None


def shown(measure: Measure, value: float) -> str:
    """A figure in words, with its unit."""
    if measure.format == "share":
        return percent(value)
    decimals = {"index": 3, "price": 2, "days": 1, "count": 0}.get(measure.format, 0 if abs(value) >= 100 else 1)
    return f"{value:,.{decimals}f} {measure.unit}".rstrip()
