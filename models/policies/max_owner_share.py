"""No owner may send more than a share of the base, wherever its suppliers stand."""

from models.policies.partner import OWNER, ShareRule


class MaxOwnerShare(ShareRule):
    """`arrived of the owner's suppliers <= limit · base`."""

    name = "Max owner share"
    partner_kinds = (OWNER,)
    says = "At most {limit} of {base} of {material} at {stage} comes from {partner}"
    anybody = "suppliers of any one owner"
