"""Which section of the older version is which of the newer: the same name, else the same content.

Names at the same place come first, then names that occur once in each version wherever they stand.
What is left is paired by what its guidance, holes, fields and columns say, by its place among its
neighbours and by its name, the best pairs first; a pair below the mark stays apart, so that a
section that went and one that came are not called a renaming.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from designdoc.change.schema.change import Path, SectionPair
from designdoc.document.synonyms import synonym_groups
from designdoc.source.regex import regex
from designdoc.template import names
from designdoc.template.schema import Fields, Section, TableForm, Template

_ENOUGH = 0.6  # of 1: content, place and name together
_MOST = 40_000  # pairs that are compared
_WORD = regex(r"[^\W\d_]{3,}")


class Placed(Struct, frozen=True, eq=False):
    """A section with its path, its parent's index (-1 at the top) and its neighbours' indexes."""

    section: Section
    path: Path
    parent: int
    before: int
    after: int

    @property
    def key(self) -> str:
        """What its name is compared by."""
        return name_of(self.section)


def name_of(section: Section) -> str:
    """The key of a section's name; a group's is its stem."""
    return names.key(section.repeat.stem if section.repeat else section.name)


def placed(template: Template) -> tuple[Placed, ...]:
    """Every section of a template in its order."""
    found: list[Placed] = []

    def walk(sections: Sequence[Section], path: Path, parent: int) -> None:
        before = -1
        for section in sections:
            here = len(found)
            own = (*path, section.name)
            found.append(Placed(section, own, parent, before, -1))
            if before >= 0:
                last = found[before]
                found[before] = Placed(last.section, last.path, parent, last.before, here)
            before = here
            walk(section.children, own, here)

    walk(template.sections, (), -1)  # as deep as headings go: six levels
    return tuple(found)


def pairs(
    old: Sequence[Placed], new: Sequence[Placed], known: Mapping[Path, Path]
) -> dict[int, int]:
    """The index in the older version of each section of the newer one that it has.

    ``known`` are pairs by their paths (old to new) that versions between the two have shown.
    """
    found: dict[int, int] = {}
    at = {each.path: index for index, each in enumerate(new)}
    for index, each in enumerate(old):
        now = at.get(known.get(each.path, ()))
        if now is not None:
            found.setdefault(now, index)
    _by_path(old, new, found)
    _by_name(old, new, found)
    _by_content(old, new, found)
    _by_children(old, new, found)
    return found


def pair_list(
    old: Sequence[Placed], new: Sequence[Placed], found: Mapping[int, int]
) -> tuple[SectionPair, ...]:
    """The pairs as values, in the order of the newer version."""
    return tuple(
        SectionPair(old[was].section, new[now].section, old[was].path, new[now].path)
        for now, was in sorted(found.items())
    )


def _by_path(old: Sequence[Placed], new: Sequence[Placed], found: dict[int, int]) -> None:
    """Parents first, so that the children of a pair are compared with each other."""
    taken = set(found.values())
    known: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, each in enumerate(old):
        if index not in taken:
            known[each.parent, each.key].append(index)
    for index, each in enumerate(new):
        parent = found.get(each.parent, -2) if each.parent >= 0 else -1
        same = known.get((parent, each.key))
        if same and index not in found:
            found[index] = same.pop(0)


def _by_name(old: Sequence[Placed], new: Sequence[Placed], found: dict[int, int]) -> None:
    left, right = _left(old, found.values()), _left(new, found)
    once_old = _once(old, left)
    for name, index in _once(new, right).items():
        if name in once_old:
            found[index] = once_old[name]
    _by_path(old, new, found)  # the children of those


def _by_content(old: Sequence[Placed], new: Sequence[Placed], found: dict[int, int]) -> None:
    left, right = _left(old, found.values()), _left(new, found)
    if not left or not right or len(left) * len(right) > _MOST:
        return
    words_old = {index: _words(old[index].section) for index in left}
    words_new = {index: _words(new[index].section) for index in right}
    scored = [
        (score, now, was)
        for now in right
        for was in left
        if (score := _score(old, new, (was, now), found, (words_old[was], words_new[now])))
        >= _ENOUGH
    ]
    taken: set[int] = set()
    for _, now, was in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if now not in found and was not in taken:
            found[now] = was
            taken.add(was)


def _by_children(old: Sequence[Placed], new: Sequence[Placed], found: dict[int, int]) -> None:
    """Sections whose children are mostly the same, and that have nobody else's."""
    left = set(_left(old, found.values()))
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    count = Counter(each.parent for each in new)
    for now, was in found.items():
        above = new[now].parent
        if above >= 0 and above not in found and old[was].parent in left:
            shared[above][old[was].parent] += 1
    for now, parents in sorted(shared.items()):
        ((was, most),) = parents.most_common(1)
        if was in left and 2 * most > count[now] and len(parents) == 1:
            found[now] = was
            left.discard(was)


def _score(
    old: Sequence[Placed],
    new: Sequence[Placed],
    pair: tuple[int, int],
    found: Mapping[int, int],
    words: tuple[Counter[str], Counter[str]],
) -> float:
    """How likely two sections are one: what they ask, where they stand, what they are called."""
    was, now = old[pair[0]], new[pair[1]]
    content = _likeness(*words)
    place = _place(was, now, found)
    name = _name_likeness(was.key, now.key)
    if place >= 0.75 and _extends(was.key, now.key):  # `Acceptance Criteria - EARS Format`
        return 1.0
    if content is None:  # one of them says nothing beside its name
        return 0.6 * name + 0.4 * place if place == 1 else 0.5 * name
    return 0.5 * content + 0.2 * place + 0.3 * name


def _place(was: Placed, now: Placed, found: Mapping[int, int]) -> float:
    """Whether they stand below the same section (a half), and between the same neighbours."""
    below = was.parent == (found.get(now.parent, -2) if now.parent >= 0 else -1)
    ends = [(was.before, now.before), (was.after, now.after)]
    same = sum(1 for one, other in ends if one == (found.get(other, -2) if other >= 0 else -1))
    return 0.5 * below + 0.25 * same


def _extends(one: str, other: str) -> bool:
    """Whether one name is the other with words before or behind it."""
    short, long = sorted((one, other), key=len)
    if not short.isascii():  # words that no space divides
        return len(short) > 2 and long.startswith(short)
    short, long = f" {short} ", f" {long} "
    return len(short.split()) > 1 and (long.startswith(short) or long.endswith(short))


def _name_likeness(one: str, other: str) -> float:
    if not set(synonym_groups(one)).isdisjoint(synonym_groups(other)):
        return 1.0
    from rapidfuzz import fuzz

    return max(fuzz.ratio(one, other), fuzz.token_set_ratio(one, other) * 0.9) / 100


def _likeness(one: Counter[str], other: Counter[str]) -> float | None:
    """The share of words that two sections have in common (Dice); None where one has none."""
    total = one.total() + other.total()
    if not one or not other:
        return None
    return 2 * (one & other).total() / total


def _words(section: Section) -> Counter[str]:
    """The words that a section says to its author, and the names of what it asks for."""
    texts = [each.text for each in section.guidance] + [hole.text for hole in section.holes]
    for element in section.content:
        if isinstance(element, Fields):
            texts += [field.name for field in element.fields]
        elif isinstance(element, TableForm):
            texts += [column.name for column in element.columns]
    texts += [child.name for child in section.children]
    found: Counter[str] = Counter()
    for word in (word.casefold() for text in texts for word in _WORD.findall(text)):
        # what no space divides is compared by its pairs of letters
        found.update([word] if word.isascii() else map("".join, pairwise(word)))
    return found


def _left(sections: Sequence[Placed], taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [index for index in range(len(sections)) if index not in gone]


def _once(sections: Sequence[Placed], among: Iterable[int]) -> dict[str, int]:
    """The names that one of these sections alone has."""
    indexes: dict[str, list[int]] = defaultdict(list)
    for index in among:
        indexes[sections[index].key].append(index)
    return {name: each[0] for name, each in indexes.items() if name and len(each) == 1}
