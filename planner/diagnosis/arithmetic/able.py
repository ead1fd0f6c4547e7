"""The most that can come and the least that must, without a program: bounds that every plan keeps."""

from models.case import Case
from models.policies.row import Term
from models.records import Contract, Supplier


class Able:
    """Bounds on what suppliers, plants and stocks of a case can do, in tonnes per period."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def bought(self, supplier: Supplier, node: str) -> float:
        """The most that can be bought: capacity, and our part of ventures as far as they may ever stand."""
        case = self.case
        if node not in supplier.open_nodes or not case.in_time(supplier, node):
            return case.open_capacity(supplier, node)
        ventures = [venture for venture in case.ventures.values() if supplier.name in venture.suppliers]
        joint = sum(venture.equity_share * venture.most_tonnes_per_year for venture in ventures)
        left = supplier.capacity_factor.get(node, 1.0)
        return case.open_capacity(supplier, node) + left * joint * case.tree.period_years

    def arrives(self, name: str, node: str) -> float:
        """The most that can arrive from a supplier, orders from before the plan included."""
        supplier = self.case.suppliers[name]
        bought = sum(self.bought(supplier, u) for u in self.case.departures(supplier, node))
        return supplier.ordered_tonnes.get(node, 0.0) + bought

    def sent(self, material: str, node: str) -> float:
        """The most that can arrive at a material's last stage from suppliers."""
        return sum(self.arrives(i.name, node) for i in self.case.suppliers_at(material, self.case.stages[material][-1]))

    def recovered(self, name: str, material: str, node: str) -> float:
        """The most that a plant can recover of what it treated a delay earlier, or before the plan."""
        plant = self.case.plants[name]
        treated = plant.treated_before_tonnes.get(node, 0.0)
        at = self.case.tree.ancestor(node, plant.delay_periods)
        if at is not None:
            left = plant.capacity_factor.get(at, 1.0)
            treated += left * self.plant_capacity(name, at) * self.case.tree.period_years
        return plant.yield_share[material] * treated

    def plant_capacity(self, name: str, node: str) -> float:
        """The most scrap that a plant can treat in a year, with all that may ever be built by then."""
        plant, tree = self.case.plants[name], self.case.tree
        built = plant.build_limit_tonnes_per_year * len(tree.path(node))
        under_way = max(plant.under_way_tonnes_per_year.values(), default=0.0)
        return plant.capacity_tonnes.get(node, 0.0) / tree.period_years + under_way + built

    def recycled(self, material: str, node: str) -> float:
        """The most of a material that all plants can recover."""
        return sum(self.recovered(plant.name, material, node) for plant in self.case.plants_for(material))

    def substituted(self, demand: str, node: str) -> float:
        """The most of a demand that can be done without."""
        d = self.case.demands[demand]
        found = self.case.substitutions.get(f"{d.sector} / {d.material}")
        return found.most_share[node] * d.tonnes[node] if found else 0.0

    def stored(self, name: str, node: str) -> float:
        """The most that a stockpile can hold at the close of a period: its room, or what came into it by then."""
        stock, path = self.case.stockpiles[name], self.case.tree.path(node)
        filled = [self._filled(name, u) for u in path]
        held = stock.opening_tonnes * stock.kept_share ** len(path)
        held += sum(tonnes * stock.kept_share ** (len(path) - 1 - place) for place, tonnes in enumerate(filled))
        return min(stock.capacity_tonnes[node], held)

    def before(self, material: str, node: str) -> float:
        """The most of a material's last stage that can lie in stock when a period begins."""
        name, parent = f"{material} / {self.case.stages[material][-1]}", self.case.tree.nodes[node].parent
        stock = self.case.stockpiles.get(name)
        if stock is None:
            return 0.0
        return stock.kept_share * (stock.opening_tonnes if parent is None else self.stored(name, parent))

    def released(self, material: str, node: str) -> float:
        """The most of a material's last stage that a stock can give in a period."""
        stock = self.case.stockpiles.get(f"{material} / {self.case.stages[material][-1]}")
        limit = stock.release_tonnes[node] if stock and stock.release_tonnes else float("inf")
        return min(limit, self.before(material, node))

    def least_bought(self, name: str, node: str) -> float:
        """The least that must be bought: what is bought whether wanted or not, and the minimums of contracts."""
        case, supplier = self.case, self.case.suppliers[name]
        if not case.in_time(supplier, node):
            return 0.0
        wanted = supplier.minimum_tonnes.get(node, 0.0)
        contracts = [contract for contract in case.contracts.values() if contract.supplier == name]
        owed = sum(self.least_taken(contract, node) for contract in contracts)
        return max(case.left_of_duties(supplier, node) * wanted, owed)

    def least_taken(self, contract: Contract, node: str) -> float:
        """The least that must be taken under a contract; nothing under a candidate, or against a ban."""
        case, supplier = self.case, self.case.suppliers[contract.supplier]
        if not contract.signed or node not in contract.nodes or not case.in_time(supplier, node):
            return 0.0
        if case.is_banned(supplier, node):
            return 0.0
        return case.left_of_duties(supplier, node) * contract.least_tonnes.get(node, 0.0)

    def least_arrives(self, name: str, node: str) -> float:
        """The least that arrives from a supplier whatever the plan."""
        supplier = self.case.suppliers[name]
        bought = sum(self.least_bought(name, u) for u in self.case.departures(supplier, node))
        return supplier.ordered_tonnes.get(node, 0.0) + bought

    def senders(self, term: Term) -> list[tuple[str, str]]:
        """The suppliers and nodes of arrival that a rule about partners counts."""
        found = [(i, n) for i, n in term.members.get("SUPPLIERS", ())]
        for *key, n in term.members.get("ORIGINS", ()):
            found += [(i.name, n) for i in self.case.origins[tuple(key)].suppliers]
        return found

    def most_counted(self, term: Term) -> float:
        """The most that a rule about partners, recycled output or stocks can ever count."""
        case, origins = self.case, term.members.get("ORIGINS", ())
        found = sum(self.arrives(i, n) for i, n in self.senders(term))
        for *key, n in origins:
            origin = case.origins[tuple(key)]
            found += sum(
                (i.own_feed or {})[origin.country] / i.yield_share * self.bought(i, n) for i in origin.own_feed
            )
            found += sum(self.recovered(p.name, origin.material, n) for p in origin.plants)
        found += sum(self.recovered(p, k, n) for p, k, n in term.members.get("PLANTS", ()))
        stocks = term.members.get("STOCKS", ())
        return found + sum(case.stockpiles[h].last_stage_share[n] * self.stored(h, n) for h, n in stocks)

    def _filled(self, name: str, node: str) -> float:
        """The most that can be put into a stockpile in a period."""
        stock, case = self.case.stockpiles[name], self.case
        come = sum(self.arrives(i.name, node) for i in case.suppliers_at(stock.material, stock.stage))
        if case.is_last(stock.material, stock.stage):
            come += self.recycled(stock.material, node)
        return min(come, stock.fill_tonnes[node]) if stock.fill_tonnes else come
