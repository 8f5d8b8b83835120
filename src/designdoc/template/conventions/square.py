"""`[Feature Name]`: words in square brackets that are neither a link, a task box nor a tag.

Open questions (`[NEEDS CLARIFICATION: ...]`) and tags (`[P]`, `[US1]`) are no holes either.
"""

import re
from collections.abc import Iterator

from designdoc.source.regex import regex
from designdoc.template.convention import Found, HoleConvention
from designdoc.template.conventions.brackets import outermost
from designdoc.template.reading import BLANK, Text

_TAG = regex(r"[xX]?\s*|\S|[A-Z]{1,4}\d{1,3}|[!^/\\].*", re.DOTALL)
_WORD = regex(
    r"(?:NEEDS CLARIFICATION|ASSUMPTION|UNRESOLVED|OPEN QUESTION|TODO|FIXME)\b.*"
    r"|optional|required|mandatory|recommended|conditional|任意|必須|省略可",
    re.DOTALL | re.IGNORECASE,
)


def find(text: Text) -> Iterator[Found]:
    """Square holes of a text, the outermost ones."""
    shown = text.shown
    if "[" not in shown:
        return
    for found in outermost(shown, "[", "]"):
        words = found.words.strip()
        if not words.strip(BLANK + " ") or _is_none(words):
            continue
        if found.start >= 2 and shown[found.start - 2 : found.start] == "<<":
            continue
        yield Found(found.start, found.end, text.raw[found.start + 1 : found.end - 1].strip())


def _is_none(words: str) -> bool:
    return bool(_TAG.fullmatch(words) or _WORD.fullmatch(words))


CONVENTION = HoleConvention("square", find)
