"""Where the figures of the example come from; most are assumptions, as an office's own first figures will be."""

from planner.template.example.cells import Rows

MINERALS = "USGS, Mineral Commodity Summaries 2026"
TRADE = "IEA, Critical Minerals Dataset 2025"
BATTERIES = "Regulation (EU) 2023/1542 on batteries"


def _said(sheet: str, place: str, source: str, confidence: str, note: str = "") -> dict[str, str | float]:
    return {"Sheet": sheet, "Row or cell": place, "Source": source, "Confidence": confidence, "Note": note}


SOURCES: Rows = [
    _said("Materials", "cobalt: Reference price", MINERALS, "medium", "London Metal Exchange, mean of 2025"),
    _said("Materials", "lithium: Reference price", MINERALS, "medium", "9,000 USD per t of carbonate, by content"),
    _said(
        "Countries", "Governance risk", "World Bank, Worldwide Governance Indicators 2023", "high", "Turned to 0 to 1"
    ),
    _said("Suppliers", "Unit cost", "assumption", "assumption", "Ore and refining add up to about the price"),
    _said("Suppliers", "Capacity", "assumption", "assumption", "What a small importer may be offered"),
    _said(
        "Suppliers", "lithium: Emissions", "Roskill, October 2020", "medium", "3 t from brine, 9 t from rock per t LCE"
    ),
    _said("Stockpiles", "Holding cost", "assumption", "assumption", "Rent, insurance and rotation"),
    _said(
        "Recycling", "Capex", "Circular Energy Storage on Fortum Harjavalta", "low", "24 million EUR, 5,000 t a year"
    ),
    _said("Recovery", "Yield", BATTERIES, "medium", "Least recovery from 2027: cobalt 90 %, lithium 50 % of content"),
    _said("Demand", "batteries", TRADE, "low", "Grows as the world's demand in the stated policies"),
    _said("Policies", "cap", "Regulation (EU) 2024/1252, Article 5", "high", "A benchmark, so it is soft here"),
    _said("Policies", "cover", "IEA policies database: Japan's stockpiling", "high"),
]

FURTHER: Rows = [
    _said("Blocs", "partners", "European Commission: partnerships on raw materials", "medium"),
    _said(
        "Contracts", "Take or pay", "Discovery Alert, quoting Benchmark", "low", "Three quarters of contracts had it"
    ),
    _said("Ventures", "Capex", "Mining News Zambia on Kobaloni", "low", "100 million USD for 6,000 t of cobalt a year"),
    _said(
        "Scenarios", "export quota", "S&P Global and Fastmarkets on the Congo's quota", "medium", "96,600 of 226,000 t"
    ),
]
