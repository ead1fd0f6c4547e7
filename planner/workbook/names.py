"""The names that a workbook gives to its things, matched without case and surplus spaces."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from itertools import chain

KINDS = (
    *("material", "country", "bloc", "supplier", "owner", "contract", "venture", "plant", "stream", "sector"),
    *("stage", "policy set", "scenario", "partnership", "member"),
)
"""The kinds of things that have a name of their own."""

CLOSE = 0.75
"""How alike (0 to 1) a sheet, column or setting must be to a known one to be taken for a slip of the pen."""


MOST_COMPARISONS = 200_000
"""How many names are compared with misspelt ones in a workbook: some seconds' work."""

JOINERS = re.compile("[\u200c\u200d\ufe00-\ufe0f]")
"""Characters that only say how others are drawn."""

LOOKALIKES = str.maketrans(
    "авекмнорстухіѕјһԁԛԝ" + "αβεζηικμνορτυχ" + "ı",
    "abekmhopctyxisjhdqw" + "abezhikmnoptyx" + "i",
)
"""Cyrillic and Greek letters that look like Latin ones, as small letters; some do so only as capitals."""


def fold(text: str) -> str:
    """A name without what does not distinguish names: case, surplus spaces, ways to write the same letter."""
    return " ".join(_plain(text).split()).casefold()


def fold_head(text: str) -> str:
    """A sheet, column or setting without what does not distinguish them: that, all spaces and underscores."""
    return "".join(_plain(text).replace("_", " ").split()).casefold()


def _plain(text: str) -> str:
    return text if text.isascii() else JOINERS.sub("", unicodedata.normalize("NFKC", text))


def looks(text: str) -> str:
    """What a name looks like: the same for two in which letters of several alphabets look the same."""
    return fold_head(text).translate(LOOKALIKES)


def nearest(text: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known name most like a text, "" where none is like it."""
    alike = {looks(name): name for name in known}
    close = get_close_matches(looks(text), alike, n=1, cutoff=cutoff)
    return alike[close[0]] if close else ""


def did_you_mean(text: str, near: str) -> str:
    """The hint for a text that is like a known name, "" where it is like none ("")."""
    if not near:
        return ""
    if looks(text) != looks(near) or fold_head(text) == fold_head(near):
        return f"Did you mean {near}?"
    return f"Did you mean {near}? It looks the same, but one of the two has a {strange_letter(text + near)}."


def strange_letter(text: str) -> str:
    """The first letter of a text that looks like a Latin one, by its name: "Cyrillic small letter a"."""
    letter = next(letter for letter in text if looks(letter) != fold_head(letter))
    return unicodedata.name(letter).capitalize()


class Names:
    """Every name by kind, as first spelt where it is defined, with the other names that a country goes by.

    A kind is `uncertain` where some of its definitions could not be read: then no name of it is called unknown.
    """

    def __init__(self) -> None:
        self._names: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        self._stages: dict[str, tuple[str, ...]] = {}
        self._comparisons = 0
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
        listed = [self._names[kind] for kind in kinds]
        near = self.nearest_of(text, listed)
        return next((names[fold(near)] for names in listed if fold(near) in names), "")

    def nearest_of(self, text: str, listed: Sequence[Collection[str]]) -> str:
        """The name in some lists most like a text, "" where none is like it or enough names were compared already."""
        self._comparisons += sum(map(len, listed))
        return nearest(text, chain(*listed)) if self._comparisons <= MOST_COMPARISONS else ""
