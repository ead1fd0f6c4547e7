"""Mutants that follow from what every sheet has: a name, heads, rows, keys and names of things."""

from collections.abc import Iterator

from planner.workbook.cells import Merged, column_letters
from planner.workbook.declare import Column, Row, Spread, columns
from planner.workbook.kinds import Name
from planner.workbook.names import LOOKALIKES, looks
from planner.workbook.naming import OTHER_NAMES
from planner.workbook.schema import ROW_TYPES, Settings
from tests.faults.by_column import heads, place_of, with_column
from tests.faults.mutants import Mutant, Tables, good_tables, number_of, put, together
from tests.workbooks import ExcelError

LIKE_LATIN = {chr(latin): chr(strange) for strange, latin in LOOKALIKES.items()}
ENOUGH_LETTERS = 6
"""So long is a head that one without its second letter is still known."""


def mutants() -> Iterator[Mutant]:
    """Every code that can arise on a whole sheet, in its heads or between its rows."""
    for row_type in ROW_TYPES:
        yield from of_the_sheet(row_type)
        yield from of_its_heads(row_type)
        yield from of_its_rows(row_type)
        for column in columns(row_type):
            yield from of_a_head(row_type, column)
            if isinstance(column.kind, Name):
                yield lookalike(row_type, column)


def of_the_sheet(row_type: type[Row]) -> Iterator[Mutant]:
    name = row_type.SHEET.name
    yield Mutant("unknown-sheet", f"{misspelt(name)}!", renamed(name, misspelt(name)))
    yield Mutant("duplicate-sheet", f"{name.upper()}_!", copied(name, f"{name.upper()}_"))
    if row_type.SHEET.required:
        yield Mutant("missing-sheet", f"{name}!", lambda tables: tables.pop(name) and None)
    if row_type.SHEET.required and row_type is not Settings:
        yield Mutant("empty-sheet", f"{name}!A2", lambda tables: tables.update({name: tables[name][:1]}))


def of_its_heads(row_type: type[Row]) -> Iterator[Mutant]:
    name = row_type.SHEET.name
    first = good_tables()[name][0]
    yield Mutant("missing-heads", f"{name}!A1", lambda tables: tables.update({name: [["nothing", "of", "use"]]}))
    yield Mutant("above-heads", f"{name}!A1", lambda tables: tables[name].insert(0, ["Our own"]), severity="warning")
    yield Mutant("unknown-column", f"{name}!Z1", put(f"{name}!Z1", "Telephone"), severity="warning")
    yield Mutant("unknown-column", f"{name}!Z1", put(f"{name}!Z2", "a note"), severity="warning", what="without a head")
    yield Mutant("duplicate-column", f"{name}!Z1", put(f"{name}!Z1", str(first[0]).upper()))
    yield Mutant("error-cell", f"{name}!Z1", put(f"{name}!Z1", ExcelError("#NAME?")), what="head")
    for what, last_row, last_column in (("heads", 1, 2), ("rows", 3, 1)):
        area = Merged(1 if what == "heads" else 2, 1, last_row, last_column)
        yield Mutant("merged-cells", f"{name}!A{area.first_row}", lambda _: None, {name: [area]}, what=what)


def of_a_head(row_type: type[Row], column: Column) -> Iterator[Mutant]:
    """What can be wrong with the head of one column."""
    name, prepared = row_type.SHEET.name, with_column(row_type, column)
    if row_type is Settings:
        yield from of_a_setting(column)
        return
    head = f"{name}!{column_letters(number_of(place_of(row_type, column).partition('!')[2])[0])}1"
    title = column.head or "2026"
    if column.unit or column is columns(row_type)[0]:
        yield Mutant("wrong-unit", head, together(prepared, put(head, f"{title} (furlongs)")))
    if len(column.head) >= ENOUGH_LETTERS:
        yield Mutant("unknown-column", head, together(prepared, put(head, misspelt(column.head))))
    if column.required and (column.spread is Spread.ONCE or column.head):
        yield Mutant("missing-column", f"{name}!A1", without_column(row_type, column), what=column.head)
    if column.dated:
        new = f"{name}!Z1"
        yield Mutant("outside-horizon", new, put(new, column.title(2050)), severity="warning", what=column.head)
        yield Mutant("period-too-fine", new, put(new, column.title("2027Q1")), what=f"head {column.head}")
        yield Mutant("not-a-period", new, put(new, column.title("2027Q7")), what=f"head {column.head}")


def of_a_setting(column: Column) -> Iterator[Mutant]:
    cell = place_of(Settings, column).replace("!B", "!A")
    prepared = with_column(Settings, column)
    if len(column.head) >= ENOUGH_LETTERS:
        yield Mutant("unknown-setting", cell, together(prepared, put(cell, misspelt(column.head))))
    yield Mutant("duplicate-key", "Settings!A20", together(prepared, put("Settings!A20", column.head.lower())))
    if column.required:
        yield Mutant("missing-setting", "Settings!A1", without_setting(column), what=column.head)
    if not column.dated:
        change = together(prepared, put(cell.replace("!A", "!C"), 1))
        yield Mutant("unused-column", cell.replace("!A", "!C"), change)


def of_its_rows(row_type: type[Row]) -> Iterator[Mutant]:
    sheet = row_type.SHEET
    if sheet.key and not sheet.repeats:
        row = good_tables()[sheet.name][1]
        copy = [part.upper() if isinstance(part, str) else part for part in row]
        below = len(good_tables()[sheet.name]) + 1
        yield Mutant("duplicate-key", f"{sheet.name}!A{below}", lambda tables: tables[sheet.name].append(copy))


def lookalike(row_type: type[Row], column: Column) -> Mutant:
    """One more row whose name looks like that of the first, with a letter of another alphabet."""
    name = row_type.SHEET.name
    sheet, first = good_tables()[name], good_tables()[name][1]
    row, place = list(first), heads(sheet, column)[-1]
    letter = next(letter for letter in str(row[place]).lower() if letter in LIKE_LATIN)
    row[place] = str(row[place]).lower().replace(letter, LIKE_LATIN[letter])
    assert looks(str(row[place])) == looks(str(first[place]))
    for other in columns(row_type):
        if other.field in OTHER_NAMES:
            row[heads(sheet, other)[-1]] = None
        elif (
            other.field in row_type.SHEET.key
            and other is not column
            and (isinstance(other.kind, Name) or other.head == "ID")
        ):
            row[heads(sheet, other)[-1]] = "another"
    cell = f"{name}!{column_letters(place + 1)}{len(good_tables()[name]) + 1}"
    return Mutant("lookalike-name", cell, lambda tables: tables[name].append(row))


def misspelt(name: str) -> str:
    """A name without its second letter."""
    return name[0] + name[2:]


def renamed(name: str, new: str):
    return lambda tables: tables.update({new: tables.pop(name)})


def copied(name: str, new: str):
    return lambda tables: tables.update({new: tables[name]})


def without_column(row_type: type[Row], column: Column):
    def change(tables: Tables) -> None:
        with_column(row_type, column)(tables)
        rows = tables[row_type.SHEET.name]
        while found := heads(rows, column):
            for row in rows:
                del row[found[-1] : found[-1] + 1]

    return change


def without_setting(column: Column):
    return lambda tables: tables.update(Settings=[row for row in tables["Settings"] if row[0] != column.head])
