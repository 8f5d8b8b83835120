"""Which facts of a list stayed where they are while others moved past them."""

from collections.abc import Sequence

from designdoc.change.meaning import Meaning


def stayed(
    pairs: Sequence[tuple[int, int]], old: Sequence[Meaning], new: Sequence[Meaning]
) -> set[tuple[int, int]]:
    """The heaviest of the pairs, sorted by the old index, whose new indexes rise: the rest moved.

    A fact weighs as much as it says, so that a short text moves past a long one; what weighs the
    same is told apart by its words, so that both directions agree. O(n log n), a Fenwick tree of
    the best sums.
    """
    rank = {j: position for position, j in enumerate(sorted(j for _, j in pairs), 1)}
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(pairs) + 1)
    before: list[int] = []
    sums: list[tuple[float, int]] = []
    for number, (i, j) in enumerate(pairs):
        total, previous = _highest(best, rank[j] - 1)
        before.append(previous)
        sums.append((total + _weight(old[i], new[j]), number))
        _raise(best, rank[j], sums[-1])
    kept: set[tuple[int, int]] = set()
    at = max(sums)[1] if sums else -1
    while at >= 0:
        kept.add(pairs[at])
        at = before[at]
    return kept


def _weight(old: Meaning, new: Meaning) -> float:
    one, other = sorted((old.encoded, new.encoded))
    share = int.from_bytes((one + other)[-6:], "big") / 2**48
    return len(one) + len(other) + share


def _highest(best: Sequence[tuple[float, int]], upto: int) -> tuple[float, int]:
    found = (0.0, -1)
    while upto > 0:
        found = max(found, best[upto])
        upto &= upto - 1
    return found


def _raise(best: list[tuple[float, int]], at: int, value: tuple[float, int]) -> None:
    while at < len(best):
        best[at] = max(best[at], value)
        at += at & -at
