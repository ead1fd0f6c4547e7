"""The kinds of cells: what may stand in one, and the value that it means."""

from planner.workbook.kinds.kind import Frame, Kind, Refused
from planner.workbook.kinds.names import AliasList, Name, OwnFeed, Reference, References, StageList
from planner.workbook.kinds.numbers import CAPACITY, COUNT, GROWTH, LIFE, QUANTITY, SHARE, YIELD, Count, Number, Steady
from planner.workbook.kinds.texts import TEXT, YES_NO, Choice, NameOf, Penalty, PenaltyKind, Text, WordOf, YesNo
from planner.workbook.kinds.time import DURATION, PERIOD, DurationKind, PeriodKind

__all__ = [
    "CAPACITY",
    "COUNT",
    "DURATION",
    "GROWTH",
    "LIFE",
    "PERIOD",
    "QUANTITY",
    "SHARE",
    "TEXT",
    "YES_NO",
    "YIELD",
    "AliasList",
    "Choice",
    "Count",
    "DurationKind",
    "Frame",
    "Kind",
    "Name",
    "NameOf",
    "Number",
    "OwnFeed",
    "Penalty",
    "PenaltyKind",
    "PeriodKind",
    "Reference",
    "References",
    "Refused",
    "StageList",
    "Steady",
    "Text",
    "WordOf",
    "YesNo",
]
