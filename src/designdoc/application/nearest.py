"""The nearest known name, for messages about a name that is not known."""

from collections.abc import Iterable

_ENOUGH = 60  # of 100: `slect` for `select` has 91, a word of its own seldom over 50


def nearest(name: str, known: Iterable[str], count: int = 1) -> list[str]:
    """The known names most like the given one, best first; none when nothing is like it."""
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        name,
        list(known),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        limit=count,
        score_cutoff=_ENOUGH,
    )
    return [each[0] for each in found]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``did you mean 'x'?``, or nothing."""
    found = nearest(name, known)
    return f"did you mean '{found[0]}'?" if found else ""
