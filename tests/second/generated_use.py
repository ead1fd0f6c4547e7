"""Random demand, substitution, scrap and recycling."""

from tests.second.generator_frame import table


def use(frame):
    """The Demand sheet."""
    r, rows = frame.random, []
    for sector in frame.sectors:
        for material in frame.materials:
            if sector != frame.sectors[0] and r.random() < 0.4:
                continue
            row = {"Sector": sector, "Material": material}
            level = frame.number(10, 80)
            row |= {frame.label(t): round(level * r.uniform(0.7, 1.3), 3) for t in range(-2, frame.count)}
            frame.maybe(row, 0.2, "Shortage cost", lambda: frame.number(20, 200))
            frame.maybe(row, 0.15, "Least fill", lambda: frame.number(0, 0.5))
            rows.append(row)
            frame.demands.append((sector, material))
    frame.sectors = list(dict.fromkeys(sector for sector, _ in frame.demands))
    return table(rows)


def substitution(frame):
    """The rows of the Substitution sheet."""
    rows = []
    for sector, material in frame.demands if frame.has("substitution", 0.3) else ():
        most = sorted(frame.number(0.1, 0.6) for _ in range(frame.count))
        row = {"Sector": sector, "Material": material, "Cost": frame.number(5, 60)}
        row |= {f"Max share {frame.label(t)}": share for t, share in enumerate(most)}
        frame.maybe(row, 0.5, "Share today", lambda least=most[0]: frame.number(0, least))
        frame.maybe(row, 0.6, "Max growth", lambda: frame.number(0, 0.3))
        frame.maybe(row, 0.6, "Capex", lambda: frame.number(0, 300))
        frame.maybe(row, 0.4, "Lead time", frame.duration)
        frame.maybe(row, 0.4, "Life", lambda: frame.random.choice([1, 2, 6, 20]))
        frame.maybe(row, 0.3, "Financing rate", lambda: frame.random.choice([0, 0.08]))
        rows.append(row)
    return rows


def recycling(frame):
    """The sheets of scrap, plants and what they recover."""
    if not frame.has("recycling", 0.5):
        return {}
    streams = [_stream(frame, f"W{n}") for n in range(frame.random.randint(1, 2))]
    recovery = []
    for n in range(frame.random.randint(1, 2)):
        stream = frame.random.choice(streams)
        plant = _plant(frame, f"P{n}", stream)
        frame.plants.append(plant)
        materials = frame.some(list(frame.materials), 1, 2)
        recovery += [{"Plant": plant["Plant"], "Material": m, "Yield": frame.number(0.1, 0.5)} for m in materials]
    return {"Scrap": table(streams), "Recycling": table(frame.plants), "Recovery": table(recovery)}


def _stream(frame, name):
    row = {"Stream": name, "Keep": frame.random.choice([None, "yes", "no"])}
    kind = frame.random.random()
    if kind < 0.7:
        row |= {frame.label(t): frame.number(5, 60) for t in range(frame.count)}
    if kind > 0.4:
        row["From sector"], row["Material"] = frame.random.choice(frame.demands)
        row["Lag"] = frame.random.choice([1, 2, 3])
        frame.maybe(row, 0.7, "Collection", lambda: frame.number(0, 1))
    return row


def _plant(frame, name, stream):
    r = frame.random
    row = {"Plant": name, "Stream": stream["Stream"], "Country": r.choice(frame.countries)}
    row |= {"Capacity": frame.number(0, 30), "Opex": frame.number(0, 8)}
    if r.random() < 0.5:
        row |= {"Max build": frame.number(1, 20), "Capex": frame.number(1, 30)}
        frame.maybe(row, 0.5, "Lead time", frame.duration)
        frame.building(row, 0.3)
    frame.maybe(row, 0.3, "Under way", lambda: frame.number(1, 20))
    if "Under way" in row:
        row["Ready"] = frame.label(r.randint(-2, frame.count - 1))
    frame.maybe(row, 0.3, "Delay", frame.duration)
    if "Delay" in row and r.random() < 0.5:
        row |= {f"Treated {frame.label(t)}": frame.number(0, 20) for t in (-1, -2)}
    frame.maybe(row, 0.3, "Emissions", lambda: frame.number(0, 3))
    return row
