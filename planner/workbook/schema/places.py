"""The sheets of what the plan is about: materials, countries and blocs of countries."""

from typing import Annotated, ClassVar

from planner.workbook.declare import Column, Row, Sheet, Spread
from planner.workbook.kinds import PERIOD, QUANTITY, SHARE, TEXT, YES_NO, AliasList, Name, Reference, StageList
from planner.workbook.periods import Label
from planner.workbook.series import Series


class Material(Row):
    """A material and the stages that it passes."""

    SHEET: ClassVar = Sheet("Materials", "What is procured, and the stages it passes.", ("material",), required=True)

    material: Annotated[str, Column("Material", Name("material"), "Your own name of the material.")]
    basis: Annotated[str | None, Column("Basis", TEXT, "What its tonnes count, such as the lithium contained.")] = None
    stages: Annotated[
        tuple[str, ...],
        Column("Stages", StageList(), "The stages from the ground to the product that demand asks for."),
    ] = ("extraction", "processing")
    reference_price: Annotated[
        Series[float] | None,
        Column(
            "Reference price",
            QUANTITY,
            "An ordinary market price of the last stage, against which shortages and penalties are measured.",
            "per t",
            spread=Spread.OVER_TIME,
        ),
    ] = None


class Country(Row):
    """A country that sells, refines, recycles or is home."""

    SHEET: ClassVar = Sheet("Countries", "Countries that sell, refine or recycle, and home.", ("country",))

    country: Annotated[str, Column("Country", Name("country"), "Your own name of the country.")]
    iso3: Annotated[str | None, Column("ISO3", TEXT, "Its code of three letters, by which it may also be named.")] = (
        None
    )
    aliases: Annotated[tuple[str, ...], Column("Aliases", AliasList(), "Other names that it goes by.")] = ()
    home: Annotated[bool, Column("Home", YES_NO, "Whether what comes from there is no import.")] = False
    governance_risk: Annotated[
        float | None, Column("Governance risk", SHARE, "How badly it is governed, from 0 (best) to 1 (worst).")
    ] = None
    esg_risk: Annotated[
        float | None, Column("ESG risk", SHARE, "Environmental and social risk, from 0 (best) to 1 (worst).")
    ] = None


class Bloc(Row):
    """The membership of one country in one bloc."""

    SHEET: ClassVar = Sheet(
        "Blocs", "Groups of countries that a rule may name, a row per member.", ("bloc", "country", "from_")
    )

    bloc: Annotated[str, Column("Bloc", Name("bloc"), "Your own name of the bloc.")]
    country: Annotated[str, Column("Country", Reference("country"), "A member of the bloc.")]
    from_: Annotated[Label | None, Column("From", PERIOD, "The first period of its membership.")] = None
    to: Annotated[Label | None, Column("To", PERIOD, "The last period of its membership.")] = None
