"""Which fact of the old version is which of the new one: at least cost, and once each."""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence

from designdoc.change.diff.likeness import Known, candidates, likeness
from designdoc.change.meaning import Meaning

_ALIKE = 0.5  # from here on one became the other; below, one went and another came
_SAME_ID = 0.5  # an identifier alone is enough
_SAME_NAME = 0.5
_WEAK_NAME = {"quality-requirement": 0.2, "target": 0.3, "reference": 0.3, "revision": 0.3}
_ELSEWHERE = 0.2  # likeness that a text loses for standing in another section
_TRIFLE = 12  # letters up to which equal words are a coincidence

Pairs = list[tuple[int, int]]


def align(old: Sequence[Meaning], new: Sequence[Meaning]) -> Pairs:
    """Pairs of indexes, in the order of the old list.

    Equal facts first; among the rest those that are alike by identifier, name and words, the most
    alike first. Exchanging the lists gives the same pairs, exchanged.
    """
    pairs = _equal(old, new)
    rest_old = _without(old, {i for i, _ in pairs})
    rest_new = _without(new, {j for _, j in pairs})
    if rest_old and rest_new:
        pairs += _alike(old, new, rest_old, rest_new)
    return sorted(pairs)


def _equal(old: Sequence[Meaning], new: Sequence[Meaning]) -> Pairs:
    waiting: dict[bytes, deque[int]] = defaultdict(deque)
    for i, fact in enumerate(old):
        waiting[fact.encoded].append(i)
    places = ((j, waiting.get(fact.encoded)) for j, fact in enumerate(new))
    return [(queue.popleft(), j) for j, queue in places if queue]


def _alike(
    old: Sequence[Meaning], new: Sequence[Meaning], rest_old: list[int], rest_new: list[int]
) -> Pairs:
    mine = [Known(old[i]) for i in rest_old]
    theirs = [Known(new[j]) for j in rest_new]
    place = _place(len(old), len(new))
    scored = []
    for a, b in candidates(mine, theirs):
        score = _score(mine[a], theirs[b])
        if score >= _least(mine[a]):
            i, j = rest_old[a], rest_new[b]
            one, other = sorted((old[i].encoded, new[j].encoded))
            scored.append((-score, place(i, j), one, other, min(i, j), i, j))
    pairs: Pairs = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for *_, i, j in sorted(scored):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((i, j))
    return pairs


def _place(olds: int, news: int) -> Callable[[int, int], float]:
    """How far apart two facts stand, of their lists' lengths."""
    return lambda i, j: abs(i / olds - j / news)


def _score(one: Known, other: Known) -> float:
    if one.fact.entity != other.fact.entity:
        return 0.0
    score = likeness(one, other)
    if len(one.text) <= _TRIFLE and one.id != other.id and one.name != other.name:
        score /= 2
    if one.id and one.id == other.id:
        score += _SAME_ID
    if one.name and one.name == other.name:
        score += _WEAK_NAME.get(one.fact.entity, _SAME_NAME)
    if one.fact.entity == "text":
        score += 0.01 if one.section == other.section else -_ELSEWHERE
    return score


def _least(one: Known) -> float:
    return 0.0 if one.fact.entity in _ALWAYS else _ALIKE


_ALWAYS = frozenset({"target", "diagram", "steps"})  # whatever they say, they are few


def _without(facts: Sequence[Meaning], taken: set[int]) -> list[int]:
    return [index for index in range(len(facts)) if index not in taken]
