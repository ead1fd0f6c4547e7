"""Small random workbooks with every feature present now and then, the same for the same seed."""

from random import Random

from tests.second.generated_partnerships import partnerships
from tests.second.generated_rules import policies
from tests.second.generated_use import recycling, substitution, use
from tests.second.generator_frame import Frame, table


def random_tables(seed, *always):
    """The sheets of the random workbook of a seed, with a row for each of the rules that are named."""
    frame = Frame.of(Random(seed))
    sheets = {"Settings": frame.settings(), "Materials": frame.material_rows(), "Countries": frame.country_rows()}
    sheets["Blocs"] = _blocs(frame)
    sheets["Suppliers"] = table(_suppliers(frame))
    sheets["Demand"] = use(frame)
    sheets["Routes"] = table(_routes(frame))
    sheets["Stockpiles"] = table(_stockpiles(frame))
    sheets["Contracts"] = table(_contracts(frame))
    sheets["Ventures"] = table(_ventures(frame))
    sheets |= recycling(frame)
    sheets["Substitution"] = table(substitution(frame))
    sheets["Policies"] = table(policies(frame, always))
    sheets["Partnerships"] = table(partnerships(frame, sheets["Contracts"]))
    return {name: rows for name, rows in sheets.items() if len(rows) > 1}


def _blocs(frame):
    rows = [["Bloc", "Country", "From", "To"]]
    for bloc in frame.blocs:
        members = frame.some(frame.countries, 1, 3)
        rows += [[bloc, country, *frame.span(0.3)] for country in members]
        frame.at_home |= {bloc} if set(members) & set(frame.home) else set()
    return rows


def _suppliers(frame):
    r, rows = frame.random, []
    for material, stages in frame.materials.items():
        for number, stage in enumerate(stages):
            for _ in range(r.randint(1, 3 if number else 2) + (number == len(stages) - 1)):
                row = _supplier(frame, material, stage)
                rows.append(row)
                frame.suppliers.append(row)
                if number and r.random() < 0.25:
                    row["Own feed from"] = _own_feed(frame)
                    row["Unit cost"] += 12
    return rows


def _supplier(frame, material, stage):
    r = frame.random
    row = {"Supplier": f"S{len(frame.suppliers)}", "Material": material, "Country": r.choice(frame.countries)}
    row |= {"Stage": stage, "Owner": r.choice([None, *frame.owners]), "Unit cost": frame.number(2, 15)}
    row |= frame.dated("Capacity", lambda: frame.number(20, 120), 0.2)
    frame.maybe(row, 0.07, "Capacity", lambda: "unlimited")
    frame.maybe(row, 0.2, "Spot share", lambda: frame.number(0, 1))
    frame.maybe(row, 0.25, "Tariff", lambda: frame.number(0, 0.3))
    frame.maybe(row, 0.25, "Freight", lambda: frame.number(0, 3))
    frame.maybe(row, 0.4, "Yield", lambda: frame.number(0.5, 1))
    frame.maybe(row, 0.5, "Emissions", lambda: frame.number(0, 5))
    frame.maybe(row, 0.06, "Min purchase", lambda: frame.number(1, 8))
    frame.maybe(row, 0.3, "Lead time", frame.duration)
    frame.maybe(row, 0.2, "Ordered " + frame.label(0), lambda: frame.number(1, 30))
    frame.maybe(row, 0.1, "Ordered " + frame.label(1), lambda: frame.number(1, 30))
    if r.random() < 0.3:
        row |= {"Recent volume": frame.number(0, 40), "Max growth": frame.number(0, 0.6)}
        frame.maybe(row, 1 if row["Capacity"] == "unlimited" else 0.5, "Ramp", lambda: frame.number(0, 15))
    row["From"], row["To"] = frame.span(0.12)
    return row


def _own_feed(frame):
    chosen = frame.some(frame.countries, 1, 2)
    shares = [frame.random.choice([20, 35, 50, 40]) for _ in chosen]
    if frame.random.random() < 0.6:
        shares[0] += 100 - sum(shares)
    return ", ".join(f"{country} {share}%" for country, share in zip(chosen, shares, strict=True))


def _routes(frame):
    r, rows = frame.random, []
    for _ in range(r.randint(1, 4) if frame.has("routes", 0.45) else 0):
        row = {"From": frame.sender(), "To": frame.taker()}
        row["Material"] = r.choice([None, None, *frame.materials])
        kind = r.random()
        if kind < 0.5:
            row |= frame.dated("Cost", lambda: frame.number(0, 4), 0.3)
        elif kind < 0.75:
            row |= frame.dated("Open", lambda: r.choice(["no", "no", "yes"]), 0.4)
        else:
            row |= frame.dated("Max volume", lambda: frame.number(0, 40), 0.3)
        rows.append(row)
    return rows


def _stockpiles(frame):
    r, rows = frame.random, []
    for material, stages in frame.materials.items():
        for stage in stages:
            rows += [_stockpile(frame, material, stage)] if r.random() < 0.35 else []
    frame.stockpiles = rows
    return rows


def _stockpile(frame, material, stage):
    row = {"Material": material, "Stage": stage, "Capacity": frame.number(20, 90), "Holding cost": frame.number(0, 1)}
    frame.maybe(row, 0.6, "Opening stock", lambda: frame.number(0, 19))
    if "Opening stock" in row:
        frame.maybe(row, 0.5, "Clean share", lambda: frame.number(0, 1))
    frame.maybe(row, 0.3, "Loss", lambda: frame.number(0, 0.2))
    frame.maybe(row, 0.5, "Max fill", lambda: frame.number(2, 20))
    frame.maybe(row, 0.5, "Max release", lambda: frame.number(2, 20))
    frame.maybe(row, 0.4, "Closing stock", lambda: frame.number(0, 19))
    frame.maybe(row, 0.3, "Closing value", lambda: frame.number(0, 1.9))
    if frame.random.random() < 0.4:
        row["Net imports " + frame.label(-1, yearly=True)] = frame.number(10, 60)
    return row


def _contracts(frame):
    r, rows = frame.random, []
    for number in range(r.randint(1, 3) if frame.has("contracts", 0.4) else 0):
        row = {"Contract": f"K{number}", "Supplier": r.choice(frame.suppliers)["Supplier"]}
        row |= {"Status": r.choice([None, "signed", "candidate"]), "Max volume": frame.number(5, 18)}
        frame.maybe(row, 0.4, "Min volume", lambda: frame.number(0, 5))
        if r.random() < 0.5:
            row["Discount"] = frame.number(0, 0.5)
        else:
            row |= frame.dated("Price", lambda: frame.number(1, 12), 0.3)
        frame.maybe(row, 0.3, "Price floor", lambda: frame.number(1, 10))
        frame.maybe(row, 0.5, "Take or pay", lambda: frame.number(0, 1))
        row["From"], row["To"] = frame.span(0.4)
        rows.append(row)
    return rows


def _ventures(frame):
    r, rows = frame.random, []
    for number in range(r.randint(1, 2) if frame.has("ventures", 0.4) else 0):
        suppliers = frame.some([row["Supplier"] for row in frame.suppliers], 1, 2)
        row = {"Venture": f"V{number}", "Supplier": ", ".join(suppliers), "Max capacity": frame.number(15, 50)}
        row["Capex"] = frame.number(1, 60)
        frame.maybe(row, 0.4, "Lead time", frame.duration)
        frame.building(row, 0.4)
        frame.maybe(row, 0.5, "Equity share", lambda: frame.number(0.2, 1))
        frame.maybe(row, 0.4, "Under way", lambda: frame.number(1, 15))
        if "Under way" in row:
            frame.maybe(row, 0.5, "Ready", lambda: frame.label(r.randint(-2, frame.count - 1)))
        row["Earliest"], row["Latest"] = frame.span(0.3)
        rows.append(row)
    return rows
