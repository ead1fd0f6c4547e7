"""Random rules of a policy set, hard ones mild enough that most plans can keep them."""

SHARES = ("Max supplier share", "Max country share", "Max bloc share", "Max owner share")
WHEN_ASKED = ("Max HHI", "Max unmet after losing a partner")
"""Rules that no set has by chance alone."""
BASES = (None, "consumption", "supply", "primary", "imports")


def policies(frame, always=()):
    """The rows of the Policies sheet, one for each rule of `always` among them."""
    r, rows = frame.random, []
    rules = [rule for rule in RULES if rule not in WHEN_ASKED]
    for rule in (*always, *(r.choice(rules) for _ in range(r.choice([0, 1, 1, 2, 2, 3])))):
        row = RULES[rule](frame) | {"Rule": rule}
        row |= {"ID": f"R{len(rows)}", "Policy set": "the set"}
        soft = 1.0 if rule.startswith("Min") else 0.5
        if "Penalty" not in row and r.random() < soft * 0.7:
            priced = row.get("Material") in (*frame.materials,) or rule not in ("Max emissions", "Max budget")
            row["Penalty"] = "2 x price" if priced and r.random() < 0.3 else frame.number(1, 60)
        if r.random() < 0.35:
            row["From"], row["To"] = frame.span(1)
        rows.append(row)
    return rows


def _about(frame, stage=True):
    """Material and stage of a row."""
    r = frame.random
    material = r.choice([None, "each", *frame.materials, *frame.materials])
    row = {"Material": material}
    if stage and material in frame.materials:
        row["Stage"] = r.choice([None, "each", "all", *frame.materials[material]])
    elif stage:
        row["Stage"] = r.choice([None, "each"])
    return row


def _per(frame):
    return {"Per": frame.random.choice([None, "period", "year", "horizon"])}


def _limit(frame, least, most):
    return frame.dated("Limit", lambda: frame.number(least, most), 0.3)


def _named(frame, kind):
    r = frame.random
    owners = [row["Owner"] for row in frame.suppliers if row["Owner"]]
    countries = [row["Country"] for row in frame.suppliers]
    names = {"supplier": [row["Supplier"] for row in frame.suppliers], "country": countries, "bloc": frame.blocs}
    return r.choice((names | {"owner": owners or countries})[kind])


def _partner(frame):
    return {"Partner": _named(frame, frame.random.choice(["supplier", "country", "bloc", "owner"]))}


def _partner_abroad(frame):
    """A partner, but no bloc of home: "a bloc's maximum leaves home suppliers out" names neither of these rules."""
    row = _partner(frame)
    return _partner_abroad(frame) if row["Partner"] in frame.at_home else row


def _share(kind):
    def row(frame):
        least = 0.3 if frame.random.random() < 0.5 else 0.6
        found = _about(frame) | _per(frame) | _limit(frame, least, 1)
        found["Base"] = frame.random.choice(BASES)
        if frame.random.random() < 0.4 and kind in ("country", "bloc"):
            found["Partner"] = _named(frame, kind)
        if any(head.startswith("Ordered") for supplier in frame.suppliers for head in supplier):
            # else left out: "a row that it alone breaks is lowered to it", where the base is not known beforehand
            found["Material"], stages = frame.random.choice(list(frame.materials.items()))
            found |= {"Stage": stages[-1], "Base": None}
        return found

    return row


def _index(frame):
    """Where orders are, at a last stage of consumption only: else their part of the base is not known beforehand."""
    r = frame.random
    material, stages = r.choice(list(frame.materials.items()))
    found = {"Material": material, "Stage": r.choice(stages), "Base": r.choice(BASES)} | _per(frame)
    if any(head.startswith("Ordered") for supplier in frame.suppliers for head in supplier):
        found |= {"Stage": stages[-1], "Base": None}
    return found | _limit(frame, 0.3 if r.random() < 0.5 else 0.5, 0.9)


def _loss(frame):
    """Mild where it is hard: a stage that only one country has is lost with it."""
    found = _about(frame, stage=False) | _per(frame) | _limit(frame, 0.2, 1)
    return found | ({"Penalty": frame.number(1, 60)} if frame.random.random() < 0.6 else {})


def _least_bloc(frame):
    row = _about(frame) | _per(frame) | _limit(frame, 0, 0.5)
    return row | {"Partner": frame.random.choice(frame.blocs), "Base": frame.random.choice(BASES)}


def _least_home(frame):
    return _about(frame) | _per(frame) | _limit(frame, 0, 0.4) | {"Base": frame.random.choice(BASES)}


def _capacity(frame):
    row = _about(frame) | _limit(frame, 0, 0.4)
    if frame.random.random() < 0.3:
        row["Stage"] = "recycling"
    if row.get("Stage") == "all":
        row["Stage"] = None
    return row


def _ban(frame):
    row = _about(frame) | _partner(frame)
    if row.get("Stage") == "all":
        row["Stage"] = None
    if frame.random.random() < 0.5:
        row["Sector"] = frame.random.choice(["each", *frame.sectors])
    return row


def _clean(frame):
    row = _about(frame, stage=False) | _partner_abroad(frame)
    return row | {"Sector": frame.random.choice([None, "each", *frame.sectors])}


def _most_volume(frame):
    return _about(frame) | _partner(frame) | _per(frame) | _limit(frame, 5, 80)


def _least_volume(frame):
    return _about(frame) | _partner(frame) | _per(frame) | _limit(frame, 0, 20)


def _recycled(frame):
    return _about(frame, stage=False) | _per(frame) | _limit(frame, 0, 0.3)


def _cover(frame):
    row = {"Limit": frame.number(0, 60), "Base": frame.random.choice([None, "consumption", "net imports"])}
    return row | {"Material": frame.random.choice([None, *(stock["Material"] for stock in frame.stockpiles)])}


def _emissions(frame):
    row = _per(frame) | _limit(frame, 50, 400)
    return row | (_partner_abroad(frame) if frame.random.random() < 0.4 else {})


def _risk(frame):
    row = _per(frame) | _limit(frame, 0.3, 0.9) | {"Base": frame.random.choice([None, "governance", "ESG"])}
    row["Material"] = frame.random.choice([None, "each", *frame.materials])
    if row["Material"] is None:
        row["Penalty"] = frame.number(0.1, 3)
    return row


def _budget(frame):
    base = frame.random.choice([None, "capex", "paid cost"])
    limit = _limit(frame, 300, 3000) if base == "paid cost" else _limit(frame, 5, 400)
    row = _per(frame) | limit | {"Base": base}
    return row | ({"Penalty": frame.number(0.1, 4)} if frame.random.random() < 0.6 else {})


def _fill(frame):
    row = _about(frame, stage=False) | _per(frame) | _limit(frame, 0.3, 1)
    return row | {"Sector": frame.random.choice([None, "each", *frame.sectors])}


RULES = {
    "Max supplier share": _share("supplier"),
    "Max country share": _share("country"),
    "Max bloc share": _share("bloc"),
    "Max owner share": _share("owner"),
    "Max HHI": _index,
    "Min bloc share": _least_bloc,
    "Min home share": _least_home,
    "Min home capacity": _capacity,
    "Ban": _ban,
    "Clean chain": _clean,
    "Max volume": _most_volume,
    "Min volume": _least_volume,
    "Min recycled share": _recycled,
    "Min days of cover": _cover,
    "Max emissions": _emissions,
    "Max supply risk": _risk,
    "Max budget": _budget,
    "Min fill": _fill,
    "Max unmet after losing a partner": _loss,
}
