"""A bloc must send at least a share of the base."""

from models.policies.partner import BLOC, ShareRule


class MinBlocShare(ShareRule):
    """`tonnes of the bloc's countries >= limit · base`; it stands, and cannot hold, where the bloc sends nothing."""

    name = "Min bloc share"
    sense = ">="
    partner_kinds = (BLOC,)
    requires = frozenset({"Partner"})
    needs_somebody = False
    says = "At least {limit} of {base} of {material} at {stage} comes from {partner}"
    anybody = "each bloc"
