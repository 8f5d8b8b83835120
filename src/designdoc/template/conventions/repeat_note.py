"""`[Repeat for each ...]`, `<!-- repeat this section as needed -->`: a repeat in words."""

import re

from designdoc.source.regex import regex

_REPEAT = regex(
    r"\brepeat\b[^.\n]{0,40}\b(?:for (?:each|every)|as (?:many|needed|often))\b"
    r"|\b(?:repeat|copy|duplicate|add) (?:this|the|another|more) (?:section|block|heading)s?\b"
    r"|\bone (?:sub)?section (?:per|for each)\b|ごとに(?:繰り返|セクション)",
    re.IGNORECASE,
)
_QUICK = ("repeat", "copy", "duplicate", "add", "one section", "one subsection", "ごとに")


def read(text: str) -> str | None:
    """The words of guidance that say that the element repeats."""
    lower = text.casefold()
    match = _REPEAT.search(text) if any(word in lower for word in _QUICK) else None
    return f"'{' '.join(match.group().split())}'" if match else None
