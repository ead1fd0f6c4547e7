"""Nothing may come from a partner at a stage."""

from models.policies.partner import VolumeRule
from models.policies.rule import COMMON


class Ban(VolumeRule):
    """`tonnes of the partner <= what was ordered before the plan`, in every period in force."""

    name = "Ban"
    limit = None
    uses = (COMMON | {"Partner", "Sector"}) - {"Per"}
    fixed_per = "period"
    in_a_shock = "hold"
    says = "Nothing of {material} at {stage} comes from {partner}"
    anybody = "any supplier"
