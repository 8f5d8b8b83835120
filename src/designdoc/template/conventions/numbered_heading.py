"""`Component 1` and `Component 2`, one `Alternative 1`, `Phase N:`, `#### FR-2: ...`: a repeat.

A number is a counter when it is 1, N, or one of a run of siblings: `Python 3` stays a name.
"""

import re
from functools import lru_cache

from designdoc.source.regex import regex
from designdoc.template.names import clean

_STEM = regex(
    r"(?P<stem>[^\W\d_][^\d\n]*?)(?P<gap>[\s#_-]*)(?P<number>\d{1,4}|N|n|X|XX+|NN+)"
    r"(?:\s*(?:[:：.、]|\s[-–—])\s*(?P<rest>.*)|\s*(?P<tail>[(（\[].*))?",
    re.DOTALL,
)
_MAX_TITLE = 300
_MAX_SIBLINGS = 200


def read(title: str, siblings: tuple[str, ...]) -> tuple[str, str] | None:
    """The stem that a heading repeats and the reason, given its siblings' headings."""
    stem, number = split(title)
    if not stem:
        return None
    if not number.isdigit() or int(number) == 1:
        return stem, f"numbered heading '{title}'"
    pairs = [split(clean(other)) for other in siblings[:_MAX_SIBLINGS]]
    others = [own for other, own in pairs if other == stem]
    if "1" in {other.lstrip("0") for other in others} or len(set(others)) > 1:
        return stem, f"numbered headings '{stem} {', '.join(others[:3])}'"
    return None


def read_open(title: str) -> tuple[str, str] | None:
    """`#### FR-2: ...`: whatever its number, a heading that ends in dots is one of many."""
    stem, _ = split(title.rstrip(" .…:："))
    if stem and title.rstrip().endswith(("...", "…")):
        return stem, f"numbered heading '{title}'"
    return None


@lru_cache(maxsize=4096)
def split(title: str) -> tuple[str, str]:
    """The stem and the number of a heading, empty when it has none."""
    match = _STEM.fullmatch(title.strip()) if len(title) <= _MAX_TITLE else None
    if match is None:
        return "", ""
    stem, number = match.group("stem").strip(" -_#:"), match.group("number")
    if number.isalpha() and not match.group("gap"):
        return "", ""  # `Design` does not end in a counter
    return stem, number
