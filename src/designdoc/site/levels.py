"""Levels of impact and probability as words say them, in English and Japanese."""

from designdoc.source.regex import regex

LEVELS = ("high", "medium", "low")
_WORDS = (
    ("high", regex(r"(?i)\b(?:very high|high|severe|critical|major|likely|certain)\b|[高大]")),
    ("medium", regex(r"(?i)\b(?:medium|moderate|middle|mid|possible)\b|中")),
    ("low", regex(r"(?i)\b(?:very low|low|minor|negligible|unlikely|rare)\b|[低小]")),
)


def level(written: str) -> str:
    """``high``, ``medium`` or ``low``; empty where words name none, or more than one."""
    said = [name for name, words in _WORDS if words.search(written)]
    if said == ["high", "low"] and "unlikely" in written.casefold():
        return "low"
    return said[0] if len(said) == 1 else ""
