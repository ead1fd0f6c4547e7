"""The example's rows of the sheets beyond those of an ordinary plan."""

from planner.template.example.cells import Rows, over_time

BLOCS: Rows = [
    {"Bloc": "partners", "Country": "Australia", "From": 2024},
    {"Bloc": "partners", "Country": "Chile", "From": 2023},
    {"Bloc": "partners", "Country": "DR Congo", "From": 2023},
]

ROUTES: Rows = [
    {"From": "DR Congo", "To": "Harbour refinery", "Material": "cobalt", "Open": "yes", "Cost": 300},
    {"From": "Nickel belt mine", "To": "abroad", "Material": "each", "Open": "yes", "Cost": 400, "Max volume": 300},
]

CONTRACTS: Rows = [
    {
        "Contract": "Hydroxide to 2027",
        "Supplier": "Copperbelt mine",
        "Status": "signed",
        "Max volume": 200,
        "Min volume": 100,
        "Price": 20500,
        "Take or pay": 0.8,
        "From": 2026,
        "To": 2027,
    },
    {
        "Contract": "Brine for five years",
        "Supplier": "Desert brine",
        "Status": "candidate",
        "Max volume": 500,
        "Min volume": 300,
        "Discount": 0.03,
        "Price floor": 15000,
        "Take or pay": 0.75,
        "From": 2026,
        "To": 2030,
    },
]

VENTURES: Rows = [
    {
        "Venture": "Second line",
        "Supplier": "Harbour refinery",
        "Max capacity": 300,
        "Capex": 16700,
        "Lead time": "2 years",
        "Life": 20,
        "Financing rate": 0.03,
        "Support": 0.3,
        "Equity share": 1,
    }
]

SUBSTITUTION: Rows = [
    {
        "Sector": "batteries",
        "Material": "cobalt",
        "Max share": 0.3,
        "Share today": 0.05,
        "Cost": 24000,
        "Max growth": 0.05,
        "Capex": 500000,
        "Lead time": "1 year",
        "Life": 15,
    }
]

PARTNERSHIPS: Rows = [
    {
        "Partnership": "with Chile",
        "Partner": "Chile",
        "Capacity added": 0.2,
        "Lead time cut": "1 year",
        "Support": 0.1,
        "Yearly cost": 200000,
        "From": 2027,
    }
]

MEMBERS: Rows = [{"Member": "north", "Access share": 0.7}, {"Member": "south", "Access share": 0.3}]

POLICY_SETS: Rows = [
    {"Policy set": "diversified", "Description": "Nobody has too much, and some of it lies at home"},
    {"Policy set": "strict", "Extends": "diversified", "Description": "The same, but nobody has more than half"},
]

STRICT: Rows = [
    {
        "ID": "cap",
        "Policy set": "strict",
        "Rule": "Max country share",
        "Limit": 0.5,
        "Material": "cobalt",
        "Stage": "processing",
        "From": 2028,
        "Source": "South Korea's aim that no country has more than half; it takes the place of the other set's cap",
    }
]

SCENARIOS: Rows = [
    {
        "Scenario": "export quota",
        "Probability": 0.1,
        "Partner": "DR Congo",
        "Material": "cobalt",
        "Stage": "extraction",
        "Capacity factor": 0.43,
        "Cost factor": 1.5,
        "From": 2028,
        "To": 2028,
    },
    {"Scenario": "slow cars", "Probability": 0.2, "Sector": "batteries", "Demand factor": 0.85, "From": 2028},
]

PROFILES: Rows = [
    {"Table": "Suppliers", "Row": "Desert brine", "Column": "Unit cost", **over_time(24000, 24000, 24500, 25000, 25500)}
]
