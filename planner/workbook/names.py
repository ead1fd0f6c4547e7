"""The names that a workbook gives to its things, matched without case and surplus spaces."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

KINDS = (
    *("material", "country", "bloc", "supplier", "owner", "contract", "venture", "plant", "stream", "sector"),
    *("stage", "policy set", "scenario", "partnership", "member"),
)
"""The kinds of things that have a name of their own."""

CLOSE = 0.75
"""How alike (0 to 1) a sheet, column or setting must be to a known one to be taken for a slip of the pen."""


def fold(text: str) -> str:
    """A name without what does not distinguish names: case and surplus spaces."""
    return " ".join(text.split()).casefold()


def fold_head(text: str) -> str:
    """A sheet, column or setting without what does not distinguish them: case, spaces and underscores."""
    return "".join(text.replace("_", " ").split()).casefold()


def nearest(text: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known name most like a text, "" where none is like it."""
    folded = {fold_head(name): name for name in known}
    close = get_close_matches(fold_head(text), folded, n=1, cutoff=cutoff)
    return folded[close[0]] if close else ""


class Names:
    """Every name by kind, as first spelt where it is defined, with the other names that a country goes by.

    A kind is `uncertain` where some of its definitions could not be read: then no name of it is called unknown.
    """

    def __init__(self) -> None:
        self._names: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        self._stages: dict[str, tuple[str, ...]] = {}
        self.uncertain: set[str] = set()

    def define(self, kind: str, name: str, meant: str = "") -> None:
        """Add a name, or with `meant` another name for it; the first spelling stays."""
        self._names[kind].setdefault(fold(name), meant or name)

    def define_stages(self, material: str, stages: Sequence[str]) -> None:
        """Add the stages of a material, in their order."""
        for stage in stages:
            self.define("stage", stage)
        self._stages.setdefault(fold(material), tuple(self._names["stage"][fold(stage)] for stage in stages))

    def find(self, kind: str, text: str) -> str | None:
        """The name of this kind that a text means, None where there is none."""
        return self._names[kind].get(fold(text))

    def stages_of(self, material: str) -> tuple[str, ...]:
        """The stages of a material in their order; none where they could not be read."""
        return self._stages.get(fold(material), ())

    def nearest(self, kinds: Iterable[str], text: str) -> str:
        """The name most like a text among those of some kinds, other names of countries included; "" if none is."""
        known = {name: meant for kind in kinds for name, meant in self._names[kind].items()}
        return known.get(fold(nearest(text, known)), "")
