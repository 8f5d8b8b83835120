"""Levels of impact and probability, in English and Japanese, so that one can be said to rise."""

import re

from designdoc.source.regex import regex

_LEVELS = (
    (4, regex(r"\W*(?:very high|critical|severe|extreme|極めて高|非常に高|致命)", re.IGNORECASE)),
    (0, regex(r"\W*(?:very low|negligible|minimal|none|極めて低|非常に低|なし)", re.IGNORECASE)),
    (2, regex(r"\W*(?:medium|moderate|mid|possible|中)", re.IGNORECASE)),
    (1, regex(r"\W*(?:low|minor|small|unlikely|rare|低|小)", re.IGNORECASE)),
    (3, regex(r"\W*(?:high|major|likely|large|高|大)", re.IGNORECASE)),
)


def level(written: str) -> int | None:
    """From 0 for none to 4 for critical; None for words that are no level."""
    return next((rank for rank, pattern in _LEVELS if pattern.match(written[:40])), None)
