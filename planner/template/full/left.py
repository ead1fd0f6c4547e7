"""What only the office knows: demand, stocks and contracts, left blank, with what the world's figures would come to."""

from collections.abc import Iterator, Mapping

from planner.facts.buyer import Buyer, demand_tonnes, rounded
from planner.facts.importers import world
from planner.facts.known import BASE_YEAR, Row, table
from planner.facts.presets import sectors_named
from planner.template.content import Place
from planner.template.example import Rows
from planner.workbook.declare import columns
from planner.workbook.schema import Contract, Demand, Stockpile

ALL_USES, OTHER_USES = "All uses", "All other uses"
CONTRACT_ROWS = 3
ROOM_DAYS = 90
ROOM = (
    "Only you know it: the room that there is. {days} days of your part of the world's use are {room} t. Delete the row"
    " where nothing is kept; rules on days of cover then find nothing."
)
CONTRACTS = (
    "What is signed, and what could be. Of these only a part is sold without a contract (Spot share on Suppliers); the"
    " rest can be had when a row here names them: {names}."
)
OPENING = "Only you know it: what lies there when the plan begins. A blank is an empty store."


def demand_rows(buyer: Buyer) -> Rows:
    """A row for each material, and one more for each sector that a law names for it."""
    return [
        {"Sector": sector, "Material": material} for material in buyer.materials for sector in _sectors_of(material)
    ]


def stockpile_rows(buyer: Buyer) -> Rows:
    """A stockpile for each material, with what keeping it costs; its room and what lies there are blank."""
    return [_stockpile(row) for row in table("materials") if row["material"] in buyer.materials]


def asked(buyer: Buyer) -> frozenset[Place]:
    """The cells that must be filled in: demand of every year, and room."""
    years = [(Demand, place, str(year)) for place in range(len(demand_rows(buyer))) for year in buyer.years]
    return frozenset([*years, *((Stockpile, place, "Capacity") for place in range(len(buyer.materials)))])


def offered(buyer: Buyer) -> frozenset[Place]:
    """The cells that may stay blank: what lies in stock, and contracts."""
    stocks = ((Stockpile, place, "Opening stock") for place in range(len(buyer.materials)))
    heads = [column.title("") for column in columns(Contract)]
    return frozenset([*stocks, *((Contract, place, head) for place in range(CONTRACT_ROWS) for head in heads)])


def notes(buyer: Buyer) -> Mapping[Place, str]:
    """What is known of the order of magnitude, on the first cell of each row."""
    first = str(buyer.first_year)
    found: dict[Place, str] = {
        (Demand, place, first): f"{_order(buyer, str(row['Material']))}\n{_uses(str(row['Material']))}"
        for place, row in enumerate(demand_rows(buyer))
    }
    return {**found, **dict(_stock_notes(buyer)), **_contract_note(buyer)}


def _sectors_of(material: str) -> list[str]:
    named = sectors_named(material)
    return [*named, OTHER_USES] if named else [ALL_USES]


def _stockpile(row: Row) -> Mapping[str, str | float]:
    holding = rounded(float(row["holding_share"]) * float(row["reference_price"]), 2)
    return {"Material": row["material"], "Stage": "processing", "Holding cost": holding, "Loss": float(row["loss"])}


def _order(buyer: Buyer, material: str) -> str:
    """What the world uses per income and per head, what that comes to for the buyer, and its own use where known."""
    used, name = demand_tonnes(material, BASE_YEAR, "World"), buyer.importer.name
    income, heads = world("gdp"), world("population")
    by_income, by_heads = buyer.importer.income_share * used, buyer.importer.population / heads * used
    lines = [
        f"Only you know it. The world used {used:,.6g} t in {BASE_YEAR}:",
        f"{_few(1000 * used / income)} t per billion USD of income, for {name} {_few(by_income)} t/yr;",
        f"{_few(1e6 * used / heads)} t per million heads, for {name} {_few(by_heads)} t/yr.",
    ]
    imports = buyer.import_share(material)
    if imports:
        share = float(imports["share"])
        lines.append(
            f"Of the world's imports by value {name} has {share:.2g}, which comes to {_few(share * used)} t/yr."
        )
    if buyer.has_demand(material):
        own = demand_tonnes(material, BASE_YEAR, buyer.importer.code)
        lines.append(f"The facts have {_few(own)} t for {name} in {BASE_YEAR} (see Sources).")
    return "\n".join(lines)


def _uses(material: str) -> str:
    rows = [row for row in table("sector_shares") if row["material"] == material]
    uses = ", ".join(f"{row['sector']} {float(row[f'share_{BASE_YEAR}']):.0%}" for row in rows)
    return f"A row for each sector that you tell apart; in the European Union: {uses}."


def _stock_notes(buyer: Buyer) -> Iterator[tuple[Place, str]]:
    for place, material in enumerate(buyer.materials):
        room = _few(ROOM_DAYS / 365 * buyer.demand_tonnes(material, buyer.first_year))
        yield (Stockpile, place, "Capacity"), ROOM.format(days=ROOM_DAYS, room=room)
        yield (Stockpile, place, "Opening stock"), OPENING


def _contract_note(buyer: Buyer) -> Mapping[Place, str]:
    names = [
        f"{partner.name} {partner.terms['spot share']:.0%}"
        for partner in buyer.partners()
        if partner.terms.get("spot share", 1) < 1
    ]
    return {(Contract, 0, "Contract"): CONTRACTS.format(names=", ".join(names))} if names else {}


def _few(tonnes: float) -> str:
    return f"{rounded(tonnes):,.10g}"
