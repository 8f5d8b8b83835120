"""Reading a value against a list of allowed ones: case, qualifiers, translations, near misses."""

import re
from collections.abc import Sequence

from msgspec import Struct

from designdoc.source.letters import may_agree
from designdoc.source.regex import regex

_NEAR = 75.0  # per cent of letters that agree

_LONGEST = 200  # characters of a value that are worth comparing
_SEPARATORS = regex(r"[/|,、，｜・]|(?<=\s)(?:or|または)(?=\s)", re.IGNORECASE)
_ORNAMENT = regex(r"^[^\w\[(<{（]+")
_QUALIFIER = regex(r"\s*[(（\[［:：;,，。、]|\s+[-–—―]+\s|\s*[–—―]")
_TRANSLATED = (
    {"high", "高", "高い"},
    {"medium", "middle", "中", "中程度", "moderate"},
    {"low", "低", "低い"},
    {"yes", "はい", "有", "あり"},
    {"no", "いいえ", "無", "なし"},
    {"draft", "下書き", "ドラフト"},
    {"approved", "承認済み", "承認"},
)


class Reading(Struct, frozen=True):
    """The allowed value that a text is (``value``), or is near to; ``exact`` down to the case."""

    value: str
    exact: bool
    near: bool = False


def read(text: str, allowed: Sequence[str], strict: bool) -> Reading | None:
    """Which allowed value a text is. ``strict`` (YAML) takes no qualifier and no translation."""
    words = " ".join(text[:_LONGEST].split())
    bare = words if strict else _ORNAMENT.sub("", words)
    for value in allowed:
        if bare == value:
            return Reading(value, exact=True)
    folded = bare.casefold()
    for value in allowed:
        if folded == value.casefold():
            return Reading(value, exact=False)
    if not strict:
        qualified = _qualified(bare, allowed)
        if qualified:
            return Reading(qualified, exact=True)
    return _near(folded, allowed)


def is_whole(text: str, allowed: Sequence[str]) -> bool:
    """Whether the list of allowed values was left as the template writes it."""
    if len(allowed) < 2 or len(text) > 20 * sum(len(value) + 4 for value in allowed):
        return False
    split = _SEPARATORS.split(text.strip(" \t\"'`[]{}<>（）()…．."))
    parts = [part for part in map(str.strip, split) if part]
    if len(parts) < 2:
        return False
    known = {value.casefold() for value in allowed}
    mine = {part.strip(" \"'`").casefold() for part in parts}
    return mine <= known and (mine == known or len(mine) >= 3)


def _qualified(bare: str, allowed: Sequence[str]) -> str:
    """``Low (poor UX)``, ``Low — rarely``, ``低``: a value and what the author adds to it."""
    match = _QUALIFIER.search(bare)
    head = bare[: match.start()].strip().casefold() if match else bare.casefold()
    tail = bare[match.end() :].strip(" )）]").casefold() if match else ""
    if tail in {value.casefold() for value in allowed}:
        return ""  # `Low - Medium` is a range
    for value in allowed:
        folded = value.casefold()
        if head == folded or any(head in group and folded in group for group in _TRANSLATED):
            return value
    return ""


def _near(folded: str, allowed: Sequence[str]) -> Reading | None:
    likely = [value for value in allowed if may_agree(folded, value.casefold(), _NEAR / 100)]
    if not likely:
        return None
    from rapidfuzz import fuzz

    best = max(likely, key=lambda value: fuzz.ratio(folded, value.casefold()))
    if fuzz.ratio(folded, best.casefold()) >= _NEAR:
        return Reading(best, exact=False, near=True)
    return None
