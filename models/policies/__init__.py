"""The policy rules, each one file; `RULES` finds them by their name in Excel. Nothing here imports Pyomo."""

from models.policies.ban import Ban
from models.policies.clean_chain import CleanChain
from models.policies.limits import LimitKind
from models.policies.max_bloc_share import MaxBlocShare
from models.policies.max_budget import MaxBudget
from models.policies.max_country_share import MaxCountryShare
from models.policies.max_emissions import MaxEmissions
from models.policies.max_hhi import MaxHHI
from models.policies.max_owner_share import MaxOwnerShare
from models.policies.max_supplier_share import MaxSupplierShare
from models.policies.max_supply_risk import MaxSupplyRisk
from models.policies.max_unmet_after_loss import MaxUnmetAfterLoss
from models.policies.max_volume import MaxVolume
from models.policies.min_bloc_share import MinBlocShare
from models.policies.min_days_of_cover import MinDaysOfCover
from models.policies.min_fill import MinFill
from models.policies.min_home_capacity import MinHomeCapacity
from models.policies.min_home_share import MinHomeShare
from models.policies.min_recycled_share import MinRecycledShare
from models.policies.min_volume import MinVolume
from models.policies.row import PolicyRow, Scope, Term
from models.policies.rule import Rule
from models.policies.sentence import sentence

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        MaxSupplierShare(),
        MaxCountryShare(),
        MaxBlocShare(),
        MaxOwnerShare(),
        MinBlocShare(),
        MinHomeShare(),
        MinHomeCapacity(),
        Ban(),
        CleanChain(),
        MaxVolume(),
        MinVolume(),
        MinRecycledShare(),
        MinDaysOfCover(),
        MaxEmissions(),
        MaxSupplyRisk(),
        MaxHHI(),
        MaxBudget(),
        MinFill(),
        MaxUnmetAfterLoss(),
    )
}

__all__ = ["RULES", "LimitKind", "PolicyRow", "Rule", "Scope", "Term", "sentence"]
