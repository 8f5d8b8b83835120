"""How alike two facts are, from 0 to 1, and which are worth comparing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from designdoc.change.canonical import canonical, words
from designdoc.change.diff.edits import NAMES
from designdoc.change.meaning import Meaning

_LONGEST = 400  # words of a fact that are compared
_SHORT = 60  # characters of a text whose letters are compared too, for slips
_SLIP = 80
_ASIDE = frozenset({"id", "done", "optional", "section", "group", "requirement"})
_WHOLE, _GROWN = 6, 6  # words of a text that another holds whole, and how many times longer it is
_LOOSE = 0.35  # what words scattered over a longer text count less
_FEW = 2_500  # pairs that are all compared
_RARE = 12  # words or pairs of words, the rarest, by which facts alike are looked for
_COMMON = 40  # facts with a word from which on the word tells nothing
_NEAR = 6  # facts that are compared with one


class Known:
    """A fact prepared for comparing; ``heir``: its section as the other version calls it."""

    def __init__(self, fact: Meaning, heir: str | None = None) -> None:
        self.fact = fact
        self.id = canonical(fact.id).casefold()
        self.name = canonical(fact.values.get(NAMES.get(fact.entity, ""), "")).casefold()
        self.section = canonical(fact.values.get("section", ""))
        self.heir = self.section if heir is None else canonical(heir)

    @cached_property
    def text(self) -> str:
        """All that the fact says, on one line."""
        return canonical(" ".join(_texts(self.fact)))

    @cached_property
    def words(self) -> list[str]:
        """The words of that."""
        return words(self.text)[:_LONGEST]

    @cached_property
    def clues(self) -> set[str]:
        """The words and pairs of neighbours by which facts like it are looked for."""
        return {*self.words, *map(" ".join, pairwise(self.words))}


def likeness(one: Known, other: Known) -> float:
    """How much two facts say the same: 1 for all, 0 for nothing; the same both ways."""
    if one.fact.said == other.fact.said:
        return 1.0
    shared: float = Indel.normalized_similarity(one.words, other.words)
    least, most = sorted((len(one.words), len(other.words)))
    if least >= _WHOLE and most <= _GROWN * least:
        within = shared * (least + most) / (2 * least)  # how much of the shorter is in the longer
        shared = max(shared, within - _LOOSE)
    if max(len(one.text), len(other.text)) < _SHORT:
        letters = fuzz.ratio(one.text, other.text)
        return max(shared, letters / 100) if letters >= _SLIP else shared
    return shared


def candidates(old: Sequence[Known], new: Sequence[Known]) -> Iterator[tuple[int, int]]:
    """Pairs that may be the same fact; all of them where they are few."""
    if len(old) * len(new) <= _FEW:
        yield from ((i, j) for i in range(len(old)) for j in range(len(new)))
        return
    found = set(_called_alike(old, new))
    found |= set(_with_words(old, new))
    found |= {(i, j) for j, i in _with_words(new, old)}
    yield from sorted(found)


def _called_alike(old: Sequence[Known], new: Sequence[Known]) -> Iterator[tuple[int, int]]:
    """Facts with one identifier, name or wording."""
    places: dict[tuple[str, str | bytes], list[int]] = defaultdict(list)
    for i, each in enumerate(old):
        for key in _calls(each):
            places[key].append(i)
    for j, each in enumerate(new):
        for key in _calls(each):
            yield from ((i, j) for i in places.get(key, ())[:_NEAR])


def _calls(known: Known) -> Iterator[tuple[str, str | bytes]]:
    yield "said", known.fact.said
    if known.id:
        yield "id", known.id
    if known.name:
        yield "name", known.name


def _with_words(old: Sequence[Known], new: Sequence[Known]) -> Iterator[tuple[int, int]]:
    """For each new fact the old ones that share most of its rare words."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, each in enumerate(old):
        for word in each.clues:
            places[word].append(i)
    for j, each in enumerate(new):
        rare = sorted((len(places[w]), w) for w in each.clues if w in places)[:_RARE]
        shared = Counter(i for count, w in rare if count <= _COMMON for i in places[w])
        for i, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:_NEAR]:
            yield i, j


def _texts(fact: Meaning) -> Iterator[str]:
    yield from (value for name, value in fact.values.items() if name not in _ASIDE)
    for each in fact.lists.values():
        for inner in each:
            yield from _texts(inner)
