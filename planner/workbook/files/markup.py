"""The XML in a workbook, read in pieces: no document type, no entity, nothing that is nested or goes on without end."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

from planner.workbook.files.budget import Budget, NotAWorkbook

PIECE = 1 << 16
DEEPEST = 64
LONGEST_TAG = 2 * PIECE
LONGEST_TEXT = 32_767
"""What Excel allows in a cell, in characters."""

Attributes = Mapping[str, str]
Inside = tuple[str, str]
"""An element after the one in which it stands, `("row", "c")`; names are without prefixes."""


@dataclass(frozen=True)
class Heard:
    """What is called where an element begins, with its attributes, and where it ends, with its text.

    The text of an element is what stands after its last child, or in all of it where it has none.
    """

    opens: Mapping[Inside, Callable[[Attributes], None]] = field(default_factory=dict)
    closes: Mapping[Inside, Callable[[str], None]] = field(default_factory=dict)


def read_markup(content: Iterable[bytes], heard: Heard, budget: Budget) -> None:
    """Call what is to be called for each element, in the order of the file; raises NotAWorkbook."""
    listener, parser = Listener(heard), ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = listener.open, listener.close
    parser.CharacterDataHandler = listener.hear
    parser.StartDoctypeDeclHandler = parser.StartCdataSectionHandler = refuse
    fed = 0
    try:
        for piece in content:
            parser.Parse(piece)
            fed += len(piece)
            budget.hear(listener.take_count())
            if fed - parser.CurrentByteIndex > LONGEST_TAG:
                refuse()
        parser.Parse(b"", True)
    except (ExpatError, ValueError, LookupError) as error:  # the last two for an encoding that nobody knows
        raise NotAWorkbook(f"It is damaged ({error}).") from error


class Listener:
    """Hears elements and text in the order of the file, and knows where it is."""

    def __init__(self, heard: Heard) -> None:
        self._opens, self._closes = heard.opens, heard.closes
        self._path = [""]
        self._text = ""
        self._count = 0

    def take_count(self) -> int:
        """How many elements began since this was last asked."""
        count, self._count = self._count, 0
        return count

    def open(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        tag = local(name) if ":" in name else name
        act = self._opens.get((self._path[-1], tag))
        self._path.append(tag)
        if len(self._path) > DEEPEST:
            refuse()
        self._count += 1
        self._text = ""
        if act:
            act(attributes)

    def hear(self, text: str) -> None:
        """A part of a text."""
        self._text += text
        if len(self._text) > LONGEST_TEXT:
            raise NotAWorkbook(f"It is damaged: a text in it is longer than the {LONGEST_TEXT} characters of a cell.")

    def close(self, _: str) -> None:
        """An element ends."""
        tag = self._path.pop()
        act = self._closes.get((self._path[-1], tag))
        if act:
            act(self._text)
        self._text = ""


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def refuse(*_: object) -> None:
    """Refuse markup that Excel never writes."""
    raise NotAWorkbook("It is no workbook that Excel would save: its XML is of a kind that could be an attack.")
