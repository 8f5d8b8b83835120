"""A statement without the numbers that are its targets: those are compared as targets."""

import re
from collections.abc import Iterable

from designdoc.model.facts import Target
from designdoc.source.regex import regex

_NUMBER = regex(
    r"(?:(?:<=|>=|=<|=>|[<>≤≥≦≧~≈])\s*)?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>\s?(?:[A-Za-zµ%]{1,12}"
    r"(?:/[A-Za-z]{1,12})?)?)"
)
_MULTIPLES = (1.0, 1e3, 1e6, 1e9)  # 10k and 2M are written with a letter


def without_targets(text: str, targets: Iterable[Target]) -> str:
    """The text with each number that a target holds, its comparison and unit, as one sign."""
    values = [value for t in targets for value in (t.value, t.upper) if value is not None]
    units = {t.unit.casefold() for t in targets if t.unit}
    if not values:
        return text

    def replaced(match: re.Match[str]) -> str:
        number = float(match["number"].replace(",", ""))
        if not any(number * many == value for many in _MULTIPLES for value in values):
            return match[0]
        unit = match["unit"]
        kept = "" if unit.strip().casefold() in units else unit
        return f"⟨number⟩{kept}"

    return _NUMBER.sub(replaced, text)
