"""`(fill me in with today's date, YYYY-MM-DD)`: a parenthesis that tells the author to write."""

import re
from collections.abc import Iterator

from designdoc.source.regex import regex
from designdoc.template.convention import Found, HoleConvention
from designdoc.template.conventions.brackets import outermost
from designdoc.template.reading import Text

_TELLS = regex(
    r"\s*(?:fill(?: me)? in|to be (?:filled|completed|determined)|insert|enter|write|your)\b"
    r"|\s*(?:ここに|記入|未記入)",
    re.IGNORECASE,
)


def find(text: Text) -> Iterator[Found]:
    """Parentheses that begin with "fill in" and the like."""
    if "(" not in text.raw:
        return
    # Code inside the parenthesis is an example within the hole: read the raw text.
    for found in outermost(text.raw, "(", ")"):
        if _TELLS.match(found.words) and text.shown[found.start] == "(":
            yield Found(found.start, found.end, found.words.strip())


CONVENTION = HoleConvention("parenthesis", find)
