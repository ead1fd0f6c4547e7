"""No bloc may send more than a share of the base; home suppliers are left out."""

from models.policies.partner import BLOC, ShareRule


class MaxBlocShare(ShareRule):
    """`tonnes of the bloc's countries but home <= limit · base`, members as in the period of arrival."""

    name = "Max bloc share"
    partner_kinds = (BLOC,)
    says = "At most {limit} of {base} of {material} at {stage} comes from {partner}"
    anybody = "any one bloc, home apart"
