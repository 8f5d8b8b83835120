"""Near names: when a heading is likely to be another heading under a slightly different name."""

from functools import lru_cache

from designdoc.source.letters import may_agree

SLIP = 0.84  # letters: `Secuity Considerations`
_STOP = frozenset(("a", "an", "and", "the", "of", "for", "to", "in", "on", "or", "with", "our"))
_NEGATIONS = frozenset({"non", "no", "not", "out", "anti", "un"})


@lru_cache(maxsize=16384)
def nearness(one: str, other: str) -> float:
    """How near two name keys are: 0 for not at all, else up to 1.

    Letters decide for slips; for renamings the words that both share must be at least half of
    the longer name, and neither may be the other's opposite (``goals``, ``non-goals``).
    """
    if not one or not other or _negated(one) != _negated(other):
        return 0.0
    letters = _letters(one, other)
    if letters >= SLIP * 100 and _digits(one) == _digits(other):
        return letters / 100
    if _swapped(one, other):
        return SLIP
    mine, theirs = _stems(one), _stems(other)
    if not mine or not theirs:
        return 0.0
    shared = mine & theirs
    longest = max(len(mine), len(theirs))
    if shared in {mine, theirs} and len(shared) * 2 >= longest:
        return 0.5 + 0.3 * len(shared) / longest
    return 0.0


def _letters(one: str, other: str) -> float:
    """Per cent of letters that agree; 0 for names that are no slip of each other."""
    if min(len(one), len(other)) < 4 or not may_agree(one, other, SLIP):
        return 0.0
    if one.endswith(other) or other.endswith(one):
        return 0.0  # `demotivation` is no slip of `motivation`
    from rapidfuzz import fuzz  # loaded for the first pair that is worth it

    return fuzz.ratio(one, other)


def _swapped(one: str, other: str) -> bool:
    """Two neighbouring letters in the wrong order: a slip in a name of any length."""
    if len(one) != len(other) or len(one) < 4:
        return False
    wrong = [index for index, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) != 2 or wrong[1] != wrong[0] + 1:
        return False
    first, second = wrong
    return one[first] == other[second] and one[second] == other[first]


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _negated(name: str) -> bool:
    words = name.replace("-", " ").split()
    return any(word in _NEGATIONS for word in words) or name.startswith("non")


def _stems(name: str) -> frozenset[str]:
    """The words that carry meaning, cut so that ``test``, ``testing`` and ``tests`` agree."""
    return frozenset(_stem(word) for word in name.split() if word not in _STOP)


def _stem(word: str) -> str:
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
