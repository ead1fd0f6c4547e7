"""Partnerships of random workbooks: with countries and blocs, for some of the time, and contracts that need them."""


def partnerships(frame, contracts):
    """Rows of Partnerships, drawn after everything else; some contracts can be had with one of them only."""
    rows = [
        _partnership(frame, f"P{n}") for n in range(frame.random.randint(1, 3) if frame.has("partners", 0.5) else 0)
    ]
    if rows and len(contracts) > 1 and frame.random.random() < 0.6:
        contracts[0].append("Only with")
        contracts[1].append(frame.random.choice(rows)["Partnership"])
    return rows


def _partnership(frame, name):
    row = {"Partnership": name, "Partner": frame.random.choice([*frame.countries, *frame.countries, *frame.blocs])}
    frame.maybe(row, 0.5, "Tariff cut", lambda: frame.number(0, 0.3))
    frame.maybe(row, 0.5, "Capacity added", lambda: frame.random.choice([1, frame.number(0, 1)]))
    frame.maybe(row, 0.4, "Lead time cut", frame.duration)
    frame.maybe(row, 0.4, "Support", lambda: frame.number(0, 0.8))
    frame.maybe(row, 0.5, "Yearly cost", lambda: frame.number(0, 50))
    row["From"], row["To"] = frame.span(0.4)
    return row
