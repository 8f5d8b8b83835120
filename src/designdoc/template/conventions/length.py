"""`in 2-3 sentences`, `no more than 50 words`, `44 characters or less`, `top three (max five)`.

A limit is what the template states as a number; "about a paragraph" is advice, and what follows
"e.g." is one way among others.
"""

import re

from designdoc.source.regex import regex
from designdoc.template.convention import TypeConvention, Typed, Wording
from designdoc.template.schema import TypeKind, ValueType

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_N = r"(\d{1,5}|" + "|".join(_WORDS) + r")"
_UNIT = (
    r"(sentences?|words?|characters?|chars|items|bullets?|bullet points|文字|文|語|単語|字|項目)"
)
_RANGE = regex(rf"(?<![A-Za-z\d]){_N}\s*(?:-|–|to|or|〜|～|~)\s*{_N}[\s-]*{_UNIT}", re.IGNORECASE)
_MOST = regex(
    rf"(?:no more than|at most|not exceed(?:ing)?|up to|max(?:imum)?(?: of)?|under|within)\s*:?\s*"
    rf"{_N}[\s-]*{_UNIT}",
    re.IGNORECASE,
)
_OR_LESS = regex(
    rf"{_N}[\s-]*{_UNIT}\s*(?:or (?:less|fewer)|max(?:imum)?|以内|以下|まで)", re.IGNORECASE
)
_LEAST = regex(rf"(?:at least|a minimum of|min(?:imum)?)\s*:?\s*{_N}[\s-]*{_UNIT}", re.I)
_EXACT = regex(rf"\b(?:in|a|exactly)\s+{_N}[\s-]+{_UNIT}", re.IGNORECASE)
_TOP = regex(rf"\btop\s+{_N}\s*\((?:max|maximum|at most)\.?\s+{_N}\)", re.IGNORECASE)
_TOKEN = regex(r"([A-Z]+)_TO_([A-Z]+)_(SENTENCES|WORDS)")
_UNITS = {
    "sentence": TypeKind.SENTENCES,
    "文": TypeKind.SENTENCES,
    "word": TypeKind.WORDS,
    "語": TypeKind.WORDS,
    "単語": TypeKind.WORDS,
    "character": TypeKind.CHARACTERS,
    "char": TypeKind.CHARACTERS,
    "文字": TypeKind.CHARACTERS,
    "字": TypeKind.CHARACTERS,
}
_EXAMPLE = regex(
    r"(?:\be\.g\.|\bfor (?:example|instance)\b|\bsuch as\b|例えば|たとえば)[^.;。\n]*",
    re.IGNORECASE,
)
_QUICK = regex(r"sentence|word|char|item|bullet|top|文|語|字|項目", re.IGNORECASE)


def read(wording: Wording) -> Typed | None:
    """The limit that words of guidance state."""
    text = wording.text[:2000]
    if not _QUICK.search(text):
        return None
    text = _EXAMPLE.sub("", text)
    token = _TOKEN.search(text)
    if token:
        text = token.group().replace("_", " ").lower()
    if match := _RANGE.search(text):
        return _limit(match, match.group(3), match.group(1), match.group(2))
    if match := _MOST.search(text) or _OR_LESS.search(text):
        return _limit(match, match.group(2), None, match.group(1))
    if match := _TOP.search(text):
        return _limit(match, "items", None, match.group(2))
    if match := _LEAST.search(text):
        return _limit(match, match.group(2), match.group(1), None)
    if match := _EXACT.search(text):
        return _limit(match, match.group(2), match.group(1), match.group(1))
    return None


def _limit(match: re.Match[str], unit: str, low: str | None, high: str | None) -> Typed:
    kind = _UNITS.get(unit.casefold().rstrip("s"), TypeKind.LIST)
    limits = ValueType(kind, minimum=_number(low), maximum=_number(high))
    return Typed(limits, f"'{match.group().strip()}'")


def _number(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdigit() else _WORDS.index(word.lower())


CONVENTION = TypeConvention("length", read)
