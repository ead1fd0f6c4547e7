"""The names that drop-downs offer: they follow the user's own sheets, and grow with them.

Every list is a defined name. Names that are the key of a sheet are taken from its column; names that may stand in it
twice, or come from several sheets, are gathered by formulas on the sheet `Lists`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from models.policies import RULES
from planner.template.choice import defined_in, is_key
from planner.workbook.declare import Row, columns
from planner.workbook.kinds import Choice, Kind, Name, NameOf, Reference, References, WordOf, YesNo
from planner.workbook.kinds.names import split
from planner.workbook.schema import Material
from planner.workbook.schema.policies import RuleName

LAST_ROW = 1000
"""The last row of a sheet that is prepared for input."""

COUNT, HEAD, FIRST = 2, 3, 4
"""The rows of `Lists` with the number of names of each list, its head and its first name."""

EACH_ONCE, ONE_BELOW_THE_OTHER = 100, 300
STAGES_LISTED, MATERIALS_LISTED = 5, 40
"""How many names lists have room for, and how many stages of how many materials are looked at for that of stages."""

Values = Mapping[type[Row], Mapping[str, Sequence[str]]]
"""The names that stand in each sheet, by head."""


@dataclass(frozen=True)
class Offer:
    """What a drop-down offers: the names of some kinds of things, then words."""

    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def offer_of(kind: Kind) -> Offer | None:
    """What a column of a kind offers, None where it offers nothing."""
    if isinstance(kind, Reference):
        return Offer((kind.of,), kind.words)
    if isinstance(kind, Name | References):
        return Offer((kind.of,))
    if isinstance(kind, NameOf):
        return Offer(kind.of, kind.words)
    if isinstance(kind, Choice | WordOf):
        return Offer(words=kind.words)
    if isinstance(kind, YesNo):
        return Offer(words=("yes", "no"))
    return Offer(words=tuple(RULES)) if isinstance(kind, RuleName) else None


@dataclass(frozen=True)
class Names:
    """A list: its defined name, its cells, the cell with their number, and the names as they stand there at first."""

    name: str
    cells: str
    count: str
    values: list[str]


@dataclass
class Gathered:
    """A column of `Lists`: its head, what counts its names, and its lines, each a formula or, without one, a word."""

    head: str
    counted: str
    values: list[str]
    lines: int = 0
    formula: Callable[[int], str] | None = None
    array: bool = False


@dataclass
class Lists:
    """The lists of one template; they are gathered while its sheets are written, and written last.

    `places` are the letters of the columns of each sheet by head.
    """

    sheets: Sequence[type[Row]]
    places: Mapping[type[Row], Mapping[str, str]]
    values: Values
    gathered: list[Gathered] = field(default_factory=list)
    _named: dict[str, str] = field(default_factory=dict)
    _known: dict[object, Names | None] = field(default_factory=dict)

    def source(self, offer: Offer, head: str) -> str:
        """The defined name of a list, "" where no sheet has any of its names; `head` is its own where it is new."""
        found = self._list_of(offer, head)
        return f"={found.name}" if found else ""

    def write(self, book: Any, sheet: Any, styles: Mapping[str, Any]) -> None:
        """The gathered columns on the sheet `Lists`, and all defined names."""
        for place, column in enumerate(self.gathered):
            sheet.write_formula(COUNT - 1, place, f"={column.counted}", None, max(1, len(column.values)))
            sheet.write_string(HEAD - 1, place, column.head, styles["optional"])
            sheet.set_column(place, place, max(14, *(len(value) + 2 for value in (column.head, *column.values))))
            for number in range(column.lines):
                _put(sheet, (FIRST - 1 + number, place), column, number)
        for name, formula in self._named.items():
            book.define_name(name, formula)

    def _list_of(self, offer: Offer, head: str) -> Names | None:
        if offer not in self._known:
            kinds = sorted(offer.kinds, key=lambda kind: kind == "supplier")  # there are many of them
            parts = [part for kind in kinds if (part := self._names_of(kind))]
            if len(parts) == 1 and not offer.words:
                self._known[offer] = parts[0]
            elif not parts and offer.kinds:
                self._known[offer] = None
            else:
                self._known[offer] = self._one_below_the_other(parts, offer.words, head)
        return self._known[offer]

    def _names_of(self, kind: str) -> Names | None:
        """The list of all names of a kind; None where no sheet of the template lists them."""
        if kind not in self._known:
            listing = defined_in(kind, self.sheets)
            self._known[kind] = self._column(listing, kind) if listing else None
        return self._known[kind]

    def _column(self, listing: type[Row], kind: str) -> Names:
        if kind == "stage":
            return self._stages()
        head = next(column.head for column in columns(listing) if column.kind == Name(kind))
        cells = cells_of(listing.SHEET.name, self.places[listing][head], 2, LAST_ROW)
        values = list(self.values[listing][head])
        if is_key(listing, kind):
            return self._add(Gathered(head, filled(cells), values), cells)
        return self._each_once(head, cells, list(dict.fromkeys(values)))

    def _stages(self) -> Names:
        """Every stage of every material, taken from between the commas."""
        letters, values = self.places[Material], self.values[Material]
        texts, names = (cells_of("Materials", letters[head], 2, LAST_ROW) for head in ("Stages", "Material"))
        usual = ", ".join(next(column for column in columns(Material) if column.head == "Stages").constant)

        def formula(number: int) -> str:
            row, part = divmod(number, STAGES_LISTED)
            text = f'IF(INDEX({texts},{row + 1})="","{usual}",INDEX({texts},{row + 1}))'
            cut = f'TRIM(MID(SUBSTITUTE({text},",",REPT(" ",99)),{part * 99 + 1},99))'
            return f'=IF(INDEX({names},{row + 1})="","",{cut})'

        parts = [split(text or usual) for text in values["Stages"]]
        listed = [stage for own in parts for stage in (own + [""] * STAGES_LISTED)[:STAGES_LISTED]]
        cells = self._cells(STAGES_LISTED * MATERIALS_LISTED)
        column = Gathered("Stages in order", filled(cells), listed, STAGES_LISTED * MATERIALS_LISTED, formula)
        return self._each_once("Stage", self._add(column, cells).cells, list(dict.fromkeys(filter(None, listed))))

    def _each_once(self, head: str, cells: str, values: list[str]) -> Names:
        """A column of `Lists` with what stands in some cells, each once and without gaps."""
        letter, own = xl_col_to_name(len(self.gathered)), self._cells(EACH_ONCE)

        def formula(number: int) -> str:
            above, last = f"{letter}${HEAD}", f"{letter}{HEAD + number}"
            found = f'INDEX({cells},MATCH(0,COUNTIF({above}:{last},{cells})+({cells}=""),0))'
            return f'{{=IF({last}="","",IFERROR({found},""))}}'

        return self._add(Gathered(head, filled(own), values, EACH_ONCE, formula, array=True), own)

    def _one_below_the_other(self, parts: Sequence[Names], words: tuple[str, ...], head: str) -> Names:
        """A column of `Lists` with several lists, then words."""
        values = [*(value for part in parts for value in part.values), *words]
        lines = ONE_BELOW_THE_OTHER if parts else len(words)
        cells = self._cells(lines)

        def formula(number: int) -> str:
            return "=" + _picked(parts, words, str(number + 1))

        return self._add(Gathered(head, filled(cells), values, lines, formula if parts else None), cells)

    def _cells(self, lines: int) -> str:
        """The cells of the next column of `Lists`."""
        return cells_of("Lists", xl_col_to_name(len(self.gathered)), FIRST, FIRST + lines - 1)

    def _add(self, column: Gathered, cells: str) -> Names:
        """Add a column and name the filled part of some cells."""
        base = "".join(letter if letter.isalnum() else "_" for letter in f"list_{column.head}")
        name = next(name for name in _numbered(base) if name not in self._named)
        count = f"'Lists'!${xl_col_to_name(len(self.gathered))}${COUNT}"
        self._named[name] = f"={cells.partition(':')[0]}:INDEX({cells},{count})"
        self.gathered.append(column)
        return Names(name, cells, count, column.values)


def filled(cells: str) -> str:
    """The formula of how many of some cells there are down to the last that is filled, at least 1."""
    first = cells.partition(":")[0]
    return f'MAX(1,SUMPRODUCT(MAX(({cells}<>"")*(ROW({cells})-ROW({first})+1))))'


def cells_of(sheet: str, letter: str, first: int, last: int) -> str:
    """The address of some cells of one column."""
    return f"'{sheet}'!${letter}${first}:${letter}${last}"


def _put(sheet: Any, at: tuple[int, int], column: Gathered, number: int) -> None:
    value = column.values[number] if number < len(column.values) else ""
    if column.formula is None:
        sheet.write_string(*at, value)
    elif column.array:
        sheet.write_array_formula(*at, *at, column.formula(number), None, value)
    else:
        sheet.write_formula(*at, column.formula(number), None, value)


def _picked(parts: Sequence[Names], words: Sequence[str], number: str) -> str:
    """The formula of a line of several lists, one below the other, and then words."""
    if not parts:
        picks = "".join(f'IF({number}={place},"{word}",' for place, word in enumerate(words, 1))
        return f'{picks}""{")" * len(words)}'
    here, others = parts[0], _picked(parts[1:], words, f"{number}-{parts[0].count}")
    return f'IF({number}<={here.count},INDEX({here.cells},{number})&"",{others})'


def _numbered(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}_{number}" for number in range(2, 100))
