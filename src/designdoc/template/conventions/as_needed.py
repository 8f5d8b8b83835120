"""`*Add these fields as needed:*`: a sentence before a list or table that leaves it open."""

import re

from designdoc.source.regex import regex
from designdoc.template.convention import Said

_OPEN = regex(
    r"\b(?:as|if|when|where) (?:needed|necessary|applicable|appropriate|relevant|available)\b"
    r"|\boptional(?:ly)?\b|任意|必要に応じて",
    re.IGNORECASE,
)
_LONGEST = 200  # characters of a sentence that introduces something


def read(text: str) -> Said | None:
    """What a paragraph that ends in a colon says of what follows it."""
    words = text.strip("*_ ")
    if len(words) > _LONGEST or not words.endswith((":", "：")):
        return None
    match = _OPEN.search(words)
    return Said("optional", f"'{match.group()}'") if match else None
