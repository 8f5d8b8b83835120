"""Which fact of the old version is which of the new one: at least cost, and once each."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from designdoc.change.canonical import canonical
from designdoc.change.diff.likeness import Known, candidates, likeness
from designdoc.change.meaning import Meaning

_ALIKE = 0.5  # from here on one became the other; below, one went and another came
_SAME_ID = 0.5  # an identifier alone is enough
_SAME_NAME = 0.5
_WEAK_NAME = {"quality-requirement": 0.2, "target": 0.3, "reference": 0.3, "revision": 0.3}
_ELSEWHERE = 0.2  # likeness that a text loses for standing in another section
_IN_PLACE = frozenset({"text", "item", "step"})  # their order says which is which
_SHORT = 6  # words of a heading or name
_AKIN = 0.25
_TRIFLE = 12  # letters up to which equal words are a coincidence

Pair = tuple[int, int]
Pairs = list[Pair]


def align(old: Sequence[Meaning], new: Sequence[Meaning]) -> Pairs:
    """Pairs of indexes, in the order of the old list.

    Equal facts first; among the rest those that are alike by identifier, name and words, the most
    alike first. Exchanging the lists gives the same pairs, exchanged.
    """
    pairs = _equal(old, new)
    heirs = _heirs(old, new)
    rest_old = _without(old, {i for i, _ in pairs})
    rest_new = _without(new, {j for _, j in pairs})
    if rest_old and rest_new:
        mine = [Known(old[i], heirs.get(old[i].values.get("section", ""))) for i in rest_old]
        theirs = [Known(new[j]) for j in rest_new]
        pairs += _alike(mine, theirs, rest_old, rest_new)
    return sorted([*pairs, *_replaced(sorted(pairs), old, new)])


def _replaced(pairs: Pairs, old: Sequence[Meaning], new: Sequence[Meaning]) -> Iterator[Pair]:
    """A text alone between two that stayed became the one that stands there now.

    Unless they have nothing in common and are long: then one went and another came.
    """
    taken = {j for _, j in pairs}
    ends = [(-1, -1), *pairs, (len(old), len(new))]
    for (i, j), (after_i, after_j) in pairwise(ends):
        if (after_i, after_j) != (i + 2, j + 2) or j + 1 in taken:
            continue
        if old[i + 1].entity not in _IN_PLACE:
            continue
        one, other = Known(old[i + 1]), Known(new[j + 1])
        short = max(len(one.words), len(other.words)) <= _SHORT
        if one.section == other.section and (short or likeness(one, other) >= _AKIN):
            yield i + 1, j + 1


def _equal(old: Sequence[Meaning], new: Sequence[Meaning]) -> Pairs:
    waiting: dict[bytes, deque[int]] = defaultdict(deque)
    for i, fact in enumerate(old):
        waiting[fact.encoded].append(i)
    places = ((j, waiting.get(fact.encoded)) for j, fact in enumerate(new))
    return [(queue.popleft(), j) for j, queue in places if queue]


def _heirs(old: Sequence[Meaning], new: Sequence[Meaning]) -> dict[str, str]:
    """The section of the new version that has the texts of one of the old: most of them, both ways.

    A text in a renamed section stands where it stood.
    """
    was, now = _sole_places(old), _sole_places(new)
    votes = Counter((was[words], now[words]) for words in was if words in now)
    forth: dict[str, str] = {}
    back: dict[str, str] = {}
    for (one, other), _ in sorted(votes.items(), key=lambda vote: (-vote[1], sorted(vote[0]))):
        forth.setdefault(one, other)
        back.setdefault(other, one)
    return {one: other for one, other in forth.items() if back[other] == one != other}


def _sole_places(facts: Sequence[Meaning]) -> dict[str, str]:
    """The section of each text that stands in one place only."""
    found: dict[str, str | None] = {}
    for fact in facts:
        if fact.entity == "text" and len(fact.values["text"]) > _TRIFLE:
            words = canonical(fact.values["text"])
            found[words] = None if words in found else fact.values.get("section", "")
    return {words: section for words, section in found.items() if section is not None}


def _alike(
    mine: list[Known], theirs: list[Known], rest_old: list[int], rest_new: list[int]
) -> Pairs:
    place = _place(rest_old[-1] + 1, rest_new[-1] + 1)
    scored = []
    for a, b in candidates(mine, theirs):
        score = _score(mine[a], theirs[b])
        if score >= _least(mine[a]):
            i, j = rest_old[a], rest_new[b]
            one, other = sorted((mine[a].fact.encoded, theirs[b].fact.encoded))
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
        at_home = other.section in {one.section, one.heir}
        score += 0.01 if at_home else -_ELSEWHERE
    return score


def _least(one: Known) -> float:
    return 0.0 if one.fact.entity in _ALWAYS else _ALIKE


_ALWAYS = frozenset({"target", "diagram", "steps"})  # whatever they say, they are few


def _without(facts: Sequence[Meaning], taken: set[int]) -> list[int]:
    return [index for index in range(len(facts)) if index not in taken]
