"""Names as they are compared: case, width, numbering, suffixes, emoji, colons and plurals aside.

Counted over 83 real documents, 40 reword a heading only by suffix, number or case.
"""

import re
import unicodedata
from functools import lru_cache

from designdoc.source.regex import regex

# `1.`, `1.2`, `A.`, `3)`, `(2)`, `IV.`, `第1章`, `Step 2:` is not one of them (a name of its own).
_NUMBERING = regex(
    r"""^\s*(?:
        (?:\d+(?:\.\d+)*[.):]?|[A-Z](?:\.\d+)+\.?|[A-Z][.)]|[IVX]{1,5}[.)]|\(\d+\)|§\s*\d+(?:\.\d+)*)\s+
      | (?:\d+(?:\.\d+)*[.)．、]|[①-⑳])\s*
      | 第\s*\d+\s*[章節項部]\s*[::.．、]?\s*
    )""",
    re.VERBOSE,
)
_DASHED_TAIL = regex(r"(?:\s+(?:[—–―]|--?)\s+|\s*:\s+|(?<=[^\x00-\x7f])\s*:\s*)\S.*$")
_ATTRIBUTES = regex(r"\{\s*[#.][^{}]*\}\s*$")  # `Heading {#anchor}`
_TRAILING = " \t\r\n\u00a0\u3000:：.。…#*_`"
_BRACKETS = "([（［【", ")]）］】"
_SPACES = regex(r"[\s\u00a0\u3000_]+")
_LEADING = regex(r"^[^\w\[{(<（［【\"'`/.@+-]+")


@lru_cache(maxsize=16384)
def clean(title: str) -> str:
    """A heading's own words: numbering, emoji and trailing colon removed, case kept."""
    text = unicodedata.normalize("NFKC", title) if not title.isascii() else title
    text = _LEADING.sub("", _ATTRIBUTES.sub("", text) or text)
    stripped = _NUMBERING.sub("", text, count=1)
    text = _LEADING.sub("", stripped) if stripped.strip() else text
    return _SPACES.sub(" ", text.rstrip(_TRAILING)).strip()


@lru_cache(maxsize=16384)
def without_suffix(title: str) -> str:
    """``clean`` and also without a bracketed tail such as "(Optional)"."""
    text = clean(title)
    return _without_bracketed_tail(text).rstrip(_TRAILING) or text


@lru_cache(maxsize=16384)
def key(title: str) -> str:
    """What two names have in common when they are the same name; empty for no words at all."""
    return _words(without_suffix(title))


@lru_cache(maxsize=16384)
def short_key(title: str) -> str:
    """``key`` of the part before a dash or colon: ``Goals — rationale`` is ``goals``."""
    return _words(_DASHED_TAIL.sub("", without_suffix(title)))


def _without_bracketed_tail(text: str) -> str:
    """Without "(Optional)", "[optional]", "*(mandatory)*", "（任意）" and the like at the end."""
    opening, closing = _BRACKETS
    body = text.rstrip("*_ ")
    if not body.endswith(tuple(closing)):
        return text
    start = max(body.rfind(bracket) for bracket in opening)
    inner = body[start + 1 : -1]
    return text if start < 0 or any(b in inner for b in closing) else body[:start].rstrip("*_ ")


def _words(text: str) -> str:
    folded = text.casefold().replace("&", " and ").replace("’", "'")
    words = re.findall(r"[\w'+#.]+", folded)
    return " ".join(_singular(word.strip("'.")) for word in words if word.strip("'."))


@lru_cache(maxsize=16384)
def _singular(word: str) -> str:
    if len(word) > 4 and word.isascii():
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith(("sses", "shes", "ches", "xes")):
            return word[:-2]
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return word[:-1]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
