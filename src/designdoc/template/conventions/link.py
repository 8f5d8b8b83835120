"""`<URL>`, `[org/repo#0000](https://...)`: a link."""

import re

from designdoc.source.regex import regex
from designdoc.template.convention import TypeConvention, Typed, Wording
from designdoc.template.schema import TypeKind, ValueType

_WORDS = regex(r"(?:(?:link|url|uri)(?: to \S.*)?|\S+ (?:url|link))", re.IGNORECASE)
_LINK = regex(r"\[[^\[\]]*\]\(\S+\)|<?https?://\S+>?")


def read(wording: Wording) -> Typed | None:
    """A link, when the hole says so or the sample is one."""
    text = wording.text.strip("\"'`*_ ")
    if wording.marked and _WORDS.fullmatch(text.strip("[]<>{}")):
        return Typed(ValueType(TypeKind.LINK), f"hole '{text}'")
    if _LINK.fullmatch(text):
        return Typed(ValueType(TypeKind.LINK), f"sample '{text[:60]}'")
    return None


CONVENTION = TypeConvention("link", read)
