"""Two meanings become the edits that lead from one to the other."""

from collections.abc import Iterator

from designdoc.change.canonical import canonical
from designdoc.change.diff.align import align
from designdoc.change.diff.edits import NAMES, Address, Edit, Kind
from designdoc.change.diff.order import stayed
from designdoc.change.meaning import IN_ORDER, Meaning

Chain = tuple[tuple[Meaning | None, Meaning | None], ...]


def compare(old: Meaning, new: Meaning, at: Address = (), chain: Chain = ()) -> Iterator[Edit]:
    """Every difference, from the outside inwards; none for equal meanings."""
    for name in dict.fromkeys((*old.values, *new.values)):
        one, other = old.values.get(name, ""), new.values.get(name, "")
        if canonical(one) != canonical(other):
            yield Edit(_kind(old, name), at, name, chain, one, other, near=_start(new))
    for name in dict.fromkeys((*old.lists, *new.lists)):
        yield from _lists(old, new, name, at, chain)


def _lists(old: Meaning, new: Meaning, name: str, at: Address, chain: Chain) -> Iterator[Edit]:
    olds, news = old.lists.get(name, ()), new.lists.get(name, ())
    pairs = align(olds, news)
    kept = stayed(pairs, olds, news) if name in IN_ORDER else set(pairs)
    paired = dict(pairs)
    near = _start(new) or (_start(olds[0]) if olds else 0)
    for i, fact in enumerate(olds):
        if i in paired:
            near = _start(news[paired[i]]) or near
        else:
            inner = (*chain, (fact, None))
            yield Edit(Kind.REMOVED, at, name, inner, was=i, near=near, before=fact)
    for i, j in pairs:
        one, other = olds[i], news[j]
        inner = (*chain, (one, other))
        if (i, j) not in kept:
            yield Edit(
                Kind.MOVED,
                at,
                name,
                inner,
                was=i,
                at=j,
                near=_start(other),
                before=one,
                after=other,
            )
        if one.encoded != other.encoded:
            yield from compare(one, other, (*at, (name, i)), inner)
    is_paired = set(paired.values())
    for j, fact in enumerate(news):
        if j not in is_paired:
            inner = (*chain, (None, fact))
            yield Edit(Kind.ADDED, at, name, inner, at=j, near=_start(fact), after=fact)


def _start(fact: Meaning) -> int:
    return fact.span.start if fact.span else 0


def _kind(fact: Meaning, name: str) -> Kind:
    if fact.entity == "text" and name == "section":
        return Kind.MOVED
    if name == "id" or (name in _GIVEN and name == NAMES.get(fact.entity)):
        return Kind.RENAMED
    return Kind.CHANGED


_GIVEN = frozenset({"name", "title"})  # a name that somebody gave; a risk's is what it says
