"""The rows over which a template is read: those of a law, and inside a sum one for every member at every row."""

from collections.abc import Sequence
from typing import Any

from planner.arrays.tables import Codes, Picked


class Frame:
    """Some rows, and the label that every placeholder of an index stands for at each of them."""

    def __init__(self, rows: int, placeholders: Sequence[Any] = (), labels: Sequence[Picked] = ()) -> None:
        """Rows of a law, with what the placeholders of its index stand for."""
        self.rows = rows
        self._labels = {id(name): label for name, label in zip(placeholders, labels, strict=True)}

    def label(self, placeholder: Any) -> Picked:
        """What a placeholder stands for at each row."""
        return self._labels[id(placeholder)]


class SumFrame(Frame):
    """The rows of a sum: each belongs to a row of the frame around it, whose placeholders it knows too."""

    def __init__(
        self, outer: Frame, row_of: Codes, member: Codes, placeholders: Sequence[Any], places: Sequence[Picked]
    ) -> None:
        """Every row belongs to the row `row_of` of `outer` and is about one member; `places` label all members."""
        picks = {id(place.pick): place.picked(member) for place in places}
        super().__init__(len(member), placeholders, [Picked(place.values, picks[id(place.pick)]) for place in places])
        self.outer, self.row_of = outer, row_of
        self._carried: dict[int, tuple[Any, Codes]] = {}

    def label(self, placeholder: Any) -> Picked:
        """What a placeholder of the sum, or of the frame around it, stands for at each row."""
        if id(placeholder) in self._labels:
            return self._labels[id(placeholder)]
        around = self.outer.label(placeholder)
        return around if around.pick is None else Picked(around.values, self._carry(around))

    def _carry(self, around: Picked) -> Codes:
        """What the rows of the sum pick: the same array for all that the rows around pick alike."""
        if id(around.pick) not in self._carried:
            self._carried[id(around.pick)] = (around.pick, around.picked(self.row_of))
        return self._carried[id(around.pick)][1]
