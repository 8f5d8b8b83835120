"""How many letters two texts can share: a bound that needs no comparison of them."""

from collections import Counter

_ROUNDING = 1e-9


def may_agree(one: str, other: str, share: float) -> bool:
    """Whether the Indel similarity of two texts can reach ``share`` (0 to 1).

    It counts twice the letters of a longest common subsequence, over all letters; no subsequence
    has more of them than both texts. False is proof; it spares loading and asking rapidfuzz, whose
    import is a tenth of the check of one document.
    """
    least = share * (len(one) + len(other)) / 2 - _ROUNDING
    if min(len(one), len(other)) < least:
        return False
    return (Counter(one) & Counter(other)).total() >= least
