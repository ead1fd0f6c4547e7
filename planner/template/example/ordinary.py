"""The example's rows of the sheets of an ordinary plan; `sources.py` says where the figures come from."""

from planner.template.example.cells import HISTORY, PERIODS, Rows, over_time

SETTINGS: Rows = [
    {
        "Title": "Cobalt and lithium for an importing country",
        "First period": 2026,
        "Periods": len(PERIODS),
        "Period length": "year",
        "Discount rate": 0.03,
        "Currency": "USD",
        "Price year": 2025,
        "Base policy": "diversified",
        "Carbon price": 80,
        "Shortage cost": 5,
        "Recovery periods": 1,
    }
]

MATERIALS: Rows = [
    {"Material": "cobalt", "Basis": "Co content", "Stages": "extraction, processing", "Reference price": 33100},
    {"Material": "lithium", "Basis": "Li content", "Stages": "extraction, processing", "Reference price": 47900},
]

COUNTRIES: Rows = [
    {"Country": "DR Congo", "ISO3": "COD", "Aliases": "DRC, Congo (Kinshasa)", "Home": "no", "Governance risk": 0.82},
    {"Country": "Australia", "ISO3": "AUS", "Home": "no", "Governance risk": 0.19},
    {"Country": "Chile", "ISO3": "CHL", "Home": "no", "Governance risk": 0.35},
    {"Country": "China", "ISO3": "CHN", "Home": "no", "Governance risk": 0.56},
    {"Country": "Home country", "Home": "yes", "Governance risk": 0.17},
]

SUPPLIERS: Rows = [
    {
        "Supplier": "Copperbelt mine",
        "Material": "cobalt",
        "Country": "DRC",
        "Stage": "extraction",
        "Capacity": 900,
        "Unit cost": 20000,
        "Emissions": 4,
    },
    {
        "Supplier": "Nickel belt mine",
        "Material": "cobalt",
        "Country": "Australia",
        "Stage": "extraction",
        "Capacity": 400,
        "Unit cost": 23200,
        "Emissions": 6,
        "Recent volume": 150,
        "Max growth": 0.25,
    },
    {
        "Supplier": "Harbour refinery",
        "Material": "cobalt",
        "Country": "Home country",
        "Stage": "processing",
        "Capacity": 600,
        "Unit cost": 7500,
        "Yield": 0.92,
        "Emissions": 3,
    },
    {
        "Supplier": "River delta refinery",
        "Material": "cobalt",
        "Country": "China",
        "Stage": "processing",
        "Owner": "River delta group",
        "Capacity": 2000,
        "Unit cost": 30500,
        "Own feed from": "COD 90%, CHN 10%",
        "Tariff": 0.05,
        "Freight": 150,
        "Emissions": 9,
    },
    {
        "Supplier": "Desert brine",
        "Material": "lithium",
        "Country": "Chile",
        "Stage": "extraction",
        "Capacity": 1500,
        "Unit cost": 24000,
        "Emissions": 10,
        "Lead time": "1 year",
        "Ordered 2026": 700,
    },
    {
        "Supplier": "Home converter",
        "Material": "lithium",
        "Country": "Home country",
        "Stage": "processing",
        "Capacity": 800,
        "Unit cost": 16000,
        "Yield": 0.85,
        "Emissions": 6,
    },
    {
        "Supplier": "Salt works",
        "Material": "lithium",
        "Country": "China",
        "Stage": "processing",
        "Owner": "River delta group",
        "Capacity": 3000,
        "Unit cost": 46000,
        "Own feed from": "AUS 60%, CHN 40%",
        "Freight": 200,
        "Emissions": 48,
    },
]

STOCKPILES: Rows = [
    {
        "Material": "cobalt",
        "Stage": "processing",
        "Opening stock": 60,
        "Capacity": 300,
        "Holding cost": 250,
        "Loss": 0,
        "Closing stock": 60,
    }
]

SCRAP: Rows = [{"Stream": "spent batteries", **over_time(800, 1000, 1300, 1700, 2200), "Keep": "no"}]

RECYCLING: Rows = [
    {
        "Plant": "Battery recycler",
        "Stream": "spent batteries",
        "Country": "Home country",
        "Capacity": 500,
        "Max build": 500,
        "Capex": 4000,
        "Opex": 1500,
        "Lead time": "1 year",
        "Life": 20,
    }
]

RECOVERY: Rows = [
    {"Plant": "Battery recycler", "Material": "cobalt", "Yield": 0.036},
    {"Plant": "Battery recycler", "Material": "lithium", "Yield": 0.01},
]

DEMAND: Rows = [
    {
        "Sector": "batteries",
        "Material": "cobalt",
        HISTORY: 610,
        **over_time(650, 700, 740, 790, 830),
        "Member": "north",
    },
    {
        "Sector": "alloys",
        "Material": "cobalt",
        HISTORY: 150,
        **over_time(150, 150, 150, 150, 150),
        "Member": "south",
        "Least fill": 0.5,
    },
    {
        "Sector": "batteries",
        "Material": "lithium",
        HISTORY: 900,
        **over_time(1030, 1180, 1340, 1530, 1750),
        "Member": "north",
    },
]

POLICIES: Rows = [
    {
        "ID": "cap",
        "Policy set": "diversified",
        "Rule": "Max country share",
        "Limit": 0.65,
        "Stage": "processing",
        "Base": "consumption",
        "Per": "year",
        "From": 2028,
        "Penalty": "2 x price",
        "Source": "Regulation (EU) 2024/1252, Article 5: 65 % of the yearly consumption, in 2030",
    },
    {
        "ID": "cover",
        "Policy set": "diversified",
        "Rule": "Min days of cover",
        "Limit": 60,
        "Material": "cobalt",
        "From": 2027,
        "Source": "The target of Japan's stocks of rare metals, 60 days (IEA policies database)",
    },
    {
        "ID": "recycled",
        "Policy set": "diversified",
        "Rule": "Min recycled share",
        "Limit": 0.02,
        "Material": "cobalt",
        "From": 2029,
        "Penalty": "2 x price",
        "Source": "After Regulation (EU) 2023/1542, which asks for 16 % in new batteries from 2031",
    },
]
